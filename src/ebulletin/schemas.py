"""JSON Schemas of the authored files, with which an editor completes and checks fields."""

from typing import Any

from pydantic import BaseModel

from ebulletin.bulletins.model import Plan
from ebulletin.errors import EbulletinError
from ebulletin.items.model import KINDS, SHORTHANDS
from ebulletin.settings import Partnership
from ebulletin.values.choices import join_words

Schema = dict[str, Any]

# The edition of JSON Schema that editors' YAML extensions know best.
_EDITION = "http://json-schema.org/draft-07/schema#"
_ONE_SESSION = [{"required": ["sessions"]}, {"required": ["date"]}]


class UnknownKindError(EbulletinError):
    """There is no kind of item of that name."""

    exit_code = 2

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"There is no kind of item {kind!r}. The kinds are {join_words(tuple(KINDS), 'and')}."
        )


def item_schema(kind: str) -> Schema:
    """The schema of the front matter of one kind of item.

    What only a person or a check can judge, such as a field that another one makes needed, is left
    to `ebulletin check`.

    Raises:
        UnknownKindError: There is no such kind.
    """
    if kind not in KINDS:
        raise UnknownKindError(kind)
    schema = _schema(KINDS[kind], f"ebulletin: {kind}", without=("body",), optional=("id",))
    words = [kind, *(word for word, (meant, _) in SHORTHANDS.items() if meant == kind)]
    schema["properties"]["kind"] = {
        "enum": words,
        "description": schema["properties"]["kind"]["description"],
    }
    schema["required"] = ["kind", *schema.get("required", [])]
    if kind == "event":
        schema["anyOf"] = _ONE_SESSION
    return schema


def plan_schema() -> Schema:
    """The schema of a bulletin's file."""
    return _schema(Plan, "ebulletin: bulletin", without=("slug",))


def partnership_schema() -> Schema:
    """The schema of partnership.yaml."""
    return _schema(Partnership, "ebulletin: partnership.yaml")


def _schema(
    shape: type[BaseModel],
    title: str,
    without: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
) -> Schema:
    made = shape.model_json_schema()
    for name in without:
        del made["properties"][name]
    made["required"] = [
        name for name in made.get("required", []) if name not in (*without, *optional)
    ]
    made["title"] = title
    return {"$schema": _EDITION, **_tidy(made, keeps_title=True)}


def _tidy(schema: Schema, *, keeps_title: bool = False) -> Schema:
    """Without what says nothing to an author: made-up titles, and how a missing value is kept."""
    tidy: Schema = {}
    for key, value in schema.items():
        if key == "title" and not keeps_title:
            continue
        if key == "default" and not isinstance(value, str | int):
            continue
        if key == "description":
            # The first line of a docstring; the rest is for those who read the code.
            tidy[key] = str(value).split("\n")[0]
        elif key in ("properties", "$defs"):
            tidy[key] = {name: _tidy(inner) for name, inner in value.items()}
        elif key == "anyOf":
            tidy.update(_choices(value))
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            tidy[key] = _tidy(value)
        else:
            tidy[key] = value
    return tidy


def _choices(branches: list[Schema]) -> Schema:
    """The branches that an author can write; a single one stands for itself."""
    written = [_tidy(each) for each in branches if each != {"type": "null"}]
    return written[0] if len(written) == 1 else {"anyOf": written}
