"""Many links are tried at once, without a rush on any site; good answers are kept for a week."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from ebulletin.links.model import Outcome
from ebulletin.links.trying import try_links
from web_site import web_site

TODAY = date(2026, 11, 24)
PAGES = {f"/page-{n}": (200, "") for n in range(8)}


def test_two_at_a_time_are_asked_of_one_site(tmp_path: Path) -> None:
    with web_site(PAGES, pause_seconds=0.05) as site:
        urls = [site.url + path for path in PAGES]
        answers = try_links(urls, tmp_path / "links.json", TODAY, allows_loopback=True)

    assert list(answers) == urls
    assert {each.outcome for each in answers.values()} == {Outcome.FINE}
    assert site.most_at_once == 2


def test_a_good_answer_is_kept_for_a_week_and_a_bad_one_is_asked_again(tmp_path: Path) -> None:
    cache = tmp_path / ".ebulletin/links.json"
    with web_site(PAGES) as site:
        good, bad = site.url + "/page-1", site.url + "/missing"

        def asked_on(day: date) -> list[str]:
            site.asked.clear()
            answers = try_links([good, bad, good], cache, day, allows_loopback=True)
            assert answers[good].outcome is Outcome.FINE
            assert answers[bad].outcome is Outcome.BROKEN
            return sorted({path for _, path in site.asked})

        assert asked_on(TODAY) == ["/missing", "/page-1"]
        assert asked_on(TODAY + timedelta(days=6)) == ["/missing"]
        assert asked_on(TODAY + timedelta(days=7)) == ["/missing", "/page-1"]
        assert asked_on(TODAY) == ["/missing", "/page-1"]  # a clock that was set back

    (entry,) = json.loads(cache.read_text())["links"]
    assert (entry["url"], entry["tried_on"]) == (good, "2026-11-24")
    assert (cache.parent / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"links": [{"url": 1}]}', '{"links": 3}'])
def test_a_damaged_cache_counts_as_empty(text: str, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    cache.write_text(text)
    with web_site(PAGES) as site:
        url = site.url + "/page-1"

        assert try_links([url], cache, TODAY, allows_loopback=True)[url].status == 200


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with web_site(PAGES) as site:
        urls = [site.url + path for path in list(PAGES)[:3]]
        try_links(
            urls, tmp_path / "links.json", TODAY, allows_loopback=True,
            tell=lambda done, of_all: told.append((done, of_all)),
        )  # fmt: skip

    assert told == [(1, 3), (2, 3), (3, 3)]
