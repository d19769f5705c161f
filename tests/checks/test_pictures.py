"""Pictures and files that are missing, mute, too heavy, or vanish in the dark."""

import io

import pytest
from PIL import Image

from check_bench import PLAN, Checks, SmallWorkspace, applied, front_matter
from ebulletin.bulletins.shelf import Asset
from ebulletin.checks.logos import vanishes_in_the_dark

CARD = {"card.png": Asset(80_000, 600, 400)}


def item(image: str, body: str = "Words.", **fields: str) -> str:
    return front_matter(body, images=f"[{image}]", **fields)


@pytest.mark.parametrize(
    ("named", "count"), [("card.png", 0), ("Card.png", 1), ("lost.png", 1), ("not supplied", 0)]
)
def test_a_file_that_is_not_there_is_found(checks: Checks, named: str, count: int) -> None:
    picture = item(f"{{file: {named}, alt: A card, people: no}}")
    file = front_matter("Words.", attachments=f"[{{title: A card, file: {named}}}]")

    for text in (picture, file):
        workspace = SmallWorkspace({"news": text}, assets=CARD)
        assert len(checks.in_set("IMG101", workspace)) == count


def test_a_name_that_differs_in_capitals_can_be_mended(checks: Checks) -> None:
    text = item("{file: Card.png, alt: A card, people: no}")
    (found,) = checks.in_set("IMG101", SmallWorkspace({"news": text}, assets=CARD))

    mended = applied(text, found.fix)

    assert mended == text.replace("Card.png", "card.png")


def test_a_logo_that_is_not_there_is_found(checks: Checks) -> None:
    settings = "brand: {logo: {file: lamp.png, dark_file: card.png, alt: A lamp}}"
    workspace = SmallWorkspace({"news": "Words."}, None, settings, CARD)

    assert [each.place.path for each in checks.in_set("IMG101", workspace)] == ["partnership.yaml"]


def test_a_picture_of_another_kind_is_found(checks: Checks) -> None:
    assets = {"photo.jpg": Asset(80_000), "card.png": Asset(80_000, 600, 400), "a.pdf": Asset(9)}
    text = front_matter(
        "Words.",
        images="[{file: photo.jpg, alt: A, people: no}, {file: card.png, alt: A, people: no}]",
        attachments="[{title: A card, file: a.pdf}]",
    )

    found = checks.in_set("IMG105", SmallWorkspace({"news": text}, assets=assets))

    assert ["photo.jpg" in each.message for each in found] == [True]


@pytest.mark.parametrize(
    ("image", "count"),
    [
        ("{file: card.png, people: no}", 1),
        ("{file: line.png, decorative: yes}", 0),
        ("{file: card.png, alt: Three numbers, people: no}", 0),
        ("{file: not supplied}", 1),
    ],
)
def test_a_picture_without_words_is_found(checks: Checks, image: str, count: int) -> None:
    assert len(checks.in_item("IMG102", item(image))) == count


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2041.jpg",
        "desk-card.png",
        "DSC01234",
        "Image of a card",
        "A picture of two boats",
        "word " * 26,
        "A sample",
        "The stalls before the doors open",
    ],
)
def test_poor_words_for_a_picture_are_found(checks: Checks, alt: str) -> None:
    image = (
        f"{{file: card.png, alt: '{alt}', caption: The stalls before the doors open, people: no}}"
    )

    assert len(checks.in_item("IMG103", item(image))) == 1


@pytest.mark.parametrize(
    "alt", ["Three numbers in large print", "Imagine a boat", "Pictures of boats drawn by children"]
)
def test_good_words_for_a_picture_are_left_alone(checks: Checks, alt: str) -> None:
    assert checks.in_item("IMG103", item(f"{{file: card.png, alt: {alt}, people: no}}")) == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Come along.", 1),
        ("Come to Tarn House on 12 November 2026 at 5pm, and ring 01632 960110.", 0),
    ],
)
def test_a_poster_without_words_is_found(checks: Checks, body: str, count: int) -> None:
    text = item("{file: card.png, alt: A poster, people: no}", body)
    workspace = SmallWorkspace({"news": text}, PLAN.replace("{placed}", "news"), assets=CARD)

    assert len(checks.in_bulletin("IMG106", workspace)) == count


