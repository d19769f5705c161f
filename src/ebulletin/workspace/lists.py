"""Lists of recipients that lie where they should not: under version control, or among content."""

import shutil
import subprocess
from pathlib import Path

from ebulletin.workspace.files import files_in

SAMPLE = "recipients/sample.csv"
_ALLOWED = (SAMPLE, "recipients/.gitignore", "recipients/.gitkeep", "recipients/README.md")
_CONTENT_FOLDERS = ("items", "bulletins", "templates")
_TIMEOUT_SECONDS = 10
_LONGEST_HEADER_IN_BYTES = 10_000


def tracked_lists(root: Path) -> tuple[str, ...]:
    """Files under `recipients/` that git tracks, the sample aside; none without git."""
    git = shutil.which("git")
    if git is None or not (root / "recipients").is_dir():
        return ()
    try:
        answer = subprocess.run(  # noqa: S603 - fixed words; only the folder varies
            [git, "ls-files", "-z", "--", "recipients"],
            cwd=root,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    names = answer.stdout.decode("utf-8", "replace").split("\0")
    return tuple(sorted(name for name in names if name and name not in _ALLOWED))


def stray_lists(root: Path) -> tuple[str, ...]:
    """CSV files with an `email` column beside partnership.yaml or among the content."""
    beside = [(each.name, each) for each in sorted(root.glob("*.csv")) if each.is_file()]
    among = [found for folder in _CONTENT_FOLDERS for found in files_in(root, folder, (".csv",))]
    return tuple(path for path, file in (*beside, *among) if _has_email_column(file))


def _has_email_column(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            header = opened.readline(_LONGEST_HEADER_IN_BYTES)
    except OSError:
        return False
    words = header.decode("utf-8-sig", "replace").lower()
    for separator in ";\t":
        words = words.replace(separator, ",")
    return "email" in {word.strip().strip('"').replace("-", "") for word in words.split(",")}
