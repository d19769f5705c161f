"""The list of bulletins, and the people to read as."""

from pathlib import Path

from ebulletin.preview.listing import newest, people_in, shown
from ebulletin.workspace import open_workspace


def test_bulletins_are_listed_the_newest_first_with_what_they_hold(root: Path) -> None:
    found = shown(open_workspace(root))

    days = [each.day for each in found.bulletins]
    assert days == sorted(days, reverse=True)
    autumn = next(each for each in found.bulletins if each.slug == "2026-autumn-newsletter")
    assert autumn.title == "ESSCP Newsletter, Autumn 2026"
    assert autumn.day_words == "Thursday 22 October 2026"
    assert autumn.variants == ("professional", "public")
    assert "The call that somebody makes afterwards" in autumn.items
    assert found.titles["mash"] == "Multi-Agency Safeguarding Hub"


def test_a_bulletin_that_cannot_be_read_is_listed_as_such(workspace: Path) -> None:
    (workspace / "bulletins/broken.yaml").write_text("series: [\n", encoding="utf-8")

    found = shown(open_workspace(workspace))

    assert [each.slug for each in found.bulletins if not each.is_readable] == ["broken"]


def test_the_newest_bulletin_is_found(root: Path, tmp_path: Path) -> None:
    assert newest(open_workspace(root)) == "2027-01-cluster"

    (tmp_path / "partnership.yaml").write_text("name: Nobody\n", encoding="utf-8")
    assert newest(open_workspace(tmp_path)) == ""


def test_people_are_those_of_the_sample_without_their_addresses(root: Path) -> None:
    people = people_in(root)

    head = next(each for each in people if each.name.startswith("Winifred"))
    assert head.name == "Winifred Astley, Head teacher, Fenwold Primary School"
    assert head.fields["first_name"] == "Winifred"
    assert all("email" not in each.fields for each in people)


def test_no_other_list_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "recipients"
    folder.mkdir()
    (folder / "autumn.csv").write_text("email,first_name\na@example.org,Ann\n", encoding="utf-8")
    assert people_in(tmp_path) == ()

    (folder / "sample.csv").symlink_to(folder / "autumn.csv")
    assert people_in(tmp_path) == ()
