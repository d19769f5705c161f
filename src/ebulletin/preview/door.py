"""The door of the preview: who may come in, and what every answer says to the browser.

Only programs on this machine that know the token are let in, and only pages of the preview itself
may ask: another site in the same browser could otherwise read drafts (DNS rebinding, cross-site
requests). Safety rule S52.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import unquote

HOST = "127.0.0.1"
_TOKEN_IN_BYTES = 18
_METHODS = ("GET", "POST")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content security policy of the preview's own pages: nothing from elsewhere, nothing inline."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_REFUSED = (
    "This page belongs to somebody's preview and is not open here.\n"
    "Open the address that `ebulletin preview` printed, to the last character.\n"
)


def new_token() -> str:
    """A token that nobody guesses: 144 random bits."""
    return secrets.token_urlsafe(_TOKEN_IN_BYTES)


class Door:
    """Lets a request through to the app behind it, without the token in its path, or refuses it.

    Args:
        app: Sees paths from `/` on.
        token: The first part of every path.
        port: On which the preview is served.
    """

    def __init__(self, app: App, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in (HOST, "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI asks for it."""
        if scope["type"] != "http":
            return
        path = self._path_within(scope)
        if path is None or not self._may_enter(scope):
            await _refuse(send)
            return
        inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}
        await self._app(inner, receive, _with_headers(send))

    def _path_within(self, scope: Scope) -> str | None:
        """The path behind the token; None without the token."""
        token, slash, rest = str(scope["path"]).removeprefix("/").partition("/")
        is_known = secrets.compare_digest(token.encode(), self._token.encode())
        return f"/{rest}" if slash and is_known and _is_plain(rest) else None

    def _may_enter(self, scope: Scope) -> bool:
        headers = _read(scope["headers"])
        if headers.get("host") not in self._hosts or scope["method"] not in _METHODS:
            return False
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return False
        if scope["method"] == "POST" and origin is None:
            return False
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _read(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name; one that comes twice is nobody's."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        found[name] = "" if name in found else raw_value.decode("latin-1")
    return found


def _is_plain(path: str) -> bool:
    """Whether a path says the same to everybody who reads it."""
    once = unquote(path)
    parts = path.split("/")
    return once == path and "\\" not in path and "\0" not in path and not {"..", "."} & set(parts)


async def _refuse(send: Send) -> None:
    body = _REFUSED.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", b"default-src 'none'"),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            names = {name.lower() for name, _ in headers}
            headers += [each for each in _HEADERS if each[0] not in names]
            if b"content-security-policy" not in names:
                headers.append((b"content-security-policy", PAGE_POLICY.encode()))
            message = {**message, "headers": headers}
        await send(message)

    return sending
