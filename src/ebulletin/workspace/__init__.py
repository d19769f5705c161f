"""The folders of a workspace on disk, opened in the order in which what they hold flows."""

from ebulletin.workspace.opening import (
    NoWorkspaceError,
    Workspace,
    find_root,
    open_workspace,
)
from ebulletin.workspace.reading import Reading

__all__ = ["NoWorkspaceError", "Reading", "Workspace", "find_root", "open_workspace"]
