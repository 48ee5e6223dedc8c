"""Work in progress in the folder of kept files, and what a killed process left of it.

A file is kept under its digest; everything that is still being received, unpacked or rewritten has a
hidden name until it is whole.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

log = logging.getLogger(__name__)


def sweep(files_dir: Path) -> int:
    """Delete what processes that ended left half-written; returns how many files and folders.

    Only for the process that holds the database: nobody else is writing there then.
    """
    left = list(files_dir.glob(".*"))
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if left:
        log.info("removed %d unfinished files left by a process that was stopped", len(left))
    return len(left)
