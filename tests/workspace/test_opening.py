"""A workspace on disk: found, read as a whole, and never hidden by one bad file."""

from pathlib import Path
from typing import Any

import pytest

from ebulletin.workspace import NoWorkspaceError, Workspace, find_root, open_workspace
from ebulletin.workspace.opening import UnreadableSettingsError

PARTNERSHIP = """\
name: Elmsvale Safeguarding Children Partnership
short_name: ESCP
website: https://escp.example.org
privacy_url: https://escp.example.org/privacy
accessibility_url: https://escp.example.org/accessibility
sender: {name: ESCP team, email: bulletin@escp.example.org}
postal_address: Tarn House, ZZ9 9ZZ
safety: {refer_to: mash, out_of_hours: night-team, allegations: lado}
series: {news: {name: News}}
segments: {dsl: {name: designated safeguarding leads}}
glossary: [{term: MASH, means: Multi-Agency Safeguarding Hub}]
"""
UPDATE = "---\nkind: update\ntitle: Some news\n---\nA few words.\n"
PLAN = "series: news\nedition: May 2026\ndate: 1 May 2026\nsections: [{items: [some-news]}]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    write(folder, "partnership.yaml", PARTNERSHIP)
    return folder


def write(root: Path, path: str, text: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file


def codes(workspace: Workspace) -> list[str]:
    return [finding.code for finding in workspace.findings]


# --- Finding it -----------------------------------------------------------------------------


def test_the_workspace_is_the_nearest_folder_upwards_with_partnership_yaml(root: Path) -> None:
    inner = root / "items" / "updates"
    inner.mkdir(parents=True)

    assert find_root(inner) == root.resolve()
    assert find_root(root) == root.resolve()


def test_a_folder_outside_any_workspace_is_told_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspaceError, match="ebulletin init"):
        find_root(tmp_path)
    with pytest.raises(NoWorkspaceError, match=r"partnership\.yaml"):
        open_workspace(tmp_path)


# --- Reading it -----------------------------------------------------------------------------


def test_items_bulletins_and_assets_are_read(root: Path) -> None:
    write(root, "items/updates/some-news.md", UPDATE)
    write(root, "items/deep/down/more-news.md", UPDATE)
    write(root, "items/assets/cards/desk.pdf", b"%PDF-1.4")
    write(root, "bulletins/2026-05-news.yaml", PLAN)

    workspace = open_workspace(root)

    assert workspace.findings == ()
    assert list(workspace.items) == ["more-news", "some-news"]
    assert list(workspace.plans) == ["2026-05-news"]
    assert list(workspace.assets) == ["cards/desk.pdf"]
    assert workspace.items["some-news"].source.path == "items/updates/some-news.md"


def test_an_empty_workspace_is_sound(root: Path) -> None:
    workspace = open_workspace(root)

    assert (workspace.findings, dict(workspace.items), dict(workspace.plans)) == ((), {}, {})


def test_a_byte_order_mark_and_windows_line_ends_are_read(root: Path) -> None:
    raw = b"\xef\xbb\xbf" + UPDATE.replace("\n", "\r\n").encode()
    write(root, "items/some-news.md", raw)

    workspace = open_workspace(root)

    assert workspace.findings == ()
    assert workspace.items["some-news"].item.body == "A few words.\n"


def test_the_glossary_stands_in_partnership_yaml_in_a_file_or_in_both(root: Path) -> None:
    write(root, "glossary.yaml", "glossary: [{term: DSL, means: designated safeguarding lead}]\n")

    workspace = open_workspace(root)

    assert [term.term for term in workspace.glossary] == ["MASH", "DSL"]
    assert workspace.settings is not None
    assert workspace.settings.glossary == workspace.glossary


def test_pictures_are_measured_for_those_who_compose(root: Path) -> None:
    one_pixel = bytes.fromhex(
        "474946383961010001008000000000000000002c00000000010001000002024401003b"
    )
    write(root, "items/assets/dot.gif", one_pixel)
    write(root, "items/assets/broken.png", b"no picture")
    write(root, "items/assets/card.pdf", b"%PDF-1.4")

    assets = open_workspace(root).shelf.assets

    assert (assets["dot.gif"].width, assets["dot.gif"].height) == (1, 1)
    assert (assets["broken.png"].size_in_bytes, assets["broken.png"].width) == (10, 0)
    assert assets["card.pdf"].size_in_bytes == 8


# --- What is passed over ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["some-news.md~", ".some-news.md", "#some-news.md#", "some-news.md.bak", "~$some-news.md",
     "notes.txt", "assets/readme.md", ".git/some-news.md"],
)  # fmt: skip
def test_what_an_editor_leaves_behind_is_no_item(root: Path, name: str) -> None:
    write(root, f"items/{name}", "nothing that an item could be")

    workspace = open_workspace(root)

    assert (workspace.findings, dict(workspace.items)) == ((), {})


def test_what_was_published_is_no_bulletin(root: Path) -> None:
    write(root, "bulletins/published/2026-05-news/public.yaml", "not: read")

    assert open_workspace(root).findings == ()


