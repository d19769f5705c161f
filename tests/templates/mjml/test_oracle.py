"""Every small document of the corpus means the same as with the reference compiler.

The corpus holds a document for each component and attribute, and combinations of them. Compared is
what stands before the finishing step, in which the e-mail is meant to differ.
"""

import json
import os
import re
from pathlib import Path

import mjml
import pytest

from ebulletin.templates.mjml import Document
from ebulletin.templates.mjml import compile as story
from ebulletin.templates.mjml.components import COMPONENTS
from ebulletin.templates.mjml.encode import encode
from ebulletin.templates.mjml.engine import skeleton
from ebulletin.templates.mjml.finish import tidied
from mail_outline import first_difference, outline
from reference_mjml import ABSENT, reference_folder, reference_html

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.mjml"))
HEAD_ONLY = {"mjml", "mj-head", "mj-include"}

# MJML 5 sets these elsewhere, or of itself.
MOVED_IN_5 = re.compile(
    r";?word-spacing:normal| style=\"word-spacing:normal\"|(?<=px;)border:0;(?=display:block\")"
    r'| aria-label="[^"]*"(?= aria-roledescription)|(?<=<body) class="[^"]*"'
)
CHANGED_IN_5 = {"mj-body-css-class": "the class stands on the body instead of the wrapper"}


def unfinished(source: str) -> str:
    """What we make of a source, without what the finishing step adds."""
    root = story._checked(source, "corpus.mjml", None)
    encoded = encode(root, Document(language="und", direction="auto", title="Corpus"))
    html = encoded.tokens.restore(tidied(skeleton(encoded.mjml, root), encoded.tables))
    return story._with_inline_styles(html, encoded, root) if encoded.inline_styles else html


@pytest.fixture(scope="session")
def reference() -> dict[str, str]:
    """What the reference compiler makes of each document, by its name."""
    package = reference_folder()
    if package is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Under CI nothing is skipped: {ABSENT}.")
        pytest.skip(f"{ABSENT}.")
    sources = [path.read_text(encoding="utf-8") for path in CORPUS]
    return dict(zip([path.stem for path in CORPUS], reference_html(package, sources), strict=True))


@pytest.fixture(scope="session")
def major() -> int:
    """Of the reference compiler's version."""
    package = reference_folder()
    if package is None:
        pytest.skip(f"{ABSENT}.")
    version: str = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    return int(version.split(".", maxsplit=1)[0])


@pytest.mark.oracle
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_it_means_what_the_reference_compiler_means(
    path: Path, reference: dict[str, str], major: int
) -> None:
    if major == 5 and path.stem in CHANGED_IN_5:
        pytest.skip(f"in MJML 5 {CHANGED_IN_5[path.stem]}.")

    ours = unfinished(path.read_text(encoding="utf-8"))

    expected, got = outline(reference[path.stem]), outline(ours)
    if major == 5:
        expected, got = _as_both(expected), _as_both(got)
    assert first_difference(expected, got) is None


def _as_both(lines: list[str]) -> list[str]:
    return [MOVED_IN_5.sub("", line) for line in lines]


@pytest.mark.oracle
def test_the_comparison_notices_what_the_engine_gets_wrong(reference: dict[str, str]) -> None:
    names = ("attributes-class", "mj-table-role", "mj-section-full-width", "mj-table-cells")
    sources = {path.stem: path.read_text(encoding="utf-8") for path in CORPUS}

    for name in names:
        alone = mjml.mjml2html(sources[name], fonts={})

        assert first_difference(outline(reference[name]), outline(alone)) is not None


def test_the_corpus_holds_every_component_and_attribute() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS)
    lacking = [
        (tag, name)
        for tag, component in COMPONENTS.items()
        if tag not in HEAD_ONLY
        for name in component.attributes.keys() - {"mj-class"}
        if not re.search(rf'<{tag}\b[^>]*\s{name}="', written)
    ]

    assert lacking == []
