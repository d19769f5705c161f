"""Lists of recipients that lie where they should not: under version control, or among content."""

import shutil
import subprocess
from pathlib import Path

from ebulletin.workspace.files import files_in

SAMPLE = "recipients/sample.csv"
_ALLOWED = (SAMPLE, "recipients/.gitignore", "recipients/.gitkeep", "recipients/README.md")
_CONTENT_FOLDERS = ("items", "bulletins", "templates")
_ENDINGS = (".csv", ".tsv")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TIMEOUT_SECONDS = 10
_BEGINNING_IN_BYTES = 10_000


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
    """CSV files with a column of addresses beside partnership.yaml or among the content."""
    beside = [
        (each.name, each)
        for each in sorted(root.iterdir())
        if each.is_file() and each.name.lower().endswith(_ENDINGS)
    ]
    among = [found for folder in _CONTENT_FOLDERS for found in files_in(root, folder, _ENDINGS)]
    return tuple(path for path, file in (*beside, *among) if _has_email_column(file))


def _has_email_column(file: Path) -> bool:
    # Most workspaces have no such file, and need not know how columns are called.
    from ebulletin.recipients.columns import folded, has_address_column

    try:
        with file.open("rb") as opened:
            raw = opened.read(_BEGINNING_IN_BYTES)
    except OSError:
        return False
    text = raw.decode("utf-16" if raw[:2] in _UTF_16 else "utf-8-sig", "replace")
    header, _, rows = text.partition("\n")
    for separator in ";\t|":
        header = header.replace(separator, ",")
    names = [word.strip().strip('"') for word in header.split(",")]
    if "email" in map(folded, names):
        return True
    # A column called Mail may hold anything; with an address below it holds addresses.
    return "@" in rows and has_address_column(names, {})
