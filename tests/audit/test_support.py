"""What the readers' mail programs leave out, by the tests of caniemail.com."""

from datetime import date
from pathlib import Path

import pytest

from ebulletin.audit.load import read_email
from ebulletin.audit.markup import read_document
from ebulletin.audit.model import Fault
from ebulletin.audit.run import audit
from ebulletin.audit.support.advice import INSTEAD
from ebulletin.audit.support.clients import (
    USUAL_MIX,
    EmptyMixError,
    UnknownClientError,
    evidence,
    read_mix,
    usual_mix,
)
from ebulletin.audit.support.features import lacks
from ebulletin.audit.support.uses import read_uses
from ebulletin.findings import Severity

PLAIN = (Path(__file__).parent / "good/plain.html").read_text(encoding="utf-8")
PARAGRAPH = "<p>Please replace the poster in your staff room, and tell your colleagues.</p>"
OUTLOOK = read_mix({"outlook.windows": 100})
IPHONE = read_mix({"apple-mail.ios": 100})


def slugs(html: str) -> set[str]:
    known = evidence().features
    return {use.slug for use in read_uses(read_document(html), known) if use.slug in known}


def told(html: str, **mix: float) -> list[Fault]:
    shares = {name.replace("_", "."): share for name, share in mix.items()}
    email = read_email(PLAIN.replace(PARAGRAPH, html).encode(), "email.html")
    return [each for each in audit(email, read_mix(shares)).faults if each.code.startswith("AUD20")]


def test_the_evidence_says_where_it_is_from_and_how_old_it_is() -> None:
    known = evidence()

    assert known.source == "https://www.caniemail.com/"
    assert known.date >= date(2025, 9, 9)
    assert len(known.features) > 300
    assert all(len(each.support) == len(known.clients) for each in known.features.values())
    assert all(set(each.support) <= set("ynau") for each in known.features.values())


def test_its_licence_travels_with_it() -> None:
    folder = Path(__file__).parents[2] / "src/ebulletin/audit/support"

    licence = (folder / "caniemail-licence.txt").read_text(encoding="utf-8")

    assert "MIT License" in licence
    assert "HTeuMeuLeu" in licence


def test_advice_is_given_for_known_features_alone() -> None:
    assert set(INSTEAD) <= set(evidence().features)


def test_the_usual_mix_makes_a_whole_of_known_programs() -> None:
    assert set(USUAL_MIX) <= set(evidence().clients)
    assert sum(USUAL_MIX.values()) == 100
    assert usual_mix().is_assumed


def test_a_maker_s_share_goes_to_its_programs() -> None:
    mix = read_mix({"outlook": 60, "apple": 25, "gmail": 15})

    assert sum(mix.shares.values()) == pytest.approx(1)
    outlook = sum(share for name, share in mix.shares.items() if name.startswith("outlook"))
    assert outlook == pytest.approx(0.6)
    assert mix.shares["outlook.windows"] > mix.shares["outlook.macos"]
    assert not mix.is_assumed


def test_a_program_that_is_none_is_named() -> None:
    with pytest.raises(UnknownClientError, match=r"In settings: No mail .* mean 'gmail'"):
        read_mix({"gmial": 20}, "settings")


@pytest.mark.parametrize("shares", [{"gmail": 0}, {"gmail": -5}])
def test_shares_that_make_nothing_are_refused(shares: dict[str, float]) -> None:
    with pytest.raises(EmptyMixError):
        read_mix(shares)


