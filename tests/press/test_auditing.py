"""The e-mails of a bulletin are audited, and each fault is told where it was written."""

from pathlib import Path

import pytest

from ebulletin.audit.support.clients import read_mix, usual_mix
from ebulletin.findings import Finding, Severity
from ebulletin.press.auditing import AuditedBulletin, audit_bulletin
from ebulletin.press.errors import (
    UnknownBulletinError,
    UnknownVariantError,
    UnsoundBulletinError,
)
from ebulletin.workspace import open_workspace

LANTERN = "2026-09-lantern"
ITEM = "items/updates/inspection-letter.md"
EDITIONS = (
    LANTERN, "2026-autumn-newsletter", "2026-10-cluster", "2026-11-network", "2027-01-cluster",
)  # fmt: skip


def audited(workspace: Path, slug: str = LANTERN, **shares: float) -> AuditedBulletin:
    mix = read_mix(shares) if shares else usual_mix()
    return audit_bulletin(open_workspace(workspace), slug, mix)


def add_line(workspace: Path, line: str, name: str = ITEM) -> int:
    """Adds a paragraph to an item; gives the number of its line."""
    path = workspace / name
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n\n{line}\n", encoding="utf-8", newline="\n")
    return text.count("\n") + 3


def of(found: AuditedBulletin, code: str) -> list[Finding]:
    return [each for each in found.report.findings if each.code == code]


@pytest.mark.parametrize("slug", EDITIONS)
def test_the_editions_hold_nothing_but_hints(slug: str, workspace: Path) -> None:
    found = audited(workspace, slug)

    told = [each for each in found.report.findings if each.severity is not Severity.HINT]
    assert [str(each) for each in told] == []


def test_a_fault_in_an_item_is_told_at_the_item_s_own_line(workspace: Path) -> None:
    line = add_line(workspace, "The letter is [here](https://esscp.example.org/letter) at last.")

    (finding,) = of(audited(workspace), "LNK103")

    assert (finding.place.path, finding.place.line) == (ITEM, line)
    assert finding.place.column > 1
    assert "email.html" not in finding.message


def test_an_address_is_found_by_the_words_of_its_link(workspace: Path) -> None:
    line = add_line(workspace, "Read the [old rules](http://esscp.example.org/rules).")

    (finding,) = of(audited(workspace), "LNK111")

    assert (finding.place.path, finding.place.line) == (ITEM, line)


def test_a_fault_in_a_picture_is_told_at_the_item_that_places_it(workspace: Path) -> None:
    picture = next((workspace / "items").rglob("*.png"))
    name = picture.relative_to(workspace / "items").as_posix()
    path = workspace / ITEM
    head = f"images:\n  - {{file: {name}, alt: IMG_2041.png}}\nstatus: ready"
    text = path.read_text(encoding="utf-8").replace("status: ready", head)
    path.write_text(text, encoding="utf-8", newline="\n")

    told = of(audited(workspace), "IMG103")

    assert [each.place.path for each in told] == [ITEM]


def test_what_a_template_wrote_is_told_with_its_place_in_the_e_mail(workspace: Path) -> None:
    part = workspace / "templates/lantern/masthead.mjml.j2"
    text = part.read_text(encoding="utf-8")
    wrong = '<mj-section><mj-column><mj-text><a href="#">Go</a></mj-text></mj-column></mj-section>'
    marked = text.replace("{% endmacro %}", f"{wrong}{{% endmacro %}}", 1)
    part.write_text(marked if marked != text else text + wrong, encoding="utf-8", newline="\n")

    (finding,) = of(audited(workspace), "LNK101")

    assert finding.place.path == f"bulletins/{LANTERN}.yaml"
    assert "(email.html:" in finding.message


def test_what_holds_in_all_variants_is_told_once(workspace: Path) -> None:
    found = audited(workspace)

    (finding,) = of(found, "AUD202")

    assert finding.variant is None
    assert len(found.variants) == 2


def test_what_holds_in_one_variant_names_it(workspace: Path) -> None:
    professional = "items/updates/advice-before-referral.md"
    path = workspace / professional
    text = path.read_text(encoding="utf-8").replace(
        "distribution: public", "distribution: professional"
    )
    path.write_text(text, encoding="utf-8", newline="\n")
    add_line(workspace, "The form is [here](https://esscp.example.org/form).", professional)

    (finding,) = of(audited(workspace), "LNK103")

    assert finding.variant == "professional"


def test_an_item_s_reason_to_ignore_a_check_holds_here_too(workspace: Path) -> None:
    add_line(workspace, "The letter is [here](https://esscp.example.org/letter) at last.")
    path = workspace / ITEM
    ignore = "ignore:\n  - {code: LNK103, why: The partners asked for this word.}\n"
    text = path.read_text(encoding="utf-8").replace("ignore:\n", ignore)
    path.write_text(text, encoding="utf-8", newline="\n")

    found = audited(workspace)

    assert of(found, "LNK103") == []
    assert [each.finding.code for each in found.report.ignored if each.finding.code == "LNK103"]


def test_the_mix_decides_what_counts(workspace: Path) -> None:
    assert of(audited(workspace, apple=100), "AUD202") == []
    assert of(audited(workspace, outlook=100), "AUD202") != []


def test_own_pictures_are_weighed_and_are_no_strangers(workspace: Path) -> None:
    found = audited(workspace)

    assert all(each.audit.email.pictures for each in found.variants)
    assert of(found, "AUD303") == []


def test_a_bulletin_that_is_too_long_names_its_heaviest_items(workspace: Path) -> None:
    add_line(workspace, "\n\n".join([f"Line {n} of a very long letter." for n in range(900)]))

    found = of(audited(workspace), "SIZ102") or of(audited(workspace), "SIZ101")

    assert "; the heaviest items: inspection-letter (" in found[0].message


def test_a_bulletin_that_is_not_there_is_refused(workspace: Path) -> None:
    with pytest.raises(UnknownBulletinError, match="2026-09-lantern"):
        audited(workspace, "2026-09-lanter")


def test_a_variant_that_is_not_there_is_refused(workspace: Path) -> None:
    with pytest.raises(UnknownVariantError):
        audit_bulletin(open_workspace(workspace), LANTERN, usual_mix(), "parents")


def test_a_bulletin_with_a_locked_error_is_not_audited(workspace: Path) -> None:
    path = workspace / ITEM
    head = "images:\n  - {file: without-alt.png}\nstatus: ready"
    text = path.read_text(encoding="utf-8").replace("status: ready", head)
    path.write_text(text, encoding="utf-8", newline="\n")

    with pytest.raises(UnsoundBulletinError):
        audited(workspace)
