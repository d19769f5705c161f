"""Who may see what: one variant on one channel, asked about items, contacts and details."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ebulletin.items.directory import stricter
from ebulletin.items.model import Contact, ItemBase, Level
from ebulletin.settings import Partnership, Variant

Channel = Literal["email", "page"]


@dataclass(frozen=True, slots=True)
class Readership:
    """The readers of one variant on one channel.

    A web page can be passed on by its address, so it never holds what is restricted, nor the
    joining details of an event.
    """

    variant: Variant
    channel: Channel
    settings: Partnership
    segments: frozenset[str] = field(default=frozenset())

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return self.variant.level == "public"

    @property
    def may_hold_joining_details(self) -> bool:
        """Whether links, numbers and passcodes of online events may stand in it."""
        return not self.is_public and self.channel == "email"

    def may_see(self, level: Level, audience: Sequence[str] = ()) -> bool:
        """Say whether something of this level, meant for these segments, may be shown.

        An empty audience means everyone. The three rules are those of the content model: public
        or a professional variant; restricted only where every segment of the variant is meant;
        and a variant with segments needs one of them in the audience.
        """
        if self.is_public and level != "public":
            return False
        meant = self.settings.members(audience)
        if level == "restricted":
            if self.channel == "page" or not self.segments:
                return False
            if not self.segments <= meant:
                return False
        return not (self.segments and audience and not self.segments & meant)

    def may_see_item(self, item: ItemBase) -> bool:
        """Say whether an item is in the variant, its status and dates aside."""
        return self.may_see(item.distribution, item.audience)

    def may_see_detail(self, contact: Contact, level: Level) -> bool:
        """Say whether a detail of this level may be shown; the contact's own level counts too."""
        return self.may_see(stricter(level, contact.distribution), contact.audience)

    def is_for_all_readers(self, audience: Sequence[str]) -> bool:
        """Whether an audience covers every reader, so that "For: ..." would say nothing."""
        if not audience:
            return True
        return bool(self.segments) and self.segments <= self.settings.members(audience)


def readership(variant: Variant, channel: Channel, settings: Partnership) -> Readership:
    """The readership of a variant on a channel."""
    return Readership(variant, channel, settings, settings.members(variant.segments))
