"""One item as one variant prints it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ebulletin.bulletins.composed import (
    Action,
    Blocks,
    Contact,
    Correction,
    Deadline,
    Decision,
    Entry,
    Event,
    KeyMessage,
    Link,
    PlacedParts,
    QuestionAndAnswer,
    Quotation,
    Runs,
    Text,
    plain,
)
from ebulletin.bulletins.events import compose_event, compose_joining, joining_runs
from ebulletin.bulletins.filling import MOST_LEVEL, Filling
from ebulletin.bulletins.minutes import Attendance, owner_words
from ebulletin.bulletins.naming import readers_words, web_link
from ebulletin.bulletins.pieces import (
    attachment,
    compose_priority,
    compose_resource,
    day_words,
    deadline,
    due_words,
    picture,
)
from ebulletin.bulletins.shelf import Shelf
from ebulletin.items import model
from ebulletin.items.event import EventDefaults
from ebulletin.items.markdown import parse_body, questions_in, words_of
from ebulletin.values.choices import join_words
from ebulletin.values.people import Who

_UPDATE_LABELS = {"reminder": "Reminder", "thanks": "Thanks"}
_FIRST_WORDS = 6
_PLAIN_RESOURCES = ("guidance", "website")


@dataclass(frozen=True, slots=True)
class Placing:
    """How a section prints an item.

    Attributes:
        level: Of the item's title as a heading.
        body_level: Of `##` in a body whose item prints no heading.
        has_heading: False where the layout or the author leaves the heading out.
    """

    level: int
    body_level: int
    has_heading: bool = True
    show: Literal["full", "brief"] = "full"
    label: str | None = None
    speaker: Who | None = None
    event_defaults: EventDefaults | None = None
    item_words: str = ""


@dataclass(slots=True)
class Desk:
    """What entries are written with.

    Attributes:
        numbered: Grows by each action, in document order.
        printed: How often each item has been written out, by id.
    """

    shelf: Shelf
    filling: Filling
    attendance: Attendance
    today: date
    link_to_item: Callable[[str], Link | None]
    deadlines_from_others: dict[str, list[model.DeadlineField]] = field(default_factory=dict)
    numbered: list[Action] = field(default_factory=list)
    printed: dict[str, int] = field(default_factory=dict)

    def compose(self, item: model.Item, placing: Placing) -> Entry:
        """Write one item out."""
        count = self.printed[item.id] = self.printed.get(item.id, 0) + 1
        # Two places in one page need two anchors; no id holds two hyphens.
        anchor = f"item-{item.id}" if count == 1 else f"item-{item.id}--{count}"
        return _Writing(self, item, placing, anchor).entry()


def title_of(item: model.Item) -> str | None:
    """The authored title, or a contact's name."""
    return item.name if isinstance(item, model.Contact) else item.title


def first_words(item: model.Item) -> str:
    """The first six words of an untitled item's body, for contents, links and feeds."""
    for block in parse_body(item.body).blocks:
        words = words_of(getattr(block, "runs", ())).split()
        if words:
            more = " ..." if len(words) > _FIRST_WORDS else ""
            return " ".join(words[:_FIRST_WORDS]).rstrip(".,;:") + more
    return item.id.replace("-", " ").capitalize()


