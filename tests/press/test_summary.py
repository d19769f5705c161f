"""What each item takes of an e-mail is known, down to the last byte."""

from itertools import pairwise
from pathlib import Path

from ebulletin.audit.regions import FRAME, HEAD, read_regions, region_at
from ebulletin.press.building import build
from ebulletin.press.summary import lines_of, read_summary, summary_of
from ebulletin.workspace import open_workspace

EMAIL = (
    "<html><head><style>a{}</style></head><body><h1>Title</h1>"
    '<h2 id="section-news">News</h2>'
    '<div id="item-a"></div><h3>A</h3><p>Ägypten</p>'
    '<div id="item-b"></div><h2>B</h2><p>Its own heading</p>'
    "<h2>Safety</h2><p>999</p></body></html>"
)


def names(html: str) -> list[str]:
    return [each.name for each in read_regions(html)]


def test_an_item_reaches_to_the_next_item_or_section() -> None:
    assert names(EMAIL) == [HEAD, FRAME, FRAME, "a", "b", FRAME]


def test_regions_leave_no_gap() -> None:
    regions = read_regions(EMAIL)

    assert regions[0].start == 0
    assert regions[-1].end == len(EMAIL)
    assert all(one.end == other.start for one, other in pairwise(regions))


def test_a_heading_of_the_second_level_may_be_an_item_s_own() -> None:
    regions = read_regions(EMAIL)

    assert region_at(regions, EMAIL.index("Its own heading")).name == "b"
    assert region_at(regions, EMAIL.index("Safety")).name == FRAME


def test_sizes_are_those_of_bytes_and_make_the_whole() -> None:
    summary = summary_of(EMAIL)

    assert summary.size_in_bytes == len(EMAIL.encode())
    assert sum(each.size_in_bytes for each in summary.shares) == summary.size_in_bytes


def test_the_largest_item_comes_first_and_what_is_no_item_last() -> None:
    shares = summary_of(EMAIL).shares

    assert [each.is_item for each in shares] == [True, True, False, False]
    assert shares[0].size_in_bytes >= shares[1].size_in_bytes


def test_an_e_mail_of_any_kind_has_a_summary() -> None:
    assert sum(each.size_in_bytes for each in summary_of("<p>words").shares) == 8


def test_the_summary_of_a_build_names_its_items(workspace: Path, tmp_path: Path) -> None:
    opened = open_workspace(workspace)
    result = build(opened, "2026-09-lantern", formats=("html",), out=tmp_path / "out")

    for variant in result.variants:
        summary = read_summary(variant.folder / "email.html")

        assert summary is not None
        assert summary.size_in_bytes == variant.sizes["email.html"]
        assert {"phone-lines-changeover", "inspection-letter"} <= {
            each.name for each in summary.shares if each.is_item
        }
        assert list(lines_of(summary))[-1].endswith("at which Gmail cuts")


def test_without_an_e_mail_there_is_no_summary(tmp_path: Path) -> None:
    assert read_summary(tmp_path / "email.html") is None
