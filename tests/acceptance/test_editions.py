"""The demonstration editions A to E, built by the real command."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from acceptance_types import Run

EDITIONS = {
    "2026-09-lantern": {"professional", "public"},
    "2026-autumn-newsletter": {"professional", "public"},
    "2026-10-cluster": {"schools"},
    "2026-11-network": {"network"},
    "2027-01-cluster": {"dsl", "schools", "public"},
}
GMAIL_CLIPS_AT_BYTES = 102_400
WARNED_AT_BYTES = 81_920

# sample-partnership.md, section 8: what no public output may hold. The names are those of people
# who came to the meetings and are no public contacts.
NEVER_PUBLIC = (
    "01632 960112", "01632960112", "07700 900145", "07700900145", "07700 900318", "07700900318",
    "07700 900321", "07700900321", "07700 900352", "07700900352", "07700 900353", "07700900353",
    "mash-referrals@", "saferschools@", "cdr@", "quill-88", "214 096 330", "Sian Padgett",
    "Kofi Denholm", "Imogen Larkham", "Marek Lindqvist", "Yusuf Calloway", "Winifred Astley",
    "Tegan Rushforth", "Rafiq Nethercott", "Gethin Wroxley", "Farida Rookwood", "Zubair Colquhoun",
    "Leocadia Thripp", "Halcyon Reeve", "Bashir Penrose",
)  # fmt: skip

# Replaces the clock of the process, so that a date taken from it would show in the bytes.
OTHER_CLOCK = """\
import datetime, time

_real = datetime.datetime
_shift = 400 * 86400


class datetime_(_real):
    @classmethod
    def now(cls, tz=None):
        return _real.fromtimestamp(_real.now().timestamp() + _shift, tz)


class date_(datetime.date):
    @classmethod
    def today(cls):
        return datetime_.now().date()


