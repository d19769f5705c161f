"""Shows a bulletin as it would be built, again and again in one process, without writing a file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ebulletin.bulletins.compose import Composition, compose, variants_of
from ebulletin.bulletins.composed import Bulletin
from ebulletin.bulletins.load import PlanFile
from ebulletin.checks.rule import Stage
from ebulletin.checks.run import Report, look, report
from ebulletin.checks.subjects import BulletinSubject, FileSubject, SetSubject
from ebulletin.checks.text import forget_prose
from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding, Severity
from ebulletin.press.approving import Approval, approval_of
from ebulletin.press.building import find_plan
from ebulletin.press.checking import bulletin_subject, files_of, ignoring_for
from ebulletin.press.contents import checked_contents
from ebulletin.press.errors import UnknownVariantError, UnsoundBulletinError
from ebulletin.press.finishing import Finished, Finishing
from ebulletin.press.kept import Kept
from ebulletin.settings import Variant
from ebulletin.templates.model import Format, Rendering
from ebulletin.workspace import Reading, Workspace, open_workspace
from ebulletin.workspace.publications import read_record, read_variant

_OF_ALL = frozenset({"partnership.yaml", "glossary.yaml"})


class BrokenFileError(EbulletinError):
    """A file that a bulletin stands on cannot be read any more."""

    def __init__(self, findings: Collection[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{each.place}: {each.message}" for each in findings))


class Written(NamedTuple):
    """The two forms of one e-mail."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Sight:
    """One variant of a bulletin as its readers see it, draft items included.

    Attributes:
        email: Composed for e-mail and plain text.
        page: Composed for the web page; the same as `email` where no page was asked for.
        rendering: In the format that was asked for.
    """

    plan_file: PlanFile
    variants: tuple[Variant, ...]
    variant: Variant
    email: Composition
    page: Composition
    rendering: Rendering


@dataclass(frozen=True, slots=True)
class Examined:
    """One variant as a build would write it, and everything that the checks say of it.

    Attributes:
        finished: Its finished files.
        report: What stands in the bulletin, the files that go into it and the finished files.
    """

    subject: BulletinSubject
    variant: Variant
    finished: Finished
    report: Report


