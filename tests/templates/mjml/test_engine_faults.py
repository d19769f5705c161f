"""What the engine does wrong on its own, and that the room does it right.

Each test shows both: should a later engine be right, the first half tells, and the cure may go.
"""

import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser

import mjml
import pytest

from ebulletin.templates.mjml import MjmlError, compile_mjml
from small_mjml import TITLED, column, html_of, mail, problem_of, problems_of


def raw(content: str, head: str = "") -> str:
    """What the engine makes of the same source by itself."""
    html: str = mjml.mjml2html(mail(column(content), head))
    return html


def attribute(html: str, tag: str, name: str) -> str | None:
    """An attribute of the first tag of a name, as a browser reads it."""
    found: list[str | None] = []

    class Reader(HTMLParser):
        def handle_starttag(self, each: str, attrs: list[tuple[str, str | None]]) -> None:
            if each == tag:
                found.append(dict(attrs).get(name))

    Reader().feed(html)
    return found[0]


# --- 1. Values of attributes --------------------------------------------------------------------

BROKEN_BY_THE_ENGINE = [
    "two\nlines", "a\ttab", "a\\backslash", "no\u00a0break", "soft\u00adhyphen", "हिन्दी", "ไทยที่",
    "বাংলা", "👩‍🏫 ❤️", "e\u0301",
]  # fmt: skip


@pytest.mark.parametrize("words", BROKEN_BY_THE_ENGINE)
def test_alt_texts_in_every_script_arrive_as_written(words: str) -> None:
    content = f'<mj-image src="a.png" alt="{words}" />'

    assert attribute(raw(content), "img", "alt") != words
    assert attribute(html_of(content), "img", "alt") == words


def test_quotes_and_signs_in_values_stay_inside_them() -> None:
    words = "\"><b>'&amp;<"
    written = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

    html = html_of(f'<mj-image src="a.png" alt="{written}" />')

    assert attribute(html, "img", "alt") == words


def test_letters_are_written_as_letters_and_not_as_numbers() -> None:
    html = html_of('<mj-image src="a.png" alt="Caffi’r ysgol, 中文" />')

    assert 'alt="Caffi’r ysgol, 中文"' in html


def test_merge_tags_in_addresses_pass() -> None:
    address = "https://example.org/?a={{ id }}&b=*|MAIL|*&c=[[x]]&d=%%y%%"
    content = f'<mj-button href="{address}">Go</mj-button>'

    assert attribute(html_of(content), "a", "href") == address


# --- 2. No validation ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        '<mj-text colour="red">x</mj-text>',
        '<mj-text color="rde">x</mj-text>',
        '<mj-text font-size="16">x</mj-text>',
        "<mj-text>x</mj-text> stray words",
        '<mj-image src="a.png" alt="" widht="100px" />',
    ],
)
def test_slips_that_the_engine_compiles_are_told_with_their_line(content: str) -> None:
    raw(content)

    assert problem_of(mail(column(content))).line == 6


# --- 3. Widths ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("padding", "width"), [("0", 550), ("0 0 10px", 550), ("0 20px", 510), ("10px 20px 0 0", 530)]
)
def test_a_bare_0_in_a_padding_keeps_the_width_of_what_is_inside(padding: str, width: int) -> None:
    source = mail(
        f'<mj-section padding="{padding}"><mj-column>'
        '<mj-image src="a.png" alt="" /></mj-column></mj-section>'
    )

    assert attribute(compile_mjml(source, document=TITLED), "img", "width") == str(width)


def test_the_engine_alone_reckons_wrongly_with_a_bare_0() -> None:
    source = mail(
        '<mj-section padding="10px 20px 0 0"><mj-column>'
        '<mj-image src="a.png" alt="" /></mj-column></mj-section>'
    )

    assert attribute(mjml.mjml2html(source), "img", "width") != "530"


# --- 4. What it forgets (defaults and classes: test_resolve.py; inline styles: test_inline.py) ----


def test_an_empty_alt_is_kept() -> None:
    assert 'alt=""' in html_of('<mj-image src="a.png" alt="" />')


def test_an_icon_beside_words_has_an_empty_alt() -> None:
    content = (
        '<mj-social><mj-social-element src="i.png" href="https://example.org/">Us'
        "</mj-social-element></mj-social>"
    )

    assert attribute(raw(content), "img", "alt") is None
    assert attribute(html_of(content), "img", "alt") == ""


# --- 5. Other hosts (the rest: test_hosts.py) ---------------------------------------------------


def test_no_font_is_fetched() -> None:
    content = "<mj-text>Words</mj-text>"

    assert "fonts.googleapis" in raw(content)
    assert "//" not in re.sub(r'xmlns[:a-z]*="[^"]*"|<!doctype[^>]*>', "", html_of(content))


# --- 6. Language, title, preheader, landmarks (test_finish.py) ----------------------------------


def test_the_engine_says_no_language_and_no_title() -> None:
    html = raw("<mj-text>Words</mj-text>")

    assert 'lang="und"' in html
    assert "<title></title>" in html


# --- 7. What it refuses without need ------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    ["2 < 3 and 4 > 3", "Fish & chips", "<a href=https://example.org/>x</a>", "<br>", "&nbsp;&lt;"],
)
def test_html_in_texts_is_handed_on_as_it_is(body: str) -> None:
    assert body in html_of(f"<mj-text>{body}</mj-text>")
    assert body in html_of(f'<mj-button href="https://example.org/">{body}</mj-button>')


def test_the_engine_alone_stops_at_a_bare_sign() -> None:
    with pytest.raises(ValueError, match="template"):
        raw("<mj-text>2 < 3</mj-text>")
    with pytest.raises(ValueError, match="template"):
        raw("<mj-text>x</mj-text>", "<mj-attributes><!-- links --></mj-attributes>")


