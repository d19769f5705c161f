"""Whatever is given as an e-mail: it is read, or refused in plain words, and never hangs."""

import base64
import quopri
import random
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.audit.errors import AuditInputError, NoHtmlError, NotAnEmailError, TooLargeError
from ebulletin.audit.load import LARGEST_IN_BYTES, load_email, read_email
from ebulletin.audit.run import audit
from ebulletin.audit.support.clients import usual_mix

HERE = Path(__file__).parent
PLAIN = (HERE / "good/plain.html").read_text(encoding="utf-8")
HEAD = b"From: a@esscp.example.org\nMIME-Version: 1.0\n"
TEN_MEGABYTES = 10 * 1024 * 1024
# Far over what it takes (under ten on one busy core), and far under what a hang takes.
PATIENCE_SECONDS = 90


def codes(raw: bytes, name: str = "email.html") -> set[str]:
    return {each.code for each in audit(read_email(raw, name), usual_mix()).faults}


# --- What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "an empty file"),
        (b"  \n", "an empty file"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04 word/document.xml", "a Word, Excel or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Outlook .msg file"),
        (b"{\\rtf1 Dear", "an RTF file"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(raw: bytes, kind: str) -> None:
    with pytest.raises(NotAnEmailError, match=kind):
        read_email(raw, "sent.msg")


@pytest.mark.parametrize(
    "raw",
    [
        b"Dear all, the new lines are in the post.",
        HEAD + b"Content-Type: text/plain\n\nDear all",
        HEAD + b"Content-Type: text/html\n\nDear all, no tag at all",
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Disposition: attachment; filename=a.html\n\n<p>Attached</p>\n--b--\n",
        HEAD + b"Content-Type: multipart/mixed\n\nno boundary",
    ],
)
def test_words_without_html_are_refused_in_plain_words(raw: bytes) -> None:
    with pytest.raises(NoHtmlError, match="holds no HTML"):
        read_email(raw, "mail.eml" if raw.startswith(b"From") else "mail.html")


def test_a_file_larger_than_any_mail_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.html"
    with huge.open("wb") as opened:
        opened.truncate(LARGEST_IN_BYTES + 1)

    with pytest.raises(TooLargeError, match="25 MB"):
        load_email(huge)


# --- Messages ---------------------------------------------------------------------------------


def test_a_message_is_known_by_its_head_whatever_its_name_is() -> None:
    email = read_email((HERE / "good/mail-quoted.eml").read_bytes(), "saved.txt")

    assert email.is_message
    assert email.has_text


def test_lines_of_a_quoted_message_are_those_of_the_file() -> None:
    raw = (HERE / "bad/mail-quoted-grey.eml").read_bytes()
    email = read_email(raw, "mail.eml")
    offset = email.html.index("Please replace")

    place = email.place(offset)

    line = raw.split(b"\n")[place.line - 1]
    assert b"Please replace" in line


def test_lines_of_a_packed_message_count_within_it_and_say_so() -> None:
    email = load_email(HERE / "bad/mail-packed-grey.eml", "mail.eml")

    assert email.name == "mail.eml (HTML part)"
    assert "unpacked" in email.note


def test_a_soft_line_break_within_a_letter_of_two_bytes_keeps_the_lines() -> None:
    packed = quopri.encodestring(PLAIN.replace("colleagues.", "café.").encode())
    html = packed.replace(b"caf=C3=A9", b"caf=C3=\n=A9")
    raw = (
        HEAD + b"Content-Type: text/html; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n" + html
    )

    email = read_email(raw, "mail.eml")

    assert "café." in email.html
    place = email.place(email.html.index("<h2>"))
    assert b"<h2>" in raw.split(b"\n")[place.line - 1]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_parts_within_parts_are_found_with_either_line_end(ends: bytes) -> None:
    raw = (HERE / "good/mail-in-layers.eml").read_bytes().replace(b"\r\n", b"\n")

    email = read_email(raw.replace(b"\n", ends), "mail.eml")

    assert email.html.startswith("<!doctype html>")
    assert email.has_text
    assert email.own_hosts == {"esscp.example.org"}


def test_parts_nested_without_end_are_read_to_a_limit() -> None:
    raw = HEAD
    for number in range(3_000):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    raw += b"Content-Type: text/html\n\n<p>Deep</p>"

    with pytest.raises(NoHtmlError):
        read_email(raw, "mail.eml")


def test_a_message_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    raw = (HERE / "good/mail-with-picture.eml").read_bytes()

    for end in range(200, len(raw), 997):
        try:
            email = read_email(raw[:end], "mail.eml")
        except AuditInputError:
            continue
        audit(email, usual_mix())


# --- Character sets ---------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_at_the_start_tells_the_set(encoding: str) -> None:
    email = read_email(PLAIN.replace("card", "carté").encode(encoding), "email.html")

    assert "carté" in email.html
    assert email.faults == ()


def test_two_bytes_for_each_letter_are_known_without_a_mark() -> None:
    email = read_email(PLAIN.encode("utf-16-le"), "email.html")

    assert email.html.startswith("<!doctype html>")


@pytest.mark.parametrize("charset", ["x-klingon", "hex", "zip", "rot13", "\x00"])
def test_a_set_that_is_none_is_told(charset: str) -> None:
    html = PLAIN.replace('charset="utf-8"', f'charset="{charset}"')

    found = codes(html.encode())

    assert found <= {"AUD310"}
    assert charset == "\x00" or found


def test_a_few_broken_bytes_do_not_make_it_another_set() -> None:
    raw = PLAIN.replace("card", "carté über ßøñ").encode().replace(b"colleagues", b"coll\xffeagues")

    email = read_email(raw, "email.html")

    assert "carté über ßøñ" in email.html
    assert [each.code for each in email.faults] == ["AUD310"]
    assert email.place(email.faults[0].offset).line == 19


def test_the_wrong_set_is_told_where_the_first_wrong_letter_stands() -> None:
    raw = PLAIN.replace("colleagues", "colleagues £5").encode("cp1252")

    email = read_email(raw, "email.html")

    assert "£5" in email.html
    assert email.html[email.faults[0].offset] == "£"


# --- What tries to hold it up -----------------------------------------------------------------

HOSTILE: dict[str, Callable[[], str]] = {
    "100,000 nested tags": lambda: "<html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested tables": lambda: "<table><tr><td>" * 34_000 + "x",
    "nested lists": lambda: "<ul><li>" * 50_000 + "x",
    "nested links": lambda: '<a href="#x"><b>' * 50_000 + "x",
    "comments that never end": lambda: "<p>" + "<!--" * 500_000,
    "conditions that never end": lambda: "<p>" + "<!--[if mso]>" * 200_000,
    "tags that never end": lambda: "<p>" + "<a " * 700_000,
    "quotes that never end": lambda: "<p>" + "<a b='" * 300_000,
    "end tags alone": lambda: "<p>" + "</div>" * 100_000,
    "ten megabytes of brackets": lambda: "<p>" + "<" * TEN_MEGABYTES,
    "ten megabytes of words": lambda: "<p>" + "word " * (TEN_MEGABYTES // 5),
    "one attribute of ten megabytes": lambda: f'<p title="{"x" * TEN_MEGABYTES}">x',
    "many attributes": lambda: "<p " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">x",
    "empty attributes": lambda: "<p " + "= " * 100_000 + ">x",
    "ids and jumps": lambda: "".join(f'<a id="i{n}" href="#i{n}">x</a>' for n in range(20_000)),
    "entities without end": lambda: "<p>" + "&amp" * 500_000,
    "rules by the thousand": lambda: (
        "<style>"
        + "".join(f".a{n} .b * .c{n % 7} > p {{color:red}}" for n in range(20_000))
        + "</style>"
        + '<div class="b"><p class="c1">x</p></div>' * 2_000
    ),
    "rules that climb a deep tree": lambda: (
        "<style>.x .y .z p{color:red}</style>" + "<div class='z'>" * 20_000 + "<p>x</p>" * 2_000
    ),
    "braces without end": lambda: "<style>" + "a{" * 500_000 + "</style><p>x",
    "media queries without end": lambda: "<style>" + "@media x{" * 100_000 + "</style><p>x",
    "landmarks in landmarks": lambda: "<main><nav>" * 10_000 + "x",
    "header cells": lambda: "<table>" + "<tr><th>x</th></tr>" * 30_000 + "</table>",
    "style attributes": lambda: "".join(
        f'<p style="color:#{n:06x};padding:{n}px">x</p>' for n in range(10_000)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_holds_an_audit_up(name: str) -> None:
    raw = HOSTILE[name]().encode()
    start = perf_counter()

    codes(raw)

    assert perf_counter() - start < PATIENCE_SECONDS


def test_a_message_of_ten_megabytes_is_read() -> None:
    packed = base64.encodebytes(("<p>word</p>\n" * 550_000).encode())
    raw = HEAD + b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + packed

    email = read_email(raw, "mail.eml")

    assert email.size_in_bytes == 12 * 550_000


PIECES = [
    "<", ">", "</", "<!--", "-->", "<!--[if mso]>", "<![endif]-->", "<table>", "</table>", "<td ",
    "<p style='", "color:red", "'", '"', "=", "<style>", "</style>", "{", "}", "@media", "&#x41;",
    "&nbsp;", "\0", "\x85", "é", "<a href=#>", "</a>", "<img alt=", "<svg/>", "<script>",
    "role=list", "aria-hidden=true", "<h1>", "lang=en", " ", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_mixture_of_marks_breaks_it(pieces: list[str]) -> None:
    try:
        codes(("<html>" + "".join(pieces)).encode())
    except NoHtmlError:
        return  # three NUL bytes make it a file of another kind


@given(st.integers(0, 10_000))
def test_no_damage_to_a_sound_message_breaks_it(seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice(("mail-with-picture.eml", "mail-quoted.eml", "outlook-comments.html"))
    raw = bytearray((HERE / "good" / name).read_bytes())
    for _ in range(30):
        raw[chance.randrange(len(raw))] = chance.randrange(256)

    try:
        email = read_email(bytes(raw), name)
    except AuditInputError:
        return
    audit(email, usual_mix())
