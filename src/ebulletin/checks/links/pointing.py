"""Words that point elsewhere: to a page, an attachment, an annex or another item."""

import re
from collections.abc import Collection, Iterator

from ebulletin.bulletins.load import sections_with_places
from ebulletin.checks.links.targets import targets_of
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.patterns import ANNEX, ATTACHED, PAGE
from ebulletin.checks.placed import placed_files, placed_ids, printed_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, FileSubject, SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.load import ItemFile
from ebulletin.source import Source
from ebulletin.source.quoting import quoted

_TO_ITEM = "item:"
# "page 41 of the guidance" is a page of something else than the bulletin.
_OF_A_DOCUMENT = re.compile(
    r"\s{1,3}(?:of|in|to)\s{1,3}(?!(?:this|our|the) (?:bulletin|newsletter|edition|issue)\b)",
    re.IGNORECASE,
)
# Attachment as a bond between people, or as how buildings and gardens stand.
_A_BOND_BEFORE = re.compile(
    r"\b(?:secure|insecure|disorganised|early|strong|emotional|infant|parental|healthy|close"
    r"|avoidant|ambivalent|of|about|on)\s{1,3}$",
    re.IGNORECASE,
)
_A_BOND_AFTER = re.compile(
    r"\s{1,3}(?:theory|theories|disorders?|styles?|difficult\w{1,5}|needs|figures?|issues|bonds?"
    r"|relationships?|based|aware|focused|behaviours?|trauma|patterns?|between|to|with|in|and"
    r"|space|garden|area|playground|yard|courtyard)\b|-(?:based|aware|focused)\b",
    re.IGNORECASE,
)


@rule(
    "LNK107", "page-reference", Severity.WARNING, Stage.FILE,
    finds="A page number, overleaf or next page in an item, unless it names the document it is a "
    "page of, stands in a resource or in the words of a link to an item.",
    why="A bulletin on a screen has no pages.",
    bad="The booking form is on page 4.",
    good="See page 41 of the guidance.",
    fix="offer",
)  # fmt: skip
def page_reference(subject: FileSubject) -> Iterator[Finding]:
    """LNK107: what is elsewhere is linked, not counted in pages."""
    if isinstance(subject.item, model.Resource):
        return
    for block in prose_of(subject.source):
        for match in PAGE.finditer(block.outside_references):
            if _OF_A_DOCUMENT.match(block.text, match.end()) or _is_in_item_link(block, match):
                continue
            yield CATALOGUE["LNK107"].finding(
                block.place(match.start()),
                f"{quoted(match[0])} means nothing on a screen",
                "Link to the item with [words](item:its-id), or name it under see_also.",
            )


def _is_in_item_link(block: Block, match: re.Match[str]) -> bool:
    return any(
        link.start <= match.start() < link.end and link.what.startswith(_TO_ITEM)
        for link in block.links
    )


# --- Attachments and annexes ----------------------------------------------------------------


@rule(
    "LNK108", "attachment-missing", Severity.WARNING, Stage.SET,
    finds="Words such as attached, enclosed or see the slides in an item without attachments, "
    "where no item under its see_also has some either.",
    why="Readers look for a file that never came.",
    bad="The slides are attached.",
    good="The officer attached to each school visits weekly.",
)  # fmt: skip
def attachment_missing(subject: SetSubject) -> Iterator[Finding]:
    """LNK108: what is said to be attached is attached."""
    for file in subject.items.values():
        if not _has_attachments(file, subject):
            yield from _promised(file.source)
    for plan_file in subject.plans.values():
        placed = (subject.items.get(each) for each in plan_file.plan.named_items())
        if not any(file is not None and file.item.attachments for file in placed):
            yield from _promised(plan_file.source)


def _has_attachments(file: ItemFile, subject: SetSubject) -> bool:
    if file.item.attachments:
        return True
    others = (subject.items.get(each) for each in file.item.see_also)
    return any(other is not None and other.item.attachments for other in others)


def _promised(source: Source) -> Iterator[Finding]:
    for block in prose_of(source):
        for match in ATTACHED.finditer(block.outside_references):
            if _is_a_bond(block.text, match):
                continue
            yield CATALOGUE["LNK108"].finding(
                block.place(match.start()),
                f"{quoted(match[0])} speaks of a file, and the item has no attachments",
                "List the file under attachments (file: not supplied while you wait for it), or "
                "change the words.",
            )


