"""Content as exports and senders take it: its digest, and its merge fields."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.bulletins.composed import Merge
from ebulletin.templates.content import Content, MergeField, merge_fields
from ebulletin.templates.inline import merge_token

CONTENT = Content(
    slug="winter",
    series="lantern",
    edition="December 2026",
    date=date(2026, 12, 1),
    variant="public",
    level="public",
    segments=frozenset(),
    subject="Winter",
    preheader="What changes",
    html="<p>Hello</p>",
    text="Hello",
    pictures={"a.png": b"one", "b.png": b"two"},
    attachments={"form.pdf": b"three"},
)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Winter."},
        {"html": "<p>Hello.</p>"},
        {"text": "Hello."},
        {"pictures": {"a.png": b"onf", "b.png": b"two"}},
        {"pictures": {"a.png": b"one", "c.png": b"two"}},
        {"attachments": {"form.pdf": b"thref"}},
        {"attachments": {}, "hosted": {"form.pdf": b"three"}},
        {"subject": "", "html": "Winter<p>Hello</p>"},
    ],
)
def test_every_changed_byte_changes_the_digest(change: dict[str, str]) -> None:
    changed = replace(CONTENT, **change)  # type: ignore[arg-type]

    assert changed.digest != CONTENT.digest


def test_the_order_in_which_pictures_were_found_does_not_matter() -> None:
    turned = replace(CONTENT, pictures={"b.png": b"two", "a.png": b"one"})

    assert turned.digest == CONTENT.digest


def test_merge_fields_are_found_with_their_fallbacks_and_places() -> None:
    text = "Dear {{ first_name | colleague }}, of {{school}}: {{ role | }} {{ a | b | c }}"

    found = merge_fields(text)

    assert [(each.name, each.fallback) for each in found] == [
        ("first_name", "colleague"), ("school", ""), ("role", ""), ("a", "b | c"),
    ]  # fmt: skip
    assert text[found[0].start : found[0].end] == "{{ first_name | colleague }}"


words = st.text(st.characters(exclude_characters="{}|", exclude_categories=["Cs"])).map(
    lambda each: " ".join(each.split())
)


@given(st.text(alphabet="abcdefgh_"), words)
def test_what_the_renderer_writes_is_read_back(name: str, fallback: str) -> None:
    token = merge_token(Merge(name, fallback))

    found = merge_fields(f"before {token} after")

    assert found == (MergeField(name, fallback, 7, 7 + len(token)),)
