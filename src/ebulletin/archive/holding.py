"""Which edition shows which item, date and contact, and the data of editions as it is needed."""

from collections.abc import Iterator, Mapping, Sequence

from ebulletin.archive.model import EditionFacts, ItemFacts, Published
from ebulletin.archive.pages import Dated, contacts_of
from ebulletin.archive.search import Record
from ebulletin.bulletins.composed import Bulletin, Contact
from ebulletin.bulletins.editions import entries_of
from ebulletin.bulletins.printed_words import words_in


class Pages:
    """Reads the data of pages; the last few are kept, because their items follow at once."""

    def __init__(self, published: Sequence[Published]) -> None:
        self.published = published
        self._by_slug = {each.slug: each for each in published if each.is_main}
        self._last: tuple[str, Bulletin] | None = None

    def read(self, published: Published) -> Bulletin:
        """The data of a page."""
        if self._last is None or self._last[0] != published.key:
            self._last = published.key, published.read()
        return self._last[1]

    def main(self, slug: str) -> Bulletin:
        """The data of the page at an edition's own address."""
        return self.read(self._by_slug[slug])


def beside(
    facts: EditionFacts, mains: Sequence[EditionFacts]
) -> tuple[EditionFacts | None, EditionFacts | None]:
    """The edition before and the one after it in its series."""
    series = [each for each in mains if each.series == facts.series]
    place = next((at for at, each in enumerate(series) if each.slug == facts.slug), None)
    if place is None:
        return None, None
    before = series[place - 1] if place else None
    return before, series[place + 1] if place + 1 < len(series) else None


def holders_of(mains: Sequence[EditionFacts]) -> dict[str, list[EditionFacts]]:
    """The editions that hold each item: first the one whose print of it is shown, then by age."""
    found: dict[str, list[EditionFacts]] = {}
    for each in reversed(mains):
        for item in dict.fromkeys(item.id for item in each.items):
            found.setdefault(item, []).append(each)
    for item, editions in found.items():
        whole = [each for each in editions if any(i.id == item and i.is_whole for i in each.items)]
        if whole and whole[0] is not editions[0]:
            editions.remove(whole[0])
            editions.insert(0, whole[0])
    return found


def shown_here(
    facts: EditionFacts, holders: Mapping[str, list[EditionFacts]]
) -> Iterator[ItemFacts]:
    """The items whose own page shows them as this edition printed them."""
    seen = set()
    for item in facts.items:
        if item.id not in seen and holders[item.id][0].slug == facts.slug:
            seen.add(item.id)
            yield item


def as_shown(item: str, editions: Sequence[EditionFacts]) -> ItemFacts:
    """The item as the edition that shows it printed it."""
    return next(each for each in editions[0].items if each.id == item)


def events_of(
    recent: Sequence[EditionFacts], holders: Mapping[str, list[EditionFacts]], pages: Pages
) -> list[Dated]:
    """The events of recent editions, each as its own page shows it."""
    found = []
    for facts in reversed(recent):
        shown = {item.id for item in shown_here(facts, holders) if item.kind == "event"}
        if shown:
            entries = {each.id: each for each in entries_of(pages.main(facts.slug))}
            found += [Dated(entries[item], facts) for item in sorted(shown)]
    return found


def recent_contacts(
    recent: Sequence[EditionFacts], pages: Pages
) -> list[tuple[Contact, EditionFacts]]:
    """The contacts of recent editions, each as the newest of them showed it."""
    found: dict[str, tuple[Contact, EditionFacts]] = {}
    for facts in reversed(recent):
        for name, contact in contacts_of(pages.main(facts.slug)).items():
            found.setdefault(name, (contact, facts))
    return list(found.values())


def records_of(
    editions: Sequence[EditionFacts], holders: Mapping[str, list[EditionFacts]], pages: Pages
) -> list[Record]:
    """What search finds: the editions, and the items whose own page shows their print."""
    found = []
    for facts in editions:
        page = pages.main(facts.slug)
        words = f"{facts.series_name} {facts.edition} {facts.summary}"
        found.append(Record(facts.path, facts.words, words, facts.series_name))
        entries = {each.id: each for each in reversed(entries_of(page))}
        for item in shown_here(facts, holders):
            said = words_in(entries[item.id])
            found.append(Record(f"items/{item.id}/", item.title, said, facts.words))
    return found
