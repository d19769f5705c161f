"""Files to items: what is read, and what is said of a fault."""

from textwrap import dedent

import pytest

from ebulletin.findings import Edit, Finding
from ebulletin.items.load import ItemFile, parse_item
from ebulletin.items.model import Contact, Event, Item, Resource, Update
from ebulletin.values.people import ContactRef, NamedPerson


def read(front: str, body: str = "A few words to read.", path: str = "items/some-item.md") -> Item:
    """The item of a file that has no faults."""
    file, findings = parse(front, body, path)
    assert findings == []
    assert file is not None
    return file.item


def parse(
    front: str, body: str = "A few words to read.", path: str = "items/some-item.md"
) -> tuple[ItemFile | None, list[Finding]]:
    return parse_item(f"---\n{dedent(front).strip()}\n---\n{body}\n", path)


def only(front: str, body: str = "A few words to read.") -> Finding:
    """The one finding of a file."""
    _, findings = parse(front, body)
    assert len(findings) == 1, [str(finding) for finding in findings]
    return findings[0]


def mended(front: str, finding: Finding) -> str:
    """The front matter with the finding's one edit made."""
    (edit,) = finding.fix
    return edited(f"---\n{dedent(front).strip()}\n---\n", edit).split("---\n")[1].strip()


def edited(text: str, edit: Edit) -> str:
    lines = text.split("\n")
    assert edit.start.line == edit.end.line
    line = lines[edit.start.line - 1]
    lines[edit.start.line - 1] = (
        line[: edit.start.column - 1] + edit.text + line[edit.end.column - 1 :]
    )
    return "\n".join(lines)


# --- What is read ---------------------------------------------------------------------------


def test_an_item_takes_its_id_from_the_name_of_its_file() -> None:
    item = read("kind: update", path="items/updates/phone-lines.md")

    assert item.id == "phone-lines"


def test_an_id_in_the_file_wins_over_its_name() -> None:
    item = read("kind: update\nid: front-door-lines", path="items/phone-lines.md")

    assert item.id == "front-door-lines"


def test_an_item_is_a_draft_for_professionals_unless_it_says_otherwise() -> None:
    item = read("kind: update")

    assert (item.status, item.distribution, item.language) == ("draft", "professional", "en-GB")


def test_a_contact_is_ready_unless_it_says_otherwise() -> None:
    item = read("kind: contact\ntype: person\nname: Asha Penrose")

    assert item.status == "ready"


def test_the_body_is_kept_exactly_as_written() -> None:
    item = read("kind: update", "One.\n\n- two  \n- three")

    assert item.body == "One.\n\n- two  \n- three\n"


def test_training_and_guidance_are_a_kind_and_a_type() -> None:
    event = read("kind: Training\ndate: 12 November 2026")
    resource = read("kind: guidance\nurl: unknown")

    assert isinstance(event, Event)
    assert event.type == "training"
    assert isinstance(resource, Resource)
    assert resource.type == "guidance"


def test_one_value_stands_for_a_list_of_one() -> None:
    item = read("kind: update\naudience: dsl\ntags: front-door\ncontacts: mash")

    assert item.audience == ("dsl",)
    assert item.tags == ("front-door",)
    assert item.contacts == (ContactRef("mash"),)


def test_all_readers_are_written_as_all_and_kept_as_no_segments() -> None:
    assert read("kind: update\naudience: All").audience == ()


def test_choices_are_compared_without_case_spaces_and_hyphens() -> None:
    item = read("kind: event\ndate: 12 November 2026\nstate: Save-the-date")

    assert isinstance(item, Event)
    assert item.state == "save the date"


def test_the_dates_of_one_session_may_stand_on_the_event_itself() -> None:
    item = read("kind: event\ndate: 12 November 2026\ntime: 9am to midday\nstate: save the date")

    assert isinstance(item, Event)
    assert len(item.sessions) == 1
    session = item.sessions[0]
    assert not isinstance(session, str)
    assert session.date.words == "12 November 2026"
    assert session.time is not None
    assert session.time.words == "9am to midday"
    assert (item.date, item.time) == (None, None)


