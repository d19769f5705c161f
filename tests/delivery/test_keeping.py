"""What the ledger keeps of a bulletin is what was approved, byte for byte."""

from dataclasses import replace
from datetime import date

import pytest

from ebulletin.delivery.keeping import DamagedContentError, kept, unpacked
from ebulletin.templates.content import Content

CONTENT = Content(
    slug="2026-09-lantern", series="lantern", edition="September 2026", date=date(2026, 9, 23),
    variant="professional", level="professional", segments=frozenset({"dsl", "governors"}),
    subject="New lines – and who to ring", preheader="", html="<p>Dear {{ first_name | all }}</p>",
    text="Dear {{ first_name | all }}\n", pictures={"lantern.png": bytes(range(256))},
    attachments={"form.docx": b"\x00\r\n.\r\n"}, hosted={"guide.pdf": b"%PDF"},
    public_page="https://esscp.example.org/2026-09", leave="mailto:leave@esscp.example.org",
)  # fmt: skip


def test_a_content_comes_back_as_it_was() -> None:
    packed = kept(CONTENT)

    back = unpacked("2026-09-lantern", packed.digest, packed.packed)

    assert (packed.variant, packed.digest) == ("professional", CONTENT.digest)
    assert back == CONTENT


def test_a_content_that_is_not_what_was_approved_is_refused() -> None:
    other = kept(replace(CONTENT, text="Dear all\n"))

    with pytest.raises(DamagedContentError, match="nothing was sent"):
        unpacked("2026-09-lantern", CONTENT.digest, other.packed)


@pytest.mark.parametrize("packed", [b"", b"not packed", kept(CONTENT).packed[:-9]])
def test_a_damaged_content_is_refused_in_plain_words(packed: bytes) -> None:
    with pytest.raises(DamagedContentError, match="last backup of the ledger"):
        unpacked("2026-09-lantern", CONTENT.digest, packed)