def test_comments_for_outlook_in_texts_come_through_byte_for_byte() -> None:
    outlook = '<!--[if mso]><table><tr><td width="10">&nbsp;<![endif]-->'
    body = f"{outlook}x<!--[if !mso]><!--><b>y</b><!--<![endif]-->"

    assert body in html_of(f"<mj-text>{body}</mj-text>")


def test_what_looks_like_a_token_in_a_text_stays_a_word() -> None:
    words = "zq0z0q zq0z1q zq0z2q zq1z0q"

    html = html_of(f'<mj-text>{words}</mj-text><mj-image src="a.png" alt="{words}" />')

    assert html.count(words) == 2


# --- 8. Depth -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_engine_alone_dies_of_deep_nesting() -> None:
    script = "import mjml; mjml.mjml2html('<mjml><mj-body>' + '<mj-section>' * 200000)"

    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)

    assert done.returncode < 0 or done.returncode > 128


def test_deep_nesting_is_refused_before_the_engine_sees_it() -> None:
    problem = problem_of("<mjml><mj-body>" + "<mj-section>" * 200_000)

    assert problem.message in (
        "more than 100 tags stand inside each other",
        "the MJML is over 1 MB",
    )


# --- Found by comparing with the reference compiler ---------------------------------------------


def test_two_css_classes_both_get_their_outlook_form() -> None:
    section = '<mj-section css-class="a b"><mj-column></mj-column></mj-section>'

    assert 'class="a b-outlook"' in mjml.mjml2html(mail(section))
    assert 'class="a-outlook b-outlook"' in compile_mjml(mail(section), document=TITLED)


def test_full_width_false_is_not_full_width() -> None:
    section = '<mj-section full-width="{}" background-color="#eeeeee"></mj-section>'
    plain = mail('<mj-section background-color="#eeeeee"></mj-section>')
    written = mail(section.format("false"))

    assert mjml.mjml2html(written) == mjml.mjml2html(mail(section.format("full-width")))
    assert compile_mjml(written, document=TITLED) == compile_mjml(plain, document=TITLED)


def test_a_table_keeps_its_role_and_its_spacing() -> None:
    content = '<mj-table role="presentation" cellspacing="4"><tr><td>x</td></tr></mj-table>'

    assert html_of(content).count('role="presentation"') == raw(content).count("presentation") + 1
    assert "border-collapse:separate" in html_of(content)
    assert "border-collapse:separate" not in raw(content)


@pytest.mark.parametrize(
    "body",
    [
        '<mj-hero height="100px" padding="0 20px"></mj-hero>',
        '<mj-hero height="100px" padding="10px 0 0 20px"></mj-hero>',
        "<mj-wrapper><mj-raw><p>x</p></mj-raw></mj-wrapper>",
        '<mj-section full-width="full-width" border-radius="8px"></mj-section>',
        column('<mj-button href="a" width="100px" border="1px solid red">Go</mj-button>'),
        '<mj-section><mj-column inner-border="2px solid red"></mj-column></mj-section>',
        column('<mj-text background-color="red">x</mj-text>'),
        column('<mj-spacer border="1px solid red" />'),
        '<mj-section border="2px solid red" border-left="none"></mj-section>',
        '<mj-section border="solid red 2px"></mj-section>',
    ],
)  # fmt: skip
def test_what_the_engine_gets_wrong_and_we_cannot_mend_is_refused(body: str) -> None:
    mjml.mjml2html(mail(body))

    problem = problem_of(mail(body))

    assert problem.help


def test_a_border_on_a_button_without_a_width_is_fine() -> None:
    html_of('<mj-button href="a" border="1px solid red">Go</mj-button>')
    html_of('<mj-button href="a" width="100px" border="none">Go</mj-button>')


def test_links_and_icons_without_words_are_refused() -> None:
    told = problems_of(
        mail(
            column(
                '<mj-button href="a"> </mj-button>'
                '<mj-image src="a" alt="" href="b" />'
                '<mj-social><mj-social-element src="i" alt=""></mj-social-element></mj-social>'
            )
        )
    )

    assert [each.message for each in told] == [
        "a button without words",
        "a linked picture without words in `alt`",
        "an icon with neither words nor `alt`",
    ]


def test_the_same_source_gives_the_same_bytes() -> None:
    source = mail(column("<mj-text>Words</mj-text>") * 5, "<mj-preview>x</mj-preview>")

    assert compile_mjml(source, document=TITLED) == compile_mjml(source, document=TITLED)


def test_indentation_is_not_sent_but_the_spaces_of_pre_are() -> None:
    indented = "<mj-text>\n     <p>a\n        b</p>\n\n     <p>c</p>\n  </mj-text>"
    pre = "<mj-text><pre>a\n        b</pre></mj-text>"

    assert "<p>a\nb</p>\n<p>c</p></div>" in html_of(indented)
    assert "<pre>a\n        b</pre>" in html_of(pre)


def test_every_character_of_an_attribute_survives() -> None:
    characters = [chr(number) for number in (*range(0x20, 0x500), *range(0x900, 0xA00), 0x1F9D1)]
    kept = [each for each in characters if unicodedata.category(each) != "Cc"]
    words = "x" + "".join(kept) + "x"
    written = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

    html = html_of(f'<mj-image src="a.png" alt="{written}" />')

    assert attribute(html, "img", "alt") == words


def test_an_error_of_the_engine_is_told_as_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ValueError("it cannot")

    monkeypatch.setattr(mjml, "mjml2html", fail)

    with pytest.raises(MjmlError, match="the MJML engine cannot read this"):
        html_of("<mj-text>x</mj-text>")
