"""`ebulletin audit` and `build --summary`, as an officer runs them."""

import json
import re
from pathlib import Path

from acceptance_types import Run
from json_schema import broken

TESTS = Path(__file__).parents[1] / "audit"
GOOD, BAD = TESTS / "good", TESTS / "bad"
LANTERN = "2026-09-lantern"


def test_a_bulletin_without_errors_ends_well_and_says_what_it_stands_on(
    workspace: Path, ebulletin: Run
) -> None:
    done = ebulletin("audit", LANTERN, "--variant", "public", cwd=workspace)

    assert done.returncode == 0, done.stdout
    assert re.search(r"public: \d+\.\d KB of HTML; Gmail cuts at 100 KB\.", done.stderr)
    assert "caniemail.com, as of 9 September 2025" in done.stderr
    assert "an estimate of your readers' mail programs" in done.stderr


def test_a_file_needs_no_workspace(tmp_path: Path, ebulletin: Run) -> None:
    good = ebulletin("audit", str(GOOD / "plain.html"), cwd=tmp_path)
    bad = ebulletin("audit", str(BAD / "grey-on-white.html"), cwd=tmp_path)

    assert (good.returncode, good.stdout) == (0, "")
    assert "A person must still read it" in good.stderr
    assert bad.returncode == 1
    assert re.search(r"grey-on-white\.html:19:\d+: A11101 error ", bad.stdout)
    assert "\n  help: Make the words darker" in bad.stdout
    assert "Found 1 error." in bad.stderr


def test_a_message_is_audited_and_its_html_can_be_saved(tmp_path: Path, ebulletin: Run) -> None:
    packed = BAD / "mail-packed-grey.eml"

    done = ebulletin("audit", str(packed), "--save-html", "page.html", cwd=tmp_path)

    assert done.returncode == 1
    assert "(HTML part):19:" in done.stdout
    assert "lines count within it, unpacked" in done.stderr
    line = (tmp_path / "page.html").read_text(encoding="utf-8").split("\n")[18]
    assert "#999999" in line


def test_warnings_are_errors_where_that_is_asked_for(tmp_path: Path, ebulletin: Run) -> None:
    file = str(BAD / "link-here.html")

    assert ebulletin("audit", file, cwd=tmp_path).returncode == 0
    assert ebulletin("audit", file, "--strict", cwd=tmp_path).returncode == 1
    assert ebulletin("audit", file, "--strict", "--ignore", "LNK", cwd=tmp_path).returncode == 0


def test_only_the_codes_that_are_wanted_are_shown(tmp_path: Path, ebulletin: Run) -> None:
    file = str(BAD / "field-without-label.html")

    chosen = ebulletin("audit", file, "--select", "aud2", cwd=tmp_path)
    misspelt = ebulletin("audit", file, "--select", "AUF", cwd=tmp_path)

    assert re.findall(r": ([A-Z]+\d+) ", chosen.stdout) == ["AUD201"]
    assert chosen.returncode == 0
    assert misspelt.returncode == 2
    assert "No rule of an audit has the code 'AUF'" in misspelt.stderr


def test_the_readers_programs_are_named_or_taken_from_the_workspace(
    workspace: Path, ebulletin: Run
) -> None:
    file = str(BAD / "flex-columns.html")
    settings = workspace / "partnership.yaml"
    text = re.sub(r"(?m)^delivery:.*\n(?:[ #].*\n|\n)*", "", settings.read_text(encoding="utf-8"))
    told = "\ndelivery: {client_mix: {apple: 90, outlook.windows: 10}}\n"
    settings.write_text(text + told, encoding="utf-8", newline="\n")

    named = ebulletin("audit", file, "--clients", "outlook.windows=40,gmail=60", cwd=workspace)
    taken = ebulletin("audit", file, cwd=workspace)
    wrong = ebulletin("audit", file, "--clients", "outlok=40", cwd=workspace)
    broken_share = ebulletin("audit", file, "--clients", "outlook", cwd=workspace)

    assert "left out for 40% of the readers" in named.stdout
    assert "left out for 10% of the readers" in taken.stdout
    assert "the mail programs that were named" in taken.stderr
    assert wrong.returncode == 2
    assert "Did you mean 'outlook'?" in wrong.stderr
    assert broken_share.returncode == 2


