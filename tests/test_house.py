"""What holds for the whole repository, whatever room a change is in."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from repository import HAS_GIT, ROOT, repository_files

PACKAGE = ROOT / "src" / "ebulletin"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Written in two halves, so that this file does not hold what it looks for.
MACHINE_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", r"C:\Us" + "ers")
REGISTRIES = (
    "py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com",
    "debian" + ".org", "index" + "-url", "extra" + "-index", "find" + "-links",
)  # fmt: skip
NOTES_TO_SELF = tuple(re.compile(rf"\b{a}{b}\b") for a, b in (("TO", "DO"), ("FIX", "ME")))

# Ofcom, "Telephone numbers for use in TV and radio drama programmes". A number that breaks off is
# as good: no exchange can complete it.
DRAMA = re.compile(
    r"(?:01632960|07700900|08081570|03069990|02079460|01914980|02896496|02920180"
    r"|01(?:13|14|15|16|17|18|21|31|41|51|61)4960)\d{0,3}"
)
UK_NUMBER = re.compile(
    r"(?<![\w.+/-])(?:\+44 ?\(?0?\)? ?[1-9]|\(?0[1-9])\d{1,3}\)?(?:[ -]?\d{2,4}){2,3}(?![\w-])"
)
HOST = re.compile(
    r"(?<![\w@.-])(?:https?://|mailto:[\w.+-]*@|[\w.+-]+@)(?P<host>[\w-]+(?:\.[\w-]+)+)", re.ASCII
)
RESERVED = ("example.org", "example.com", "example.net", "example", "test", "invalid", "localhost")

# Standards and tools that code and documentation cite; no reader of a bulletin is sent there.
CITED_HOSTS = {
    "www.w3.org": "names of XML name spaces, and the standards themselves",
    "json-schema.org": "names the dialect of the schemas that we write",
    "www.caniemail.com": "where the tests of what mail programs support were published",
    "keepachangelog.com": "the form of the changelog",
    "semver.org": "the meaning of version numbers",
    "127.0.0.1": "this machine",
    "schemas.openxmlformats.org": "names of XML name spaces in Word and Excel files",
    "www.sitemaps.org": "the name space of site maps",
}
# Files whose subject is what must not stand elsewhere, and why.
MAY_HOLD_WRONG_NUMBERS = {
    "src/ebulletin/recipients/address.py": "the ten digits side by side",
    "src/ebulletin/values/phones.py": "area codes side by side, and digits in ascending order",
    "tests/acceptance/test_looks.py": "the ten digits, drawn to tell fonts apart",
    "tests/checks/test_contacts.py": "numbers that the checks of contacts refuse",
    "tests/checks/test_leaks.py": "another contact's number, in no drama range, is not a leak",
    "tests/press/test_checking.py": "a number that SAF121 refuses in a demonstration",
    "tests/test_house.py": "shows that the search sees them",
}
MAY_HOLD_OTHER_HOSTS = {
    "docs/reference/checks.md": "slips of the hand in domains, which REC114 names",
    "src/ebulletin/recipients/problems.py": "the same, where the reference takes them from",
    "tests/audit/bad/link-shortened.html": "a shortened address, which LNK112 names",
    "tests/bad_workspace/items/contacts/learning-hub.md": "a private mailbox, which CON109 names",
    "tests/bad_workspace/items/updates/tips-for-talking.md": "a shortened address, for LNK112",
    "tests/checks/test_contacts.py": "providers of private mailboxes",
    "tests/checks/test_leaks.py": "a host that only begins like ours",
    "tests/checks/test_links.py": "shortened and wrapped addresses, and shared drives",
    "tests/tools/faults.py": "a shortened address to plant",
    "tests/reference/package-lock.json": "licences of the reference compiler's packages",
}
BINARY = {".png", ".jpg", ".jpeg", ".gif", ".pdf", ".ico", ".xlsx", ".xls", ".ods"}


def text_files() -> Iterator[tuple[str, str]]:
    for path in repository_files():
        if path.suffix not in BINARY:
            name = path.relative_to(ROOT).as_posix()
            # A file may be broken on purpose; its readable part still counts.
            yield name, path.read_bytes().decode("utf-8", errors="replace")


def hits(pattern: re.Pattern[str], *, group: str | int = 0) -> Iterator[tuple[str, str]]:
    """File with line, and the words that match."""
    for name, text in text_files():
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{name}:{line}", match[group]


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_opens_with_one_sentence_for_its_door(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))

    assert docstring, "it has no docstring"
    label = " ".join(docstring.split("\n\n")[0].split())
    assert label.endswith((".", "?")), label
    assert not re.search(r"[.!?] [A-Z]", label), f"more than one sentence: {label}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_public_name_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))

    assert list(_undocumented(tree)) == []


def _undocumented(parent: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in parent.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None and not _is_told_elsewhere(node):
            yield f"{node.name}, line {node.lineno}"
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(node)


def _is_told_elsewhere(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    words = {ast.unparse(each).split(".")[-1] for each in node.decorator_list}
    return bool(words & {"overload", "override", "setter"})


def test_no_file_names_a_machine() -> None:
    found = list(hits(re.compile("|".join(map(re.escape, MACHINE_PATHS)))))

    assert found == []


def test_no_file_names_a_package_registry() -> None:
    found = list(hits(re.compile("|".join(map(re.escape, REGISTRIES)))))

    assert found == []


def test_no_file_holds_a_note_to_self() -> None:
    found = [each for note in NOTES_TO_SELF for each in hits(note)]

    assert found == []


def test_every_phone_number_is_one_that_reaches_nobody() -> None:
    found = [
        (place, number)
        for place, number in hits(UK_NUMBER)
        if place.split(":")[0] not in MAY_HOLD_WRONG_NUMBERS
        and 10 <= len(digits_of(number)) <= 11
        and not DRAMA.fullmatch(digits_of(number))
    ]

    assert found == []


def digits_of(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].removeprefix("0") if number.startswith("+44") else digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ring 01234 567890 now", "01234567890"),
        ("0121 234 5678", "01212345678"),
        ("(020) 8888 1234", "02088881234"),
        ("+44 7911 123456", "07911123456"),
        ("tel:+447911123456", "07911123456"),
    ],
)
def test_the_search_for_phone_numbers_sees_each_way_of_writing_one(text: str, number: str) -> None:
    found = UK_NUMBER.search(text)

    assert found is not None
    assert digits_of(found[0]) == number
    assert not DRAMA.fullmatch(number)


def test_every_address_and_link_is_under_a_reserved_domain() -> None:
    found = [
        (place, host)
        for place, host in hits(HOST, group="host")
        if place.split(":")[0] not in MAY_HOLD_OTHER_HOSTS
        and host not in CITED_HOSTS
        and not any(f".{host.lower()}".endswith(f".{each}") for each in RESERVED)
    ]

    assert found == []


def test_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.!+-]*", pin)] == []


@pytest.mark.skipif(not HAS_GIT, reason="this is no git checkout")
@pytest.mark.parametrize(
    ("name", "is_ignored"),
    [
        ("recipients/sample.csv", False),
        ("recipients/autumn.csv", True),
        ("recipients/schools.xlsx", True),
        ("recipients/suppressed.csv", True),
        ("recipients/.key", True),
        ("recipients/2026/heads.csv", True),
        (".ebulletin/ledger.sqlite", True),
        ("out/2026-09-lantern/public/email.html", True),
        (".venv/pyvenv.cfg", True),
        (".reference/package.json", True),
        ("bulletins/published/2026-09-lantern/public.json", False),
    ],
)
def test_git_keeps_real_peoples_addresses_out(name: str, is_ignored: bool) -> None:
    words = ["git", "check-ignore", "--quiet", "--no-index", name]

    done = subprocess.run(words, cwd=ROOT, check=False)

    assert (done.returncode == 0) is is_ignored
