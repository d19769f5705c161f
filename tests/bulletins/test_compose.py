"""Items come into their places, and what is not for a variant is left out of all of it."""

from datetime import date

import pytest

from ebulletin.bulletins.compose import Composition
from ebulletin.bulletins.composed import Bulletin, Entry, Link, Section, plain
from ebulletin.bulletins.shelf import Asset, PublishedEdition
from small_workspace import PARTNERSHIP, SECTION, composed, plan_file, shelf_of

NEWS = "kind: update\ntitle: Harbour news for all\ndistribution: public\n---\nThe harbour opens."
INSIDE = "kind: update\ntitle: Inside matters only\n---\nFor staff, who ring {{ phone: hub }}."


def only_section(composition: Composition) -> Section:
    (section,) = composition.bulletin.sections
    return section


def only_entry(composition: Composition) -> Entry:
    (entry,) = only_section(composition).entries
    return entry


def body_words(entry: Entry) -> str:
    return " ".join(plain(block.runs) for block in entry.body if hasattr(block, "runs"))


def headings(bulletin: Bulletin) -> list[str]:
    return [plain(section.heading) for section in bulletin.sections]


# --- Variants -------------------------------------------------------------------------------


def test_what_is_professional_is_in_no_part_of_the_public_variant() -> None:
    plan = "  - {heading: News, items: [news, inside]}\n  - {heading: More, items: [inside]}\n"

    public = composed(plan, {"news": NEWS, "inside": INSIDE}, variant="public")

    assert headings(public.bulletin) == ["News"]
    assert [entry.id for entry in only_section(public).entries] == ["news"]
    assert [left.item for left in public.left_out] == ["inside", "inside"]
    assert "Inside" not in repr(public.bulletin)


def test_an_item_without_a_level_is_professional() -> None:
    plan = "  - {heading: News, items: [plain]}\n"
    items = {"plain": "kind: update\ntitle: No level\n---\nSome words here."}

    assert composed(plan, items).placed == ("plain",)
    assert composed(plan, items, variant="public").placed == ()


def test_numbers_close_up_so_that_nothing_tells_what_is_missing() -> None:
    plan = (
        "series: notes\nedition: One\ndate: 2026-09-23\nnumbered: yes\nsections:\n"
        "  - {heading: First, items: [news]}\n"
        "  - {heading: Hidden, items: [inside]}\n"
        "  - {heading: Third, items: [other]}\n"
        "  - {heading: Below, under: third, items: [third]}\n"
    )
    items = {"news": NEWS, "inside": INSIDE, "other": NEWS, "third": NEWS}

    inside = composed(plan, items).bulletin.sections
    public = composed(plan, items, variant="public").bulletin.sections

    assert [section.number for section in inside] == ["1", "2", "3", "3.1"]
    assert [section.number for section in public] == ["1", "2", "2.1"]
    assert [section.heading_level for section in public] == [2, 2, 3]


def test_a_number_written_by_hand_stays() -> None:
    plan = (
        "series: notes\nedition: One\ndate: 2026-09-23\nnumbered: yes\nsections:\n"
        "  - {heading: First, number: 4, items: [news]}\n"
        "  - {heading: Aside, number: no, items: [other]}\n"
        "  - {heading: Next, items: [third]}\n"
    )

    sections = composed(plan, {"news": NEWS, "other": NEWS, "third": NEWS}).bulletin.sections

    assert [section.number for section in sections] == ["4", None, "5"]


def test_the_words_of_a_professional_section_are_not_public() -> None:
    plan = "  - {heading: Staff only, distribution: professional, intro: Hush., items: [news]}\n"

    section = only_section(composed(plan, {"news": NEWS}, variant="public"))

    assert (section.heading, section.intro) == ((), ())
    assert section.entries[0].heading_level == 2


