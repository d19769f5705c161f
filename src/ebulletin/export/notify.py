"""GOV.UK Notify: no HTML, but a small Markdown, written from the blocks of the page.

Source: the public rendering code of the service (alphagov/notifications-utils, MIT) for what it
reads: `#` and `##`, lists, `^` for a quotation, `---`, links, and `((name))` for a field. Bold and
italic marks show as typed, pictures and tables vanish, so none of these is written.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ebulletin.export.blocks import Block, Heading, Paragraph, Picture, Run, Runs, Table, read_page
from ebulletin.export.mailing import Wish
from ebulletin.export.model import Clash, Code, Exported, Fact, FieldInTool, Tool
from ebulletin.export.packaging import fields_csv
from ebulletin.export.slots import Filling
from ebulletin.export.steps import steps_text
from ebulletin.templates.content import Content

MOST_BYTES = 2_000_000
"""What Notify takes of a message's words, fields filled in."""

TOOL = Tool(
    id="notify",
    name="GOV.UK Notify",
    field_names={
        "email": "email address",
        "first_name": "first name",
        "last_name": "last name",
        "role": "role",
        "organisation": "organisation",
    },
    case="words",
    without_fallback="(({name}))",
    codes=(Code(r"\(\([^()\n]{1,200}\)\)", "words in double round brackets"),),
    pictures="none",
    most_bytes=MOST_BYTES,
    steps=(
        "In GOV.UK Notify open your service, then Templates, then New template, then Email.",
        "Paste the subject from subject.txt.",
        "Paste all of {text} as the message.",
        "Choose Send a test; look at every heading, list and link.",
        (
            "Upload your list: `ebulletin recipients export --for notify` writes it with the "
            "column names that Notify looks for. Each row needs a value for each field: Notify "
            "has no words for a missing one. merge-fields.csv names the words to write there."
        ),
    ),
    facts=(
        Fact("Fields, headings, lists and links are read by a parser of its public grammar.",
             "parser"),
        Fact("How your service's own branding and footer go with this message.", "account"),
    ),
)  # fmt: skip

_WORD_JOINER = "\u2060"
_READ_AS_MARK = re.compile(r"(?m)^(?=#|[*\-+\u2022^>] |\d+[.)] |---|===)")
_BRACKETS = re.compile(r"[\[\]]")


def export_notify(content: Content, page: str, wish: Wish) -> Exported:
    """The words of one variant for GOV.UK Notify, and what had to be left out.

    Args:
        page: The bulletin as a web page, with merge fields in their neutral form.
    """
    filling = Filling(TOOL, content.public_page, wish.own_fields)
    blocks = read_page(page)
    left_out = _left_out(blocks, content)
    text = filling.text("\n\n".join([*_markdown(blocks), _way_out(content)]) + "\n")
    subject = ("DRAFT: " if wish.is_draft else "") + filling.text(content.subject, "the subject")
    _refuse(text, content, wish, filling.clashes)
    name = f"{'DRAFT-' if wish.is_draft else ''}{content.slug}-{content.variant}.md"
    fields: tuple[FieldInTool, ...] = tuple(filling.fields.values())
    files = {
        name: text.encode(),
        "subject.txt": f"{subject}\n".encode(),
        "merge-fields.csv": fields_csv(fields),
        "IMPORT-STEPS.txt": steps_text(
            f"{content.slug} ({content.variant}) in {TOOL.name}", wish.status,
            [step.replace("{text}", name) for step in TOOL.steps],
            notes=left_out, facts=TOOL.facts, words={"Subject": subject},
        ),
    }  # fmt: skip
    return Exported(files, fields, tuple(left_out), tuple(filling.clashes))


def _way_out(content: Content) -> str:
    """How to leave the list; Notify's own link comes only where a service has set it up."""
    if content.leave.startswith("mailto:"):
        return f"To unsubscribe, write to {content.leave.removeprefix('mailto:').split('?')[0]}"
    return f"[Unsubscribe from these emails]({content.leave})"


