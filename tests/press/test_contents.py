"""A bulletin as it may leave the house."""

from pathlib import Path

import pytest

from ebulletin.press.building import build
from ebulletin.press.contents import contents
from ebulletin.press.errors import UnknownVariantError, UnsoundBulletinError
from ebulletin.templates.content import UNSUBSCRIBE, VIEW_ONLINE
from ebulletin.workspace import open_workspace

SLUG = "2026-09-lantern"
MINUTES = "2026-10-cluster"


def test_the_readers_way_out_is_neutral_and_all_else_as_built(workspace: Path) -> None:
    opened = open_workspace(workspace)

    found = contents(opened, SLUG, "public")[0]

    build(opened, SLUG)
    folder = workspace / "out" / SLUG / "public"
    footer = "https://esscp.example.org/leave", f"https://esscp.example.org/bulletins/{SLUG}"
    named = found.html.replace(UNSUBSCRIBE, footer[0]).replace(VIEW_ONLINE, footer[1])
    # In a message no link can lead to a file beside it.
    named = named.replace(f'href="{footer[1]}/files/', 'href="files/')
    assert named == (folder / "email.html").read_text()
    assert UNSUBSCRIBE in found.text
    assert VIEW_ONLINE in found.text
    assert (found.leave, found.public_page) == footer
    assert {f"images/{name}" for name in found.pictures} == {
        f"images/{path.name}" for path in (folder / "images").iterdir()
    }


def test_without_a_public_page_no_address_of_one_stands(workspace: Path) -> None:
    found = contents(open_workspace(workspace), MINUTES)[0]

    assert found.public_page is None
    assert VIEW_ONLINE not in found.html + found.text
    assert UNSUBSCRIBE in found.html
    assert UNSUBSCRIBE in found.text


def test_the_variants_come_with_level_segments_and_lines_for_the_inbox(workspace: Path) -> None:
    professional, public = contents(open_workspace(workspace), SLUG)

    assert (professional.level, public.level) == ("professional", "public")
    assert professional.preheader.startswith("What changes on Thursday 1 October")
    assert professional.edition == "September 2026"
    assert professional.digest != public.digest


def test_a_public_file_is_read_on_the_website_and_another_travels(workspace: Path) -> None:
    professional, public = contents(open_workspace(workspace), SLUG)

    address = f'href="https://esscp.example.org/bulletins/{SLUG}/files/'
    for each in (professional, public):
        assert 'href="files/' not in each.html
        for name in each.hosted:
            assert f'{address}{name}"' in each.html
    assert [*professional.hosted, *public.hosted]


def test_an_error_in_what_it_is_made_of_stops_it_with_the_finding(workspace: Path) -> None:
    file = workspace / "items/updates/advice-before-referral.md"
    file.write_text(file.read_text().replace("status: ready", "status: draft"))

    with pytest.raises(UnsoundBulletinError, match="BUL102") as caught:
        contents(open_workspace(workspace), SLUG)

    assert caught.value.findings


def test_an_unknown_variant_is_refused(workspace: Path) -> None:
    with pytest.raises(UnknownVariantError):
        contents(open_workspace(workspace), SLUG, "everybody")
