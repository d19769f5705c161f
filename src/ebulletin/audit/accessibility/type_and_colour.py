"""Words large enough and strong enough to be read, with room that readers may change."""

from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.audit.accessibility.targets import links_amid_words, targets
from ebulletin.audit.colours import Colour, contrast, over, written
from ebulletin.audit.document import Document, Text
from ebulletin.audit.looks import (
    Look,
    Looks,
    has_dark_colours,
    read_looks,
)
from ebulletin.audit.media import Mode
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.audit.styles import parse_declarations
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11101", "contrast", Severity.ERROR,
    finds="Words whose colour has a contrast under 4.5 to 1 with their ground (large type: 3 to "
    "1), by day, or by night where the e-mail has colours for it. Styles on tags and in style "
    "sheets are worked out; words on pictures and gradients are left to a browser.",
    why="Readers with weak sight, and all readers in the sun, cannot read the text.",
    bad="color: #999999 on white (2.84 to 1)",
    good="color: #595959 on white (7.00 to 1)",
    source="WCAG 2.2, 1.4.3",
)  # fmt: skip
rule(
    "AUD111", "small-type", Severity.WARNING,
    finds="Words smaller than 12 px (an error under 9 px).",
    why="Many readers cannot read them, and phones do not enlarge them.",
    bad="font-size: 10px",
    good="font-size: 14px",
    source="WCAG 2.2, 1.4.4, in spirit",
)  # fmt: skip
rule(
    "AUD112", "spacing-fixed", Severity.ERROR,
    finds="Letter, word or line spacing on a tag that is marked !important.",
    why="Readers who need more room between letters or lines cannot set it.",
    bad='style="line-height: 1.2 !important"',
    good='style="line-height: 1.5"',
    source="WCAG 2.2, 1.4.12",
)  # fmt: skip
rule(
    "AUD114", "justified", Severity.HINT,
    finds="Text set to equal line lengths (text-align: justify).",
    why="The gaps between words run down the page like rivers, which makes reading hard for many.",
    bad="text-align: justify",
    good="text-align: left",
    source="WCAG 2.2, 1.4.8",
)  # fmt: skip

