"""Tells folders of this machine from those on a network or copied by a syncing program."""

import os
import subprocess
import sys
from pathlib import Path, PurePath

from ebulletin.delivery.ledger import LedgerError

_NETWORK_FILE_SYSTEMS = frozenset({
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs",
    "fuse.gcsfuse", "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs",
    "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "webdav",
})  # fmt: skip

# Folder names by which syncing programs are known; OneDrive adds the organisation's name.
_SYNCED_NAMES = (
    "box", "box sync", "creative cloud files", "dropbox", "google drive", "googledrive",
    "icloud drive", "icloudrive", "mobile documents", "my drive", "nextcloud", "onedrive",
    "owncloud", "pcloud drive", "proton drive", "seafile", "sharepoint", "sync", "tresorit",
)  # fmt: skip
_SYNCED_BEGINNINGS = ("box-", "dropbox (", "googledrive-", "onedrive -", "onedrive-")
_SYNCED_MARKS = (".dropbox", ".dropbox.cache", ".owncloudsync.log", ".stfolder", ".sync", ".tmp.drivedownload")  # fmt: skip # noqa: E501

_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of the Windows call GetDriveTypeW."""


class SharedPlaceError(LedgerError):
    """The ledger would lie where two machines could write it, or a copy could come back."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"Sending is refused, because the ledger in {folder} would lie {why}. There two "
            "computers could send at once, or an old copy could come back, and people would get "
            "a message twice. Copy the workspace to a folder on this computer's own disk, such "
            "as one in your home folder, and send from there."
        )


def refuse_shared_place(folder: Path) -> None:
    """Refuse a folder that more than one machine may write to.

    Raises:
        SharedPlaceError: It does, as far as can be told from outside.
    """
    why = why_shared(folder.resolve())
    if why:
        raise SharedPlaceError(folder, why)


def why_shared(folder: Path, mounts: str | None = None) -> str:
    """Where a folder lies, in words, if more than one machine may write to it; else nothing.

    Args:
        folder: From the root; it need not exist yet.
        mounts: What stands in /proc/self/mountinfo; by default it is read.
    """
    named = _synced_by_name(folder)
    if named:
        return f"in {named}, which a syncing program copies"
    for parent in (folder, *folder.parents):
        for mark in _SYNCED_MARKS:
            if (parent / mark).exists():
                return f"in {parent}, which a syncing program copies"
    if sys.platform == "win32":
        return "on a network drive" if _is_windows_network(folder) else ""
    kind = _file_system(folder, _mount_table() if mounts is None else mounts)
    return f"on a network drive ({kind})" if kind in _NETWORK_FILE_SYSTEMS else ""


def _synced_by_name(folder: PurePath) -> str:
    for place in (folder, *folder.parents):
        name = place.name.lower()
        if name in _SYNCED_NAMES or name.startswith(_SYNCED_BEGINNINGS):
            return str(place)
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        synced = os.environ.get(variable)
        if synced and folder.is_relative_to(synced):
            return synced
    return ""


def _is_windows_network(folder: Path) -> bool:
    if str(folder).startswith("\\\\"):
        return True
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return False
    return bool(windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)


def _mount_table() -> str:
    """What is mounted where, in the form of Linux; empty where it cannot be told."""
    table = Path("/proc/self/mountinfo")
    if table.exists():
        return table.read_text(encoding="utf-8", errors="replace")
    try:
        told = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    # A Mac says: //ann@server/share on /Volumes/share (smbfs, nodev, nosuid)
    lines = []
    for line in told.stdout.splitlines():
        _, _, rest = line.partition(" on ")
        point, _, kind = rest.partition(" (")
        escaped = point.replace(" ", "\\040")
        lines.append(f"0 0 0:0 / {escaped} rw - {kind.split(',')[0]} source rw")
    return "\n".join(lines)


def _file_system(folder: Path, mounts: str) -> str:
    """The kind of file system that holds a folder: that of the longest mount point above it."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = Path(fields[4].replace("\\040", " ").replace("\\011", "\t"))
        # Later mounts lie over earlier ones at the same place.
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return kind
