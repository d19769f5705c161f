"""Copies of the demonstration workspace with some of its bulletins, for tests that approve them."""

import shutil
from pathlib import Path


def copy_demonstration(root: Path, copy: Path, *slugs: str) -> Path:
    """Copy the workspace of the repository, with these bulletins alone; gives the copy."""
    copy.mkdir(parents=True)
    for name in ("items", "templates", "recipients"):
        shutil.copytree(root / name, copy / name)
    (copy / "bulletins").mkdir()
    for slug in slugs:
        shutil.copy2(root / "bulletins" / f"{slug}.yaml", copy / "bulletins")
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, copy / name)
    return copy
