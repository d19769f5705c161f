"""What a build leaves in `out/`: what it made, and nothing that could be taken for it."""

from pathlib import Path

import pytest

from ebulletin.errors import EbulletinError
from ebulletin.press.building import build
from ebulletin.press.errors import UnknownVariantError
from ebulletin.workspace import open_workspace

SLUG = "2026-09-lantern"


def built(root: Path) -> list[str]:
    folder = root / "out" / SLUG
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def broken(root: Path) -> None:
    """A locked error: a role of the safety block that nobody holds."""
    file = root / "partnership.yaml"
    file.write_text(
        file.read_text().replace("out_of_hours: emergency-duty-team", "out_of_hours: nobody")
    )


def test_a_variant_named_like_a_path_takes_nothing_away(workspace: Path) -> None:
    build(open_workspace(workspace), SLUG)
    broken(workspace)

    with pytest.raises(UnknownVariantError):
        build(open_workspace(workspace), SLUG, variant="../../items")

    assert (workspace / "items").is_dir()


def test_a_refused_build_takes_away_what_was_built_and_nothing_else(workspace: Path) -> None:
    build(open_workspace(workspace), SLUG)
    (workspace / "out" / SLUG / "notes.txt").write_text("mine")
    broken(workspace)

    result = build(open_workspace(workspace), SLUG)

    assert result.is_refused
    assert built(workspace) == ["notes.txt"]


def test_a_template_that_does_not_work_leaves_no_old_output(workspace: Path) -> None:
    build(open_workspace(workspace), SLUG)
    part = workspace / "templates/lantern/footer.mjml.j2"
    part.parent.mkdir(exist_ok=True)
    part.write_text("{{ bulletin.nothing_of_the_sort }}")

    with pytest.raises(EbulletinError, match="does not work"):
        build(open_workspace(workspace), SLUG)

    assert built(workspace) == []


def test_a_variant_that_the_bulletin_no_longer_has_goes(workspace: Path) -> None:
    build(open_workspace(workspace), SLUG)
    file = workspace / "bulletins" / f"{SLUG}.yaml"
    file.write_text(f"{file.read_text()}variants: [public]\n")

    build(open_workspace(workspace), SLUG)

    assert built(workspace) == ["public", "public.json"]


def test_a_build_of_one_variant_leaves_the_other(workspace: Path) -> None:
    build(open_workspace(workspace), SLUG)

    build(open_workspace(workspace), SLUG, variant="public")

    assert built(workspace) == ["professional", "professional.json", "public", "public.json"]


def test_nothing_is_built_into_a_folder_of_authors(workspace: Path) -> None:
    with pytest.raises(EbulletinError, match="people's own files"):
        build(open_workspace(workspace), SLUG, out=workspace / "bulletins/published")
