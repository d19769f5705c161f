"""Sign-off: a second person approves exact bytes, and whatever changes afterwards is named."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from demonstration import copy_demonstration
from ebulletin.errors import EbulletinError
from ebulletin.pictures import read_picture
from ebulletin.press.approving import (
    Approval,
    approval_findings,
    approval_of,
    approve,
    look_at,
    revoke,
    why_not_approved,
)
from ebulletin.press.approving_items import approve_items
from ebulletin.press.audit_log import append, read_log
from ebulletin.press.contents import contents
from ebulletin.press.errors import (
    AlreadySentError,
    NotAllowedToApproveError,
    NotApprovedError,
    UnsoundBulletinError,
)
from ebulletin.workspace import open_workspace
from ebulletin.workspace.publications import read_record, read_variant

SLUG = "2027-01-cluster"
APPROVER = "Owen Tansley"
PLAN = f"bulletins/{SLUG}.yaml"
ITEM = "items/qa/still-true-january-2027.md"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The demonstration with one bulletin, approved."""
    copy = tmp_path_factory.mktemp("approved") / "workspace"
    copy_demonstration(root, copy, SLUG)
    approve(open_workspace(copy), SLUG, APPROVER, "Numbers rung.")
    return copy


@pytest.fixture
def approved(tmp_path: Path, once: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(once, tmp_path / "workspace"))


@pytest.fixture
def ready(approved: Path) -> Path:
    """The demonstration with one bulletin, which nobody has approved yet."""
    shutil.rmtree(approved / "bulletins/published")
    return approved


def replaced(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def approval(root: Path) -> Approval:
    found = approval_of(open_workspace(root), SLUG)
    assert found is not None
    return found


def test_what_was_approved_is_kept_with_hash_approver_and_date(approved: Path) -> None:
    found = contents(open_workspace(approved), SLUG)

    for content in found:
        kept = json.loads(
            (approved / f"bulletins/published/{SLUG}/{content.variant}.json").read_text()
        )
        assert kept["approved"]["digest"] == content.digest
        assert kept["approved"]["by"] == "owen-tansley"
        assert kept["approved"]["on"].endswith("Z")
        assert read_variant(approved, SLUG, content.variant).email == content.bulletin
        assert read_variant(approved, SLUG, content.variant).page == content.page


def test_an_approval_holds_while_nothing_changes(approved: Path) -> None:
    found = approval(approved)

    assert found.holds
    assert (found.by, found.name, found.note) == ("owen-tansley", APPROVER, "Numbers rung.")
    assert set(found.digests) == {"dsl", "schools", "public"}
    assert why_not_approved(open_workspace(approved), SLUG) == ()
    assert approval_findings(open_workspace(approved), SLUG) == []


def changed_word(root: Path) -> None:
    body = (root / ITEM).read_text()
    head, _, text = body.rpartition("---\n")
    (root / ITEM).write_text(f"{head}---\n{text.rstrip()} Thank you.\n")


def changed_subject(root: Path) -> None:
    replaced(root, PLAN, "Cluster notes: your police contact", "Cluster notes: the police contact")


def changed_pixel(root: Path) -> None:
    path = root / "items/assets/lantern.png"
    raw = path.read_bytes()
    other = (root / "items/assets/lantern-dark.png").read_bytes()
    assert read_picture(raw).width == read_picture(other).width
    path.write_bytes(other)


def changed_template(root: Path) -> None:
    part = root / "templates/minutes/theme.yaml"
    part.parent.mkdir(exist_ok=True)
    part.write_text("radius: 4\n")


def changed_variants(root: Path) -> None:
    text = (root / PLAN).read_text()
    assert "\nvariants:" in text
    (root / PLAN).write_text(text.replace("name: schools", "name: all-schools", 1))


def changed_contact(root: Path) -> None:
    replaced(root, "items/contacts/brightline.md", "0808 157 0900", "0808 157 0901")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (changed_word, ("the item 'still-true-january-2027'",)),
        (changed_subject, ("the subject line",)),
        (changed_pixel, ("the picture 'lantern.png'",)),
        (changed_contact, ("the safety block",)),
        (changed_template, ("how it looks (a template, or the version of ebulletin)",)),
    ],
)
def test_a_change_makes_it_void_and_is_named(
    approved: Path, change: Callable[[Path], None], named: tuple[str, ...]
) -> None:
    change(approved)

    found = approval(approved)

    assert found.voided_by == named
    (reason,) = why_not_approved(open_workspace(approved), SLUG)
    assert named[0] in reason
    (finding,) = approval_findings(open_workspace(approved), SLUG)
    assert (finding.code, finding.place.path) == ("BUL113", PLAN)


def test_a_bulletin_that_no_longer_builds_is_no_longer_approved(approved: Path) -> None:
    replaced(approved, "partnership.yaml", "out_of_hours: emergency-duty-team", "out_of_hours: no")

    assert approval(approved).voided_by == ("errors that `ebulletin check` tells",)


def test_what_changed_since_the_last_approval_is_told_before_the_next(approved: Path) -> None:
    changed_word(approved)

    candidate = look_at(open_workspace(approved), SLUG, APPROVER)

    assert candidate.changed == ("the item 'still-true-january-2027'",)
    approve(open_workspace(approved), SLUG, APPROVER)
    assert approval(approved).holds