_time = time.time
time.time = lambda: _time() + _shift
datetime.datetime, datetime.date = datetime_, date_
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """`out/` of the demonstration, built once from a copy."""
    import shutil
    import subprocess
    import sys

    copy = tmp_path_factory.mktemp("demonstration") / "workspace"
    copy.mkdir()
    for name in ("items", "bulletins", "templates", "recipients"):
        shutil.copytree(root / name, copy / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, copy / name)
    done = subprocess.run(
        [sys.executable, "-m", "ebulletin", "build", "--all"],
        cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert " error " not in done.stderr
    assert " warning " not in done.stderr
    return copy / "out"


def variants(out: Path) -> list[Path]:
    return sorted(path.parent for path in out.glob("*/*/email.html"))


def digest(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_every_edition_is_built_in_every_variant(built: Path) -> None:
    found = {
        edition: {v.name for v in (built / edition).iterdir() if v.is_dir()} for edition in EDITIONS
    }

    assert found == EDITIONS
    for folder in variants(built):
        names = {path.name for path in folder.iterdir()}
        assert {"email.html", "email.txt", "page.html"} <= names
        assert (folder.parent / f"{folder.name}.json").is_file()


def test_the_same_files_give_the_same_bytes_under_another_clock_and_time_zone(
    built: Path, tmp_path: Path, ebulletin: Run
) -> None:
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(OTHER_CLOCK)

    done = ebulletin(
        "build", "--all", "--out", str(tmp_path / "again"), cwd=built.parent,
        TZ="Pacific/Auckland", PYTHONPATH=str(tmp_path / "clock"), PYTHONHASHSEED="7",
        LC_ALL="C",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert digest(tmp_path / "again") == digest(built)


def test_every_email_is_under_the_size_at_which_mail_readers_cut(built: Path) -> None:
    sizes = {str(path): path.stat().st_size for path in built.glob("*/*/email.html")}

    assert len(sizes) == sum(map(len, EDITIONS.values()))
    assert {path: size for path, size in sizes.items() if size >= WARNED_AT_BYTES} == {}


def test_safety_block_and_unsubscribe_stand_before_the_cut(built: Path) -> None:
    for folder in variants(built):
        html = (folder / "email.html").read_bytes()
        numbers = [html.rfind(number) for number in (b"tel:999", b"01632 960199", b"tel:101")]

        assert all(0 < place < GMAIL_CLIPS_AT_BYTES for place in numbers)
        assert numbers == sorted(numbers)
        assert 0 < html.rfind(b"https://esscp.example.org/leave") < GMAIL_CLIPS_AT_BYTES


def test_no_public_output_holds_what_is_not_public(built: Path) -> None:
    for folder in variants(built):
        if folder.name != "public":
            continue
        for path in folder.rglob("*"):
            if not path.is_file():
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            assert [words for words in NEVER_PUBLIC if words in text] == [], path


def test_pages_hold_no_joining_details_and_no_restricted_text(built: Path) -> None:
    for folder in variants(built):
        page = (folder / "page.html").read_text(encoding="utf-8")

        for words in ("quill-88", "214 096 330", "07700 900321", "meet.example.org"):
            assert words not in page


def test_professional_pages_ask_not_to_be_indexed_and_public_ones_do_not(built: Path) -> None:
    for folder in variants(built):
        page = (folder / "page.html").read_text(encoding="utf-8")

        assert ("noindex" in page) is (folder.name != "public")
        assert folder.name == "public" or "For professionals" in page


class Addresses(HTMLParser):
    """Every address that a mail reader or browser would fetch by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("img", "script", "iframe", "source", "audio", "video"):
            self.fetched.append(given.get("src") or given.get("srcset") or "")
        if tag == "link":
            self.fetched.append(given.get("href") or "")


def test_nothing_is_fetched_from_another_host(built: Path) -> None:
    for folder in variants(built):
        for name in ("email.html", "page.html"):
            text = (folder / name).read_text(encoding="utf-8")
            parser = Addresses()
            parser.feed(text)

            remote = [a for a in parser.fetched if "://" in a and "esscp.example.org" not in a]
            assert remote == []
            assert re.findall(r"url\(\s*['\"]?https?:", text) == []
            assert "@import" not in text
            for address in parser.fetched:
                if address.startswith("images/"):
                    assert (folder / address).is_file()


def test_the_record_of_a_build_tells_what_was_ignored_and_why(built: Path) -> None:
    record = json.loads((built / "2026-09-lantern/public.json").read_text(encoding="utf-8"))

    assert record["status"] == "ready"
    assert set(record["files"]) >= {"email.html", "email.txt", "page.html"}
    assert all(len(each["why"]) >= 10 for each in record["ignored"])


def test_an_override_without_the_safety_block_still_prints_it(
    workspace: Path, ebulletin: Run
) -> None:
    folder = workspace / "templates" / "lantern"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "safety.mjml.j2").write_text("")

    done = ebulletin("build", "2026-09-lantern", "--format", "html", cwd=workspace)

    html = (workspace / "out/2026-09-lantern/public/email.html").read_text(encoding="utf-8")
    assert "SAF102" in done.stderr
    assert "01632 960199" in html
    assert done.returncode == 0, done.stderr


def test_a_template_that_prints_all_it_is_given_shows_nothing_hidden(
    workspace: Path, ebulletin: Run
) -> None:
    folder = workspace / "templates" / "lantern"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "footer.mjml.j2").write_text(
        "<mj-section><mj-column><mj-text>{{ bulletin }} "
        "{{ bulletin.footer.unsubscribe }}</mj-text></mj-column></mj-section>"
    )

    ebulletin("build", "2026-09-lantern", "--format", "html", cwd=workspace)

    for path in (workspace / "out/2026-09-lantern").glob("public/email.html"):
        text = path.read_text(encoding="utf-8")
        assert [words for words in NEVER_PUBLIC if words in text] == []


@pytest.mark.parametrize("role", ["refer_to", "out_of_hours", "allegations"])
def test_a_safety_contact_without_a_number_refuses_the_build(
    role: str, workspace: Path, ebulletin: Run
) -> None:
    names = {"refer_to": "mash", "out_of_hours": "emergency-duty-team", "allegations": "lado"}
    ebulletin("build", "2026-09-lantern", cwd=workspace)
    contact = workspace / "items/contacts" / f"{names[role]}.md"
    kept = re.sub(r"(?m)^(phones|emails|web):.*\n(?:[ -].*\n)*", "", contact.read_text())
    contact.write_text(kept)

    done = ebulletin("build", "2026-09-lantern", cwd=workspace)

    assert done.returncode == 1
    assert "not built" in done.stderr
    assert not (workspace / "out/2026-09-lantern").exists()


def test_a_leak_takes_the_variant_away_and_fails(workspace: Path, ebulletin: Run) -> None:
    item = workspace / "items/updates/inspection-letter.md"
    item.write_text(item.read_text() + "\nAsk Marek Lindqvist on 07700 900321.\n")

    done = ebulletin("build", "2026-09-lantern", cwd=workspace)

    assert done.returncode == 1
    assert "SAF110" in done.stderr
    assert "taken away again" in done.stderr
    assert not (workspace / "out/2026-09-lantern/public").exists()


def test_a_hidden_item_changes_no_other_byte_of_the_public_build(
    workspace: Path, ebulletin: Run
) -> None:
    plan = workspace / "bulletins/2026-09-lantern.yaml"
    ebulletin("build", "2026-09-lantern", "--variant", "public", cwd=workspace)
    before = digest(workspace / "out/2026-09-lantern/public")
    ebulletin("compose", "remove", "2026-09-lantern", "harbour-steps-duty-line", cwd=workspace)
    assert "harbour-steps-duty-line" not in plan.read_text()

    done = ebulletin("build", "2026-09-lantern", "--variant", "public", cwd=workspace)

    assert done.returncode == 0, done.stderr
    assert digest(workspace / "out/2026-09-lantern/public") == before
