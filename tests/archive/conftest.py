"""A workspace with published editions, and the archive built from it: once for all tests."""

import shutil
from pathlib import Path

import pytest

from demonstration import copy_demonstration
from ebulletin.press.approving import approve
from ebulletin.press.archiving import build_archive
from ebulletin.workspace import open_workspace

PUBLIC = ("2026-09-lantern", "2026-autumn-newsletter", "2027-01-cluster")
PROFESSIONAL_ONLY = "2026-10-cluster"


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The demonstration with three public editions and a professional one, approved."""
    folder = tmp_path_factory.mktemp("archive") / "workspace"
    copy = copy_demonstration(root, folder, *PUBLIC, PROFESSIONAL_ONLY)
    for slug in (*PUBLIC, PROFESSIONAL_ONLY):
        approve(open_workspace(copy), slug, "Owen Tansley")
    build_archive(open_workspace(copy))
    build_archive(open_workspace(copy), is_public=False)
    return copy


@pytest.fixture(scope="session")
def site(published_once: Path) -> Path:
    """The public archive; it is only looked at."""
    return published_once / "out/archive"


@pytest.fixture(scope="session")
def professional_site(published_once: Path) -> Path:
    """The archive of professional pages; it is only looked at."""
    return published_once / "out/archive-professional"


@pytest.fixture
def published(tmp_path: Path, published_once: Path) -> Path:
    """The workspace and its archive, to be changed.

    The state of an archive belongs to its folder, so the copy's is made anew.
    """
    copy = Path(
        shutil.copytree(
            published_once, tmp_path / "workspace", ignore=shutil.ignore_patterns("out")
        )
    )
    shutil.rmtree(copy / ".ebulletin")
    build_archive(open_workspace(copy))
    return copy
