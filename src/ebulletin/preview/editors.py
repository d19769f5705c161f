"""Opens an item in the editor, at the line."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from ebulletin.press.undoing import why_untouchable
from ebulletin.workspace import Workspace

# Editors with a window of their own, the first that is there; each with its way of naming a line.
_EDITORS: tuple[tuple[str, Callable[[str, int], list[str]]], ...] = (
    ("code", lambda file, line: ["--goto", f"{file}:{line}"]),
    ("codium", lambda file, line: ["--goto", f"{file}:{line}"]),
    ("subl", lambda file, line: [f"{file}:{line}"]),
    ("notepad++", lambda file, line: [f"-n{line}", file]),
    ("kate", lambda file, line: ["--line", str(line), file]),
    ("gedit", lambda file, line: [f"+{line}", file]),
)


def authored(workspace: Workspace) -> frozenset[str]:
    """The paths of every file that people write, those that cannot be read included."""
    files = [each.source.path for each in workspace.items.values()]
    files += [each.source.path for each in workspace.plans.values()]
    files += [each.place.path for each in workspace.findings]
    return frozenset((*files, "partnership.yaml", "glossary.yaml"))


def open_file(workspace: Workspace, path: str, line: int) -> str:
    """Open an authored file at a line; gives the sentence that says what was done.

    Nothing but a file that the workspace itself named is opened, and no link is followed.
    """
    if path not in authored(workspace) or why_untouchable(workspace.root, path) is not None:
        return f"{path} is not a file of this workspace that can be opened."
    command = _command(workspace.root / path, line)
    if command is None:
        return f"No editor was found on this machine. Open {path} at line {line} yourself."
    try:
        _start(command)
    except OSError:
        return f"The editor did not start. Open {path} at line {line} yourself."
    return f"Opened {path} at line {line}."


def _command(file: Path, line: int) -> Sequence[str] | None:
    """The editor, with file and line; else whatever the machine opens such a file with."""
    if not has_screen():
        return None
    for name, words in _EDITORS:
        found = shutil.which(name)
        if found is not None:
            return [found, *words(str(file), line)]
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if sys.platform == "win32":
        opener = shutil.which("notepad")
    return [opener, str(file)] if opener else None


def has_screen() -> bool:
    """Whether a program with a window can be started here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _start(command: Sequence[str]) -> None:
    process = subprocess.Popen(  # noqa: S603 - a program of this machine, and a file of the workspace
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Nobody waits for the editor, but when it ends the system wants to be asked how.
    threading.Thread(target=process.wait, daemon=True).start()
