"""The shape of an export, and of a mailing tool: its tags, its code and its limits, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Part = Literal["the e-mail", "the plain text", "the subject", "the preheader", "the document"]
Pictures = Literal["zip", "flat zip", "hosted", "inside", "none"]
"""How a tool gets pictures: in a ZIP beside the HTML or in one flat folder with it, from the web,
inside the message, or not at all."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a tool reads as code wherever it stands.

    Attributes:
        pattern: A regular expression for it, linear in the text.
        called: In words, such as `square brackets`.
        is_ours_too: It also stands in markup that the product writes and the tool leaves alone
            (conditional comments, styles), so that only text and attributes are looked at.
    """

    pattern: str
    called: str
    is_ours_too: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a tool in the documentation, and how it is known.

    Attributes:
        known: `parser` (checked against an independent reading of the tool's public grammar),
            `syntax` (only that tags are well formed and known), or `account` (only a real account
            can confirm it).
    """

    words: str
    known: Literal["parser", "syntax", "account"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A mailing tool as a table.

    In the tag patterns `{name}` is the tool's name of a field and `{fallback}` the words for a
    reader without a value.

    Attributes:
        id: What stands behind `--for`.
        field_names: Neutral name of a field to the tool's; others follow `case` where
            `takes_own_fields`.
        case: How the tool's names are written: `UPPER`, `lower`, `Title` or `words`.
        longest_name: Characters that a field's name may have; 0 for no limit.
        own_field: How the name of a field of the partnership's own is written.
        with_fallback: Tag of a field with fallback words; None where the tool has no fallback.
        without_fallback: Tag of a field without.
        not_in_fallback: Characters that would end the tag.
        unsubscribe: What stands as the address of the reader's way out, in HTML.
        unsubscribe_in_text: The same in plain text.
        is_unsubscribe_required: The tool does not send without it.
        preferences: Address of the reader's own settings, or empty.
        comment: How a comment is written where the tool drops plain ones, on which Outlook's layout
            rests; `{comment}` is the comment, without grave accents in it.
        footer: Tags that stand as words at the end of the footer, such as a postal address.
        codes: What its own text would be read as.
        spares_brackets: In plain text, square brackets become round ones (no other way is known).
        pictures: How it gets them.
        can_attach: Its messages can carry files.
        most_bytes: Of the HTML; 0 for none known.
        subject_takes_fields: Tags work in the subject.
        steps: What a person does in the tool, one sentence each; `{html}`, `{text}` and `{zip}` are
            names of files, `{subject}` and `{preheader}` their words.
        facts: What was verified, and what only a real account can confirm.
    """

    id: str
    name: str
    field_names: Mapping[str, str]
    without_fallback: str
    with_fallback: str | None = None
    case: Literal["UPPER", "lower", "Title", "words"] = "lower"
    longest_name: int = 0
    own_field: str = "{name}"
    not_in_fallback: str = ""
    unsubscribe: str = ""
    unsubscribe_in_text: str = ""
    is_unsubscribe_required: bool = False
    preferences: str = ""
    comment: str = ""
    footer: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    spares_brackets: bool = False
    pictures: Pictures = "hosted"
    can_attach: bool = False
    most_bytes: int = 0
    subject_takes_fields: bool = True
    steps: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What an export cannot take as it is written.

    Attributes:
        words: The author's own words that it is about; empty where it is about the whole.
        code: Of the rule: MRG105 for words that are read as code, MRG106 for the rest.
        message: What is wrong.
        help: What to do.
    """

    part: Part
    words: str
    message: str
    help: str
    code: Literal["MRG105", "MRG106"] = "MRG106"


@dataclass(frozen=True, slots=True)
class FieldInTool:
    """A merge field that has to exist in the tool before a message is sent.

    Attributes:
        name: Neutral, such as `first_name`.
        in_tool: The tool's name of it.
        fallback: Words for a reader without a value; empty where there are none.
    """

    name: str
    in_tool: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export gives.

    Attributes:
        files: Bytes by path inside the export's folder, with `/`.
        fields: To create in the tool first.
        notes: What a person should know, one sentence each.
        clashes: What could not be exported; where there is one, nothing is to be written.
    """

    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    fields: tuple[FieldInTool, ...] = ()
    notes: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
