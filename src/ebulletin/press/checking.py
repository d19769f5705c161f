"""Checks the whole workspace, or one bulletin with all that goes into it."""

from collections.abc import Iterable

from ebulletin.bulletins.compose import compose, variants_of
from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.shelf import Shelf
from ebulletin.checks.items.ignoring import unused_ignores
from ebulletin.checks.rule import Stage
from ebulletin.checks.run import Ignoring, Report, ignore_lists, look, report, together
from ebulletin.checks.shown import contacts_shown
from ebulletin.checks.subjects import BulletinSubject, FileSubject, SetSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items.load import ItemFile
from ebulletin.press.kept import CheckedBulletin, Kept, watched_shelf, watched_subject
from ebulletin.settings import Partnership
from ebulletin.workspace import Workspace


def check(
    workspace: Workspace, kept: Kept | None = None, *, more: Iterable[Finding] = ()
) -> Report:
    """Run every check that reads source files, over the whole workspace.

    Args:
        kept: What an earlier check found; only what has changed since is looked at again.
        more: What was found in the files by other means, to be reported and ignored alike.
    """
    if workspace.settings is None or workspace.settings_source is None:
        return report([*workspace.findings, *more])
    kept = kept or Kept()
    kept.begin(workspace)
    every = (_checked_bulletin(workspace, each, kept) for each in workspace.plans.values())
    reports = [checked.report for checked in every if checked is not None]
    found = [
        *workspace.findings,
        *kept.file_findings(
            _file_subjects(workspace.settings, workspace.items.values(), workspace.plans.values()),
            is_strict=workspace.settings.style.strict,
        ),
        *kept.set_findings(_set_subject(workspace), is_strict=workspace.settings.style.strict),
        *more,
    ]
    ignoring = Ignoring(ignore_lists(workspace.items.values(), workspace.plans.values()))
    past = past_files(workspace, kept)
    reports.append(report((each for each in found if each.place.path not in past), ignoring))
    from_archive = (each for each in found if each.place.path in past)
    reports.append(report(from_archive, ignoring, is_archive=True))
    total = together(reports)
    unused = unused_ignores(workspace.items.values(), workspace.plans.values(), total.ignored)
    return total + report(unused)


def past_files(workspace: Workspace, kept: Kept) -> frozenset[str]:
    """Paths of what only archive copies print: it can no longer be changed."""
    past, current = set[str](), set[str]()
    for plan_file in workspace.plans.values():
        checked = _checked_bulletin(workspace, plan_file, kept)
        if checked is not None:
            (past if plan_file.plan.archive else current).update(checked.files)
    return frozenset(past - current)


def _checked_bulletin(
    workspace: Workspace, plan_file: PlanFile, kept: Kept
) -> CheckedBulletin | None:
    def check_now(asked: set[str]) -> CheckedBulletin | None:
        shelf = watched_shelf(workspace.shelf, asked)
        composed = bulletin_subject(workspace, shelf, plan_file)
        if composed is None:
            return None
        subject = watched_subject(composed, asked)
        found = _bulletin_report(workspace, subject)
        return CheckedBulletin(plan_file, found, files_of(subject), frozenset(asked))

    return kept.bulletin(plan_file, check_now)


def _set_subject(workspace: Workspace) -> SetSubject:
    assert workspace.settings_source is not None
    return SetSubject(
        shelf=workspace.shelf,
        settings_source=workspace.settings_source,
        items=workspace.items,
        plans=workspace.plans,
        tracked_lists=workspace.tracked_lists(),
        stray_lists=workspace.stray_lists(),
        unread=workspace.unread,
    )


def file_findings(workspace: Workspace, shelf: Shelf) -> list[Finding]:
    """What the rules say of each authored file by itself."""
    items, plans = workspace.items.values(), workspace.plans.values()
    is_strict = shelf.settings.style.strict
    return look(Stage.FILE, _file_subjects(shelf.settings, items, plans), is_strict=is_strict)


