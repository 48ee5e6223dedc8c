"""Copies one file durably and prints its SHA-256: ``python copy_file.py SOURCE TARGET``.

Run as a process of its own: POSIX drops every lock a process holds on a file as soon as it closes
any handle to it, so copying the open database from within would let a second process in.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

_CHUNK = 8 * 1024 * 1024


def copy_durably(source: Path, target: Path) -> str:
    """Copy ``source`` to ``target``, sync it, and return the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(_CHUNK):
            digest.update(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(copy_durably(Path(sys.argv[1]), Path(sys.argv[2])))
