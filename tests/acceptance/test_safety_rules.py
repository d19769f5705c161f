"""Rules of safety that hold for every build, seen from outside."""

import re
from pathlib import Path

import pytest

from acceptance_types import Run

# Replaces what opens a connection, so that any use of the network ends the command.
NO_NETWORK = """\
import socket


def refused(*words, **more):
    raise SystemExit("the network was used")


socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
"""

HOSTILE = '<script>alert("1")</script> & "quotes" {{ 7 * 7 }} %s'


def test_checking_and_building_never_use_the_network(
    workspace: Path, tmp_path: Path, ebulletin: Run
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "sitecustomize.py").write_text(NO_NETWORK)

    for words in (("check",), ("build", "--all"), ("list",), ("explain", "--all"), ()):
        done = ebulletin(*words, cwd=workspace, PYTHONPATH=str(tmp_path / "closed"))

        assert done.returncode == 0, (words, done.stderr)
        assert "the network was used" not in done.stderr + done.stdout


def test_a_draft_says_so_in_every_output(workspace: Path, ebulletin: Run) -> None:
    plan = workspace / "bulletins/2026-09-lantern.yaml"
    plan.write_text(re.sub(r"(?m)^status: .*$", "status: draft", plan.read_text()))

    done = ebulletin("build", "2026-09-lantern", cwd=workspace)

    assert done.returncode == 0, done.stderr
    for variant in ("professional", "public"):
        for name in ("email.html", "email.txt", "page.html"):
            path = workspace / "out/2026-09-lantern" / variant / name
            assert "Draft" in path.read_text(encoding="utf-8"), path


def test_what_an_author_types_never_becomes_code(workspace: Path, ebulletin: Run) -> None:
    item = workspace / "items/updates/inspection-letter.md"
    text = re.sub(r"(?m)^title: .*$", f"title: '{HOSTILE}'", item.read_text())
    item.write_text(text.replace("What works", HOSTILE.replace("{{ 7 * 7 }} ", "")))

    ebulletin("build", "2026-09-lantern", "--variant", "professional", cwd=workspace)

    for name in ("email.html", "page.html"):
        path = workspace / "out/2026-09-lantern/professional" / name
        html = path.read_text(encoding="utf-8")
        assert "<script" not in html
        assert "&lt;script&gt;alert(" in html
        assert "49 %s" not in html


def test_an_archive_copy_says_so_and_keeps_its_assumed_day_out_of_print(
    workspace: Path, ebulletin: Run
) -> None:
    plan = workspace / "bulletins/2026-09-lantern.yaml"
    plan.write_text(plan.read_text() + "archive: yes\ndate_shown: no\nrebuilt_on: 2026-11-02\n")

    done = ebulletin("build", "2026-09-lantern", cwd=workspace)

    assert done.returncode == 0, done.stderr
    for name in ("email.html", "email.txt", "page.html"):
        text = (workspace / "out/2026-09-lantern/public" / name).read_text(encoding="utf-8")
        assert "Archive copy" in text
        assert "Wednesday 23 September 2026" not in text


def test_a_picture_loses_its_place_and_camera_on_the_way_out(
    workspace: Path, ebulletin: Run
) -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    hidden = PngInfo()
    hidden.add_text("Comment", "51.5007 N, 0.1246 W, taken by Winifred Astley")
    Image.new("RGB", (600, 300), "white").save(
        workspace / "items/assets/desk-card.png", pnginfo=hidden
    )

    ebulletin("build", "2026-09-lantern", cwd=workspace)

    written = workspace / "out/2026-09-lantern/public/images/desk-card.png"
    assert written.is_file()
    assert b"Winifred" not in written.read_bytes()


@pytest.mark.parametrize("name", ["../../outside.png", "/etc/hostname", "..\\outside.png"])
def test_a_file_outside_the_assets_is_refused(name: str, workspace: Path, ebulletin: Run) -> None:
    item = workspace / "items/updates/inspection-letter.md"
    item.write_text(
        item.read_text().replace(
            "status: ready", f"images: [{{file: '{name}', alt: A, people: no}}]\nstatus: ready"
        )
    )

    done = ebulletin("check", str(item), cwd=workspace)

    assert done.returncode == 1
    assert "is not a file inside items/assets" in done.stdout


def test_a_page_template_that_hides_the_safety_block_is_not_built(
    workspace: Path, root: Path, ebulletin: Run
) -> None:
    part = root / "src/ebulletin/templates/themes/common/page.html.j2"
    text = part.read_text(encoding="utf-8")
    for name in ("safety_block", "safety_top"):
        assert f"{{{{ {name} }}}}" in text
        text = text.replace(f"{{{{ {name} }}}}", f"<div hidden>{{{{ {name} }}}}</div>")
    folder = workspace / "templates" / "newsletter"
    folder.mkdir(parents=True)
    (folder / part.name).write_text(text, encoding="utf-8")

    done = ebulletin("build", "2026-autumn-newsletter", "--variant", "public", cwd=workspace)

    assert done.returncode == 1
    assert "SAF102 error" in done.stderr
    assert not (workspace / "out/2026-autumn-newsletter/public").exists()