def _is_a_bond(text: str, match: re.Match[str]) -> bool:
    if match[0].casefold().startswith("see"):
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    if match[0].casefold().startswith("attachment") and _A_BOND_BEFORE.search(before):
        return True
    return _A_BOND_AFTER.match(text, match.end()) is not None


@rule(
    "LNK109", "annex-missing", Severity.ERROR, Stage.BULLETIN,
    finds="An annex or appendix by its letter or number, where no section of the bulletin has "
    "that label and no attachment's title begins with it. Resources may speak of annexes of their "
    "own, and so may words that name the document.",
    why="Readers look for pages that are not there.",
    bad="See Annex B. in a bulletin with Annex A only",
    good="See Annex A.",
)  # fmt: skip
def annex_missing(subject: BulletinSubject) -> Iterator[Finding]:
    """LNK109: every annex that is named is there."""
    labels = _labels(subject)
    yield from _annexes_in(subject.plan_file.source, labels)
    for file in placed_files(subject):
        if printed_in(subject, file.item.id) and not isinstance(file.item, model.Resource):
            yield from _annexes_in(file.source, labels)


def _labels(subject: BulletinSubject) -> list[str]:
    plan = subject.plan_file.plan
    labels = [each.annex for _, each in sections_with_places(plan) if each.annex]
    for file in placed_files(subject):
        labels += [each.title for each in file.item.attachments]
        for other in (subject.items.get(each) for each in file.item.see_also):
            labels += [each.title for each in other.item.attachments] if other else []
    return [label.casefold() for label in labels]


def _annexes_in(source: Source, labels: Collection[str]) -> Iterator[Finding]:
    for block in prose_of(source):
        if block.loc[-1:] == ("annex",):
            continue
        for match in ANNEX.finditer(block.outside_references):
            named = re.search(r"(?:annex|appendix)\s+\w+$", match[0], re.IGNORECASE)
            assert named is not None
            words = " ".join(named[0].casefold().split())
            if any(re.match(rf"{re.escape(words)}\b", label) for label in labels):
                continue
            start = match.start() + named.start()
            if _OF_A_DOCUMENT.match(block.text, match.end()) or _is_in_web_link(block, start):
                continue
            yield CATALOGUE["LNK109"].finding(
                block.place(start),
                f"{quoted(named[0])} is not in this bulletin",
                "Add a section with that label under annex:, attach a file whose title begins "
                "with it, or name the document that it belongs to.",
            )


def _is_in_web_link(block: Block, start: int) -> bool:
    return any(
        link.start <= start < link.end and link.what.startswith("http") for link in block.links
    )


# --- Other items ----------------------------------------------------------------------------


@rule(
    "LNK118", "cross-reference", Severity.ERROR, Stage.BULLETIN,
    finds="see_also or a link to an item that stands neither in this bulletin nor in a published "
    "one. An item that is only left out of a variant is no finding.",
    why="The link would lead nowhere; its words would promise what is not there.",
    bad="see_also: [never-sent]",
    good="see_also to an item of the last edition",
)  # fmt: skip
def cross_reference(subject: BulletinSubject) -> Iterator[Finding]:
    """LNK118: items point to what readers can get."""
    here = set(placed_ids(subject))
    for place, cited in _cited_items(subject):
        if cited in here or cited not in subject.items:
            continue  # an item that does not exist is told by ITM109
        if not subject.shelf.is_published(cited):
            yield CATALOGUE["LNK118"].finding(
                place,
                f"the item {quoted(cited)} is neither in this bulletin nor in a published one",
                "Place it in this bulletin, or take the reference out.",
            )


def _cited_items(subject: BulletinSubject) -> Iterator[tuple[Place, str]]:
    yield from _linked_items(subject.plan_file.source)
    for file in placed_files(subject):
        if printed_in(subject, file.item.id):
            for index, cited in enumerate(file.item.see_also):
                yield place_of_value(file.source, ("see_also", index)), cited
            yield from _linked_items(file.source)


def _linked_items(source: Source) -> Iterator[tuple[Place, str]]:
    for target in targets_of(source):
        if target.address.startswith(_TO_ITEM):
            yield target.place, target.address.removeprefix(_TO_ITEM).strip()
