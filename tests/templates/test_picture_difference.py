"""What the eye sees is found between two screenshots, and what it does not see is not."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from picture_difference import Difference, difference, kept, save, small
from picture_report import report

SIZE = (320, 2400)  # of a screenshot at half size: 640 CSS px wide


def screenshot(
    *, band: str = "#0B4F5C", ink: str = "#1B2A2F", shift: int = 0, end: int = 0
) -> bytes:
    """A page with a band and lines of words."""
    page = Image.new("RGB", (SIZE[0], SIZE[1] + end), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, SIZE[0], 120), fill=band)
    for line in range(160, SIZE[1] - 40, 12):
        for word in range(12, 290, 23):
            pen.rectangle((word + shift, line, word + shift + 14 + line % 7, line + 5), fill=ink)
    stream = BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def compared(other: bytes, folder: Path, *, has_same_fonts: bool = True) -> Difference:
    """What is accepted goes through its file, which loses a little."""
    save(small(screenshot()), folder / "a.webp")
    return difference(kept(folder / "a.webp"), small(other), has_same_fonts=has_same_fonts)


def test_the_same_looks_are_the_same(tmp_path: Path) -> None:
    assert not compared(screenshot(), tmp_path).is_seen
    assert (tmp_path / "a.webp").stat().st_size < 20_000


def test_letters_a_hair_beside_their_place_are_not_seen(tmp_path: Path) -> None:
    assert not compared(screenshot(shift=1), tmp_path).is_seen


def test_another_colour_of_a_band_or_of_words_is_seen(tmp_path: Path) -> None:
    assert compared(screenshot(band="#0B5C2F"), tmp_path).is_seen
    assert compared(screenshot(ink="#AAAAAA"), tmp_path).is_seen


def test_a_longer_page_is_seen(tmp_path: Path) -> None:
    found = compared(screenshot(end=24), tmp_path)

    assert found.is_seen
    assert str(found).startswith("the page is 1.0% longer")


def test_with_other_fonts_a_page_may_grow_a_little_but_keeps_its_colours(tmp_path: Path) -> None:
    assert not compared(screenshot(end=24), tmp_path, has_same_fonts=False).is_seen
    assert compared(screenshot(end=600), tmp_path, has_same_fonts=False).is_seen
    assert compared(screenshot(band="#FFFFFF"), tmp_path, has_same_fonts=False).is_seen


def test_the_report_shows_both_and_where_they_differ(tmp_path: Path) -> None:
    old, new = small(screenshot()), small(screenshot(band="#0B5C2F"))

    page = report(tmp_path / "report", "a-state", old, new, difference(old, new))
    page = report(tmp_path / "report", "another", old, new, difference(old, new))

    text = page.read_text(encoding="utf-8")
    assert text.count("<section>") == 2
    assert text.count("<img ") == 6
    assert "a-state" in text