def test_a_section_with_only_an_intro_stays_and_one_left_empty_says_so() -> None:
    plan = (
        "  - {heading: Words, intro: Hello.}\n"
        "  - {heading: Business, empty: Nothing raised., items: [inside]}\n"
        "  - {heading: Kept, keep: yes}\n"
        "  - {heading: Gone, items: [inside]}\n"
    )

    bulletin = composed(plan, {"inside": INSIDE}, variant="public").bulletin

    assert headings(bulletin) == ["Words", "Business", "Kept"]
    assert plain(bulletin.sections[1].empty) == "Nothing raised."


def test_a_restricted_item_reaches_only_a_variant_of_its_segments() -> None:
    plan = (
        "series: news\nedition: One\ndate: 2026-09-23\nvariants:\n"
        "  - {name: dsl, level: professional, segments: [dsl]}\n"
        "  - {name: schools, level: professional, segments: [dsl, governors]}\n"
        "sections: [{heading: A, items: [secret, news]}]\n"
    )
    secret = (
        "kind: update\ntitle: A\naudience: dsl\ndistribution: restricted\n"
        "restriction_note: Keep within your team.\n---\nSome words here."
    )
    items = {"secret": secret, "news": NEWS}

    assert composed(plan, items, variant="dsl").placed == ("secret", "news")
    assert composed(plan, items, variant="schools").placed == ("news",)
    assert composed(plan, items, variant="dsl", channel="page").placed == ("news",)
    assert composed(plan, items, variant="dsl").bulletin.restriction_notes == (
        "Keep within your team.",
    )


def test_an_item_prints_for_whom_it_is_only_where_others_read_it_too() -> None:
    plan = (
        "series: news\nedition: One\ndate: 2026-09-23\nvariants:\n"
        "  - professional\n  - {name: dsl, level: professional, segments: [dsl]}\n"
        "sections: [{heading: A, items: [news]}]\n"
    )
    items = {"news": NEWS.replace("title:", "audience: [dsl]\ntitle:")}

    assert only_entry(composed(plan, items)).audience_words == "For: designated safeguarding leads"
    assert only_entry(composed(plan, items, variant="dsl")).audience_words is None


def test_drafts_are_taken_only_when_asked_for_and_are_marked() -> None:
    plan = "  - {heading: A, items: [news]}\n"
    items = {"news": NEWS.replace("title:", "status: draft\ntitle:")}

    assert composed(plan, items).placed == ()
    assert only_entry(composed(plan, items, with_drafts=True)).is_draft


def test_an_item_outside_its_dates_is_left_out() -> None:
    items = {"news": NEWS.replace("title:", "expires: 2026-09-22\ntitle:")}

    composition = composed("  - {heading: A, items: [news]}\n", items)

    assert composition.placed == ()
    assert "dates" in composition.left_out[0].reason


# --- References -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "inside", "public"),
    [
        ("{{ phone: hub }}", "01632 960110", "01632 960110"),
        (
            "{{ phone: hub / Consultation | the hub }}",
            "01632 960112 (For staff)",
            "the hub",
        ),
        ("{{ email: hub }}", "hub@tp.example.org", "hub@tp.example.org"),
        ("{{ web: hub }}", "tp.example.org/hub", "tp.example.org/hub"),
        ("{{ hours: hub }}", "Monday to Friday, 9am to 5pm", "Monday to Friday, 9am to 5pm"),
        ("{{ name: bob-inside }}", "Bob Inside", "Lead, The Council"),
        ("{{ name: bob-inside | Bob }}", "Bob", "Lead, The Council"),
        ("{{ name: ann-public | Ann }}", "Ann", "Ann"),
        (
            "{{ contact: hub }}",
            (
                "Safeguarding Hub (HUB), Referrals 01632 960110, "
                "Consultation 01632 960112 (For staff), hub@tp.example.org"
            ),
            "Safeguarding Hub (HUB), Referrals 01632 960110, hub@tp.example.org",
        ),
        ("{{ first_name | colleague }}", "colleague", "colleague"),
        ("{{ email: bob-inside | the team }}", "bob@tp.example.org", "the team"),
    ],
)
def test_a_reference_prints_what_its_variant_may_show(
    written: str, inside: str, public: str
) -> None:
    items = {"news": f"kind: update\ntitle: T\ndistribution: public\n---\nAsk {written} now."}
    plan = "  - {heading: A, items: [news]}\n"

    in_professional = body_words(only_entry(composed(plan, items)))
    in_public = body_words(only_entry(composed(plan, items, variant="public")))

    assert (in_professional, in_public) == (f"Ask {inside} now.", f"Ask {public} now.")


