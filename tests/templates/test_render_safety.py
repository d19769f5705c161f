"""No theme, template or variant takes the safety block or the way to leave out of an e-mail."""

from pathlib import Path

import pytest
from email_reading import SAMPLE, Outline, html_of, sample
from sample_bulletin import (
    SAMPLES,
    shield_bulletin,
)

from ebulletin.bulletins.composed import plain
from ebulletin.templates.load import TemplateFaultError, load_theme
from ebulletin.templates.render import write_email

# Of an e-mail, after which some readers cut it off.
LIMIT_IN_BYTES = 102_400


@SAMPLE
def test_the_safety_block_stands_whole_before_the_footer(theme: str, level: str) -> None:
    shown = sample(theme, level)
    html = html_of(shown)

    text = Outline(html).text
    positions = [text.rindex(plain(line.runs)) for line in shown.safety.lines]
    assert positions == sorted(positions)
    assert positions[-1] < text.index(shown.footer.why)
    for number in ("999", "01632960110", "01632960199", "101", "01632960145", "08081570900"):
        assert f'href="tel:{number}"' in html
    assert 'font-size:20px;line-height:28px;font-weight:bold;white-space:nowrap">999</a>' in html
    end = html.index(shown.footer.accessibility_url)
    assert len(html[:end].encode()) < LIMIT_IN_BYTES


@pytest.mark.parametrize("theme", SAMPLES)
def test_public_readers_meet_the_short_line_before_the_first_item(theme: str) -> None:
    public = Outline(html_of(sample(theme, "public"))).text
    professional = Outline(html_of(sample(theme, "professional"))).text

    line = "In immediate danger, call 999. Worried about a child: 01632 960110"
    assert public.index(line) < public.index("In this edition")
    assert line not in professional


@pytest.mark.parametrize(
    "part",
    [
        "",
        "<mj-section><mj-column><mj-text>Stay safe.</mj-text></mj-column></mj-section>",
        (
            '<mj-raw><div style="display: none"></mj-raw>{% include "builtin/safety.mjml.j2" %}'
            "<mj-raw></div></mj-raw>"
        ),
        (
            "<mj-raw><!-- {{ bulletin.safety.heading }}{% for line in bulletin.safety.lines %}"
            "{{ line.runs | runs }}{% endfor %} --></mj-raw>"
        ),
        # Without one line.
        (
            "<mj-section><mj-column><mj-text>{{ bulletin.safety.heading }}"
            "{% for line in bulletin.safety.lines[1:] %}{{ line.runs | runs }}{% endfor %}"
            "</mj-text></mj-column></mj-section>"
        ),
        # Without links.
        (
            "<mj-section><mj-column><mj-text>{{ bulletin.safety.heading }}"
            "{% for line in bulletin.safety.lines %}{{ line.runs | plain }}{% endfor %}"
            "</mj-text></mj-column></mj-section>"
        ),
    ],
)
def test_a_theme_cannot_take_the_safety_block_away(part: str, tmp_path: Path) -> None:
    (tmp_path / "shield").mkdir()
    (tmp_path / "shield/safety.mjml.j2").write_text(part, encoding="utf-8")

    email = write_email(shield_bulletin(), load_theme("shield", tmp_path))

    assert email.html == html_of(shield_bulletin())
    assert email.notes == (
        (
            "templates/shield/safety.mjml.j2 leaves out or hides part of the safety block; the "
            "built-in part was printed in its place"
        ),
    )


def test_a_broken_safety_part_is_told_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / "shield").mkdir()
    (tmp_path / "shield/safety.mjml.j2").write_text(
        "<mj-section><mj-column>\n<mj-text>{{ bulletin.safety.heading }}\n"
        "</mj-column></mj-section>",
        encoding="utf-8",
    )

    email = write_email(shield_bulletin(), load_theme("shield", tmp_path))

    assert email.html == html_of(shield_bulletin())
    assert email.notes == (
        (
            "templates/shield/safety.mjml.j2, line 2, cannot be read as MJML: <mj-text> is never "
            "closed; the built-in part was printed in its place"
        ),
    )


def test_a_theme_may_set_the_safety_block_in_its_own_way(tmp_path: Path) -> None:
    (tmp_path / "shield").mkdir()
    (tmp_path / "shield/safety.mjml.j2").write_text(
        "<mj-section><mj-column><mj-text><h2>{{ bulletin.safety.heading }}</h2>"
        "{% for line in bulletin.safety.lines %}<p><em>{{ line.runs | runs }}</em></p>{% endfor %}"
        "</mj-text></mj-column></mj-section>",
        encoding="utf-8",
    )

    email = write_email(shield_bulletin(), load_theme("shield", tmp_path))

    assert email.notes == ()
    assert '<p><em>If a child is in immediate danger, call <a href="tel:999"' in email.html


@pytest.mark.parametrize("name", ["body.mjml.j2", "document.mjml.j2", "footer.mjml.j2"])
def test_an_empty_template_loses_neither_safety_block_nor_way_to_leave(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "shield").mkdir()
    (tmp_path / "shield" / name).write_text("", encoding="utf-8")
    shown = shield_bulletin()

    html = write_email(shown, load_theme("shield", tmp_path)).html

    text = Outline(html).text
    assert all(plain(line.runs) in text for line in shown.safety.lines)
    assert 'href="https://esscp.example.org/leave"' in html


def test_a_template_that_cannot_be_run_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "shield").mkdir()
    (tmp_path / "shield/body.mjml.j2").write_text("\n{{ bulletin.titel }}", encoding="utf-8")

    with pytest.raises(TemplateFaultError, match=r"templates/shield/body\.mjml\.j2, line 2"):
        html_of(shield_bulletin()) and write_email(
            shield_bulletin(), load_theme("shield", tmp_path)
        )


def test_a_way_to_leave_in_a_comment_is_none(tmp_path: Path) -> None:
    part = tmp_path / "shield/footer.mjml.j2"
    part.parent.mkdir()
    part.write_text('<mj-raw><!-- href="{{ bulletin.footer.unsubscribe }}" --></mj-raw>')
    shown = shield_bulletin("public")

    email = write_email(shown, load_theme("shield", tmp_path))

    assert len(email.notes) == 1
    assert shown.footer.why in Outline(email.html).text
    assert f'href="{shown.footer.unsubscribe}"' in email.html