def test_a_bare_date_is_a_session() -> None:
    item = read(
        "kind: event\nsessions: [10 November 2026, 24 November 2026]\n"
        "relation: parts\nstate: save the date"
    )

    assert isinstance(item, Event)
    assert [each.date.words for each in item.sessions if not isinstance(each, str)] == [
        "10 November 2026",
        "24 November 2026",
    ]


@pytest.mark.parametrize("words", ["on request", "any time", "see booking"])
def test_sessions_may_be_words(words: str) -> None:
    item = read(f"kind: event\nsessions: {words.title()}\nstate: save the date")

    assert isinstance(item, Event)
    assert item.sessions == words


def test_facts_that_the_source_does_not_give_may_be_not_stated() -> None:
    item = read(
        """
        kind: event
        sessions: [10 November 2026, 24 November 2026]
        relation: not stated
        mode: not stated
        venue: Not stated
        joining: not-stated
        price: not stated
        booking: not stated
        """
    )

    assert isinstance(item, Event)
    assert item.mode == ("not stated",)
    facts = (item.relation, item.venue, item.joining, item.price, item.booking)
    assert facts == ("not stated",) * 5


def test_a_venue_is_a_line_or_a_group_of_fields() -> None:
    line = read("kind: event\ndate: 1 June 2026\nstate: save the date\nvenue: Fenwold Centre")
    group = read("kind: event\ndate: 1 June 2026\nstate: save the date\nvenue: {name: Tarn House}")

    assert isinstance(line, Event)
    assert line.venue == "Fenwold Centre"
    assert isinstance(group, Event)
    assert group.venue is not None
    assert not isinstance(group.venue, str)
    assert group.venue.name == "Tarn House"


def test_bare_numbers_and_addresses_are_details_of_a_contact() -> None:
    item = read(
        "kind: contact\ntype: team\nname: Learning Hub\n"
        "phones: 01632 960130\nemails: [Learning@ESSCP.example.org]"
    )

    assert isinstance(item, Contact)
    assert [phone.number for phone in item.phones] == ["01632960130"]
    assert [email.address for email in item.emails] == ["learning@esscp.example.org"]


def test_a_contacts_name_is_its_title() -> None:
    assert read("kind: contact\ntype: person\nname: Asha Penrose").title == "Asha Penrose"


def test_bare_lines_are_key_messages_decisions_and_quotes() -> None:
    item = read("kind: update\nkey_messages: [Ring first]\ndecisions: One form\nquotes: It helped.")

    assert item.key_messages[0].text == "Ring first"
    assert item.decisions[0].text == "One form"
    assert (item.quotes[0].text, item.quotes[0].who) == ("It helped.", "Anonymous")


def test_an_action_may_have_several_owners_and_wait_for_the_next_meeting() -> None:
    item = read(
        "kind: update\nactions: [{task: Trial the form, owner: [KD, RN], due: next meeting}]"
    )

    assert item.actions[0].owner == ("KD", "RN")
    assert item.actions[0].due == "next meeting"


def test_a_file_may_be_not_supplied() -> None:
    item = read("kind: update\nattachments: [{title: Slides, file: Not supplied}]")

    assert item.attachments[0].file == "not supplied"


def test_people_are_contacts_or_persons_in_words() -> None:
    item = read("kind: update\nsigned_by: priya-marlowe\nspeaker: Ann Dale, Chair, ESSCP")

    assert isinstance(item, Update)
    assert item.signed_by == ContactRef("priya-marlowe")
    assert item.speaker == NamedPerson("Ann Dale", "Chair", "ESSCP")


def test_items_cannot_be_changed() -> None:
    item = read("kind: update")

    with pytest.raises(ValueError, match="frozen"):
        item.summary = "Other words"  # type: ignore[misc]


# --- Faults ---------------------------------------------------------------------------------


def test_a_misspelt_field_is_one_finding_that_mends_itself() -> None:
    front = "kind: update\ntittle: Spring dates"

    finding = only(front)

    assert finding.code == "ITM104"
    assert (finding.place.line, finding.place.column) == (3, 1)
    assert "Did you mean 'title'?" in finding.help
    assert mended(front, finding) == "kind: update\ntitle: Spring dates"


