"""What the rules of each stage are given to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ebulletin.bulletins.compose import Composition
from ebulletin.bulletins.hidden import HiddenStrings
from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.shelf import Shelf
from ebulletin.findings import Place
from ebulletin.items.load import ItemFile
from ebulletin.items.model import Item
from ebulletin.recipients.choosing import Choice
from ebulletin.settings import Partnership, Variant
from ebulletin.source import Source


@dataclass(frozen=True, slots=True)
class FileSubject:
    """One authored file: an item, or (with `item` None) a bulletin's plan.

    Attributes:
        source: The file as written, with the place of every field.
    """

    source: Source
    settings: Partnership
    item: Item | None = None
    plan_file: PlanFile | None = None

    def in_body(self, line: int, column: int = 0) -> Place:
        """The place of a point in the body; line and column count from 0."""
        return Place(self.source.path, self.source.body_line + line, column + 1)


@dataclass(frozen=True, slots=True)
class SetSubject:
    """The whole workspace.

    Attributes:
        settings_source: partnership.yaml as written.
        tracked_lists: Files under `recipients/` that git tracks, the sample aside.
        stray_lists: Lists with an `email` column that lie elsewhere in the workspace.
        unread: Ids of items whose files cannot be read, so that citing them is no fault.
    """

    shelf: Shelf
    settings_source: Source
    items: Mapping[str, ItemFile]
    plans: Mapping[str, PlanFile]
    tracked_lists: tuple[str, ...] = ()
    stray_lists: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BulletinSubject:
    """One bulletin, composed for every variant.

    Attributes:
        emails: The composition of each variant for e-mail and text, by the variant's name.
        pages: The same for the web page.
    """

    plan_file: PlanFile
    shelf: Shelf
    items: Mapping[str, ItemFile]
    today: date
    variants: tuple[Variant, ...]
    emails: Mapping[str, Composition]
    pages: Mapping[str, Composition]
    settings_source: Source

    def item_place(self, item_id: str, *loc: str | int) -> Place:
        """Where a field of an item stands; the bulletin's own file where the item has none."""
        file = self.items.get(item_id)
        return file.source.place(*loc) if file else self.plan_file.source.place()


@dataclass(frozen=True, slots=True)
class SendSubject:
    """A bulletin with the people that it is to go to.

    Attributes:
        columns: Those that at least one of the lists has.
    """

    bulletin: BulletinSubject
    choice: Choice
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class BuiltSubject:
    """The finished files of one variant.

    Attributes:
        email: HTML of the e-mail, or None where it was not built.
        text: The plain-text part, or None.
        page: The web page, or None.
        pictures: Bytes of each picture by its name in the output.
        names: Every file name in the variant's folder.
        files: Bytes of each attached file by its name in the output.
        hidden_in_email: What the e-mail and the text may not hold.
        hidden_on_page: What the page may not hold, which is more.
        notes: What the renderer had to add or change, such as a safety block that a template left
            out.
        contrast: Pairs of colours that fall short: the two tokens, light or dark, and the ratio.
    """

    plan_file: PlanFile
    composition: Composition
    settings: Partnership
    items: Mapping[str, ItemFile]
    variant: Variant
    hidden_in_email: HiddenStrings
    hidden_on_page: HiddenStrings
    email: str | None = None
    text: str | None = None
    page: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    contrast: tuple[tuple[str, str, str, float], ...] = ()

    @property
    def place(self) -> Place:
        """Where a finding about the whole stands: the first line of the bulletin's file."""
        return Place(self.plan_file.source.path)
