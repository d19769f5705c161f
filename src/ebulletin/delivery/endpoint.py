"""The page behind a reader's own way out: looking at it changes nothing, sending it does.

Mail scanners open every link, some run scripts, and colleagues forward bulletins: so GET and HEAD
only show, and only POST acts (RFC 8058 for mail programs, a button for people). There is no cookie,
no script, no redirect, and nothing on the page says who the reader is.
"""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ebulletin.delivery.tokens import Leave, TokenKey

ONE_CLICK = b"List-Unsubscribe=One-Click"
"""The body that a mail program sends (RFC 8058, 3.1)."""
CONFIRMED = b"leave=yes"
"""The body that our own button sends."""

_MOST_BODY_BYTES = 4096
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
}
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto;
  padding: 0 1rem; color: #0b0c0c; background: #fff; }
button { font: inherit; font-weight: 700; padding: .75rem 1.25rem; min-height: 2.75rem;
  color: #fff; background: #0b4f5c; border: 3px solid #0b4f5c; border-radius: 4px; }
button:focus { outline: 3px solid #fd0; outline-offset: 2px; }
a { color: #0b4f5c; }
@media (prefers-color-scheme: dark) {
  body { color: #f3f2f1; background: #14191a; }
  a { color: #8fd3de; }
}
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the page calls things.

    Attributes:
        partnership: Its name.
        series: The names of its bulletins, by their short names.
        write_to: An address for those for whom the page does not work.
    """

    partnership: str
    series: Mapping[str, str]
    write_to: str


def make_app(tokens: TokenKey, words: Words, on_leave: Callable[[Leave], None]) -> Starlette:
    """The web application.

    Args:
        tokens: Verifies what stands in the address.
        words: For the page.
        on_leave: Enters the suppression, and raises where it cannot; called in a thread.
    """
    page = _Page(tokens, words, on_leave)
    # Whatever the web server before it leaves of the path: the token is its last part.
    return Starlette(routes=[Route("/{path:path}", page.answer, methods=["GET", "HEAD", "POST"])])


class _Page:
    def __init__(self, tokens: TokenKey, words: Words, on_leave: Callable[[Leave], None]) -> None:
        self._tokens = tokens
        self._words = words
        self._on_leave = on_leave

    async def answer(self, request: Request) -> Response:
        token = request.path_params["path"].rpartition("/")[2]
        asked = self._tokens.read_leave_token(token)
        if asked is None:
            return self._shown("This link is not complete", self._incomplete())
        if request.method != "POST":
            return self._shown("Stop this bulletin?", self._question(asked))
        body = await _body(request)
        if body not in (ONE_CLICK, CONFIRMED):
            return self._shown("Stop this bulletin?", self._question(asked))
        try:
            await run_in_threadpool(self._on_leave, asked)
        except Exception:  # noqa: BLE001 - the reader is told, and the log says which
            return self._shown("That did not work", self._failed(), status=503)
        return self._shown("You will not get this bulletin again", self._done(asked))

    def _shown(self, title: str, body: str, status: int = 200) -> HTMLResponse:
        page = (
            '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
            f"<title>{html.escape(title)} - {html.escape(self._words.partnership)}</title>"
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{_STYLE}</style></head><body><main><h1>{html.escape(title)}</h1>\n"
            f"{body}\n<p>{html.escape(self._words.partnership)}</p></main></body></html>\n"
        )
        return HTMLResponse(page, status, dict(_HEADERS))

    def _question(self, asked: Leave) -> str:
        return (
            f"<p>This takes the reader to whom the message was sent off the list of "
            f"<strong>{self._series(asked)}</strong>.</p>\n"
            "<p>If somebody passed the message on to you, please close this page: the button would "
            "take that person off the list.</p>\n"
            '<form method="post"><input type="hidden" name="leave" value="yes">'
            '<button type="submit">Stop this bulletin</button></form>'
        )

    def _done(self, asked: Leave) -> str:
        return (
            f"<p>We will not send you <strong>{self._series(asked)}</strong> again. A copy that is "
            "on its way already may still come.</p>\n"
            f"<p>If that was a mistake, write to {self._address()}.</p>"
        )

    def _incomplete(self) -> str:
        return (
            "<p>The address of this page is cut or was changed, so nothing was done. Open the link "
            f"from the message again, or write to {self._address()} and ask to leave.</p>"
        )

    def _failed(self) -> str:
        return f"<p>Please try again in a minute, or write to {self._address()}.</p>"

    def _series(self, asked: Leave) -> str:
        return html.escape(self._words.series.get(asked.scope, "this bulletin"))

    def _address(self) -> str:
        written = html.escape(self._words.write_to)
        return f'<a href="mailto:{written}">{written}</a>'


async def _body(request: Request) -> bytes:
    """What was sent, trimmed; nothing, where it is more than anybody would send."""
    kept = b""
    try:
        async for chunk in request.stream():
            kept += chunk
            if len(kept) > _MOST_BODY_BYTES:
                return b""
    except ClientDisconnect:
        return b""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return ONE_CLICK if b"One-Click" in kept and b"List-Unsubscribe" in kept else b""
    return kept.strip()
