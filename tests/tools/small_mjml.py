"""Small MJML documents for tests, and what becomes of them."""

from collections.abc import Mapping

import pytest

from ebulletin.templates.mjml import Document, MjmlError, MjmlProblem, compile_mjml

TITLED = Document(title="Autumn news")


def mail(body: str, head: str = "") -> str:
    """A whole document round what stands in its body and head."""
    return f"<mjml>\n<mj-head>{head}</mj-head>\n<mj-body>\n{body}\n</mj-body>\n</mjml>"


def column(content: str) -> str:
    """A section with one column."""
    return f"<mj-section>\n<mj-column>\n{content}\n</mj-column>\n</mj-section>"


def html_of(content: str, head: str = "") -> str:
    """The finished e-mail with something in its one column."""
    return compile_mjml(mail(column(content), head), document=TITLED)


def problems_of(source: str, files: Mapping[str, str] | None = None) -> tuple[MjmlProblem, ...]:
    """What is wrong with a source; fails where nothing is."""
    with pytest.raises(MjmlError) as caught:
        compile_mjml(source, document=TITLED, read_include=(files or {}).__getitem__)
    return caught.value.problems


def problem_of(source: str, files: Mapping[str, str] | None = None) -> MjmlProblem:
    """The one thing that is wrong with a source."""
    problems = problems_of(source, files)
    assert len(problems) == 1, [str(each) for each in problems]
    return problems[0]
