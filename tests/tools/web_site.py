"""A web site of this machine, with pages that answer as told; for tests of links."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = tuple[int, str]
"""A status, and where it leads on to, or nothing."""


@dataclass(slots=True)
class WebSite:
    """A running site.

    Attributes:
        url: Its address, without a last slash.
        asked: Method and path of every request, in order.
        most_at_once: The most requests that it ever answered at the same time.
        agents: What the requests called themselves.
    """

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    most_at_once: int = 0


@contextmanager
def web_site(
    pages: Mapping[str, Page], *, no_head: bool = False, pause_seconds: float = 0.0
) -> Iterator[WebSite]:
    """Serve pages by path, until the end of the block; other paths are not found.

    A page of status 0 drips its answer, byte by byte, without an end.

    Args:
        no_head: HEAD is answered with 405.
        pause_seconds: How long each answer takes.
    """
    guard, now, is_over = threading.Lock(), [0], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with guard:
                now[0] += 1
                site.most_at_once = max(site.most_at_once, now[0])
                site.asked.append((self.command, self.path))
                site.agents.add(self.headers["User-Agent"])
            time.sleep(pause_seconds)
            # Before the answer: whoever has it may ask again at once.
            with guard:
                now[0] -= 1
            self.answer()

        do_HEAD = do_GET  # noqa: N815 - http.server's own name

        def answer(self) -> None:
            status, location = pages.get(self.path, (404, ""))
            if status == 0:
                self.drip()
                return
            self.send_response(405 if no_head and self.command == "HEAD" else status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def drip(self) -> None:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
            while not is_over.wait(0.05):
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = WebSite(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
