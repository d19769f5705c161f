"""A transport that writes messages to a folder (a Maildir): for trying without any server.

Any mail program that reads a Maildir shows what readers would get; so does opening a file.
"""

import itertools
import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from ebulletin.delivery.model import Outcome, Stage, State
from ebulletin.delivery.transport import Ending, Parcel, RelayRefusedError, Source, Watch, Why

_PARTS = ("tmp", "new", "cur")
_numbers = itertools.count()


class FolderTransport:
    """Writes each message into a file of its own.

    A message stands in `tmp/` until it is handed over, and in `new/` from then on; moving it
    there is one step, as a final dot is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        """As the ledger and reports call it."""
        return f"folder {self.folder.name}"

    @property
    def most_connections(self) -> int:
        """One: a disk is not faster with more."""
        return 1

    def open(self) -> "FolderConnection":
        """Make the folder, if it is not there.

        Raises:
            RelayRefusedError: It cannot be made, or is a file.
        """
        try:
            for part in _PARTS:
                (self.folder / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RelayRefusedError(
                f"Messages cannot be written to {str(self.folder)!r} "
                f"({(error.strerror or str(error)).lower()}). "
                "`delivery: folder` in partnership.yaml names the folder."
            ) from None
        return FolderConnection(self.folder, self.name)


class FolderConnection:
    """Writes messages, one after another."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def carry(self, parcels: Source, watch: Watch) -> Ending:
        """Write parcels until there are no more, or the disk takes none."""
        while (parcel := parcels.wait()) is not None:
            file = f"{time.time_ns()}.P{os.getpid()}Q{next(_numbers)}.ebulletin.eml"
            written = self._folder / "tmp" / file
            try:
                self._write(written, parcel)
            except OSError as error:
                with suppress(OSError):
                    written.unlink()
                return self._lost(parcel, Stage.CONTENT, error, watch)
            watch.handing_over(parcel)
            try:
                written.replace(self._folder / "new" / file)
            except OSError as error:
                return self._lost(parcel, Stage.DOT, error, watch)
            watch.settled(
                parcel, Outcome(State.ACCEPTED, Stage.DOT, 250, reply=file, relay=self._name)
            )
        return Ending(Why.FINISHED)

    def close(self) -> None:
        """Nothing is open between two messages."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write(self, path: Path, parcel: Parcel) -> None:
        """The message under the two lines that a mail server adds: whom from, and to whom."""
        envelope = parcel.envelope
        head = f"Return-Path: <{envelope.sender}>\r\nDelivered-To: {envelope.recipient}\r\n"
        content = parcel.write()
        with path.open("xb") as opened:
            opened.write(head.encode("ascii"))
            opened.write(content)

    def _lost(self, parcel: Parcel, stage: Stage, error: OSError, watch: Watch) -> Ending:
        words = (error.strerror or str(error)).lower()
        watch.settled(parcel, Outcome(State.DEFERRED, stage, reply=words, relay=self._name))
        return Ending(Why.LOST, words)