@dataclass(slots=True)
class Bench:
    """A workspace that is read again after each saved file; only what changed costs time.

    Not safe for several threads at once.
    """

    root: Path
    _reading: Reading = field(default_factory=Reading)
    _kept: Kept = field(default_factory=Kept)
    _workspace: Workspace | None = None
    _stands_on: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _shown: dict[tuple[str, str], tuple[Bulletin, Bulletin]] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """As it was read last."""
        return self._workspace or self.read()

    def read(self) -> Workspace:
        """Read what has changed on disk.

        Raises:
            NoWorkspaceError: partnership.yaml is gone.
        """
        self._workspace = open_workspace(self.root, self._reading)
        return self._workspace

    def see(self, slug: str, variant: str, form: Format) -> Sight:
        """Compose and render one variant in one format, and nothing else.

        Args:
            variant: Its name; the first one where empty.

        Raises:
            BrokenFileError: A file of this bulletin could be read before, and cannot be now.
            EbulletinError: There is no such bulletin, or it cannot be composed or rendered.
        """
        workspace = self.workspace
        self._refuse_broken(workspace, slug, variant)
        plan_file = find_plan(workspace, slug)
        shelf = workspace.shelf
        variants = variants_of(plan_file.plan, shelf.settings)
        chosen = _chosen(variants, variant, slug)
        email = compose(plan_file.plan, shelf, chosen, "email", with_drafts=True)
        page = email
        if form == "web":
            page = compose(plan_file.plan, shelf, chosen, "page", with_drafts=True)
        rendering = self._render(email.bulletin, (form,), page.bulletin)
        self._note(workspace, slug, chosen.name, email)
        self._shown[slug, chosen.name] = (email.bulletin, page.bulletin)
        return Sight(plan_file, tuple(variants), chosen, email, page, rendering)

    def shown_last(self, slug: str, variant: str) -> tuple[Bulletin, ...]:
        """What was last shown of a variant, for e-mail and for the web; nothing before that."""
        return self._shown.get((slug, variant), ())

    def written(self, slug: str, variant: str) -> Written:
        """The e-mail as a build would write it now.

        Raises:
            EbulletinError: There is no such bulletin or variant, or it cannot be rendered.
        """
        workspace = self.workspace
        plan = find_plan(workspace, slug).plan
        shelf = workspace.shelf
        chosen = _chosen(variants_of(plan, shelf.settings), variant, slug)
        email = compose(plan, shelf, chosen, "email", with_drafts=plan.status == "draft")
        rendering = self._render(email.bulletin, ("text", "html"))
        return Written(rendering.text or "", rendering.html or "")

    def examine(self, slug: str, variant: str) -> Examined | None:
        """Finish one variant as a build does, and check it with all that goes into it.

        None where the bulletin lacks what it takes to be composed.
        """
        workspace = self.workspace
        plan_file = find_plan(workspace, slug)
        subject = bulletin_subject(workspace, workspace.shelf, plan_file)
        if subject is None:
            return None
        chosen = _chosen(subject.variants, variant, slug)
        finished = Finishing(workspace, subject, ("html", "text", "web")).finish(chosen)
        before = self._report(workspace, subject)
        return Examined(subject, chosen, finished, before + finished.report)

    def since_approval(self, slug: str, variant: str) -> tuple[Written, Written] | None:
        """The e-mail as it was last approved, and as it would be approved now.

        None where nobody approved it. Both have the reader's own way out in its neutral form.

        Raises:
            EbulletinError: What was approved cannot be read, or nothing can be approved now.
        """
        workspace = self.workspace
        if read_record(workspace.root, slug) is None:
            return None
        email = read_variant(workspace.root, slug, variant).email
        before = self._render(email, ("text", "html"))
        found, report = checked_contents(workspace, slug, variant)
        if not found:
            raise UnsoundBulletinError(slug, report.locked or report.errors)
        return Written(before.text or "", before.html or ""), Written(found[0].text, found[0].html)

    def approval(self, slug: str) -> Approval | None:
        """The sign-off of a bulletin, and whether it still holds."""
        return approval_of(self.workspace, slug)

    def forget(self) -> None:
        """Let go of the texts of earlier versions of the files; the next look reads them again."""
        forget_prose()

    def findings_of_files(self) -> tuple[Finding, ...]:
        """What keeps files from being read, the whole workspace over."""
        found = self.workspace.findings
        return tuple(each for each in found if each.severity is Severity.ERROR)

    def _render(
        self, email: Bulletin, forms: tuple[Format, ...], page: Bulletin | None = None
    ) -> Rendering:
        from ebulletin.templates.load import load_theme
        from ebulletin.templates.render import render

        theme = load_theme(email.theme, self.root / "templates")
        return render(email, page or email, theme, forms)

    def _refuse_broken(self, workspace: Workspace, slug: str, variant: str) -> None:
        """Refuse to show a bulletin without an item that was in it a moment ago."""
        gone = self._stands_on.get((slug, variant), frozenset()) & workspace.unread
        paths = {path for path in (workspace.unread_plans.get(slug),) if path}
        if workspace.settings is None:
            paths |= _OF_ALL
        broken = [
            each
            for each in workspace.findings
            if each.severity is Severity.ERROR
            and (each.place.path in paths or _stem(each.place.path) in gone)
        ]
        if broken:
            raise BrokenFileError(broken)

    def _note(self, workspace: Workspace, slug: str, variant: str, email: Composition) -> None:
        """Remember what the bulletin stands on; any contact may be cited in a text."""
        contacts = (each.id for each in workspace.directory.contacts)
        ids = frozenset((*email.placed, *contacts))
        for name in ("", variant):
            self._stands_on[slug, name] = ids

    def _report(self, workspace: Workspace, subject: BulletinSubject) -> Report:
        """What the checks of source files say of one bulletin and of what goes into it."""
        settings = subject.shelf.settings
        is_strict = settings.style.strict
        files = files_of(subject)
        unread = {each.place.path for each in workspace.findings} - _known(workspace)
        self._kept.begin(workspace)
        among = SetSubject(
            subject.shelf, subject.settings_source, workspace.items, workspace.plans,
            unread=workspace.unread,
        )  # fmt: skip
        own = [
            FileSubject(each.source, settings, item=each.item)
            for each in workspace.items.values()
            if each.source.path in files
        ]
        own.append(FileSubject(subject.plan_file.source, settings, plan_file=subject.plan_file))
        found = [
            *workspace.findings,
            *self._kept.file_findings(own, is_strict=is_strict),
            *self._kept.set_findings(among, is_strict=is_strict),
            *look(Stage.BULLETIN, [subject], is_strict=is_strict),
        ]
        wanted = files | _OF_ALL | unread
        return report(
            (each for each in found if each.place.path in wanted),
            ignoring_for(workspace, subject),
            is_archive=subject.plan_file.plan.archive,
        )


def named(workspace: Workspace) -> Mapping[str, str]:
    """The title, or a contact's name, of each item by its id."""
    return {
        item_id: (getattr(file.item, "name", None) or file.item.title or item_id)
        for item_id, file in workspace.items.items()
    }


def _chosen(variants: Collection[Variant], name: str, slug: str) -> Variant:
    for each in variants:
        if not name or each.name == name:
            return each
    raise UnknownVariantError(name, slug, [each.name for each in variants])


def _known(workspace: Workspace) -> set[str]:
    sources = [each.source.path for each in workspace.items.values()]
    return {*sources, *(each.source.path for each in workspace.plans.values()), *_OF_ALL}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