@pytest.mark.parametrize(
    ("html", "slug"),
    [
        ('<div style="display:flex">', "css-display-flex"),
        ('<div style="display:grid">', "css-display-grid"),
        ('<p style="margin-inline:4px">', "css-margin-inline-block"),
        ('<p style="width:calc(100% - 4px)">', "css-unit-calc"),
        ('<p style="font-size:2rem">', "css-unit-rem"),
        ('<p style="--a:1px">', "css-variables"),
        ('<p style="color:rgba(0,0,0,.5)">', "css-rgba"),
        ('<td background="a.png">', "html-background"),
        ('<td style="background:url(a.webp)">', "css-background-image"),
        ('<td style="background:url(a.webp)">', "image-webp"),
        ("<style>p:first-child{color:red}</style><p>", "css-pseudo-class-first-child"),
        ("<style>p::before{content:x}</style><p>", "css-pseudo-element-before"),
        ("<style>@font-face{src:x}</style><p>", "css-at-font-face"),
        ("<style>@import url(x);</style><p>", "css-at-import"),
        ("<style>a{b{color:red}}</style><p>", "css-nesting"),
        ("<video src=a.mp4></video>", "html-video"),
        ("<picture><source srcset=a.webp><img src=a.png></picture>", "html-picture"),
        ('<img src="data:image/gif;base64,AA">', "image-base64"),
        ('<img src="https://esscp.example.org/a.svg?v=1">', "image-svg"),
        ("<form><select></select></form>", "html-form"),
        ('<a href="#x">', "html-anchor-links"),
        ("<main>", "html-semantics"),
    ],
)
def test_features_are_found_wherever_they_stand(html: str, slug: str) -> None:
    assert slug in slugs(html)


@pytest.mark.parametrize(
    ("html", "slug"),
    [
        ("<style>.unused{display:flex}</style><p>", "css-display-flex"),
        ("<style>#outlook p{display:flex}</style><p>", "css-display-flex"),
        ("<p title='display:flex'>", "css-display-flex"),
        ("<!-- <video> -->", "html-video"),
        ('<p style="font-family:remington">', "css-unit-rem"),
        ('<a href="#">', "html-anchor-links"),
        ('<p style="display:none;visibility:hidden">', "css-visibility"),
    ],
)
def test_what_only_looks_like_a_feature_is_none(html: str, slug: str) -> None:
    assert slug not in slugs(html)


def test_a_gap_names_the_programs_their_share_the_day_and_what_to_do() -> None:
    html = '<div style="display:flex">a</div>'

    (fault,) = told(html, outlook_windows=30, gmail_android=70)

    assert fault.message == (
        "display:flex is left out for 30% of the readers: Outlook for Windows (classic) (30%) "
        "(tested 2 November 2021)"
    )
    assert fault.help == "Set the columns as a table with role=presentation; one cell for each."


def test_readers_who_have_it_are_told_nothing() -> None:
    assert told('<div style="display:flex">a</div>', gmail=100) == []


def test_a_gap_of_few_readers_is_a_hint() -> None:
    (fault,) = told('<div style="display:flex">a</div>', outlook_windows=2, gmail_android=98)

    assert fault.severity is Severity.HINT


def test_what_outlook_is_kept_out_of_is_not_held_against_it() -> None:
    html = '<!--[if !mso]><!--><div style="display:flex">a</div><!--<![endif]-->'

    assert told(html, outlook_windows=100) == []


def test_what_a_program_never_comes_to_is_not_held_against_it() -> None:
    html = "<style>@media (max-width:480px){p{display:flex}}</style>" + PARAGRAPH

    codes = [each.code for each in told(html, outlook_windows=100)]

    assert codes == ["AUD202"]


def test_columns_that_stand_without_flex_too_are_no_gap() -> None:
    html = (
        "<style>.c{display:flex}</style>"
        '<div class="c"><div style="display:inline-block">a</div></div>'
    )

    assert told(html, outlook_windows=100) == []


def test_what_only_makes_it_plainer_is_told_together() -> None:
    html = '<p style="border-radius:8px;box-shadow:0 0 4px #000">a</p>'

    (fault,) = told(html, outlook_windows=100)

    assert fault.code == "AUD202"
    assert "border-radius and box-shadow" in fault.message


def test_uses_are_counted_and_the_first_is_told() -> None:
    html = PLAIN.replace(PARAGRAPH, '<p style="font-size:1rem">a</p>\n' * 3)

    (lack,) = lacks(read_document(html), OUTLOOK)

    assert lack.count == 3
    assert html[lack.offset :].startswith("<p style")
    assert lacks(read_document(html), IPHONE) == ()
