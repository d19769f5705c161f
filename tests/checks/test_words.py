"""What must fire, and what must not, among the rules about words."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check_bench import Checks, SmallWorkspace, applied, contact, findings_of, front_matter
from ebulletin.checks.rule import Stage
from ebulletin.checks.run import catalogue
from ebulletin.checks.words.plain import syllables_in
from ebulletin.findings import Finding

GLOSSARY = (
    "glossary: [{term: LADO, means: local authority designated officer}, "
    "{term: DSL, means: designated safeguarding lead}, "
    "{term: LSCB, now: Safeguarding Children Partnership, since: 29 September 2019}, "
    "{term: Working Together to Safeguard Children, edition: 2026}]"
)
HARD = (
    "Interdisciplinary organisational accountability necessitates multidimensional "
    "collaborative consideration alongside proportionate institutional deliberation."
)
EASY = "We met the children at the school and they told us what they like to do there."
SENTENCE_OF_25 = "We " + "very " * 23 + "rest."
WORDS_250 = ("One two three four five six seven eight nine ten. " * 25).strip()

FIRES = [
    ("TXT101", "Venue: TBC"),
    ("TXT101", "Write to [insert name]."),
    ("TXT101", "The date is ??? for now."),
    ("TXT102", "Please send the form send the form to us."),
    ("TXT102", "We met the the team."),
    ("TXT102", "Bring your own your own cup."),
    ("TXT103", "The of aim the project is clear."),
    ("TXT103", "We will send to with the form."),
    ("TXT103", "We met on Monday. then we wrote it up."),
    ("TXT104", "We meet in S\u0430ltmere."),
    ("TXT104", "A b\u03bfok for children."),
    ("TXT106", "The form there also asks for consent."),
    ("TXT106", "The course until is full."),
    ("TXT106", "A long list of very many small things from all five districts."),
    ("TXT107", "Thank you for you kind advise."),
    ("TXT107", "Ask out team about it."),
    ("TXT107", "It runs form Monday to Friday."),
    ("TXT107", "It is to late for that."),
    ("TXT107", "This is best practise."),
    ("TXT107", "It had a positive affect on them."),
    ("TXT107", "Their is a new form."),
    ("TXT107", "Do not loose the form."),
    ("TXT107", "Tell us where is it kept."),
    ("TXT109", "challenging behavior"),
    ("TXT109", "The Fenwold program is open. Organizations can join."),
    ("TXT109", "You need a license for that."),
    ("TXT111", "Ring the LADO (local area duty officer)."),
    ("TXT111", "Ring the local area duty officer (LADO)."),
    ("TXT113", "PLEASE READ EVERY LETTER CAREFULLY"),
    ("TXT113", "## CLOSING TIMES\n\nWords."),
    ("TXT114", "on-line form"),
    ("TXT114", "Send an E-mail to us."),
    ("TXT115", "Priority 3 - early help"),
    ("TXT115", "Two  spaces here."),
    ("TXT115", "Wait , please."),
    ("TXT115", "It\u2019s ours, and it's theirs."),
    ("TXT116", "Bring:\n\n- posters\n-\n- pens"),
    ("TXT116", "Bring:\n\n- posters\n\nand pens for all."),
    ("TXT118", "Our New Workers Imogen and Bashir run free visits."),
    ("TXT118", "Early Help Update The team has moved."),
    ("TXT118", f"{WORDS_250} More."),
    ("TXT119", "For daily news and course dates please follow us on"),
    ("TXT119", "The next meeting of the group will be held in Ostley"),
    ("TXT120", "Calls rose 30% from 900 to 1,400."),
    ("TXT120", "Calls fell by 20 per cent, from 50 to 45."),
    ("TXT120", "Calls rose 50% from 90 to 45."),
    ("TXT121", SENTENCE_OF_25.replace("We", "We all")),
    ("TXT122", "Click the button."),
    ("TXT122", "We utilise forms."),
    ("TXT122", "Bring pens, e.g. blue ones."),
    ("TXT123", "The family is hard to engage."),
    ("TXT123", "It was a lifestyle choice."),
    ("TXT123", "She put herself at risk, being streetwise.".replace(", being streetwise", "")),
]
SILENT = [
    ("TXT101", "Venue to be confirmed"),
    ("TXT101", "Booking opens tomorrow. What comes next?"),
    ("TXT102", "We go back to face to face sessions."),
    ("TXT102", "We had had that that day."),
    ("TXT102", "Ring 960 960. No, no."),
    ("TXT103", "Post travels to and from schools."),
    ("TXT103", "Someone to talk to and trust. See e.g. the list. It opens at 9 a.m. on Monday."),
    ("TXT103", "The to-do list and the by-law. eSafety is there. iPads too."),
    ("TXT103", 'They said "the of the form was. wrong" to us.'),
    ("TXT104", "\u041c\u0438\u0440, a whole word."),
    ("TXT104", "A caf\u00e9 in Saltmere."),
    ("TXT106", "The form also asks for consent."),
    ("TXT106", "We met there also to talk about the plan for next year."),
    ("TXT107", "Thank you for your kind advice."),
    ("TXT107", "Find out team names. Fill in the form on Monday. Apply to late applicants only."),
    ("TXT107", "Changes to practice are part of early help. Effects vary. To lose is sad."),
    ("TXT107", "Their children are there. The loose ends remain."),
    ("TXT109", "challenging behaviour"),
    ("TXT109", "The World Health Organization wrote a computer program."),
    ("TXT109", 'He wrote "challenging behavior is a label" on it.'),
    ("TXT111", "Ring the LADO (local authority designated officer)."),
    ("TXT111", "Ring the LADO (see below) or the Local-Authority Designated Officer (LADO)."),
    ("TXT111", "DSLs (designated safeguarding leads) met."),
    ("TXT113", "L.A.N.T.E.R.N. e-bulletin"),
    ("TXT113", "## LADO\n\nThe LADO and DSL met NHS staff. HALF the team."),
    ("TXT114", "online form"),
    ("TXT114", "See https://e-mail.example.org/on-line or write to on-line@esscp.example.org."),
    ("TXT115", "Priority 3 \u2013 early help"),
    ("TXT115", "Short- and long-term, pre- or post-16. It's ours."),
    ("TXT115", "Ring {{ phone: mash }} . ".replace(" . ", ".")),
    ("TXT116", "- posters\n- pens"),
    ("TXT116", "- posters\n- pens\n\nBring both."),
    ("TXT118", "Imogen and Bashir run free visits."),
    ("TXT118", "Lark Valley Police is open. The Safer Schools Unit offers help."),
    ("TXT118", WORDS_250),
    ("TXT118", f"## A heading\n\n{WORDS_250} More."),
    ("TXT119", "For news and dates write to {{ email: mash }}"),
    ("TXT119", "For news and dates you can all see [our page](https://esscp.example.org)"),
    ("TXT119", "What to bring to the meeting on Monday:\n\n- your own copy of the form for us"),
    ("TXT119", "Thank you to all"),
    ("TXT120", "Calls rose 30% from 900 to 1,170."),
    ("TXT120", "The share rose 5% from 30% to 35%. We grew from 5 to 9."),
    ("TXT121", SENTENCE_OF_25),
    ("TXT121", f'She said "{SENTENCE_OF_25} {SENTENCE_OF_25}" to us.'),
    ("TXT122", "Select the button."),
    ("TXT122", 'She said "I can\'t do it alone" to us.'),
    ("TXT123", "We have not yet built trust with the family."),
    ("TXT123", "It is not a lifestyle choice. Manipulative adults look for children."),
    ("TXT123", 'Never write "attention-seeking" of a child.'),
]


@pytest.mark.parametrize(("code", "body"), FIRES)
def test_a_slip_is_found_once(checks: Checks, code: str, body: str) -> None:
    assert [each.code for each in checks.in_item(code, body, GLOSSARY)] == [code] * (
        2 if "Organizations" in body else 1
    )


@pytest.mark.parametrize(("code", "body"), SILENT)
def test_sound_words_are_left_alone(checks: Checks, code: str, body: str) -> None:
    assert checks.in_item(code, body, GLOSSARY) == []


STYLE_RULES = (
    ("TXT103", "The of aim is clear."),
    ("TXT107", "It is best practise."),
    ("TXT109", "challenging behavior"),
    ("TXT114", "on-line form"),
    ("TXT119", "For daily news and course dates please follow us on"),
    ("TXT121", SENTENCE_OF_25.replace("We", "We all")),
    ("TXT122", "Click the button."),
    ("TXT123", "The family is hard to engage."),
)


@pytest.mark.parametrize(("code", "body"), STYLE_RULES)
def test_words_of_somebody_else_are_not_judged(checks: Checks, code: str, body: str) -> None:
    whole = checks.in_item(code, body, quoted_from="mash")
    block = checks.in_item(code, f"> {body}")

    assert (whole, block) == ([], [])


@pytest.mark.parametrize(("code", "body"), STYLE_RULES)
def test_rules_about_english_pass_other_languages_by(checks: Checks, code: str, body: str) -> None:
    assert checks.in_item(code, body, language="pl") == []


@pytest.mark.parametrize(
    ("code", "body", "place"),
    [
        ("TXT101", "First.\n\nVenue: **TBC**", "9:10"),
        ("TXT103", "It is on. the list is long.", "7:11"),
        ("TXT107", "Thank you for you kind advise.", "7:24"),
        ("TXT109", "A [challenging behavior](https://a.example.org)", "7:16"),
        ("TXT113", "Hello. PLEASE READ EVERY LETTER CAREFULLY now.", "7:8"),
        ("TXT115", "Priority 3 - early help", "7:11"),
        ("TXT116", "Bring:\n\n- posters\n-", "10:1"),
        ("TXT120", "Calls rose 30% from 900 to 1,400.", "7:12"),
        ("TXT121", "Short. " + SENTENCE_OF_25.replace("We", "We all"), "7:8"),
    ],
)
def test_a_slip_is_found_where_it_stands(checks: Checks, code: str, body: str, place: str) -> None:
    found = checks.in_item(code, body)

    assert [str(each.place) for each in found] == [f"items/sample.md:{place}"]


@pytest.mark.parametrize(
    ("code", "body", "right"),
    [
        ("TXT104", "We meet in S\u0430ltmere.", "Saltmere"),
        ("TXT109", "Behavior matters.", "Behaviour"),
        ("TXT109", "Two driving licenses.", "licences"),
        ("TXT111", "The LADO (local area duty officer).", "local authority designated officer"),
        ("TXT114", "A Web site.", "Website"),
        ("TXT115", "Priority 3 - early help", " \u2013 "),
        ("TXT115", "Wait , please.", ""),
        ("TXT115", "Two  spaces.", " "),
    ],
)
def test_a_slip_is_mended(checks: Checks, code: str, body: str, right: str) -> None:
    found = [each for each in checks.in_item(code, body, GLOSSARY) if each.fix]

    assert right in [edit.text for each in found for edit in each.fix]


@pytest.mark.parametrize(
    ("code", "body", "offer"),
    [
        ("TXT102", "We met the the team.", "the"),
        ("TXT107", "Thank you for you kind advise.", "advice"),
        ("TXT113", "PLEASE READ EVERY LETTER CAREFULLY", "Please read every letter carefully"),
        ("TXT122", "Utilise the form.", "Use"),
        ("TXT123", "The family is hard to engage.", "we have not yet built trust with"),
    ],
)
def test_other_words_are_offered(checks: Checks, code: str, body: str, offer: str) -> None:
    (found,) = checks.in_item(code, body)

    assert found.offers == (offer,)


def test_the_words_of_the_house_come_from_the_settings(checks: Checks) -> None:
    settings = "style: {prefer: {e-safety: online safety}, avoid: {touch base: talk}}"

    assert len(checks.in_item("TXT114", "An e-safety day.", settings)) == 1
    assert len(checks.in_item("TXT122", "We touch base.", settings)) == 1


def test_limits_come_from_the_settings(checks: Checks) -> None:
    assert checks.in_item("TXT121", SENTENCE_OF_25, "limits: {sentence: 24}") != []


@pytest.mark.parametrize(("title", "count"), [("HALF TERM CLOSING TIMES", 1), ("A DSL day", 0)])
def test_titles_in_capitals_are_found(checks: Checks, title: str, count: int) -> None:
    assert len(checks.in_item("TXT113", "Words.", title=title)) == count


def test_the_title_of_a_resource_keeps_its_spelling(checks: Checks) -> None:
    fields = {"title": "Understanding behavior", "url": "https://a.example.org"}

    assert checks.in_item("TXT109", "Words.", kind="resource", **fields) == []
    assert len(checks.in_item("TXT109", "Words.", title="Understanding behavior")) == 1


@pytest.mark.parametrize(("sentence", "count"), [(HARD, 1), (EASY, 0)])
def test_a_text_that_is_hard_to_read_is_found(checks: Checks, sentence: str, count: int) -> None:
    assert len(checks.in_item("TXT126", f"{sentence} " * 12)) == count
    assert checks.in_item("TXT126", sentence) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("form", 1), ("child", 1), ("children", 2), ("safeguarding", 4), ("police", 2), ("asked", 1),
     ("wanted", 2), ("table", 2), ("2026", 1)],
)  # fmt: skip
def test_syllables_are_counted_by_vowels(word: str, count: int) -> None:
    assert syllables_in(word) == count


# --- Rules that look at all files -----------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("All DSL's are invited. Training for DSL's.", 2),
        ("It has it's own form.", 1),
        ("The DSL's have met.", 1),
        ("Now its a new form.", 1),
        ("The DSL's role is to listen. Ring through to MASH's duty line.", 0),
        ("It's ours, and its members know.", 0),
        ("Bring it to the DSL's office, or give it to DSL's colleagues.", 0),
    ],
)
def test_apostrophes(checks: Checks, body: str, count: int) -> None:
    assert len(checks.in_set("TXT108", SmallWorkspace({"sample": body}))) == count


def test_the_apostrophe_of_a_plural_is_taken_out(checks: Checks) -> None:
    (found,) = checks.in_set("TXT108", SmallWorkspace({"sample": "All DSL\u2019s are invited."}))

    (edit,) = found.fix
    assert (str(edit.start), str(edit.end), edit.text) == (
        "items/sample.md:7:8", "items/sample.md:7:9", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("The chi1dren came.", 1),
        ("The childrcn came.", 1),
        ("Year 6 children came.", 0),
        ("## Dates /\n\nWords.", 1),
    ],
)
def test_letters_taken_for_others_are_found(checks: Checks, body: str, count: int) -> None:
    items = {"sample": body, "other": "The children came. All children play."}

    assert len(checks.in_set("TXT105", SmallWorkspace(items))) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("We met.\n\nharbour\n\nThen we left.", 1),
        ("We met.\n\nPage two", 1),
        ("We met.\n\nThank you.", 0),
        ("We met.\n\nKind regards\n\nOwen Tansley", 0),
        ("We met.\n\n**Next steps**\n\nWords follow.", 0),
        ("We met.\n\n- harbour", 0),
    ],
)
def test_stray_lines_are_found(checks: Checks, body: str, count: int) -> None:
    items = {"sample": body, "owen": contact("type: person\nname: Owen Tansley")}

    assert len(checks.in_set("TXT128", SmallWorkspace(items))) == count


CALL_PLAN = """\
series: lantern
edition: September 2026
date: 2026-09-23
status: ready
sections:
  - {heading: News, items: [sample]}
