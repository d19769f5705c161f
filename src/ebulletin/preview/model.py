"""The shapes that the preview sends to its page; each becomes one JSON object, field by field."""

from dataclasses import dataclass, field
from typing import Literal

Form = Literal["email", "text", "web", "print"]
FORMS: tuple[Form, ...] = ("email", "text", "web", "print")
Dark = Literal["no", "asked", "partly", "fully"]
DARKS: tuple[Dark, ...] = ("no", "asked", "partly", "fully")


@dataclass(frozen=True, slots=True)
class Selection:
    """What one page is looking at.

    Attributes:
        bulletin: Its slug.
        variant: Its name; the first one where empty.
        dark: By day, or one of the three ways in which mail readers make an e-mail dark.
        is_outlook: As Outlook for Windows lays an e-mail out.
        has_pictures: False where a mail reader holds pictures back.
    """

    bulletin: str
    variant: str = ""
    form: Form = "email"
    dark: Dark = "no"
    is_outlook: bool = False
    has_pictures: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """Why what is on disk now cannot be shown: a sentence, and where to mend it.

    Attributes:
        path: Empty where no file can be named.
    """

    message: str
    help: str = ""
    path: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class InboxRow:
    """What an inbox list shows; merge fields in their neutral form."""

    sender: str
    subject: str
    preheader: str


@dataclass(frozen=True, slots=True)
class View:
    """One variant in one form, as it is to be painted at once.

    Attributes:
        html: A whole document, or None where there is a fault and nothing was ever shown.
        text: The plain text, for that form alone.
        faults: What is wrong on disk now; `html` is then the last that was good.
        draft: The words of the draft mark, or empty for an approved bulletin.
        size_in_bytes: Of the HTML as it was rendered, before the preview put anything into it.
        has_cut: Gmail would cut it; a comment `cut` stands at that point.
        shows_remote: It names pictures on another host.
    """

    selection: Selection
    variants: tuple[str, ...] = ()
    html: str | None = None
    text: str | None = None
    faults: tuple[Fault, ...] = ()
    inbox: InboxRow | None = None
    draft: str = ""
    size_in_bytes: int = 0
    has_cut: bool = False
    shows_remote: bool = False


# --- The list of bulletins ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """A bulletin in the list.

    Attributes:
        day: ISO 8601, or empty; the list is sorted by it, the newest first.
        items: Titles of the items that it names, for searching.
        is_readable: False where its file cannot be read.
    """

    slug: str
    title: str
    day: str
    day_words: str
    variants: tuple[str, ...]
    items: tuple[str, ...]
    is_draft: bool = False
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class SampleReader:
    """A row of recipients/sample.csv: what merge fields are filled with."""

    name: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """The workspace: its bulletins, newest first, and the people to read as.

    Attributes:
        titles: What each item is called, by its id.
    """

    name: str
    bulletins: tuple[Listed, ...]
    people: tuple[SampleReader, ...]
    titles: dict[str, str] = field(default_factory=dict)


# --- Panels ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding.

    Attributes:
        words: The line of the file at that place, to find it in the page again.
        fix: The command that mends it, or empty.
    """

    code: str
    severity: str
    message: str
    help: str
    path: str
    line: int
    column: int
    variant: str
    words: str
    fix: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one file; `item` is empty for a file that is no item."""

    path: str
    item: str
    title: str
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link of the e-mail.

    Attributes:
        number: Its place among all links of the document, from 0.
        kind: In words: `web`, `phone`, `e-mail`, `in this e-mail`, `file`, `leave the list`,
            `read online`.
        repeats: How often its target stands in the e-mail, where more than once.
        other_targets: Another link has the same words and leads elsewhere.
        size_in_bytes: Of the file that it leads to, where that is one of ours.
    """

    number: int
    words: str
    target: str
    item: str
    kind: str
    repeats: int = 1
    other_targets: bool = False
    size_in_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture.

    Attributes:
        consent: In words: when the people in it agreed, or that none can be recognised.
        needs_consent: People can be recognised, and no day of consent is given.
    """

    name: str
    alt: str
    is_decorative: bool
    size_in_bytes: int
    width: int
    height: int
    item: str
    consent: str = ""
    needs_consent: bool = False


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact of which this variant prints a way to reach it.

    Attributes:
        verified: Since when its details are known to be right, in words, or empty.
        is_stale: Longer ago than `limits.verify_months` allows, counted from the bulletin's date.
        details: What is printed of it.
    """

    id: str
    name: str
    path: str
    verified: str
    is_stale: bool
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What one item takes of the HTML, and its words."""

    item: str
    title: str
    size_in_bytes: int
    words: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """The final bytes of what is sent; `cut` is where Gmail cuts the HTML."""

    html: int
    text: int
    pictures: int
    attachments: int
    cut: int
    near: int
    words: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ShownHeading:
    """A heading; `is_skip` where it stands more than one level below the one before."""

    number: int
    level: int
    words: str
    item: str
    is_skip: bool = False


@dataclass(frozen=True, slots=True)
class ShownAge:
    """The age at which a text can be read without effort (Flesch-Kincaid grade plus 5)."""

    item: str
    title: str
    age: int
    words: int


@dataclass(frozen=True, slots=True)
class ReadingAges:
    """The reading age of the whole and of each longer text, the hardest first."""

    whole: int
    aim: int
    texts: tuple[ShownAge, ...]


@dataclass(frozen=True, slots=True)
class Sees:
    """One item and, for each variant in order, why it is left out; empty where it prints."""

    item: str
    title: str
    path: str
    readers: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readers:
    """Who sees what."""

    variants: tuple[str, ...]
    levels: tuple[str, ...]
    rows: tuple[Sees, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A feature that a mail program leaves out; `instead` is empty where only looks suffer."""

    feature: str
    instead: str
    tested: str


@dataclass(frozen=True, slots=True)
class Client:
    """A mail program, its share of the readers in per cent, and what it leaves out."""

    name: str
    share: int
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """The mail programs of the readers, and where their shares come from."""

    note: str = ""
    clients: tuple[Client, ...] = ()


@dataclass(frozen=True, slots=True)
class Panels:
    """Everything beside the page, for one variant.

    Attributes:
        approval: Who approved these very bytes, and when, in words; empty where nobody did.
        mark: The words of the draft mark; empty where it is approved.
        fault: Why there is nothing, where the bulletin cannot be finished.
        files: Where each item is written, by its id.
    """

    selection: Selection
    fault: str = ""
    approval: str = ""
    mark: str = ""
    findings: tuple[FindingGroup, ...] = ()
    ignored: int = 0
    links: tuple[ShownLink, ...] = ()
    pictures: tuple[ShownPicture, ...] = ()
    contacts: tuple[ShownContact, ...] = ()
    sizes: Sizes | None = None
    support: Support = Support()
    headings: tuple[ShownHeading, ...] = ()
    ages: ReadingAges | None = None
    readers: Readers | None = None
    files: dict[str, str] = field(default_factory=dict)


# --- Comparing ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words: in both, only `before` or only `after`."""

    is_in: Literal["both", "before", "after"]
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two outputs.

    Attributes:
        fault: Why they cannot be compared, in a sentence.
        paragraphs: Those that differ, each as stretches.
    """

    before: str
    after: str
    fault: str = ""
    paragraphs: tuple[tuple[Stretch, ...], ...] = ()
    links_gone: tuple[str, ...] = ()
    links_new: tuple[str, ...] = ()
    bytes_before: int = 0
    bytes_after: int = 0
    words_before: int = 0
    words_after: int = 0
