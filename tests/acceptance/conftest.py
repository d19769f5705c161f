"""The real command, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from acceptance_types import Run

_TIMEOUT_SECONDS = 120


@pytest.fixture
def ebulletin(tmp_path: Path) -> Run:
    """Runs `ebulletin WORDS...` in a folder; gives exit code, stdout and stderr."""

    def run(
        *words: str, cwd: Path | None = None, answers: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ebulletin", *words],
            cwd=cwd or tmp_path,
            input=answers,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_TIMEOUT_SECONDS,
            env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **environment},
            check=False,
        )

    return run
