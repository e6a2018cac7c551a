"""Folders where locks may not hold: network drives and folders that a program copies elsewhere."""

from __future__ import annotations

from pathlib import Path

#: Kinds of file systems that other computers write to as well.
_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse")
)

#: Beginning of the name of a folder that a program keeps the same on several computers.
_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
    "syncthing",
)

_MOUNTS = Path("/proc/self/mounts")


def shared_folder(root: Path, mounts: Path = _MOUNTS) -> str:
    """What kind of shared place the folder lies in, in words; "" if none is known."""
    whole = root.resolve()
    if kind := _kind(whole, mounts):
        return f"a network drive ({kind})"
    if str(whole).startswith("\\\\"):
        return "a network drive"
    for part in whole.parts:
        if part.lower().startswith(_SYNCED) or part == "Mobile Documents":
            return f"a folder that is copied to other computers ({part})"
    return ""


def _kind(whole: Path, mounts: Path) -> str:
    """The network file system that the folder is on; "" if it is none or the system does not say."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""
    found = [(parts[1].replace("\\040", " "), parts[2]) for parts in lines if len(parts) > 2]
    within = [(len(point), kind) for point, kind in found if Path(point) == whole or Path(point) in whole.parents]
    kind = max(within, default=(0, ""))[1]
    return kind if kind in _NETWORK else ""
