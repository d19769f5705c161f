"""A list, written and read again, is the same list; a long one is never in memory as a whole."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ebulletin.press.importing import load_partnership
from ebulletin.recipients.cells import cleaned
from ebulletin.recipients.exporting import TOOLS, list_for_tool
from ebulletin.recipients.load import iter_recipients, load_list, read_list
from ebulletin.recipients.model import COLUMNS, Recipient
from ebulletin.recipients.writing import held_as_csv, list_as_csv
from recipient_sheets import GIVEN, SEGMENTS, bare_xlsx, rules, text_cell
from repository import ROOT

PARTNERSHIP = load_partnership(ROOT)


def read_back(text: str) -> str:
    """The words as a cell of a list holds them, without what nobody sees."""
    return cleaned(cleaned(text)[0])[0]


DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))
# What a person can type on one line: letters of any script, marks that CSV and formulas use.
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    | st.sampled_from(",;\"='@"),
    max_size=30,
).map(read_back)
PEOPLE = st.lists(
    st.builds(
        Recipient, email=st.integers(0, 10**6).map(lambda number: f"p{number}@s.example.org"),
        first_name=WORDS, last_name=WORDS, role=WORDS, organisation=WORDS,
        segments=st.sampled_from([("dsl",), ("schools",), ("schools", "dsl")]),
        variant=st.sampled_from(["professional", "public"]),
        address_type=st.sampled_from(["role mailbox", "named work"]),
        basis=st.sampled_from(["public task", "legitimate interests"]),
        basis_date=st.none() | DAYS, added=DAYS, confirmed=DAYS,
        source=WORDS.map(lambda text: text or "Form"), opted_out=st.none() | DAYS,
        bounced=st.none() | DAYS,
        extra=st.dictionaries(st.just("Notes"), WORDS.filter(bool)),
    ),
    max_size=5, unique_by=lambda each: each.email,
)  # fmt: skip
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def words_of(each: Recipient) -> tuple[str, ...]:
    return each.first_name, each.last_name, each.role, each.organisation


def without_rows(people: tuple[Recipient, ...] | list[Recipient]) -> list[Recipient]:
    return [replace(each, row=0) for each in people]


@settings(suppress_health_check=SLOW)
@given(PEOPLE)
def test_a_list_that_was_written_holds_the_same_people(
    tmp_path: Path, people: list[Recipient]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"".join(list_as_csv(people, ("Notes",))))

    once = read_list(path, rules(given={}))
    path.write_bytes(b"".join(list_as_csv(once.people, once.people.columns)))
    twice = read_list(path, rules(given={}))

    assert without_rows(once.people.recipients) == people
    assert without_rows(twice.people.recipients) == people
    assert once.held == twice.held == ()


@settings(suppress_health_check=SLOW)
@given(PEOPLE, st.sampled_from(sorted(TOOLS)))
def test_an_export_for_a_tool_is_read_again_as_the_same_people(
    tmp_path: Path, people: list[Recipient], tool: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(list_for_tool(TOOLS[tool], people))

    again = read_list(path, rules())

    assert [each.email for each in again.people] == [each.email for each in people]
    # listmonk has one name, and the rest in a cell of JSON.
    if not TOOLS[tool].is_listmonk:
        assert list(map(words_of, again.people)) == list(map(words_of, people))


@settings(suppress_health_check=SLOW)
@given(PEOPLE)
def test_no_cell_of_a_written_list_begins_as_a_formula(
    tmp_path: Path, people: list[Recipient]
) -> None:
    import csv

    path = tmp_path / "list.csv"
    path.write_bytes(b"".join(list_as_csv(people, ("Notes",))))

    with path.open(encoding="utf-8-sig", newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]

    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


def test_rows_that_were_held_back_can_be_mended_and_imported(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    asked = rules(mapping={"Where": "email", "Who": "first_name"})
    sheet.write_text('Who,Where\nAnn,"ann@example,org"\nCem,cem@example.org\n', "utf-8")
    reading = read_list(sheet, asked)
    assert reading.columns is not None

    held = b"".join(held_as_csv(reading.held, reading.columns, GIVEN))
    mended = tmp_path / "mended.csv"
    mended.write_bytes(held.replace(b"ann@example,org", b"ann@example.org"))
    # Nothing is asked again: what was given stands in the file.
    again = read_list(mended, rules(given={}))

    assert [each.email for each in reading.people] == ["cem@example.org"]
    assert b"there is a comma in it" in held
    assert [(each.email, each.first_name) for each in again.people] == [("ann@example.org", "Ann")]
    assert (again.held, again.lacking) == ((), ())


def test_the_sample_is_sound() -> None:
    people, findings = load_list(ROOT / "recipients/sample.csv", PARTNERSHIP)

    assert findings == ()
    assert len(people) == 14
    assert people.recipients[0].value_of("district") == "Fenwold"
    assert people.columns == (*COLUMNS, "district")


def test_a_list_without_a_needed_column_has_nobody(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("email,segments\nann@example.org,dsl\n", encoding="utf-8")

    people, findings = load_list(path, PARTNERSHIP)

    assert len(people) == 0
    assert [(each.code, each.severity) for each in findings] == [("REC107", "error")]


def test_recipients_can_be_taken_one_by_one() -> None:
    whole, _ = load_list(ROOT / "recipients/sample.csv", PARTNERSHIP)

    assert tuple(iter_recipients(ROOT / "recipients/sample.csv", PARTNERSHIP)) == whole.recipients


def test_addresses_are_shown_only_where_somebody_asks(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("email\nann hollis@example.org\n", encoding="utf-8")

    silent = read_list(path, rules()).findings[0].message
    asked = read_list(path, rules(shows_addresses=True)).findings[0].message

    assert "hollis@" not in silent
    assert "@example.org" in silent
    assert "ann hollis@example.org" in asked


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("email\n" + "".join(f"p{n}@example.org\n" for n in range(3000)), "utf-8")

    def write_on(_rows: int) -> None:
        with path.open("a", encoding="utf-8") as opened:
            opened.write("one.more@example.org\n")

    reading = read_list(path, rules(), tell=write_on)

    assert len(reading.people) == 0
    assert "changed while it was being read" in reading.findings[0].message


def test_memory_stays_bounded_whatever_a_workbook_says(tmp_path: Path) -> None:
    # A million empty rows; a cell in the last row and column.
    people = f'<row r="1">{text_cell("A1", "email")}</row>'
    people += f'<row r="2">{text_cell("A2", "ann@example.org")}</row>'
    empty = "".join(f'<row r="{at}"/>' for at in range(3, 1_048_577))
    (tmp_path / "empty.xlsx").write_bytes(bare_xlsx(people + empty))
    far = f'<row r="1048576">{text_cell("XFD1048576", " ")}</row>'
    (tmp_path / "far.xlsx").write_bytes(bare_xlsx(people + far))
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))\n"
        "from ebulletin.recipients.load import read_list\n"
        "from ebulletin.recipients.rules import ListRules\n"
        f"rules = ListRules({SEGMENTS!r}, given={GIVEN!r})\n"
        "for name in sys.argv[1:]:\n"
        "    reading = read_list(Path(name), rules)\n"
        "    print(len(reading.people), [each.code for each in reading.findings])\n"
    )
    names = [str(tmp_path / name) for name in ("empty.xlsx", "far.xlsx")]

    done = subprocess.run(
        [sys.executable, "-c", script, *names], check=True, capture_output=True, text=True
    )

    assert done.stdout.splitlines() == ["1 []", "0 ['REC101']"]