def set_findings(workspace: Workspace, shelf: Shelf) -> list[Finding]:
    """What the rules say of all files together."""
    return look(Stage.SET, [_set_subject(workspace)], is_strict=shelf.settings.style.strict)


def blocking_findings(workspace: Workspace, subject: BulletinSubject) -> list[Finding]:
    """The errors in everything that goes into one bulletin, and nothing else.

    Advice, and what other files hold, is left to `check`: a build is asked for many times a day.
    """
    assert workspace.settings_source is not None
    needed = files_of(subject)
    items = {name: file for name, file in subject.items.items() if file.source.path in needed}
    plans = {subject.plan_file.plan.slug: subject.plan_file}
    settings = subject.shelf.settings
    among = SetSubject(
        subject.shelf, workspace.settings_source, items, plans, unread=workspace.unread
    )
    return [
        *(each for each in workspace.findings if each.severity is Severity.ERROR),
        *look(
            Stage.FILE, _file_subjects(settings, items.values(), plans.values()), only_errors=True
        ),
        *look(Stage.SET, [among], only_errors=True),
        *look(Stage.BULLETIN, [subject], only_errors=True),
    ]


def _file_subjects(
    settings: Partnership, items: Iterable[ItemFile], plans: Iterable[PlanFile]
) -> list[FileSubject]:
    return [
        *(FileSubject(each.source, settings, item=each.item) for each in items),
        *(FileSubject(each.source, settings, plan_file=each) for each in plans),
    ]


def _bulletin_report(workspace: Workspace, subject: BulletinSubject) -> Report:
    found = look(Stage.BULLETIN, [subject], is_strict=subject.shelf.settings.style.strict)
    ignoring = ignoring_for(workspace, subject)
    return report(found, ignoring, is_archive=subject.plan_file.plan.archive)


def bulletin_subject(
    workspace: Workspace, shelf: Shelf, plan_file: PlanFile
) -> BulletinSubject | None:
    """A bulletin composed in every variant; None where it cannot be composed at all."""
    plan = plan_file.plan
    today = plan.day
    if today is None or plan.series not in shelf.settings.series:
        return None
    assert workspace.settings_source is not None
    variants = variants_of(plan, shelf.settings)
    with_drafts = plan.status == "draft"
    return BulletinSubject(
        plan_file=plan_file,
        shelf=shelf,
        items=workspace.items,
        today=today,
        variants=variants,
        emails={
            v.name: compose(plan, shelf, v, "email", with_drafts=with_drafts) for v in variants
        },
        pages={v.name: compose(plan, shelf, v, "page", with_drafts=with_drafts) for v in variants},
        settings_source=workspace.settings_source,
    )


def ignoring_for(workspace: Workspace, subject: BulletinSubject) -> Ignoring:
    """The `ignore` lists that hold for one bulletin and the items that it places."""
    files = [workspace.items[each] for each in placed_items(subject) if each in workspace.items]
    return Ignoring(
        by_path=ignore_lists(workspace.items_with_ignores, [subject.plan_file]),
        placing=subject.plan_file.source.path,
        covered=frozenset(file.source.path for file in files),
        today=subject.today,
    )


def placed_items(subject: BulletinSubject) -> list[str]:
    """Ids of the items that a bulletin names or takes in any variant."""
    compositions = [*subject.emails.values(), *subject.pages.values()]
    placed = dict.fromkeys(item for each in compositions for item in each.placed)
    return list(dict.fromkeys((*subject.plan_file.plan.named_items(), *placed)))


def files_of(subject: BulletinSubject) -> frozenset[str]:
    """Paths of a bulletin's file, of the items it places and of the contacts it shows."""
    shown = (contact.id for contact in contacts_shown(subject))
    needed = (*placed_items(subject), *subject.shelf.settings.contacts_named(), *shown)
    items = subject.items
    paths = (items[each].source.path for each in needed if each in items)
    return frozenset((subject.plan_file.source.path, *paths))
