"""The folder and the memory: transports like any other, without a server."""

import mailbox
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from ebulletin.delivery.folder import FolderTransport
from ebulletin.delivery.memory import MemoryTransport
from ebulletin.delivery.model import Outcome, Stage, State
from ebulletin.delivery.pace import Pace, PacedSource
from ebulletin.delivery.transport import (
    Ending,
    Envelope,
    Parcel,
    RelayRefusedError,
    Transport,
    Why,
)

CONTENT = b"Subject: News\r\nMessage-ID: <%d@example.org>\r\n\r\nHello\r\n"


class Notebook:
    """Writes down what a ledger would; may pull the plug at one delivery."""

    def __init__(self, plug: int | None = None) -> None:
        self.steps: list[tuple[str, int]] = []
        self.plug = plug

    def handing_over(self, parcel: Parcel) -> None:
        if parcel.delivery == self.plug:
            raise KeyboardInterrupt
        self.steps.append(("carrying", parcel.delivery))

    def settled(self, parcel: Parcel, outcome: Outcome) -> None:
        self.steps.append((outcome.state.value, parcel.delivery))


def carry(transport: Transport, count: int, notebook: Notebook) -> Ending:
    parcels = (
        Parcel(
            number,
            Envelope("bounces@example.org", f"p{number}@example.org"),
            lambda number=number: CONTENT % number,  # type: ignore[misc]
        )
        for number in range(count)
    )
    with transport.open() as connection:
        return connection.carry(PacedSource(parcels, Pace()), notebook)


def test_any_mail_program_can_read_the_folder(tmp_path: Path) -> None:
    notebook = Notebook()

    ending = carry(FolderTransport(tmp_path / "mail"), 3, notebook)

    box = mailbox.Maildir(tmp_path / "mail", create=False)
    raw = [box.get_bytes(key) for key in sorted(box.keys())]
    found = [BytesParser(policy=policy.default).parsebytes(each) for each in raw]
    assert [each["Delivered-To"] for each in found] == [f"p{n}@example.org" for n in range(3)]
    assert {each["Return-Path"] for each in found} == {"<bounces@example.org>"}
    assert all(each.endswith(CONTENT % number) for number, each in enumerate(raw))
    assert ending.why is Why.FINISHED
    assert notebook.steps == [
        (step, number) for number in range(3) for step in ("carrying", "accepted")
    ]


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_a_plug_pulled_before_the_last_step_leaves_no_message(tmp_path: Path, kind: str) -> None:
    memory = MemoryTransport()
    transport: Transport = FolderTransport(tmp_path) if kind == "folder" else memory
    notebook = Notebook(plug=1)

    with pytest.raises(KeyboardInterrupt):
        carry(transport, 3, notebook)

    taken = len(list(tmp_path.glob("new/*"))) if kind == "folder" else len(memory.carried)
    assert taken == 1
    assert notebook.steps == [("carrying", 0), ("accepted", 0)]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("not a folder", encoding="utf-8")

    with pytest.raises(RelayRefusedError, match="delivery: folder"):
        FolderTransport(tmp_path / "mail").open()


def test_a_disk_that_takes_no_more_loses_nothing(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path / "mail")
    notebook = Notebook()

    def full() -> bytes:
        raise OSError(28, "No space left on device")

    parcel = Parcel(7, Envelope("b@example.org", "a@example.org"), full)
    with transport.open() as connection:
        ending = connection.carry(PacedSource(iter([parcel]), Pace()), notebook)

    assert ending == Ending(Why.LOST, "no space left on device")
    assert notebook.steps == [("deferred", 7)]
    assert list((tmp_path / "mail").rglob("*.eml")) == []


def test_the_memory_gives_the_answers_that_it_was_given() -> None:
    answers = {
        "p0@example.org": Outcome(State.REFUSED, Stage.RCPT, 550, "5.1.1", "nobody"),
        "p1@example.org": Outcome(State.DEFERRED, Stage.DOT, 451, "4.3.0", "later"),
    }
    transport, notebook = MemoryTransport(answers), Notebook()

    carry(transport, 3, notebook)

    assert notebook.steps == [
        ("refused", 0), ("carrying", 1), ("deferred", 1), ("carrying", 2), ("accepted", 2),
    ]  # fmt: skip
    assert [each.envelope.recipient for each in transport.carried] == ["p2@example.org"]
    assert transport.carried[0].content == CONTENT % 2


def test_a_memory_with_a_number_for_each_connection_is_full_after_it() -> None:
    transport = MemoryTransport(messages_per_connection=2)

    assert carry(transport, 5, Notebook()).why is Why.FULL
    assert len(transport.carried) == 2
