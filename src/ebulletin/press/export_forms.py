"""What a bulletin can be exported for, and how each form is made from finished content."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from ebulletin.bulletins.composed import Bulletin, Session
from ebulletin.bulletins.visibility import Channel
from ebulletin.errors import EbulletinError
from ebulletin.export.mailing import Wish
from ebulletin.export.model import Exported, Tool
from ebulletin.settings import Partnership
from ebulletin.templates.content import Content
from ebulletin.values.choices import nearest
from ebulletin.workspace import Workspace


class UnknownTargetError(EbulletinError):
    """There is no export of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        close = nearest(name, list(known))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        super().__init__(f"There is no export for {name!r}.{hint} "
                         "`ebulletin export --list-tools` shows them all.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What the makers of an export know beside the content.

    Attributes:
        target: Name of what is made.
    """

    workspace: Workspace
    settings: Partnership
    target: str
    wish: Wish

    @property
    def mark(self) -> str:
        """What names of files begin with."""
        return "DRAFT-" if self.wish.is_draft else ""

    def name(self, content: Content, ending: str) -> str:
        """The name of a file: `2026-09-lantern-public.docx`."""
        return f"{self.mark}{content.slug}-{content.variant}{ending}"

    def page(self, bulletin: Bulletin) -> str:
        """A bulletin as a web page in its own theme."""
        from ebulletin.templates.load import load_theme
        from ebulletin.templates.page import render_page

        return render_page(bulletin, load_theme(bulletin.theme, self.workspace.root / "templates"))

    def subject(self, content: Content) -> str:
        """The subject with fallback words, marked where it is a draft."""
        from ebulletin.export.slots import spoken

        mark = "DRAFT: " if self.wish.is_draft else ""
        return mark + spoken(content, content.subject, is_html=False)


Maker = Callable[["Order", Content], Exported]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a bulletin can be exported for.

    Attributes:
        about: What comes out, in a few words.
        is_public: Only the public variant by default.
        channel: What its readers may see: that of the e-mail, or that of the web page.
    """

    name: str
    about: str
    make: Maker
    is_public: bool = False
    channel: Channel = "email"


def targets() -> Mapping[str, Target]:
    """Every export by its name: mailing tools first, then files."""
    from ebulletin.export.notify import TOOL as NOTIFY
    from ebulletin.export.tools import tools

    mailing = [
        Target(tool.id, f"HTML, text, pictures and steps for {tool.name}", _for_mailing(tool))
        for tool in tools().values()
    ]
    files = [
        Target(NOTIFY.id, "words and steps for GOV.UK Notify", _for_notify),
        Target("outlook", "a draft (.eml) that Outlook opens", _for_outlook),
        Target("outlook-paste", "a page to copy into a message in Outlook", _for_paste),
        Target("word", "a Word file (.docx)", _for_word),
        Target("pdf", "a tagged PDF", _for_pdf, is_public=True, channel="page"),
        Target("pdf-large-print", "the same in large print", _for_pdf, is_public=True,
               channel="page"),
        Target("noticeboard", "a poster (A3) for the staff room", _for_pdf, is_public=True,
               channel="page"),
        Target("calendar", "events for calendars (.ics)", _for_calendar),
        Target("social", "short texts for posting", _for_social, is_public=True, channel="page"),
        Target("folder", "everything above that needs no mailing tool", _for_folder),
    ]  # fmt: skip
    return MappingProxyType({each.name: each for each in (*mailing, *files)})


def fields_table(name: str) -> tuple[str, list[tuple[str, str]], list[str]]:
    """What our neutral fields become in a mailing tool, and what is known of it.

    Returns:
        The tool's name, rows of our form and the tool's, and a sentence for each fact.

    Raises:
        UnknownTargetError: There is no mailing tool of that name.
    """
    from ebulletin.export.notify import TOOL as NOTIFY
    from ebulletin.export.tools import tools

    known = {**tools(), NOTIFY.id: NOTIFY}
    if name not in known:
        raise UnknownTargetError(name, list(known))
    tool = known[name]
    rows = []
    for ours, theirs in tool.field_names.items():
        tag = tool.with_fallback or tool.without_fallback
        rows.append((f"{{{{ {ours} | words }}}}", tag.format(name=theirs, fallback="words")))
    rows.append(("{{ unsubscribe }}", tool.unsubscribe or "our own address"))
    rows.append(("{{ view_online }}", "our own public page"))
    checked = {
        "parser": "Checked against an independent reading of its grammar",
        "syntax": "Checked for form only",
        "account": "Only an account can tell",
    }
    return tool.name, rows, [f"{checked[each.known]}: {each.words}" for each in tool.facts]


# --- What each target makes -----------------------------------------------------------------


def _for_mailing(tool: Tool) -> Maker:
    def make(order: Order, content: Content) -> Exported:
        from ebulletin.export.mailing import export_mailing

        return export_mailing(content, tool, order.wish)

    return make


def _for_notify(order: Order, content: Content) -> Exported:
    from ebulletin.export.notify import export_notify
    from ebulletin.export.tokens import with_tokens

    assert content.bulletin is not None
    page = order.page(with_tokens(content.bulletin))
    return export_notify(content, page, order.wish)


def _for_outlook(order: Order, content: Content) -> Exported:
    from ebulletin.export.outlook import OUTLOOK_STEPS, eml_draft
    from ebulletin.export.steps import steps_text

    name = order.name(content, ".eml")
    steps = [each.replace("{eml}", name) for each in OUTLOOK_STEPS]
    notes = _fallback_notes(content)
    return Exported(
        {
            name: eml_draft(content, is_draft=order.wish.is_draft),
            "IMPORT-STEPS.txt": steps_text(
                f"{content.slug} ({content.variant}) in Outlook", order.wish.status, steps,
                notes=notes,
            ),
        },
        notes=tuple(notes),
    )  # fmt: skip


def _for_paste(order: Order, content: Content) -> Exported:
    from ebulletin.export.outlook import PASTE_STEPS, paste_page
    from ebulletin.export.steps import steps_text

    name = order.name(content, ".html")
    steps = [each.replace("{html}", name) for each in PASTE_STEPS]
    files = {
        name: paste_page(content, order.wish.pictures_at).encode(),
        "subject.txt": f"{order.subject(content)}\n".encode(),
        "IMPORT-STEPS.txt": steps_text(
            f"{content.slug} ({content.variant}), to paste into Outlook", order.wish.status,
            steps, notes=_fallback_notes(content), words={"Subject": order.subject(content)},
        ),
    }  # fmt: skip
    files.update({f"images/{name}": raw for name, raw in content.pictures.items()})
    files.update({f"attachments/{name}": raw for name, raw in content.attachments.items()})
    return Exported(files, notes=tuple(_fallback_notes(content)))


def _fallback_notes(content: Content) -> list[str]:
    if "{{" not in content.html:
        return []
    return ["Everybody gets the same message: the words for a reader without a name stand in it."]


def _for_word(order: Order, content: Content) -> Exported:
    from ebulletin.export.slots import spoken
    from ebulletin.export.word import word_file

    assert content.bulletin is not None
    page = spoken(content, order.page(content.bulletin), is_html=True)
    raw = word_file(
        page, content.pictures, title=order.subject(content),
        language=content.bulletin.language, author=order.settings.name,
    )  # fmt: skip
    return Exported({order.name(content, ".docx"): raw})


def _for_pdf(order: Order, content: Content) -> Exported:
    from ebulletin.export.pdf import Layout, pdf_file

    layouts: Mapping[str, Layout] = {
        "pdf-large-print": "large print", "noticeboard": "noticeboard",
    }  # fmt: skip
    name = order.target
    assert content.page is not None
    page = order.page(content.page)
    if order.wish.is_draft:
        page = page.replace("<title>", "<title>DRAFT: ", 1)
    ending = ".pdf" if name == "pdf" else f"-{name.removeprefix('pdf-')}.pdf"
    raw = pdf_file(page, content.pictures, layouts.get(name, "plain"))
    return Exported({order.name(content, ending): raw})


def _for_calendar(order: Order, content: Content) -> Exported:
    from ebulletin.export.calendar import Appointment, appointments, calendar_file, sequences

    assert content.bulletin is not None
    domain = urlsplit(str(order.settings.website)).hostname or "ebulletin.invalid"
    numbering = _numbering(order.workspace)
    now = appointments(content.bulletin, domain, numbering)
    history = [appointments(each, domain, numbering) for each in _earlier(order.workspace, content)]
    counted = sequences(history, now)
    if not now:
        return Exported(notes=("No event in this bulletin has a date that is known.",))
    name = f"{order.settings.short_name or order.settings.name}: {content.edition}"
    files = {
        order.name(content, ".ics"): calendar_file(now, content.date, counted, name),
    }
    by_item: dict[str, list[Appointment]] = {}
    for each in now:
        by_item.setdefault(each.item, []).append(each)
    for item, chosen in by_item.items():
        files[f"events/{order.mark}{item}.ics"] = calendar_file(chosen, content.date, counted)
    return Exported(files)


def _numbering(workspace: Workspace) -> Callable[[str, Session], int]:
    """Numbers sessions as their item's file lists them, those that are past included."""

    def number(item_id: str, session: Session) -> int:
        file = workspace.items.get(item_id)
        listed = getattr(file.item, "sessions", ()) if file is not None else ()
        if isinstance(listed, str):
            return 1
        for place, each in enumerate(listed or (), start=1):
            if each.date.first == session.day:
                return place
        return 1

    return number


def _earlier(workspace: Workspace, content: Content) -> Iterator[Bulletin]:
    """What earlier published editions of this level said, the oldest first."""
    from ebulletin.workspace.publications import read_records, read_variant

    records = sorted(
        (each for each in read_records(workspace.root)
         if each.slug != content.slug and each.date <= content.date),
        key=lambda record: (record.date, record.slug),
    )  # fmt: skip
    for record in records:
        for name, variant in record.variants.items():
            if variant.level == content.level:
                yield read_variant(workspace.root, record.slug, name).email
                break


def _for_social(order: Order, content: Content) -> Exported:
    from ebulletin.export.social import posts, posts_text

    assert content.page is not None
    name = order.name(content, "-posts.txt")
    return Exported({name: posts_text(posts(content.page, content.public_page))})


def _for_folder(order: Order, content: Content) -> Exported:
    """The e-mail, its text and page, Word, calendar, and what belongs to them."""
    from ebulletin.export.slots import spoken

    assert content.page is not None
    files = {
        order.name(content, ".html"): spoken(content, content.html, is_html=True).encode(),
        order.name(content, ".txt"): spoken(content, content.text, is_html=False).encode(),
        order.name(content, "-page.html"): order.page(content.page).encode(),
        "subject.txt": f"{order.subject(content)}\n".encode(),
        "preheader.txt": f"{spoken(content, content.preheader, is_html=False)}\n".encode(),
    }
    files.update({f"images/{name}": raw for name, raw in content.pictures.items()})
    files.update({f"files/{name}": raw for name, raw in content.hosted.items()})
    files.update({f"attachments/{name}": raw for name, raw in content.attachments.items()})
    parts = [_for_outlook, _for_word, _for_calendar]
    if content.level == "public":
        parts.append(_for_social)
    notes: list[str] = []
    for make in parts:
        made = make(order, content)
        notes += made.notes
        files.update({n: raw for n, raw in made.files.items() if n != "IMPORT-STEPS.txt"})
    return Exported(files, notes=tuple(dict.fromkeys(notes)))
