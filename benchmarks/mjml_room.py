"""MJML to HTML, ours against the reference compiler: both warm, each in its own process."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from measuring import Ratio, in_turn, ratio_of, seconds_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / ".reference/node_modules/mjml"
SIZES_IN_KB = (5, 30, 150)
# Three times as fast.
MOST = 1 / 3
# So often before anything is measured: both compilers learn.
WARM_UP = 10
REPETITIONS = {5: 20, 30: 6, 150: 2}

_SERVER = """
const imported = require(process.argv[1]);
const compile = imported.default || imported;
const settings = { validationLevel: "strict", keepComments: false, fonts: {} };
let sources = {};
require("readline").createInterface({ input: process.stdin }).on("line", async line => {
  const asked = JSON.parse(line);
  if (asked.source) sources[asked.name] = asked.source;
  const start = process.hrtime.bigint();
  for (let each = 0; each < asked.times; each++) await compile(sources[asked.name], settings);
  process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e9) + "\\n");
});
"""
_HEAD = """<mjml><mj-head><mj-title>Autumn news</mj-title><mj-preview>What changes</mj-preview>
<mj-attributes><mj-all font-family="Arial,Helvetica,sans-serif" />
<mj-text font-size="16px" line-height="24px" color="#1B2A2F" padding="0px 24px" />
<mj-class name="band" background-color="#0B4F5C" padding="24px" /></mj-attributes>
<mj-style>p{margin:0 0 12px}a{color:#0A5688}</mj-style></mj-head><mj-body width="600px">
"""
_PIECE = """<mj-section mj-class="band"><mj-column><mj-text><h2>Part %d</h2></mj-text></mj-column>
</mj-section>
<mj-section background-color="#FFFFFF" padding="16px 0px">
<mj-column width="40%%"><mj-image src="images/card-%d.png" alt="Desk card" width="200px" />
</mj-column><mj-column width="60%%">
<mj-text><p>Ring <a href="tel:999">one number</a>, day or night. A trained adviser listens, asks
four short questions and tells you <strong>what happens next</strong>; nobody needs a form.</p>
<ul><li>What have you seen, heard or been told?</li><li>Who is already helping?</li></ul></mj-text>
<mj-divider border-width="1px" border-color="#C5D3D6" />
<mj-button href="https://example.org/%d" background-color="#0B4F5C">Read the guide</mj-button>
<mj-table><tr><th scope="col">Day</th><th scope="col">Time</th></tr><tr><td>Monday</td>
<td>9:45am</td></tr></mj-table></mj-column></mj-section>
"""
_END = "</mj-body></mjml>"


def against_reference(_: Path) -> Iterator[Ratio]:
    """One compile of a small, a usual and a huge e-mail."""
    if not PACKAGE.is_dir() or not shutil.which("node"):
        print("The reference MJML compiler is not there (npm, then `make reference`): left out.")
        return
    with _Reference() as reference:
        for size in SIZES_IN_KB:
            yield _compared(size, reference)


def source_of(kilobytes: int) -> str:
    """MJML of about a size, with the usual components in it."""
    parts = [_HEAD]
    number = 0
    length = len(_HEAD) + len(_END)
    while length < kilobytes * 1_000:
        number += 1
        parts.append(_PIECE % (number, number, number))
        length += len(parts[-1])
    return "".join([*parts, _END])


def _compared(kilobytes: int, reference: "_Reference") -> Ratio:
    from ebulletin.templates.mjml import Document, compile_mjml

    source, times = source_of(kilobytes), REPETITIONS[kilobytes]
    document = Document(title="Autumn news")

    def ours() -> None:
        for _ in range(times):
            compile_mjml(source, document=document)

    for _ in range(WARM_UP):
        compile_mjml(source, document=document)
    name = str(kilobytes)
    reference.seconds(name, WARM_UP, source)
    pairs = in_turn(
        lambda: seconds_of(ours) / times, lambda: reference.seconds(name, times) / times
    )
    words = f"compile {kilobytes} KB of MJML, warm / reference compiler, warm"
    return ratio_of(words, pairs, MOST)


class _Reference:
    """The reference compiler in a process that goes on living."""

    def __enter__(self) -> "_Reference":
        node = shutil.which("node")
        assert node
        self._process = subprocess.Popen(
            [node, "-e", _SERVER, str(PACKAGE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=10)

    def seconds(self, name: str, times: int, source: str | None = None) -> float:
        """How long it takes to compile a source so often; it is sent once, under a name."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"name": name, "times": times, "source": source}
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())
