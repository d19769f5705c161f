"""What a mailing tool gets, read by independent readers of each tool's language."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tool_grammars
from ebulletin.export.mailing import Wish, export_mailing
from ebulletin.export.tools import tools
from ebulletin.templates.content import Content
from small_content import small_content

Read = Callable[[str, dict[str, str]], str]
READERS: dict[str, Read] = {
    "brevo": tool_grammars.brevo,
    "campaign-monitor": tool_grammars.campaign_monitor,
    "dotdigital": tool_grammars.dotdigital,
    "govdelivery": tool_grammars.double_brackets,
    "listmonk": tool_grammars.listmonk,
    "mailchimp": tool_grammars.mailchimp,
    "mailjet": tool_grammars.mailjet,
    "mautic": tool_grammars.mautic,
    "sendgrid": tool_grammars.sendgrid,
}
WITHOUT_FALLBACK = {"dotdigital", "govdelivery"}
# What a tool would read as code, if an author wrote it.
CODES = {
    "brevo": "{% if half", "campaign-monitor": "[PDF, 2 MB]", "dotdigital": "@TEAM@",
    "govdelivery": "[[NAME]]", "listmonk": "{{ half", "mailchimp": "*|EMAIL|*",
    "mailjet": "[[data:email]]", "mautic": "{contactfield=email}", "sendgrid": "{{half",
}  # fmt: skip
WISH = Wish(
    pictures_at="https://images.example.org", own_fields=frozenset({"district"}),
    may_lack_attachments=True, status="Approved by A on 2026-11-02.",
)  # fmt: skip


def values_for(tool: str, first_name: str) -> dict[str, str]:
    names = tools()[tool].field_names
    return dict.fromkeys(names.values(), "") | {names["first_name"]: first_name}


def files_of(content: Content, tool: str, wish: Wish = WISH) -> tuple[str, str, dict[str, bytes]]:
    made = export_mailing(content, tools()[tool], wish)
    assert made.clashes == ()
    stem = f"{content.slug}-{content.variant}"
    files = dict(made.files)
    return files[f"{stem}.html"].decode(), files[f"{stem}.txt"].decode(), files


def test_every_tool_has_a_reader_of_its_language() -> None:
    assert set(READERS) == set(tools())
    assert set(CODES) == set(tools())


@pytest.mark.parametrize("tool", READERS)
def test_editions_a_and_b_read_the_same_in_the_tool(
    editions: tuple[Content, ...], tool: str
) -> None:
    for content in editions:
        html, text, _ = files_of(content, tool)

        shown = READERS[tool](html, values_for(tool, "Ana"))
        shown_text = READERS[tool](text, values_for(tool, "Ana"))

        assert "merge.invalid" not in shown + shown_text
        if "first_name" in content.html:
            assert "Dear Ana, wel" in shown
            assert "Dear Ana, wel" in shown_text
        for number in ("01632 960110", "01632 960199", "999", "101"):
            assert number in shown
        assert words_of(shown) >= words_of(content.html) - {"https", "merge", "invalid", "reader"}


def words_of(html: str) -> set[str]:
    """The words that a reader sees, without addresses and what the tool fills in."""
    bare = re.sub(
        r"<!--.*?-->|<style\b.*?</style>|\{\{.*?\}\}|<[^<>]*>", " ", html, flags=re.DOTALL
    )
    return set(re.findall(r"\w+", unescape(bare)))


@pytest.mark.parametrize("tool", sorted(set(READERS) - WITHOUT_FALLBACK))
def test_a_reader_without_a_name_gets_the_authors_words(tool: str) -> None:
    html, text, _ = files_of(small_content(), tool)

    assert "Dear reader," in READERS[tool](html, values_for(tool, ""))
    assert "Dear reader," in READERS[tool](text, values_for(tool, ""))


@pytest.mark.parametrize("tool", sorted(WITHOUT_FALLBACK))
def test_where_a_tool_has_no_such_words_the_table_says_what_to_enter(tool: str) -> None:
    _, _, files = files_of(small_content(), tool)

    rows = list(csv.reader(io.StringIO(files["merge-fields.csv"].decode("utf-8-sig"))))

    assert rows[1] == ["first_name", tools()[tool].field_names["first_name"], "reader"]
    assert "merge-fields.csv" in files["IMPORT-STEPS.txt"].decode()


@pytest.mark.parametrize("tool", READERS)
def test_words_that_the_tool_reads_as_code_reach_readers_as_words(tool: str) -> None:
    code = CODES[tool]

    html = export_mailing(small_content(f"See {code} here", text="See"), tools()[tool], WISH)

    assert html.clashes == ()
    shown = READERS[tool](
        html.files["first-public.html"].decode(), values_for(tool, "Ana") | {"EMAIL": "x"}
    )
    assert f"See {code} here" in unescape(shown)


@pytest.mark.parametrize("tool", sorted(set(READERS) - {"campaign-monitor"}))
def test_such_words_in_the_plain_text_are_refused_by_name(tool: str) -> None:
    made = export_mailing(small_content("See", text=f"See {CODES[tool]}"), tools()[tool], WISH)

    assert [each.code for each in made.clashes] == ["MRG105"]
    assert made.clashes[0].words in CODES[tool]
    assert {clash.part for clash in made.clashes} == {"the plain text"}


def test_square_brackets_become_round_in_the_text_of_campaign_monitor() -> None:
    _, text, _ = files_of(small_content("See", text="Guide [PDF, 2 MB]"), "campaign-monitor")

    assert "Guide (PDF, 2 MB)" in text


@pytest.mark.parametrize("tool", READERS)
def test_what_outlook_reads_in_comments_reaches_it(tool: str) -> None:
    html, _, _ = files_of(small_content(), tool)

    shown = READERS[tool](html, values_for(tool, "Ana"))

    assert "<!--[if mso]><table><![endif]-->" in shown


def test_conditional_comments_and_styles_stay_as_they_are() -> None:
    html, _, _ = files_of(small_content(), "campaign-monitor")

    assert "<!--[if mso]><table><![endif]-->" in html
    assert "<style>a[x]{color:red}</style>" in html


@pytest.mark.parametrize("tool", READERS)
def test_the_way_out_is_the_tools_own(tool: str) -> None:
    html, text, _ = files_of(small_content(), tool)

    assert f'href="{tools()[tool].unsubscribe}"' in html
    assert f"Unsubscribe: {tools()[tool].unsubscribe_in_text}" in text


@pytest.mark.parametrize(
    "tool", [each.id for each in tools().values() if each.is_unsubscribe_required]
)
def test_without_a_way_out_nothing_is_exported(tool: str) -> None:
    content = small_content()
    bare = replace(content, html="<html><body>Words</body></html>", text="Words\n")

    made = export_mailing(bare, tools()[tool], WISH)

    assert [each.part for each in made.clashes] == ["the e-mail", "the plain text"]
    assert "unsubscribe" in made.clashes[0].message


def test_the_page_online_is_always_our_own_public_one() -> None:
    for tool in tools():
        html, _, _ = files_of(small_content(), tool)

        assert 'href="https://tp.example.org/bulletins/first"' in html


def test_an_unknown_field_is_refused_and_one_of_the_partnership_taken() -> None:
    unknown = small_content("{{ favourite_colour | none }}")
    own = small_content("{{ district | your district }}")

    refused = export_mailing(unknown, tools()["mailchimp"], WISH)
    taken = export_mailing(own, tools()["mailchimp"], WISH)

    assert "favourite_colour" in refused.clashes[0].message
    assert taken.clashes == ()
    assert {each.in_tool for each in taken.fields} == {"FNAME", "DISTRICT"}


@pytest.mark.parametrize(
    ("tool", "bad"),
    [("mailchimp", "a|b"), ("campaign-monitor", "a, b"), ("brevo", 'a "b"'), ("mautic", "a}b")],
)
def test_words_for_no_value_that_would_end_the_tag_are_refused(tool: str, bad: str) -> None:
    content = small_content()
    html = content.html.replace("| reader", f"| {bad.replace(chr(34), '&quot;')}")
    made = export_mailing(replace(content, html=html), tools()[tool], WISH)

    assert made.clashes == () if "}" in bad else made.clashes[0].part == "the e-mail"


def test_pictures_lie_flat_beside_the_html_in_mailchimps_zip() -> None:
    html, _, files = files_of(small_content(), "mailchimp")

    with ZipFile(io.BytesIO(files["first-public-pictures.zip"])) as archive:
        assert sorted(archive.namelist()) == ["a b.png", "index.html"]
        assert archive.read("index.html").decode() == html
    assert 'src="a b.png"' in html


def test_pictures_on_the_web_have_an_address_of_their_own() -> None:
    html, _, files = files_of(small_content(), "govdelivery")

    assert 'src="https://images.example.org/first/public/a%20b.png"' in html
    assert "https://images.example.org/first/public/" in files["IMPORT-STEPS.txt"].decode()


def test_without_an_address_for_pictures_a_tool_that_takes_none_is_refused() -> None:
    made = export_mailing(small_content(), tools()["govdelivery"], Wish())

    assert "--images-at" in made.clashes[0].help


def test_files_that_the_tool_cannot_send_are_told_before_it_is_too_late() -> None:
    content = small_content(attachments={"notice.pdf": b"%PDF-1.4"})

    refused = export_mailing(content, tools()["mailchimp"], Wish())
    taken = export_mailing(content, tools()["mailchimp"], Wish(may_lack_attachments=True))

    assert "notice.pdf" in refused.clashes[0].message
    assert "notice.pdf" in taken.notes[0]
    assert taken.files["attachments/notice.pdf"] == b"%PDF-1.4"


def test_a_draft_says_so_in_its_names_and_subject() -> None:
    made = export_mailing(small_content(), tools()["mailchimp"], Wish(is_draft=True))

    assert "DRAFT-first-public.html" in made.files
    assert made.files["subject.txt"] == b"DRAFT: Subject\n"


def test_the_same_content_gives_the_same_bytes() -> None:
    first, second = (export_mailing(small_content(), tools()["mailchimp"], WISH) for _ in range(2))

    assert first == second


# Letters of any language and signs; not what is a neutral field of our own or breaks a line.
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60)


@pytest.mark.parametrize("tool", READERS)
@given(words=WORDS)
def test_any_title_survives_the_way_through_a_tool(tool: str, words: str) -> None:
    typed = words.replace("{{", "{ {").replace("}}", "} }")
    content = small_content(escape(typed), text="-")

    made = export_mailing(content, tools()[tool], WISH)

    shown = READERS[tool](made.files["first-public.html"].decode(), values_for(tool, "Ana"))
    body = shown.split("<p>")[2].split("</p>")[0]
    assert unescape(body) == unescape(escape(typed))


@pytest.mark.parametrize("tool", READERS)
@given(words=WORDS)
def test_any_subject_survives_or_is_refused(tool: str, words: str) -> None:
    typed = words.replace("{{", "{ {").replace("}}", "} }")

    made = export_mailing(small_content(subject=typed), tools()[tool], WISH)

    if not any(each.part == "the subject" for each in made.clashes):
        subject = made.files["subject.txt"].decode().removesuffix("\n")
        wanted = typed
        if tool == "campaign-monitor":
            wanted = typed.replace("[", "(").replace("]", ")")
        assert READERS[tool](subject, values_for(tool, "Ana")) == wanted


@pytest.mark.parametrize("tool", sorted(set(READERS) - WITHOUT_FALLBACK))
@given(words=WORDS)
def test_any_words_for_no_value_survive_or_are_refused(tool: str, words: str) -> None:
    typed = " ".join(words.replace("{", "(").replace("}", ")").replace("|", "/").split()) or "x"
    html = small_content().html.replace("| reader", f"| {escape(typed, quote=False)}")
    content = replace(small_content(), html=html)

    made = export_mailing(content, tools()[tool], WISH)

    if not made.clashes:
        shown = READERS[tool](made.files["first-public.html"].decode(), values_for(tool, ""))
        assert f"<p>Dear {escape(typed, quote=False)},</p>" in shown


@pytest.mark.parametrize("tool", READERS)
@given(words=WORDS)
def test_any_value_of_a_reader_comes_out_as_it_is(tool: str, words: str) -> None:
    html = export_mailing(small_content(), tools()[tool], WISH).files["first-public.html"].decode()

    assert f"Dear {words}," in READERS[tool](html, values_for(tool, words))
