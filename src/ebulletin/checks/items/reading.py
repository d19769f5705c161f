"""Rules that the readers of files keep themselves, entered so that each can be explained."""

from ebulletin.checks.rule import Stage, found_while_reading
from ebulletin.findings import Severity

found_while_reading(
    "ITM101", "unreadable-file", Severity.ERROR, Stage.FILE,
    finds="A file that is not UTF-8, front matter without its closing `---`, or fields that YAML "
    "cannot read. A value that needs quotation marks, or a comma that ends a value too early, is "
    "named as the likely cause.",
    why="Nothing of the file would be printed, and nobody might notice that it is gone.",
    bad="title: Neglect: the signs",
    good='title: "Neglect: the signs"',
    fix="auto", is_locked=True,
)  # fmt: skip

found_while_reading(
    "ITM102", "yaml-not-allowed", Severity.ERROR, Stage.FILE,
    finds="An anchor, an alias, a tag, a tab before the first word of a line, or a second document "
    "in one file.",
    why="Such marks change a value without a trace: a number or a date could differ from what "
    "stands there.",
    bad="phone: &main 01632 960110",
    good="summary: Tea & cake at 3pm",
    is_locked=True,
)  # fmt: skip

found_while_reading(
    "ITM103", "duplicate-key", Severity.ERROR, Stage.FILE,
    finds="The same field twice in one group. Both lines are given.",
    why="Only one of the two would be printed, and it might be the old one.",
    bad="two lines that begin with title:",
    good="title: in the item, and title: inside one of its attachments",
    is_locked=True,
)  # fmt: skip

found_while_reading(
    "ITM104", "unknown-field", Severity.ERROR, Stage.FILE,
    finds="A field that this kind of item, or this part of a bulletin, does not have. The nearest "
    "field is suggested; a comma that ends a value too early is named.",
    why="What stands in a misspelt field is never printed.",
    bad="tittle: Spring dates",
    good="title: Spring dates",
    fix="auto",
)  # fmt: skip

found_while_reading(
    "ITM106", "bad-value", Severity.ERROR, Stage.FILE,
    finds="A value that cannot be read as what the field holds: a date without a year, a time "
    "without am or pm, an address that is none.",
    why="A guess at a date or a number could be wrong, and readers would act on it.",
    bad="date: 14 November",
    good="date: 14 November 2026",
    fix="offer",
)  # fmt: skip

found_while_reading(
    "ITM107", "bad-choice", Severity.ERROR, Stage.FILE,
    finds="A word that is not among the words for its field. Capitals, spaces, hyphens and "
    "underscores do not count.",
    why="The item would not be shown, or not be kept back, as its author meant.",
    bad="status: redy",
    good="state: Save-the-date",
    fix="auto",
)  # fmt: skip

found_while_reading(
    "ITM108", "bad-id", Severity.ERROR, Stage.SET,
    finds="An id, or a file name that stands for it, with other letters than a to z, figures and "
    "single hyphens; or an id that two files use.",
    why="Bulletins and links name items by their id; it must name one, and only one.",
    bad="Desk Card.md",
    good="desk-card.md",
)  # fmt: skip

found_while_reading(
    "ITM110", "empty-field", Severity.HINT, Stage.FILE,
    finds="A field with no value, also one whose value became a comment, such as brand: #0B4F5C.",
    why="It does nothing, and somebody may think that it does.",
    bad="summary: with nothing after it",
    good="no line for the summary at all",
    fix="auto",
)  # fmt: skip

found_while_reading(
    "ITM111", "comment-cut", Severity.WARNING, Stage.FILE,
    finds="A title, name, summary, subject or preheader without quotation marks that is followed "
    "by a space and #: the rest is read as a comment.",
    why="The end of the line would not be printed.",
    bad="title: Level 3 # revised",
    good='title: "Level 3 # revised"',
    fix="auto",
)  # fmt: skip
