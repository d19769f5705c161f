"""A fault in the MJML of a theme is told where it can be mended: in the template, with its line."""

from pathlib import Path

import pytest
from sample_shield import shield_bulletin

from ebulletin.templates.load import load_theme
from ebulletin.templates.mjml import MjmlError
from ebulletin.templates.render import write_email

BUILTIN = Path(__file__).parents[2] / "src/ebulletin/templates/themes"


def places_of(folder: Path, file: str, text: str) -> list[tuple[str, int]]:
    """File and line of each problem of a theme with this file."""
    path = folder / "shield" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MjmlError) as caught:
        write_email(shield_bulletin(), load_theme("shield", folder))
    return [(each.file, each.line) for each in caught.value.problems]


@pytest.mark.parametrize("file", ["shield/masthead.mjml.j2", "shield/body.mjml.j2",
                                  "common/boxes.mjml.j2", "common/section.mjml.j2"])  # fmt: skip
def test_a_slip_in_any_part_is_told_with_its_line(file: str, tmp_path: Path) -> None:
    name = file.partition("/")[2]
    lines = (BUILTIN / file).read_text(encoding="utf-8").split("\n")
    line = next(
        number for number, each in enumerate(lines, 1) if "<" in each and "macro" not in each
    )
    lines[line - 1] = lines[line - 1].replace("<", '<mj-texxt wrong="1"></mj-texxt><', 1)

    places = places_of(tmp_path, name, "\n".join(lines))

    assert (f"templates/shield/{name}", line) in places


def test_a_wrong_attribute_after_loops_and_comments_is_told_with_its_line(tmp_path: Path) -> None:
    part = (
        "{#- A comment\n    of two lines. #}\n"
        "<mj-section>\n  <mj-column>\n"
        "{% for number in range(3) %}\n    <mj-text>{{ number }}</mj-text>\n{% endfor %}\n\n"
        '    {% if true %}<mj-text colour="red">x</mj-text>{% endif %}\n'
        "  </mj-column>\n</mj-section>\n"
    )

    assert places_of(tmp_path, "masthead.mjml.j2", part) == [
        ("templates/shield/masthead.mjml.j2", 9)
    ]


def test_what_an_override_forgets_to_close_is_told_where_it_opened(tmp_path: Path) -> None:
    part = "<mj-section><mj-column>\n<mj-text>x</mj-text>\n</mj-section>\n"

    assert places_of(tmp_path, "masthead.mjml.j2", part)[0] == (
        "templates/shield/masthead.mjml.j2",
        3,
    )
