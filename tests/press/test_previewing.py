"""A bulletin as it would be built, again and again in one process."""

from pathlib import Path

import pytest

from ebulletin.press.building import build
from ebulletin.press.errors import UnknownVariantError
from ebulletin.press.previewing import Bench, BrokenFileError
from ebulletin.workspace import open_workspace

EDITION_A = "2026-09-lantern"
ITEM = "items/updates/phone-lines-changeover.md"


def bench_of(root: Path) -> Bench:
    bench = Bench(root)
    bench.read()
    return bench


def test_what_is_examined_is_what_a_build_writes(workspace: Path) -> None:
    result = build(open_workspace(workspace), EDITION_A, variant="public")
    written = (result.variants[0].folder / "email.html").read_text(encoding="utf-8")

    examined = bench_of(workspace).examine(EDITION_A, "public")

    assert examined is not None
    assert examined.finished.texts["html"] == written


def test_what_is_seen_without_drafts_is_what_a_build_writes(root: Path) -> None:
    bench = bench_of(root)

    seen = bench.see(EDITION_A, "public", "html")

    assert seen.rendering.html == bench.written(EDITION_A, "public").html
    assert seen.rendering.text is None


def test_the_report_is_that_of_a_check_and_of_the_finished_files(workspace: Path) -> None:
    item = workspace / ITEM
    text = item.read_text(encoding="utf-8")
    item.write_text(f"{text}\nPlease please ring.\n", encoding="utf-8")

    examined = bench_of(workspace).examine(EDITION_A, "public")

    assert examined is not None
    assert ("TXT102", ITEM) in {(f.code, f.place.path) for f in examined.report.findings}


def test_a_file_that_breaks_is_refused_until_it_is_mended(workspace: Path) -> None:
    bench = bench_of(workspace)
    bench.see(EDITION_A, "public", "html")
    text = (workspace / ITEM).read_text(encoding="utf-8")

    (workspace / ITEM).write_text("---\nkind: [\n", encoding="utf-8")
    bench.read()
    with pytest.raises(BrokenFileError, match=ITEM):
        bench.see(EDITION_A, "public", "html")
    (workspace / ITEM).write_text(text, encoding="utf-8")
    bench.read()

    assert bench.see(EDITION_A, "public", "html").rendering.html


def test_an_item_that_is_deleted_is_left_out(workspace: Path) -> None:
    bench = bench_of(workspace)
    bench.see(EDITION_A, "public", "html")

    (workspace / ITEM).unlink()
    bench.read()
    html = bench.see(EDITION_A, "public", "html").rendering.html

    assert html is not None
    assert "One main line at the front door" not in html


def test_the_first_variant_is_taken_and_an_unknown_one_refused(root: Path) -> None:
    bench = bench_of(root)

    assert bench.see(EDITION_A, "", "text").variant.name == "professional"
    with pytest.raises(UnknownVariantError):
        bench.see(EDITION_A, "nobody", "text")
