"""IMPORT-STEPS.txt: what a person does in the tool, in plain words."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from ebulletin.export.model import Fact

COLUMNS = 76


def steps_text(
    title: str, status: str, steps: Sequence[str], *,
    notes: Iterable[str] = (), facts: Iterable[Fact] = (), words: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """The steps as text with CRLF line ends, so that any editor on Windows shows it well.

    Args:
        title: What is exported for which tool.
        status: Who approved it, or that it is a draft.
        steps: One sentence each; they are numbered here.
        notes: What to know before the first step.
        facts: What was verified; only what an account alone can tell is printed.
        words: Short texts to copy, such as the subject, by their name.
    """
    lines = [*textwrap.wrap(title, COLUMNS), "=" * min(len(title), COLUMNS), ""]
    lines += [*textwrap.wrap(status, COLUMNS), ""]
    for each in notes:
        lines += [*textwrap.wrap(f"Note: {each}", COLUMNS), ""]
    for number, each in enumerate(steps, start=1):
        mark = f"{number}. "
        lines += textwrap.wrap(
            each, COLUMNS, initial_indent=mark, subsequent_indent=" " * len(mark),
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    for name, text in (words or {}).items():
        # Not wrapped: these are copied as they stand.
        lines += ["", f"{name}:", text]
    unsure = [each.words for each in facts if each.known == "account"]
    if unsure:
        lines += ["", "We could not try this with an account of yours. Look closely at:"]
        for each in unsure:
            lines += textwrap.wrap(f"- {each}", COLUMNS, subsequent_indent="  ")
    return ("\r\n".join(lines) + "\r\n").encode()
