"""What each item of a built bulletin takes of its e-mail, in bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ebulletin.audit.regions import FRAME, HEAD, read_regions
from ebulletin.audit.weight.sizes import CUT_IN_BYTES

_WORDS = {HEAD: "styles and head", FRAME: "headings, header, footer and safety block"}


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a summary.

    Attributes:
        name: Id of the item, or words for what belongs to none.
        size_in_bytes: In UTF-8.
        is_item: It is an item, which can be shortened or placed as a brief one.
    """

    name: str
    size_in_bytes: int
    is_item: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """The sizes of one variant's e-mail.

    Attributes:
        shares: The largest item first; what belongs to no item stands last.
        size_in_bytes: Of the whole HTML.
        limit_in_bytes: Where Gmail cuts.
    """

    shares: tuple[Share, ...]
    size_in_bytes: int
    limit_in_bytes: int = CUT_IN_BYTES


def summary_of(html: str) -> Summary:
    """The sizes of an e-mail that our own themes made."""
    sizes: dict[str, int] = {}
    for region in read_regions(html):
        size = len(html[region.start : region.end].encode())
        sizes[region.name] = sizes.get(region.name, 0) + size
    shares = [
        Share(_WORDS.get(name, name), size, name not in _WORDS) for name, size in sizes.items()
    ]
    return Summary(tuple(sorted(shares, key=_largest_first)), len(html.encode()))


def read_summary(file: Path) -> Summary | None:
    """The sizes of an e-mail as it was built, or None where there is none."""
    if not file.is_file():
        return None
    return summary_of(file.read_text(encoding="utf-8"))


def _largest_first(share: Share) -> tuple[bool, int, str]:
    return (not share.is_item, -share.size_in_bytes, share.name)


def lines_of(summary: Summary) -> Iterable[str]:
    """The summary as lines of a table: size, part of the limit, and what takes it."""
    for share in summary.shares:
        part = share.size_in_bytes / summary.limit_in_bytes
        yield f"{share.size_in_bytes:>9,}  {part:>5.1%}  {share.name}"
    part = summary.size_in_bytes / summary.limit_in_bytes
    yield (
        f"{summary.size_in_bytes:>9,}  {part:>5.1%}  in all, of the "
        f"{summary.limit_in_bytes:,} bytes at which Gmail cuts"
    )
