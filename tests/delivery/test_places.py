"""The ledger lies on a disk of this machine, or nothing is sent."""

from pathlib import Path

import pytest

from ebulletin.delivery.places import SharedPlaceError, refuse_shared_place, why_shared
from ebulletin.delivery.sqlite_ledger import open_ledger

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:50 / /disk/ann/share rw,relatime - cifs //server/share rw
31 22 0:51 / /srv/nfs\\040share rw,relatime - nfs4 server:/share rw
32 30 254:1 / /disk/ann/share/local rw,relatime - ext4 /dev/vdb rw
"""


@pytest.mark.parametrize(
    "folder",
    ["/disk/ann/share/bulletins/.ebulletin", "/srv/nfs share/.ebulletin", "/disk/ann/share"],
)
def test_a_network_drive_is_refused(folder: str) -> None:
    assert "network drive" in why_shared(Path(folder), MOUNTS)


@pytest.mark.parametrize(
    "folder",
    [
        "/disk/ann/OneDrive - Elmsvale Council/bulletins/.ebulletin",
        "/disk/ann/Dropbox/bulletins/.ebulletin",
        "/volumes/ann/Library/Mobile Documents/com~apple~CloudDocs/.ebulletin",
        "/disk/ann/Nextcloud/.ebulletin",
        "/volumes/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/.ebulletin",
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_refused(folder: str) -> None:
    assert "syncing program" in why_shared(Path(folder), MOUNTS)


@pytest.mark.parametrize(
    "folder",
    ["/disk/ann/bulletins/.ebulletin", "/disk/ann/share/local/.ebulletin", "/srv/nfs/.ebulletin"],
)
def test_a_disk_of_this_machine_is_right(folder: str) -> None:
    assert why_shared(Path(folder), MOUNTS) == ""


def test_the_mark_of_a_syncing_program_is_seen_in_a_folder_above(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()

    with pytest.raises(SharedPlaceError, match="Copy the workspace to a folder on this computer"):
        refuse_shared_place(tmp_path / "bulletins/.ebulletin")


def test_no_ledger_is_made_in_a_synced_folder(tmp_path: Path) -> None:
    with pytest.raises(SharedPlaceError):
        open_ledger(tmp_path / "Dropbox/.ebulletin")

    assert not (tmp_path / "Dropbox").exists()
