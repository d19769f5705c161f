"""Who asks to be forgotten is: no byte of the address is left in any file of the workspace."""

import base64
import json
import quopri
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebulletin.delivery.ledger import KeptContent
from ebulletin.delivery.model import PlannedRecipient
from ebulletin.delivery.sqlite_ledger.opening import open_ledger
from ebulletin.errors import EbulletinError
from ebulletin.press.forgetting import forget
from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.key import keyed_hash, load_key
from ebulletin.recipients.store import changing
from ebulletin.recipients.suppression import load_suppressions, suppress
from ebulletin.recipients.undoing import NothingKeptError, undo_lists

DAY = date(2026, 11, 24)
ANN = "ann@fenwold.example.org"
BOB = "bob@ostley.example.org"
NAMES = ("heads.csv", "to-mend/heads.csv", "exports/all-mailchimp-public.csv")


def listing(*emails: str) -> bytes:
    return "".join(f"{each},Head teacher\r\n" for each in ("email", *emails)).encode()


def message(email: str, encoding: str) -> bytes:
    text = f"Dear reader,\r\n{'This goes on and on. ' * 7}\r\nYou are {email}.\r\n".encode()
    head = f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    return head + {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}[encoding](
        text
    )


def workspace_of(root: Path, emails: Iterable[str]) -> Path:
    """Lists, exports, messages and states to undo that all hold these people."""
    emails = list(emails)
    with changing(root / "recipients", "import") as change:
        change.write("heads.csv", listing(*emails))
        change.note("added", list_name="heads")
    suppress(root / "recipients", [emails[0]], reason=f"{emails[0]} rang", on=DAY)
    with changing(root / "recipients", "import") as change:
        change.write("heads.csv", listing(*(each.upper() for each in emails), "new@a.example.org"))
        change.note("changed", list_name="heads")
    for name in NAMES[1:]:
        file = root / "recipients" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(listing(*emails))
    for number, email in enumerate(emails):
        for encoding in ("base64", "quoted-printable"):
            file = root / f"out/2026-09-lantern/sent/{encoding}-{number}.eml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(message(email, encoding))
            named = file.with_name(f"{encoding}-{email.replace('@', '%40')}.txt")
            named.write_text("a message")
    kept = root / ".ebulletin/undo/000001.json"
    kept.parent.mkdir(parents=True)
    before = base64.b64encode(f"Ask {emails[0]} or {emails[-1]}.\n".encode()).decode()
    kept.write_text(json.dumps({"files": [{"path": "items/a.md", "before": before}]}))
    (root / "items").mkdir()
    (root / "items/a.md").write_text("Ask the hub.\n")
    return root


def traces(root: Path, email: str) -> list[str]:
    """Files that hold an address: looked for here by other means than the product's."""
    found = []
    wanted = email.casefold().encode()
    for file in root.rglob("*"):
        if not file.is_file():
            continue
        raw = file.read_bytes()
        readings = [
            raw,
            quopri.decodestring(raw),
            file.name.encode(),
            file.name.replace("%40", "@").encode(),
        ]
        joined = raw.replace(b"\r\n", b"").replace(b"\n", b"")
        for run in re.findall(rb"[A-Za-z0-9+/]{16,}={0,2}", joined) + re.findall(
            rb"(?<=\r\n\r\n)[A-Za-z0-9+/=\r\n]+", raw
        ):
            plain = b"".join(run.split()).rstrip(b"=")
            plain = plain[: len(plain) - (len(plain) % 4 == 1)]
            readings.append(base64.b64decode(plain + b"=" * (-len(plain) % 4)))
        if any(wanted in each.lower() for each in readings):
            found.append(file.relative_to(root).as_posix())
    return found


def test_the_search_of_this_test_finds_what_is_there(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])

    assert set(traces(root, ANN)) == {
        *(f"recipients/{name}" for name in NAMES),
        "recipients/.undo/0",
        "out/2026-09-lantern/sent/base64-0.eml",
        "out/2026-09-lantern/sent/quoted-printable-0.eml",
        "out/2026-09-lantern/sent/base64-ann%40fenwold.example.org.txt",
        "out/2026-09-lantern/sent/quoted-printable-ann%40fenwold.example.org.txt",
        ".ebulletin/undo/000001.json",
    }


def test_no_byte_of_somebody_who_was_forgotten_is_left(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])

    done = forget(root, "Ann@Fenwold.example.org", DAY)

    assert traces(root, ANN) == []
    assert done.remaining == []
    assert done.rows == {f"recipients/{name}": 1 for name in NAMES}


def test_nobody_else_is_lost(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB, "joann@fenwold.example.org"])

    forget(root, ANN, DAY)

    assert (root / "recipients/heads.csv").read_bytes() == listing(
        BOB.upper(), "JOANN@FENWOLD.EXAMPLE.ORG", "new@a.example.org"
    )
    assert (root / "out/2026-09-lantern/sent/base64-1.eml").exists()
    assert (root / "items/a.md").exists()


def test_only_a_keyed_hash_is_kept_so_that_nobody_brings_them_back(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [BOB, ANN])

    forget(root, ANN, DAY, by="mara")

    held = load_suppressions(root / "recipients")
    assert held.is_forgotten(ANN)
    assert not held.is_forgotten(BOB)
    last = list(read_journal(root / "recipients"))[-1]
    assert (last.what, last.by) == ("forgotten", "mara")
    assert last.key == held.all_for(ANN)[0].key


