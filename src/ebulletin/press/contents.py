"""A bulletin as it may leave the house: every variant finished, checked, and neutral.

Exports and sending start here; how each tool or recipient gets it is theirs.
"""

from collections.abc import Iterator
from dataclasses import replace

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.composed import Bulletin
from ebulletin.bulletins.hosting import hosted_under
from ebulletin.bulletins.needs import files_needed
from ebulletin.checks.run import Report
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.press.building import chosen_variants, find_plan, report_before
from ebulletin.press.checking import bulletin_subject
from ebulletin.press.errors import UnsoundBulletinError
from ebulletin.press.finishing import Finished, Finishing
from ebulletin.settings import Variant
from ebulletin.templates.content import UNSUBSCRIBE, VIEW_ONLINE, Content
from ebulletin.workspace import Workspace


def contents(workspace: Workspace, slug: str, variant: str | None = None) -> tuple[Content, ...]:
    """Every variant of a bulletin, or the one named, ready for an export or for sending.

    Whether it is a draft, an archive copy, or approved, is for the caller to ask.

    Raises:
        UnknownBulletinError: There is no such bulletin.
        UnreadableBulletinError: Its file has errors that keep it from being read.
        UnknownVariantError: It has no variant of that name.
        UnsoundBulletinError: A check found an error that nothing sets aside.
    """
    found, total = checked_contents(workspace, slug, variant)
    if total.errors:
        raise UnsoundBulletinError(slug, total.errors)
    return found


def checked_contents(
    workspace: Workspace, slug: str, variant: str | None = None
) -> tuple[tuple[Content, ...], Report]:
    """The same with what the checks say, errors too; no content where it cannot be composed."""
    plan_file = find_plan(workspace, slug)
    shelf = workspace.shelf
    variants = variants_of(plan_file.plan, shelf.settings)
    chosen = chosen_variants(variants, variant, slug)
    subject = bulletin_subject(workspace, shelf, plan_file)
    before = report_before(workspace, shelf, plan_file, subject)
    if subject is None or before.locked:
        return (), before
    finishing = Finishing(workspace, subject, ("html", "text", "web"))
    total, made = before, []
    for each in chosen:
        finished = finishing.finish(each)
        total += finished.report
        made.append(_content(finishing, each, finished))
    return tuple(made), total


def _content(finishing: Finishing, variant: Variant, finished: Finished) -> Content:
    subject = finishing.subject
    public_page = finished.email.footer.view_online
    bulletin = _neutral(subject, finished.email)
    rendering = Finishing(finishing.workspace, subject, ("html", "text")).render(
        bulletin, finished.page
    )
    assert rendering.html is not None
    assert rendering.text is not None
    travelling, hosted = _attached(finished, bulletin)
    shown = {each.name for each in files_needed([bulletin]).pictures}
    return Content(
        slug=bulletin.slug,
        series=bulletin.series,
        edition=bulletin.edition_words,
        date=bulletin.date,
        variant=variant.name,
        level=variant.level,
        segments=frozenset(variant.segments),
        subject=rendering.subject,
        preheader=rendering.preheader,
        html=rendering.html,
        text=rendering.text,
        pictures={name: raw for name, raw in finished.pictures.items() if name in shown},
        attachments=travelling,
        hosted=hosted,
        public_page=public_page,
        leave=finished.email.footer.unsubscribe,
        bulletin=bulletin,
        page=finished.page,
        is_draft=bulletin.is_draft,
        is_archive=bulletin.is_archive_copy,
    )


def _neutral(subject: BulletinSubject, email: Bulletin) -> Bulletin:
    """The e-mail with what differs per reader or tool in its neutral form."""
    page = email.footer.view_online
    footer = replace(
        email.footer, unsubscribe=UNSUBSCRIBE, view_online=VIEW_ONLINE if page else None
    )
    names = frozenset(_public_files(subject)) if page else frozenset[str]()
    return hosted_under(replace(email, footer=footer), page, names)


def _public_files(subject: BulletinSubject) -> Iterator[str]:
    """Names of the files that lie beside the public page."""
    public = subject.pages.get("public")
    if public is not None:
        for each in files_needed([public.bulletin]).attachments:
            if each.is_hosted and each.name is not None:
                yield each.name


def _attached(finished: Finished, bulletin: Bulletin) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files that travel in the message, and those that are read on the website."""
    travelling, hosted = dict[str, bytes](), dict[str, bytes]()
    for each in files_needed([bulletin]).attachments:
        if each.name is not None:
            (hosted if each.is_hosted else travelling)[each.name] = finished.files[each.name]
    return travelling, hosted
