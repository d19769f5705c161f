"""The folders of a workspace on disk, opened in the order in which what they hold flows."""

from ebulletin.workspace.opening import (
    NoWorkspaceError,
    Workspace,
    find_root,
    open_workspace,
)

__all__ = ["NoWorkspaceError", "Workspace", "find_root", "open_workspace"]