def test_the_journal_keeps_what_happened_and_not_how_the_person_was_met(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])
    with changing(root / "recipients", "import") as change:
        for each in (ANN, BOB):
            details = f"source: met {each.partition('@')[0]} at the spring market"
            change.note("added", key=change.hashed(each), list_name="heads", details=details)
    before = list(read_journal(root / "recipients"))

    forget(root, ANN, DAY)

    after = list(read_journal(root / "recipients"))
    assert [each.what for each in after] == [*(each.what for each in before), "forgotten"]
    words = (root / "recipients/journal.csv").read_text(encoding="utf-8")
    assert "met bob" in words
    assert "met ann" not in words


def test_forgetting_cannot_be_undone(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])

    forget(root, ANN, DAY)

    with pytest.raises(NothingKeptError):
        undo_lists(root / "recipients")


def test_somebody_who_stands_nowhere_is_kept_away_all_the_same(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [BOB])

    done = forget(root, ANN, DAY)

    assert (done.rows, done.deleted, done.remaining) == ({}, [], [])
    assert load_suppressions(root / "recipients").is_forgotten(ANN)


def test_what_came_back_from_a_backup_is_forgotten_once_more(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])
    forget(root, ANN, DAY)
    (root / "recipients/heads.csv").write_bytes(listing(ANN))

    forget(root, ANN, DAY)

    assert traces(root, ANN) == []
    assert len(load_suppressions(root / "recipients").all_for(ANN)) == 1


def test_what_only_a_person_can_change_is_told(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])
    (root / "items/contacts").mkdir()
    (root / "items/contacts/ann.md").write_text(f"---\nemails: [{ANN}]\n---\n")
    (root / "recipients/heads.xlsx").write_bytes(b"PK " + ANN.encode())

    done = forget(root, ANN, DAY)

    assert done.remaining == ["items/contacts/ann.md", "recipients/heads.xlsx"]
    assert (root / "items/contacts/ann.md").exists()


def test_folders_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [BOB])
    for folder in (".git", ".venv", "node_modules"):
        (root / folder).mkdir()
        (root / folder / "cache").write_text(ANN)

    assert forget(root, ANN, DAY).remaining == []
    assert (root / ".git/cache").exists()


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path: Path) -> None:
    root = workspace_of(tmp_path / "workspace", [BOB])
    outside = tmp_path / "outside.csv"
    outside.write_bytes(listing(ANN))
    try:
        (root / "recipients/linked.csv").symlink_to(outside)
    except OSError:
        pytest.skip("this machine makes no links")

    forget(root, ANN, DAY)

    assert outside.read_bytes() == listing(ANN)


def test_the_ledger_is_asked_first_and_if_it_is_in_use_nothing_is_done(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])
    before = (root / "recipients/heads.csv").read_bytes()

    class LedgerInUseError(EbulletinError):
        """Somebody is sending just now."""

    def in_use(_folder: Path, _keys: Iterable[str]) -> int:
        raise LedgerInUseError

    with pytest.raises(LedgerInUseError):
        forget(root, ANN, DAY, ledger=in_use)

    assert (root / "recipients/heads.csv").read_bytes() == before
    assert not load_suppressions(root / "recipients").is_forgotten(ANN)


_LOCAL = st.from_regex(r"[a-z][a-z0-9]{0,6}([.+_-][a-z0-9]{1,6}){0,2}", fullmatch=True)
_EMAIL = st.builds(
    "{}@{}.example.org".format, _LOCAL, st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z]", fullmatch=True)
).filter(lambda email: "--" not in email)


def test_the_sending_ledger_forgets_as_well(tmp_path: Path) -> None:
    root = workspace_of(tmp_path, [ANN, BOB])
    key = load_key(root / "recipients")
    ledger = open_ledger(root / ".ebulletin")
    people = [
        PlannedRecipient(each, keyed_hash(key, each), "professional", {"first_name": "Zelda"})
        for each in (ANN, BOB)
    ]
    content = KeptContent("professional", "ab" * 32, b"content")
    ledger.freeze("2026-09-lantern", [content], people, datetime(2026, 11, 24, tzinfo=UTC))
    ledger.close()
    assert ".ebulletin/ledger.db" in traces(root, ANN)

    done = forget(root, ANN, DAY)

    assert (done.ledger_lines, done.remaining) == (1, [])
    assert traces(root, ANN) == []
    assert ".ebulletin/ledger.db" in traces(root, BOB)


# Each example writes a whole workspace to the disk.
@settings(max_examples=20)
@given(st.lists(_EMAIL, min_size=2, max_size=5, unique=True), st.data())
def test_whoever_is_forgotten_leaves_no_byte(
    tmp_path_factory: pytest.TempPathFactory, emails: list[str], data: st.DataObject
) -> None:
    root = workspace_of(tmp_path_factory.mktemp("workspace"), emails)
    goes = data.draw(st.sampled_from(emails))

    done = forget(root, goes, DAY)

    others = [each for each in emails if each != goes]
    assert done.remaining == []
    # Another address may end with this one; then the bytes are theirs.
    if not any(goes in each for each in others):
        assert traces(root, goes) == []
    left = (root / "recipients/heads.csv").read_bytes()
    assert left == listing(*(each.upper() for each in others), "new@a.example.org")
    shutil.rmtree(root)
