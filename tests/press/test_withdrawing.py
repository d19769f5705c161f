"""An item or a person is taken out of a published edition, and nothing else changes (S27)."""

import difflib
import shutil
from pathlib import Path

import pytest

from demonstration import copy_demonstration
from ebulletin.errors import EbulletinError
from ebulletin.press.approving import approval_of, approve
from ebulletin.press.audit_log import read_log
from ebulletin.press.building import build
from ebulletin.press.errors import NotAllowedToApproveError, NotApprovedError
from ebulletin.press.verifying import faults_in
from ebulletin.press.withdrawing import (
    NothingToWithdrawError,
    SafetyBlockHoldsError,
    Withdrawn,
    withdraw,
)
from ebulletin.workspace import open_workspace
from ebulletin.workspace.publications import read_record, read_variant

SLUG = "2027-01-cluster"
WHO = "Owen Tansley"
ITEM = "home-education-consultation"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The demonstration with one bulletin, approved and built."""
    copy = copy_demonstration(root, tmp_path_factory.mktemp("withdrawing") / "workspace", SLUG)
    approve(open_workspace(copy), SLUG, WHO)
    build(open_workspace(copy), SLUG)
    (copy / "out").rename(copy / "before")
    return copy


@pytest.fixture
def published(tmp_path: Path, once: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(once, tmp_path / "workspace"))


def change(root: Path, *, items: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> Withdrawn:
    return withdraw(open_workspace(root), SLUG, items=items, people=people, name=WHO, note="Asked")


def differences(root: Path, name: str) -> list[str]:
    """Every line that went or came."""
    before, after = (
        (root / folder / SLUG / "dsl" / name).read_text().splitlines()
        for folder in ("before", "out")
    )
    return [each for each in difflib.ndiff(before, after) if each[:1] in "+-"]


def test_only_the_item_goes_although_a_contact_has_changed_since(published: Path) -> None:
    contact = published / "items/contacts/partnership-team.md"
    contact.write_text(contact.read_text().replace("01632 960100", "01632 960999"))
    other = published / "items/qa/still-true-january-2027.md"
    other.write_text(other.read_text().replace("Thursday 25 February 2027", "never"))

    result = change(published, items=(ITEM,))

    assert sorted(result.variants) == ["dsl", "public", "schools"]
    told = "\n".join(differences(published, "page.html"))
    assert "A register of children educated at home" in told
    assert "960999" not in told
    assert "never" not in told
    assert not [line for line in differences(published, "page.html") if line.startswith("+")]
    for file in ("email.html", "email.txt", "page.html"):
        text = (published / "out" / SLUG / "dsl" / file).read_text()
        assert "register of children" not in text
        assert "01632 960100" in text


def test_links_to_the_item_keep_their_words(published: Path) -> None:
    change(published, items=(ITEM,))

    for variant in ("dsl", "schools", "public"):
        kept = read_variant(published, SLUG, variant)
        for bulletin in (kept.email, kept.page):
            assert f"item-{ITEM}" not in repr(bulletin)


def test_a_person_goes_with_card_details_and_name(published: Path) -> None:
    held = (published / "before" / SLUG / "dsl/email.html").read_text()
    assert "Imogen Larkham" in held
    assert "07700 900352" in held

    change(published, people=("imogen-larkham",))

    for path in sorted((published / "out" / SLUG).rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            text = path.read_text()
            assert "Larkham" not in text, path
            assert "900352" not in text, path
            assert "imogen" not in text.casefold(), path
    for variant in ("dsl", "schools", "public"):
        assert "larkham" not in repr(read_variant(published, SLUG, variant)).casefold()


def test_somebody_who_is_only_named_is_withdrawn_by_name_and_kept_nowhere(
    tmp_path: Path, root: Path
) -> None:
    slug, name = "2026-11-network", "Winifred Astley"
    copy = copy_demonstration(root, tmp_path / "network", slug)
    approve(open_workspace(copy), slug, WHO)

    withdraw(open_workspace(copy), slug, people=[name], name=WHO)

    texts = [path.read_text() for path in (copy / "bulletins/published").rglob("*.json*")]
    texts += [path.read_text() for path in (copy / "out").rglob("*.html")]
    assert texts
    assert not [text for text in texts if "Astley" in text]


def test_nobody_is_taken_out_of_the_safety_block(published: Path) -> None:
    for who in ("mash", "lado"):
        with pytest.raises(SafetyBlockHoldsError):
            change(published, people=(who,))

    assert read_record(published, SLUG).withdrawals == ()  # type: ignore[union-attr]


def test_what_was_withdrawn_voids_the_approval_and_does_not_come_back(published: Path) -> None:
    change(published, items=(ITEM,))

    approval = approval_of(open_workspace(published), SLUG)
    assert approval is not None
    assert approval.voided_by == (f"the item {ITEM!r}, which was withdrawn",)
    with pytest.raises(NotAllowedToApproveError, match="was withdrawn"):
        approve(open_workspace(published), SLUG, WHO)


def test_it_is_logged_and_the_edition_still_agrees_with_the_log(published: Path) -> None:
    change(published, items=(ITEM,))

    reading = read_log(published)
    assert reading.entries[-1].event == "withdrawn"
    assert reading.entries[-1].facts["items"] == [ITEM]
    assert faults_in(published, reading) == ()


def test_a_picture_that_only_the_item_had_goes_too(tmp_path: Path, root: Path) -> None:
    slug = "2026-09-lantern"
    copy = copy_demonstration(root, tmp_path / "lantern", slug)
    approve(open_workspace(copy), slug, WHO)
    files = copy / "bulletins/published/_files"
    before = {path.name for path in files.iterdir()}

    withdraw(open_workspace(copy), slug, items=["wellbeing-market-report"], name=WHO)

    assert len(before - {path.name for path in files.iterdir()}) == 1
    assert not (copy / "out" / slug / "public/images/wellbeing-market.png").exists()


def test_what_it_does_not_hold_is_said(published: Path) -> None:
    with pytest.raises(NothingToWithdrawError, match=ITEM):
        change(published, items=("inspection-letter",))
    with pytest.raises(NothingToWithdrawError):
        change(published, people=("Nobody At-All",))


def test_what_was_never_published_cannot_be_changed(published: Path) -> None:
    shutil.rmtree(published / "bulletins/published")

    with pytest.raises(NotApprovedError):
        change(published, items=(ITEM,))


def test_files_of_people_are_not_overwritten(published: Path) -> None:
    with pytest.raises(EbulletinError, match="people's own files"):
        withdraw(open_workspace(published), SLUG, items=[ITEM], name=WHO, out=published / "items")

    assert read_log(published).entries[-1].event == "approved"
