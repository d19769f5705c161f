"""Every small document of the corpus means the same as with the reference compiler.

The corpus holds a document for each component and attribute, and combinations of them; those named
`refused-` are right MJML that must be refused with a message. Compared is what stands before the
finishing step, in which the e-mail is meant to differ: `DELIBERATE` lists how.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import mjml
import pytest

from ebulletin.templates.mjml import Document, MjmlError, compile_mjml
from ebulletin.templates.mjml import compile as story
from ebulletin.templates.mjml.components import COMPONENTS
from ebulletin.templates.mjml.encode import encode
from ebulletin.templates.mjml.engine import skeleton
from ebulletin.templates.mjml.finish import tidied
from mail_outline import first_difference, outline
from reference_mjml import ABSENT, reference_folder, reference_html

FOLDER = Path(__file__).parent / "corpus"
WRITTEN = sorted(FOLDER.glob("*.mjml"))
REFUSED = [path for path in WRITTEN if path.stem.startswith("refused-")]
CORPUS = [path for path in WRITTEN if path not in REFUSED]
LEAST = 230
MOST_REFUSED = 0.02
HEAD_ONLY = {"mjml", "mj-head", "mj-include"}

# MJML 5 sets these elsewhere, or of itself.
MOVED_IN_5 = re.compile(
    r";?word-spacing:normal| style=\"word-spacing:normal\"|(?<=px;)border:0;(?=display:block\")"
    r'| aria-label="[^"]*"(?= aria-roledescription)|(?<=<body) class="[^"]*"'
)
CHANGED_IN_5 = {"mj-body-css-class": "the class stands on the body instead of the wrapper"}

# What is right MJML and refused, with words of the line that the message names.
REFUSED_HERE = {
    "refused-button-border-width": "<mj-button",
    "refused-hero-sides": "<mj-hero",
    "refused-padding-percent": 'padding="5%"',
    "refused-round-full-width": "<mj-section",
}

_HTML = (
    '<html dir="{}" lang="{}" xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml">'
)
_ARTICLE = '<div {}aria-roledescription="email" dir="{}" lang="{}" role="article">'
_PREHEADER = (
    '<div style="color:#ffffff;display:none;font-size:1px;line-height:1px;max-height:0;'
    'max-width:0;{}opacity:0;overflow:hidden">'
)

# All ways in which a finished e-mail is meant to differ: lines of the reference, and ours instead.
DELIBERATE = {
    # The language and direction of the bulletin, for voices and hyphens.
    ("-", _HTML.format("auto", "und")),
    ("+", _HTML.format("ltr", "en-GB")),
    # No second name for what has a title, and a landmark to jump to, inside the e-mail's article.
    ("-", _ARTICLE.format('aria-label="Corpus" ', "auto", "und")),
    ("+", _ARTICLE.format("", "ltr", "en-GB")),
    ("+", '<div role="main">'),
    ("+", "</div>"),
    # The preheader fills its line in the inbox, and Outlook does not print it.
    ("-", _PREHEADER.format("")),
    ("+", _PREHEADER.format("mso-hide:all;")),
    ("-", "What it holds & more"),
    ("+", "What it holds & more(padding)"),
}


def read_part(path: str) -> str:
    """What a document of the corpus includes."""
    return (FOLDER / path).read_text(encoding="utf-8")


def unfinished(source: str) -> str:
    """What we make of a source, without what the finishing step adds."""
    root = story._checked(source, "corpus.mjml", read_part)
    encoded = encode(root, Document(language="und", direction="auto", title="Corpus"))
    html = encoded.tokens.restore(tidied(skeleton(encoded.mjml, root), encoded.marked))
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
    written = reference_html(package, sources, FOLDER)
    return dict(zip([path.stem for path in CORPUS], written, strict=True))


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


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_what_cannot_be_matched_is_refused_with_line_and_alternative(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    with pytest.raises(MjmlError) as caught:
        compile_mjml(source, document=Document(), name=path.name, read_include=read_part)

    problem = caught.value.problems[0]
    assert problem.file == path.name
    assert problem.line == next(
        number
        for number, line in enumerate(source.splitlines(), 1)
        if REFUSED_HERE[path.stem] in line
    )
    assert problem.help


def test_nearly_all_of_the_corpus_compiles() -> None:
    assert len(WRITTEN) >= LEAST
    assert len(REFUSED) / len(WRITTEN) <= MOST_REFUSED
    assert {path.stem for path in REFUSED} == set(REFUSED_HERE)


def test_the_finishing_step_differs_only_as_it_is_meant_to() -> None:
    seen = set()
    for path in CORPUS:
        source = path.read_text(encoding="utf-8")
        finished = compile_mjml(
            source,
            document=Document(title="Corpus"),
            read_include=read_part,
            own_hosts=["fonts.example.org"],
        )
        seen |= changes(outline(unfinished(source)), outline(finished))

    assert seen == DELIBERATE


def changes(before: list[str], after: list[str]) -> set[tuple[str, str]]:
    """The lines that an outline lost, and those that it won.

    What a document says of its body's looks is cut, and the padding of preheaders.
    """
    one, other = (Counter(map(_without_looks, lines)) for lines in (before, after))
    return {("-", line) for line in one - other} | {("+", line) for line in other - one}


def _without_looks(line: str) -> str:
    line = re.sub(r"(?:\u034f\s?)+", "(padding)", line)
    if 'role="article"' not in line:
        return line
    return re.sub(r' (?:class|style)="[^"]*"', "", line)


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
