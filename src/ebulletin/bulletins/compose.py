"""Puts items into their places: a plan, the shelf and one variant give one bulletin.

What is not for the variant is left out here, before any template, check or output sees it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from ebulletin.bulletins.composed import (
    Bulletin,
    ContentsLine,
    Entry,
    Group,
    Link,
    Runs,
    Section,
    Text,
    VariantFacts,
    plain,
)
from ebulletin.bulletins.entries import Desk, Placing, first_words, is_titled_like, title_of
from ebulletin.bulletins.filling import MOST_LEVEL, Filling, HiddenReference
from ebulletin.bulletins.furniture import (
    compose_brand,
    compose_call,
    compose_footer,
    compose_masthead,
    compose_next_edition,
    compose_safety,
    compose_sign_off,
    safety_of,
    segments_words,
)
from ebulletin.bulletins.grouping import grouped
from ebulletin.bulletins.minutes import Attendance, compose_meeting, compose_next_meeting
from ebulletin.bulletins.model import PlacedItem, Plan
from ebulletin.bulletins.naming import Naming
from ebulletin.bulletins.numbering import SECTION_LEVEL, number_sections, with_children
from ebulletin.bulletins.placement import LeftOut, PlacedHere, SectionDraft, place_items
from ebulletin.bulletins.shelf import Shelf
from ebulletin.bulletins.visibility import Channel, Readership, readership
from ebulletin.errors import EbulletinError
from ebulletin.items.model import DeadlineField, Item
from ebulletin.settings import Partnership, Series, Variant
from ebulletin.values.dates import long_date

_ROW_LAYOUTS = ("list", "table", "panel")
_MANY_CONTENTS = 4


@dataclass(frozen=True, slots=True)
class Composition:
    """A bulletin with its items in place, and what a checker or an editor wants to know of it.

    Attributes:
        placed: Ids of the items that print, in reading order.
        left_out: Items named in the plan that do not print here.
        hidden_references: References whose detail this variant may not show (CON121).
    """

    bulletin: Bulletin
    placed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    hidden_references: tuple[HiddenReference, ...]


def compose(
    plan: Plan, shelf: Shelf, variant: Variant, channel: Channel = "email",
    *, with_drafts: bool = False,
) -> Composition:  # fmt: skip
    """Compose one variant of a bulletin for one channel.

    Args:
        plan: The edition as written.
        shelf: Everything that it can be composed from.
        variant: For whom.
        channel: `email` for the message, `page` for the web page, which holds less.
        with_drafts: True for a preview or a draft bulletin: draft items are taken, and marked.
    """
    return _Composing(plan, shelf, readership(variant, channel, shelf.settings), with_drafts).run()


def variants_of(plan: Plan, settings: Partnership) -> tuple[Variant, ...]:
    """The variants a bulletin is built in: its own, else the series', else professional."""
    if plan.variants:
        return plan.variants
    series = settings.series.get(plan.series)
    if series is not None and series.variants:
        return series.variants
    return (Variant(name="professional", level="professional"),)


