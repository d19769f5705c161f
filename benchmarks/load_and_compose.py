"""Loads one workspace and composes its bulletin, in a process of its own as a command would.

Prints two numbers: the seconds for loading, and those for composing every variant. Nothing is warm,
the reading of Markdown included, which the first variant pays for.
"""

import gc
import sys
import time
from pathlib import Path

from big_workspace import SLUG
from ebulletin.bulletins.compose import compose, variants_of
from ebulletin.workspace import open_workspace


def main(root: Path) -> None:
    """Measure once; faults in the workspace would measure the writing of findings instead."""
    # As the command itself does (`cli.main`).
    gc.disable()
    start = time.perf_counter()
    workspace = open_workspace(root)
    loaded = time.perf_counter()
    plan = workspace.plans[SLUG].plan
    placed = 0
    for variant in variants_of(plan, workspace.shelf.settings):
        placed += len(compose(plan, workspace.shelf, variant, "email").placed)
    composed = time.perf_counter()
    if workspace.findings or not placed:
        raise SystemExit(f"The generated workspace has faults: {workspace.findings[:1]}")
    print(loaded - start, composed - loaded)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
