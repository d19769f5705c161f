"""From partnership.yaml to letterheads: who sends, who is answered, and where pictures lie."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ebulletin.press.stationery import stationery
from ebulletin.settings import Partnership
from ebulletin.settings.series import Sender
from ebulletin.workspace import open_workspace
from messages import addressed, content

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def settings(root: Path) -> Partnership:
    found = open_workspace(root).shelf.settings
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recipients").mkdir()
    return tmp_path


def test_the_sender_of_a_series_is_the_sender_of_its_messages(
    settings: Partnership, folder: Path
) -> None:
    schools = Sender(name="Schools team", email="schools@esscp.example.org")
    series = settings.series["newsletter"].model_copy(update={"sender": schools})
    changed = settings.model_copy(update={"series": {"newsletter": series}})

    own = stationery(changed, folder, [content()], AT)
    usual = stationery(settings, folder, [content()], AT)

    assert own.letterhead.sender == "schools@esscp.example.org"
    assert usual.letterhead.sender == settings.sender.email
    assert own.scope == "newsletter"


def test_there_is_always_an_address_to_leave_by(settings: Partnership, folder: Path) -> None:
    without = settings.model_copy(
        update={"unsubscribe": settings.unsubscribe.model_copy(update={"email": None})}
    )

    head = stationery(without, folder, [content()], AT).letterhead

    assert head.leave_email == settings.sender.reply_to


def test_hosted_pictures_have_a_folder_for_each_variant(
    settings: Partnership, folder: Path
) -> None:
    assert settings.delivery is not None
    hosted = settings.delivery.model_copy(update={"image_host": "https://img.esscp.example.org/"})
    changed = settings.model_copy(update={"delivery": hosted})

    written = stationery(changed, folder, [content()], AT)

    raw = written.messages["professional"].fill(addressed()).replace(b"=\r\n", b"")
    assert b"https://img.esscp.example.org/2026-11-test/professional/lantern.png" in raw
    assert b"image/png" not in raw


def test_a_test_message_says_so(settings: Partnership, folder: Path) -> None:
    written = stationery(settings, folder, [content()], AT, subject_prefix="[TEST] ")

    assert b"Subject: [TEST] News" in written.messages["professional"].fill(addressed())
