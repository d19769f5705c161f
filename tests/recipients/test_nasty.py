"""Spreadsheets as they really arrive: the right people, and every fault with its row and column."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ebulletin.recipients.load import Reading, read_list
from ebulletin.recipients.rules import ListRules
from recipient_sheets import (
    Grid,
    bare_xlsx,
    csv_bytes,
    domain_rules,
    ods_bytes,
    rules,
    text_cell,
    xls_bytes,
    xlsx_bytes,
    zip_bytes,
)

ANN, BOB, CEM = "ann@example.org", "bob@example.org", "cem@example.org"
NAMES = ("email", "first_name")
GRID: Grid = (NAMES, (ANN, "Ann"), (BOB, "Bob"))
PEOPLE = (ANN, BOB)

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Nasty:
    """A spreadsheet, and what is to come of it.

    Attributes:
        name: A sentence.
        write: Makes its bytes.
        people: Addresses, in order.
        places: Code, row and column of each finding, in order.
        ending: Of the file's name.
        more: Looks at one of the recipients in full.
        which: Of them it looks at.
    """

    name: str
    write: Callable[[], bytes]
    people: tuple[str, ...] = PEOPLE
    places: tuple[Place, ...] = ()
    ending: str = "csv"
    rules: ListRules = field(default_factory=rules)
    more: dict[str, Any] = field(default_factory=dict)
    which: int = 0


def text(words: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: words.encode(encoding)


def one(address: str) -> Callable[[], bytes]:
    """A sheet with one address, between quotation marks."""
    quoted = address.replace('"', '""')
    return text(f'email\n"{quoted}"\n')


def at(domain: str) -> str:
    """An address in a domain that no file may hold beside an @."""
    return f"ann@{domain}"


HELD = ("REC111", 2, 1)
MENDED = ("REC112", 2, 1)

ENCODINGS = (
    Nasty("UTF-8 without a mark", text("email,first_name\nann@example.org,Zoë\n"), (ANN,),
          more={"first_name": "Zoë"}),
    Nasty("UTF-8 with a mark", text("email,first_name\nann@example.org,Zoë\n", "utf-8-sig"),
          (ANN,), more={"first_name": "Zoë"}),
    Nasty("UTF-16 with a mark", text("email\tfirst_name\nann@example.org\tZoë\n", "utf-16"),
          (ANN,), (("REC105", 1, 1),), more={"first_name": "Zoë"}),
    Nasty("UTF-16, the other byte first",
          lambda: b"\xfe\xff" + "email,first_name\nann@example.org,Zoë\n".encode("utf-16-be"),
          (ANN,), (("REC105", 1, 1),), more={"first_name": "Zoë"}),
    Nasty("UTF-16 without a mark", text("email,first_name\nann@example.org,Zoë\n", "utf-16-le"),
          (ANN,), (("REC105", 1, 1),), more={"first_name": "Zoë"}),
    Nasty("Windows-1252", text("email,first_name\nann@example.org,Zoë O’Neill\n", "cp1252"),
          (ANN,), (("REC105", 1, 1),), more={"first_name": "Zoë O’Neill"}),
    Nasty("Windows-1252 only far down in a long file",
          lambda: b"email,first_name\n" + b"".join(
              b"p%d@example.org,Ann\n" % n for n in range(2000)) + "z@example.org,Zoë\n".encode(
                  "cp1252"),
          (*(f"p{n}@example.org" for n in range(2000)), "z@example.org"), (("REC105", 1, 1),)),
    Nasty("a byte that Windows-1252 does not have",
          lambda: b"email,first_name\nann@example.org,A\x81n\xe9\n", (ANN,), (("REC105", 1, 1),),
          more={"first_name": "A�né"}),
    Nasty("letters broken by a wrong encoding",
          text("email,first_name\nann@example.org,ZoÃ« Oâ€™Neill\n"), (ANN,),
          (("REC117", 2, 2),), more={"first_name": "Zoë O’Neill"}),
    Nasty("a mark in the middle, from two files put together",
          text('email,first_name\nann@example.org,Ann\n\ufeff"bob@example.org",Bob\n')),
    Nasty("two files put together, names and all",
          text("email,first_name\nann@example.org,Ann\n\ufeffemail,first_name\n"
               "bob@example.org,Bob\n"), PEOPLE, (("REC125", 3, 1),)),
    Nasty("NUL bytes in a cell", text("email,first_name\nann@example.org,A\x00nn\n"), (ANN,),
          (("REC117", 2, 2),), more={"first_name": "Ann"}),
    Nasty("NUL bytes behind the last line",
          text("email,first_name\nann@example.org,Ann\n" + "\x00" * 512), (ANN,)),
)  # fmt: skip

SHAPES = (
    Nasty("semicolons", lambda: csv_bytes(GRID, ";")),
    Nasty("tabs", lambda: csv_bytes(GRID, "\t")),
    Nasty("bars", lambda: csv_bytes(GRID, "|")),
    Nasty("a first line that names the separator", text(
        "sep=;\nemail;first_name\nann@example.org;Ann, the first\n"), (ANN,),
        more={"first_name": "Ann, the first"}),
    Nasty("carriage returns alone", lambda: csv_bytes(GRID, end="\r")),
    Nasty("carriage returns and line feeds", lambda: csv_bytes(GRID, end="\r\n")),
    Nasty("no line end after the last row", text("email\nann@example.org\nbob@example.org")),
    Nasty("a line break inside a cell",
          text('email,organisation\nann@example.org,"Fenwold\nPrimary"\nbob@example.org,x\n'),
          PEOPLE, (("REC117", 2, 2),), more={"organisation": "Fenwold Primary"}),
    Nasty("a quotation mark that is never closed",
          text('email,first_name\nann@example.org,"Ann\nbob@example.org,Bob\n'), (BOB,),
          (("REC121", 2, 1),)),
    Nasty("a quotation mark that is never closed, in a long file",
          lambda: b'email,first_name\nann@example.org,"Ann\n' + b"".join(
              b"p%d@example.org,Ann\n" % n for n in range(900)),
          tuple(f"p{n}@example.org" for n in range(900)), (("REC121", 2, 1),)),
    Nasty("rows swallowed between two quotation marks",
          text('email,first_name\nann@example.org,"Ann\nbob@example.org,"Bob\ncem@example.org,C\n'),
          (CEM,), (("REC121", 2, 1),)),
    Nasty("doubled quotation marks", text(
        'email,first_name\nann@example.org,"Ann ""Annie"" Hollis"\n'), (ANN,),
        more={"first_name": 'Ann "Annie" Hollis'}),
    Nasty("a row with a cell too many",
          text("email,first_name\nann@example.org,Hollis, Ann\nbob@example.org,Bob\n"), (BOB,),
          (("REC121", 2, 3),)),
    Nasty("rows with cells too few", text("first_name,email,role\nAnn,ann@example.org\n"), (ANN,)),
    Nasty("two thousand empty cells behind a row",
          text("email,first_name\nann@example.org,Ann" + "," * 2000 + "\n"), (ANN,)),
    Nasty("a row of commas", text("email,first_name\nann@example.org,Ann\n,\n,,,,\n"), (ANN,)),
    Nasty("a row of spaces", text("email,first_name\nann@example.org,Ann\n  ,\u00a0\n"), (ANN,)),
    Nasty("a title and empty rows above the names",
          text("Emails,\n,\n\nemail,first_name\nann@example.org,Ann\n"), (ANN,)),
    Nasty("the first person with no names above", text("ann@example.org,Ann\n"), (),
          (("REC102", 1, 1),)),
    Nasty("names and nobody", text("email,first_name\n"), ()),
    Nasty("an empty file", lambda: b"", (), (("REC101", 1, 1),)),
    Nasty("a file of empty lines", text("\n\n\n"), (), (("REC101", 1, 1),)),
    Nasty("a line without an end", lambda: b"email," + b"x" * 17_000_000, (),
          (("REC101", 1, 1),)),
    Nasty("a cell that starts as a guarded formula", text(
        "email,role\nann@example.org,'=1+1\n"), (ANN,), more={"role": "=1+1"}),
)  # fmt: skip

COLUMNS = (
    Nasty("two columns of one name", text(
        "email,email,first_name\nann@example.org,x@example.org,Ann\n"), (ANN,),
        (("REC103", 1, 2),), more={"extra": {"email (2)": "x@example.org"}}),
    Nasty("two columns of one meaning", text(
        "Work email,School email,first_name\nann@example.org,x@example.org,Ann\n"), (ANN,),
        (("REC103", 1, 2),), more={"extra": {"School email": "x@example.org"}}),
    Nasty("our own spelling wins over one further left", text(
        "Work email,email\nx@example.org,ann@example.org\n"), (ANN,), (("REC103", 1, 1),)),
    Nasty("a column without a name that holds words", text(
        "email,,first_name\nann@example.org,see notes,Ann\n"), (ANN,), (("REC103", 1, 2),),
        more={"extra": {"column B": "see notes"}}),
    Nasty("a column without a name that holds nothing", text(
        "email,,first_name\nann@example.org,,Ann\n"), (ANN,)),
    Nasty("names with spaces, capitals, marks and hidden characters", text(
        " E-Mail  ADDRESS ,\u200bFirst-Name*,SURNAME:\nann@example.org,Ann,Hollis\n"), (ANN,),
        more={"first_name": "Ann", "last_name": "Hollis"}),
    Nasty("an unknown column", text("email,Telephone\nann@example.org,01632 960001\n"), (ANN,),
          (("REC104", 1, 2),), more={"extra": {"Telephone": "01632 960001"}}),
    Nasty("an unknown column that texts may use", text("email,district\nann@example.org,Fen\n"),
          (ANN,), rules=rules(merge_fields=frozenset({"district"})),
          more={"extra": {"district": "Fen"}}),
    Nasty("zeros at the start of an unknown column", text("email,Code\nann@example.org,0042\n"),
          (ANN,), (("REC104", 1, 2),), more={"extra": {"Code": "0042"}}),
    Nasty("a column that --map names", text("Contact,Name\nann@example.org,Ann\n"), (ANN,),
          rules=rules(mapping={"contact": "email", "Name": "first_name"}),
          more={"first_name": "Ann"}),
    Nasty("a column that --map names by its letter", text("Who,Where\nAnn,ann@example.org\n"),
          (ANN,), (("REC104", 1, 1),), rules=rules(mapping={"B": "email"})),
    Nasty("a --map that names no column", text("email\nann@example.org\n"), (ANN,),
          (("REC103", 1, 1),), rules=rules(mapping={"Contacts": "role"})),
    Nasty("a sheet that lacks what a list needs", text("email\nann@example.org\n"), (ANN,),
          (("REC107", 1, 1),), rules=rules(given={})),
    Nasty("an empty cell where every row needs words", text(
        "email,source\nann@example.org,\nbob@example.org,Form\n"), (BOB,), (("REC119", 2, 2),),
        rules=rules(given={k: v for k, v in rules().given.items() if k != "source"})),
)  # fmt: skip

ADDRESSES = (
    Nasty("capital letters and spaces", one("  Ann@Example.ORG "), (ANN,), (MENDED,)),
    Nasty("a name in front of the address", one("Ann Hollis <ann@example.org>"), (ANN,),
          (MENDED,)),
    Nasty("mailto: in front of it", one("mailto:ann@example.org?subject=x"), (ANN,), (MENDED,)),
    Nasty("single quotes round it, as Outlook has them", one("'ann@example.org'"), (ANN,),
          (MENDED,)),
    Nasty("a full stop behind it", one("ann@example.org."), (ANN,), (MENDED,)),
    Nasty("a semicolon behind it", one("ann@example.org;"), (ANN,), (MENDED,)),
    Nasty("spaces round the marks", one("ann @ example . org"), (ANN,), (MENDED,)),
    Nasty("zero-width characters", one("an\u200bn@exam\u2060ple.org"), (ANN,), (MENDED,)),
    Nasty("a no-break space", one("\u00a0ann@example.org\u00a0"), (ANN,), (MENDED,)),
    Nasty("marks that turn the direction of writing", one("\u202eann@example.org\u202c"), (ANN,),
          (MENDED,)),
    Nasty("an @ of double width", one("ann＠example.org"), (ANN,), (MENDED,)),
    Nasty("an internationalised domain", one("ann@münster.example.org"),
          ("ann@xn--mnster-3ya.example.org",), (MENDED,)),
    Nasty("the same domain in both its forms", text(
        "email\nann@münster.example.org\nann@xn--mnster-3ya.example.org\n"),
        ("ann@xn--mnster-3ya.example.org",), (("REC112", 2, 1), ("REC122", 2, 1))),
    Nasty("a plus tag", one("ann+lists@example.org"), ("ann+lists@example.org",)),
    Nasty("an apostrophe in the name", one("ann.o'hollis@example.org"),
          ("ann.o'hollis@example.org",)),
    Nasty("two addresses in a cell", one("ann@example.org; bob@example.org"), (),
          (("REC113", 2, 1),)),
    Nasty("two addresses on two lines of a cell", one("ann@example.org\nbob@example.org"), (),
          (("REC113", 2, 1),)),
    Nasty("a header smuggled in behind a line break", one("ann@example.org\r\nBcc: b@example.org"),
          (), (("REC113", 2, 1),)),
    Nasty("quotation marks in the name", one('"ann hollis"@example.org'), (), (HELD,)),
    Nasty("a remark in brackets", one("ann(work)@example.org"), (), (HELD,)),
    Nasty("two full stops", one("ann..hollis@example.org"), (), (HELD,)),
    Nasty("a space in the name", one("ann hollis@example.org"), (), (HELD,)),
    Nasty("a comma for a full stop", one("ann@example,org"), (), (HELD,)),
    Nasty("no @", one("ann.example.org"), (), (HELD,)),
    Nasty("nothing behind the @", one("ann@"), (), (HELD,)),
    Nasty("letters outside ASCII in front of the @", one("zoë@example.org"), (), (HELD,)),
    Nasty("an address of numbers", one("ann@[127.0.0.1]"), (), (HELD,)),
    Nasty("a name of 65 characters", one("a" * 65 + "@example.org"), (), (HELD,)),
    Nasty("an address of 300 characters", one("ann@" + "a." * 140 + "example.org"), (), (HELD,)),
    Nasty("an address of 5,000 characters", one("a" * 5_000 + "@example.org"), (), (HELD,)),
    Nasty("an X.500 name out of Exchange", one("/o=Fenwold/ou=Staff/cn=ann"), (), (HELD,)),
    Nasty("letters of two alphabets", one(at("exаmple.org")), (), (("REC114", 2, 1),)),
    Nasty("a slip in a provider's name", one(at("gmial.com")), (), (("REC114", 2, 1),)),
    Nasty("a slip in the ending of a public service", one(at("fenwold.sch.u")), (),
          (("REC114", 2, 1),)),
    Nasty("a slip in our own domain", one(at("esscp.exmaple.org")), (), (("REC114", 2, 1),),
          rules=domain_rules(ours=("esscp.example.org",))),
    Nasty("a domain that is not allowed", text(
        "email,variant\nann@example.com,professional\nbob@example.com,public\n"),
        ("bob@example.com",), (("REC115", 2, 1),), rules=domain_rules(allowed=("example.org",))),
    Nasty("a retired domain", one("ann@old.example.org"), ("ann@old.example.org",),
          (("REC116", 2, 1),), rules=domain_rules(retired={"old.example.org": "example.org"})),
    Nasty("a private mailbox in a professional row", one(at("gmail.com")), (at("gmail.com"),),
          (("REC124", 2, 1),), more={"address_type": "personal"}),
    Nasty("an office's mailbox", one("office@example.org"), ("office@example.org",),
          more={"address_type": "role mailbox"}),
    Nasty("words and no address", text("email,first_name\n,Ann\nbob@example.org,Bob\n"), (BOB,),
          (("REC110", 2, 1),)),
    Nasty("one address three times in three spellings", text(
        "email\nann@example.org\nANN@example.org\nann@EXAMPLE.org\n"), (ANN,),
        (("REC122", 2, 1), ("REC112", 3, 1), ("REC112", 4, 1))),
    Nasty("one address for two people", text(
        "email,first_name\nann@example.org,Ann\nann@example.org,Jory\n"), (ANN,),
        (("REC123", 2, 1),)),
)  # fmt: skip

CELLS = (
    Nasty("a cell of 5,000 characters", text(
        f"email,role\nann@example.org,{'x' * 5000}\nbob@example.org,Bob\n"), (BOB,),
        (("REC118", 2, 2),)),
    Nasty("an address in another column", text("email,segments\nann@example.org,bob@example.org\n"),
          (), (("REC118", 2, 2),)),
    Nasty("an unknown segment", text("email,segments\nann@example.org,dls\nbob@example.org,dsl\n"),
          (BOB,), (("REC118", 2, 2),)),
    Nasty("segments by name, in several ways", text(
        'email,segments\nann@example.org,"Designated Safeguarding Leads; SCHOOLS"\n'), (ANN,),
        more={"segments": ("dsl", "schools")}),
    Nasty("segments with bars", text("email,segments\nann@example.org,dsl|schools\n"), (ANN,),
          more={"segments": ("dsl", "schools")}),
    Nasty("a word that is no choice", text("email,variant\nann@example.org,proffessional\n"), (),
          (("REC118", 2, 2),)),
    Nasty("a choice in other letters", text("email,basis\nann@example.org,PUBLIC_TASK\n"), (ANN,),
          more={"basis": "public task"}),
    Nasty("consent without its day", text("email,basis\nann@example.org,consent\n"), (),
          (("REC119", 2, 2),)),
    Nasty("a day that the month does not have", text(
        "email,confirmed\nann@example.org,31/02/2026\n"), (), (("REC118", 2, 2),)),
    Nasty("a day in American order", text("email,confirmed\nann@example.org,09/30/2026\n"), (),
          (("REC118", 2, 2),)),
    Nasty("a day of another age", text("email,confirmed\nann@example.org,2026-09-02\n"
          "bob@example.org,1026-09-02\n"), (ANN,), (("REC118", 3, 2),)),
    Nasty("days in British, long and international writing", text(
        "email,added,confirmed,basis_date\n"
        "ann@example.org,2 September 2026,02/09/2026,2026-09-02\n"),
        (ANN,), more={"added": date(2026, 9, 2), "confirmed": date(2026, 9, 2)}),
    Nasty("a year of two figures", text("email,confirmed\nann@example.org,02/09/26\n"), (ANN,),
          (("REC120", 2, 2),), more={"confirmed": date(2026, 9, 2)}),
    Nasty("a day with a time", text("email,added\nann@example.org,2026-01-02T13:45:00Z\n"), (ANN,),
          more={"added": date(2026, 1, 2)}),
    Nasty("a day as a number", text("email,confirmed\nann@example.org,46267\n"), (ANN,),
          (("REC120", 2, 2),), more={"confirmed": date(2026, 9, 2)}),
    Nasty("an opt-out that is a mere yes", text("email,Unsubscribed\nann@example.org,Yes\n"),
          (ANN,), (("REC120", 2, 2),), more={"opted_out": date(2026, 11, 24)}),
    Nasty("an opt-out that is a no", text("email,Unsubscribed\nann@example.org,No\n"), (ANN,),
          more={"opted_out": None}),
    Nasty("an opt-out in words that nobody can read", text(
        "email,opted_out\nann@example.org,asked on the phone\n"), (ANN,), (("REC120", 2, 2),),
        more={"opted_out": date(2026, 11, 24)}),
    Nasty("right-to-left and zero-width characters in a name", text(
        "email,first_name\nann@example.org,\u200fA\u200bnn\u202c\n"), (ANN,), (("REC117", 2, 2),),
        more={"first_name": "Ann"}),
    Nasty("a name in an alphabet that needs its joiners", text(
        "email,first_name\nann@example.org,می\u200cخواهم\n"), (ANN,),
        more={"first_name": "می\u200cخواهم"}),
)  # fmt: skip


def merged(_book: Any, sheet: Any) -> None:
    sheet["B2"] = "Fenwold"
    sheet.merge_cells("B2:B3")


def hidden_row(_book: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def second_sheet(book: Any, _sheet: Any) -> None:
    other = book.create_sheet("Secondary")
    other.append(NAMES)
    other.append((CEM, "Cem"))


def hidden_first(book: Any, sheet: Any) -> None:
    other = book.create_sheet("List")
    for row in GRID:
        other.append(row)
    sheet.sheet_state = "hidden"
    book.active = 1


def cover_first(book: Any, sheet: Any) -> None:
    second = book.create_sheet("People")
    for row in GRID:
        second.append(row)
    sheet["A1"] = "Read me: the second sheet holds the list"


# Excel knows no time zones.
_AFTERNOON = datetime(2026, 9, 2, 13, 45)  # noqa: DTZ001


def day_as_number(_book: Any, sheet: Any) -> None:
    sheet["B1"], sheet["B2"], sheet["B3"] = "confirmed", 46267, _AFTERNOON
    sheet["B3"].number_format = numbers.FORMAT_DATE_DATETIME


def counted_from_1904(_book: Any, sheet: Any) -> None:
    sheet["B1"], sheet["B2"], sheet["B3"] = "confirmed", 44805, 44805
    _book.epoch = CALENDAR_MAC_1904


def formulas(_book: Any, sheet: Any) -> None:
    sheet["B2"] = '="A"&"nn"'


def errors(_book: Any, sheet: Any) -> None:
    sheet["B2"] = "#N/A"
    sheet["B2"].data_type = "e"


def pushed_aside(_book: Any, sheet: Any) -> None:
    sheet.insert_cols(1, 3)
    sheet.insert_rows(1, 4)


def styled_far_away(_book: Any, sheet: Any) -> None:
    sheet["XFD1048576"].number_format = "0"


def rows_of_xml(*rows: str) -> str:
    return "".join(f'<row r="{at}">{cells}</row>' for at, cells in enumerate(rows, start=1))


def a_million_empty_rows() -> bytes:
    people = rows_of_xml(text_cell("A1", "email"), text_cell("A2", ANN), text_cell("A3", BOB))
    empty = "".join(f'<row r="{at}"/>' for at in range(4, 1_048_577))
    return bare_xlsx(people + empty)


def a_blank_at_the_far_end() -> bytes:
    people = rows_of_xml(text_cell("A1", "email"), text_cell("A2", ANN))
    return bare_xlsx(people + f'<row r="1048576">{text_cell("XFD1048576", " ")}</row>')


def a_bomb() -> bytes:
    """A part of 640 MB that is packed into 3."""
    buffer = io.BytesIO(xlsx_bytes(GRID))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/comments1.xml", "w") as part,
    ):
        for _ in range(640):
            part.write(bytes(1_000_000))
    return buffer.getvalue()


def a_bomb_of_texts() -> bytes:
    """A long text once, and a hundred thousand cells that name it."""
    shared = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        f'main"><si><t>{"x" * 30_000}</t></si></sst>'
    )
    rows = (f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 100_001))
    return bare_xlsx("".join(rows), shared=shared)


def cut_short() -> bytes:
    raw = xlsx_bytes(GRID)
    return raw[: len(raw) * 2 // 3]


def damaged_inside() -> bytes:
    raw = bytearray(xlsx_bytes([*GRID, *[(f"p{n}@example.org", "x") for n in range(500)]]))
    at = raw.index(b"xl/worksheets/sheet1.xml") + 60
    raw[at : at + 40] = b"\x00" * 40
    return bytes(raw)


def locked() -> bytes:
    """What every workbook with a password looks like from outside ([MS-OFFCRYPTO] 2.3.4)."""
    return (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


BOOKS = (
    Nasty("a plain XLSX", lambda: xlsx_bytes(GRID), ending="xlsx"),
    Nasty("a plain XLS", lambda: xls_bytes(GRID), ending="xls"),
    Nasty("a plain ODS", lambda: ods_bytes(GRID), ending="ods"),
    Nasty("an XLSX that is called XLS", lambda: xlsx_bytes(GRID), ending="xls"),
    Nasty("a CSV that is called XLSX", lambda: csv_bytes(GRID), ending="xlsx"),
    Nasty("an ODS that is called CSV", lambda: ods_bytes(GRID), ending="csv"),
    Nasty("a list that starts in column D, row 5", lambda: xlsx_bytes(GRID, pushed_aside),
          ending="xlsx", more={"row": 6}),
    Nasty("cells merged over two rows", lambda: xlsx_bytes(
        (("email", "organisation"), (ANN, ""), (BOB, "")), merged), ending="xlsx",
        more={"organisation": "Fenwold"}, which=1),
    Nasty("a row hidden by a filter", lambda: xlsx_bytes(GRID, hidden_row), PEOPLE,
          (("REC106", 1, 1),), "xlsx"),
    Nasty("rows hidden by a filter in ODS", lambda: ods_bytes(
        GRID, row='table:visibility="filter"'), PEOPLE, (("REC106", 1, 1),), "ods"),
    Nasty("a second sheet with people", lambda: xlsx_bytes(GRID, second_sheet), PEOPLE,
          (("REC106", 1, 1),), "xlsx"),
    Nasty("a second sheet that was asked for", lambda: xlsx_bytes(GRID, second_sheet), (CEM,),
          (("REC106", 1, 1),), "xlsx", rules(sheet="secondary")),
    Nasty("a sheet that is not there", lambda: xlsx_bytes(GRID), (), (("REC101", 1, 1),), "xlsx",
          rules(sheet="Autumn")),
    Nasty("a hidden first sheet", lambda: xlsx_bytes((("Choices",), ("yes",)), hidden_first),
          ending="xlsx"),
    Nasty("a cover before the list", lambda: xlsx_bytes((), cover_first), ending="xlsx"),
    Nasty("days as numbers and with a time", lambda: xlsx_bytes(GRID, day_as_number), PEOPLE,
          (("REC120", 2, 2),), "xlsx", more={"confirmed": date(2026, 9, 2)}),
    Nasty("days counted from 1904", lambda: xlsx_bytes(GRID, counted_from_1904), PEOPLE,
          (("REC120", 2, 2), ("REC120", 3, 2)), "xlsx", more={"confirmed": date(2026, 9, 2)}),
    Nasty("days in XLS", lambda: xls_bytes((("email", "confirmed"), (ANN, date(2026, 9, 2)))),
          (ANN,), ending="xls", more={"confirmed": date(2026, 9, 2)}),
    Nasty("days in ODS", lambda: ods_bytes((("email", "confirmed"), (ANN, date(2026, 9, 2)))),
          (ANN,), ending="ods", more={"confirmed": date(2026, 9, 2)}),
    Nasty("whole numbers and truths in cells of words", lambda: xlsx_bytes(
        (("email", "role", "organisation"), (ANN, 7, True))), (ANN,), ending="xlsx",
        more={"role": "7", "organisation": "yes"}),
    Nasty("a formula whose result was never saved", lambda: xlsx_bytes(GRID, formulas), PEOPLE,
          (("REC106", 1, 1),), "xlsx", more={"first_name": ""}),
    Nasty("a cell with an error", lambda: xlsx_bytes(GRID, errors), PEOPLE, (("REC106", 1, 1),),
          "xlsx", more={"first_name": ""}),
    Nasty("a styled empty cell in the last row and column", lambda: xlsx_bytes(
        GRID, styled_far_away), ending="xlsx"),
    Nasty("a million empty rows", a_million_empty_rows, ending="xlsx"),
    Nasty("a million empty rows in ODS", lambda: ods_bytes(
        GRID, after='<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'), ending="ods"),
    Nasty("a blank in the last row and column", a_blank_at_the_far_end, (), (("REC101", 1, 1),),
          "xlsx"),
    Nasty("one row of an ODS repeated three million times", lambda: ods_bytes(
        GRID, row='table:number-rows-repeated="3000000"'), (), (("REC101", 1, 1),), "ods"),
    Nasty("a zip bomb", a_bomb, (), (("REC101", 1, 1),), "xlsx"),
    Nasty("a bomb of shared texts", a_bomb_of_texts, (), (("REC101", 1, 1),), "xlsx"),
    Nasty("cells without their references", lambda: bare_xlsx(
        '<row><c t="inlineStr"><is><t>email</t></is></c></row>'
        f'<row><c t="inlineStr"><is><t>{ANN}</t></is></c></row>'), (ANN,), ending="xlsx"),
    Nasty("a workbook with a password", locked, (), (("REC101", 1, 1),), "xlsx"),
    Nasty("an ODS with a password", lambda: ods_bytes(
        GRID, manifest="<manifest:encryption-data/>"), (), (("REC101", 1, 1),), "ods"),
    Nasty("a workbook that was cut short", cut_short, (), (("REC101", 1, 1),), "xlsx"),
    Nasty("a workbook that is damaged inside", damaged_inside, (), (("REC101", 1, 1),), "xlsx"),
    Nasty("a workbook without a sheet", lambda: bare_xlsx("", state=' state="hidden"'), (),
          (("REC101", 1, 1),), "xlsx"),
    Nasty("an empty workbook", lambda: xlsx_bytes(()), (), (("REC101", 1, 1),), "xlsx"),
    Nasty("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), (), (("REC101", 1, 1),), "xlsx"),
    Nasty("a web page that is called XLS", text("<html><table><tr><td>email</td></tr></table>"),
          (), (("REC101", 1, 1),), "xls"),
    Nasty("a PDF", text("%PDF-1.7 ..."), (), (("REC101", 1, 1),)),
    Nasty("noise", lambda: zlib.compress(b"email" * 1000) + bytes(range(256)) * 4, (),
          (("REC101", 1, 1),)),
    Nasty("a packed file of something else", lambda: zip_bytes({"notes.txt": "email"}), (),
          (("REC101", 1, 1),), "zip"),
    Nasty("a download that is not finished", lambda: csv_bytes(GRID), (), (("REC101", 1, 1),),
          "csv.part"),
)  # fmt: skip

ALL = (*ENCODINGS, *SHAPES, *COLUMNS, *ADDRESSES, *CELLS, *BOOKS)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Nasty], Reading]:
    """Reads each spreadsheet once, whatever is asked of it."""
    folder = tmp_path_factory.mktemp("nasty")
    known: dict[str, Reading] = {}

    def reading_of(nasty: Nasty) -> Reading:
        if nasty.name not in known:
            path = folder / f"list.{nasty.ending}"
            path.write_bytes(nasty.write())
            known[nasty.name] = read_list(path, nasty.rules)
        return known[nasty.name]

    return reading_of


@pytest.mark.parametrize("nasty", ALL, ids=lambda each: each.name)
def test_the_right_people_and_every_fault_with_its_place(
    nasty: Nasty, read: Callable[[Nasty], Reading]
) -> None:
    reading = read(nasty)

    found = [(each.code, each.place.line, each.place.column) for each in reading.findings]
    assert tuple(each.email for each in reading.people) == nasty.people
    assert tuple(found) == nasty.places
    if nasty.people:
        looked_at = reading.people.recipients[nasty.which]
        assert {name: getattr(looked_at, name) for name in nasty.more} == nasty.more


@pytest.mark.parametrize("nasty", ALL, ids=lambda each: each.name)
def test_no_row_is_lost_and_no_finding_holds_an_address(
    nasty: Nasty, read: Callable[[Nasty], Reading]
) -> None:
    reading = read(nasty)

    taken_together = sum(len(each.rows) - 1 for each in reading.merged)
    assert len(reading.people) + taken_together + len(reading.held) == reading.rows
    for each in reading.findings:
        words = f"{each.message} {each.help}"
        assert not any(name in words for name in ("ann@", "bob@", "cem@", "zoë@")), words


def test_there_are_enough_of_them_and_none_twice() -> None:
    names = [each.name for each in ALL]

    assert len(names) >= 80
    assert len(set(names)) == len(names)
