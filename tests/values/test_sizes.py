"""What a file is, in words."""

import pytest

from ebulletin.values.sizes import describe_file


@pytest.mark.parametrize(
    ("file", "size_in_bytes", "words"),
    [
        ("desk-card.pdf", 180_400, "PDF, 180 KB"),
        ("minutes/notes.docx", 12, "Word, 1 KB"),
        ("list.xlsx", 999_499, "Excel, 999 KB"),
        ("film.mp4", 999_600, "MP4, 1 MB"),
        ("slides.pptx", 2_400_000, "PowerPoint, 2.4 MB"),
        ("README", 2_000, "2 KB"),
    ],
)
def test_a_file_is_told_by_format_and_size(file: str, size_in_bytes: int, words: str) -> None:
    assert describe_file(file, size_in_bytes) == words
