"""Received files as they came, each kept once under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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


class Incoming:
    """A private copy that does not change any more, while its digest is still being computed."""

    def __init__(self, path: Path, digest: Future[str]) -> None:
        self.path = path
        self._digest = digest

    def keep(self) -> Kept:
        """Give the copy its lasting name, or drop it when these bytes are kept already."""
        name = self._digest.result()
        size = self.path.stat().st_size
        target = self.path.parent / name
        if target.exists():
            self.path.unlink()
        else:
            self.path.replace(target)
        return Kept(target, name, size)


@contextmanager
def receive(path: Path, files_dir: Path) -> Iterator[Incoming]:
    """Copy the file at ``path`` into ``files_dir``; the copy is gone at the end unless kept.

    The digest and the flush to disk run beside whatever reads the copy.
    """
    files_dir.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=files_dir, prefix=".incoming-", delete=False) as file:
        copy = Path(file.name)
    try:
        shutil.copyfile(path, copy)
        with ThreadPoolExecutor(1) as worker:
            yield Incoming(copy, worker.submit(_settle, copy))
    finally:
        copy.unlink(missing_ok=True)


def _settle(path: Path) -> str:
    """SHA-256 of the bytes at ``path``, which are on disk when this returns."""
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        while chunk := file.read(limits.MIB):
            digest.update(chunk)
        os.fsync(file.fileno())
    return digest.hexdigest()
