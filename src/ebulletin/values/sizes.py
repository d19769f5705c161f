"""What a file is, in the words that stand after a link to it."""

from pathlib import PurePosixPath

_NAMES = {
    "doc": "Word",
    "docx": "Word",
    "odp": "OpenDocument slides",
    "ods": "OpenDocument spreadsheet",
    "odt": "OpenDocument",
    "ppt": "PowerPoint",
    "pptx": "PowerPoint",
    "xls": "Excel",
    "xlsx": "Excel",
}
_KB, _MB = 1000, 1_000_000  # as file managers on macOS and most download pages count


def describe_file(file: str, size_in_bytes: int) -> str:
    """`PDF, 180 KB`: the format by the file's ending, and its size."""
    ending = PurePosixPath(file).suffix.removeprefix(".").lower()
    name = _NAMES.get(ending, ending.upper())
    size = size_words(size_in_bytes)
    return f"{name}, {size}" if name else size


def size_words(size_in_bytes: int) -> str:
    """`180 KB`, `2 MB`, `2.4 MB`: never less than 1 KB, one decimal place over a megabyte."""
    if size_in_bytes < _MB - _KB // 2:
        return f"{max(1, round(size_in_bytes / _KB))} KB"
    return f"{size_in_bytes / _MB:.1f}".removesuffix(".0") + " MB"
