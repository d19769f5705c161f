"""The size meter: the bytes that are sent, and what each item takes of them."""

from ebulletin.checks.patterns import WORD
from ebulletin.preview.model import Share, Sizes
from ebulletin.preview.panels.facts import Facts
from ebulletin.preview.viewing import CUT_IN_BYTES

_NEAR_IN_BYTES = 81_920


def sizes_of(facts: Facts) -> Sizes:
    """The sizes of the finished e-mail, before any transfer encoding."""
    finished = facts.examined.finished
    shares = _shares(facts)
    return Sizes(
        html=len(facts.html.encode()),
        text=len(finished.texts.get("text", "").encode()),
        pictures=sum(map(len, finished.pictures.values())),
        attachments=sum(map(len, finished.files.values())),
        cut=CUT_IN_BYTES,
        near=_NEAR_IN_BYTES,
        words=_count(facts.output.visible),
        shares=shares,
    )


def _shares(facts: Facts) -> tuple[Share, ...]:
    """What each item takes, the heaviest first; the last one is all that is no item.

    An item reaches up to the next one, or to the next heading that stands outside of all items.
    """
    output = facts.output
    anchors = output.items
    ends = {anchor.position for _, anchor in anchors}
    ends |= {each.position for each in output.headings if not facts.item_of(each)}
    shares = []
    for item, anchor in anchors:
        end = min((each for each in ends if each > anchor.position), default=None)
        size = len(facts.html[anchor.position : end].encode())
        shares.append(Share(item, facts.title(item), size, _count(output.text_of(anchor))))
    shares.sort(key=lambda each: -each.size_in_bytes)
    rest = len(facts.html.encode()) - sum(each.size_in_bytes for each in shares)
    words = max(0, _count(output.visible) - sum(each.words for each in shares))
    return (*shares, Share("", facts.title(""), rest, words))


def _count(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))
