"""Turns the shapes of authored files into tables of their fields."""

from collections.abc import Collection, Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ebulletin.values import fields as field_types
from ebulletin.values.choices import join_words
from ebulletin.values.words import OrWords
from value_tables import ANCHORS

# How a type is called in a table, by the validator that makes it what it is.
_NAMES: Mapping[int, str] = {
    id(get_args(getattr(field_types, alias))[1]): name
    for alias, name in {
        "Line": "line",
        "MarkdownText": "text",
        "Slug": "id",
        "ContactId": "id",
        "YesNo": "yes or no",
        "Number": "number",
        "DateField": "date",
        "WhenField": "when",
        "TimeField": "time",
        "MoneyField": "amount",
        "Url": "web address",
        "UrlOrUnknown": "web address",
        "Email": "e-mail address",
        "Phone": "phone number",
        "WhoField": "person",
        "ContactRefField": "contact",
        "TextsField": "line per variant",
    }.items()
}
_SPECIAL_WORDS: Mapping[int, str] = {id(get_args(field_types.UrlOrUnknown)[1]): "`unknown`"}


def described(
    shape: type[BaseModel],
    *,
    heading: str | None,
    without: Collection[str] = (),
    filled_in: Collection[str] = (),
) -> Iterator[str]:
    """Heading, summary and table of a shape.

    Args:
        heading: In Markdown, or None.
        without: Fields of which nothing is said.
        filled_in: Fields that the shape needs and the reader of files fills in.
    """
    if heading is not None:
        yield heading
    summary = " ".join((shape.__doc__ or "").split("\n\n")[0].split())
    if summary:
        yield summary
    rows = [
        _row(info.alias or name, info, is_needed=info.is_required() and name not in filled_in)
        for name, info in shape.model_fields.items()
        if name not in without
    ]
    if rows:
        head = ("| Field | Takes | What it is | Example |", "| --- | --- | --- | --- |")
        yield "\n".join((*head, *rows))


def title_of(shape: type[BaseModel]) -> str:
    """How a shape is called, as a heading: `A link`."""
    called: str = getattr(shape, "called", shape.__name__)
    return called[0].upper() + called[1:]


def inner_shapes(shapes: Collection[type]) -> list[type[BaseModel]]:
    """The shapes that stand inside others, each once, in the order in which they are met."""
    found: dict[type[BaseModel], None] = {}
    waiting = [shape for shape in shapes if issubclass(shape, BaseModel)]
    while waiting:
        for info in waiting.pop(0).model_fields.values():
            for inner in _shapes_in(_whole(info)):
                if inner not in found:
                    found[inner] = None
                    waiting.append(inner)
    return list(found)


def _row(name: str, info: FieldInfo, *, is_needed: bool) -> str:
    takes = _takes(_whole(info))
    if is_needed:
        takes += "; **needed**"
    elif isinstance(info.default, str) and info.default:
        takes += f"; default `{info.default}`"
    elif isinstance(info.default, bool):
        takes += f"; default `{'yes' if info.default else 'no'}`"
    elif isinstance(info.default, int):
        takes += f"; default {info.default}"
    example = f"`{_cell(str(info.examples[0]))}`" if info.examples else ""
    return f"| `{name}` | {takes} | {_cell(info.description or '')} | {example} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _whole(info: FieldInfo) -> Any:
    """The annotation of a field with what pydantic took off it."""
    if not info.metadata:
        return info.annotation
    return Annotated[(info.annotation, *info.metadata)]


def _takes(annotation: Any) -> str:
    """What may be written for an annotation, in words."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _takes_annotated(annotation)
    if origin in (Union, UnionType):
        parts = [_takes(each) for each in get_args(annotation) if each is not NoneType]
        return join_words(list(dict.fromkeys(parts)), "or")
    if origin is Literal:
        return join_words([f"`{word}`" for word in get_args(annotation)], "or")
    if origin is tuple:
        return f"list: {_takes(get_args(annotation)[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"map: {_takes(get_args(annotation)[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        title = title_of(annotation)
        return f"[{title[0].lower()}{title[1:]}](#{_anchor(title)})"
    if annotation is str:
        return "text"
    raise TypeError(f"the reference has no words for {annotation!r}")


def _takes_annotated(annotation: Any) -> str:
    inner, *marks = get_args(annotation)
    for mark in marks:
        if isinstance(mark, OrWords):
            words = [f"`{word}`" for word in mark.words]
            lines = ["any line"] if mark.takes_lines else []
            return join_words([_takes(mark.value_type), *words, *lines], "or")
        if id(mark) in _NAMES:
            name = _NAMES[id(mark)]
            link = f"[{name}](values.md#{ANCHORS[name]})"
            return join_words([link, *_special(mark)], "or")
    return _takes(inner)


def _special(mark: object) -> list[str]:
    return [_SPECIAL_WORDS[id(mark)]] if id(mark) in _SPECIAL_WORDS else []


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for each in get_args(annotation):
        if isinstance(each, OrWords):
            yield from _shapes_in(each.value_type)
        else:
            yield from _shapes_in(each)


def _anchor(title: str) -> str:
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -_")
    return kept.strip().replace(" ", "-")
