"""Messages: whatever a value holds, every part parses back equal, and no line is wrong."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest

from ebulletin.delivery.encoding import one_line
from ebulletin.delivery.messages import CompiledMessage, compile_message
from ebulletin.delivery.messages.letterhead import UnsafeHeaderError
from ebulletin.delivery.messages.slots import UnsafePlaceError
from messages import HTML, PICTURE, TEXT, addressed, content, hostile_values, letterhead

HOSTILE_RECIPIENTS = 3_200
# As each stands once, and only once, in a message (RFC 5322, 3.6).
ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "List-Id")


class Parsed(HTMLParser):
    """Tags with their attributes, texts and comments, as a reader's program finds them."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


@pytest.fixture(scope="module")
def compiled() -> CompiledMessage:
    return compile_message(content(), letterhead())


def parse(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def bodies(message: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML, line ends as LF."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    return (
        plain.get_content().replace("\r\n", "\n"),
        html.get_content().replace("\r\n", "\n"),
    )


def as_written(text: str, value: str) -> str:
    """The plain text as it should arrive for a reader with a first name and an organisation."""
    leave = "https://lists.esscp.example.org/leave/token1"
    filled = re.sub(
        r"\{\{ (?:first_name|organisation) \| ([^}]*) \}\}",
        lambda found: one_line(value) or found[1],
        text,
    )
    filled = filled.replace("https://merge.invalid/unsubscribe", leave)
    return filled.replace(
        "https://merge.invalid/view-online", "https://esscp.example.org/b/2026-11-test?a=1&b=2"
    )


def test_three_thousand_hostile_recipients_parse_back_equal() -> None:
    # Without a picture: its bytes are the same for all, and only cost time.
    compiled = compile_message(content(pictures={}), letterhead())
    calm_message = message_from_bytes(compiled.fill(addressed()))
    calm = Parsed(quick_bodies(calm_message)[1])

    for value in hostile_values(HOSTILE_RECIPIENTS):
        raw = compiled.fill(addressed(fields={"first_name": value, "organisation": value}))
        # The older of the two parsers, at a fifth of the time; the next test asks the newer one.
        message = message_from_bytes(raw)
        plain, html = quick_bodies(message)
        shown = one_line(value)
        found = Parsed(html)

        assert not message.defects
        assert message.keys() == calm_message.keys()
        assert message["To"] == "person1@school.example.org"
        unfolded = re.sub(r"\r?\n(?=[ \t])", "", message["Subject"])
        subject = str(make_header(decode_header(unfolded)))
        assert subject == f"News for {shown or 'all'}"
        assert plain.rstrip("\n") == as_written(TEXT, value).rstrip("\n")
        assert [tag for tag, _ in found.tags] == [tag for tag, _ in calm.tags]
        attributes = [dict(each) for _, each in found.tags]
        titled = next(each for each in attributes if "title" in each)
        assert titled["title"] == f"For {shown or 'you & yours'}"
        link = next(each["href"] for each in attributes if "href" in each)
        assert link is not None
        assert unquote(link) == f"https://esscp.example.org/x?who={shown or 'none'}&y=1"
        assert f"Dear {shown or 'colleague'}," in found.text
        assert len(found.comments) == len(calm.comments)


def quick_bodies(message: Message) -> tuple[str, str]:
    """The plain text and the HTML, line ends as LF."""
    texts = []
    for part in message.walk():
        if not part.is_multipart():
            raw = part.get_payload(decode=True)
            assert isinstance(raw, bytes)
            texts.append(raw.decode().replace("\r\n", "\n"))
    plain, html = texts
    return plain, html


def test_the_newer_parser_finds_no_defect_either(compiled: CompiledMessage) -> None:
    for value in hostile_values(160, seed=7):
        message = parse(compiled.fill(addressed(fields={"first_name": value})))

        assert [part for part in message.walk() if part.defects] == []
        assert message["Subject"] == f"News for {one_line(value) or 'all'}"
        assert all(not header.defects for header in message.values())
        assert message["Bcc"] is None


def test_every_line_keeps_to_the_limits_and_needs_no_other_pass(
    compiled: CompiledMessage,
) -> None:
    for value in hostile_values(400):
        raw = compiled.fill(addressed(fields={"first_name": value, "organisation": value}))
        head, _, body = raw.partition(b"\r\n\r\n")

        assert raw.isascii()
        assert raw.endswith(b"\r\n")
        assert not re.search(rb"\r(?!\n)|(?<!\r)\n|\0", raw)
        assert max(len(line) for line in body.split(b"\r\n")) <= 76
        assert max(len(line) for line in head.split(b"\r\n")) <= 78
        assert not re.search(rb"^\.", raw, re.MULTILINE)
        assert not re.search(rb"^From ", raw, re.MULTILINE)


def test_the_oracle_finds_the_same_as_in_a_message_that_the_standard_library_built(
    compiled: CompiledMessage,
) -> None:
    fields = {"first_name": "Siân O'Neill", "organisation": "Zoë & Łukasz <Ltd>"}
    oracle = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    oracle["Subject"] = "News for Siân O'Neill"
    ours = parse(compiled.fill(addressed(fields=fields)))
    plain, html = bodies(ours)
    oracle.set_content(plain, cte="quoted-printable")
    oracle.add_alternative(html, subtype="html", cte="quoted-printable")
    theirs = parse(oracle.as_bytes())

    assert theirs["Subject"] == ours["Subject"]
    assert bodies(theirs) == (plain, html)
    assert [part.get_content_type() for part in ours.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip


def test_headers_stand_once_and_say_what_large_mailbox_providers_ask_for(
    compiled: CompiledMessage,
) -> None:
    message = parse(compiled.fill(addressed()))

    assert {name: len(message.get_all(name) or []) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert message["From"] == '"ESSCP team, Löwenherz" <bulletin@esscp.example.org>'
    assert message["Reply-To"] == "team@esscp.example.org"
    assert message["Message-ID"] == "<2026-11-test.abcd1234.1@esscp.example.org>"
    assert message["Date"] == "Tue, 24 Nov 2026 09:00:00 +0000"
    assert message["List-Id"] == "ESSCP Newsletter <newsletter.esscp.example.org>"
    assert message["List-Unsubscribe"] == (
        "<https://lists.esscp.example.org/leave/token1>,"
        " <mailto:leave@esscp.example.org?subject=unsubscribe%20token1>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Precedence"] == "bulk"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["Feedback-ID"] == "2026-11-test:professional:newsletter:esscp"


def test_without_a_web_address_nobody_is_promised_one_click(compiled: CompiledMessage) -> None:
    message = parse(compiled.fill(addressed(leave_url="")))

    assert message["List-Unsubscribe"] == (
        "<mailto:leave@esscp.example.org?subject=unsubscribe%20token1>"
    )
    assert message["List-Unsubscribe-Post"] is None
    assert "Leave: https://esscp.example.org/leave\n" in bodies(message)[0]


def test_without_any_page_a_reader_leaves_by_a_message_of_his_own() -> None:
    by_mail = replace(content(), leave="mailto:team@esscp.example.org")
    message = parse(compile_message(by_mail, letterhead()).fill(addressed(leave_url="")))

    own = "mailto:leave@esscp.example.org?subject=unsubscribe%20token1"
    assert f"Leave: {own}\n" in bodies(message)[0]
    assert f'<a href="{own}">' in bodies(message)[1]


def test_a_reader_without_a_way_of_his_own_gets_the_partnerships(
    compiled: CompiledMessage,
) -> None:
    plain, html = bodies(parse(compiled.fill(addressed(leave_url="", leave_mailto=""))))

    assert "Leave: https://esscp.example.org/leave\n" in plain
    assert '<a href="https://esscp.example.org/leave">' in html
    assert "merge.invalid" not in plain + html


def test_each_reader_finds_only_his_own_links(compiled: CompiledMessage) -> None:
    first, second = (compiled.fill(addressed(number)) for number in (1, 2))

    assert b"token1" in first
    assert b"token2" not in first
    assert b"token2" in second
    assert b"token1" not in second


def test_the_same_delivery_gives_the_same_bytes_again(compiled: CompiledMessage) -> None:
    again = compile_message(content(), letterhead())

    assert compiled.fill(addressed()) == again.fill(addressed())


def test_pictures_travel_beside_the_html_and_files_behind_all() -> None:
    files = {"Minutes – October.pdf": b"%PDF-1.7\n" * 50, "n" * 90 + "é.docx": b"PK\x03\x04"}
    raw = compile_message(content(attachments=files), letterhead()).fill(addressed())
    message = parse(raw)
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")
    cid = str(picture["Content-ID"]).strip("<>")

    assert message.get_content_type() == "multipart/mixed"
    assert picture.get_content() == PICTURE
    assert picture.get_content_disposition() == "inline"
    assert f'src="cid:{cid}"' in bodies(message)[1]
    found = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert found == files
    assert not message.defects


def test_pictures_may_come_from_a_web_address_instead() -> None:
    given = letterhead(image_base="https://images.esscp.example.org/2026-11-test/")
    raw = compile_message(content(), given).fill(addressed())

    assert (
        'src="https://images.esscp.example.org/2026-11-test/lantern.png"' in bodies(parse(raw))[1]
    )
    assert b"image/png" not in raw


@pytest.mark.parametrize(
    "html",
    [
        "<script>hello('{{ first_name | you }}')</script>",
        "<style>.x { content: '{{ first_name | you }}' }</style>",
        "<p onclick='x({{ first_name | you }})'>x</p>",
        "<p style='color: {{ first_name | red }}'>x</p>",
        "<p {{ first_name | hidden }}>x</p>",
        "<p class={{ first_name | wide }}>x</p>",
    ],
)
def test_a_field_where_no_value_is_safe_is_refused_before_anybody_gets_one(html: str) -> None:
    with pytest.raises(UnsafePlaceError, match="first_name"):
        compile_message(content(html=html), letterhead())


def test_what_outlook_alone_reads_is_filled_like_the_rest() -> None:
    html = (
        '<!--[if mso]><v:roundrect href="https://x.example.org/{{ first_name | a }}"><![endif]-->'
    )
    raw = compile_message(content(html=html), letterhead()).fill(
        addressed(fields={"first_name": 'a b"><script>'})
    )

    assert 'href="https://x.example.org/a%20b%22%3E%3Cscript%3E"' in bodies(parse(raw))[1]


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": "a@example.org\r\nBcc: b@example.org"},
        {"recipient": "a b@example.org"},
        {"message_id": "<a@b>\r\nX: y"},
        {"leave_url": "https://x.example.org/\r\nX: y"},
        {"leave_url": "https://x.example.org/>, <mailto:y@example.org"},
        {"leave_mailto": "mailto:x@example.org\r\nX: y"},
    ],
)
def test_what_could_begin_a_header_of_its_own_is_refused(
    compiled: CompiledMessage, changes: dict[str, Any]
) -> None:
    with pytest.raises(UnsafeHeaderError):
        compiled.fill(addressed(**changes))


def test_a_letterhead_that_tries_to_add_headers_does_not() -> None:
    given = letterhead(sender_name="Team\r\nBcc: all@example.org", feedback_id="a\r\nX-Bad: 1")
    message = parse(compile_message(content(), given).fill(addressed()))

    assert message["Bcc"] is None
    assert message["X-Bad"] is None
    assert message["From"].addresses[0].display_name == "Team Bcc: all@example.org"


def test_a_sender_with_an_international_domain_is_written_in_ascii() -> None:
    given = letterhead(sender="team@löwe.example.org")

    message = parse(compile_message(content(), given).fill(addressed()))

    assert message["From"].addresses[0].addr_spec == "team@xn--lwe-sna.example.org"


def test_a_compiled_message_says_which_fields_it_uses() -> None:
    compiled = compile_message(content(subject="{{ role }}"), letterhead())

    assert compiled.fields == {"first_name", "organisation", "role"}
    assert compiled.without_fallback == {"role"}
    assert compiled.subject_for({"role": "Head\nteacher"}) == "Head teacher"
    assert compiled.size_in_bytes > len(HTML)


def test_a_test_message_says_so_before_its_subject() -> None:
    given = letterhead(subject_prefix="[TEST] ")

    message = parse(compile_message(content(), given).fill(addressed()))

    assert message["Subject"] == "[TEST] News for Ann1"
