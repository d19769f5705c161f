"""An address is found in any file, however it is encoded, and its rows leave lists alone."""

import base64
import io
import quopri
import zipfile

import pytest

from ebulletin.recipients.forgetting import Cleaned, sought, without_rows

ANN = "ann@fenwold.example.org"
WHO = sought(ANN)


@pytest.mark.parametrize(
    "raw",
    [
        ANN.encode(),
        b"x," + ANN.upper().encode() + b",y",
        f"<a href='mailto:{ANN}'>".encode(),
        f"Write to {ANN}.".encode(),
        f"To: '{ANN}'".encode(),
        f"- Ann, -{ANN}".encode(),
        f"x={ANN}&y=1".encode(),
        f"RCPT TO:<{ANN}>".encode(),
        ANN.encode("utf-16"),
        b"x" + ANN.encode("utf-16-le"),
        ANN.replace("@", "%40").encode(),
        ANN.replace("@", "&#64;").encode(),
        ANN.replace("@", "&#x40;").encode(),
        ANN.replace("@", "\\u0040").encode(),
        ANN.replace("@", "=40").encode(),
        b"ann@fen=\r\nwold.example.org",
        quopri.encodestring(b"Dear reader, " * 8 + ANN.encode() + b" and so on " * 9),
        base64.b64encode(ANN.encode()),
        base64.b64encode(b"x " + ANN.upper().encode()),
        base64.b64encode(b"xy<" + ANN.encode() + b">z"),
        base64.urlsafe_b64encode(b"\xff\xfe\xfb" + ANN.encode()),
        base64.encodebytes(b"Dear reader, " * 8 + ANN.encode() + b" and so on " * 9),
        b'{"before": "' + base64.b64encode(b"---\nwho: " + ANN.encode()) + b'"}',
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(f"{ANN} ".encode() * 3),
    ],
)
def test_it_is_found_however_it_is_written(raw: bytes) -> None:
    assert WHO.is_in_bytes(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"joann@fenwold.example.org",
        b"mary-ann@fenwold.example.org",
        b"o'ann@fenwold.example.org",
        b"mary.ann@fenwold.example.org",
        f"{ANN}.uk".encode(),
        f"{ANN}anisation".encode(),
        b"ann@fenwold.example.org-team.example.org",
        b"ann@example.org",
        base64.b64encode(b"joann@fenwold.example.org"),
        "joann@fenwold.example.org".encode("utf-16"),
        b"",
        bytes(range(256)) * 4,
    ],
)
def test_nobody_else_is_taken_for_it(raw: bytes) -> None:
    assert not WHO.is_in_bytes(raw)


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        (f"{ANN}.eml", True),
        ("0007-Ann%40fenwold.example.org.eml", True),
        ("to_ann@fenwold.example.org", True),
        (f"jo{ANN}.eml", False),
        ("0007.eml", False),
    ],
)
def test_a_file_that_is_named_for_it_is_told_from_others(name: str, is_found: bool) -> None:
    assert WHO.is_in_name(name) is is_found


def test_it_is_found_in_a_workbook_which_is_packed() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("xl/sharedStrings.xml", f"<t>{ANN}</t>" * 9)

    assert ANN.encode() not in packed.getvalue()
    assert WHO.is_in_bytes(packed.getvalue())


def test_a_damaged_workbook_is_no_reason_to_stop() -> None:
    assert not WHO.is_in_bytes(b"PK\x03\x04 and nothing more")


@pytest.mark.parametrize(
    "written", ["ann@bücher.example.org", "ANN@BÜCHER.example.org", "ann@xn--bcher-kva.example.org"]
)
def test_both_spellings_of_an_international_domain_are_found(written: str) -> None:
    for typed in ("ann@bücher.example.org", "ann@xn--bcher-kva.example.org"):
        assert sought(typed).is_in_bytes(f"x;{written};y".encode())


LIST = (
    "email,name,notes\r\n"
    "ann@fenwold.example.org,Ann,\r\n"
    'joann@fenwold.example.org,Jo,"two\r\nlines, and a ""quote"""\r\n'
    'Ann@Fenwold.example.org,Ann again,"\r\n\r\n"\r\n'
    'bob@a.example.org,Bob,"deputy of\nann@fenwold.example.org"\r\n'
    "cara@a.example.org,Cara"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_its_rows_leave_a_list_and_all_others_keep_their_bytes(encoding: str) -> None:
    raw = LIST.encode(encoding)

    done = without_rows(raw, WHO)

    assert (done.rows, done.mentions) == (2, 1)
    assert done.raw.decode(encoding) == (
        "email,name,notes\r\n"
        'joann@fenwold.example.org,Jo,"two\r\nlines, and a ""quote"""\r\n'
        'bob@a.example.org,Bob,"deputy of\n(removed)"\r\n'
        "cara@a.example.org,Cara"
    )
    assert not WHO.is_in_bytes(done.raw)


@pytest.mark.parametrize(
    "raw", [b"email\nbob@a.example.org\n", b"", b'"', b"\xff\xfe", b"\x00,\xe9"]
)
def test_a_list_without_it_stays_as_it_is(raw: bytes) -> None:
    assert without_rows(raw, WHO) == Cleaned(raw)


def test_an_open_quotation_mark_never_hides_it() -> None:
    done = without_rows(b'email\n"bob@a.example.org\nann@fenwold.example.org\n', WHO)

    assert done.rows
    assert not WHO.is_in_bytes(done.raw)


def test_letters_that_are_no_utf_8_come_through() -> None:
    done = without_rows(b"Jos\xe9,jose@a.example.org\nann@fenwold.example.org\n", WHO)

    assert done == Cleaned(b"Jos\xe9,jose@a.example.org\n", rows=1)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_row_is_theirs_by_its_column_of_addresses_and_not_by_a_mention(separator: str) -> None:
    rows = [
        ["Manager", "Work email", "Name"],
        [ANN.upper(), "bob@a.example.org", "Bob"],
        ["head@a.example.org", ANN, "Ann"],
    ]
    text = "".join(separator.join(row) + "\n" for row in rows)

    done = without_rows(text.encode(), WHO)

    left = separator.join(["(removed)", "bob@a.example.org", "Bob"])
    assert (done.rows, done.mentions) == (1, 1)
    assert done.raw.decode() == separator.join(rows[0]) + f"\n{left}\n"


def test_a_title_above_the_names_of_columns_is_none_of_them() -> None:
    text = f"Emails\n\nName,Email\nAnn,{ANN}\nBob,bob@a.example.org\n"

    assert without_rows(text.encode(), WHO) == Cleaned(
        b"Emails\n\nName,Email\nBob,bob@a.example.org\n", rows=1
    )


def test_without_names_of_columns_the_first_address_of_a_row_says_whose_it_is() -> None:
    text = f"Bob,bob@a.example.org,{ANN}\nAnn,{ANN},head@a.example.org\n"

    assert without_rows(text.encode(), WHO) == Cleaned(b"Bob,bob@a.example.org,(removed)\n", 1, 1)
