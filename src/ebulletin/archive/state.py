"""What the last building of the archive made: so that only what has changed is made again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from ebulletin.archive.model import EditionFacts, ItemFacts

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class State:
    """The last building.

    Attributes:
        engine: What the pages were made with; another one makes all of them anew.
        facts: Of each page of an edition, by the key of its data.
        files: Key and size in bytes of each file, by its path in the archive.
    """

    engine: str = ""
    facts: Mapping[str, EditionFacts] = field(default_factory=dict)
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def read_state(path: Path) -> State:
    """The last state; an empty one where there is none that can be read: then all is made anew."""
    try:
        found = json.loads(path.read_bytes())
        if found["format"] != _FORMAT:
            return State()
        return State(
            found["engine"],
            {each["data"]: _facts(each) for each in found["facts"]},
            {name: (key, size) for name, (key, size) in found["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return State()


def write_state(path: Path, state: State) -> None:
    """Keep a state, in the place of the last one."""
    plain = {
        "format": _FORMAT,
        "engine": state.engine,
        "facts": [{**asdict(each), "date": each.date.isoformat()} for each in state.facts.values()],
        "files": state.files,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _facts(found: dict[str, object]) -> EditionFacts:
    items = found.pop("items")
    day = date.fromisoformat(str(found.pop("date")))
    ways = found.pop("ways")
    assert isinstance(items, list)
    assert isinstance(ways, list)
    return EditionFacts(
        **found,  # type: ignore[arg-type] # written from the same fields
        date=day,
        items=tuple(ItemFacts(**each) for each in items),
        ways=tuple(ways),
    )
