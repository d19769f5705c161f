"""Putting an author's words in quotation marks: for YAML, and in messages."""

LONGEST_QUOTE = 60
"""Characters of the author's text that a message repeats."""


def in_quotes(text: str) -> str:
    """Text as a quoted YAML value, in double quotation marks unless it holds some itself."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def quoted(text: str) -> str:
    """The author's words in single quotes, on one line, cut to 60 characters."""
    line = " ".join(text.split())
    if len(line) > LONGEST_QUOTE:
        line = line[: LONGEST_QUOTE - 1].rstrip() + "…"
    return f"'{line}'"


def advice_to_quote(text: str) -> str:
    """What to do about words that need quotation marks, with the result where it is short."""
    if len(text) > LONGEST_QUOTE or "\n" in text:
        return "Put quotation marks round the whole value."
    return f"Put it in quotation marks: {in_quotes(text)}"
