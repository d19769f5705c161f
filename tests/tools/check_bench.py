"""Small workspaces in text, and the findings of one rule in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ebulletin.bulletins.compose import Composition, compose, variants_of
from ebulletin.bulletins.hidden import hidden_strings
from ebulletin.bulletins.load import PlanFile, parse_plan
from ebulletin.bulletins.shelf import Asset, PublishedEdition, Shelf
from ebulletin.bulletins.visibility import readership
from ebulletin.checks.rule import Rule, Stage
from ebulletin.checks.run import catalogue
from ebulletin.checks.subjects import BuiltSubject, BulletinSubject, FileSubject, SetSubject
from ebulletin.findings import Edit, Finding
from ebulletin.items.directory import Directory
from ebulletin.items.load import ItemFile, parse_item
from ebulletin.settings import Partnership, parse_settings
from ebulletin.templates.load import load_theme
from ebulletin.templates.model import Format, Rendering
from ebulletin.templates.render import render

SETTINGS = """\
name: Elmsvale and Saltmere Safeguarding Children Partnership
short_name: ESSCP
website: https://esscp.example.org
archive_url: https://esscp.example.org/bulletins
privacy_url: https://esscp.example.org/privacy
accessibility_url: https://esscp.example.org/accessibility
sender: {name: ESSCP team, email: bulletin@esscp.example.org}
postal_address: Tarn House, 2 Quay Street, Saltmere Quay, ZZ9 9ZZ
unsubscribe: {url: https://esscp.example.org/leave}
demonstration: yes
safety: {refer_to: mash, out_of_hours: night-team, allegations: lado}
series:
  lantern:
    name: The Lantern
    variants: [professional, public]
    why: You receive this because you work with children.
segments:
  dsl: {name: designated safeguarding leads}
  parents: {name: parents and carers, level: public}
"""
PLAN = """\
series: lantern
edition: September 2026
date: 2026-09-23
subject: New front-door lines and reminders
preheader: What changes on Thursday 1 October 2026, and who to ring.
status: ready
sections:
  - heading: News
    items: [{placed}]
"""
SAFETY_CONTACTS = {
    "mash": "type: service\nname: Multi-Agency Safeguarding Hub\nshort_name: MASH\n"
    "hours: Monday to Friday, 8:45am to 5pm\nphones:\n"
    "  - {number: 01632 960110, label: Referrals}\n"
    "  - {number: 01632 960112, label: Consultation, distribution: professional}",
    "night-team": "type: team\nname: Emergency Duty Team\nphones: [01632 960199]",
    "lado": "type: service\nname: Local authority designated officer\nphones: [01632 960145]",
}


def front_matter(text: str, **fields: str) -> str:
    """A whole item around a body, unless the text is a whole item already."""
    if text.startswith("---\n"):
        return text
    fields = {"kind": "update", "title": "A sample", "distribution": "public", **fields}
    lines = "\n".join(f"{key}: {value}" for key, value in fields.items())
    return f"---\n{lines}\nstatus: ready\n---\n{text}"


def contact(fields: str) -> str:
    """A whole contact: public and lately verified, unless the fields say otherwise."""
    given = {line.split(":")[0] for line in fields.splitlines()}
    usual = {"kind": "contact", "distribution": "public", "verified_on": "2026-09-01"}
    lines = [f"{key}: {value}" for key, value in usual.items() if key not in given]
    return "---\n" + "\n".join([*lines, fields]) + "\n---\n"


@dataclass(frozen=True)
class SmallWorkspace:
    """A workspace whose files are given as text; items by id, bodies alone will do.

    Attributes:
        more_settings: Lines that replace those of `SETTINGS` with the same key, or join them.
    """

    items: Mapping[str, str] = field(default_factory=dict)
    plan: str | None = None
    more_settings: str = ""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    published: tuple[PublishedEdition, ...] = ()

    @cached_property
    def settings_text(self) -> str:
        text = SETTINGS
        for line in self.more_settings.splitlines():
            key = line.split(":")[0]
            text, count = re.subn(rf"(?m)^{re.escape(key)}:.*(?:\n .*)*\n", f"{line}\n", text)
            text += f"{line}\n" if not count else ""
        return text

    @cached_property
    def settings(self) -> Partnership:
        settings, _, findings = parse_settings(self.settings_text)
        assert settings is not None, findings
        return settings

    @cached_property
    def files(self) -> dict[str, ItemFile]:
        contacts = {key: contact(text) for key, text in SAFETY_CONTACTS.items()}
        files = {}
        for item_id, text in (contacts | dict(self.items)).items():
            file, findings = parse_item(front_matter(text), f"items/{item_id}.md")
            assert file is not None, findings
            files[item_id] = file
        return files

    @cached_property
    def plan_file(self) -> PlanFile:
        text = self.plan or PLAN.replace("{placed}", ", ".join(self.items))
        plan_file, findings = parse_plan(text, "bulletins/sample.yaml")
        assert plan_file is not None, findings
        return plan_file

    @cached_property
    def shelf(self) -> Shelf:
        items = {item_id: file.item for item_id, file in self.files.items()}
        return Shelf(self.settings, items, Directory(items.values()), self.assets, self.published)

    def file_subject(self, item_id: str) -> FileSubject:
        file = self.files[item_id]
        return FileSubject(file.source, self.settings, item=file.item)

    @property
    def plan_subject(self) -> FileSubject:
        return FileSubject(self.plan_file.source, self.settings, plan_file=self.plan_file)

    @property
    def set_subject(self) -> SetSubject:
        _, source, _ = parse_settings(self.settings_text)
        assert source is not None
        return SetSubject(self.shelf, source, self.files, {"sample": self.plan_file})

    @cached_property
    def bulletin_subject(self) -> BulletinSubject:
        plan = self.plan_file.plan
        today = plan.day
        assert today is not None
        variants = variants_of(plan, self.settings)
        return BulletinSubject(
            self.plan_file,
            self.shelf,
            self.files,
            today,
            variants,
            {each.name: compose(plan, self.shelf, each, "email") for each in variants},
            {each.name: compose(plan, self.shelf, each, "page") for each in variants},
            self.set_subject.settings_source,
        )

    def composition(self, variant: str) -> Composition:
        return self.bulletin_subject.emails[variant]

    def rendered(self, variant: str = "public", theme: str = "shield") -> Rendering:
        """What the product itself makes of it."""
        page = self.bulletin_subject.pages[variant].bulletin
        formats: tuple[Format, ...] = ("html", "text", "web")
        own_templates = Path("no-templates")
        return render(
            self.composition(variant).bulletin, page, load_theme(theme, own_templates), formats
        )

    def built_subject(self, variant: str = "public", **outputs: Any) -> BuiltSubject:
        subject = self.bulletin_subject
        chosen = next(each for each in subject.variants if each.name == variant)
        plan = self.plan_file.plan
        return BuiltSubject(
            self.plan_file,
            self.composition(variant),
            self.settings,
            self.files,
            chosen,
            hidden_strings(plan, self.shelf, readership(chosen, "email", self.settings)),
            hidden_strings(plan, self.shelf, readership(chosen, "page", self.settings)),
            **outputs,
        )


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with the edits of a finding made, the last first so that places hold."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        first, last = (starts[at.line - 1] + at.column - 1 for at in (edit.start, edit.end))
        text = text[:first] + edit.text + text[last:]
    return text


def findings_of(code: str, subject: object) -> list[Finding]:
    """The findings of one rule."""
    found: Rule = catalogue()[code]
    assert found.look is not None
    return list(found.look(subject))


class Checks:
    """Runs one rule over a text, as a test names it."""

    def in_item(
        self, code: str, text: str, more_settings: str = "", **fields: str
    ) -> list[Finding]:
        """Findings of a rule of the file stage; a body alone will do, with fields beside it."""
        workspace = SmallWorkspace({"sample": front_matter(text, **fields)}, None, more_settings)
        return findings_of(code, workspace.file_subject("sample"))

    def in_plan(self, code: str, text: str) -> list[Finding]:
        """Findings of a rule of the file stage in a bulletin's file."""
        return findings_of(code, SmallWorkspace(plan=text).plan_subject)

    def in_set(self, code: str, workspace: SmallWorkspace, **more: Any) -> list[Finding]:
        """Findings of a rule that looks at the whole workspace."""
        return findings_of(code, replace(workspace.set_subject, **more))

    def in_bulletin(self, code: str, workspace: SmallWorkspace) -> list[Finding]:
        """Findings of a rule of the bulletin stage."""
        assert catalogue()[code].stage is Stage.BULLETIN
        return findings_of(code, workspace.bulletin_subject)

    def built(
        self, code: str, workspace: SmallWorkspace, variant: str = "public", **outputs: Any
    ) -> list[Finding]:
        """Findings of a rule that looks at finished files."""
        return findings_of(code, workspace.built_subject(variant, **outputs))
