"""The page on which readers leave: scanners, forwarded copies and forged links change nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from ebulletin.delivery.endpoint import Words, make_app
from ebulletin.delivery.tokens import Leave, TokenKey
from own_loop import in_own_loop

KEY = TokenKey(b"k" * 32)
LEAVE = Leave("ab" * 32, "newsletter")
WORDS = Words("ESSCP <Partnership>", {"newsletter": "ESSCP & News"}, "team@esscp.example.org")
MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--'
)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(slots=True)
class Browser:
    """Asks the application, as a web server would."""

    app: Starlette
    left: list[Leave]

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM) -> Answer:
        async def run() -> Answer:
            sent: list[Message] = []

            async def receive() -> Message:
                return {"type": "http.request", "body": body, "more_body": False}

            async def send(message: Message) -> None:
                sent.append(message)

            scope = {
                "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1",
                "method": method, "path": path, "raw_path": path.encode(), "root_path": "",
                "scheme": "https", "query_string": b"", "server": ("lists.example.org", 443),
                "headers": [(b"content-type", kind.encode())],
            }  # fmt: skip
            await self.app(scope, receive, send)
            headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
            text = b"".join(each.get("body", b"") for each in sent[1:]).decode()
            return Answer(sent[0]["status"], headers, text)

        return in_own_loop(run())


@pytest.fixture
def browser() -> Browser:
    left: list[Leave] = []
    return Browser(make_app(KEY, WORDS, left.append), left)


@pytest.fixture
def path() -> str:
    return f"/leave/{KEY.leave_token(LEAVE)}"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(browser: Browser, path: str, method: str) -> None:
    answer = browser.ask(method, path, b"List-Unsubscribe=One-Click")

    assert answer.status == 200
    assert browser.left == []


def test_the_page_asks_and_says_nothing_of_the_reader(browser: Browser, path: str) -> None:
    page = browser.ask("GET", path).text

    assert "<h1>Stop this bulletin?</h1>" in page
    assert "<strong>ESSCP &amp; News</strong>" in page
    assert '<button type="submit">' in page
    assert "If somebody passed the message on to you" in page
    assert LEAVE.key not in page
    assert "<script" not in page
    assert "ESSCP &lt;Partnership&gt;" in page


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"List-Unsubscribe=One-Click", FORM),
        (b"List-Unsubscribe=One-Click\r\n", FORM),
        (b"leave=yes", FORM),
        (MULTIPART, "multipart/form-data; boundary=b"),
    ],
)  # fmt: skip
def test_one_click_and_the_button_take_the_reader_off(
    browser: Browser, path: str, body: bytes, kind: str
) -> None:
    answer = browser.ask("POST", path, body, kind)

    assert answer.status == 200
    assert browser.left == [LEAVE]
    assert "You will not get this bulletin again" in answer.text


def test_twice_is_as_good_as_once(browser: Browser, path: str) -> None:
    answers = [browser.ask("POST", path, b"leave=yes") for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].text == answers[1].text


@pytest.mark.parametrize("body", [b"", b"leave=no", b"x=1", b"leave=yes" + b"x" * 10_000])
def test_a_post_that_asks_for_nothing_changes_nothing(
    browser: Browser, path: str, body: bytes
) -> None:
    answer = browser.ask("POST", path, body)

    assert answer.status == 200
    assert browser.left == []
    assert "Stop this bulletin?" in answer.text


@pytest.mark.parametrize(
    "token", ["", "x", "../../partnership.yaml", "A" * 120, TokenKey(b"o" * 32).leave_token(LEAVE)]
)
def test_a_wrong_link_changes_nothing_and_says_the_same_to_all(
    browser: Browser, token: str
) -> None:
    answers = [browser.ask(method, f"/{token}", b"leave=yes") for method in ("GET", "POST")]

    assert [answer.status for answer in answers] == [200, 200]
    assert {answer.text for answer in answers} == {browser.ask("GET", "/other").text}
    assert "write to <a" in answers[0].text
    assert browser.left == []


def test_nothing_is_kept_loaded_or_sent_elsewhere(browser: Browser, path: str) -> None:
    answer = browser.ask("GET", path)

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert "location" not in answer.headers
    assert not re.search(r"(?:src|href)=\"(?!mailto:)", answer.text)


def test_a_list_that_cannot_be_written_is_told(path: str) -> None:
    def fails(_: Leave) -> None:
        raise OSError(28, "No space left on device")

    answer = Browser(make_app(KEY, WORDS, fails), []).ask("POST", path, b"leave=yes")

    assert answer.status == 503
    assert "That did not work" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(browser: Browser, path: str, method: str) -> None:
    assert browser.ask(method, path).status == 405
