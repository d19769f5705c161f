"""Pictures lose what they tell besides themselves, and nothing else."""

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from ebulletin.errors import EbulletinError
from ebulletin.pictures import (
    PictureError,
    read_picture,
    strip_metadata,
)

SECRET = b"Saltmere Quay"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GPS, MAKER, ORIENTATION, ARTIST = 0x8825, 0x010F, 0x0112, 0x013B


def drawing(mode: str = "RGB") -> Image.Image:
    picture = Image.new(mode, (31, 17))
    for x in range(31):
        picture.putpixel((x, x % 17), (x * 8, 255 - x * 8, 90) if mode == "RGB" else x)
    return picture


def exif_of(turn: int | None = None) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKER] = "Lark Cameras"
    exif[ARTIST] = SECRET.decode()
    exif.get_ifd(GPS)[29] = "2026:09:16"
    if turn is not None:
        exif[ORIENTATION] = turn
    return exif


def jpeg(turn: int | None = None, *, progressive: bool = False) -> bytes:
    out = io.BytesIO()
    drawing().save(
        out,
        "JPEG",
        exif=exif_of(turn),
        icc_profile=PROFILE,
        comment=SECRET,
        progressive=progressive,
        xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>",
    )
    return out.getvalue()


def png(turn: int | None = None) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET.decode())
    notes.add_text("Comment", SECRET.decode(), zip=True)
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    out = io.BytesIO()
    drawing().save(out, "PNG", pnginfo=notes, exif=exif_of(turn), icc_profile=PROFILE, dpi=(96, 96))
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    frames = [drawing("P"), drawing("P").rotate(180)]
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], loop=3, comment=SECRET, duration=90
    )
    return out.getvalue()


def pixels(raw: bytes) -> bytes:
    return Image.open(io.BytesIO(raw)).convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("raw", "name"),
    [(jpeg(), "jpeg"), (jpeg(progressive=True), "jpeg"), (png(), "png"), (gif(), "gif")],
)
def test_a_picture_keeps_its_pixels_and_loses_what_else_it_tells(raw: bytes, name: str) -> None:
    before = read_picture(raw)
    clean = strip_metadata(raw)
    after = read_picture(clean)

    assert (before.format, before.width, before.height) == (name, 31, 17)
    assert before.has_metadata
    assert SECRET not in clean
    assert b"Lark Cameras" not in clean
    assert not after.has_metadata
    assert pixels(clean) == pixels(raw)


def test_a_compressed_text_in_a_png_goes_too() -> None:
    assert zlib.compress(SECRET) in png()
    assert zlib.compress(SECRET) not in strip_metadata(png())


@pytest.mark.parametrize("raw", [jpeg(), png()])
def test_the_colour_profile_stays(raw: bytes) -> None:
    kept = Image.open(io.BytesIO(strip_metadata(raw)))

    assert kept.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("raw", [jpeg(6), png(6)])
def test_a_turned_photo_stays_turned_and_tells_nothing_else(raw: bytes) -> None:
    clean = strip_metadata(raw)
    exif = Image.open(io.BytesIO(clean)).getexif()

    assert dict(exif) == {ORIENTATION: 6}
    assert not read_picture(clean).has_metadata
    assert strip_metadata(clean) == clean


@pytest.mark.parametrize("raw", [jpeg(1), png(1)])
def test_an_upright_photo_keeps_no_exif_at_all(raw: bytes) -> None:
    assert not dict(Image.open(io.BytesIO(strip_metadata(raw))).getexif())


def test_a_thumbnail_in_the_jfif_header_goes() -> None:
    raw = jpeg()
    header = raw.index(b"JFIF\x00")
    thumbnail = b"\x01\x01" + b"\xab\xcd\xef"
    old = raw[header - 4 : header + 14]
    new = b"\xff\xe0" + (16 + 3).to_bytes(2, "big") + old[4:-2] + thumbnail
    clean = strip_metadata(raw.replace(old, new))

    assert b"\xab\xcd\xef" not in clean
    assert pixels(clean) == pixels(raw)


def test_an_animation_still_moves_as_it_did() -> None:
    kept = Image.open(io.BytesIO(strip_metadata(gif())))

    assert (kept.n_frames, kept.info["loop"], kept.info["duration"]) == (2, 3, 90)  # type: ignore[attr-defined]


@pytest.mark.parametrize("raw", [jpeg(), png(), gif()])
def test_what_hides_behind_the_end_goes(raw: bytes) -> None:
    assert strip_metadata(raw + SECRET) == strip_metadata(raw)
    assert read_picture(strip_metadata(raw) + SECRET).has_metadata


def test_a_clean_picture_is_left_alone() -> None:
    out = io.BytesIO()
    drawing().save(out, "PNG")

    assert not read_picture(out.getvalue()).has_metadata
    assert strip_metadata(out.getvalue()) == out.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "a HEIC photo"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"<svg xmlns='x'/>", "an SVG drawing"),
        (b"hello", "is not a PNG, JPEG or GIF file"),
        (b"", "is not a PNG, JPEG or GIF file"),
    ],
)
def test_another_format_is_refused_with_the_way_out(raw: bytes, words: str) -> None:
    with pytest.raises(EbulletinError, match=words) as refused:
        read_picture(raw)

    assert "save it as PNG or JPEG" in str(refused.value)


@pytest.mark.parametrize("raw", [jpeg(6), jpeg(progressive=True), png(), gif()])
def test_a_file_cut_anywhere_is_refused_and_never_crashes(raw: bytes) -> None:
    for length in range(len(raw)):
        with pytest.raises(PictureError):
            strip_metadata(raw[:length])


@given(st.data())
def test_a_file_with_any_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from([jpeg(6), png(6), gif()])))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    try:
        clean = strip_metadata(bytes(raw))
    except PictureError:
        return

    assert strip_metadata(clean) == clean


def test_a_long_run_of_padding_is_read_in_one_go() -> None:
    raw = jpeg()
    scan = raw.rindex(b"\xff\xda") + 20
    padded = raw[:scan] + b"\xff" * 3_000_000 + b"\x00" + raw[scan:]

    assert read_picture(padded).width == 31
