"""Themes are found, changed from the workspace, and never trusted further than that."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from ebulletin.templates.load import (
    TemplateFaultError,
    Theme,
    UnknownThemeError,
    builtin_themes,
    load_theme,
    theme_names,
)
from ebulletin.templates.theme_file import ThemeSettingsError


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """The workspace's folder of that name."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def put(templates: Path, name: str, text: str) -> Path:
    path = templates / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rendered(templates: Path, text: str, theme: str = "shield", **facts: object) -> str:
    """What a part of the workspace gives."""
    put(templates, f"{theme}/part.mjml.j2", text)
    return load_theme(theme, templates).render("part.mjml.j2", facts)


# --- Finding ----------------------------------------------------------------------------------


def test_three_themes_come_with_the_product() -> None:
    assert builtin_themes() == ("shield", "newsletter", "minutes")


def test_a_theme_is_made_ready_once() -> None:
    assert load_theme("shield") is load_theme("shield")


def test_an_unknown_theme_is_answered_with_the_nearest(templates: Path) -> None:
    with pytest.raises(UnknownThemeError) as caught:
        load_theme("newsleter", templates)

    assert str(caught.value).startswith(
        "There is no theme 'newsleter'. Did you mean 'newsletter'? There are shield, newsletter "
        "and minutes;"
    )


@pytest.mark.parametrize("name", ["..", "../shield", "a/b", "a\\b", "C:x", "", ".hidden"])
def test_a_theme_has_a_plain_name(name: str, templates: Path) -> None:
    with pytest.raises(UnknownThemeError):
        load_theme(name, templates)


def test_a_theme_of_the_workspace_stands_on_a_built_in_one(templates: Path) -> None:
    put(templates, "harbour/theme.yaml", "extends: shield\nradius: 0\ncolours: {brand: 5B1F7A}\n")

    theme = load_theme("harbour", templates)

    shield = load_theme("shield")
    assert (theme.base, theme.width, theme.radius) == ("shield", shield.width, 0)
    assert theme.tokens.light["brand"] == "#5B1F7A"
    assert theme.tokens.light["heading"] == shield.tokens.light["heading"]
    assert theme_names(templates) == ["shield", "newsletter", "minutes", "harbour"]


def test_a_folder_that_stands_on_nothing_is_told_what_to_write(templates: Path) -> None:
    put(templates, "harbour/footer.mjml.j2", "")
    put(templates, "quay/theme.yaml", "extends: harbour\n")

    for name in ("harbour", "quay"):
        with pytest.raises(ThemeSettingsError, match="write `extends: shield`"):
            load_theme(name, templates)


def test_a_changed_theme_file_is_read_again(templates: Path) -> None:
    path = put(templates, "harbour/theme.yaml", "extends: shield\nradius: 2\n")
    before = load_theme("harbour", templates)
    path.write_text("extends: shield\nradius: 4\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))

    after = load_theme("harbour", templates)

    assert (before.radius, after.radius) == (2, 4)


# --- Files of the workspace -------------------------------------------------------------------


def test_a_file_of_the_workspace_replaces_one_of_the_same_name(templates: Path) -> None:
    put(templates, "shield/part.mjml.j2", "{% include 'look.mjml.j2' %}mine")
    put(templates, "shield/look.mjml.j2", "my look, ")
    theme = load_theme("shield", templates)

    assert theme.render("part.mjml.j2", {}) == "my look, mine"
    assert theme.overrides("look.mjml.j2")
    assert not theme.overrides("footer.mjml.j2")
    assert not load_theme("shield").overrides("look.mjml.j2")


def test_the_built_in_file_can_still_be_named(templates: Path) -> None:
    put(templates, "shield/look.mjml.j2", "{% set pill_radius = 3 %}")

    words = rendered(
        templates,
        "{% import 'builtin/look.mjml.j2' as look with context %}{{ look.pill_radius }}",
        c={"heading": "#000000"},
        radius=8,
    )

    assert words == "24"


def test_a_changed_file_is_read_again(templates: Path) -> None:
    first = rendered(templates, "one")
    path = templates / "shield/part.mjml.j2"
    path.write_text("two", encoding="utf-8")
    os.utime(path, ns=(1, 1))

    assert first == "one"
    assert load_theme("shield", templates).render("part.mjml.j2", {}) == "two"


def test_a_file_added_to_a_theme_counts_from_the_next_page_on(templates: Path) -> None:
    put(templates, "shield/part.mjml.j2", "")
    theme = load_theme("shield", templates)
    theme.environment.get_template("footer.mjml.j2")
    put(templates, "shield/footer.mjml.j2", "our own footer")

    assert load_theme("shield", templates).render("footer.mjml.j2", {}) == "our own footer"


@pytest.mark.parametrize("name", ["../secret.txt", "builtin/../../load.py", "/etc/hostname"])
def test_a_template_reads_nothing_outside_its_folders(name: str, templates: Path) -> None:
    put(templates, "secret.txt", "passcode")

    with pytest.raises(TemplateFaultError, match="there is no file"):
        rendered(templates, "{% include '" + name + "' %}")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_followed(templates: Path) -> None:
    secret = put(templates.parent, "secret.txt", "passcode")
    put(templates, "shield/part.mjml.j2", "{% include 'out.txt' %}")
    (templates / "shield/out.txt").symlink_to(secret)

    with pytest.raises(TemplateFaultError, match=r"there is no file 'out\.txt'"):
        load_theme("shield", templates).render("part.mjml.j2", {})


# --- Escaping and sandbox ---------------------------------------------------------------------


def test_words_are_escaped_in_templates_of_any_name(templates: Path) -> None:
    assert rendered(templates, "{{ words }}", words="<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ words.append('x') }}",
        "{{ wording.edition_line.__globals__ }}",
        "{% for number in range(1000000000) %}x{% endfor %}",
    ],
)
def test_a_template_of_the_workspace_runs_in_the_sandbox(text: str, templates: Path) -> None:
    with pytest.raises(TemplateFaultError, match="templates/shield/part"):
        rendered(templates, text, words=["a"])


