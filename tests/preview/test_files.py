"""The files of the page itself, and the pictures of bulletins."""

import re
from pathlib import Path

from ebulletin.press.previewing import Bench
from ebulletin.preview.files import Pictures, static_files

EDITION_A = "2026-09-lantern"


def test_every_file_that_the_page_names_is_there() -> None:
    files = static_files()
    page = files["index.html"].raw.decode()
    scripts = [each.raw.decode() for name, each in files.items() if name.endswith(".js")]

    named = set(re.findall(r'"static/([\w.-]+)"', page))
    imported = {name for text in scripts for name in re.findall(r'from "\./([\w.-]+)"', text)}

    assert named | imported <= files.keys()
    assert {name for name in files if name.endswith(".js")} == imported | {"main.js"}


def test_nothing_of_the_page_is_inline_or_from_elsewhere() -> None:
    files = static_files()
    page = files["index.html"].raw.decode()

    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", page)
    for name, each in files.items():
        text = each.raw.decode()
        assert not re.search(r"(?:src|href)=[\"']https?:|url\(|@import", text), name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|eval\(|document\.write", text
        ), name


def test_a_picture_is_served_as_readers_get_it(root: Path) -> None:
    bench = Bench(root)
    bench.read()
    bench.see(EDITION_A, "professional", "html")

    found = Pictures(bench).find(EDITION_A, "professional", "lantern.png")

    assert found is not None
    assert found.media_type == "image/png"
    assert found.raw.startswith(b"\x89PNG")


def test_only_pictures_of_what_is_shown_are_served(root: Path) -> None:
    bench = Bench(root)
    bench.read()
    pictures = Pictures(bench)
    assert pictures.find(EDITION_A, "professional", "lantern.png") is None
    bench.see(EDITION_A, "professional", "html")

    for name in ("desk-card.pdf", "../lantern.png", "nothing.png", "partnership.yaml", ""):
        assert pictures.find(EDITION_A, "professional", name) is None
    assert pictures.find(EDITION_A, "public", "lantern.png") is None


def test_a_picture_that_went_or_is_none_is_not_served(workspace: Path) -> None:
    bench = Bench(workspace)
    bench.read()
    bench.see(EDITION_A, "professional", "html")
    pictures = Pictures(bench)
    file = workspace / "items/assets/lantern.png"

    file.write_bytes(b"no picture")
    assert pictures.find(EDITION_A, "professional", "lantern.png") is None
    file.unlink()
    assert pictures.find(EDITION_A, "professional", "lantern.png") is None
