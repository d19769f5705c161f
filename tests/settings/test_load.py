"""partnership.yaml and glossary.yaml: what is read, and what is said of a fault."""

from textwrap import dedent

import pytest

from ebulletin.findings import Finding
from ebulletin.settings import Partnership, parse_glossary, parse_settings

MINIMAL = """
name: Elmsvale Safeguarding Children Partnership
short_name: ESCP
website: https://escp.example.org
privacy_url: https://escp.example.org/privacy
accessibility_url: https://escp.example.org/accessibility
sender: {name: ESCP team, email: bulletin@escp.example.org}
postal_address: Tarn House, ZZ9 9ZZ
safety: {refer_to: mash, out_of_hours: night-team, allegations: lado}
series: {news: {name: News}}
segments: {dsl: {name: designated safeguarding leads}}
""".lstrip()


def read(more: str = "") -> Partnership:
    settings, source, findings = parse_settings(MINIMAL + dedent(more).strip() + "\n")
    assert findings == []
    assert source is not None
    assert settings is not None
    return settings


def findings_in(text: str) -> list[Finding]:
    return parse_settings(text)[2]


def only(more: str) -> Finding:
    findings = findings_in(MINIMAL + dedent(more).strip() + "\n")
    assert len(findings) == 1, [str(finding) for finding in findings]
    return findings[0]


def test_the_least_that_a_partnership_says_is_enough() -> None:
    settings = read()

    assert settings.limits.words == 1500
    assert settings.limits.verify_months == 6
    assert settings.demonstration == "no"
    assert settings.style.strict is False
    assert settings.calendar.region == "England and Wales"
    assert settings.safety.heading == "Worried about a child?"
    assert settings.series["news"].theme == "shield"


def test_a_role_of_the_safety_block_is_a_contact_or_one_of_its_phones() -> None:
    text = MINIMAL.replace("refer_to: mash", "refer_to: {contact: mash, phone: Referrals}")

    settings, _, _ = parse_settings(text)

    assert settings is not None
    assert (settings.safety.refer_to.contact, settings.safety.refer_to.phone) == (
        "mash",
        "Referrals",
    )
    assert (settings.safety.allegations.contact, settings.safety.allegations.phone) == (
        "lado",
        None,
    )


def test_colours_stand_by_token_for_light_ground_and_under_dark_for_dark() -> None:
    settings = read(
        'brand: {colours: {brand: 0b4f5c, heading: "#112233", dark: {heading: 8FD3DE}}}'
    )

    assert settings.brand is not None
    assert settings.brand.colours.light == {"brand": "#0B4F5C", "heading": "#112233"}
    assert settings.brand.colours.dark == {"heading": "#8FD3DE"}


def test_colours_may_stand_under_light_as_well() -> None:
    settings = read("brand: {colours: {light: {brand: 0B4F5C}}}")

    assert settings.brand is not None
    assert settings.brand.colours.light == {"brand": "#0B4F5C"}


@pytest.mark.parametrize(
    ("word", "meant"), [("yes", "yes"), ("true", "yes"), ("no", "no"), ("Archive", "archive")]
)
def test_a_demonstration_is_a_yes_a_no_or_an_archive(word: str, meant: str) -> None:
    assert read(f"demonstration: {word}").demonstration == meant


def test_holidays_run_from_a_day_to_a_day() -> None:
    settings = read(
        "calendar: {school_holidays: [{name: Half-term, from: 26 October 2026, to: 2026-10-30}]}"
    )

    holiday = settings.calendar.school_holidays[0]
    assert (holiday.from_.isoformat(), holiday.to.isoformat()) == ("2026-10-26", "2026-10-30")


def test_limits_that_are_not_given_stay_as_they_are() -> None:
    limits = read("limits: {words: 2400}").limits

    assert (limits.words, limits.item_words) == (2400, 400)


def test_settings_are_written_out_as_json() -> None:
    settings = read(
        """
        glossary: [{term: LSCB, means: Board, now: Partnership, since: September 2019}]
        calendar: {extra_bank_holidays: 15 June 2026}
        """
    )

    written = settings.model_dump_json()

    assert "2026-06-15" in written
    assert "September 2019" in written


# --- Segments and contacts ------------------------------------------------------------------