def test_a_decorative_picture_needs_no_words_beside_it(checks: Checks) -> None:
    text = item("{file: card.png, decorative: yes}", "Come along.")
    workspace = SmallWorkspace({"news": text}, PLAN.replace("{placed}", "news"), assets=CARD)

    assert checks.in_bulletin("IMG106", workspace) == []


# --- In the output --------------------------------------------------------------------------


def png(colour: tuple[int, ...], size: tuple[int, int] = (40, 20), mode: str = "RGBA") -> bytes:
    image = Image.new(mode, size, colour)
    if mode in ("RGBA", "LA"):
        clear = (0, 0, 0, 0) if mode == "RGBA" else (0, 0)
        image.paste(clear, (0, 0, size[0] // 2, size[1]))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


WITH_PICTURE = SmallWorkspace(
    {"news": item("{file: card.png, alt: A card, people: no}")}, assets=CARD
)


@pytest.mark.parametrize(
    ("pictures", "count"),
    [
        ({"card.png": b"x" * 80_000}, 0),
        ({"card.png": b"x" * 900_000}, 1),
        ({"card.png": png((9, 9, 9), (1281, 2), "RGB")}, 1),
        ({"card.png": png((9, 9, 9), (1280, 2), "RGB")}, 0),
        ({f"{number}.png": b"x" * 290_000 for number in range(4)}, 1),
    ],
)
def test_heavy_pictures_are_found(checks: Checks, pictures: dict[str, bytes], count: int) -> None:
    assert len(checks.built("IMG104", WITH_PICTURE, "public", pictures=pictures)) == count


def test_a_heavy_picture_is_found_where_it_is_named(checks: Checks) -> None:
    (found,) = checks.built("IMG104", WITH_PICTURE, "public", pictures={"card.png": b"x" * 400_000})

    assert found.place.path == "items/news.md"


BLACK, WHITE, NAVY = (5, 5, 5, 255), (255, 255, 255, 255), (10, 20, 60, 255)


@pytest.mark.parametrize(
    ("raw", "vanishes"),
    [
        (png(BLACK), True),
        (png(NAVY), True),
        (png(WHITE), False),
        (png(BLACK[:3], mode="RGB"), False),
        (png((5, 255), mode="LA"), True),
        (png((250, 255), mode="LA"), False),
        (b"GIF89a", False),
        (b"\x89PNG\r\n\x1a\n", False),
    ],
)
def test_a_dark_logo_on_clear_ground_vanishes(raw: bytes, *, vanishes: bool) -> None:
    assert vanishes_in_the_dark(raw) is vanishes


def test_a_logo_with_colours_by_number_is_read() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 255, 255, 5, 5, 5])
    image.putpixel((0, 0), 0)
    written = io.BytesIO()
    image.save(written, "PNG", transparency=0)

    assert vanishes_in_the_dark(written.getvalue())


def test_a_gradient_is_unpacked_whatever_its_filter() -> None:
    image = Image.new("RGBA", (60, 60))
    for x in range(60):
        for y in range(60):
            image.putpixel((x, y), (x % 40, (x * y) % 50, y % 30, 255 if x else 0))
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)

    assert vanishes_in_the_dark(written.getvalue())


@pytest.mark.parametrize(("dark", "count"), [("", 1), (", dark_file: light.png", 0)])
def test_a_logo_for_the_dark_is_asked_for(checks: Checks, dark: str, count: int) -> None:
    settings = f"brand: {{logo: {{file: lamp.png, alt: A lamp{dark}}}}}"
    workspace = SmallWorkspace({"news": "Words."}, None, settings)
    masthead = workspace.composition("public").bulletin.masthead
    assert masthead.logo is not None

    pictures = {str(masthead.logo.name): png(BLACK)}

    assert len(checks.built("IMG107", workspace, "public", pictures=pictures)) == count
