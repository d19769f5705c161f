"""Installs a built wheel into a new environment elsewhere, and uses it as a new officer would.

    python tests/tools/check_wheel.py dist

A wheel that forgot a theme, the starter or a dependency fails here; the checkout cannot help it.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def main(folder: Path) -> int:
    """Install the one wheel in the folder, then run `--help`, `init`, `check` and `build`."""
    wheels = sorted(folder.resolve().glob("*.whl"))
    if len(wheels) != 1:
        print(f"Expected one wheel in {folder}, found {len(wheels)}.")
        return 1
    with tempfile.TemporaryDirectory(prefix="ebulletin-wheel-") as elsewhere:
        _use(wheels[0], Path(elsewhere))
    print(f"{wheels[0].name} works on its own.")
    return 0


def _use(wheel: Path, elsewhere: Path) -> None:
    environment = elsewhere / "venv"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    install: list[str | Path] = [
        scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "-c", _ROOT / "constraints.txt", wheel,
    ]  # fmt: skip
    _run(install, elsewhere)
    command = scripts / "ebulletin"
    _run([command, "--help"], elsewhere)
    name = "Little Tarn Partnership"
    _run([command, "init", "our-bulletins", "--name", name, "--yes"], elsewhere)
    workspace = elsewhere / "our-bulletins"
    _run([command, "check"], workspace)
    _run([command, "build", "--all"], workspace)
    pages = sorted(workspace.glob("out/*/*/page.html"))
    if not pages:
        raise SystemExit("`ebulletin build` ended well but wrote no page.")
    print(f"Built {len(pages)} page(s), the first of {pages[0].stat().st_size:,} bytes.")


def _run(command: list[str | Path], folder: Path) -> None:
    words = [str(word) for word in command]
    print("$", Path(words[0]).name, *words[1:], flush=True)
    # The checkout must not be seen from there.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        words, cwd=folder, env=clean, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    print(done.stdout, end="")
    if done.returncode != 0:
        raise SystemExit(f"It ended with status {done.returncode}.")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