def test_a_hidden_detail_without_other_words_is_reported() -> None:
    items = {
        "news": "kind: update\ntitle: T\ndistribution: public\n---\n"
        "Ring {{ phone: hub / Consultation }} first."
    }
    plan = "  - {heading: A, items: [news]}\n"

    public = composed(plan, items, variant="public")

    assert [(each.owner, each.reference) for each in public.hidden_references] == [
        ("news", "phone: hub / Consultation")
    ]
    assert composed(plan, items).hidden_references == ()


def test_a_link_to_an_item_jumps_there_or_keeps_only_its_words() -> None:
    items = {
        "news": NEWS + " See [the inside story](item:inside) and [the other](item:other).",
        "inside": INSIDE,
        "other": NEWS,
    }
    plan = "  - {heading: A, items: [news, inside, other]}\n"

    def links(variant: str) -> list[str]:
        entry = only_section(composed(plan, items, variant=variant)).entries[0]
        runs = entry.body[0].runs  # type: ignore[union-attr]
        return [run.href for run in runs if isinstance(run, Link)]

    assert links("professional") == ["#item-inside", "#item-other"]
    assert links("public") == ["#item-other"]


def test_an_item_that_is_left_out_is_not_mentioned_under_see_also() -> None:
    items = {
        "news": NEWS.replace("title:", "see_also: [inside, old]\ntitle:"),
        "inside": INSIDE,
        "old": NEWS,
    }
    published = [PublishedEdition("spring", "news", date(2026, 4, 1), frozenset({"old"}))]
    shelf = shelf_of(items, published=published)

    entry = only_entry(composed("  - {heading: A, items: [news]}\n", shelf=shelf, variant="public"))

    assert [link.href for link in entry.see_also] == [
        "https://tp.example.org/bulletins/spring#item-old"
    ]


# --- Blocks in a body -----------------------------------------------------------------------


def test_a_part_that_is_placed_in_the_body_does_not_print_again_after_it() -> None:
    text = (
        "kind: update\ntitle: T\ndistribution: public\n"
        "actions:\n  - {task: Read it all, owner: Schools, due: 2026-10-01}\n"
        "  - {task: Pass it on, owner: Schools, due: 2026-10-02}\n"
        "quotes: [{text: It helped us., who: Nurse}]\n"
        "---\nFirst.\n\n{{ actions: 2 }}\n\n{{ quotes }}\n"
    )

    entry = only_entry(composed("  - {heading: A, items: [news]}\n", {"news": text}))

    placed = [block for block in entry.body if block.node == "parts"]
    assert [plain(action.task) for action in placed[0].actions] == ["Pass it on"]
    assert [plain(quote.text) for quote in placed[1].quotes] == ["It helped us."]
    assert [plain(action.task) for action in entry.actions] == ["Read it all"]
    assert entry.quotes == ()


def test_actions_are_numbered_in_document_order_through_the_variant() -> None:
    def task(words: str) -> str:
        return (
            f"kind: update\ntitle: {words}\ndistribution: public\nactions: [{{task: {words} it}}]\n"
            "---\nSome words here."
        )

    plan = "  - {heading: A, items: [one, two]}\n"

    bulletin = composed(plan, {"one": task("Read"), "two": task("Send")}).bulletin

    assert [(a.number, plain(a.task)) for a in bulletin.actions] == [(1, "Read it"), (2, "Send it")]
    assert bulletin.sections[0].entries[1].actions == (bulletin.actions[1],)


