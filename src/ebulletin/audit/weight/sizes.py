"""What Gmail cuts off or drops, and what servers refuse: the bytes of an e-mail."""

from collections.abc import Iterator

from ebulletin.audit.document import Document
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "SIZ101", "html-near-limit", Severity.WARNING,
    finds="The HTML of an e-mail over 80 KB (81,920 bytes).",
    why="A little more, and Gmail cuts the end off.",
    bad="90,000 bytes",
    good="60,000 bytes",
)  # fmt: skip
rule(
    "SIZ102", "html-over-limit", Severity.ERROR,
    finds="The HTML of an e-mail over 102,400 bytes, where Gmail cuts; the place of the cut is "
    "the place of the finding.",
    why="What is cut off, readers never see; the way to leave the list stands there.",
    bad="110,000 bytes",
    good="100,000 bytes, which is SIZ101 only",
)  # fmt: skip
rule(
    "SIZ105", "message-heavy", Severity.WARNING,
    finds="A message of more than 10 MB with its attachments.",
    why="Many mail servers refuse it, and the reader never hears of it.",
    bad="a message of 12 MB",
    good="a message of 2 MB",
)  # fmt: skip
rule(
    "AUD301", "styles-too-heavy", Severity.WARNING,
    finds="Style sheets of over 16 KB (16,384 bytes) together.",
    why="Gmail drops all of them, and with them the form for phones and dark mode.",
    bad="a style sheet of 20 KB",
    good="a style sheet of 6 KB, and styles on tags",
)  # fmt: skip
rule(
    "AUD302", "styles-too-many", Severity.WARNING,
    finds="So many style rules that they cannot all be tried.",
    why="Old phones take seconds to show the e-mail.",
    bad="10,000 rules",
    good="100 rules",
)  # fmt: skip
rule(
    "IMG104", "image-heavy", Severity.WARNING,
    finds="A picture of over 200 KB that travels with the e-mail or stands in its code, or "
    "pictures of over 1 MB together.",
    why="On a phone in a village it takes a minute, and costs the reader money.",
    bad="a picture of 900 KB",
    good="a picture of 80 KB",
)  # fmt: skip
rule(
    "AUD304", "no-plain-text", Severity.WARNING,
    finds="A message without a plain-text part.",
    why="Filters take it for spam more often, and text-only readers get nothing.",
    bad="a message of type text/html alone",
    good="multipart/alternative with both parts",
)  # fmt: skip
rule(
    "AUD310", "broken-characters", Severity.ERROR,
    finds="Bytes that are no characters in the set that the e-mail names; a set that nobody knows; "
    "a packing that is broken.",
    why="Readers see wrong letters or question marks, in names and numbers too.",
    bad="a Latin-1 pound sign in an e-mail that says utf-8",
    good="saved in utf-8, and saying so",
)  # fmt: skip

CUT_IN_BYTES = 100 * 1024
"""Of HTML in UTF-8, where Gmail cuts and links to the rest (102 KB as it counts)."""

_NEAR = 80 * 1024
_STYLES = 16 * 1024
_PICTURE, _PICTURES = 200 * 1024, 1024 * 1024
_MESSAGE = 10 * 1024 * 1024
_KB = 1024


@look
def bytes_of_html(email: Email, document: Document) -> Iterator[Fault]:
    """SIZ101, SIZ102, SIZ105: nothing is cut off or refused."""
    size = email.size_in_bytes
    if size > CUT_IN_BYTES:
        shown = email.html.encode("utf-8", "replace")[:CUT_IN_BYTES].decode("utf-8", "ignore")
        yield Fault(
            "SIZ102",
            len(shown),
            f"the HTML has {_kilobytes(size)}; Gmail cuts it here, at {CUT_IN_BYTES:,} bytes",
            "Shorten the e-mail, or move its longest parts to a web page.",
            is_whole=True,
        )
    elif size > _NEAR:
        yield Fault(
            "SIZ101",
            0,
            f"the HTML has {_kilobytes(size)}, near the {CUT_IN_BYTES:,} bytes at which Gmail cuts",
            "Shorten the longest parts before you add more.",
            is_whole=True,
        )
    styles = sum(len(css.encode("utf-8", "replace")) for _, _, css in document.styles)
    if styles > _STYLES:
        yield Fault(
            "AUD301",
            document.styles[0][0].start,
            f"the style sheets have {_kilobytes(styles)}; over {_STYLES:,} bytes Gmail drops them",
            "Take out the rules that nothing uses, and set what matters on the tags.",
            is_whole=True,
        )
    if email.message_in_bytes is not None and email.message_in_bytes > _MESSAGE:
        yield Fault(
            "SIZ105",
            0,
            f"the message has {email.message_in_bytes / _KB / _KB:.1f} MB, over 10 MB",
            "Link the largest files instead of attaching them.",
            is_whole=True,
        )
    if email.has_text is False:
        yield Fault(
            "AUD304",
            0,
            "the message has no plain-text part",
            "Have the sending tool add one, written from the same words.",
            is_whole=True,
        )


def _kilobytes(size: int) -> str:
    return f"{size / _KB:.0f} KB ({size:,} bytes)"


@look
def weights_of_pictures(email: Email, document: Document) -> Iterator[Fault]:
    """IMG104: pictures are light enough for a phone."""
    named: dict[str, int] = {}
    places: dict[str, int] = {}
    for image in document.tags("img"):
        source = image.get("src")
        if source.lower().startswith("data:"):
            name = f"in the code ({len(named) + 1})"
            named[name] = (len(source) - source.find(",")) * 3 // 4
        else:
            name = source[4:] if source.lower().startswith("cid:") else source.rpartition("/")[2]
            if name not in email.pictures:
                continue
            named[name] = email.pictures[name]
        places.setdefault(name, image.start)
    for name, size in named.items():
        if size > _PICTURE:
            yield Fault(
                "IMG104",
                places[name],
                f"the picture {quoted(name)} has {size / _KB:,.0f} KB, over {_PICTURE // _KB}",
                "Save it smaller: 1,280 pixels wide, as JPEG.",
                name,
            )
    total = sum(named.values())
    if total > _PICTURES and len(named) > 1:
        yield Fault(
            "IMG104",
            min(places.values()),
            f"the pictures have {total / _KB:,.0f} KB together, over 1 MB",
            "Leave some out, or save them smaller.",
            is_whole=True,
        )
