"""UK telephone numbers: kept as digits, said in the national spacing."""

import re

from ebulletin.values.errors import BadValueError, quoted

# Ofcom, "Telephone numbers for use in TV and radio drama programmes".
_DRAMA = re.compile(r"01632960\d{3}|07700900\d{3}|08081570\d{3}|03069990\d{3}|02079460\d{3}")
_SHORT = {"999", "112", "101", "111", "105", "119"}
# Area codes in which some numbers have only 10 digits (Ofcom, National Telephone Numbering Plan).
_TEN_DIGIT_AREAS = frozenset(
    [
        "01204",
        "01208",
        "01254",
        "01276",
        "01297",
        "01298",
        "01363",
        "01364",
        "01384",
        "01386",
        "01404",
        "01420",
        "01460",
        "01461",
        "01480",
        "01488",
        "01524",
        "01527",
        "01562",
        "01566",
        "01606",
        "01629",
        "01635",
        "01647",
        "01659",
        "01695",
        "01697",
        "01726",
        "01744",
        "01750",
        "01768",
        "01827",
        "01837",
        "01884",
        "01900",
        "01905",
        "01935",
        "01946",
        "01949",
        "01963",
        "01995",
    ]
)
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15  # 999; ITU-T E.164
_LONGEST = 60  # beyond it a sentence has slipped into the field
_FEWEST_IN_A_LIST = 6  # fewer may be an extension, as in 01632 960110/112
_HELP = "Write one UK number, for example 01632 960110; an extension goes into note."
_NUMBER = re.compile(r"(?:\+|00)?[\d\s().\-\u2010\u2011\u2013]+", re.ASCII)
_JOIN = re.compile(r"\s*(?:/|;|,|\bor\b|\band\b|&)\s*", re.IGNORECASE)
_PAUSE = re.compile(r"(?P<number>.*?)(?:,{1,3}\s*\d+|\s*\d{4,}(?=#))#?\s*", re.ASCII)
_ASCENDING = "0123456789"


def parse_phone(text: str) -> str:
    """Read one UK number in any spacing and return its digits; `+44` becomes `0`.

    Whether the digits fit a UK number is for `fits_uk_form`.

    Raises:
        BadValueError: Not a number, not a UK one, or two numbers in one value (CON103).
    """
    words = " ".join(text.split())
    if not _NUMBER.fullmatch(words):
        raise _not_a_number(words)
    digits = _digits(words)
    if words.startswith("+") or digits.startswith("00"):
        abroad = digits.removeprefix("00")
        if not abroad.startswith("44"):
            raise BadValueError(f"the number {quoted(words)} is not a UK number", _HELP)
        # +44 (0)1632: the nought is dialled inside the country only.
        digits = "0" + abroad.removeprefix("44").removeprefix("0")
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        raise BadValueError(f"this is not a phone number: {quoted(words)}", _HELP)
    return digits


def national(digits: str) -> str:
    """Digits in the national spacing: `01632 960110`, `07700 900321`, `0808 157 0123`."""
    parts, rest = [], digits
    for size in _groups(digits):
        parts.append(rest[:size])
        rest = rest[size:]
    return " ".join(part for part in (*parts, rest) if part)


def is_drama(digits: str) -> bool:
    """Whether a number is reserved for drama, and so belongs to nobody."""
    return _DRAMA.fullmatch(digits) is not None


def fits_uk_form(digits: str) -> bool:
    """Whether digits can be a UK number (rule CON101): its length, and no made-up run."""
    if digits in _SHORT or re.fullmatch(r"116\d{3}", digits):
        return True
    if re.search(r"(\d)\1{5}", digits) or _has_ascending_run(digits):
        return False
    length = len(digits)
    if digits.startswith("01"):
        return length == 11 or (length == 10 and digits[:5] in _TEN_DIGIT_AREAS)
    if digits.startswith("0800"):
        return length in {8, 10, 11}
    return length == 11 and digits[:2] in {"02", "03", "05", "07", "08"}


def _has_ascending_run(digits: str) -> bool:
    return any(digits[start : start + 6] in _ASCENDING for start in range(len(digits) - 5))


def _groups(digits: str) -> tuple[int, ...]:
    if digits.startswith("116") and len(digits) == 6:
        return (3,)
    if digits.startswith("02"):
        return (3, 4)
    if digits.startswith("0800") and len(digits) < 11:
        return (4,)
    if digits.startswith(("03", "08", "011")) or re.match(r"01\d1", digits):
        return (4, 3)
    return (5,) if digits.startswith("0") else ()


def _digits(words: str) -> str:
    return "".join(letter for letter in words if letter in _ASCENDING)


def _is_like_a_number(words: str) -> bool:
    return _NUMBER.fullmatch(words) is not None and len(_digits(words)) >= _FEWEST_IN_A_LIST


def _not_a_number(words: str) -> BadValueError:
    numbers = [part for part in _JOIN.split(words) if part]
    if len(numbers) > 1 and all(_is_like_a_number(part) for part in numbers):
        return BadValueError(
            f"the value {quoted(words)} holds more than one number",
            "Give each number an entry of its own under 'phones'.",
            tuple(numbers),
            code="CON103",
        )
    pause = _PAUSE.fullmatch(words) if len(words) <= _LONGEST else None
    if pause and _NUMBER.fullmatch(pause["number"]):
        return BadValueError(
            f"the value {quoted(words)} holds a number and a code to dial after it",
            "Write the number alone; a conference id or passcode has its own field.",
            (pause["number"].strip(),),
            code="CON103",
        )
    return BadValueError(f"this is not a phone number: {quoted(words)}", _HELP)
