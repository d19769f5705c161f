"""The items of a bulletin: whether they are ready, reach anybody, and stand there once."""

from collections.abc import Iterator

from ebulletin.bulletins.visibility import readership
from ebulletin.checks.placed import named_items
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words


@rule(
    "BUL102", "item-not-ready", Severity.ERROR, Stage.BULLETIN,
    finds="An item that the bulletin names and whose status is draft or withdrawn. In a bulletin "
    "that is itself a draft, draft items are right.",
    why="The item would be missing from what is sent.",
    bad="an item in `items` with status: draft",
    good="the same item with status: ready",
)  # fmt: skip
def item_not_ready(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL102: what is placed is ready."""
    refused = ("withdrawn",) if subject.plan_file.plan.status == "draft" else ("draft", "withdrawn")
    for named in named_items(subject):
        item = subject.shelf.items.get(named.id)
        if item is not None and item.status in refused:
            state = "still a draft" if item.status == "draft" else "withdrawn"
            yield CATALOGUE["BUL102"].finding(
                named.place,
                f"the item {quoted(named.id)} is {state}",
                "Finish it and write status: ready in its file, or take it out of the bulletin.",
            )


@rule(
    "BUL103", "item-placed-twice", Severity.WARNING, Stage.BULLETIN,
    finds="The same item named twice in the introduction, the sections or the sidebar. Contact "
    "lines do not count.",
    why="Readers think that they missed a difference.",
    bad="mash in two panels",
    good="mash in a panel and in the contact line of an item",
)  # fmt: skip
def item_placed_twice(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL103: an item stands in one place."""
    first: dict[str, Place] = {}
    for named in named_items(subject):
        before = first.setdefault(named.id, named.place)
        if before is not named.place:
            yield CATALOGUE["BUL103"].finding(
                named.place,
                f"the item {quoted(named.id)} is already placed on line {before.line}",
                "Keep it where readers look for it first, and take it out here.",
            )


@rule(
    "BUL107", "reaches-nobody", Severity.WARNING, Stage.BULLETIN,
    finds="An item that the bulletin names and that none of its variants may show.",
    why="Its author believes that it was sent.",
    bad="a restricted item in a bulletin without a variant for its segments",
    good="a public item",
)  # fmt: skip
def reaches_nobody(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL107: what is placed has readers."""
    settings = subject.shelf.settings
    readers = [readership(variant, "email", settings) for variant in subject.variants]
    for named in named_items(subject):
        item = subject.shelf.items.get(named.id)
        if item is None or any(each.may_see_item(item) for each in readers):
            continue
        level = item.distribution
        audience = f" for {join_words(item.audience, 'and')}" if item.audience else ""
        names = join_words([variant.name for variant in subject.variants], "and")
        yield CATALOGUE["BUL107"].finding(
            named.place,
            f"no variant of this bulletin ({names}) may show the item {quoted(named.id)}, which "
            f"is {level}{audience}",
            "Take it out, change its distribution or audience, or add a variant for its readers.",
        )