def no_author(root: Path) -> None:
    replaced(root, PLAN, "author: halcyon-reeve\n", "")


def draft(root: Path) -> None:
    replaced(root, PLAN, "status: ready", "status: draft")


def other_author(root: Path) -> None:
    replaced(root, PLAN, "author: halcyon-reeve", "author: owen-tansley")


def nothing(_: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        (nothing, "Halcyon Reeve", "prepared"),
        (nothing, "marek-lindqvist", "not among those who may approve: Owen Tansley"),
        (nothing, "Owen Tansly", "Did you mean 'Owen Tansley'"),
        (no_author, APPROVER, "who prepared it"),
        (other_author, APPROVER, "Owen Tansley prepared"),
        (draft, APPROVER, "is a draft"),
    ],
)
def test_some_may_not_approve(
    ready: Path, change: Callable[[Path], None], name: str, words: str
) -> None:
    change(ready)

    with pytest.raises(NotAllowedToApproveError, match=words):
        approve(open_workspace(ready), SLUG, name)

    assert read_record(ready, SLUG) is None
    assert read_log(ready).entries == ()


def test_without_a_list_any_contact_but_the_author_may_approve(ready: Path) -> None:
    replaced(ready, "partnership.yaml", "  approvers: [owen-tansley]\n", "")

    assert approve(open_workspace(ready), SLUG, "Marek Lindqvist").by == "marek-lindqvist"


def test_who_is_no_longer_named_did_not_approve(approved: Path) -> None:
    replaced(
        approved, "partnership.yaml", "approvers: [owen-tansley]", "approvers: [marek-lindqvist]"
    )

    (reason,) = why_not_approved(open_workspace(approved), SLUG)

    assert "not among those who may approve" in reason


def test_errors_keep_a_bulletin_from_being_approved(ready: Path) -> None:
    replaced(ready, ITEM, "status: ready", "status: draft")

    with pytest.raises(UnsoundBulletinError, match="BUL102"):
        approve(open_workspace(ready), SLUG, APPROVER)


def test_warnings_are_shown_to_whoever_approves(ready: Path) -> None:
    replaced(ready, ITEM, "---\n", "---\nimportance: lead\n")
    body = (ready / ITEM).read_text()
    (ready / ITEM).write_text(f"{body}\nClick [here](https://esscp.example.org/x) now.\n")

    candidate = look_at(open_workspace(ready), SLUG, APPROVER)

    assert any(each.place.path == ITEM for each in candidate.warnings)


def test_a_draft_is_not_approved_whatever_was_signed(approved: Path) -> None:
    draft(approved)

    assert f"{SLUG!r} is a draft." in why_not_approved(open_workspace(approved), SLUG)


def test_revoking_takes_the_edition_away_and_is_logged(approved: Path) -> None:
    revoke(open_workspace(approved), SLUG, "Halcyon Reeve", "A number is wrong")

    assert approval_of(open_workspace(approved), SLUG) is None
    assert why_not_approved(open_workspace(approved), SLUG) == (f"Nobody has approved {SLUG!r}.",)
    assert not (approved / "bulletins/published" / SLUG).exists()
    assert list((approved / "bulletins/published/_files").iterdir()) == []
    last = read_log(approved).entries[-1]
    assert (last.event, last.facts["by"], last.facts["note"]) == (
        "revoked", "halcyon-reeve", "A number is wrong",
    )  # fmt: skip


def test_what_readers_have_is_not_revoked_by_mistake(approved: Path) -> None:
    append(approved, "sent", bulletin=SLUG)

    with pytest.raises(AlreadySentError, match="ebulletin withdraw"):
        revoke(open_workspace(approved), SLUG, APPROVER)

    assert read_record(approved, SLUG) is not None
    revoke(open_workspace(approved), SLUG, APPROVER, even_if_sent=True)
    assert read_record(approved, SLUG) is None


def test_what_is_not_approved_cannot_be_revoked(ready: Path) -> None:
    with pytest.raises(NotApprovedError):
        revoke(open_workspace(ready), SLUG, APPROVER)


def test_items_are_signed_off_on_their_own(ready: Path) -> None:
    item = "items/updates/two-consultations.md"
    before = (ready / item).read_text()

    paths = approve_items(
        open_workspace(ready), ["two-consultations"], "Marek Lindqvist", date(2027, 1, 18)
    )

    assert paths == (item,)
    after = open_workspace(ready).items["two-consultations"].item.approval
    assert after is not None
    assert after.on == date(2027, 1, 18)
    assert before.rpartition("---")[2] == (ready / item).read_text().rpartition("---")[2]
    assert read_log(ready).entries[-1].facts == {
        "items": ["two-consultations"], "by": "marek-lindqvist",
    }  # fmt: skip


def test_one_unknown_item_and_none_is_signed_off(ready: Path) -> None:
    with pytest.raises(EbulletinError, match="Did you mean 'two-consultations'"):
        approve_items(
            open_workspace(ready),
            ["prevent-basics", "two-consultation"],
            APPROVER,
            date(2027, 1, 18),
        )

    assert read_log(ready).entries == ()