# --- Headings -------------------------------------------------------------------------------


def test_heading_levels_follow_section_group_and_item() -> None:
    body = "---\nWords.\n\n## Inner\nMore.\n\n### Deep\nMost."
    item = f"kind: update\ntitle: Item\ndistribution: public\ntags: [harbour]\n{body}"
    plan = "  - {heading: A, items: [one, two], group_by: tag}\n  - {items: [three]}\n"
    items = {"one": item, "two": item, "three": item}

    first, second = composed(plan, items).bulletin.sections

    grouped, alone = first.groups[0].entries[0], second.entries[0]
    assert (first.groups[0].heading, first.groups[0].heading_level) == ("Harbour", 3)
    assert grouped.heading_level == 4
    assert [b.level for b in grouped.body if b.node == "heading"] == [5, 6]
    assert alone.heading_level == 2
    assert [b.level for b in alone.body if b.node == "heading"] == [3, 4]


def test_an_item_alone_under_its_own_title_prints_no_heading() -> None:
    item = "kind: update\ntitle: Matters arising\ndistribution: public\n---\nWords.\n\n## In\nMore."

    plan = "  - {heading: Matters arising, items: [one]}\n"
    entry = only_entry(composed(plan, {"one": item}))

    assert entry.heading_level is None
    assert [b.level for b in entry.body if b.node == "heading"] == [3]


def test_a_priority_without_a_title_is_headed_by_its_number() -> None:
    item = "kind: priority\nnumber: 4\ndistribution: public\nrag: amber\n---\nTwo panels met."

    entry = only_entry(composed("  - {heading: Plan, items: [one]}\n", {"one": item}))

    assert plain(entry.title) == "Priority 4"
    assert entry.priority is not None
    assert (entry.priority.label, entry.priority.rag, entry.priority.rag_note) == (
        None, "Amber", "Some delay",
    )  # fmt: skip


def test_contents_list_headed_sections_and_the_titles_of_unheaded_ones() -> None:
    plan = "contents: yes\n" + SECTION + "  - {heading: A, items: [news]}\n  - {items: [long]}\n"
    items = {
        "news": NEWS,
        "long": "kind: update\ntype: message\ndistribution: public\nsigned_by: hub\n"
        "---\nOne two three four five six seven eight.",
    }

    contents = composed(plan, items).bulletin.contents

    assert [line.words for line in contents] == ["A", "One two three four five six ..."]
    assert contents[0].anchor == "section-news"
    assert contents[1].anchor == "item-long"


# --- People ---------------------------------------------------------------------------------


def test_a_section_without_heading_or_id_stays_out_of_the_contents_if_asked() -> None:
    plan = (
        "  - {items: [one], in_contents: no}\n  - {heading: Second, intro: Hello.}\ncontents: yes\n"
    )

    bulletin = composed(plan, {"one": "kind: update\ntitle: T\n---\nWords."}).bulletin

    assert [line.words for line in bulletin.contents] == ["Second"]


def test_every_anchor_stands_once() -> None:
    plan = (
        "  - {items: [one]}\n  - {items: [one, two]}\n  - {id: two, intro: Hello.}\n"
        "  - {items: [two]}\n"
    )
    item = "kind: update\ntitle: T\nactions: [{task: Read it}]\n---\nWords."

    bulletin = composed(plan, {"one": item, "two": item}).bulletin

    sections = [section.anchor for section in bulletin.sections]
    entries = [entry.anchor for section in bulletin.sections for entry in section.entries]
    assert sections == ["section-one", "section-one--2", "section-two", "section-two--2"]
    assert entries == ["item-one", "item-one--2", "item-two", "item-two--2"]
    assert [action.item_anchor for action in bulletin.actions] == entries


def test_no_heading_goes_deeper_than_html_has_levels() -> None:
    plan = "  - {id: s-1, heading: H, intro: Hello.}\n" + "".join(
        f"  - {{id: s-{n}, heading: H, intro: Hello., under: s-{n - 1}}}\n" for n in range(2, 8)
    )

    levels = [section.heading_level for section in composed(plan).bulletin.sections]

    assert levels == [2, 3, 4, 5, 6, 6, 6]


