"""Writes a workspace of any size, with items that refer to each other as real ones do."""

from collections.abc import Iterator
from pathlib import Path

CONTACTS = 200
SLUG = "everything"
# What an edition of a real newsletter holds.
ITEMS_OF_AN_EDITION = 20

_DAY = "2026-10-22"
_SETTINGS = """\
demonstration: yes
name: Broad Fen Safeguarding Children Partnership
short_name: BFSCP
website: https://broadfen.example.org
privacy_url: https://broadfen.example.org/privacy
accessibility_url: https://broadfen.example.org/accessibility
sender: {name: BFSCP team, email: bulletin@broadfen.example.org}
postal_address: The Old Sluice, 1 Bank Street, Broad Fen, ZZ9 9ZZ
unsubscribe: {email: leave@broadfen.example.org}
safety: {refer_to: contact-0, out_of_hours: contact-1, allegations: contact-2}
series:
  bulletin:
    name: Broad Fen e-bulletin
    theme: shield
    variants: [professional, public]
    why: You asked for it.
segments:
  schools: {name: schools and colleges}
  health: {name: health staff}
"""
_PLAN = f"""\
series: bulletin
edition: Everything
date: {_DAY}
subject: Everything that we have ever written
preheader: A bulletin of unreasonable length, to see what length costs.
status: ready
sections:
  - {{heading: News, select: {{kind: update, tags: chosen}}}}
  - {{heading: Training, layout: list, group_by: month, select: {{kind: event, tags: chosen}}}}
  - {{heading: Resources, layout: list, select: {{kind: resource, tags: chosen}}}}
"""
_EDITION = f"""\
series: bulletin
edition: Edition {{number}}
date: {_DAY}
subject: Edition {{number}} of what we have written
preheader: A bulletin of ordinary length, number {{number}} of them, with its twenty items.
status: ready
sections:
  - {{{{heading: News, items: [{{placed}}]}}}}
"""
_CONTACT = """\
---
kind: contact
type: service
name: Service {n} of Broad Fen
short_name: SBF{n}
distribution: {level}
phones:
  - {{number: 01632 960{n:03d}, label: Referrals}}
  - {{number: 07700 900{n:03d}, label: Duty}}
emails: [service-{n}@broadfen.example.org]
hours: Monday to Friday, 9am to 5pm
verified_on: 2026-09-01
---
"""
_UPDATE = """\
---
kind: update
title: What changes at place {n}
summary: One line about place {n}, and whom it concerns.
distribution: {level}
tags: [{tag}]
audience: [schools]
contacts: [contact-{contact}]
deadlines: [{{date: 5 November 2026, what: The old way ends}}]
key_messages: [Ask before you refer from place {n}]
actions: [{{task: Replace notice {n}, owner: Head teachers, due: 9 November 2026}}]
see_also: [update-{other}]
status: ready
---
From Thursday 5 November 2026 every call about place {n} goes to
{{{{ phone: contact-{contact} / Referrals }}}}.
Until then [the earlier note](item:update-{other}) holds.

## What to have ready
- What you have seen, and when, at place {n}.
- What the child said, in the child's own words.
- Who else knows, and whether the family has been told.

Write to {{{{ email: contact-{contact} }}}} with anything that can wait until morning.
"""
_EVENT = """\
---
kind: training
title: A morning at place {n}
summary: For anyone new to work with children at place {n}.
distribution: {level}
tags: [{tag}]
sessions: [{{date: 12 {month}, time: 9:30am to 12:30pm}}]
mode: in person
venue: Hall {n}, Broad Fen
price: free
booking: {{method: email, contact: contact-{contact}, include: [agency, job title]}}
status: ready
---
You will practise how to notice, how to listen, and how to pass on a worry.
"""
_RESOURCE = """\
---
kind: resource
type: guidance
title: Guidance number {n}
summary: What number {n} asks of schools, on four pages.
distribution: {level}
tags: [{tag}]
publisher: Office for Learning Standards (fictional)
published: September 2026
url: https://standards.example.org/guidance/{n}
format: PDF
size: 180 KB
status: ready
---
"""
_MONTHS = ("November 2026", "December 2026", "January 2027", "February 2027")


def write_workspace(root: Path, size: int) -> None:
    """Write a workspace of so many items, of which 200, or a fifth of a small one, are contacts."""
    (root / "partnership.yaml").write_text(_SETTINGS, encoding="utf-8")
    (root / "bulletins").mkdir(parents=True)
    (root / "bulletins" / f"{SLUG}.yaml").write_text(_PLAN, encoding="utf-8")
    folder = root / "items"
    folder.mkdir()
    for name, text in _items(size):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def write_editions(root: Path, size: int) -> None:
    """Write a workspace of so many items whose bulletins hold 20 items each, all but contacts."""
    write_workspace(root, size)
    (root / "bulletins" / f"{SLUG}.yaml").unlink()
    names = [name for name, _ in _items(size) if not name.startswith("contact")]
    for first in range(0, len(names), ITEMS_OF_AN_EDITION):
        number = first // ITEMS_OF_AN_EDITION + 1
        placed = ", ".join(names[first : first + ITEMS_OF_AN_EDITION])
        text = _EDITION.format(number=number, placed=placed)
        (root / "bulletins" / f"edition-{number}.yaml").write_text(text, encoding="utf-8")


def _items(size: int) -> Iterator[tuple[str, str]]:
    contacts = min(CONTACTS, size // 5)
    for n in range(contacts):
        level = "public" if n < 3 or n % 2 else "professional"
        yield f"contact-{n}", _CONTACT.format(n=n, level=level)
    updates = 0
    for n in range(size - contacts):
        facts: dict[str, object] = {
            "n": n,
            # The bulletin takes half of all items, however many of them are contacts.
            "tag": "chosen" if n < size // 2 else "left",
            "level": "professional" if n % 4 == 0 else "public",
            # Odd ones are public, so that a public text can print the number.
            "contact": (2 * n + 1) % contacts,
            "month": _MONTHS[n % len(_MONTHS)],
        }
        if n % 5 == 3:
            yield f"event-{n}", _EVENT.format(**facts)
        elif n % 5 == 4:
            yield f"resource-{n}", _RESOURCE.format(**facts)
        else:
            yield f"update-{updates}", _UPDATE.format(other=max(updates - 1, 0), **facts)
            updates += 1
