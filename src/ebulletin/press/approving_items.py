"""Signs single items off: writes `approval` into their files, and into the log."""

from collections.abc import Sequence
from datetime import date

from ebulletin.editing import set_value, written_like
from ebulletin.errors import EbulletinError
from ebulletin.items.load import parse_item
from ebulletin.press import audit_log
from ebulletin.press.approvers import find_person
from ebulletin.values.choices import nearest
from ebulletin.workspace import Workspace


class UnknownItemError(EbulletinError):
    """The command names an item that the workspace does not have."""

    exit_code = 2

    def __init__(self, item: str, known: Sequence[str]) -> None:
        close = nearest(item, list(known))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        super().__init__(
            f"There is no item {item!r}.{hint} `ebulletin list --items` shows them all."
        )


class UnreadableChangeError(EbulletinError):
    """Writing the approval would make an item's file unreadable."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} could not be changed by itself, so nothing was. "
            "Write `approval: {by: NAME, on: DAY}` into it by hand."
        )


def approve_items(
    workspace: Workspace, items: Sequence[str], name: str, today: date
) -> tuple[str, ...]:
    """Write who signed items off, and when; gives the paths of their files.

    All of them or none: every name is looked up before the first file is written.

    Raises:
        UnknownItemError: There is no item of that id.
        NotAllowedToApproveError: There is no contact of that name.
    """
    person = find_person(workspace, name)
    texts = {}
    for item in items:
        file = workspace.items.get(item)
        if file is None:
            raise UnknownItemError(item, list(workspace.items))
        value = f"{{by: {person.id}, on: {today.isoformat()}}}"
        text = set_value(file.source.text, ["approval"], value)
        changed, _ = parse_item(text, file.source.path)
        if changed is None:
            raise UnreadableChangeError(file.source.path)
        texts[file.source.path] = text
    audit_log.append(workspace.root, "items-approved", items=list(items), by=person.id)
    for path, text in texts.items():
        place = workspace.root / path
        place.write_bytes(written_like(text, place.read_bytes()))
    return tuple(texts)