class _Writing:
    """One item being written: what the author placed in the body is not printed again after it."""

    def __init__(self, desk: Desk, item: model.Item, placing: Placing, anchor: str) -> None:
        self.desk = desk
        self.item = item
        self.anchor = anchor
        self.placing = placing
        self.naming = desk.filling.naming
        self.readers = self.naming.readers
        self.filling = desk.filling.for_item(item.id, self._joining)
        self.placed: dict[str, set[int]] = {}
        assets = desk.shelf.assets
        self.parts = {
            "images": tuple(picture(image, assets) for image in item.images),
            "deadlines": self._deadlines(),
            "quotes": tuple(self._quotation(quote) for quote in item.quotes),
            "key_messages": tuple(
                KeyMessage(self.filling.line(each.text), readers_words(each.for_))
                for each in item.key_messages
            ),
            "decisions": tuple(
                Decision(self.filling.marked_line(each.text), day_words(each.agreed_on))
                for each in item.decisions
            ),
            "attachments": tuple(
                attachment(each, assets, is_hosted=item.distribution == "public")
                for each in item.attachments
            ),
        }
        # Actions are numbered where they print, so those placed in the body come first.
        self.actions: list[Action | None] = [None] * len(item.actions)

    def entry(self) -> Entry:
        item, title = self.item, title_of(self.item)
        label_over = self.placing.label
        heading_level = self._heading_level()
        body_level = (heading_level or self.placing.body_level - 1) + 1
        body, questions = self._body(min(body_level, MOST_LEVEL))
        naming = self.naming
        is_message = isinstance(item, model.Update) and item.type == "message"
        signed_by = naming.person(getattr(item, "signed_by", None))
        source = naming.person(item.source)
        return Entry(
            id=item.id,
            anchor=self.anchor,
            kind=item.kind,
            type=item.type or "",
            label=self._label(),
            title=self.filling.line(label_over or title or self._made_title()),
            heading_level=heading_level,
            summary=self.filling.line(item.summary),
            title_href=self._title_href(),
            is_brief=self.placing.show == "brief" or item.importance == "brief",
            is_lead=item.importance == "lead",
            is_draft=item.status == "draft",
            level_words="Restricted" if item.distribution == "restricted" else None,
            audience_words=self._audience_words(),
            restriction_note=item.restriction_note,
            language=item.language if item.language != "en-GB" else None,
            speaker=naming.person(self.placing.speaker or item.speaker),
            byline=source if is_message else source or signed_by,
            signature=signed_by if is_message else None,
            quoted_from=naming.person(getattr(item, "quoted_from", None)),
            answered_by=naming.person(getattr(item, "answered_by", None)),
            correction=self._correction(),
            images=self._left("images"),
            body=body,
            questions=questions,
            deadlines=self._left("deadlines"),
            quotes=self._left("quotes"),
            key_messages=self._left("key_messages"),
            decisions=self._left("decisions"),
            actions=self._actions_left(),
            links=() if isinstance(item, model.Contact) else tuple(web_link(x) for x in item.links),
            attachments=self._left("attachments"),
            contacts=self._contacts(),
            see_also=self._see_also(),
            event=self._event(),
            resource=(
                compose_resource(item, self.filling) if isinstance(item, model.Resource) else None
            ),
            priority=(
                compose_priority(item, label_over or item.title, self.filling)
                if isinstance(item, model.Priority)
                else None
            ),
            contact=naming.contact(item.id) if isinstance(item, model.Contact) else None,
            tags=item.tags,
        )

    # --- Heading and labels ---

    def _heading_level(self) -> int | None:
        has_words = self.placing.label or title_of(self.item) or self._made_title()
        if not self.placing.has_heading or not has_words:
            return None
        return min(self.placing.level, MOST_LEVEL)

    def _made_title(self) -> str | None:
        return f"Priority {self.item.number}" if isinstance(self.item, model.Priority) else None

    def _label(self) -> str | None:
        item = self.item
        if isinstance(item, model.Update):
            return _UPDATE_LABELS.get(item.type)
        if isinstance(item, model.Resource):
            return None if item.type in _PLAIN_RESOURCES else item.type.capitalize()
        return item.type.capitalize() if isinstance(item, model.Event) else None

    def _audience_words(self) -> str | None:
        if self.readers.is_for_all_readers(self.item.audience):
            return None
        segments = self.desk.shelf.settings.segments
        names = [segments[each].name if each in segments else each for each in self.item.audience]
        return f"For: {join_words(names, 'and')}"

    def _title_href(self) -> str | None:
        url = getattr(self.item, "url", None)
        return None if url in (None, "unknown") else url

    # --- Body and its parts ---

    def _body(self, level: int) -> tuple[Blocks, tuple[QuestionAndAnswer, ...]]:
        item = self.item
        parsed = parse_body(item.body)
        if not isinstance(item, model.Qa):
            return self.filling.blocks(parsed.blocks, level, self), ()
        introduction, pairs = questions_in(parsed)
        body = self.filling.blocks(introduction, level, self)
        questions = tuple(
            QuestionAndAnswer(
                self.filling.inline(question.runs),
                # `###` stands one level below its question.
                self.filling.blocks(answer, level, self),
                level,
            )
            for question, answer in pairs
        )
        return body, questions

    def place(self, part: str, number: int | None) -> PlacedParts | None:
        """The parts that the author placed here; each prints once."""
        if part == "actions":
            indexes = self._indexes(len(self.actions), part, number)
            actions = tuple(self._action(index) for index in indexes)
            return PlacedParts(actions=actions) if actions else None
        everything = self.parts[part]
        indexes = self._indexes(len(everything), part, number)
        chosen = tuple(everything[index] for index in indexes)
        return replace(PlacedParts(), **{part: chosen}) if chosen else None  # type: ignore[arg-type]

    def _indexes(self, length: int, part: str, number: int | None) -> list[int]:
        placed = self.placed.setdefault(part, set())
        wanted = range(length) if number is None else [number - 1]
        indexes = [index for index in wanted if 0 <= index < length and index not in placed]
        placed.update(indexes)
        return indexes

    def _left(self, part: str) -> tuple:  # type: ignore[type-arg]
        placed = self.placed.get(part, set())
        return tuple(x for index, x in enumerate(self.parts[part]) if index not in placed)

    def _actions_left(self) -> tuple[Action, ...]:
        placed = self.placed.get("actions", set())
        return tuple(self._action(i) for i in range(len(self.actions)) if i not in placed)

    def _action(self, index: int) -> Action:
        done = self.actions[index]
        if done is not None:
            return done
        authored = self.item.actions[index]
        in_place, in_table = owner_words(authored, self.desk.attendance, self.naming)
        action = Action(
            number=len(self.desk.numbered) + 1,
            task=self.filling.marked_line(authored.task),
            owner=in_place,
            table_owner=in_table,
            due=due_words(authored.due),
            status=authored.status,
            item_anchor=self.anchor,
            item_words=self.placing.item_words,
        )
        self.desk.numbered.append(action)
        self.actions[index] = action
        return action

    def _deadlines(self) -> tuple[Deadline, ...]:
        own = [*self.item.deadlines, *self.desk.deadlines_from_others.get(self.item.id, [])]
        return tuple(
            deadline(
                each.date, each.time.words if each.time else None, self.filling.line(each.what)
            )
            for each in own
        )

    def _quotation(self, quote: model.QuoteField) -> Quotation:
        return Quotation(self.filling.line(quote.text), quote.who, quote.context, quote.style)

    def _correction(self) -> Correction | None:
        correction = self.item.correction
        if correction is None:
            return None
        by = self.naming.person(correction.by)
        return Correction(
            self.filling.line(correction.text), by.words if by else None, day_words(correction.on)
        )

    # --- People and neighbours ---

    def _contacts(self) -> tuple[Contact, ...]:
        if isinstance(self.item, model.Contact):
            return ()
        found = [self.naming.contact(ref.id, ref.label) for ref in self.item.contacts]
        return tuple(contact for contact in found if contact is not None)

    def _see_also(self) -> tuple[Link, ...]:
        links: list[Link] = []
        for target in self.item.see_also:
            place = self.desk.link_to_item(target)
            other = self.desk.shelf.items.get(target)
            # An item that is left out is not mentioned: its title is its own.
            if place is None or other is None or not self.readers.may_see_item(other):
                continue
            words = title_of(other) or first_words(other)
            links.append(Link((Text(words),), place.href, place.to))
        return tuple(links)

    # --- What the kinds add ---

    def _joining(self) -> Runs | None:
        if not isinstance(self.item, model.Event):
            return None
        return joining_runs(compose_joining(self.item, self.readers))

    def _event(self) -> Event | None:
        if not isinstance(self.item, model.Event):
            return None
        return compose_event(self.item, self.placing.event_defaults, self.filling, self.desk.today)


def is_titled_like(item: model.Item, heading: Runs) -> bool:
    """Whether an item's title says the same as a heading."""
    title = title_of(item)
    return title is not None and title.strip().casefold() == plain(heading).strip().casefold()
