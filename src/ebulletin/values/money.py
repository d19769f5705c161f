"""Prices in pounds and pence."""

import re
from dataclasses import dataclass

from ebulletin.values.errors import BadValueError, quoted

_HELP = "Write free, or an amount such as £45 or £12.50."
_AMOUNT = re.compile(
    r"(?P<sign>£)?\s?(?P<pounds>\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?:\.(?P<pence>\d{1,2}))?"
    r"(?P<rest>\s*[^\d\s.,].*)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Money:
    """A price in pence; nothing to pay is `Free`."""

    pence: int

    @property
    def is_free(self) -> bool:
        """Whether there is nothing to pay."""
        return self.pence == 0

    @property
    def words(self) -> str:
        """`Free`, `£45`, `£12.50`, `£1,250`."""
        if self.is_free:
            return "Free"
        pounds, pence = divmod(self.pence, 100)
        return f"£{pounds:,}.{pence:02}" if pence else f"£{pounds:,}"


def parse_money(text: str) -> Money:
    """Read `free`, `£45` or `£12.50`.

    Raises:
        BadValueError: Anything else, words beside the amount included.
    """
    words = " ".join(text.split())
    if words.casefold() == "free":
        return Money(0)
    match = _AMOUNT.fullmatch(words)
    if match is None:
        offers = ("free",) if words.casefold() in {"no charge", "nil", "none", "no cost"} else ()
        raise BadValueError(f"this is not a price: {quoted(words)}", _HELP, offers)
    pence = (match["pence"] or "0").ljust(2, "0")
    money = Money(int(match["pounds"].replace(",", "")) * 100 + int(pence))
    if match["rest"]:
        raise BadValueError(
            f"the price {quoted(words)} holds more than the amount",
            "Write the amount alone, and put conditions in price_note.",
            (money.words,),
        )
    if not match["sign"] or len(match["pence"] or "00") == 1:
        raise BadValueError(
            f"the price {quoted(words)} is not written in full", _HELP, (money.words,)
        )
    return money
