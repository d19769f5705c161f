"""Text to the bytes of a message: quoted-printable (RFC 2045) and header words (RFC 2047)."""

import re
from binascii import b2a_base64
from collections.abc import Iterator

SOFT_BREAK = b"=\r\n"
"""Ends a line of quoted-printable that goes on below; readers never see it."""

# A line holds at most 76 columns (RFC 2045, 6.7): one for the soft break, two in case that a dot
# or an F at its start is escaped.
_LINE_COLUMNS = 73
_UNSAFE_BYTE = re.compile(rb"[^\x21-\x3c\x3e-\x7e \t]")
_PLAIN_VALUE = re.compile(r"(?!From )[A-Za-z0-9'_,()&;:/@#-][A-Za-z0-9 '_,.()&;:/@#-]{0,71}(?<! )")

# Controls, line and paragraph separators, halves of surrogates, and marks that turn the direction
# of what follows them: a name must not turn the telephone number behind it around.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
)
_BLANKS = re.compile(" {2,}")
# What looks like nothing: a cell that holds only these is empty.
_EDGES = " \u00a0\u200b\u2060\u3000\ufeff"

_PLAIN_HEADER = re.compile(r"[!-~]+(?: [!-~]+)*")
_ENCODED_WORD_BYTES = 42  # 56 columns in base64, with the frame `=?utf-8?b??=` 68 of the 75 allowed
_FOLD_COLUMNS = 76


def one_line(value: str) -> str:
    """A value as it may stand in a message: one line, without controls, trimmed."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip(" ")
    return _BLANKS.sub(" ", _UNPRINTABLE.sub(" ", value)).strip(_EDGES)


def quoted_printable(text: str) -> bytes:
    """Some lines as quoted-printable, every line break a hard one.

    No line begins with a dot (SMTP would double it) or with `From ` (mailboxes would mark it), so
    the bytes need no other pass. It may begin on any fresh line, and be followed by a soft break.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return b"\r\n".join(_encoded_line(line.encode("utf-8", "replace")) for line in lines)


def quoted_value(value: str) -> bytes:
    """A value of one recipient, between soft breaks: what stands beside it never moves.

    The line above has to end in a soft break already; what follows begins on a fresh line.
    """
    if not value:
        return b""
    if _PLAIN_VALUE.fullmatch(value):
        return value.encode("ascii") + SOFT_BREAK
    return _encoded_line(value.encode("utf-8", "replace")) + SOFT_BREAK


def base64_lines(raw: bytes) -> bytes:
    """A file as base64, in lines of 76 columns."""
    return b"".join(
        b2a_base64(raw[start : start + 57], newline=False) + b"\r\n"
        for start in range(0, len(raw), 57)
    )


def header_words(text: str, used_columns: int) -> str:
    """The value of a header that holds words, folded; nothing in it can begin another header.

    Args:
        used_columns: How much of the first line its name, colon and blank take.
    """
    line = one_line(text)
    if _PLAIN_HEADER.fullmatch(line) and "=?" not in line and _folds(line):
        return _folded(line.split(" "), used_columns)
    return _folded(list(_encoded_words(line)), used_columns)


def header_phrase(name: str, used_columns: int) -> str:
    """A display name before an address (RFC 5322, `phrase`)."""
    line = one_line(name)
    if re.fullmatch(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+", line) and "=?" not in line:
        return _folded(line.split(" "), used_columns)
    if line.isascii() and len(line) < _FOLD_COLUMNS - used_columns:
        escaped = line.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return _folded(list(_encoded_words(line)), used_columns)


def _encoded_line(raw: bytes) -> bytes:
    escaped = _UNSAFE_BYTE.sub(_escaped, raw)
    if escaped.endswith((b" ", b"\t")):
        escaped = escaped[:-1] + _hexadecimal(escaped[-1])
    return SOFT_BREAK.join(_guarded(piece) for piece in _pieces(escaped))


def _pieces(escaped: bytes) -> Iterator[bytes]:
    start = 0
    while len(escaped) - start > _LINE_COLUMNS:
        end = start + _LINE_COLUMNS
        # Never inside an escape such as =C3.
        if escaped[end - 1 : end] == b"=":
            end -= 1
        elif escaped[end - 2 : end - 1] == b"=":
            end -= 2
        yield escaped[start:end]
        start = end
    yield escaped[start:]


def _guarded(piece: bytes) -> bytes:
    if piece.startswith((b".", b"From ")):
        return _hexadecimal(piece[0]) + piece[1:]
    return piece


def _escaped(found: re.Match[bytes]) -> bytes:
    return _hexadecimal(found[0][0])


def _hexadecimal(byte: int) -> bytes:
    return b"=%02X" % byte


def _folds(line: str) -> bool:
    """Whether every word fits a line of its own; an endless one is better encoded."""
    return all(len(word) < _FOLD_COLUMNS for word in line.split(" "))


def _encoded_words(line: str) -> Iterator[str]:
    """Encoded words of whole characters; readers join them without a blank."""
    waiting = b""
    for character in line:
        raw = character.encode("utf-8", "replace")
        if len(waiting) + len(raw) > _ENCODED_WORD_BYTES:
            yield _encoded_word(waiting)
            waiting = b""
        waiting += raw
    yield _encoded_word(waiting)


def _encoded_word(raw: bytes) -> str:
    return f"=?utf-8?b?{b2a_base64(raw, newline=False).decode('ascii')}?="


def _folded(words: list[str], used_columns: int) -> str:
    lines = [words[0]]
    column = used_columns + len(words[0])
    for word in words[1:]:
        if column + 1 + len(word) > _FOLD_COLUMNS:
            lines.append(f"\r\n {word}")
            column = 1 + len(word)
        else:
            lines.append(f" {word}")
            column += 1 + len(word)
    return "".join(lines)