_NORMAL_RATIO, _LARGE_RATIO = 4.5, 3.0
_LARGE, _LARGE_BOLD = 24.0, 18.66  # px: 18 and 14 points
_SMALL, _TINY = 12.0, 9.0  # px
_SPACING = ("letter-spacing", "word-spacing", "line-height")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A look that some words have: the first of them, and how many more."""

    text: Text
    look: Look
    count: int


@look
def type_and_colour(_: Email, document: Document) -> Iterator[Fault]:
    """Contrast, size of type, links amid words, and targets."""
    light = read_looks(document)
    seen = _seen(document, light)
    yield from _too_faint(seen, "light")
    yield from _on_pictures(seen)
    yield from _too_small(seen)
    yield from _justified(seen)
    yield from links_amid_words(document, light)
    yield from targets(document, light)
    yield from _fixed_spacing(document)
    if has_dark_colours(document):
        by_day = {fault.offset for fault in _too_faint(seen, "light")}
        dark = _seen(document, read_looks(document, "dark"))
        yield from (each for each in _too_faint(dark, "dark") if each.offset not in by_day)
    if light.is_cut:
        yield Fault(
            "AUD302",
            document.styles[0][0].start,
            "there are too many style rules to try them all on each tag; colours and sizes were "
            "not all looked at",
            "Take out the rules that nothing uses.",
            is_whole=True,
        )


def _seen(document: Document, looks: Looks) -> list[_Seen]:
    """The looks that words have which a reader sees; each with its first words."""
    firsts: dict[Look, tuple[Text, int]] = {}
    by_object: dict[int, Look] = {}
    for text in document.texts:
        own = looks.of[text.parent.index]
        if text.is_alt or own.is_hidden or own.is_unseen or own.size == 0:
            continue
        own = by_object.setdefault(id(own), own)
        before = firsts.get(own)
        if before is not None:
            firsts[own] = (before[0], before[1] + 1)
        elif any(each.isalnum() for each in text.words):
            firsts[own] = (text, 1)
    return [_Seen(text, own, count) for own, (text, count) in firsts.items()]


def _too_faint(seen: list[_Seen], mode: Mode) -> Iterator[Fault]:
    told: dict[tuple[Colour, Colour], bool] = {}
    for each in seen:
        own = each.look
        if own.ground is None:
            continue
        front = over(_clear(own.colour, own.opacity), own.ground)
        if (front, own.ground) in told:
            continue
        if fault := _faint(each, front, own.ground, "" if mode == "light" else " by night"):
            told[front, own.ground] = True
            yield fault


def _faint(
    each: _Seen, front: Colour, ground: Colour, when: str, code: str = "A11101"
) -> Fault | None:
    ratio, least = contrast(front, ground), _least(each.look)
    if ratio >= least:
        return None
    more = f", here and in {each.count - 1} more places" if each.count > 1 else ""
    return Fault(
        code,
        each.text.offset,
        f"the words {quoted(each.text.words)} are {written(front)} on {written(ground)}{when}, a "
        f"contrast of {int(ratio * 100) / 100:.2f} to 1, under {least:g}{more}",
        "Make the words darker or their ground lighter (or the other way about).",
        each.text.words,
    )


def _least(own: Look) -> float:
    is_large = own.size >= _LARGE or (own.is_bold and own.size >= _LARGE_BOLD)
    return _LARGE_RATIO if is_large else _NORMAL_RATIO


def _clear(colour: Colour, opacity: float) -> Colour:
    return colour if opacity >= 1 else (colour[0], colour[1], colour[2], colour[3] * opacity)


def _on_pictures(seen: list[_Seen]) -> Iterator[Fault]:
    """AUD109: what stands on a picture can be read while the picture is not shown."""
    for each in seen:
        own = each.look
        if own.ground is not None:
            continue
        front = over(_clear(own.colour, own.opacity), own.bare_ground)
        if contrast(front, own.bare_ground) < _least(own):
            yield Fault(
                "AUD109",
                each.text.offset,
                f"the words {quoted(each.text.words)} are {written(front)} on "
                f"{written(own.bare_ground)} while the picture behind them is not shown",
                "Give the tag with the picture a background colour like it.",
                each.text.words,
            )


def _too_small(seen: list[_Seen]) -> Iterator[Fault]:
    """AUD111: words are of a readable size."""
    told: set[float] = set()
    for each in seen:
        size = round(each.look.size, 1)
        if size >= _SMALL or size in told:
            continue
        told.add(size)
        yield Fault(
            "AUD111",
            each.text.offset,
            f"the words {quoted(each.text.words)} are {size:g} px high",
            "Set them in 14 px or more.",
            each.text.words,
            severity=Severity.ERROR if size < _TINY else None,
        )


def _justified(seen: list[_Seen]) -> Iterator[Fault]:
    """AUD114: lines may end where they end."""
    for each in seen:
        if each.look.align == "justify":
            yield Fault(
                "AUD114",
                each.text.offset,
                f"the words {quoted(each.text.words)} are justified",
                "Write text-align: left.",
                each.text.words,
            )
            return


def _fixed_spacing(document: Document) -> Iterator[Fault]:
    """AUD112: readers may set their own spacing."""
    for element in document.elements:
        style = element.attributes.get("style", "")
        if "important" not in style.lower() or not any(name in style.lower() for name in _SPACING):
            continue
        for each in parse_declarations(style):
            if (
                each.is_important
                and each.name in _SPACING
                and element.last_text > element.first_text
            ):
                yield Fault(
                    "AUD112",
                    element.start,
                    f"{each.name} is fixed with !important",
                    "Take !important off it.",
                    document.words_of(element),
                )
                break
