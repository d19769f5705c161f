"""Content for a mailing tool: its tags put in, its pictures packed, its steps written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ebulletin.export.model import Clash, Exported, Tool
from ebulletin.export.packaging import (
    FOLDER,
    fields_csv,
    pictures_in,
    with_pictures,
    zipped,
)
from ebulletin.export.slots import Filling
from ebulletin.export.steps import steps_text
from ebulletin.source.quoting import quoted
from ebulletin.templates.content import UNSUBSCRIBE, Content

_PREFERENCES = "https://merge.invalid/preferences"
_FOOTER = "merge.invalid-footer"
_LEFT_OVER = "merge.invalid"
_WAY_OUT = re.compile(rf'<a\b[^<>]*\bhref="{re.escape(UNSUBSCRIBE)}"[^<>]*>([^<]*)</a>')


@dataclass(frozen=True, slots=True)
class Wish:
    """How an export is asked for.

    Attributes:
        pictures_at: Address of the folder from which pictures are served, without a last stroke.
        own_fields: Columns that the partnership's settings allow as merge fields.
        status: Who approved the content and when, or that it is a draft.
        is_draft: Files and subject say DRAFT.
        may_lack_attachments: Go on where the tool cannot attach the files that the text speaks of.
    """

    pictures_at: str | None = None
    own_fields: frozenset[str] = frozenset()
    status: str = ""
    is_draft: bool = False
    may_lack_attachments: bool = False


def export_mailing(content: Content, tool: Tool, wish: Wish) -> Exported:
    """Everything that a person takes to a mailing tool, for one variant.

    Pages online keep the address of our own public page: a tool's own copy on the web would show
    to anybody what is meant for professionals.
    """
    content = replace(content, pictures=pictures_in(content.html, content.pictures))
    filling = Filling(tool, content.public_page, wish.own_fields)
    mark = "DRAFT-" if wish.is_draft else ""
    prefix, loose = _pictures(content, tool, wish, filling.clashes)
    document = with_pictures(_with_footer(content.html, tool), content.pictures, prefix)
    html = filling.html(document)
    html = html.replace(_PREFERENCES, tool.preferences).replace(_FOOTER, " ".join(tool.footer))
    text = filling.text(content.text)
    subject = ("DRAFT: " if wish.is_draft else "") + filling.text(content.subject, "the subject")
    preheader = filling.text(content.preheader, "the preheader")
    _refuse_what_is_missing(content, tool, wish, html, text, filling.clashes)
    names = {
        "html": f"{mark}{content.slug}-{content.variant}.html",
        "text": f"{mark}{content.slug}-{content.variant}.txt",
        "zip": f"{mark}{content.slug}-{content.variant}-pictures.zip",
    }
    fields = tuple(filling.fields.values())
    files: dict[str, bytes] = {
        names["html"]: html.encode(),
        names["text"]: text.encode(),
        "subject.txt": f"{subject}\n".encode(),
        "preheader.txt": f"{preheader}\n".encode(),
        "merge-fields.csv": fields_csv(fields),
    }
    files.update({f"{FOLDER}/{name}": raw for name, raw in content.pictures.items()})
    files.update(_packed(names, html, content, tool))
    files.update({f"attachments/{name}": raw for name, raw in content.attachments.items()})
    notes = (*loose, *_notes(content, tool, wish))
    files["IMPORT-STEPS.txt"] = steps_text(
        f"{content.slug} ({content.variant}) in {tool.name}",
        wish.status,
        [_named(step, names) for step in tool.steps],
        notes=notes,
        facts=tool.facts,
        words={"Subject": subject, "Preview text": preheader},
    )
    return Exported(files, fields, notes, tuple(filling.clashes))


def _pictures(
    content: Content, tool: Tool, wish: Wish, clashes: list[Clash]
) -> tuple[str, list[str]]:
    """What picture addresses begin with, and what a person has to know of it."""
    if tool.pictures == "flat zip":
        return "", []
    if tool.pictures != "hosted" or not content.pictures:
        return f"{FOLDER}/", []
    if wish.pictures_at is None:
        clashes.append(Clash(
            "the e-mail", "", f"{tool.name} takes no pictures together with the HTML",
            "Say where they will be with `--images-at https://...`, or give the address once as "
            "`image_host` under `delivery:` in partnership.yaml; then put the folder images/ "
            "there.",
        ))  # fmt: skip
        return f"{FOLDER}/", []
    base = f"{wish.pictures_at.rstrip('/')}/{content.slug}/{content.variant}/"
    note = f"Before you send, put the files of the folder {FOLDER}/ at {base} on your website."
    return base, [note]


def _packed(names: Mapping[str, str], html: str, content: Content, tool: Tool) -> dict[str, bytes]:
    if tool.pictures == "flat zip":
        return {names["zip"]: zipped({"index.html": html.encode(), **content.pictures})}
    if tool.pictures == "zip" and content.pictures:
        return {names["zip"]: zipped({f"{FOLDER}/{n}": raw for n, raw in content.pictures.items()})}
    return {}


def _named(step: str, names: Mapping[str, str]) -> str:
    for key, name in names.items():
        step = step.replace(f"{{{key}}}", name)
    return step


def _notes(content: Content, tool: Tool, wish: Wish) -> list[str]:
    notes = []
    if content.attachments and not tool.can_attach and wish.may_lack_attachments:
        notes.append(
            f"{tool.name} does not send these files, though the text speaks of them: "
            f"{', '.join(sorted(content.attachments))}. Tell readers how they get them."
        )
    if content.attachments and tool.can_attach:
        notes.append("Attach the files of the folder attachments/.")
    if content.hosted:
        notes.append(
            "These files have to be beside the public page before you send: "
            f"{', '.join(sorted(content.hosted))}."
        )
    if tool.with_fallback is None and any("{{" in each for each in (content.html, content.text)):
        notes.append(
            f"{tool.name} has no words for a missing value in the text; merge-fields.csv names "
            "those that each field needs there."
        )
    return notes


def _with_footer(html: str, tool: Tool) -> str:
    """The tool's own tags behind the reader's way out, which the footer holds last of all."""
    found = list(_WAY_OUT.finditer(html))
    if not found:
        return html
    last = found[-1]
    more = ""
    if tool.preferences:
        link = last[0].replace(UNSUBSCRIBE, _PREFERENCES)
        words = last.start(1) - last.start(0) + len(_PREFERENCES) - len(UNSUBSCRIBE)
        more += f" {link[:words]}Change your details</a>"
    if tool.footer:
        more += f"<br>{_FOOTER}<br>"
    return html[: last.end()] + more + html[last.end() :]


def _refuse_what_is_missing(
    content: Content, tool: Tool, wish: Wish, html: str, text: str, clashes: list[Clash]
) -> None:
    if tool.is_unsubscribe_required:
        if tool.unsubscribe not in html:
            clashes.append(_no_way_out(tool, "the e-mail"))
        if tool.unsubscribe_in_text not in text:
            clashes.append(_no_way_out(tool, "the plain text"))
    if _LEFT_OVER in html or _LEFT_OVER in text:
        clashes.append(Clash(
            "the e-mail", _LEFT_OVER, f"an address was left for which {tool.name} has no tag",
            "Look in your templates for merge.invalid, and take it out there.",
        ))  # fmt: skip
    if tool.most_bytes and len(html.encode()) > tool.most_bytes:
        clashes.append(Clash(
            "the e-mail", "", f"{tool.name} takes at most {tool.most_bytes:,} bytes of HTML",
            "Make the bulletin shorter.",
        ))  # fmt: skip
    if content.attachments and not tool.can_attach and not wish.may_lack_attachments:
        names = ", ".join(quoted(each) for each in sorted(content.attachments))
        clashes.append(Clash(
            "the e-mail", "",
            f"{tool.name} sends no files, and the text says that these are attached: {names}",
            "Send this variant with `ebulletin send` or `--for outlook`, make the files public, or "
            "go on without them by `--without-attachments` and say in the text where they are.",
        ))  # fmt: skip


def _no_way_out(tool: Tool, part: str) -> Clash:
    return Clash(
        "the e-mail" if part == "the e-mail" else "the plain text", "",
        f"{tool.name} sends nothing without a way to unsubscribe, and {part} has none",
        "Put the footer back into your theme; `ebulletin explain SAF102` says more.",
    )  # fmt: skip
