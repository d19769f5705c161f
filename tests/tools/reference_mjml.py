"""The reference MJML compiler, where it is installed, for tests that compare with it."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
ABSENT = "the reference MJML compiler is not there: `make reference` installs it (needs npm)"
_SECONDS = 300
_SCRIPT = """
const imported = require(process.argv[1]);
const compile = imported.default || imported;
const { sources, folder } = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const written = [];
  for (const source of sources) {
    const settings = {
      validationLevel: "strict", keepComments: false, fonts: {}, filePath: folder,
      ignoreIncludes: false,
    };
    written.push((await compile(source, settings)).html);
  }
  process.stdout.write(JSON.stringify(written));
})();
"""


def reference_folder() -> Path | None:
    """The installed package, or None; `EBULLETIN_MJML_REFERENCE` names another folder for it."""
    named = os.environ.get("EBULLETIN_MJML_REFERENCE")
    folder = (Path(named) if named else ROOT / ".reference") / "node_modules" / "mjml"
    return folder if folder.is_dir() and shutil.which("node") else None


def reference_html(package: Path, sources: Sequence[str], folder: Path | None = None) -> list[str]:
    """What the reference compiler makes of each source, in its strict mode.

    Args:
        package: The installed compiler.
        sources: MJML documents.
        folder: Where what they include lies.
    """
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, "-e", _SCRIPT, str(package)],
        input=json.dumps({"sources": list(sources), "folder": str(folder or package)}),
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=_SECONDS,
    )
    written: list[str] = json.loads(done.stdout)
    return written