def test_a_misspelt_field_inside_a_list_stands_at_its_own_place() -> None:
    front = "kind: update\nlinks:\n  - {text: Guide, url: unknown}\n  - {txt: Other, url: unknown}"

    finding = only(front)

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM104", 5, 6)
    assert mended(front, finding).endswith("{text: Other, url: unknown}")


def test_a_misspelt_field_that_is_needed_is_not_reported_as_missing_as_well() -> None:
    finding = only("kind: contact\ntype: person\nnmae: Asha Penrose")

    assert (finding.code, finding.offers) == ("ITM104", ("name",))


def test_a_misspelt_field_beside_the_right_one_has_no_fix() -> None:
    finding = only("kind: update\ntitle: One\ntittle: Two")

    assert finding.fix == ()
    assert "keep one of the two" in finding.help


def test_a_field_of_another_kind_says_which_kind() -> None:
    finding = only("kind: update\nrespond_by: 1 June 2026")

    assert finding.code == "ITM104"
    assert "a resource" in finding.help


def test_a_misspelt_field_of_a_person_is_mended_where_it_stands() -> None:
    front = "kind: update\nspeaker: {name: Ann Dale, organization: Fenwold School}"

    finding = only(front)

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM104", 3, 27)
    assert mended(front, finding).endswith("{name: Ann Dale, organisation: Fenwold School}")


@pytest.mark.parametrize(
    ("front", "meant"),
    [
        ("kind: contact\ntype: person\ntitle: Asha Penrose", "name"),
        ("kind: event\ndate: 1 June 2026\nstate: save the date\nlocation: Tarn House", "venue"),
    ],
)
def test_a_word_that_people_use_for_a_field_is_understood(front: str, meant: str) -> None:
    finding = only(front)

    assert (finding.code, finding.offers, finding.fix) == ("ITM104", (meant,), ())


def test_a_missing_field_is_told_at_the_group_that_needs_it() -> None:
    finding = only("kind: update\nlinks: [{text: Guide}]")

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM105", 3, 9)
    assert finding.message == "a link needs 'url'"
    assert "https://" in finding.help


def test_a_list_of_one_without_brackets_keeps_its_places() -> None:
    finding = only("kind: update\nlinks: {text: Guide, url: htp://x}")

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM106", 3, 27)


def test_the_shorthand_of_one_session_keeps_its_places() -> None:
    finding = only("kind: event\nstate: save the date\ndate: 14 November")

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM106", 4, 7)
    assert "no year" in finding.message


def test_a_day_that_does_not_exist_has_its_own_code() -> None:
    finding = only("kind: update\nreceived: 31 November 2026")

    assert finding.code == "DAT103"


def test_a_wrong_choice_is_mended_where_one_word_is_near() -> None:
    front = "kind: update\nstatus: redy"

    finding = only(front)

    assert finding.code == "ITM107"
    assert finding.message == "'redy' is not one of the words for 'status'"
    assert finding.help == "Write draft, ready or withdrawn."
    assert mended(front, finding) == "kind: update\nstatus: ready"


def test_a_wrong_choice_with_nothing_near_has_no_fix() -> None:
    finding = only("kind: priority\nnumber: 4\nrag: yellow")

    assert (finding.code, finding.fix, finding.offers) == ("ITM107", (), ())


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("sessions: on reqest", "ITM107"),
        ("sessions: 12 Nov", "ITM106"),
        ("sessions: {date: 1 June 2026, colour: red}", "ITM104"),
        ("joining: Teams", "ITM107"),
        ("joining: [a, b]", "ITM106"),
        ("venue: [a, b]", "ITM106"),
        ("venue: {place: Tarn House, name: Tarn House}", "ITM104"),
        ("price: a lot", "ITM106"),
        ("price: [free]", "ITM106"),
        ("booking: by email", "ITM107"),
        ("booking: [link]", "ITM106"),
        ("mode: {a: b}", "ITM106"),
        ("relation: alternatve", "ITM107"),
        ("contacts: {id: mash, lable: Advice}", "ITM104"),
        ("provider: Ann, Dale, of, Fenwold", "ITM106"),
    ],
)
def test_a_fault_in_a_field_of_several_forms_is_one_finding_in_plain_words(
    field: str, code: str
) -> None:
    date = "" if field.startswith("sessions") else "date: 1 June 2026\n"

    finding = only(f"kind: event\nstate: save the date\n{date}{field}")

    assert finding.code == code
    assert "Input should" not in finding.message
    assert finding.help.endswith((".", "}", "]")), finding.help


