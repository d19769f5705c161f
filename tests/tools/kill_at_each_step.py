"""Runs a command and kills it, with SIGKILL, at each step at which it touches its files.

python kill_at_each_step.py FOLDER WORDS...

The command runs in a copy of FOLDER; once to count its steps, then once for every step. For each
step one line is printed: the number, and the folder that the killed command left behind.
"""

import importlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

# What changes a disk, by the names of Python's audit events.
_EVENTS = frozenset({
    "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "shutil.rmtree",
    "shutil.copyfile", "shutil.move",
})  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def run(folder: Path, words: list[str], at_step: Callable[[], None]) -> None:
    """Run the command in a folder, and tell each step that would change a file there."""
    os.chdir(folder)
    inside = str(folder)

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = details
            is_step = (
                isinstance(path, str)
                and path.startswith(inside)
                and bool(int(str(flags or 0)) & _WRITING)
            )
        else:
            is_step = event in _EVENTS and str(details[0]).startswith(inside)
        if is_step:
            at_step()

    from ebulletin.cli import main
    from ebulletin.recipients import store

    def to_disk(descriptor: int) -> None:  # noqa: ARG001
        """A step of its own, as there is no event for it; a kill loses nothing that is written."""
        at_step()

    store._to_disk = to_disk
    store._sync_folder = lambda folder: None  # noqa: ARG005
    sys.argv = ["ebulletin", *words]
    sys.addaudithook(hook)
    main()


def main(folder: Path, words: list[str]) -> None:
    """Count the steps, then die at each of them."""
    _, steps, modules = _in_child(folder, words, dies_at=0)
    for name in modules:
        # Imported once, so that each death costs little.
        if name.partition(".")[0] != "__main__":
            importlib.import_module(name)
    for number in range(1, steps + 1):
        print(number, _in_child(folder, words, dies_at=number)[0], flush=True)


def _in_child(folder: Path, words: list[str], *, dies_at: int) -> tuple[Path, int, list[str]]:
    copy = Path(tempfile.mkdtemp(dir=folder.parent)) / "workspace"
    shutil.copytree(folder, copy)
    counter = copy.with_name("steps")
    child = os.fork()
    if child == 0:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1
            if count == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        try:
            run(copy, words, step)
        except SystemExit:
            pass
        finally:
            counter.write_text("\n".join([str(count), *sys.modules]))
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if dies_at:
        assert os.WIFSIGNALED(status), f"the command ended before its step {dies_at}"
        return copy, 0, []
    steps, *modules = counter.read_text().split("\n")
    return copy, int(steps), modules


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
