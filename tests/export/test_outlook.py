"""Drafts for Outlook, parsed back by the standard library, and pages to paste."""

import email
import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.export.outlook import MOST_BYTES, DraftTooLargeError, eml_draft, paste_page
from ebulletin.templates.content import Content
from small_content import PNG, small_content


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_draft_has_no_sender_date_or_id_and_says_that_it_was_not_sent() -> None:
    message = parsed(eml_draft(small_content()))

    assert message["X-Unsent"] == "1"
    assert message.keys()[0] == "X-Unsent"
    assert {"from", "date", "message-id"}.isdisjoint(each.casefold() for each in message)


def test_the_words_come_back_in_text_and_html_with_the_words_for_a_reader() -> None:
    message = parsed(eml_draft(small_content("Grüße & <b>ok</b>", text="Grüße & ok")))

    text, html = message.get_body(("plain",)), message.get_body(("html",))

    assert text is not None
    assert html is not None
    assert text.get_content().splitlines()[:3] == ["Dear reader,", "", "Grüße & ok"]
    assert "<p>Dear reader,</p><p>Grüße & <b>ok</b></p>" in html.get_content()
    assert 'href="mailto:leave@tp.example.org"' in html.get_content()
    assert "merge.invalid" not in html.get_content() + text.get_content()


def test_pictures_are_inside_and_the_html_points_at_them() -> None:
    message = parsed(eml_draft(small_content()))

    html = message.get_body(("related", "html"))
    assert html is not None
    pictures = [part for part in message.walk() if part.get_content_maintype() == "image"]

    assert [part.get_content() for part in pictures] == [PNG]
    cid = pictures[0]["Content-ID"].strip("<>")
    body = message.get_body(("html",))
    assert body is not None
    assert f'src="cid:{cid}"' in body.get_content()


def test_files_are_attached_under_their_names() -> None:
    message = parsed(eml_draft(small_content(attachments={"Über.pdf": b"%PDF-1.4"})))

    assert [(each.get_filename(), each.get_content()) for each in message.iter_attachments()] == [
        ("Über.pdf", b"%PDF-1.4")
    ]


def test_lines_end_in_crlf_and_none_is_too_long() -> None:
    raw = eml_draft(small_content("word " * 5000))

    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_a_long_address_to_leave_stays_one_address() -> None:
    address = "https://tp.example.org/leave?list=" + "x" * 150

    raw = eml_draft(replace(small_content(), leave=address))

    assert f"List-Unsubscribe: <{address}>\r\n".encode() in raw


def test_the_same_content_gives_the_same_bytes() -> None:
    assert eml_draft(small_content()) == eml_draft(small_content())


def test_a_draft_that_servers_would_refuse_is_not_written() -> None:
    content = small_content(attachments={"film.mp4": bytes(MOST_BYTES)})

    with pytest.raises(DraftTooLargeError, match="10 MB"):
        eml_draft(content)


def test_editions_a_and_b_come_back_whole(editions: tuple[Content, ...]) -> None:
    for content in editions:
        message = parsed(eml_draft(content))

        html = message.get_body(("html",))
        assert html is not None
        assert message["Subject"] == content.subject
        assert "01632 960110" in html.get_content()
        pictures = [part for part in message.walk() if part.get_content_maintype() == "image"]
        shown = [raw for name, raw in content.pictures.items() if f"images/{name}" in content.html]
        assert {part.get_content() for part in pictures} == set(shown)
        for part in pictures:
            assert f"cid:{part['Content-ID'].strip('<>')}" in html.get_content()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120))
def test_any_subject_comes_back(subject: str) -> None:
    typed = " ".join(subject.replace("{{", "{").replace("}}", "}").split())

    message = parsed(eml_draft(small_content(subject=typed)))

    assert " ".join(str(message["Subject"]).split()) == typed


def test_a_page_to_paste_needs_no_head_class_or_comment(editions: tuple[Content, ...]) -> None:
    for content in editions:
        page = paste_page(content, None)

        body = page[page.index("<body") :]
        assert "<style" not in page
        assert "[if" not in page
        assert not re.search(r"<[^<>]*\sclass=", body)
        assert "01632 960110" in body
        assert "merge.invalid" not in page
        shown = set(re.findall(r'src="images/([^"]+)"', page))
        assert shown
        assert shown <= set(content.pictures)


def test_pictures_of_a_page_to_paste_may_stand_on_the_web() -> None:
    page = paste_page(small_content(), "https://images.example.org")

    assert 'src="https://images.example.org/first/public/a%20b.png"' in page
