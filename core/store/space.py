"""Disk space: how much is free, and which errors mean that there is none."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from core.errors import DiskFull

MIN_FREE_BYTES = 64 * 1024 * 1024
"""Writing resumes after a full disk once this much is free: room for a commit and a checkpoint."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_TEXTS = ("no space left on device", "disk quota exceeded", "file too large")


def free_bytes(folder: Path) -> int:
    """Bytes free for this user on the file system of ``folder`` (or its nearest existing parent)."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require_free_space(folder: Path, needed: int, purpose: str) -> None:
    """Refuse work that would fill the disk half-way.

    ``needed`` is in bytes and ``purpose`` completes "… needs". Raises
    :class:`~core.errors.DiskFull` naming how much is missing.
    """
    free = free_bytes(folder)
    if free < needed + MIN_FREE_BYTES:
        missing = needed + MIN_FREE_BYTES - free
        raise DiskFull(
            f"{purpose} needs {_megabytes(needed)} and the disk of {folder} has"
            f" {_megabytes(free)} free.",
            f"Free {_megabytes(missing)} there and try again.",
        )


def is_disk_full(error: BaseException) -> bool:
    """Whether the operating system refused a write for want of space."""
    if isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in _FULL):
        return True
    text = str(error).lower()
    return any(phrase in text for phrase in _FULL_TEXTS)


def disk_full(folder: Path) -> DiskFull:
    """The refusal every write gets while the disk is full."""
    return DiskFull(
        f"The disk of {folder} is full: nothing was lost, and nothing can be written now.",
        f"Free at least {_megabytes(MIN_FREE_BYTES)} there; writing then resumes by itself.",
    )


def _megabytes(count: int) -> str:
    return f"{max(1, round(count / 1_000_000)):,} MB"
