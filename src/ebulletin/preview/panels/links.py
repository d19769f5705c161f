"""The panel of links: words, target, item, kind, size, and which targets stand twice."""

from collections import Counter
from urllib.parse import unquote, urlsplit

from ebulletin.bulletins.composed import Footer
from ebulletin.checks.outputs import Element
from ebulletin.preview.model import ShownLink
from ebulletin.preview.panels.facts import Facts

_SCHEMES = {"tel": "phone", "mailto": "e-mail"}


def shown_links(facts: Facts) -> tuple[ShownLink, ...]:
    """The links of the finished e-mail, in the order of the document."""
    tags = [each for each in facts.output.tags("a") if each.attributes.get("href")]
    targets = Counter(_target(each) for each in tags)
    leading: dict[str, set[str]] = {}
    for each in tags:
        leading.setdefault(_words(facts, each).casefold(), set()).add(_target(each))
    footer = facts.examined.finished.email.footer
    return tuple(
        ShownLink(
            number=number,
            words=_words(facts, each),
            target=_target(each),
            item=facts.item_of(each),
            kind=_kind(_target(each), footer),
            repeats=targets[_target(each)],
            other_targets=len(leading[_words(facts, each).casefold()]) > 1,
            size_in_bytes=_size(facts, _target(each)),
        )
        for number, each in enumerate(tags)
    )


def _words(facts: Facts, tag: Element) -> str:
    """Its words; those of its pictures where it has none."""
    words = facts.output.text_of(tag)
    if words:
        return words
    inside = (each for each in facts.output.tags("img") if each.parent is tag)
    return " ".join(each.attributes.get("alt", "") for each in inside).strip() or "(no words)"


def _target(tag: Element) -> str:
    return tag.attributes["href"].strip()


def _kind(target: str, footer: Footer) -> str:
    if target.startswith("#"):
        return "in this e-mail"
    if target == footer.unsubscribe:
        return "leave the list"
    if footer.view_online and target == footer.view_online:
        return "read online"
    scheme = urlsplit(target).scheme.lower()
    if scheme in _SCHEMES:
        return _SCHEMES[scheme]
    return "web" if scheme else "file"


def _size(facts: Facts, target: str) -> int:
    """Of a file of ours that it leads to, in bytes; 0 for any other."""
    name = unquote(urlsplit(target).path).rpartition("/")[2]
    return len(facts.examined.finished.files.get(name, b""))
