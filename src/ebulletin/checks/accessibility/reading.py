"""What the rules about finished files share: the outputs they read, and a finding about one."""

from collections.abc import Iterator

from ebulletin.checks.outputs import Output, read_output
from ebulletin.checks.rule import CATALOGUE
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.findings import Finding, Place

THEME_HELP = "Remove the template in templates/ that does this, or mend it there."


def outputs_of(subject: BuiltSubject) -> Iterator[tuple[str, Output]]:
    """The HTML outputs, each with its name in messages."""
    if subject.email is not None:
        yield "the e-mail", read_output(subject.email)
    if subject.page is not None:
        yield "the web page", read_output(subject.page)


def found(
    code: str, subject: BuiltSubject, message: str, advice: str = THEME_HELP, *,
    place: Place | None = None,
) -> Finding:  # fmt: skip
    """A finding about an output; about the whole of it, unless a place is given."""
    return CATALOGUE[code].finding(
        place or subject.place, message, advice, variant=subject.variant.name
    )
