"""The prose of a bulletin in the order in which one variant prints it."""

from collections.abc import Iterator

from ebulletin.bulletins.compose import Composition
from ebulletin.bulletins.composed import Section
from ebulletin.bulletins.load import sections_with_places
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.items.model import Contact

_AFTER_SECTIONS = ("call_for_contributions", "next_edition", "sign_off")


def blocks_in_order(subject: BulletinSubject, composition: Composition) -> Iterator[Block]:
    """The blocks of the bulletin and its items, as a reader of the variant meets them."""
    bulletin = composition.bulletin
    own = list(prose_of(subject.plan_file.source))
    heads = {section.id: loc for loc, section in sections_with_places(subject.plan_file.plan)}
    yield from (each for each in own if each.loc[:1] == ("intro",))
    if bulletin.intro is not None:
        yield from _item_blocks(subject, bulletin.intro.id)
    yield from (each for each in own if each.loc[:1] == ("meeting",))
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        yield from _section_blocks(subject, section, own, heads.get(section.id))
    yield from (each for each in own if each.loc[:1] in [(name,) for name in _AFTER_SECTIONS])


def _section_blocks(
    subject: BulletinSubject, section: Section, own: list[Block],
    loc: tuple[str | int, ...] | None,
) -> Iterator[Block]:  # fmt: skip
    mine = [each for each in own if loc is not None and each.loc[: len(loc)] == loc]
    yield from (each for each in mine if each.loc[-1:] != ("outro",))
    for entry in section.entries:
        yield from _item_blocks(subject, entry.id)
    yield from (each for each in mine if each.loc[-1:] == ("outro",))


def _item_blocks(subject: BulletinSubject, item_id: str) -> Iterator[Block]:
    file = subject.items.get(item_id)
    if file is None:
        return
    for block in prose_of(file.source):
        # The names and roles of a contact are what they are.
        if not isinstance(file.item, Contact) or block.loc == ("summary",):
            yield block
