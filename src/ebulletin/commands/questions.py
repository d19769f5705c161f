"""The questions that `new item` asks of each kind, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ebulletin.values.errors import BadValueError


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its answer goes into the field of the same name.

    Attributes:
        field: Of the front matter; the flag is `--field` with hyphens.
        text: As it is asked.
        is_needed: An empty answer is asked again.
        default: Offered; taken with --yes.
        choices: Words of which one is needed.
        sort: `text`, `date`, `when`, `time`, `money`, `phone`, `email`, `url`, `id`, `number`, or
            `list` (of ids); decides how the answer is read and read back.
    """

    field: str
    text: str
    is_needed: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    sort: str = "text"

    @property
    def flag(self) -> str:
        """The option that answers it without a prompt."""
        return f"--{self.field.replace('_', '-')}"


_TITLE = Question("title", "Title (up to 65 characters)", is_needed=True)
_SUMMARY = Question("summary", "Summary in one line (up to 200 characters)")
_LEVEL = Question(
    "distribution", "Who may see it?", default="professional", choices=("public", "professional")
)
_AUDIENCE = Question("audience", "For which segments? (empty for all)", sort="list")
_CONTACTS = Question("contacts", "Whom to contact? (ids of contacts, with commas)", sort="list")

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "update": (
        _TITLE,
        _SUMMARY,
        Question(
            "type", "What sort?", default="news",
            choices=("news", "message", "reminder", "report", "thanks"),
        ),
        _LEVEL, _AUDIENCE, _CONTACTS,
    ),
    "event": (
        _TITLE,
        _SUMMARY,
        Question(
            "type", "What sort?", default="training",
            choices=(
                "training", "briefing", "seminar", "conference", "meeting", "drop-in",
                "community event",
            ),
        ),
        Question("date", "On which day?", is_needed=True, sort="date"),
        Question("time", "At what time? (such as 9:30am to 12:30pm)", sort="time"),
        Question(
            "mode", "How do people attend?", default="in person",
            choices=("in person", "online", "hybrid", "on demand", "at your setting"),
        ),
        Question("venue", "Where? (empty for an online event)"),
        Question("price", "What does it cost?", default="free", sort="money"),
        Question("booking_url", "Address of the booking page (empty if there is none)", sort="url"),
        Question(
            "booking_contact", "Or who takes bookings by e-mail? (id of a contact)", sort="id"
        ),
        _LEVEL, _AUDIENCE,
    ),
    "resource": (
        _TITLE,
        _SUMMARY,
        Question(
            "type", "What sort?", default="guidance",
            choices=(
                "statutory guidance", "guidance", "report", "review", "briefing", "podcast",
                "video", "tool", "leaflet", "form", "website", "newsletter", "e-learning",
                "survey", "consultation",
            ),
        ),
        Question("url", "Its address", sort="url"),
        Question("publisher", "Who publishes it?"),
        Question("published", "When was it published? (a day or a month)", sort="when"),
        Question("respond_by", "Replies by which day? (consultation or survey)", sort="date"),
        _LEVEL, _AUDIENCE,
    ),
    "qa": (
        _TITLE,
        _SUMMARY,
        Question("answered_by", "Who answers? (id of a contact, or a name)"),
        _LEVEL, _AUDIENCE,
    ),
    "priority": (
        _TITLE,
        Question("business_plan", "Which business plan? (its id in partnership.yaml)", sort="id"),
        Question("number", "Its number in the plan", is_needed=True, sort="number"),
        Question("aim", "Its aim in one line"),
        Question("rag", "How is it going?", default="green", choices=("red", "amber", "green")),
        _LEVEL,
    ),
    "contact": (
        Question(
            "type", "What is it?", default="person",
            choices=("person", "team", "service", "organisation"),
        ),
        Question("name", "Full name", is_needed=True),
        Question("short_name", "Short name (such as MASH)"),
        Question("role", "Role (for a person)"),
        Question("organisation", "Organisation"),
        Question("summary", "What to contact them about"),
        Question("phones", "Phone number", sort="phone"),
        Question("emails", "E-mail address", sort="email"),
        Question("hours", "Hours (such as Monday to Friday, 9am to 5pm)"),
        _LEVEL,
        Question("verified_on", "On which day was this checked with them?", sort="date"),
    ),
}  # fmt: skip

FOLDERS = {
    "update": "updates",
    "event": "events",
    "resource": "resources",
    "qa": "qa",
    "priority": "priorities",
    "contact": "contacts",
}

# Words in such brackets are found by the check TXT101, so none of them is ever printed unnoticed.
BODIES = {
    "update": "[Insert what has changed, whom it concerns, and what to do by when.]\n",
    "event": "[Insert what people will take away, and who it is for.]\n",
    "qa": "## [Insert the first question]\n[Insert its answer, then add the next question.]\n",
    "priority": "[Insert what has been done, and what comes next.]\n",
    "resource": "",
    "contact": "",
}


NOUNS = {
    "update": "an update",
    "event": "an event",
    "resource": "a resource",
    "qa": "questions and answers",
    "priority": "a priority",
    "contact": "a contact",
}


def in_words(error: "BadValueError") -> str:
    """What is wrong with an answer, and what to write, as two sentences."""
    return f"{error.message[:1].upper()}{error.message[1:]}. {error.help}"


def read_back(question: Question, answer: str) -> str:
    """An answer as it will be understood; a date with its weekday.

    Raises:
        BadValueError: It cannot be read as what the question asks for.
    """
    from ebulletin.values.dates import long_date, parse_date, parse_when
    from ebulletin.values.fields import Email, Number, Slug, UrlOrUnknown
    from ebulletin.values.money import parse_money
    from ebulletin.values.phones import national, parse_phone
    from ebulletin.values.times import parse_time_span

    def when(text: str) -> str:
        read = parse_when(text)
        return long_date(read.first) if read.is_day and read.first else read.words

    readers: dict[str, Callable[[str], str]] = {
        "date": lambda text: long_date(parse_date(text)),
        "when": when,
        "time": lambda text: parse_time_span(text).words,
        "money": lambda text: parse_money(text).words,
        "phone": lambda text: national(parse_phone(text)),
        "url": lambda text: _as_field(UrlOrUnknown, text),
        "email": lambda text: _as_field(Email, text),
        "id": lambda text: _as_field(Slug, text),
        "number": lambda text: _as_field(Number, text),
        "list": lambda text: ", ".join(_as_field(Slug, part) for part in parts_of(text)),
    }
    reader = readers.get(question.sort)
    return reader(answer) if reader else answer


def parts_of(answer: str) -> list[str]:
    """The parts of an answer that names several, with commas or semicolons between them."""
    return [part.strip() for part in answer.replace(";", ",").split(",") if part.strip()]


def _as_field(field: Any, text: str) -> str:
    """Read a text as the field of an item would be."""
    from pydantic import TypeAdapter, ValidationError

    from ebulletin.values.errors import BadValueError

    try:
        return str(TypeAdapter(field).validate_python(text))
    except ValidationError as error:
        context = error.errors()[0]["ctx"]
        raise BadValueError(str(context["message"]), str(context["help"])) from None
