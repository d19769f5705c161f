"""Slips in the CSS of `mj-style`, which every reader of CSS passes over in silence."""

import re

_COMMENT_OR_STRING = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_NOT_INLINE = re.compile(
    r"@[a-z-]+|::?(?:before|after|hover|focus|active|visited|link|first-l[a-z]+)\b", re.IGNORECASE
)


def fault_in(css: str, *, is_inline: bool) -> tuple[str, str] | None:
    """What is wrong with CSS and what to do about it, or None.

    Args:
        css: A style sheet.
        is_inline: It is to be written into `style` attributes, which take no conditions.
    """
    bare = _COMMENT_OR_STRING.sub("", css)
    if "/*" in bare:
        return "a comment in <mj-style> is never closed", "Write */ where it ends."
    if "<" in bare:
        return "`<` in <mj-style>", "Take it out; CSS has none."
    if not _pairs(bare):
        return "the braces in <mj-style> do not pair", "Look for a { or } too many or too few."
    found = _NOT_INLINE.search(bare) if is_inline else None
    if found:
        return (
            f"{found[0]!r} cannot be written into style attributes",
            'Put it into an <mj-style> without inline="inline".',
        )
    return None


def _pairs(css: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(css):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