class UndatedBulletinError(EbulletinError):
    """A bulletin without a full date was to be composed; check BUL101 says so before."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(
            f"The bulletin {slug!r} has no full date, and everything counts from it. "
            "Add a line such as `date: 23 September 2026`."
        )


def _refuse(plan: Plan) -> NoReturn:
    raise UndatedBulletinError(plan.slug)


class _Composing:
    """One composition, step by step; `run` is the story."""

    def __init__(self, plan: Plan, shelf: Shelf, readers: Readership, with_drafts: bool) -> None:
        self.plan = plan
        self.shelf = shelf
        self.settings = shelf.settings
        self.series: Series = shelf.settings.series[plan.series]
        self.readers = readers
        self.today = plan.day or _refuse(plan)
        self.placement = place_items(plan, shelf, readers, self.today, with_drafts=with_drafts)
        self.naming = Naming(shelf, readers)
        self.hidden: list[HiddenReference] = []
        self.anchors: set[str] = set()
        self.unlisted: set[str] = set()
        self.filling = Filling(self.naming, self._link_to_item, self.hidden)
        self.desk = Desk(
            shelf,
            self.filling,
            Attendance(plan.meeting, self.naming),
            self.today,
            self._link_to_item,
            self._deadlines_from_others(),
        )

    def run(self) -> Composition:
        """Compose: headings and numbers first, then the items, in reading order."""
        placement = self.placement
        main = with_children(placement.sections)
        for draft in (*main, *placement.sidebar, *placement.annexes):
            draft.heading = self._heading(draft)
        number_sections(main, is_numbered=self._is_numbered)
        intro = self._intro(placement.intro)
        sections = tuple(self._section(draft) for draft in main)
        sidebar = tuple(self._section(draft) for draft in placement.sidebar)
        annexes = tuple(self._section(draft) for draft in placement.annexes)
        bulletin = self._bulletin(intro, sections, sidebar, annexes)
        return Composition(
            bulletin, tuple(placement.ids), tuple(placement.left_out), tuple(self.hidden)
        )

    # --- Headings and numbers ---

    def _heading(self, draft: SectionDraft) -> Runs:
        section = draft.plan
        if not draft.may_show_words:
            return ()
        if section.heading:
            heading = self.filling.line(section.heading)
            return (Text(f"{section.annex}: "), *heading) if section.annex else heading
        speaker = self.naming.person(section.speaker)
        if speaker is not None:
            draft.is_named_by_speaker = True
            first = speaker.name or speaker.role or ""
            role = speaker.role if speaker.name else None
            words = [part for part in (first, role or speaker.organisation) if part]
            return (Text(" \u2013 ".join(words)),)
        return (Text(section.annex),) if section.annex else ()

    @property
    def _is_numbered(self) -> bool:
        if self.plan.numbered is not None:
            return self.plan.numbered
        return self.plan.meeting is not None

    def _deadlines_from_others(self) -> dict[str, list[DeadlineField]]:
        """A deadline that applies to other items prints on them as well."""
        ids = self.placement.ids
        deadlines: dict[str, list[DeadlineField]] = {}
        for item_id in ids:
            for each in self.shelf.items[item_id].deadlines:
                for target in each.applies_to:
                    if target in ids and target != item_id:
                        deadlines.setdefault(target, []).append(each)
        return deadlines

    # --- Writing it out ---

    def _intro(self, item: Item | None) -> Entry | None:
        if item is None:
            return None
        placing = Placing(SECTION_LEVEL, SECTION_LEVEL, item_words="Introduction")
        return self.desk.compose(item, placing)

    def _section(self, draft: SectionDraft) -> Section:
        section = draft.plan
        may_show = draft.may_show_words
        section_id = section.id or (draft.items[0].item.id if draft.items else "section")
        anchor = self._anchor(section_id)
        if not section.in_contents:
            self.unlisted.add(anchor)
        speaker = None if draft.is_named_by_speaker else self.naming.person(section.speaker)
        below = min(draft.level + 1, MOST_LEVEL) if draft.heading else draft.level
        return Section(
            id=section_id,
            anchor=anchor,
            number=draft.number,
            label=section.annex,
            heading=draft.heading,
            heading_level=draft.level,
            layout=section.layout,
            speaker=speaker if may_show else None,
            intro=self.filling.body(section.intro, below) if may_show else (),
            outro=self.filling.body(section.outro, below) if may_show else (),
            groups=self._groups(draft, below),
            empty=self.filling.line(section.empty) if not draft.items and may_show else (),
        )

    def _anchor(self, section_id: str) -> str:
        """An anchor that no other section has; two without a heading may have one first item."""
        anchor, count = f"section-{section_id}", 1
        while anchor in self.anchors:
            count += 1
            anchor = f"section-{section_id}--{count}"
        self.anchors.add(anchor)
        return anchor

    def _groups(self, draft: SectionDraft, below: int) -> tuple[Group, ...]:
        groups = grouped(draft.items, draft.plan.group_by, self.today, self.naming)
        composed = []
        for heading, members in groups:
            level = below + 1 if heading else below
            entries = tuple(
                self.desk.compose(placed.item, self._placing(placed, draft, level))
                for placed in members
            )
            composed.append(Group(heading, below, entries))
        return tuple(composed)

    def _placing(self, placed: PlacedHere, draft: SectionDraft, level: int) -> Placing:
        by_name = placed.by_name or PlacedItem(id=placed.item.id)
        is_alone = len(draft.items) == 1 and bool(draft.heading)
        repeats = is_alone and is_titled_like(placed.item, draft.heading)
        is_row = draft.plan.layout in _ROW_LAYOUTS
        words = draft.number or by_name.label or title_of(placed.item)
        return Placing(
            level=level,
            body_level=level,
            has_heading=not (repeats or is_row or by_name.heading is False),
            show=by_name.show,
            label=by_name.label,
            speaker=by_name.speaker,
            event_defaults=draft.plan.event_defaults,
            item_words=words or plain(draft.heading) or first_words(placed.item),
        )

    # --- The whole ---

    def _bulletin(
        self,
        intro: Entry | None,
        sections: tuple[Section, ...],
        sidebar: tuple[Section, ...],
        annexes: tuple[Section, ...],
    ) -> Bulletin:
        plan, settings, filling = self.plan, self.settings, self.filling
        variant = self.readers.variant
        title = plan.title.of(variant.name) if plan.title else None
        edition = plan.edition.of(variant.name) or ""
        shown_title = filling.line(title or self.series.name)
        subject = plan.subject.of(variant.name) if plan.subject else None
        is_archive = plan.archive
        return Bulletin(
            slug=plan.slug,
            series=plan.series,
            variant=VariantFacts(variant.name, variant.level, tuple(variant.segments)),
            channel=self.readers.channel,
            theme=plan.theme or self.series.theme,
            language="en-GB",
            title=shown_title,
            edition_words=edition,
            issue_number=plan.issue_number,
            date=self.today,
            date_words=self._date_words(),
            subject=filling.line(
                subject or ", ".join(part for part in (plain(shown_title), edition) if part)
            ),
            preheader=self._preheader(intro, sections),
            masthead=compose_masthead(settings, self.series, self.shelf.assets),
            safety=compose_safety(safety_of(settings, self.series), self.naming),
            footer=compose_footer(
                settings,
                self.series,
                filling,
                self._view_online(),
                has_more=self._has_more(),
            ),
            brand=compose_brand(settings),
            distribution_words=self._distribution_words(),
            restriction_notes=_notes_in(intro, [*sections, *sidebar, *annexes]),
            contents=self._contents(sections, sidebar, annexes),
            intro=intro,
            intro_blocks=filling.body(plan.intro_text, SECTION_LEVEL),
            meeting=compose_meeting(plan.meeting, self.naming) if plan.meeting else None,
            actions=tuple(self.desk.numbered),
            sections=sections,
            sidebar=sidebar,
            next_meeting=(
                compose_next_meeting(plan.meeting.next, filling)
                if plan.meeting and plan.meeting.next
                else None
            ),
            annexes=annexes,
            call_for_contributions=compose_call(plan, filling),
            next_edition=compose_next_edition(plan),
            sign_off=compose_sign_off(plan, filling),
            is_draft=plan.status == "draft",
            is_archive_copy=is_archive,
        )

    def _date_words(self) -> str | None:
        if not self.plan.date_shown:
            return None
        when = self.plan.date
        if when is None or when.is_day:
            return long_date(self.today)
        return when.words

    def _preheader(self, intro: Entry | None, sections: Sequence[Section]) -> Runs:
        written = self.plan.preheader.of(self.readers.variant.name) if self.plan.preheader else None
        if written:
            return self.filling.line(written)
        entries = [*([intro] if intro else []), *(e for s in sections for e in s.entries)]
        return next((entry.summary for entry in entries if entry.summary), ())

    def _distribution_words(self) -> str | None:
        if self.readers.is_public:
            return None
        segments = tuple(self.readers.variant.segments)
        if not segments:
            return "For professionals"
        return f"For professionals: {segments_words(self.settings, segments)}"

    def _view_online(self) -> str | None:
        base = self.settings.archive_url
        variants = variants_of(self.plan, self.settings)
        if base is None or not any(variant.name == "public" for variant in variants):
            return None
        return f"{base.rstrip('/')}/{self.plan.slug}"

    def _has_more(self) -> bool:
        variants = variants_of(self.plan, self.settings)
        has_other = any(variant.level == "professional" for variant in variants)
        return bool(self.readers.is_public and self.series.more_line and has_other)

    def _contents(
        self, sections: Sequence[Section], sidebar: Sequence[Section], annexes: Sequence[Section]
    ) -> tuple[ContentsLine, ...]:
        if self.plan.contents == "no":
            return ()
        lines: list[ContentsLine] = []
        for section in [*sections, *sidebar, *annexes]:
            if section.anchor in self.unlisted:
                continue
            if section.heading:
                words = plain(section.heading)
                lines.append(ContentsLine(section.number, words, section.anchor))
            else:
                lines.extend(
                    ContentsLine(None, self._words_of(entry), entry.anchor)
                    for entry in section.entries
                )
        if self.plan.contents == "auto" and len(lines) <= _MANY_CONTENTS:
            return ()
        return tuple(lines)

    def _words_of(self, entry: Entry) -> str:
        return plain(entry.title) or first_words(self.shelf.items[entry.id])

    def _link_to_item(self, item_id: str) -> Link | None:
        """A jump inside this bulletin, otherwise to its page in the archive, otherwise None."""
        if item_id in self.placement.ids:
            return Link((), f"#item-{item_id}", "item")
        item = self.shelf.items.get(item_id)
        base = self.settings.archive_url
        if item is None or base is None or not self.readers.may_see_item(item):
            return None
        edition = self.shelf.edition_with(item_id, self.today, but=self.plan.slug)
        if edition is None:
            return None
        return Link((), f"{base.rstrip('/')}/{edition.slug}#item-{item_id}", "web")


def _notes_in(intro: Entry | None, sections: Sequence[Section]) -> tuple[str, ...]:
    entries = [*([intro] if intro else []), *(e for s in sections for e in s.entries)]
    notes = (entry.restriction_note for entry in entries)
    return tuple(dict.fromkeys(note for note in notes if note))