def _left_out(blocks: tuple[Block, ...], content: Content) -> list[str]:
    """What Notify cannot show, in words."""
    notes = []
    pictures = [each.alt for each in blocks if isinstance(each, Picture) and each.alt]
    if pictures:
        notes.append("Pictures are left out: " + "; ".join(dict.fromkeys(pictures)) + ".")
    tables = sum(isinstance(each, Table) for each in blocks)
    if tables:
        words = "A table is" if tables == 1 else f"{tables} tables are"
        notes.append(f"{words} written as lists, one entry for each row.")
    if content.attachments:
        notes.append("Not sent: " + ", ".join(sorted(content.attachments)) + ".")
    return notes


def _refuse(text: str, content: Content, wish: Wish, clashes: list[Clash]) -> None:
    if len(text.encode()) > MOST_BYTES:
        clashes.append(Clash(
            "the document", "", f"GOV.UK Notify takes at most {MOST_BYTES:,} bytes",
            "Make the bulletin shorter.",
        ))  # fmt: skip
    if content.attachments and not wish.may_lack_attachments:
        clashes.append(Clash(
            "the document", "",
            "GOV.UK Notify sends no files this way, and the text says that some are attached",
            "Send this variant another way, make the files public, or go on without them by "
            "`--without-attachments` and say in the text where they are.",
        ))  # fmt: skip


def _markdown(blocks: Sequence[Block]) -> Iterator[str]:
    """Each block as Markdown; entries of one list stay together."""
    waiting: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.depth and block.number >= 0:
            mark = f"{block.number}. " if block.number else "* "
            waiting.append(mark + _words(block.runs).replace("\n", " "))
            continue
        if isinstance(block, Paragraph) and block.depth and waiting:
            # The same entry goes on; Notify knows no paragraph inside one.
            waiting[-1] += " " + _words(block.runs).replace("\n", " ")
            continue
        if waiting:
            yield "\n".join(waiting)
            waiting = []
        yield from _alone(block)
    if waiting:
        yield "\n".join(waiting)


def _alone(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, runs=runs):
            words = _plain(runs)
            yield {1: f"# {words}", 2: f"# {words}", 3: f"## {words}"}.get(level, _safe(words))
        case Table():
            yield "\n".join(f"* {row}" for row in _rows(block))
        case Paragraph(runs=runs, is_quoted=True):
            yield "^ " + _words(runs).replace("\n", " ")
        case Paragraph(runs=runs):
            yield _safe(_words(runs))


def _rows(table: Table) -> Iterator[str]:
    """Each row as one line: the head of each column, then what stands in it."""
    heads = [_plain(cell) for cell in table.rows[0]] if table.head else []
    for row in table.rows[table.head :]:
        cells = [_words(cell).replace("\n", ", ") for cell in row]
        named = [
            f"{heads[place]}: {cell}" if place < len(heads) and heads[place] and place else cell
            for place, cell in enumerate(cells)
            if cell
        ]
        yield "; ".join(named)


def _words(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if not run.href.startswith(("http:", "https:")):
        # Notify makes links of bare addresses and mailboxes by itself, and telephones know numbers.
        text = run.text
        if run.href.startswith("mailto:"):
            address = unescape(run.href.removeprefix("mailto:").split("?", 1)[0])
            return text if "@" in text else f"{text} ({address})"
        return text
    words = _BRACKETS.sub(lambda found: {"[": "(", "]": ")"}[found[0]], run.text)
    target = run.href.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    before = " " if words.startswith(" ") else ""
    after = " " if words.endswith(" ") else ""
    return f"{before}[{words.strip()}]({target}){after}"


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs).replace("\n", " ")


def _safe(text: str) -> str:
    """A paragraph none of whose lines is taken for a heading, a list or a rule.

    An invisible word joiner (U+2060) stands before such a line; the words stay as they are.
    """
    return _READ_AS_MARK.sub(_WORD_JOINER, text)
