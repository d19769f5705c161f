"""Lists the files of the repository, with git or without."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HAS_GIT = shutil.which("git") is not None and (ROOT / ".git").exists()

_BUILT = {".git", ".venv", ".reference", ".ebulletin", "out", "site", "dist", "node_modules"}


def repository_files() -> list[Path]:
    """Every file that is in git, or is about to be; without git, every file that is not built."""
    if HAS_GIT:
        words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
        found = [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not _is_built(path.relative_to(ROOT))]
    return sorted(path for path in found if path.is_file())


def _is_built(path: Path) -> bool:
    return any(part in _BUILT or part.endswith("cache") or part == "__pycache__"
               or part == ".hypothesis" for part in path.parts)  # fmt: skip
