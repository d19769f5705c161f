"""What stands in for mail readers."""

import pytest

from ebulletin.preview.looks import as_seen, by_day
from ebulletin.preview.model import Selection
from ebulletin.templates.clients import as_dark

HTML = (
    "<!doctype html><html><head><style>@media (prefers-color-scheme: dark){p{color:#FFFFFF}}"
    '</style></head><body><p style="color:#000000;background-color:#FFFFFF">'
    'About (prefers-color-scheme: dark) <img src="images/a.png" alt="A door"></p></body></html>'
)


def seen(**looks: object) -> str:
    return as_seen(HTML, Selection("one", "public", **looks))  # type: ignore[arg-type]


def test_by_day_no_dark_rule_holds_and_words_stay() -> None:
    html = by_day(HTML)

    assert "@media (max-width:0px){" in html
    assert "About (prefers-color-scheme: dark)" in html
    assert "color-scheme:only light" in html


@pytest.mark.parametrize("form", ["text", "web", "print"])
def test_only_an_e_mail_is_inverted_or_laid_out_by_outlook(form: str) -> None:
    assert seen(form=form, is_outlook=True) == by_day(HTML)


def test_a_page_is_dark_as_designed_and_paper_never(
) -> None:  # fmt: skip
    assert seen(form="web", dark="asked") == as_dark(HTML)
    assert seen(form="print", dark="asked") == by_day(HTML)


def test_each_kind_of_dark_differs() -> None:
    kinds = {seen(dark=kind) for kind in ("no", "asked", "partly", "fully")}

    assert len(kinds) >= 3
    assert '#FFFFFF">' not in seen(dark="fully")


def test_pictures_are_held_back() -> None:
    assert "images/a.png" not in seen(has_pictures=False)
    assert 'alt="A door"' in seen(has_pictures=False)
