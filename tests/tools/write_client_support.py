"""Writes what mail programs support, from the data of caniemail.com, in the short form we carry.

The data set is the file `caniemail.json` of the npm package `caniemail`, which repackages
https://www.caniemail.com/ (MIT licence). Facts alone are taken: for each feature the result of the
newest version of each mail program, the date of the test, and the notes that qualify a result.

python tests/tools/write_client_support.py path/to/caniemail.json
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "src/ebulletin/audit/support/caniemail.json"
# Programs with results for fewer features tell little.
FEWEST = 200
NOTE = re.compile(r"#(\d+)")


def short_form(data: dict[str, Any]) -> dict[str, Any]:
    """The data set with one letter for each program: y, n, a (in part) or u (not known)."""
    counts: dict[tuple[str, str], int] = {}
    for feature in data["data"]:
        for family, platforms in feature["stats"].items():
            for platform in platforms:
                key = (family, platform)
                counts[key] = counts.get(key, 0) + 1
    clients = sorted(f"{a}.{b}" for (a, b), count in counts.items() if count >= FEWEST)
    return {
        "source": "https://www.caniemail.com/",
        "licence": "MIT, see caniemail-licence.txt",
        "date": data["last_update_date"][:10],
        "clients": clients,
        "features": {each["slug"]: feature_row(each, clients) for each in data["data"]},
    }


def feature_row(feature: dict[str, Any], clients: list[str]) -> dict[str, Any]:
    """One feature: title, date, a letter for each client, and the notes that are still cited."""
    letters, cited = [], {}
    for client in clients:
        family, _, platform = client.partition(".")
        versions = feature["stats"].get(family, {}).get(platform, {})
        # Listed from old to new.
        newest = list(versions.values())[-1] if versions else "u"
        letters.append(newest[0])
        numbers = [each for each in NOTE.findall(newest)
                   if each in (feature.get("notes_by_num") or {})]  # fmt: skip
        if numbers and newest[0] in "an":
            cited[client] = " ".join(plain(feature["notes_by_num"][each]) for each in numbers)
    year, month, day = feature["last_test_date"].split("-")
    row = {
        "title": " ".join(feature["title"].split()),
        "tested": f"{year}-{month:>02}-{day:>02}",
        "support": "".join(letters),
    }
    return row | ({"notes": cited} if cited else {})


def plain(note: str) -> str:
    """A note without the marks of Markdown."""
    linked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", note)
    return " ".join(linked.replace("`", "").split())


def main() -> int:
    """Read the file that is named, and write ours."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = short_form(data)
    features = rows.pop("features")
    head = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))[:-1]
    lines = [
        f"{json.dumps(slug)}:{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"
        for slug, row in sorted(features.items())
    ]
    # One feature on each line, so that a renewal can be read in a diff.
    text = head + ',"features":{\n' + ",\n".join(lines) + "\n}}\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(features)} features, {len(text):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
