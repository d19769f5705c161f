"""How much room words take: enough to weigh two columns, or to see that a table will not fit."""

import re
from html import unescape
from math import ceil

from ebulletin.bulletins.composed import TableBlock, plain

# Of Arial at 16 px, as measured over English prose; what follows is in px, too.
_LETTER_WIDTH = 7.6
_LINE_HEIGHT = 24
_BLOCK_MARGIN = 10
# Pictures in bulletins lie: about three high to five wide.
_PICTURE_SHAPE = 0.6

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"</?(?:p|h[1-6]|li|tr|div|blockquote|table|ul|ol)\b[^>]*>|<br>")
_BLOCK = re.compile(r"<(?:p|h[1-6]|li|tr)\b")
_PICTURE = re.compile(r"<img\b")


def height_at(html: str, width: int) -> int:
    """The height in px that words and pictures take at a width in px, give or take a fifth."""
    shown = _COMMENT.sub("", html)
    pieces = (" ".join(unescape(_TAG.sub("", piece)).split()) for piece in _LINE_END.split(shown))
    lines = sum(ceil(len(piece) * _LETTER_WIDTH / width) for piece in pieces if piece)
    blocks = len(_BLOCK.findall(shown))
    pictures = len(_PICTURE.findall(shown))
    return round(lines * _LINE_HEIGHT + blocks * _BLOCK_MARGIN + pictures * width * _PICTURE_SHAPE)


def longest_word(table: TableBlock) -> int:
    """The letters of the longest word, or address, in a table."""
    cells = [cell for row in (table.header, *table.rows) for cell in row]
    return max((len(word) for cell in cells for word in plain(cell).split()), default=0)