def test_no_private_part_of_the_product_is_in_reach_of_templates() -> None:
    offered = set(cast("Mapping[str, object]", load_theme("shield").environment.globals["wording"]))

    assert "edition_line" in offered
    assert all(not name.startswith("_") for name in offered)


# --- Faults -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("one\n{% if %}", 2, "its commands cannot be read"),
        ("one\ntwo\n{{ bulletin.titel }}", 3, "it asks for something that is not there"),
        ("{{ nobody }}", 1, "it asks for something that is not there"),
        ("one\n{% include 'gone.mjml.j2' %}", 2, "there is no file 'gone.mjml.j2' in the theme"),
        ("one\n{{ 1 // 0 }}", 2, "division"),
        ("one\n\n{{ words | shout }}", 3, "No filter named"),
        ("{{ words | batch }}", 1, "batch"),
        ("one\n{% include 'part.mjml.j2' %}", 2, "recursion"),
        ("one\n{{ 5 | month_name }}", 2, "month"),
    ],
)
def test_a_fault_is_a_plain_sentence_with_file_and_line(
    text: str, line: int, said: str, templates: Path
) -> None:
    with pytest.raises(TemplateFaultError) as caught:
        rendered(templates, text, bulletin={}, words="w")

    sentence = str(caught.value)
    start = f"The template templates/shield/part.mjml.j2, line {line} does not work: "
    assert sentence.startswith(start)
    assert said in sentence
    assert sentence.endswith("Mend it, or take the file away to use the built-in one.")
    assert (caught.value.file, caught.value.line) == ("templates/shield/part.mjml.j2", line)


def test_a_fault_in_a_part_names_the_part(templates: Path) -> None:
    put(templates, "shield/inner.mjml.j2", "one\n{{ nobody }}")

    with pytest.raises(TemplateFaultError, match=r"templates/shield/inner\.mjml\.j2, line 2"):
        rendered(templates, "{% include 'inner.mjml.j2' %}")


def test_templates_leave_no_stray_white_space(templates: Path) -> None:
    words = rendered(templates, "a\n    {% if true %}\nb\n    {% endif %}\nc")

    assert words == "a\nb\nc"


def test_files_are_named_as_people_know_them(templates: Path) -> None:
    put(templates, "shield/part.mjml.j2", "")
    theme: Theme = load_theme("shield", templates)
    built_in = load_theme("shield").environment.get_template("look.mjml.j2").filename

    assert theme.shown_name(str(templates.resolve() / "shield/part.mjml.j2")) == (
        "templates/shield/part.mjml.j2"
    )
    assert theme.shown_name(built_in) == "built-in shield/look.mjml.j2"
