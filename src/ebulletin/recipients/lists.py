"""Which files of `recipients/` are lists, and which lists count."""

from collections.abc import Iterable
from pathlib import Path

from ebulletin.errors import EbulletinError
from ebulletin.recipients.key import JOURNAL_FILE, SUPPRESSED_FILE
from ebulletin.values.choices import join_words, nearest

FOLDER = "recipients"
SAMPLE = "sample"
"""The invented list that comes with a workspace; in a live one it is never written to."""

_OURS = frozenset({JOURNAL_FILE, SUPPRESSED_FILE})
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".txt")


class UnknownListError(EbulletinError):
    """The command names a list that is not there."""

    exit_code = 2

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = list(known)
        close = nearest(name, names)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        there = f"There are {join_words(names, 'and')}." if names else "There is none yet."
        super().__init__(f"There is no list {name!r} in {FOLDER}/.{hint} {there}")


def list_files(folder: Path, *, is_live: bool) -> dict[str, Path]:
    """The files that are lists, by name and in its order.

    Args:
        folder: `recipients/`.
        is_live: Whether real people are written to, so that the invented sample does not count.
    """
    found = {
        file.stem: file
        for file in sorted(folder.glob("*.csv"))
        if file.is_file() and not file.name.startswith(".") and file.name not in _OURS
    }
    if is_live:
        found.pop(SAMPLE, None)
    return found


def chosen_files(folder: Path, names: Iterable[str], *, is_live: bool) -> dict[str, Path]:
    """The lists of these names, or all of them where none is named.

    Raises:
        UnknownListError: One of them is not there.
    """
    known = list_files(folder, is_live=is_live)
    wanted = [name.removesuffix(".csv").rpartition("/")[2] for name in names]
    for name in wanted:
        if name not in known:
            raise UnknownListError(name, known)
    return {name: known[name] for name in wanted} if wanted else known


def not_imported(folder: Path) -> tuple[str, ...]:
    """Spreadsheets that lie beside the lists and were not imported, or were left behind."""
    return tuple(
        file.name
        for file in sorted(folder.glob("*"))
        if file.is_file() and file.suffix.lower() in _SPREADSHEETS and file.name[0] not in ".~"
    )
