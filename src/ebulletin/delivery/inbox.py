"""Where messages come back to: a mailbox read by IMAP, or a folder of messages."""

import hashlib
import imaplib
import json
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ebulletin.delivery.bounces import MOST_READ_BYTES
from ebulletin.delivery.encoding import one_line
from ebulletin.errors import EbulletinError

_TIMEOUT_SECONDS = 60.0
_SAFE_FOLDER = re.compile(r"[^\x00-\x1f\x7f\"\\]{1,200}")


class NoInboxError(EbulletinError):
    """Nothing says where to read."""

    def __init__(self) -> None:
        super().__init__(
            "partnership.yaml names no mailbox for what comes back. Write it under "
            "`delivery: inbox`, for example {host: imap.example.org, user: bounces@example.org}, "
            "or name a folder of saved messages with --folder."
        )


class InboxError(EbulletinError):
    """The mailbox or folder cannot be read."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(
            f"{where} cannot be read: {words.rstrip('.')}. Nothing was changed. Check the name "
            "and the network, and try again."
        )


class InboxSignInError(EbulletinError):
    """The mailbox does not let us in."""

    exit_code = 4

    def __init__(self, host: str, user: str, words: str) -> None:
        super().__init__(
            f"The mailbox of {user!r} at {host} does not let us in: {words.rstrip('.')}. Make sure "
            "that EBULLETIN_INBOX_PASSWORD, or the computer's own store, holds its password."
        )


@dataclass(slots=True)
class Memory:
    """What was read already, so that nothing counts twice; it holds no address.

    Attributes:
        read_up_to: By mailbox, the number of its last message that was read.
        seen: Names of messages that were read.
        soft: By keyed hash, the bulletins that bounced for now.
    """

    read_up_to: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    soft: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox at a server, by IMAP over TLS."""

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    folder: str = "INBOX"
    certificates: Path | None = None

    @property
    def name(self) -> str:
        """As reports call it."""
        return f"{self.folder} at {self.host}"


def load_memory(path: Path) -> Memory:
    """What was read before; nothing, where the file is not there or is damaged.

    Reading a message twice does no harm: what it leads to is entered once.
    """
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Memory(
            {str(name): int(number) for name, number in kept["read_up_to"].items()},
            {str(each) for each in kept["seen"]},
            {str(key): [str(each) for each in slugs] for key, slugs in kept["soft"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()


def save_memory(path: Path, memory: Memory) -> None:
    """Keep what was read, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    kept = {"read_up_to": memory.read_up_to, "seen": sorted(memory.seen), "soft": memory.soft}
    fresh.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8", newline="\n")
    fresh.replace(path)


def messages_in_folder(folder: Path) -> Iterator[bytes]:
    """Every message of a Maildir, or of a folder of .eml files; nothing is moved.

    Raises:
        InboxError: There is no such folder.
    """
    if not folder.is_dir():
        raise InboxError(str(folder), "there is no such folder")
    if (folder / "new").is_dir() or (folder / "cur").is_dir():
        files = [*folder.glob("new/*"), *folder.glob("cur/*")]
    else:
        files = [path for path in folder.iterdir() if path.suffix.lower() in (".eml", ".msg", "")]
    for path in sorted(files):
        if path.is_file() and not path.name.startswith("."):
            with path.open("rb") as opened:
                yield opened.read(MOST_READ_BYTES)


def messages_in_mailbox(mailbox: Mailbox, memory: Memory) -> Iterator[bytes]:
    """Every message that came since the last time; nothing in the mailbox is changed.

    The memory moves on with each one, so that the next run begins behind it.

    Raises:
        InboxError: The server cannot be reached, or has no such folder.
        InboxSignInError: It does not let us in.
    """
    try:
        session = _signed_in(mailbox)
    except (OSError, imaplib.IMAP4.error) as error:
        raise InboxError(mailbox.host, _words(error)) from None
    try:
        place, numbers = _new_messages(session, mailbox, memory)
        for number in numbers:
            _, found = session.uid("FETCH", str(number), f"(BODY.PEEK[]<0.{MOST_READ_BYTES}>)")
            for part in found or []:
                if isinstance(part, tuple):
                    yield bytes(part[1])
            memory.read_up_to[place] = number
    except (OSError, imaplib.IMAP4.error) as error:
        raise InboxError(mailbox.name, _words(error)) from None
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            session.logout()


def _signed_in(mailbox: Mailbox) -> imaplib.IMAP4_SSL:
    trusted = str(mailbox.certificates) if mailbox.certificates else None
    context = ssl.create_default_context(cafile=trusted)
    session = imaplib.IMAP4_SSL(
        mailbox.host, mailbox.port, ssl_context=context, timeout=_TIMEOUT_SECONDS
    )
    try:
        session.login(mailbox.user, mailbox.password)
    except imaplib.IMAP4.error as error:
        with suppress(OSError, imaplib.IMAP4.error):
            session.shutdown()
        raise InboxSignInError(mailbox.host, mailbox.user, _words(error)) from None
    return session


def _new_messages(
    session: imaplib.IMAP4_SSL, mailbox: Mailbox, memory: Memory
) -> tuple[str, list[int]]:
    """The name under which the memory keeps the folder, and numbers of what came since."""
    if not _SAFE_FOLDER.fullmatch(mailbox.folder):
        raise InboxError(mailbox.name, "this is no name of a folder")
    status, answer = session.select(f'"{mailbox.folder}"', readonly=True)
    if status != "OK":
        raise InboxError(mailbox.name, _words_of(answer))
    validity = session.untagged_responses.get("UIDVALIDITY", [b"0"])[-1]
    who = hashlib.sha256(f"{mailbox.user}@{mailbox.host}".encode()).hexdigest()[:12]
    place = f"{who} {mailbox.folder} {_words_of([validity])}"
    last = memory.read_up_to.get(place, 0)
    _, found = session.uid("SEARCH", f"UID {last + 1}:*")
    numbers = sorted(int(each) for each in (found[0] or b"").split())
    # `n:*` always gives the last message, also when its number is below n (RFC 3501, 6.4.8).
    return place, [number for number in numbers if number > last]


def _words(error: Exception) -> str:
    first = error.args[0] if error.args else str(error)
    if isinstance(error, OSError) and error.strerror:
        first = error.strerror
    return _words_of([first])


def _words_of(answer: Any) -> str:
    raw = answer[0] if answer else b""
    return one_line(raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw))[:200]
