"""Builds a bulletin: composed, rendered, looked at as finished bytes, and only then written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.shelf import Shelf
from ebulletin.checks.run import Ignoring, Report, ignore_lists, report
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.errors import EbulletinError
from ebulletin.output import builds_in, refuse_authored, remove_build, write_folder
from ebulletin.press import manifest
from ebulletin.press.checking import (
    blocking_findings,
    bulletin_subject,
    file_findings,
    ignoring_for,
    set_findings,
)
from ebulletin.press.errors import (
    UnknownBulletinError,
    UnknownVariantError,
    UnreadableBulletinError,
)
from ebulletin.press.finishing import FILE_NAMES, Finishing
from ebulletin.settings import Variant
from ebulletin.templates.model import Format
from ebulletin.workspace import Workspace

FORMATS: tuple[Format, ...] = ("html", "text", "web")


@dataclass(frozen=True, slots=True)
class BuiltVariant:
    """One variant as it was written.

    Attributes:
        folder: Where its files lie.
        sizes: Size in bytes of each text file, by name.
        is_withheld: A check that nothing may set aside failed on the finished files, so that none
            of them was kept.
    """

    name: str
    folder: Path
    sizes: Mapping[str, int] = field(default_factory=dict)
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gave.

    Attributes:
        variants: Empty where the build was refused before anything was written.
        report: Findings about the bulletin, its items and its files.
    """

    slug: str
    variants: tuple[BuiltVariant, ...]
    report: Report

    @property
    def is_refused(self) -> bool:
        """Whether nothing was written."""
        return not self.variants


def find_plan(workspace: Workspace, slug: str) -> PlanFile:
    """The bulletin of that name.

    Raises:
        UnreadableBulletinError: Its file is there, and has errors that keep it from being read.
        UnknownBulletinError: There is no such file.
    """
    found = workspace.plans.get(slug)
    if found is None:
        if slug in workspace.unread_plans:
            raise UnreadableBulletinError(workspace.unread_plans[slug])
        raise UnknownBulletinError(slug, [*workspace.plans, *workspace.unread_plans])
    return found


def build(
    workspace: Workspace, slug: str, *, variant: str | None = None,
    formats: Sequence[Format] = FORMATS, out: Path | None = None,
) -> BuildResult:  # fmt: skip
    """Build a bulletin into `out/<slug>/<variant>/`, with a record of each in `<variant>.json`.

    A locked error in what the bulletin is made of refuses the build; one in the finished files
    takes that variant's files away again. Other errors are reported and do not stop a build,
    because an officer wants to see the page while mending it.

    Args:
        variant: Only this one; all by default.
        formats: Which of e-mail, text and web page to write.
        out: The folder that takes the place of `out/` in the workspace.
    """
    if slug in workspace.unread_plans:
        path = workspace.unread_plans[slug]
        _withdraw_all(workspace, slug, variant, out)
        own = [finding for finding in workspace.findings if finding.place.path == path]
        return BuildResult(slug, (), report(own, Ignoring({})))
    plan_file = find_plan(workspace, slug)
    shelf = workspace.shelf
    chosen = chosen_variants(variants_of(plan_file.plan, shelf.settings), variant, slug)
    subject = bulletin_subject(workspace, shelf, plan_file)
    before = report_before(workspace, shelf, plan_file, subject)
    if subject is None or before.locked:
        _withdraw_all(workspace, slug, variant, out)
        return BuildResult(slug, (), before)
    folder = _folder(workspace, slug, out)
    if variant is None:
        # A variant that the bulletin no longer has would be taken for a new one.
        current = {each.name for each in chosen}
        _withdraw(folder, builds_in(folder, FILE_NAMES.values()), but=current)
    building = _Building(workspace, subject, tuple(formats), folder, before)
    return building.run(chosen)


def report_before(
    workspace: Workspace, shelf: Shelf, plan_file: PlanFile, subject: BulletinSubject | None
) -> Report:
    """The errors in the bulletin and in every file that goes into it."""
    if subject is None:
        found = [
            *workspace.findings, *file_findings(workspace, shelf), *set_findings(workspace, shelf)
        ]  # fmt: skip
        return report(found, Ignoring(ignore_lists(workspace.items.values(), [plan_file])))
    found = blocking_findings(workspace, subject)
    return report(found, ignoring_for(workspace, subject), is_archive=plan_file.plan.archive)


def chosen_variants(
    variants: Sequence[Variant], name: str | None, slug: str
) -> tuple[Variant, ...]:
    """The variant of that name, or all of them without a name.

    Raises:
        UnknownVariantError: The bulletin has none of that name.
    """
    if name is None:
        return tuple(variants)
    chosen = tuple(variant for variant in variants if variant.name == name)
    if not chosen:
        raise UnknownVariantError(name, slug, [variant.name for variant in variants])
    return chosen


def _folder(workspace: Workspace, slug: str, out: Path | None) -> Path:
    folder = (out or workspace.root / "out") / slug
    refuse_authored(folder, workspace.root)
    return folder


def _withdraw_all(workspace: Workspace, slug: str, variant: str | None, out: Path | None) -> None:
    """Take away what an earlier build left, so that nobody takes it for the refused one."""
    folder = _folder(workspace, slug, out)
    built = builds_in(folder, FILE_NAMES.values())
    _withdraw(folder, (each for each in built if variant in (None, each)))


def _withdraw(folder: Path, names: Iterable[str], but: Collection[str] = ()) -> None:
    for name in names:
        if name not in but:
            remove_build(folder, name)


class _Building:
    """One build: every variant is rendered, looked at as finished bytes, and only then written."""

    def __init__(
        self, workspace: Workspace, subject: BulletinSubject, formats: tuple[Format, ...],
        folder: Path, before: Report,
    ) -> None:  # fmt: skip
        self.plan = subject.plan_file.plan
        self.finishing = Finishing(workspace, subject, formats)
        self.folder = folder
        self.before = before

    def run(self, variants: Sequence[Variant]) -> BuildResult:
        built, total = [], self.before
        for variant in variants:
            try:
                result, after = self._variant(variant)
            except EbulletinError:
                # A theme that does not work: what is there is of an earlier build.
                _withdraw(self.folder, (each.name for each in variants))
                raise
            built.append(result)
            total += after
        return BuildResult(self.plan.slug, tuple(built), total)

    def _variant(self, variant: Variant) -> tuple[BuiltVariant, Report]:
        finished = self.finishing.finish(variant)
        after = finished.report
        folder = self.folder / variant.name
        # Beside the folder, not in it: a record names what a variant leaves out.
        record = self.folder / f"{variant.name}.json"
        if after.locked:
            remove_build(self.folder, variant.name)
            return BuiltVariant(variant.name, folder, is_withheld=True), after
        raw = {FILE_NAMES[each]: text.encode() for each, text in finished.texts.items()}
        sizes = {name: len(each) for name, each in raw.items()}
        raw.update({f"images/{name}": each for name, each in finished.pictures.items()})
        raw.update({f"files/{name}": each for name, each in finished.files.items()})
        write_folder(folder, raw)
        ignoring = self.finishing.ignoring
        record.write_bytes(manifest.write(finished.email, raw, self.before + after, ignoring))
        return BuiltVariant(variant.name, folder, sizes), after
