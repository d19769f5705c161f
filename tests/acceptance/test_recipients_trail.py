"""The law's trail as officers and auditors meet it: the real commands, in the demonstration."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from acceptance_types import Run

HAS_GIT = shutil.which("git") is not None
ASTLEY = "w.astley@fenwold-primary.example.org"
NOOR = "noor.one@mail.example.org"
LEFT = "j.hollis@dunnock-primary.example.org"


def recipients(
    ebulletin: Run, workspace: Path, *words: str, status: int = 0, answers: str = ""
) -> str:
    """Run a command about recipients, and give what it printed on both channels."""
    done = ebulletin("recipients", *words, cwd=workspace, answers=answers)
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--segment", "schools", "--where", "district=Fenwold,Ostley", "--counts"],
        ["who", "2027-01-cluster"],
        ["why", ASTLEY],
        ["suppress", "hello@tarnsideyouth.example.org", "--why", "Asked by phone"],
        ["export", "--for", "mailchimp", "--bulletin", "2026-09-lantern"],
        ["review", "--on", "2027-09-15"],
        ["forget", NOOR, "--yes"],
    ],
    ids=lambda words: words[0],
)
def test_the_example_in_the_help_works(words: list[str], workspace: Path, ebulletin: Run) -> None:
    shown = ebulletin("recipients", words[0], "--help", cwd=workspace).stdout
    example = " ".join(f'"{word}"' if " " in word else word for word in words if word != "--yes")

    assert example in " ".join(shown.split())
    recipients(ebulletin, workspace, *words)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--counts"],
        ["list", "--json"],
        ["who", "2026-09-lantern"],
        ["who", "2026-09-lantern", "--json"],
        ["review", "--on", "2028-01-01"],
        ["export", "--for", "notify"],
    ],
)
def test_addresses_and_names_are_shown_only_where_they_are_asked_for(
    words: list[str], workspace: Path, ebulletin: Run
) -> None:
    printed = recipients(ebulletin, workspace, *words)

    assert "@" not in printed
    assert "Astley" not in printed
    if words[0] != "export":
        assert ASTLEY in recipients(ebulletin, workspace, *words, "--show")


def test_who_gets_what_is_counted_by_variant_segment_and_reason(
    workspace: Path, ebulletin: Run
) -> None:
    found = json.loads(
        ebulletin("recipients", "who", "2027-01-cluster", "--json", cwd=workspace).stdout
    )

    assert found["variants"] == {"dsl": 3, "schools": 1, "public": 0}
    assert found["left_out"] == {
        "in no segment that it is for": 8, "opted out": 1, "bounced": 1,
    }  # fmt: skip
    assert {each["code"] for each in found["findings"]} == {"SAF120"}


def test_an_event_with_a_price_is_pointed_out_with_its_readers(
    workspace: Path, ebulletin: Run
) -> None:
    printed = recipients(ebulletin, workspace, "who", "2026-autumn-newsletter")

    assert "costs £35, and 11 of its 12 readers did not ask for the bulletin" in printed


def test_the_trail_of_an_address_is_told(workspace: Path, ebulletin: Run) -> None:
    recipients(ebulletin, workspace, "suppress", ASTLEY, "--why", "Asked by phone")
    recipients(ebulletin, workspace, "undo")

    told = recipients(ebulletin, workspace, "why", ASTLEY.upper())

    assert "Source: Cluster meeting sign-in sheet" in told
    assert "Lawful basis: public task" in told
    assert "Last confirmed: 2 September 2026" in told
    assert re.search(r"suppressed, by \S+: Asked by phone \(taken back later\)", told)


def test_who_left_is_in_no_export_and_no_audience(workspace: Path, ebulletin: Run) -> None:
    recipients(ebulletin, workspace, "suppress", ASTLEY, "--why", "Left")

    recipients(ebulletin, workspace, "export", "--for", "brevo")
    found = recipients(ebulletin, workspace, "who", "2026-09-lantern", "--show")

    written = "".join(
        file.read_text(encoding="utf-8") for file in workspace.glob("recipients/exports/*.csv")
    )
    assert ASTLEY not in written
    assert LEFT not in written
    assert "partnerships@larkvalley.example.org" in written
    assert f"{ASTLEY}  on the suppression list Left on" in found


def test_a_suppression_survives_the_next_import(workspace: Path, ebulletin: Run) -> None:
    sheet = workspace / "recipients/sample.csv"
    shutil.copy2(sheet, workspace / "return.csv")
    recipients(ebulletin, workspace, "suppress", ASTLEY, "--why", "Left")

    recipients(ebulletin, workspace, "import", "return.csv", "--list", "heads")
    sheet.unlink()

    found = recipients(ebulletin, workspace, "who", "2026-09-lantern", "--show")
    assert NOOR in found
    for each, reason in ((ASTLEY, "Left"), (LEFT, "opted out")):
        assert each not in found
        told = recipients(ebulletin, workspace, "why", each)
        assert re.search(rf"Nothing is sent to it since [^:]+: {reason}", told)


def test_who_was_forgotten_is_never_imported_again(workspace: Path, ebulletin: Run) -> None:
    shutil.copy2(workspace / "recipients/sample.csv", workspace / "return.csv")
    recipients(ebulletin, workspace, "forget", NOOR, "--yes", status=1)

    recipients(ebulletin, workspace, "import", "return.csv", "--list", "heads")

    assert NOOR not in (workspace / "recipients/heads.csv").read_text(encoding="utf-8")
    assert "is on no list" in recipients(ebulletin, workspace, "why", NOOR)


def test_forgetting_asks_first_and_tells_what_only_a_person_can_change(
    workspace: Path, ebulletin: Run
) -> None:
    sample = workspace / "recipients/sample.csv"
    before = sample.read_bytes()
    (workspace / "return.csv").write_bytes(before)

    cancelled = recipients(ebulletin, workspace, "forget", NOOR, status=3, answers="n\n")
    unchanged = sample.read_bytes()
    told = recipients(ebulletin, workspace, "forget", NOOR, status=1, answers="y\n")

    assert "Nothing was changed" in cancelled
    assert unchanged == before
    assert "recipients/sample.csv: 1 row taken out" in told
    assert "These files still hold it, and only you can change them:\n  return.csv" in told


def test_who_left_by_a_tool_is_taken_in(workspace: Path, ebulletin: Run) -> None:
    (workspace / "left.csv").write_text(
        f"Email Address,Unsubscribe Time\n{ASTLEY},2026-11-02\nnobody,2026-11-02\n",
        encoding="utf-8",
    )

    told = recipients(ebulletin, workspace, "unsubscribe", "--from", "left.csv", status=1)

    assert "1 person will not be written to again." in told
    assert "No single address could be read in row 3." in told
    assert "Nothing is sent to it" in recipients(ebulletin, workspace, "why", ASTLEY)


def test_a_lost_key_stops_everything_in_plain_words(workspace: Path, ebulletin: Run) -> None:
    recipients(ebulletin, workspace, "suppress", ASTLEY, "--why", "Left")
    (workspace / "recipients/.key").unlink()

    for words in (["who", "2026-09-lantern"], ["export", "--for", "brevo"], ["list"],
                  ["suppress", NOOR, "--why", "Left"], ["why", NOOR]):  # fmt: skip
        told = recipients(ebulletin, workspace, *words, status=1)
        assert "recipients/.key is missing" in told
        assert "from a backup" in told
    assert not (workspace / "recipients/.key").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["suppress", "nobody", "--why", "x"], "there is no @ in it"),
        (["suppress", ASTLEY, "--why", " "], "Say in a few words why"),
        (["suppress", ASTLEY, "--why", "x", "--series", "lanten"], "Did you mean 'lantern'"),
        (["suppress", ASTLEY, "--why", "x", "--on", "soon"], "--on"),
        (["list", "--segment", "dls"], "Did you mean 'dsl'"),
        (["list", "--where", "district"], "is no condition"),
        (["list", "--where", "distrct=Fenwold"], "Did you mean 'district'"),
        (["list", "--list", "heads"], "There is no list 'heads'"),
        (["who", "2026-09-lanten"], "Did you mean '2026-09-lantern'"),
        (["export", "--for", "mailchip"], "Did you mean 'mailchimp'"),
        (["review", "--name-server", "127.0.0.1"], "--name-server goes with --domains"),
        (["review", "--domains", "--name-server", "dns"], "no name server"),
        (["forgot", NOOR], "Did you mean `ebulletin recipients forget`?"),
    ],
)
def test_a_slip_is_told_with_what_to_type_and_changes_nothing(
    words: list[str], told: str, workspace: Path, ebulletin: Run
) -> None:
    printed = recipients(ebulletin, workspace, *words, status=2)

    assert told in " ".join(printed.split())
    assert [file.name for file in (workspace / "recipients").glob("*.csv")] == ["sample.csv"]


def test_an_archive_exports_nobody(workspace: Path, ebulletin: Run) -> None:
    settings = workspace / "partnership.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("demonstration: yes", "demonstration: archive"), encoding="utf-8"
    )

    assert "no list is exported" in recipients(
        ebulletin, workspace, "export", "--for", "brevo", status=1
    )
    assert not (workspace / "recipients/exports").exists()


@pytest.mark.skipif(not HAS_GIT, reason="needs git")
def test_a_list_that_git_tracks_is_refused_by_check_and_by_the_hook(
    tmp_path: Path, ebulletin: Run
) -> None:
    done = ebulletin("init", "mine", "--yes", "--date", "2026-12-02")
    assert done.returncode == 0, done.stderr
    root = tmp_path / "mine"
    git = ["git", "-c", "user.name=Mara", "-c", "user.email=mara@esscp.example.org"]
    (root / "recipients/heads.csv").write_text("email\nann@fenwold.example.org\n")

    def in_git(*words: str) -> str:
        return subprocess.run(
            [*git, *words], cwd=root, check=True, capture_output=True, text=True
        ).stdout

    in_git("init", "--quiet")
    in_git("add", ".")
    ignored = in_git("ls-files", "recipients")
    clean = ebulletin("check", "--select", "SAF118", cwd=root)
    in_git("add", "--force", "recipients/heads.csv")
    found = ebulletin("check", "--select", "SAF118", cwd=root)

    assert ignored == "recipients/sample.csv\n"
    assert clean.returncode == 0
    assert found.returncode == 1
    assert "SAF118 error the list 'recipients/heads.csv' is tracked by git" in found.stdout
