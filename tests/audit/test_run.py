"""Bad e-mails are caught with code and line, and good ones leave an audit silent."""

import base64
from pathlib import Path

import pytest

from ebulletin.audit.load import load_email, read_email
from ebulletin.audit.model import Email
from ebulletin.audit.run import MOST_OF_A_KIND, audit, catalogue
from ebulletin.audit.support.clients import usual_mix
from ebulletin.findings import Finding, Severity

HERE = Path(__file__).parent
PLAIN = (HERE / "good/plain.html").read_text(encoding="utf-8")
PARAGRAPH = "<p>Please replace the poster in your staff room, and tell your colleagues.</p>"


def cases() -> list[tuple[str, int, list[str]]]:
    lines = (HERE / "bad.txt").read_text(encoding="utf-8").splitlines()[1:]
    found = []
    for line in lines:
        where, *codes = line.split()
        name, _, number = where.partition(":")
        found.append((name, int(number), codes))
    return found


def findings(email: Email) -> list[Finding]:
    return audit(email, usual_mix()).findings


def findings_in(html: str) -> list[Finding]:
    return findings(read_email(html.encode(), "email.html"))


def codes(found: list[Finding]) -> list[str]:
    return sorted(each.code for each in found)


def test_there_are_enough_of_each() -> None:
    assert len(cases()) == len(list((HERE / "bad").iterdir())) >= 60
    assert len(list((HERE / "good").iterdir())) >= 20


@pytest.mark.parametrize(("name", "line", "expected"), cases(), ids=str)
def test_a_bad_e_mail_is_caught_with_its_code_and_line(
    name: str, line: int, expected: list[str]
) -> None:
    found = findings(load_email(HERE / "bad" / name))

    assert codes(found) == sorted(expected)
    assert line in [each.place.line for each in found if each.code == expected[0]]


@pytest.mark.parametrize("path", sorted((HERE / "good").iterdir()), ids=lambda path: path.name)
def test_a_good_e_mail_leaves_an_audit_silent(path: Path) -> None:
    found = findings(load_email(path))

    assert [str(each) for each in found] == []


def test_every_rule_has_a_bad_e_mail_or_a_test_of_its_own() -> None:
    made_here = {"SIZ101", "SIZ102", "SIZ105", "IMG104", "AUD206", "AUD302"}

    caught = {code for _, _, expected in cases() for code in expected}

    assert set(catalogue()) - caught == made_here


def test_an_e_mail_over_the_limit_is_told_at_the_line_where_gmail_cuts() -> None:
    html = PLAIN.replace(PARAGRAPH, "\n".join([PARAGRAPH] * 1400))
    cut = html.encode()[:102_400].count(b"\n") + 1

    found = findings_in(html)

    assert codes(found) == ["SIZ102"]
    assert (found[0].severity, found[0].place.line) == (Severity.ERROR, cut)


def test_an_e_mail_near_the_limit_is_a_warning() -> None:
    html = PLAIN.replace(PARAGRAPH, "\n".join([PARAGRAPH] * 1100))

    found = findings_in(html)

    assert [(each.code, each.severity) for each in found] == [("SIZ101", Severity.WARNING)]


def test_bytes_count_and_not_letters() -> None:
    html = PLAIN.replace(PARAGRAPH, f"<p>{'é' * 52_000}</p>")

    assert "SIZ102" in codes(findings_in(html))


def test_a_heavy_picture_in_the_code_is_told() -> None:
    packed = base64.b64encode(bytes(220 * 1024)).decode()
    image = f'<p><img src="data:image/png;base64,{packed}" alt="The new poster"></p>'

    found = findings_in(PLAIN.replace(PARAGRAPH, image))

    assert codes(found) == ["AUD201", "IMG104", "SIZ102"]


def test_a_message_of_over_ten_megabytes_is_told() -> None:
    whole = (HERE / "good/mail-in-layers.eml").read_bytes()
    heavy = whole.replace(b"JVBERi0=", base64.encodebytes(bytes(8 * 1024 * 1024)))

    found = findings(read_email(heavy, "mail.eml"))

    assert codes(found) == ["SIZ105"]


def test_tags_nested_without_need_are_told_once() -> None:
    deep = "<div>" * 250 + "Poster" + "</div>" * 250

    found = findings_in(PLAIN.replace(PARAGRAPH, deep))

    assert codes(found) == ["AUD206"]


def test_a_fault_that_stands_everywhere_is_told_a_few_times_and_then_counted() -> None:
    html = PLAIN.replace(PARAGRAPH, '<img src="https://esscp.example.org/a.png">\n' * 500)

    found = [each for each in findings_in(html) if each.code == "A11105"]

    assert len(found) == MOST_OF_A_KIND
    assert "there are 475 more of this kind" in found[-1].message


def test_messages_are_sentences_that_say_what_to_do() -> None:
    for name, _, _ in cases():
        for each in findings(load_email(HERE / "bad" / name)):
            assert each.help.endswith("."), each
            assert not each.message.endswith("."), each
            assert "None" not in each.message, each
