"""What stands round the items of a composed bulletin."""

from dataclasses import dataclass
from typing import Literal

from ebulletin.bulletins.composed.blocks import Blocks
from ebulletin.bulletins.composed.inline import Runs
from ebulletin.bulletins.composed.parts import Deadline, Picture
from ebulletin.bulletins.composed.people import Contact, Person


@dataclass(frozen=True, slots=True)
class CallForContributions:
    """What we ask readers to send us.

    Attributes:
        heading: Default "Share something with us".
        length_words: `150 to 250 words`, only where there is no text.
        deadline: By when.
    """

    heading: str
    text: Blocks = ()
    length_words: str | None = None
    deadline: Deadline | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class NextEdition:
    """What comes next, and when, in words."""

    label: str | None
    when: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Closing words, and who signs them."""

    text: Runs
    who: Person | None = None


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One route of the safety block, as a sentence; its numbers are `tel` links."""

    role: Literal["immediate", "refer_to", "out_of_hours", "not_urgent", "allegations", "helpline"]
    runs: Runs


@dataclass(frozen=True, slots=True)
class SafetyBlock:
    """Whom to ring when worried about a child; no theme, author or variant may remove it.

    Attributes:
        short: One line under the masthead of public variants; empty elsewhere.
    """

    heading: str
    lines: tuple[SafetyLine, ...]
    short: Runs = ()


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the top.

    Attributes:
        organisation: The partnership's name.
        logo: The partnership's mark; `dark_logo` replaces it on dark ground where given.
    """

    series_name: str
    strapline: str | None
    organisation: str
    organisation_short: str
    website: str
    logo: Picture | None = None
    dark_logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Footer:
    """Who we are, why you get this, and how to leave.

    Attributes:
        view_online: Address of the public page, or None where there is none.
        unsubscribe: An address (`https:` or `mailto:`); web pages leave it out.
        more_line: The one neutral line that there is a professional edition, or None.
    """

    organisation: str
    sender_name: str
    why: str
    postal_address: Blocks
    website: str
    unsubscribe: str
    privacy_url: str
    accessibility_url: str
    view_online: str | None = None
    complaints_url: str | None = None
    partners: tuple[str, ...] = ()
    more_line: str | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours of partnership.yaml by token name, as `#RRGGBB`, over the theme's."""

    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
