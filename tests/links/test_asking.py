"""One address is asked politely, and its answer is understood."""

import socket

import pytest

from ebulletin.links.asking import MOST_REDIRECTS, ask
from ebulletin.links.model import Answer, Outcome
from web_site import WebSite, web_site

PAGES = (
    {
        "/here": (200, ""),
        "/sign-in": (401, ""),
        "/not-for-programs": (403, ""),
        "/busy": (429, ""),
        "/broken": (500, ""),
        "/old": (301, "/new-dates"),
        "/older": (308, "/old"),
        "/new-dates": (200, ""),
        "/members": (302, "/sign-in"),
        "/gone-on": (301, "/members"),
        "/lost": (301, "/nowhere"),
        "/slash": (301, "/slash/"),
        "/slash/": (200, ""),
        "/loop": (302, "/loop"),
        "/ftp": (301, "ftp://files.example.org/a"),
        "/slow": (0, ""),
        "/a%20b?c=d%26e": (200, ""),
    }
    | {f"/hop-{n}": (302, f"/hop-{n - 1}") for n in range(1, 8)}
    | {"/hop-0": (200, "")}
)


def asked(site: WebSite, path: str, **more: float) -> Answer:
    return ask(site.url + path, allows_loopback=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/here", Outcome.FINE),
        ("/sign-in", Outcome.FINE),
        ("/not-for-programs", Outcome.FINE),
        ("/busy", Outcome.FINE),
        ("/members", Outcome.FINE),
        ("/a%20b?c=d%26e", Outcome.FINE),
        ("/missing", Outcome.BROKEN),
        ("/broken", Outcome.BROKEN),
        ("/lost", Outcome.BROKEN),
        ("/loop", Outcome.BROKEN),
        ("/ftp", Outcome.SILENT),
    ],
)
def test_an_answer_is_fine_unless_readers_would_meet_an_error(path: str, outcome: Outcome) -> None:
    with web_site(PAGES) as site:
        assert asked(site, path).outcome is outcome


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/old", "/new-dates"),
        ("/older", "/new-dates"),
        ("/gone-on", "/members"),
        ("/members", None),
        ("/slash", None),
        ("/here", None),
    ],
)
def test_only_what_moved_for_good_has_a_new_address(path: str, to: str | None) -> None:
    with web_site(PAGES) as site:
        answer = asked(site, path)

        assert answer.moved_to == (to and site.url + to)


def test_head_is_enough_where_it_is_answered() -> None:
    with web_site(PAGES) as site:
        asked(site, "/here")

        assert site.asked == [("HEAD", "/here")]
        assert all(each.startswith("ebulletin/") for each in site.agents)


def test_get_is_tried_where_head_is_refused() -> None:
    with web_site(PAGES, no_head=True) as site:
        answer = asked(site, "/here")

        assert answer.outcome is Outcome.FINE
        assert site.asked == [("HEAD", "/here"), ("GET", "/here")]


def test_a_few_redirects_are_followed_and_no_more() -> None:
    with web_site(PAGES) as site:
        assert asked(site, f"/hop-{MOST_REDIRECTS}").outcome is Outcome.FINE
        assert asked(site, f"/hop-{MOST_REDIRECTS + 1}").outcome is Outcome.BROKEN


def test_a_server_that_never_ends_its_answer_meets_the_limit() -> None:
    with web_site(PAGES) as site:
        answer = asked(site, "/slow", limit_seconds=0.4)

    assert answer == Answer(site.url + "/slow", Outcome.SILENT, reason="does not answer in time")


def test_nobody_there_is_told_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer = ask(f"http://127.0.0.1:{taken.getsockname()[1]}/", allows_loopback=True)

    assert answer.outcome is Outcome.SILENT
    assert answer.reason == "does not answer: the connection is refused"


@pytest.mark.parametrize("url", ["http://[", "http://a..b/", "https://", "http://x:99999999/"])
def test_what_is_no_address_has_no_answer(url: str) -> None:
    assert ask(url).outcome is Outcome.SILENT


def test_this_machine_is_not_asked() -> None:
    with web_site(PAGES) as site:
        answer = ask(site.url + "/here")

        assert answer.outcome is Outcome.REFUSED
        assert site.asked == []


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[fe80::1]"])
def test_a_redirect_into_a_private_network_is_not_followed(host: str) -> None:
    with web_site({"/out": (302, f"http://{host}/")}) as site:
        answer = asked(site, "/out")

    assert answer.outcome is Outcome.REFUSED
    assert answer.reason == "leads on to a private network"
