"""Lists of recipients that lie where they should not."""

import subprocess
from pathlib import Path

from ebulletin.workspace.lists import stray_lists, tracked_lists


def write(root: Path, path: str, text: str = "email,segments\n") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def test_a_list_that_git_tracks_is_found_and_the_sample_is_not(tmp_path: Path) -> None:
    write(tmp_path, "recipients/sample.csv")
    write(tmp_path, "recipients/leads.csv")
    write(tmp_path, "recipients/not-tracked.csv")
    write(tmp_path, "recipients/.key", "secret")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "recipients/sample.csv", "recipients/leads.csv", "recipients/.key")

    assert tracked_lists(tmp_path) == ("recipients/.key", "recipients/leads.csv")


def test_a_folder_without_git_tracks_nothing(tmp_path: Path) -> None:
    write(tmp_path, "recipients/leads.csv")

    assert tracked_lists(tmp_path) == ()


def test_a_list_among_the_content_is_found_by_its_email_column(tmp_path: Path) -> None:
    write(tmp_path, "leads.csv", "Name;E-Mail;School\n")
    write(tmp_path, "items/assets/people.csv", '\ufeff"email","name"\n')
    write(tmp_path, "bulletins/figures.csv", "month,calls\n")
    write(tmp_path, "recipients/leads.csv")

    assert stray_lists(tmp_path) == ("leads.csv", "items/assets/people.csv")


def test_a_column_of_addresses_by_another_name_is_found(tmp_path: Path) -> None:
    write(tmp_path, "heads.csv", "School\tWork email\nFenwold\thead@fenwold.example.org\n")
    write(tmp_path, "parents.tsv", "Mail\nnoor@mail.example.org\n")
    write(tmp_path, "post.csv", "Mail,Parcels\n12,4\n")
    (tmp_path / "excel.csv").write_bytes("E-mail Address\tName\nx@a.test\tX\n".encode("utf-16"))

    assert stray_lists(tmp_path) == ("excel.csv", "heads.csv", "parents.tsv")
