"""A running preview: the real command as a process, and its address."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

_START_SECONDS = 30
_STOP_SECONDS = 10


@dataclass
class Preview:
    """A preview that is being served."""

    address: str
    process: "subprocess.Popen[str]"

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].split("/")[0])

    def stop(self, sign: int = signal.SIGINT) -> tuple[int, str]:
        """Press Ctrl-C; gives the exit code and what was said on stderr."""
        self.process.send_signal(sign)
        _, said = self.process.communicate(timeout=_STOP_SECONDS)
        return self.process.returncode, said

    def get(
        self, path: str = "", headers: Mapping[str, str] | None = None, *, data: bytes | None = None
    ) -> tuple[int, bytes]:
        """Status and body of one request; a path that begins with `/` is taken as it is."""
        start = f"http://127.0.0.1:{self.port}" if path.startswith("/") else self.address
        request = urllib.request.Request(start + path, headers=dict(headers or {}), data=data)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def still_serves(self) -> bool:
        """Whether a page can be asked for."""
        return self.process.poll() is None and self.get()[0] == 200


@contextmanager
def preview_of(workspace: Path, *words: str, **environment: str) -> Iterator[Preview]:
    """Run the preview of a workspace on a port of its own, and stop it in the end."""
    port = () if "--port" in words else ("--port", str(_port_of_worker()))
    process = subprocess.Popen(
        [sys.executable, "-m", "ebulletin", "preview", *words, *port, "--no-open"],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **environment},
    )
    late = Timer(_START_SECONDS, process.kill)
    late.start()
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.communicate()
        late.cancel()
        yield Preview(address, process)
    finally:
        late.cancel()
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=_STOP_SECONDS)


def _port_of_worker() -> int:
    """Where to begin looking for a free port, so that two workers seldom meet."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return 18_420 + 200 * int(worker)
