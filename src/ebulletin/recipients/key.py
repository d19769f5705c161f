"""The key under which addresses are hashed, so that files can name people without showing them."""

import contextlib
import csv
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from pathlib import Path

from ebulletin.errors import EbulletinError
from ebulletin.recipients import journal

KEY_FILE = ".key"
JOURNAL_FILE = journal.FILE
SUPPRESSED_FILE = "suppressed.csv"

MADE = "key made"
"""What the journal's first line says; its key column holds the fingerprint."""

_SIZE_IN_BYTES = 32  # As long as the hash, as RFC 2104, section 3, advises.
_HEXADECIMAL = re.compile(r"[0-9a-f]{64}")
# Characters that print nothing, and that copied addresses carry about.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_ADVICE = (
    "Put the file back from a backup, or copy it from another machine that holds these lists. "
    "Nothing was done meanwhile, because the wrong people could be written to."
)


class KeyProblemError(EbulletinError):
    """The key cannot serve, so nobody can tell who asked not to be written to."""


class LostKeyError(KeyProblemError):
    """Hashes were made with a key that is no longer there; a new one would not fit them."""

    def __init__(self, file: Path, witness: str) -> None:
        super().__init__(
            f"{_shown(file)} is missing, and {witness} was written with it: without that key "
            f"nobody can tell who asked not to be written to. {_ADVICE}"
        )


class WrongKeyError(KeyProblemError):
    """The key is not the one that the journal began with."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{_shown(file)} is not the key with which {file.parent.name}/{JOURNAL_FILE} was "
            f"begun: with it nobody would be found on the suppression list. {_ADVICE}"
        )


class DamagedKeyError(KeyProblemError):
    """The file of the key holds something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{_shown(file)} is damaged: it does not hold a key. {_ADVICE}")


def load_key(folder: Path) -> bytes:
    """The key of these lists; the first one is made while nothing depends on it.

    Args:
        folder: `recipients/`.

    Raises:
        LostKeyError: It is gone, and there are hashes that were made with it.
        WrongKeyError: It is not the key that the journal began with.
        DamagedKeyError: The file holds something else.
    """
    file = folder / KEY_FILE
    try:
        written = file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return _first_key(file)
    if not _HEXADECIMAL.fullmatch(written):
        raise DamagedKeyError(file)
    key = bytes.fromhex(written)
    begun = _begun_with(folder / JOURNAL_FILE)
    if begun is not None and not hmac.compare_digest(begun, fingerprint(key)):
        raise WrongKeyError(file)
    return key


def fingerprint(key: bytes) -> str:
    """Tells a key from another without giving it away."""
    return _hash(key, "")


def keyed_hash(key: bytes, address: str) -> str:
    """HMAC-SHA256 of an address, in hexadecimal: the same for every spelling of it."""
    return _hash(key, canonical(address))


def canonical(address: str) -> str:
    """The one spelling of an address under which it is compared and hashed.

    Lower case, without spaces and characters that print nothing, the domain in its ASCII form
    (IDNA 2008). Hashes outlive libraries, so this is ours and never changes.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", address))
    local, at, domain = "".join(text.split()).lower().rpartition("@")
    domain = domain.rstrip(".")
    if not domain.isascii():
        import idna

        # Where no such domain can exist, it is as good a name as any as it stands.
        with contextlib.suppress(idna.IDNAError):
            domain = idna.encode(domain, uts46=True).decode("ascii")
    return f"{local}{at}{domain}"


def _hash(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _first_key(file: Path) -> bytes:
    for witness in (SUPPRESSED_FILE, JOURNAL_FILE):
        if _holds_hashes(file.parent / witness):
            raise LostKeyError(file, f"{file.parent.name}/{witness}")
    file.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(_SIZE_IN_BYTES)
    # Whole or not at all, and readable by nobody else.
    fresh = file.with_name(f"{KEY_FILE}.{secrets.token_hex(4)}")
    opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii", newline="\n") as written:
        written.write(key.hex() + "\n")
        written.flush()
        os.fsync(written.fileno())
    if file.exists():
        # Another command was quicker: its key is the one.
        fresh.unlink()
        return load_key(file.parent)
    fresh.replace(file)
    _begin_journal(file.parent / JOURNAL_FILE, key)
    return key


def _begin_journal(file: Path, key: bytes) -> None:
    """Let the journal know the key from its first line on, so that its loss is never unseen."""
    made = journal.Entry(journal.now(), journal.who(), MADE, key=fingerprint(key))
    with contextlib.suppress(FileExistsError), file.open("xb") as written:
        written.write(journal.header() + journal.line(made))


def _holds_hashes(file: Path) -> bool:
    """Whether there is more in it than a row of names."""
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
            return any(row and _HEXADECIMAL.search(",".join(row)) for row in csv.reader(opened))
    except (FileNotFoundError, csv.Error):
        return False


def _begun_with(journal: Path) -> str | None:
    """The fingerprint in the journal's first line; None where there is no such line."""
    try:
        with journal.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
            rows = csv.reader(opened)
            next(rows, None)
            first = next(rows, [])
    except (FileNotFoundError, csv.Error):
        return None
    if MADE not in first:
        return None
    return next((cell for cell in first if _HEXADECIMAL.fullmatch(cell)), None)


def _shown(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