def test_no_level_is_skipped_under_a_section_whose_heading_is_left_out() -> None:
    plan = (
        "  - {id: top, heading: Inside, distribution: professional, items: [one]}\n"
        "  - {heading: Below, under: top, intro: Hello.}\n"
    )
    item = "kind: update\ntitle: T\ndistribution: public\n---\nWords."

    public = composed(plan, {"one": item}, variant="public").bulletin

    assert [section.heading_level for section in public.sections] == [2, 2]


def test_a_number_written_by_hand_counts_within_its_section_too() -> None:
    plan = (
        "  - {id: top, heading: Top, intro: Hello.}\n"
        "  - {heading: A, under: top, number: 4, intro: Hello.}\n"
        "  - {heading: B, under: top, intro: Hello.}\nnumbered: yes\n"
    )

    assert [s.number for s in composed(plan).bulletin.sections] == ["1", "1.4", "1.5"]


def test_a_variant_without_an_edition_of_its_own_has_no_loose_comma_in_its_subject() -> None:
    plan = SECTION.replace("edition: One", "edition: {public: One}")

    professional = composed(f"{plan}  - {{heading: A, intro: Hello.}}\n").bulletin

    assert plain(professional.subject) == "News"


def test_in_public_nobody_is_named_who_is_not_a_public_contact() -> None:
    item = (
        "kind: update\ntitle: T\ndistribution: public\nspeaker: bob-inside\n"
        "source: Winifred Astley, Head teacher, Fenwold School\nsigned_by: ann-public\n"
        "---\nSome words here."
    )
    plan = "  - {heading: A, items: [one]}\n"

    public = only_entry(composed(plan, {"one": item}, variant="public"))
    inside = only_entry(composed(plan, {"one": item}))

    assert public.speaker is not None
    assert public.speaker.words == "Lead, The Council"
    assert public.byline is not None
    assert public.byline.words == "Head teacher, Fenwold School"
    assert inside.speaker is not None
    assert inside.speaker.words == "Bob Inside, Lead, The Council"


def test_a_mobile_is_professional_unless_its_owner_agreed() -> None:
    person = (
        "kind: contact\ntype: person\nname: Rosa Ward\ndistribution: public\n"
        "phones: [{number: 07700 900334}]\n"
    )
    agreed = person.replace("900334}", "900334, public_agreed: 2026-06-01}")
    plan = "  - {heading: A, layout: panel, items: [rosa]}\n"

    def phones(text: str) -> tuple[str, ...]:
        contact = only_entry(composed(plan, {"rosa": text}, variant="public")).contact
        assert contact is not None
        return tuple(phone.number for phone in contact.phones)

    assert phones(person) == ()
    assert phones(agreed) == ("07700 900334",)


MEETING = """\
series: notes
edition: One
meeting:
  name: Network
  sittings: [{date: 2026-11-04, time: 9:45am to midday, venue: Fenwold Centre}]
  chair: bob-inside
  attended: [bob-inside, "Winifred Astley, Fenwold School", {id: ann-public, initials: AP}]
  apologies: ["Elspeth Gorringe, Upper Tarn School"]
  next: {date: 2027-01-14, agenda: [Matters arising]}
sections: [{heading: Actions, items: [one]}]
"""
ACTIONS = (
    "kind: update\ntitle: T\ndistribution: public\nactions:\n"
    "  - {task: Send the list, owner: WA, due: 18 November 2026}\n"
    "  - {task: Members collect examples, owner: Members, due: next meeting}\n"
    "  - {task: Table the figures, owner: bob-inside}\n---\nSome words here."
)


