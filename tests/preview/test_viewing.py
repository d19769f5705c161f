"""The quick way from saved files to a view."""

from pathlib import Path

import pytest

from ebulletin.press.previewing import Bench
from ebulletin.preview.model import Selection
from ebulletin.preview.viewing import CUT_IN_BYTES, CUT_MARK, Viewer, as_document, with_cut

EDITION_B = "2026-autumn-newsletter"
ARTICLE = "items/updates/chair-message-autumn-2026.md"


def viewer_of(root: Path) -> tuple[Bench, Viewer]:
    bench = Bench(root)
    bench.read()
    return bench, Viewer(bench)


def test_an_e_mail_is_shown_with_its_inbox_row_and_mark(root: Path) -> None:
    _, viewer = viewer_of(root)

    view = viewer.view(Selection(EDITION_B))

    assert view.selection.variant == "professional"
    assert view.variants == ("professional", "public")
    assert view.html is not None
    assert "From the chair" in view.html
    assert view.inbox is not None
    assert view.inbox.sender == "ESSCP team"
    assert view.inbox.subject.startswith("Autumn newsletter")
    assert view.draft == "Not approved"
    assert not view.has_cut
    assert not view.shows_remote


def test_the_bytes_of_the_e_mail_are_those_of_a_build(root: Path) -> None:
    bench, viewer = viewer_of(root)

    view = viewer.view(Selection(EDITION_B))
    _, html = bench.written(EDITION_B, "professional")

    assert view.size_in_bytes == len(html.encode())


@pytest.mark.parametrize(("form", "words"), [("text", "FROM THE CHAIR"), ("web", "<main")])
def test_every_form_is_a_document(form: str, words: str, root: Path) -> None:
    _, viewer = viewer_of(root)

    view = viewer.view(Selection(EDITION_B, form=form))  # type: ignore[arg-type]

    assert view.html is not None
    assert view.html.startswith("<!doctype html>")
    assert words.casefold() in view.html.casefold()


def test_a_broken_item_keeps_the_last_good_view_and_says_why(workspace: Path) -> None:
    bench, viewer = viewer_of(workspace)
    good = viewer.view(Selection(EDITION_B))
    article = workspace / ARTICLE
    text = article.read_text(encoding="utf-8")

    article.write_text("---\nkind: [\n---\n", encoding="utf-8")
    bench.read()
    held = viewer.view(Selection(EDITION_B))
    article.write_text(text, encoding="utf-8")
    bench.read()
    mended = viewer.view(Selection(EDITION_B))

    assert held.html == good.html == mended.html
    assert [fault.path for fault in held.faults] == [ARTICLE]
    assert mended.faults == ()


def test_a_broken_item_elsewhere_disturbs_nobody(workspace: Path) -> None:
    bench, viewer = viewer_of(workspace)
    viewer.view(Selection(EDITION_B))
    (workspace / "items/updates/mash-update-october-2026.md").write_text("---\n", "utf-8")

    bench.read()

    assert viewer.view(Selection(EDITION_B)).faults == ()


def test_a_bulletin_that_was_never_good_shows_its_finding_alone(workspace: Path) -> None:
    (workspace / f"bulletins/{EDITION_B}.yaml").write_text("series: [\n", encoding="utf-8")
    _, viewer = viewer_of(workspace)

    view = viewer.view(Selection(EDITION_B))

    assert view.html is None
    assert view.faults[0].path == f"bulletins/{EDITION_B}.yaml"


def test_an_unknown_bulletin_is_told_in_words(root: Path) -> None:
    _, viewer = viewer_of(root)

    view = viewer.view(Selection("2026-autum-newsletter"))

    assert "Did you mean '2026-autumn-newsletter'?" in view.faults[0].message


def test_draft_items_are_shown_and_marked(workspace: Path) -> None:
    article = workspace / ARTICLE
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("status: ready", "status: draft"), encoding="utf-8")
    _, viewer = viewer_of(workspace)

    view = viewer.view(Selection(EDITION_B))

    assert view.html is not None
    assert "The call that somebody makes afterwards" in view.html
    assert ">Draft<" in view.html


def test_plain_text_is_no_mark_up() -> None:
    document = as_document("Ring <b>now</b> & here", "en-GB")

    assert "<pre>Ring &lt;b&gt;now&lt;/b&gt; &amp; here</pre>" in document


def test_the_cut_is_marked_before_the_next_tag_and_in_no_comment() -> None:
    start = "<p>" + "é" * (CUT_IN_BYTES // 2) + "</p>"
    html = f"<html>{start}<!--[if mso]><table><![endif]--><p>After</p></html>"

    marked = with_cut(html)

    assert marked.replace(CUT_MARK, "") == html
    assert marked.index(CUT_MARK) == html.index("</p><!--")
    assert with_cut("<p>short</p>") == "<p>short</p>"
