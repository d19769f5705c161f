"""`ebulletin export` as an officer runs it."""

import json
from pathlib import Path

from acceptance_types import Run

SLUG = "2026-09-lantern"


def test_before_sign_off_the_command_says_what_to_do(ebulletin: Run, workspace: Path) -> None:
    done = ebulletin("export", SLUG, "--for", "mailchimp", cwd=workspace)

    assert done.returncode == 1
    assert "Nobody has approved" in done.stderr
    assert "--draft" in done.stderr
    assert not (workspace / "out").exists()


def test_after_sign_off_it_names_every_file_to_take_along(ebulletin: Run, workspace: Path) -> None:
    approved = ebulletin("approve", SLUG, "--as", "Owen Tansley", "--yes", cwd=workspace)

    done = ebulletin("export", SLUG, "--for", "mailchimp", "--variant", "public", cwd=workspace)

    assert approved.returncode == 0, approved.stderr
    assert done.returncode == 0, done.stderr
    named = [line.strip() for line in done.stdout.splitlines() if line.startswith("  out")]
    assert named
    assert all((workspace / line.split("  ")[0]).exists() for line in named)
    folder = workspace / "out/exports" / SLUG / "mailchimp" / "public"
    assert json.loads((folder / "manifest.json").read_text())["status"] == "approved"
    steps = (folder / "IMPORT-STEPS.txt").read_bytes().decode()
    assert "\r\n1. In Mailchimp choose" in steps
    assert "Approved by Owen Tansley" in steps


def test_a_tool_that_needs_pictures_on_the_web_says_how(ebulletin: Run, workspace: Path) -> None:
    refused = ebulletin("export", SLUG, "--for", "govdelivery", "--draft", cwd=workspace)
    done = ebulletin(
        "export", SLUG, "--for", "govdelivery", "--draft", "--check-only",
        "--images-at", "https://images.esscp.example.org", cwd=workspace,
    )  # fmt: skip

    assert refused.returncode == 1
    assert "--images-at https://" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert "Nothing was written" in done.stdout
    assert not (workspace / "out").exists()


def test_tools_and_fields_can_be_looked_up_without_a_bulletin(ebulletin: Run) -> None:
    tools = ebulletin("export", "--list-tools")
    fields = ebulletin("export", "--fields", "campaign-monitor")
    wrong = ebulletin("export", "--fields", "campaign")

    assert tools.returncode == 0
    assert "outlook-paste" in tools.stdout
    assert fields.returncode == 0
    assert "[firstname,fallback=words]" in fields.stdout
    assert wrong.returncode == 1
    assert "--list-tools" in wrong.stderr


def test_an_address_of_pictures_must_be_a_safe_one(ebulletin: Run, workspace: Path) -> None:
    done = ebulletin(
        "export", SLUG, "--for", "brevo", "--draft", "--images-at", "http://x", cwd=workspace
    )

    assert done.returncode == 2
    assert "https://" in done.stderr