def test_the_date_of_minutes_is_that_of_the_last_sitting() -> None:
    bulletin = composed(MEETING, {"one": ACTIONS}).bulletin

    assert bulletin.date == date(2026, 11, 4)
    assert bulletin.meeting is not None
    assert bulletin.meeting.sittings[0].words == (
        "Wednesday 4 November 2026, 9:45am to midday, Fenwold Centre"
    )


def test_attendance_is_a_line_of_counts_in_public() -> None:
    public = composed(MEETING, {"one": ACTIONS}, variant="public").bulletin

    assert public.meeting is not None
    assert public.meeting.attended == public.meeting.apologies == ()
    assert public.meeting.attendance_words == (
        "3 people from 2 organisations attended; 1 sent apologies."
    )
    assert "Winifred" not in repr(public)
    assert "Gorringe" not in repr(public)


def test_owners_stand_by_initials_in_place_and_by_name_in_the_table() -> None:
    actions = composed(MEETING, {"one": ACTIONS}).bulletin.actions
    public = composed(MEETING, {"one": ACTIONS}, variant="public").bulletin.actions

    assert [(a.owner, a.table_owner, a.due) for a in actions] == [
        ("WA", "WA (Winifred Astley)", "18 November 2026"),
        (None, "Members", "next meeting"),
        ("Bob Inside", "Bob Inside", None),
    ]
    assert [a.owner for a in public] == ["Fenwold School", None, "Lead, The Council"]


def test_an_owner_stays_where_the_task_begins_with_a_word_that_only_looks_alike() -> None:
    item = (
        "kind: update\ntitle: T\nactions: [{task: Allocate a lead, owner: All}]\n---\nSome words."
    )

    assert composed(MEETING, {"one": item}).bulletin.actions[0].owner == "All"


def test_an_owner_written_by_name_is_not_named_in_public_either() -> None:
    item = (
        "kind: update\ntitle: T\ndistribution: public\n"
        "actions: [{task: Write to us, owner: Bob Inside}]\n---\nSome words."
    )
    plan = "  - {heading: All, items: [one]}\n"

    public = composed(plan, {"one": item}, variant="public").bulletin

    assert public.actions[0].owner == "Lead, The Council"
    assert "Bob" not in repr(public)
    assert composed(plan, {"one": item}).bulletin.actions[0].owner == "Bob Inside"


def test_who_answers_when_closed_comes_with_the_note_on_what_is_urgent() -> None:
    items = {
        "team": "kind: contact\ntype: team\nname: The Team\ndistribution: public\n"
        "phones: [01632 960100]\nhours: Weekdays\nout_of_hours: hub\n"
    }

    contact = only_entry(
        composed("  - {heading: A, layout: panel, items: [team]}\n", items)
    ).contact

    assert contact is not None
    assert contact.out_of_hours is not None
    assert contact.out_of_hours.urgent_note == "Do not leave a message about an urgent worry."


# --- Furniture ------------------------------------------------------------------------------


def test_the_safety_block_has_its_lines_in_order_in_every_variant() -> None:
    for variant in ("professional", "public"):
        safety = composed("  - {heading: A, intro: Hello.}\n", variant=variant).bulletin.safety

        assert [plain(line.runs) for line in safety.lines] == [
            "If a child is in immediate danger, call 999.",
            (
                "Worried about a child, not an emergency: Safeguarding Hub (HUB), 01632 960110, "
                "Monday to Friday, 9am to 5pm. Do not leave a message about an urgent worry."
            ),
            "Evenings, weekends and bank holidays: Night Team, 01632 960199.",
            "To report a crime or get police advice that is not urgent, call 101.",
            (
                "Worried about an adult who works with children: Local authority designated "
                "officer (LADO), 01632 960145, Monday to Friday, 9am to 5pm."
            ),
        ]
        assert bool(safety.short) is (variant == "public")


def test_two_roles_with_one_number_share_a_line() -> None:
    one_number = PARTNERSHIP.replace("out_of_hours: night", "out_of_hours: hub")
    shelf = shelf_of({}, partnership=one_number)

    safety = composed("  - {heading: A, intro: Hello.}\n", shelf=shelf).bulletin.safety

    assert [line.role for line in safety.lines].count("out_of_hours") == 0
    assert "and evenings, weekends and bank holidays" in plain(safety.lines[1].runs)


