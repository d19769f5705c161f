"""Who may come in, and what every answer carries."""

from collections.abc import MutableMapping
from typing import Any

import pytest

from ebulletin.preview.door import PAGE_POLICY, Door, new_token
from own_loop import in_own_loop

TOKEN = "a-token"
HEADERS = {"host": "127.0.0.1:8420"}


def answer(
    path: str, method: str = "GET", headers: dict[str, str] | None = None,
    more: tuple[tuple[bytes, bytes], ...] = (),
) -> tuple[int, dict[str, str], str]:  # fmt: skip
    """Status, headers and what path the app behind the door saw."""
    sent: list[MutableMapping[str, Any]] = []
    seen: list[str] = []

    async def app(scope: Any, _: Any, send: Any) -> None:
        seen.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    given = HEADERS if headers is None else headers
    raw = [(name.encode(), value.encode()) for name, value in given.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": [*raw, *more]}
    in_own_loop(Door(app, TOKEN, 8420)(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, "".join(seen)


@pytest.mark.parametrize("host", ["127.0.0.1:8420", "localhost:8420"])
def test_a_page_of_this_machine_that_knows_the_token_comes_in(host: str) -> None:
    status, headers, seen = answer("/a-token/static/main.js", headers={"host": host})

    assert (status, seen) == (200, "/static/main.js")
    assert headers["content-security-policy"] == PAGE_POLICY
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/a-token", "/a-tokem/", "/A-TOKEN/", "//a-token/", "/x/a-token/", "/a-token/../x",
        "/a-token/a/./b", "/a-token/%2e%2e/x", "/a-token/a\\b", "/a-token/a\0b",
        "/a-token/\u2025/%41",
    ],
)  # fmt: skip
def test_other_paths_stay_outside(path: str) -> None:
    status, headers, seen = answer(path)

    assert (status, seen) == (403, "")
    assert headers["content-security-policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:8421"},
        {"host": "rebound.example:8420"},
        HEADERS | {"origin": "http://127.0.0.1:8421"},
        HEADERS | {"origin": "https://127.0.0.1:8420"},
        HEADERS | {"origin": "null"},
        HEADERS | {"sec-fetch-site": "cross-site"},
    ],
)
def test_other_hosts_and_origins_stay_outside(headers: dict[str, str]) -> None:
    assert answer("/a-token/", headers=headers)[0] == 403


def test_a_header_that_comes_twice_is_trusted_in_neither_form() -> None:
    assert answer("/a-token/", more=((b"host", b"127.0.0.1:8420"),))[0] == 403


def test_to_change_something_a_page_must_say_where_it_is_from() -> None:
    own = HEADERS | {"origin": "http://127.0.0.1:8420"}

    assert answer("/a-token/open", "POST")[0] == 403
    assert answer("/a-token/open", "POST", own)[0] == 200
    assert answer("/a-token/open", "DELETE", own)[0] == 403


def test_no_two_tokens_are_alike_and_none_is_short() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 24
