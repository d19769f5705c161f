"""What several panels ask of an examined variant, worked out once."""

from dataclasses import dataclass
from functools import cached_property

from ebulletin.checks.outputs import Element, Output, read_output
from ebulletin.press.previewing import Examined, named
from ebulletin.workspace import Workspace

_ITEM = "item-"


@dataclass(frozen=True)
class Facts:
    """An examined variant, and its finished e-mail as it was read."""

    workspace: Workspace
    examined: Examined

    @cached_property
    def html(self) -> str:
        """The finished e-mail, byte for byte."""
        return self.examined.finished.texts["html"]

    @cached_property
    def output(self) -> Output:
        """Its tags and words."""
        return read_output(self.html)

    @cached_property
    def titles(self) -> dict[str, str]:
        """How each item is called, by its id."""
        return dict(named(self.workspace))

    def title(self, item: str) -> str:
        """How an item is called; a plain name for what stands outside all items."""
        return self.titles.get(item, item) if item else "Around the items"

    def path(self, item: str) -> str:
        """Where an item is written; the bulletin's file for what is no item."""
        file = self.workspace.items.get(item)
        return (file or self.examined.subject.plan_file).source.path

    def item_of(self, element: Element) -> str:
        """The id of the item in which a tag stands, or nothing."""
        here: Element | None = element
        while here is not None:
            anchor = here.attributes.get("id", "")
            if anchor.startswith(_ITEM):
                return anchor.removeprefix(_ITEM)
            here = here.parent
        return ""