def test_the_report_for_programs_fits_its_schema(workspace: Path, ebulletin: Run) -> None:
    schema = json.loads(ebulletin("schema", "audit", cwd=workspace).stdout)

    reports = []
    for name in (LANTERN, str(BAD / "flex-columns.html")):
        done = ebulletin("audit", name, "--format", "json", cwd=workspace)
        reports.append(json.loads(done.stdout))

        assert broken(reports[-1], schema) == []
        assert reports[-1]["evidence"]["date"] == "2025-09-09"
        assert reports[-1]["evidence"]["is_assumed"] is True
        assert done.stderr == ""
    (email,) = reports[-1]["emails"]
    assert email["support"][0]["feature"] == "css-display-flex"
    assert email["support"][0]["line"] == 19


def test_what_cannot_be_audited_is_refused_in_plain_words(tmp_path: Path, ebulletin: Run) -> None:
    (tmp_path / "words.txt").write_text("Dear all", encoding="utf-8")
    (tmp_path / "book.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "folder").mkdir()

    for name, code, words in (
        ("words.txt", 1, "holds no HTML"),
        ("book.pdf", 1, "is a PDF, not an e-mail"),
        ("folder", 2, "is a folder"),
        ("gone.eml", 2, "There is no file 'gone.eml'"),
    ):
        done = ebulletin("audit", name, cwd=tmp_path)

        assert (done.returncode, done.stdout) == (code, ""), name
        assert words in done.stderr


def test_who_waits_is_told_why(tmp_path: Path, ebulletin: Run) -> None:
    (tmp_path / "long.html").write_text("<p>" + "word " * 500_000, encoding="utf-8")

    done = ebulletin("audit", "long.html", cwd=tmp_path)

    assert "2 MB of HTML; that takes a while." in done.stderr
    assert "SIZ102 error" in done.stdout


def test_a_bulletin_needs_a_workspace_and_a_name_that_is_there(
    workspace: Path, tmp_path: Path, ebulletin: Run
) -> None:
    outside = ebulletin("audit", LANTERN, cwd=tmp_path)
    unknown = ebulletin("audit", "2026-09-lanter", cwd=workspace)
    by_path = ebulletin("audit", f"bulletins/{LANTERN}.yaml", "--select", "SIZ", cwd=workspace)

    assert outside.returncode != 0
    assert (unknown.returncode, by_path.returncode) == (2, 0)
    assert "Did you mean '2026-09-lantern'?" in unknown.stderr


def test_a_build_says_what_each_item_takes(workspace: Path, ebulletin: Run) -> None:
    done = ebulletin("build", LANTERN, "--variant", "public", "--summary", cwd=workspace)

    assert done.returncode == 0, done.stderr
    table = done.stdout.partition("bytes of the e-mail")[2]
    rows = re.findall(r"^ *([\d,]+) +[\d.]+%  (.+)$", table, re.MULTILINE)
    sizes = [int(size.replace(",", "")) for size, _ in rows]
    assert rows[0][1] == "phone-lines-changeover"
    assert sum(sizes[:-1]) == sizes[-1]
    built = workspace / f"out/{LANTERN}/public/email.html"
    assert sizes[-1] == built.stat().st_size


def test_every_rule_of_an_audit_is_explained(tmp_path: Path, ebulletin: Run) -> None:
    own = ebulletin("explain", "aud204", cwd=tmp_path)
    shared = ebulletin("explain", "A11101", cwd=tmp_path)

    assert own.stdout.startswith("AUD204 condition-broken (error), in `ebulletin audit`")
    assert "A11101 contrast (error)\n" in shared.stdout
    assert "A11101 contrast (error), in `ebulletin audit`" in shared.stdout
    assert "WCAG 2.2, 1.4.3" in shared.stdout
