"""Exports of a bulletin: approved, without leaks, and with places for what is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from ebulletin.export.model import Exported
from ebulletin.press import exporting
from ebulletin.press.approving import approve
from ebulletin.press.errors import UnknownVariantError
from ebulletin.press.export_forms import Order, Target, UnknownTargetError, targets
from ebulletin.press.exporting import ExportRefusedError, Request, export
from ebulletin.templates.content import Content
from ebulletin.workspace import open_workspace

SLUG = "2026-09-lantern"
IMAGES = "https://images.esscp.example.org"
# Those that a browser prints are tried by their own tests.
PRINTED = {"pdf", "pdf-large-print", "noticeboard"}


def draft(target: str, **changes: object) -> Request:
    first = Request(target, is_draft=True, pictures_at=IMAGES, may_lack_attachments=True)
    return replace(first, **changes)  # type: ignore[arg-type]


def test_what_nobody_has_approved_is_not_exported(workspace: Path) -> None:
    opened = open_workspace(workspace)

    with pytest.raises(ExportRefusedError, match="Nobody has approved") as caught:
        export(opened, SLUG, Request("mailchimp"))

    assert "--draft" in str(caught.value)
    assert not (workspace / "out" / "exports").exists()


def test_a_draft_says_so_in_names_subject_and_manifest(workspace: Path) -> None:
    made = export(open_workspace(workspace), SLUG, draft("mailchimp"))

    assert [each.variant for each in made] == ["professional", "public"]
    for each in made:
        names = {path.name for path in each.folder.iterdir()}
        assert f"DRAFT-{SLUG}-{each.variant}.html" in names
        assert (each.folder / "subject.txt").read_text().startswith("DRAFT: ")
        manifest = json.loads((each.folder / "DRAFT-manifest.json").read_text())
        assert manifest["status"] == "DRAFT"
        assert manifest["subject"].startswith("DRAFT: ")


def test_what_was_approved_is_exported_until_a_byte_changes(workspace: Path) -> None:
    approve(open_workspace(workspace), SLUG, "owen-tansley")

    (made,) = export(open_workspace(workspace), SLUG, Request("mailchimp", variant="public"))

    manifest = json.loads((made.folder / "manifest.json").read_text())
    assert manifest["status"] == "approved"
    assert "Owen Tansley" in manifest["approval"]
    item = workspace / "items" / "updates" / "phone-lines-changeover.md"
    if not item.exists():
        item = next((workspace / "items").rglob("phone-lines-changeover.md"))
    item.write_text(item.read_text().replace("every new worry", "each new worry"))
    with pytest.raises(ExportRefusedError, match="no longer what Owen Tansley approved"):
        export(open_workspace(workspace), SLUG, Request("mailchimp", variant="public"))


@pytest.mark.parametrize("target", sorted(set(targets()) - PRINTED))
@pytest.mark.parametrize("slug", [SLUG, "2026-autumn-newsletter"])
def test_every_export_of_editions_a_and_b_is_made_and_gives_nothing_away(
    workspace: Path, slug: str, target: str
) -> None:
    made = export(open_workspace(workspace), slug, draft(target))

    assert made
    for each in made:
        assert each.findings == ()
        files = [path for path in each.folder.rglob("*") if path.is_file()]
        assert {path.relative_to(each.folder).as_posix() for path in files} == set(
            each.exported.files
        )
        for path in files:
            assert b"merge.invalid" not in path.read_bytes()
        if each.variant == "public":
            secret = b"01632 960112"  # the advice line for professionals
            assert not [path for path in files if secret in path.read_bytes()]


def test_the_public_file_on_the_wall_is_the_default_and_posts_are_never_professional(
    workspace: Path,
) -> None:
    opened = open_workspace(workspace)

    assert [each.variant for each in export(opened, SLUG, draft("social"))] == ["public"]
    with pytest.raises(ExportRefusedError, match="public variant only"):
        export(opened, SLUG, draft("social", variant="professional"))
    with pytest.raises(ExportRefusedError, match="no public variant"):
        export(opened, "2026-10-cluster", draft("social"))


def test_a_leak_on_the_last_way_is_caught_in_any_file(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(_order: Order, content: Content) -> Exported:
        from ebulletin.export.packaging import zipped

        del content
        inner = {"document.xml": b"<p>Ring +44 1632 960112</p>"}
        return Exported({"words.docx": zipped(inner), "ok.txt": b"01632 960110"})

    known = {"leaky": Target("leaky", "leaks", leaking)}
    monkeypatch.setattr(exporting, "targets", lambda: known)
    opened = open_workspace(workspace)

    professional, public = export(opened, SLUG, draft("leaky"))

    assert professional.findings == ()
    assert [each.code for each in public.findings] == ["SAF110"]
    assert "words.docx" in public.findings[0].message
    assert not public.folder.exists()


def test_words_that_a_tool_would_read_as_code_are_told_with_their_place(workspace: Path) -> None:
    item = next((workspace / "items").rglob("phone-lines-changeover.md"))
    text = item.read_text().replace("Anyone may ring:", "Anyone may $RING$:")
    item.write_text(text)
    line = next(n for n, each in enumerate(text.split("\n"), 1) if "$RING$" in each)

    made = export(open_workspace(workspace), SLUG, draft("dotdigital"))

    for each in made:
        (found,) = each.findings
        assert found.code == "MRG105"
        assert found.place.path.endswith("phone-lines-changeover.md")
        assert found.place.line == line
        assert not each.folder.exists()


def test_an_export_that_is_refused_takes_the_older_one_away(workspace: Path) -> None:
    (old,) = export(open_workspace(workspace), SLUG, draft("dotdigital", variant="public"))
    item = next((workspace / "items").rglob("phone-lines-changeover.md"))
    item.write_text(item.read_text().replace("Anyone may ring:", "Anyone may $RING$:"))

    export(open_workspace(workspace), SLUG, draft("dotdigital", variant="public"))

    assert not old.folder.exists()


def test_a_trial_writes_nothing(workspace: Path) -> None:
    made = export(open_workspace(workspace), SLUG, draft("mailchimp", is_trial=True))

    assert [each.findings for each in made] == [(), ()]
    assert not (workspace / "out" / "exports").exists()


def test_an_archive_copy_is_never_exported(workspace: Path) -> None:
    plan = workspace / "bulletins" / f"{SLUG}.yaml"
    plan.write_text(plan.read_text() + "\narchive: yes\nrebuilt_on: 2026-11-01\n")

    with pytest.raises(ExportRefusedError, match="archive copy"):
        export(open_workspace(workspace), SLUG, draft("mailchimp"))


def test_unknown_exports_and_variants_are_named_with_what_may_be_meant(workspace: Path) -> None:
    opened = open_workspace(workspace)

    with pytest.raises(UnknownTargetError, match="mailchimp"):
        export(opened, SLUG, draft("mailchmp"))
    with pytest.raises(UnknownVariantError, match="public"):
        export(opened, SLUG, draft("mailchimp", variant="publik"))


def test_exports_are_the_same_bytes_each_time(workspace: Path) -> None:
    def bytes_of(target: str) -> dict[str, bytes]:
        (made,) = export(open_workspace(workspace), SLUG, draft(target, variant="public"))
        return {path.name: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}

    for target in ("mailchimp", "outlook", "word", "calendar", "folder"):
        assert bytes_of(target) == bytes_of(target)


def test_the_calendar_counts_changes_since_earlier_editions(workspace: Path) -> None:
    slug = "2026-autumn-newsletter"
    approve(open_workspace(workspace), slug, "owen-tansley")
    item = next((workspace / "items").rglob("safer-recruitment-refresher.md"))
    item.write_text(item.read_text().replace("9:30am", "9:15am").replace("09:30", "09:15"))
    later = workspace / "bulletins" / "2026-winter-newsletter.yaml"
    text = (workspace / "bulletins" / f"{slug}.yaml").read_text()
    later.write_text(text.replace("date: 2026-10-22", "date: 2026-10-29"))

    (made,) = export(
        open_workspace(workspace), later.stem, draft("calendar", variant="public")
    )  # fmt: skip

    assert made.findings == ()
    changed = (made.folder / "events" / "DRAFT-safer-recruitment-refresher.ics").read_text()
    same = (made.folder / "events" / "DRAFT-community-day-2027.ics").read_text()
    assert "SEQUENCE:1" in changed
    assert "SEQUENCE:0" in same


def test_members_of_an_exported_zip_are_those_of_the_folder(workspace: Path) -> None:
    (made,) = export(open_workspace(workspace), SLUG, draft("mailchimp", variant="public"))

    with ZipFile(made.folder / f"DRAFT-{SLUG}-public-pictures.zip") as archive:
        names = set(archive.namelist())

    assert names == {"index.html", *(path.name for path in (made.folder / "images").iterdir())}
