"""Who left, as mailing tools and mailboxes list them."""

from pathlib import Path

import pytest

from ebulletin.recipients.leaving import read_leaving
from ebulletin.recipients.rows import UnreadableFileError


@pytest.mark.parametrize(
    ("text", "addresses", "unread"),
    [
        ("ann@a.example.org\nBob@B.example.org\n", ("ann@a.example.org", "bob@b.example.org"), ()),
        (
            "Email Address,Unsubscribe Time\nann@a.example.org,2026-11-02\n",
            ("ann@a.example.org",), (),
        ),
        (
            "Campaign owner,Email\nowner@us.example.org,ann@a.example.org\n",
            ("ann@a.example.org",), (),
        ),
        ("email;left\nann@a.example.org;yes\nnobody;yes\n;\n", ("ann@a.example.org",), (3,)),
        ("2/11/2026,ann@a.example.org\n", ("ann@a.example.org",), ()),
        ("ann@a.example.org,bob@b.example.org\n", (), (1,)),
        ("email\nann@a.example.org\nANN@a.example.org\n", ("ann@a.example.org",), ()),
        ('email\n"Ann <ann@a.example.org>"\n', ("ann@a.example.org",), ()),
        ("email,left\n", (), ()),
    ],
)  # fmt: skip
def test_addresses_are_read_and_what_cannot_be_is_told(
    text: str, addresses: tuple[str, ...], unread: tuple[int, ...], tmp_path: Path
) -> None:
    file = tmp_path / "left.csv"
    file.write_text(text, encoding="utf-8")

    found = read_leaving(file)

    assert (found.addresses, found.unread) == (addresses, unread)


def test_a_file_that_is_no_sheet_is_told_and_nobody_is_taken_from_it(tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")

    with pytest.raises(UnreadableFileError, match="a picture"):
        read_leaving(file)