def test_the_public_page_is_named_only_where_there_is_one() -> None:
    plan = "  - {heading: A, intro: Hello.}\n"
    alone = SECTION.replace("sections:", "variants: [professional]\nsections:")

    assert composed(plan).bulletin.footer.view_online == "https://tp.example.org/bulletins/edition"
    assert composed(alone + plan).bulletin.footer.view_online is None


def test_texts_per_variant_go_to_their_variant() -> None:
    plan = (
        SECTION.replace(
            "sections:",
            "subject: {professional: For staff only here, public: For everybody here}\nsections:",
        )
        + "  - {heading: A, intro: Hello.}\n"
    )

    assert plain(composed(plan).bulletin.subject) == "For staff only here"
    assert plain(composed(plan, variant="public").bulletin.subject) == "For everybody here"


def test_a_deadline_prints_on_the_items_to_which_it_applies() -> None:
    items = {
        "one": NEWS.replace(
            "title:",
            "deadlines: [{date: 25 February 2027, what: Replies, applies_to: [two]}]\ntitle:",
        ),
        "two": NEWS,
    }

    first, second = only_section(composed("  - {heading: A, items: [one, two]}\n", items)).entries

    assert [d.words for d in first.deadlines] == ["By Thursday 25 February 2027"]
    assert second.deadlines == first.deadlines


def test_a_picture_knows_its_size_and_an_attachment_what_it_is() -> None:
    item = NEWS.replace(
        "title:",
        "images: [{file: a/card.png, alt: A card, people: no}]\n"
        "attachments: [{title: Card, file: card.pdf}, {title: Slides, file: not supplied}]\ntitle:",
    )
    assets = {"a/card.png": Asset(2048, 600, 300), "card.pdf": Asset(184_320)}
    shelf = shelf_of({"one": item}, assets=assets)

    entry = only_entry(composed("  - {heading: A, items: [one]}\n", shelf=shelf))

    assert (entry.images[0].name, entry.images[0].width) == ("a--card.png", 600)
    assert entry.attachments[0].description == "PDF, 184 KB"
    assert entry.attachments[0].is_hosted
    assert entry.attachments[1].name is None


def test_a_plan_with_a_ring_of_sections_still_prints_them_all() -> None:
    plan = (
        "  - {id: aa, heading: A, under: bb, items: [news]}\n"
        "  - {id: bb, heading: B, under: aa, items: [other]}\n"
    )

    bulletin = composed(plan, {"news": NEWS, "other": NEWS}).bulletin

    assert sorted(headings(bulletin)) == ["A", "B"]
    assert plan_file(SECTION + plan).plan.sections[0].under == "bb"


def test_a_restricted_person_stands_in_the_attendance_by_role() -> None:
    plan = MEETING.replace("attended: [bob-inside,", "attended: [sue-secret, Sue Secret,")
    items = {"one": ACTIONS.replace("owner: WA", "owner: SS")}

    bulletin = composed(plan, items).bulletin

    assert bulletin.meeting is not None
    assert [person.name for person in bulletin.meeting.attended[:2]] == ["Sergeant", "A colleague"]
    assert bulletin.meeting.attended[0].initials is None
    assert bulletin.actions[0].owner == "Sergeant, Police"
    assert "Sue" not in repr(bulletin)


def test_pictures_of_two_folders_keep_names_of_their_own() -> None:
    item = (
        "kind: update\ntitle: T\nimages:\n  - {file: quay/map.png, alt: The quay}\n"
        "  - {file: quay-map.png, alt: The other quay}\n---\nWords."
    )

    bulletin = composed("  - {heading: A, items: [one]}\n", {"one": item}).bulletin

    entry = bulletin.sections[0].entries[0]
    assert len({picture.name for picture in entry.images}) == 2
