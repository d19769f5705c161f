"""Prints branch coverage by room, from the JSON report of coverage on standard input.

python -m coverage json -q -o - | python tests/tools/coverage_by_room.py
"""

import json
import sys
from collections import Counter
from pathlib import PurePath
from typing import Any


def by_room(report: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """For each room of the engine, how many lines and branches tests took, and how many it has."""
    taken: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for file, facts in report["files"].items():
        parts = PurePath(file.replace("\\", "/")).parts
        inside = parts[parts.index("ebulletin") + 1 :]
        room = inside[0] if len(inside) > 1 else "(one-file rooms)"
        counted = facts["summary"]
        taken[room] += counted["covered_lines"] + counted.get("covered_branches", 0)
        there[room] += counted["num_statements"] + counted.get("num_branches", 0)
    return {room: (taken[room], there[room]) for room in sorted(there)}


def main() -> None:
    """Read the report and print a line per room."""
    rooms = by_room(json.load(sys.stdin))
    for room, (taken, there) in rooms.items():
        print(f"{room:<20} {100 * taken / max(there, 1):5.1f} %  of {there:,} lines and branches")
    taken, there = (sum(each[index] for each in rooms.values()) for index in (0, 1))
    print(f"{'all':<20} {100 * taken / max(there, 1):5.1f} %  of {there:,} lines and branches")


if __name__ == "__main__":
    main()
