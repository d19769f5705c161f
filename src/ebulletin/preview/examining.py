"""Everything that stands beside the page, for one selection."""

from ebulletin.bulletins.load import PlanFile
from ebulletin.errors import EbulletinError
from ebulletin.press.previewing import Bench, Examined
from ebulletin.preview.model import Panels, Selection
from ebulletin.preview.panels import (
    Facts,
    client_support,
    grouped_findings,
    reading_ages,
    shown_contacts,
    shown_headings,
    shown_links,
    shown_pictures,
    sizes_of,
    who_sees_what,
)
from ebulletin.values.choices import join_words
from ebulletin.workspace import Workspace

_UNDATED = "Give the bulletin a date and a series that partnership.yaml knows, and look again."


def panels_of(bench: Bench, selection: Selection) -> Panels:
    """All panels of a selection, or why there are none."""
    try:
        examined = bench.examine(selection.bulletin, selection.variant)
    except EbulletinError as error:
        return Panels(selection, fault=str(error))
    if examined is None:
        return Panels(selection, fault=_UNDATED)
    facts = Facts(bench.workspace, examined)
    approval, mark = _approval(bench, selection.bulletin, examined)
    return Panels(
        selection=selection,
        approval=approval,
        mark=mark,
        findings=grouped_findings(facts),
        ignored=len(examined.report.ignored),
        links=shown_links(facts),
        pictures=shown_pictures(facts),
        contacts=shown_contacts(facts),
        sizes=sizes_of(facts),
        support=client_support(facts),
        headings=shown_headings(facts),
        ages=reading_ages(facts),
        readers=who_sees_what(facts),
        files=_files(bench.workspace, examined.subject.plan_file),
    )


def _approval(bench: Bench, slug: str, examined: Examined) -> tuple[str, str]:
    """Who approved it, in words; or else the words of the mark that says that nobody did."""
    if examined.finished.email.is_draft:
        return "", "Draft"
    try:
        approval = bench.approval(slug)
    except EbulletinError:
        return "", "Not approved: its record cannot be read"
    if approval is None:
        return "", "Not approved"
    if approval.holds:
        return f"Approved {approval.signed_words}", ""
    return "", f"Changed since {approval.name} approved it: {join_words(approval.voided_by, 'and')}"


def _files(workspace: Workspace, plan_file: PlanFile) -> dict[str, str]:
    """Where each item is written, and under no name the bulletin itself."""
    files = {item: file.source.path for item, file in workspace.items.items()}
    return {"": plan_file.source.path, **files}
