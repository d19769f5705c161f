"""What goes into the wheel and the source package, and what stays out."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from repository import ROOT, repository_files

# What an officer's folder may hold beside the checkout, and nobody else may ever see.
PRIVATE = (
    "recipients/autumn.csv",
    "recipients/schools.xlsx",
    "recipients/suppressed.csv",
    "recipients/.key",
    ".ebulletin/ledger.sqlite",
    "out/2026-09-lantern/public/email.html",
    "notes-for-owen.txt",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source package, built beside private files."""
    checkout = tmp_path_factory.mktemp("checkout")
    for path in repository_files():
        copy = checkout / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    for name in PRIVATE:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("somebody@example.org\n", encoding="utf-8")
    # Even where .gitignore is lost, the lists stay out.
    (checkout / ".gitignore").unlink()
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist"]
    subprocess.run(words, cwd=checkout, check=True, capture_output=True, env=_calm())
    return checkout / "dist"


def _calm() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COV_CORE")}


@pytest.fixture(scope="module")
def in_wheel(built: Path) -> set[str]:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def in_sdist(built: Path) -> set[str]:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_wheel_holds_every_file_of_the_engine(in_wheel: set[str]) -> None:
    source = ROOT / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in repository_files()
        if path.is_relative_to(source)
    }

    assert ours <= in_wheel
    assert "ebulletin/py.typed" in in_wheel


@pytest.mark.parametrize("theme", ["shield", "newsletter", "minutes"])
def test_the_wheel_holds_the_built_in_themes(in_wheel: set[str], theme: str) -> None:
    assert f"ebulletin/templates/themes/{theme}/theme.yaml" in in_wheel


def test_the_wheel_holds_what_init_copies(in_wheel: set[str]) -> None:
    starter = {name for name in in_wheel if name.startswith("ebulletin/starter/")}

    assert any(name.endswith("partnership.yaml") for name in starter)


def test_the_wheel_installs_one_package_and_nothing_beside_it(in_wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in in_wheel}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"ebulletin"}


def test_no_package_holds_peoples_addresses(in_wheel: set[str], in_sdist: set[str]) -> None:
    lists = {name for name in in_sdist | in_wheel if name.startswith("recipients/")}

    assert lists == {"recipients/sample.csv"}
    assert not {name for name in in_sdist | in_wheel if name.endswith(PRIVATE)}


def test_the_source_package_is_a_living_workspace(in_sdist: set[str]) -> None:
    expected = {"partnership.yaml", "cli.py", "Makefile", "constraints.txt", "LICENSE"}

    assert expected <= in_sdist
    assert any(name.startswith("bulletins/") for name in in_sdist)
