"""The shape of what rendering gives: the forms of one variant, and what was changed on the way."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["html", "text", "web"]


@dataclass(frozen=True, slots=True)
class Email:
    """The HTML part of a message.

    Attributes:
        html: The whole document; merge fields stand in their neutral form `{{ name | words }}`.
        notes: What a template left out and was put back, one sentence each.
    """

    html: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """One variant in the forms that were asked for; None for the others.

    Attributes:
        subject: With merge fields in their neutral form.
        preheader: Likewise.
        html: Of the e-mail.
        text: Its plain-text part.
        page: The web page.
        notes: What a template left out and was put back, one sentence each (SAF102).
        contrast: Colours that fall short on each other, after the partnership's own: front,
            ground, `light` or `dark`, ratio (A11101).
    """

    subject: str
    preheader: str = ""
    html: str | None = None
    text: str | None = None
    page: str | None = None
    notes: tuple[str, ...] = ()
    contrast: tuple[tuple[str, str, str, float], ...] = ()
