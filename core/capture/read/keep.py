"""Received files as they came, each kept once under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from core.capture.read import limits


@dataclass(frozen=True)
class Kept:
    """``path`` is ``files_dir/<sha256>``; ``size`` in bytes."""

    path: Path
    sha256: str
    size: int


def keep(path: Path, files_dir: Path) -> Kept:
    """Copy the file at ``path`` into ``files_dir`` unless its bytes are there already.

    The name appears only when the copy is complete.
    """
    files_dir.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=files_dir, prefix=".incoming-", delete=False) as copy:
        incoming = Path(copy.name)
        try:
            with path.open("rb") as source:
                while chunk := source.read(limits.MIB):
                    digest.update(chunk)
                    copy.write(chunk)
                    size += len(chunk)
            copy.flush()
            os.fsync(copy.fileno())
            name = digest.hexdigest()
            target = files_dir / name
            if target.exists():
                incoming.unlink()
            else:
                incoming.replace(target)
        except BaseException:
            incoming.unlink(missing_ok=True)
            raise
    return Kept(target, name, size)