def test_a_link_out_of_the_workspace_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "elsewhere/some-news.md", UPDATE)
    (root / "items").mkdir()
    try:
        (root / "items" / "some-news.md").symlink_to(outside)
        (root / "items" / "elsewhere").symlink_to(outside.parent)
        (root / "items" / "gone.md").symlink_to(tmp_path / "not-there.md")
    except OSError:
        pytest.skip("this machine makes no links")

    workspace = open_workspace(root)

    assert (workspace.findings, dict(workspace.items)) == ((), {})


def test_a_link_in_a_ring_ends(root: Path) -> None:
    write(root, "items/updates/some-news.md", UPDATE)
    try:
        (root / "items" / "updates" / "again").symlink_to(root / "items")
    except OSError:
        pytest.skip("this machine makes no links")

    workspace = open_workspace(root)

    assert "some-news" in workspace.items


# --- What is wrong with it --------------------------------------------------------------------


def test_one_bad_file_never_hides_the_others(root: Path) -> None:
    write(root, "items/a-first.md", UPDATE)
    write(root, "items/b-unclosed.md", "---\nkind: update\n")
    write(root, "items/c-latin.md", "---\nkind: update\ntitle: Café\n---\n".encode("cp1252"))
    write(root, "items/d-last.md", UPDATE)
    write(root, "bulletins/2026-05-news.yaml", PLAN)
    write(root, "bulletins/2026-06-news.yaml", "series: [\n")

    workspace = open_workspace(root)

    assert list(workspace.items) == ["a-first", "d-last"]
    assert list(workspace.plans) == ["2026-05-news"]
    assert [(finding.place.path, finding.code) for finding in workspace.findings] == [
        ("bulletins/2026-06-news.yaml", "ITM101"),
        ("items/b-unclosed.md", "ITM101"),
        ("items/c-latin.md", "ITM101"),
    ]
    assert workspace.unread == {"b-unclosed", "c-latin"}


def test_a_fault_in_partnership_yaml_hides_nothing_else(root: Path) -> None:
    write(root, "partnership.yaml", "name: Elmsvale Partnership\n")
    write(root, "items/some-news.md", UPDATE)
    write(root, "items/bad-news.md", "---\nkind: updat\n---\n")

    workspace = open_workspace(root)

    assert workspace.settings is None
    assert workspace.settings_source is not None
    assert list(workspace.items) == ["some-news"]
    assert {"ITM105", "ITM107"} == set(codes(workspace))


def test_nothing_is_composed_from_a_bad_partnership_yaml(root: Path) -> None:
    write(root, "partnership.yaml", "name: [\n")

    workspace = open_workspace(root)

    with pytest.raises(UnreadableSettingsError, match="ebulletin check"):
        _ = workspace.shelf


def test_an_id_used_by_two_files_names_both(root: Path) -> None:
    write(root, "items/a/some-news.md", UPDATE)
    write(root, "items/b/some-news.md", UPDATE.replace("Some news", "Other news"))
    write(root, "items/c/third.md", UPDATE.replace("kind: update", "kind: update\nid: some-news"))

    workspace = open_workspace(root)

    assert codes(workspace) == ["ITM108", "ITM108"]
    first, second = workspace.findings
    assert "items/a/some-news.md and items/b/some-news.md" in first.message
    assert (second.place.path, second.place.line) == ("items/c/third.md", 3)
    assert workspace.items["some-news"].item.title == "Some news"


def test_a_bulletin_and_an_item_may_share_a_name(root: Path) -> None:
    write(root, "items/2026-05-news.md", UPDATE)
    write(root, "bulletins/2026-05-news.yaml", PLAN)

    assert open_workspace(root).findings == ()


def test_a_bulletin_written_with_both_endings_is_told(root: Path) -> None:
    write(root, "bulletins/2026-05-news.yaml", PLAN)
    write(root, "bulletins/2026-05-news.yml", PLAN)

    assert codes(open_workspace(root)) == ["ITM108"]


def test_a_huge_file_is_not_read(root: Path) -> None:
    write(root, "items/some-news.md", UPDATE + "word " * 400_001)

    (finding,) = open_workspace(root).findings

    assert (finding.code, finding.place.line) == ("ITM101", 1)
    assert "2 MB" in finding.message
    assert "items/assets" in finding.help


def test_a_file_that_does_not_open_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = write(root, "items/some-news.md", UPDATE)
    opens = Path.open

    def refuses(path: Path, *words: Any, **more: Any) -> Any:
        # A file that another program holds; taking the rights away would not stop root.
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opens(path, *words, **more)

    monkeypatch.setattr(Path, "open", refuses)

    (finding,) = open_workspace(root).findings
    assert finding.code == "ITM101"
    assert "permission denied" in finding.message


def test_findings_stand_in_order_whatever_the_order_of_files(root: Path) -> None:
    for name in ("zebra", "apple", "mango"):
        write(root, f"items/{name}.md", "---\nkind: updat\n---\n")

    places = [str(finding.place) for finding in open_workspace(root).findings]

    assert places == sorted(places)


def test_the_demonstration_is_read_without_a_finding(workspace: Path) -> None:
    opened = open_workspace(workspace)

    assert [str(finding) for finding in opened.findings] == []
    assert len(opened.items) > 90
    assert opened.directory.find("mash") is not None