def test_a_value_in_place_of_fields_is_told_with_an_example() -> None:
    finding = only("kind: update\nattachments: desk-card.pdf")

    assert finding.code == "ITM106"
    assert "{title: One-page desk card, file: desk-card.pdf}" in finding.help


@pytest.mark.parametrize(
    "path", ["../secret.pdf", "/etc/hosts", "a\\b.pdf", "a//b.pdf", "C:/x.pdf"]
)
def test_a_file_outside_the_assets_is_refused(path: str) -> None:
    finding = only(f"kind: update\nattachments: [{{title: Slides, file: '{path}'}}]")

    assert finding.code == "ITM106"


def test_all_stands_alone() -> None:
    finding = only("kind: update\naudience: [all, dsl]")

    assert (finding.code, finding.place.line) == ("ITM106", 3)


def test_every_fault_of_a_file_is_told_at_once() -> None:
    _, findings = parse("kind: update\nstatus: redy\nreceived: soon\ntittle: x")

    assert sorted(finding.code for finding in findings) == ["ITM104", "ITM106", "ITM107"]


def test_a_file_without_kind_is_told_the_kinds() -> None:
    finding = only("title: Spring dates")

    assert (finding.code, finding.place.line) == ("ITM105", 1)
    assert "update, event, resource" in finding.help


def test_a_misspelt_kind_is_mended() -> None:
    front = "kind: updat"

    finding = only(front)

    assert finding.code == "ITM107"
    assert mended(front, finding) == "kind: update"


def test_a_misspelt_word_for_kind_is_mended() -> None:
    front = "knd: update"

    finding = only(front)

    assert finding.code == "ITM104"
    assert mended(front, finding) == "kind: update"


def test_a_shorthand_with_another_type_is_refused() -> None:
    finding = only("kind: training\ntype: briefing\ndate: 1 June 2026\nstate: save the date")

    assert (finding.code, finding.place.line) == ("ITM106", 3)


def test_a_file_whose_name_is_no_id_says_what_to_call_it() -> None:
    file, findings = parse("kind: update", path="items/Desk Card.md")

    assert file is None
    assert [finding.code for finding in findings] == ["ITM108"]
    assert "desk-card" in findings[0].help


def test_an_id_that_is_none_is_told_at_its_place() -> None:
    file, findings = parse("kind: update\nid: Desk Card")

    assert file is None
    assert [(finding.code, finding.place.line) for finding in findings] == [("ITM108", 3)]


def test_a_body_among_the_fields_is_refused() -> None:
    _, findings = parse("kind: update\nbody: Some words")

    assert [(finding.code, finding.place.line) for finding in findings] == [("ITM104", 3)]


def test_dates_are_said_once() -> None:
    finding = only("kind: event\nstate: save the date\ndate: 1 June 2026\nsessions: [2 June 2026]")

    assert (finding.code, finding.place.line) == ("ITM106", 4)
    assert "'date' beside 'sessions'" in finding.message


def test_a_session_has_a_time_or_a_part_of_the_day() -> None:
    finding = only(
        "kind: event\nstate: save the date\n"
        "sessions: [{date: 1 June 2026, time: 4pm, part: afternoon}]"
    )

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM106", 4, 49)


def test_an_item_that_lacks_a_field_is_still_there_for_those_who_cite_it() -> None:
    file, findings = parse("kind: update\ntype: message")

    assert file is not None
    assert [finding.message for finding in findings] == ["a message needs 'signed_by'"]
    assert findings[0].place.line == 3


def test_what_a_section_may_give_is_not_missed_in_the_file() -> None:
    read("kind: event\ndate: 1 June 2026")