SEGMENTS = """
segments:
  dsl: {name: leads}
  governors: {name: governors}
  schools: {name: schools, includes: [dsl, governors]}
  everyone: {name: everyone, includes: [schools, ring]}
  ring: {name: a ring, includes: everyone}
""".lstrip()


@pytest.mark.parametrize(
    ("segments", "members"),
    [
        ([], set()),
        (["dsl"], {"dsl"}),
        (["schools"], {"schools", "dsl", "governors"}),
        (["ring"], {"ring", "everyone", "schools", "dsl", "governors"}),
        (["unknown"], {"unknown"}),
    ],
)
def test_a_segment_stands_for_itself_and_what_it_includes(
    segments: list[str], members: set[str]
) -> None:
    text = MINIMAL.replace("segments: {dsl: {name: designated safeguarding leads}}\n", SEGMENTS)
    settings, _, _ = parse_settings(text)

    assert settings is not None
    assert settings.members(segments) == members


def test_contacts_named_are_those_of_the_safety_blocks_and_the_partners() -> None:
    text = MINIMAL.replace(
        "{name: News}",
        "{name: News, safety: {refer_to: hub, out_of_hours: night-team, allegations: lado}}",
    )
    settings, _, _ = parse_settings(text + "partners: [elmsvale-council]\n")

    assert settings is not None
    assert settings.contacts_named() == ("mash", "night-team", "lado", "hub", "elmsvale-council")


# --- Faults ---------------------------------------------------------------------------------


def test_everything_that_is_missing_is_told() -> None:
    findings = findings_in("name: Elmsvale Partnership\n")

    assert {finding.code for finding in findings} == {"ITM105"}
    assert "partnership.yaml needs 'safety'" in [finding.message for finding in findings]
    assert len(findings) == 9


def test_a_file_that_cannot_be_read_gives_no_source() -> None:
    settings, source, findings = parse_settings("name: [never closed\n")

    assert (settings, source) == (None, None)
    assert [finding.code for finding in findings] == ["ITM101"]


def test_a_file_with_a_fault_still_gives_its_source() -> None:
    settings, source, findings = parse_settings(MINIMAL + "limits: {words: many}\n")

    assert settings is None
    assert source is not None
    assert [(finding.code, finding.place.line) for finding in findings] == [("ITM106", 11)]


@pytest.mark.parametrize(
    ("more", "code", "column"),
    [
        ("brand: {colours: {brand: red}}", "ITM106", 26),
        ("brand: {colours: {brnd: 0B4F5C}}", "ITM107", 19),
        ("brand: {colours: {dark: {headng: 0B4F5C}}}", "ITM107", 26),
        ("brand: {logo: {file: mark.png}}", "ITM105", 15),
        ("limit: {words: 1500}", "ITM104", 1),
        ("demonstration: perhaps", "ITM107", 16),
        ("delivery: {security: open}", "ITM107", 22),
        ("delivery: {password: secret-words}", "ITM104", 12),
        ("tags: [Front Door]", "ITM106", 8),
        ("business_plans: {Plan 2026: {name: Our plan}}", "ITM106", 18),
        ("business_plans: [plan-2026]", "ITM106", 17),
    ],
)
def test_a_fault_is_one_finding_at_its_place(more: str, code: str, column: int) -> None:
    finding = only(more)

    assert (finding.code, finding.place.line, finding.place.column) == (code, 11, column)
    assert "Input should" not in finding.message


def test_a_misspelt_token_is_mended_where_it_stands() -> None:
    (edit,) = only("brand: {colours: {brnd: 0B4F5C}}").fix

    assert (edit.start.column, edit.end.column, edit.text) == (19, 23, "brand")


# --- The glossary ---------------------------------------------------------------------------


def test_a_glossary_lists_terms() -> None:
    terms, findings = parse_glossary(
        "glossary:\n  - {term: MASH, means: Multi-Agency Safeguarding Hub, aliases: the hub}\n"
    )

    assert findings == []
    assert [(term.term, term.aliases) for term in terms] == [("MASH", ("the hub",))]


def test_a_fault_in_the_glossary_stands_in_its_own_file() -> None:
    terms, findings = parse_glossary("glossary:\n  - {trem: MASH}\n")

    assert terms == ()
    assert [str(finding.place) for finding in findings] == ["glossary.yaml:2:6"]
