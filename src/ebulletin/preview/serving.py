"""Starts the preview and ends it: a free port, a server on this machine alone, a browser."""

import asyncio
import contextlib
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from ebulletin.errors import EbulletinError
from ebulletin.press.previewing import Bench
from ebulletin.preview.app import make_app
from ebulletin.preview.door import HOST, Door, new_token
from ebulletin.preview.editors import has_screen
from ebulletin.preview.station import Station
from ebulletin.preview.watching import watch

USUAL_PORT = 8420
_PORTS_TRIED = 50
_LARGEST_PORT = 65_535
# Connections at a time; a page keeps one open.
_MOST_CONNECTIONS = 200


class NoFreePortError(EbulletinError):
    """All ports that were tried are in use."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(
            f"The ports {first} to {last} are all in use. Close other previews, or name another "
            "port with --port."
        )


@dataclass(frozen=True, slots=True)
class Serving:
    """A preview that is about to be served: its socket is open, so its address holds.

    Attributes:
        address: With the token; whoever has it can read along on this machine.
        is_usual_port: The port is the one that was asked for.
    """

    root: Path
    bulletin: str
    socket: socket.socket
    token: str
    is_usual_port: bool

    @property
    def port(self) -> int:
        """On which it is served."""
        return int(self.socket.getsockname()[1])

    @property
    def address(self) -> str:
        """What to open in the browser."""
        return f"http://{HOST}:{self.port}/{self.token}/"


def prepare(root: Path, bulletin: str, port: int) -> Serving:
    """Take the port, or the next one that is free.

    Raises:
        NoFreePortError: None of fifty is.
    """
    last = min(port + _PORTS_TRIED, _LARGEST_PORT)
    for each in range(port, last + 1):
        opened = _listening(each)
        if opened is not None:
            return Serving(root, bulletin, opened, new_token(), each == port)
    raise NoFreePortError(port, last)


def _listening(port: int) -> socket.socket | None:
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # On Windows two programs could otherwise share a port; elsewhere a port that was just left
    # would stay closed for a minute.
    if sys.platform == "win32":
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen(128)
    except OSError:
        opened.close()
        return None
    return opened


def open_browser(address: str) -> bool:
    """Open the address; False where there is no browser with a window."""
    if not has_screen():
        return False
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


def serve(serving: Serving, started: Callable[[], None]) -> None:
    """Serve until Ctrl-C.

    Args:
        started: Called once, when the first page can be asked for.
    """
    with contextlib.closing(serving.socket):
        asyncio.run(_serve(serving, started))


async def _serve(serving: Serving, started: Callable[[], None]) -> None:
    station = Station(Bench(serving.root), serving.bulletin)
    door = Door(make_app(station), serving.token, serving.port)
    server = _Server(
        uvicorn.Config(
            door, log_level="critical", access_log=False, lifespan="off", server_header=False,
            ws="none", limit_concurrency=_MOST_CONNECTIONS, timeout_graceful_shutdown=1,
            timeout_keep_alive=30,
        ),
        station,
    )  # fmt: skip
    work = asyncio.create_task(station.run())
    watching = asyncio.create_task(watch(serving.root, station.poke, server.stopping))
    started()
    try:
        await server.serve(sockets=[serving.socket])
    finally:
        server.stopping.set()
        for task in (watching, work):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


class _Server(uvicorn.Server):
    """Ends the streams of events first when it is stopped, as they never end by themselves."""

    def __init__(self, config: uvicorn.Config, station: Station) -> None:
        super().__init__(config)
        self.stopping = asyncio.Event()
        self._station = station

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, as uvicorn does; a second Ctrl-C does not wait."""
        self.stopping.set()
        self._station.close()
        super().handle_exit(sig or signal.SIGINT, frame)