call_for_contributions: {min_words: 150, max_words: 250, contact: mash}
"""


@pytest.mark.parametrize(
    ("fields", "words", "count"),
    [
        ({"tags": "lantern"}, 340, 1),
        ({"tags": "lantern"}, 149, 1),
        ({"tags": "lantern"}, 220, 0),
        ({}, 401, 1),
        ({}, 400, 0),
    ],
)
def test_texts_have_the_length_that_was_asked_for(
    checks: Checks, fields: dict[str, str], words: int, count: int
) -> None:
    item = front_matter("word " * words, **fields)

    found = checks.in_set("TXT124", SmallWorkspace({"sample": item}, CALL_PLAN))

    assert len(found) == count


def test_each_answer_of_a_qa_counts_alone(checks: Checks) -> None:
    body = f"## Who?\n\n{'word ' * 300}\n\n## When?\n\n{'word ' * 300}"
    item = front_matter(body, kind="qa")
    long = front_matter(body + "word " * 150, kind="qa")

    assert checks.in_set("TXT124", SmallWorkspace({"sample": item})) == []
    assert len(checks.in_set("TXT124", SmallWorkspace({"sample": long}))) == 1


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Training dates.", 1),
        ("A" * 66, 1),
        ("News", 1),
        ("Training dates", 0),
        ("The L.A.N.T.E.R.N.", 0),
        ("What next...", 0),
    ],
)
def test_titles(checks: Checks, title: str, count: int) -> None:
    items = {
        "sample": front_matter("Words.", title=title),
        "other": front_matter("Words.", title="Another"),
    }

    assert len(checks.in_set("TXT125", SmallWorkspace(items))) == count


def test_an_item_alone_in_its_section_may_have_its_heading(checks: Checks) -> None:
    item = front_matter("Words.", title="News")

    assert checks.in_set("TXT125", SmallWorkspace({"sample": item})) == []


# --- Rules that look at a bulletin ----------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Ring the LADO.", 1),
        ("Ring the LADO. The LADO will help.", 1),
        ("All DSLs met.", 1),
        ("Ring the local authority designated officer (LADO).", 0),
        ("Ring the LADO (local authority designated officer). The LADO helps.", 0),
        ("The NHS, the UK and every GP.", 0),
        ("Ring MASH.", 0),
        ("Bring a PDF from ESSCP.", 0),
    ],
)
def test_letters_are_explained_at_their_first_use(checks: Checks, body: str, count: int) -> None:
    found = checks.in_bulletin("TXT110", SmallWorkspace({"sample": body}, None, GLOSSARY))

    assert len(found) == count


def test_letters_are_explained_from_the_glossary(checks: Checks) -> None:
    items = {"sample": "LADO and DSLs met."}

    found = checks.in_bulletin("TXT110", SmallWorkspace(items, None, GLOSSARY))

    assert [each.fix[0].text for each in found] == [
        "Local authority designated officer (LADO)",
        "designated safeguarding leads (DSLs)",
    ]


def test_a_heading_may_use_letters_that_the_text_below_explains(checks: Checks) -> None:
    explained = front_matter("A designated safeguarding lead (DSL) met us.", title="DSL day")
    never = front_matter("We met.", title="DSL day")

    assert checks.in_bulletin("TXT110", SmallWorkspace({"sample": explained})) == []
    assert len(checks.in_bulletin("TXT110", SmallWorkspace({"sample": never}))) == 1


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Ask the LSCB.", 1),
        ("The LSCB's form is new.", 1),
        ("Ask the Safeguarding Children Partnership, formerly the LSCB.", 0),
        ('They said "ask the LSCB first" to us.', 0),
    ],
)
def test_old_terms_are_found(checks: Checks, body: str, count: int) -> None:
    found = checks.in_bulletin("TXT112", SmallWorkspace({"sample": body}, None, GLOSSARY))

    assert len(found) == count


def test_a_term_is_not_old_before_it_was_replaced(checks: Checks) -> None:
    settings = GLOSSARY.replace("2019", "2027")

    found = checks.in_bulletin(
        "TXT112", SmallWorkspace({"sample": "Ask the LSCB."}, None, settings)
    )

    assert found == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("\u00a9 2024 ESSCP", 1),
        ("Copyright ESSCP, 2019 to 2024", 1),
        ("\u00a9 2026", 0),
        ("Copyright 2019\u20132026 ESSCP", 0),
    ],
)
def test_the_year_of_a_copyright_is_this_one(checks: Checks, body: str, count: int) -> None:
    assert len(checks.in_bulletin("TXT127", SmallWorkspace({"sample": body}))) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("See Working Together to Safeguard Children 2018.", 1),
        ("See the 2023 Working Together to Safeguard Children.", 1),
        ("See Working Together to Safeguard Children 2026.", 0),
        ("Working Together to Safeguard Children, first published in 1999.", 0),
        ("Working Together to Safeguard Children 2026 takes the place of that of 2023.", 0),
    ],
)
def test_guidance_is_cited_in_its_current_edition(checks: Checks, body: str, count: int) -> None:
    found = checks.in_bulletin("TXT129", SmallWorkspace({"sample": body}, None, GLOSSARY))

    assert len(found) == count
    assert all(edit.text == "2026" for each in found for edit in each.fix)


def test_plans_are_read_as_items_are() -> None:
    plan = CALL_PLAN.replace("heading: News", "heading: TBC")

    found = findings_of("TXT101", SmallWorkspace({"sample": "Words."}, plan).plan_subject)

    assert [str(each.place) for each in found] == ["bulletins/sample.yaml:6:15"]


# --- Whatever is written --------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "01632 960110", "07700900321", "team@esscp.example,org", "A@b.example.org", "a @b.org",
        "Harbor Step", "ask Owen", "ring Harbour Steps", "LADO", "LADO (local area duty officer)",
        "LSCB", "\u00a9 2024", "Working Together to Safeguard Children 2018", "on-line", "behavior",
        "advise kind", "for DSL's", "it's own", "PLEASE READ LETTERS CLOSELY", "  ", "-", "\u2013",
        "\u201c", "\u2019", "'", '"', "the of", "the the", "word.", "and", "Read more here.", "[",
        "[here](https://a.example/b.pdf)", "[x](#)", "[x]()", "](http://a.example/a?utm_source=x)",
        "www.a.example", "\u2013https://a.example", "<u>", "</u>", "{{ first_name }}", "{{", "}}",
        "*|FNAME|*", "{{ phone: mash / Consultation }}", "page 4", "attached", "Annex B", "TBC",
        "S\u0430lt", "rose 5% from 3 to 4", "**", "\n\n", "\n- ", "\n> ", "\n## ", "| a |", "\\",
        "&amp;", "<https://a.example>", "hard to engage", "etc.", "1", "a", "A",
    ]
)  # fmt: skip
PROSE = st.lists(PIECES, max_size=12).map(" ".join)
PEOPLE = {
    "steps": contact("type: service\nname: Harbour Steps\nphones: [01632 960170]"),
    "owen": contact("type: person\nname: Owen Tansley\norganisation: steps"),
}


def all_findings(text: str) -> Iterator[tuple[str, list[Finding]]]:
    """By code, what each rule about contacts, links, words and merge fields finds in a text."""
    workspace = SmallWorkspace({"sample": text} | PEOPLE, None, GLOSSARY)
    subjects = {
        Stage.FILE: workspace.file_subject("sample"),
        Stage.SET: workspace.set_subject,
        Stage.BULLETIN: workspace.bulletin_subject,
    }
    for each in catalogue().values():
        if each.code[:3] in ("CON", "LNK", "TXT", "MRG") and each.look and each.stage in subjects:
            found = each.look(subjects[each.stage])
            yield each.code, [one for one in found if one.place.path == "items/sample.md"]


@given(PROSE)
def test_whatever_is_written_each_finding_has_its_place_and_its_advice(body: str) -> None:
    lines = front_matter(body).split("\n")

    for _, found in all_findings(front_matter(body)):
        for each in found:
            assert 1 <= each.place.line <= len(lines)
            assert 1 <= each.place.column <= len(lines[each.place.line - 1]) + 1
            assert each.message
            assert each.help[0].isupper()


@given(PROSE)
def test_what_is_mended_once_needs_no_more_mending(body: str) -> None:
    text = front_matter(body)

    for code, found in all_findings(text):
        edits = [edit for each in found for edit in each.fix]
        if edits:
            after = dict(all_findings(applied(text, edits)))
            assert [each for each in after[code] if each.fix] == []
