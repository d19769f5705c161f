"""Times of day and ranges of them, as authors write them and as readers see them."""

import re
from dataclasses import dataclass
from datetime import time

from ebulletin.values.errors import BadValueError, quoted

MIDDAY, MIDNIGHT = time(12), time(0)

_NAMED = {
    "midday": MIDDAY,
    "noon": MIDDAY,
    "12 midday": MIDDAY,
    "12 noon": MIDDAY,
    "midnight": MIDNIGHT,
    "12 midnight": MIDNIGHT,
}
_HELP = "Write am or pm, or the 24-hour clock, for example 5pm to 6:45pm or 17:00 to 18:45."
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST = 60  # beyond it a sentence has slipped into the field
_AROUND = re.compile(
    r"(?:(?:from|at|starts? at|between)\s+)?(?P<time>.*?\d.*?)"
    r"(?:\s+(?:onwards|start|sharp|prompt))?",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[-–—]\s*|\s+(?:to|until|till)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time of day in Europe/London, or a range of two; midnight may end a range.

    A range may end before it starts: at night, with the next day as the last (check DAT115).
    """

    start: time
    end: time | None = None

    @property
    def words(self) -> str:
        """`5pm`, `5pm to 6:45pm`, `midday`."""
        return f"{_said(self.start)} to {_said(self.end)}" if self.end else _said(self.start)


@dataclass(frozen=True, slots=True)
class _Clock:
    """One side of a range: hour and minute, and what tells morning from afternoon."""

    hour: int
    minute: int
    half: str | None
    is_24_hour: bool


def parse_time_span(text: str) -> TimeSpan:
    """Read `5pm`, `5:30pm`, `17:30`, `midday`, `midnight`, or two of them with `to` or a dash.

    If only the end has am or pm, the start takes the same one when that puts it before the
    end, otherwise the other one.

    Raises:
        BadValueError: Not a time, or no am or pm and not the 24-hour clock.
    """
    words = " ".join(text.split())
    sides = _DASH.split(words)
    if len(sides) > 2 or not all(sides):
        raise _unreadable(words)
    start, end = _clock(sides[0], words), _clock(sides[-1], words)
    if len(sides) == 1:
        return TimeSpan(_sure(start, words, _offers(start)))
    return _range(start, end, words)


def _range(start: _Clock, end: _Clock, words: str) -> TimeSpan:
    first_guess = _offers_of_range(start, end)
    ends = _sure(end, words, first_guess)
    starts = _start_before(start, ends, end.half) if end.half else None
    begins = starts if starts is not None else _sure(start, words, first_guess)
    return TimeSpan(begins, ends)


def _start_before(start: _Clock, end: time, half: str) -> time | None:
    """The start with the end's half of the day, or the other half; None if it says its own."""
    if start.half or _is_surely_24_hour(start):
        return None
    same = _time(start, half)
    if same < end:
        return same
    return _time(start, "am" if half == "pm" else "pm")


def _clock(side: str, words: str) -> _Clock:
    named = _NAMED.get(side.casefold())
    if named is not None:
        return _Clock(named.hour, 0, None, is_24_hour=True)
    match = _CLOCK.fullmatch(side)
    if match is None:
        raise _unreadable(words)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"].replace(".", "").casefold() if match["half"] else None
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        offers = ("midnight",) if side == words and (hour, minute) == (24, 0) else ()
        raise BadValueError(f"there is no such time as {quoted(side)}", _HELP, offers)
    is_24_hour = half is None and match["mark"] == ":" and len(match["hour"]) == 2
    return _Clock(hour, minute, half, is_24_hour)


def _is_surely_24_hour(clock: _Clock) -> bool:
    # 10:00 before "1pm" may be either; 13:00 and 00:30 may not.
    return clock.hour > 12 or clock.hour == 0


def _sure(clock: _Clock, words: str, offers: tuple[str, ...]) -> time:
    if clock.half:
        return _time(clock, clock.half)
    if clock.is_24_hour:
        return time(clock.hour, clock.minute)
    raise BadValueError(f"the time {quoted(words)} does not say am or pm", _HELP, offers)


def _time(clock: _Clock, half: str) -> time:
    return time(clock.hour % 12 + (12 if half == "pm" else 0), clock.minute)


def _offers(clock: _Clock) -> tuple[str, ...]:
    if clock.hour > 12 or clock.hour == 0:
        return (_said(time(clock.hour, clock.minute)),)
    return tuple(_said(_time(clock, half)) for half in ("am", "pm"))


def _offers_of_range(start: _Clock, end: _Clock) -> tuple[str, ...]:
    """Every reading in which the start comes before the end."""
    readings = [
        TimeSpan(begins, ends).words
        for begins in _readings(start)
        for ends in _readings(end)
        if begins < ends or ends == MIDNIGHT
    ]
    return tuple(dict.fromkeys(readings))


def _readings(clock: _Clock) -> list[time]:
    if clock.half:
        return [_time(clock, clock.half)]
    if clock.is_24_hour or _is_surely_24_hour(clock):
        return [time(clock.hour, clock.minute)]
    return [_time(clock, "am"), _time(clock, "pm")]


def _said(moment: time) -> str:
    if moment == MIDDAY:
        return "midday"
    if moment == MIDNIGHT:
        return "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def _unreadable(words: str) -> BadValueError:
    inside = _AROUND.fullmatch(words) if len(words) <= _LONGEST else None
    offers: tuple[str, ...] = ()
    if inside and inside["time"] != words:
        try:
            offers = (parse_time_span(inside["time"]).words,)
        except BadValueError:
            offers = ()
    return BadValueError(f"this is not a time: {quoted(words)}", _HELP, offers)
