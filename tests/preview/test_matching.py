"""What a bulletin is compared with."""

import re
from pathlib import Path

from ebulletin.press.approving import approve
from ebulletin.press.building import build
from ebulletin.press.previewing import Bench
from ebulletin.preview.examining import panels_of
from ebulletin.preview.matching import compare_with
from ebulletin.preview.model import Selection
from ebulletin.workspace import open_workspace

EDITION_A = "2026-09-lantern"
ITEM = "items/updates/phone-lines-changeover.md"
NOW = Selection(EDITION_A, "professional")


def bench_of(root: Path) -> Bench:
    bench = Bench(root)
    bench.read()
    return bench


def test_variants_are_compared_as_they_are_now(root: Path) -> None:
    found = compare_with(bench_of(root), NOW, "variant:public")

    assert (found.before, found.after) == ("public, now", "professional, now")
    assert found.paragraphs


def test_now_is_compared_with_the_last_build(workspace: Path) -> None:
    bench = bench_of(workspace)
    assert "not built yet" in compare_with(bench, NOW, "built").fault
    build(open_workspace(workspace), EDITION_A)
    assert compare_with(bench, NOW, "built").paragraphs == ()

    item = workspace / ITEM
    item.write_text(item.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    bench.read()
    found = compare_with(bench, NOW, "built")

    assert found.before == "Last built"
    assert "One more line." in str(found.paragraphs)


def test_now_is_compared_with_what_was_approved(workspace: Path) -> None:
    bench = bench_of(workspace)
    assert "Nobody has approved" in compare_with(bench, NOW, "approved").fault
    settings = (workspace / "partnership.yaml").read_text(encoding="utf-8")
    names = re.search(r"approvers: \[([\w-]+)", settings)
    approver = names[1] if names else "owen-tansley"
    approve(open_workspace(workspace), EDITION_A, approver)
    bench.read()
    same = compare_with(bench, NOW, "approved")
    approved = panels_of(bench, NOW)

    item = workspace / ITEM
    item.write_text(item.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    bench.read()
    changed = compare_with(bench, NOW, "approved")
    void = panels_of(bench, NOW)

    assert (same.fault, same.paragraphs, same.links_new, same.links_gone) == ("", (), (), ())
    assert approved.approval.startswith("Approved by ")
    assert approved.mark == ""
    assert "One more line." in str(changed.paragraphs)
    assert void.mark.startswith("Changed since ")


def test_a_build_outside_the_workspace_is_not_read(workspace: Path, tmp_path: Path) -> None:
    build(open_workspace(workspace), EDITION_A, out=tmp_path / "elsewhere")
    (workspace / "out").symlink_to(tmp_path / "elsewhere")

    assert "not built yet" in compare_with(bench_of(workspace), NOW, "built").fault


def test_names_that_lead_elsewhere_find_nothing(root: Path) -> None:
    odd = Selection("../../../etc", "professional")

    assert compare_with(bench_of(root), odd, "built").fault
    assert compare_with(bench_of(root), NOW, "variant:../x").fault
