"""The demonstration's e-mails stay far from what Gmail clips (102,400 bytes)."""

from pathlib import Path

import pytest

from acceptance_types import Run

KB = 1_024


@pytest.mark.parametrize(
    ("slug", "variant", "most"),
    [
        ("2026-09-lantern", "professional", 60 * KB),
        ("2026-autumn-newsletter", "professional", 80 * KB),
    ],
)
def test_an_edition_is_light(
    slug: str, variant: str, most: int, workspace: Path, ebulletin: Run
) -> None:
    done = ebulletin("build", slug, "--variant", variant, "--format", "html", cwd=workspace)

    assert done.returncode == 0, done.stderr
    assert (workspace / "out" / slug / variant / "email.html").stat().st_size <= most
