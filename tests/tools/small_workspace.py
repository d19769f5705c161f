"""A very small workspace in memory, so that a test names only the fields it is about."""

from collections.abc import Iterable

from ebulletin.bulletins.compose import Composition, compose, variants_of
from ebulletin.bulletins.load import PlanFile, parse_plan
from ebulletin.bulletins.shelf import Asset, PublishedEdition, Shelf
from ebulletin.bulletins.visibility import Channel
from ebulletin.items.directory import Directory
from ebulletin.items.load import ItemFile, parse_item
from ebulletin.settings import Partnership, Variant, parse_settings

PARTNERSHIP = """\
name: Test Partnership
short_name: TP
website: https://tp.example.org
archive_url: https://tp.example.org/bulletins
privacy_url: https://tp.example.org/privacy
accessibility_url: https://tp.example.org/accessibility
sender: {name: TP team, email: bulletin@tp.example.org}
postal_address: 1 Quay Street, ZZ9 9ZZ
unsubscribe: {email: leave@tp.example.org}
safety: {refer_to: hub, out_of_hours: night, allegations: lado}
series:
  news: {name: News, theme: shield, variants: [professional, public], more_line: yes}
  notes: {name: Notes, theme: minutes, variants: [professional, public]}
segments:
  dsl: {name: designated safeguarding leads}
  governors: {name: governors}
  schools: {name: schools, includes: [dsl, governors]}
  health: {name: health staff}
  parents: {name: parents, level: public}
business_plans: {plan: {name: Plan, priorities: 2}}
demonstration: yes
"""

CONTACTS = {
    "hub": """\
kind: contact
type: service
name: Safeguarding Hub
short_name: HUB
organisation: council
distribution: public
phones:
  - {number: 01632 960110, label: Referrals}
  - {number: 01632 960112, label: Consultation, distribution: professional, note: For staff}
emails: [hub@tp.example.org]
web: https://tp.example.org/hub
hours: Monday to Friday, 9am to 5pm
out_of_hours: night
urgent_note: Do not leave a message about an urgent worry.
verified_on: 2026-09-01
""",
    "night": """\
kind: contact
type: service
name: Night Team
distribution: public
phones: [01632 960199]
verified_on: 2026-09-01
""",
    "lado": """\
kind: contact
type: service
name: Local authority designated officer
short_name: LADO
distribution: public
phones: [01632 960145]
hours: Monday to Friday, 9am to 5pm
verified_on: 2026-09-01
""",
    "council": "kind: contact\ntype: organisation\nname: The Council\ndistribution: public\n"
    "web: https://council.example.org\n",
    "ann-public": "kind: contact\ntype: person\nname: Ann Public\nrole: Chair\n"
    "organisation: council\ndistribution: public\nemails: [ann@tp.example.org]\n",
    "bob-inside": "kind: contact\ntype: person\nname: Bob Inside\nrole: Lead\n"
    "organisation: council\nphones: [07700 900318]\nemails: [bob@tp.example.org]\n",
    "sue-secret": "kind: contact\ntype: person\nname: Sue Secret\nrole: Sergeant\n"
    "organisation: Police\naudience: [dsl]\ndistribution: restricted\n"
    "restriction_note: Keep within your team.\nphones: [07700 900321]\n",
}

SECTION = "series: news\nedition: One\ndate: 2026-09-23\nstatus: ready\nsections:\n"


def item_file(name: str, text: str) -> ItemFile:
    """One item from its front matter and body; without `---` the text is front matter alone."""
    whole = text if text.startswith("---") else f"---\n{text}---\n"
    file, findings = parse_item(whole, f"items/{name}.md")
    assert file is not None, findings
    return file


def settings_of(text: str = PARTNERSHIP) -> Partnership:
    """The partnership of a text."""
    settings, _, findings = parse_settings(text)
    assert settings is not None, findings
    return settings


def shelf_of(
    items: dict[str, str], *, partnership: str = PARTNERSHIP,
    assets: dict[str, Asset] | None = None, published: Iterable[PublishedEdition] = (),
) -> Shelf:  # fmt: skip
    """A shelf with the contacts above and these items, each `ready` unless it says otherwise."""
    files = {name: item_file(name, text) for name, text in CONTACTS.items()}
    for name, text in items.items():
        files[name] = item_file(name, _ready(text))
    values = {name: file.item for name, file in files.items()}
    return Shelf(
        settings_of(partnership), values, Directory(values.values()), assets or {},
        tuple(published),
    )  # fmt: skip


def plan_file(text: str, slug: str = "edition") -> PlanFile:
    """A plan from its YAML."""
    file, findings = parse_plan(text, f"bulletins/{slug}.yaml")
    assert file is not None, findings
    return file


def composed(
    plan: str, items: dict[str, str] | None = None, *, variant: str = "professional",
    channel: Channel = "email", shelf: Shelf | None = None, with_drafts: bool = False,
) -> Composition:  # fmt: skip
    """One variant of a plan; a plan that begins with `-` is a list of sections."""
    text = plan if "series:" in plan else SECTION + plan
    file = plan_file(text)
    shelf = shelf or shelf_of(items or {})
    chosen = _variant(file, shelf, variant)
    return compose(file.plan, shelf, chosen, channel, with_drafts=with_drafts)


def _variant(file: PlanFile, shelf: Shelf, name: str) -> Variant:
    found = {each.name: each for each in variants_of(file.plan, shelf.settings)}
    return found[name]


def _ready(text: str) -> str:
    head, _fence, body = (
        text.removeprefix("---\n").partition("---\n") if "---\n" in text else (text, "", "")
    )
    if "status:" not in head:
        head += "status: ready\n"
    return f"---\n{head}---\n{body}"
