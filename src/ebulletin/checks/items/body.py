"""What an item's body may not hold, and what it may not lack."""

import re
from collections.abc import Iterator

from ebulletin.checks.fields import Reading, text_fields
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.authored import AuthoredHeading, BodyFault
from ebulletin.items.markdown import parse_body, questions_in, words_of
from ebulletin.source.quoting import quoted

_LEAST_WORDS = 3
_QUESTION_WORDS = ("who", "what", "when", "where", "why", "how", "can", "do", "is", "are", "should")
_LAST_MARK = re.compile(r"[.:;,!]?\s*\Z")


@rule(
    "ITM112", "body-markup", Severity.ERROR, Stage.FILE,
    finds="HTML, a heading with one # or with more than three, a picture or a footnote inside the "
    "text, a table of more than four columns, a list of more than two levels.",
    why="It would print as stray signs, or break the page on a phone.",
    bad="<u>New form</u>",
    good="**New form**",
    fix="auto",
)  # fmt: skip
def body_markup(subject: FileSubject) -> Iterator[Finding]:
    """ITM112: only the Markdown that every output can show."""
    source = subject.source
    for fault in parse_body(source.body).faults:
        yield _markup(fault, subject.in_body(fault.line, fault.column))
    for field in text_fields(source):
        if field.reading is Reading.MARKDOWN:
            for fault in parse_body(field.value).faults:
                yield _markup(fault, source.place_within(fault.line, fault.column, *field.loc))


def _markup(fault: BodyFault, place: Place) -> Finding:
    fix: tuple[Edit, ...] = ()
    if fault.replacement is not None:
        end = Place(place.path, place.line, place.column + len(fault.words))
        fix = (Edit(place, end, fault.replacement),)
    words = fault.words if fault.words.startswith("a ") else quoted(fault.words)
    return CATALOGUE["ITM112"].finding(place, f"{words} {fault.reason}", fault.help, fix=fix)


@rule(
    "ITM113", "empty-item", Severity.ERROR, Stage.FILE,
    finds="An update, qa or priority with fewer than three words in its body and nothing else to "
    "print, such as actions or quotes; a qa without a question and its answer.",
    why="Readers would find a heading with nothing under it.",
    bad="a qa file with an introduction only",
    good="an update that only holds actions; a resource without a body",
)  # fmt: skip
def empty_item(subject: FileSubject) -> Iterator[Finding]:
    """ITM113: an item says something."""
    item, source = subject.item, subject.source
    found = CATALOGUE["ITM113"].finding
    if isinstance(item, model.Qa):
        _, pairs = questions_in(parse_body(item.body))
        if not any(answer for _, answer in pairs):
            yield found(
                subject.in_body(pairs[0][0].line, 3) if pairs else source.place("kind"),
                "there is no question with its answer in this qa",
                "Write each question as a line that begins with ##, and its answer below it.",
            )
    elif isinstance(item, model.Update | model.Priority) and not item.has_parts:
        words = sum(len(block.words()) for block in prose_of(source) if not block.loc)
        if words < _LEAST_WORDS:
            told = "has no text" if not item.body.strip() else f"says only {quoted(item.body)}"
            yield found(
                source.place("kind"),
                f"{item.called} {told} and has nothing else to print",
                "Write its text below the second line of three hyphens.",
            )


@rule(
    "ITM114", "qa-shape", Severity.WARNING, Stage.FILE,
    finds="A ## heading in a qa that does not end with a question mark, or that has no answer.",
    why="A reader looks for questions, and an empty one leaves them where they were.",
    bad="## Who can refer",
    good="## Who can refer?",
    fix="auto",
)  # fmt: skip
def qa_shape(subject: FileSubject) -> Iterator[Finding]:
    """ITM114: in a qa each heading is a question, with its answer."""
    if not isinstance(subject.item, model.Qa):
        return
    _, pairs = questions_in(parse_body(subject.item.body))
    has_answers = any(answer for _, answer in pairs)
    headings = {
        block.place().line: block
        for block in prose_of(subject.source)
        if not block.loc and block.kind == "heading"
    }
    for question, answer in pairs:
        block = headings.get(subject.in_body(question.line).line)
        if block is not None and not block.text.rstrip().endswith("?"):
            yield _no_question(question, block)
        if has_answers and not answer:
            yield CATALOGUE["ITM114"].finding(
                subject.in_body(question.line, 3) if block is None else block.place(),
                f"the question {quoted(words_of(question.runs))} has no answer",
                "Write the answer below it, or take the question out.",
            )


def _no_question(question: AuthoredHeading, block: Block) -> Finding:
    words = block.text.split()
    fix: tuple[Edit, ...] = ()
    if words and words[0].casefold() in _QUESTION_WORDS:
        mark = _LAST_MARK.search(block.text)
        start = mark.start() if mark else len(block.text)
        fix = (block.edit(start, len(block.text), "?"),)
    return CATALOGUE["ITM114"].finding(
        block.place(),
        f"the heading {quoted(words_of(question.runs))} is no question",
        "Write it as a question that ends with ?, or use ### for a heading inside an answer.",
        fix=fix,
    )
