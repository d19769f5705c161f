"""What mail programs take out or misread because of how it is written."""

from collections.abc import Iterator

from ebulletin.audit.document import Document, Flaw
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.audit.styles import parse_sheet
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "AUD203", "taken-out", Severity.ERROR,
    finds="Scripts, frames, plug-ins, and attributes that run a script, which every mail program "
    "takes out.",
    why="What they show or do reaches nobody, and filters hold such e-mails back.",
    bad="<script>, <iframe>, onclick=",
    good="a link to the page",
)  # fmt: skip
rule(
    "AUD204", "condition-broken", Severity.ERROR,
    finds="A comment for Outlook that is not closed, or that nothing opened, and any comment that "
    "never ends.",
    why="Outlook, or all others, then leave out whatever follows.",
    bad="<!--[if mso]> ... and no <![endif]-->",
    good="<!--[if mso]> ... <![endif]-->",
)  # fmt: skip
rule(
    "AUD205", "tags-unbalanced", Severity.WARNING,
    finds="A tag that is never closed, an end tag that nothing opened, and a tag that the file "
    "breaks off in.",
    why="Each mail program mends it in its own way; in tables whole columns go astray.",
    bad="<div><table>...</div>",
    good="<div><table>...</table></div>",
)  # fmt: skip
rule(
    "AUD206", "nested-deep", Severity.WARNING,
    finds="Tags inside each other more than 200 deep.",
    why="Outlook shows only part of it, and phones become slow.",
    bad="70 tables inside each other",
    good="5 tables inside each other",
)  # fmt: skip
rule(
    "AUD207", "styles-broken", Severity.WARNING,
    finds="A style sheet whose braces do not match.",
    why="Gmail drops the whole of it.",
    bad="@media (max-width: 480px) { .a { color: red }",
    good="@media (max-width: 480px) { .a { color: red } }",
)  # fmt: skip

_TAKEN = frozenset(("script", "iframe", "frame", "frameset", "applet", "embed", "object"))
_DEEPEST = 200


@look
def taken_out(_: Email, document: Document) -> Iterator[Fault]:
    """AUD203: nothing stands in the e-mail that mail programs take out."""
    for element in document.tags(*sorted(_TAKEN)):
        kind = element.get("type").lower()
        if element.tag == "script" and kind in ("application/ld+json", "application/json"):
            # Facts for the inbox, which some programs read; it shows nothing.
            continue
        yield Fault(
            "AUD203",
            element.start,
            f"the tag {element.tag} is taken out by every mail program",
            "Take it out, and link the page that does this.",
            element.get("src"),
        )
    for element in document.elements:
        for name in element.attributes:
            if name.startswith("on") and len(name) > 4 and name.isalpha():
                yield Fault(
                    "AUD203",
                    element.start,
                    f"the attribute {quoted(name)} runs a script, and is "
                    "taken out by every mail program",
                    "Take it out.",
                    document.words_of(element),
                )
                break


@look
def flaws(_: Email, document: Document) -> Iterator[Fault]:
    """AUD204 and AUD205: what is opened is closed."""
    for flaw in document.flaws:
        yield _told(flaw)


def _told(flaw: Flaw) -> Fault:
    match flaw.kind:
        case "comment-open":
            message, code = "a comment begins here and never ends", "AUD204"
            advice = "Write --> where it should end."
        case "condition-open":
            message, code = "a comment for Outlook begins here and is not closed", "AUD204"
            advice = "Write <![endif]--> where it should end."
        case "condition-closed":
            message, code = "a comment for Outlook ends here, and none was opened", "AUD204"
            advice = "Take <![endif] out, or open it with <!--[if mso]>."
        case "tag-open":
            message, code = f"the e-mail breaks off in the tag {quoted(flaw.tag)}", "AUD205"
            advice = "Look for a missing quotation mark or > in it."
        case "never-opened":
            message, code = f"</{flaw.tag[:40]}> closes nothing that is open here", "AUD205"
            advice = "Take it out, or open the tag before."
        case _:
            message, code = f"<{flaw.tag[:40]}> is never closed", "AUD205"
            advice = f"Write </{flaw.tag[:40]}> where it should end."
    return Fault(code, flaw.offset, message, advice, is_whole=True)


@look
def depth(_: Email, document: Document) -> Iterator[Fault]:
    """AUD206: tags lie in few layers."""
    deepest = max(document.elements, key=lambda each: each.depth, default=None)
    if deepest is not None and deepest.depth > _DEEPEST:
        first = next(each for each in document.elements if each.depth > _DEEPEST)
        yield Fault(
            "AUD206",
            first.start,
            f"tags lie {deepest.depth:,} deep inside each other; here it is more than {_DEEPEST}",
            "Take out tables that hold only one table.",
            is_whole=True,
        )


@look
def broken_sheets(_: Email, document: Document) -> Iterator[Fault]:
    """AUD207: style sheets can be read to their end."""
    for element, offset, css in document.styles:
        if parse_sheet(css, offset, element.get("media").lower()).is_broken:
            yield Fault(
                "AUD207",
                element.start,
                "the braces of this style sheet do not match",
                "Look for a { or } too many, often at the end of a media query.",
                is_whole=True,
            )
