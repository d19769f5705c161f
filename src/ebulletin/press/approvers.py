"""Who may approve a bulletin: a known contact, named for it, who did not prepare it."""

from collections.abc import Iterable

from ebulletin.bulletins.model import Plan
from ebulletin.items.contact import Contact
from ebulletin.press.errors import NotAllowedToApproveError
from ebulletin.values.choices import join_words, nearest
from ebulletin.workspace import Workspace


def find_person(workspace: Workspace, name: str) -> Contact:
    """The contact of that name or id.

    Raises:
        NotAllowedToApproveError: There is none.
    """
    directory = workspace.directory
    found = directory.find(name) or directory.by_name(name)
    if found is not None:
        return found
    people = [each.name for each in directory.contacts if each.type == "person"]
    close = nearest(name, people)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise NotAllowedToApproveError(
        f"{name!r} is no contact of this workspace, so nobody could be asked about it later.{hint} "
        "`ebulletin list --kind contact` shows them all."
    )


def approver_of(workspace: Workspace, plan: Plan, name: str) -> Contact:
    """The contact of that name, who may approve this bulletin.

    Raises:
        NotAllowedToApproveError: Nobody may yet, or not this person.
    """
    if plan.status == "draft":
        raise NotAllowedToApproveError(
            f"{plan.slug!r} is a draft. Write `status: ready` in its file once it is finished."
        )
    if plan.author is None:
        raise NotAllowedToApproveError(
            f"{plan.slug!r} does not say who prepared it, and that person may not approve it. "
            "Write `author:` with a contact in its file."
        )
    person = find_person(workspace, name)
    for reason in why_not_this_person(workspace, plan, person.id, person.name):
        raise NotAllowedToApproveError(reason)
    return person


def why_not_this_person(
    workspace: Workspace, plan: Plan, approver: str, name: str
) -> Iterable[str]:
    """What stands against an approval by this contact, one sentence each."""
    if plan.author is not None and approver == plan.author.id:
        yield f"{name} prepared {plan.slug!r} and may not approve it. Ask a second person to."
    delivery = workspace.settings.delivery if workspace.settings else None
    allowed = delivery.approvers if delivery else ()
    if allowed and approver not in allowed:
        contacts = [workspace.directory.find(each) for each in allowed]
        known = [
            found.name if found else each for found, each in zip(contacts, allowed, strict=True)
        ]
        yield (
            f"{name} is not among those who may approve: {join_words(known, 'and')} "
            "(delivery: approvers in partnership.yaml)."
        )
