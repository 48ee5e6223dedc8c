"""What an erasure changes, or would change. It names places and counts, never the person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class TableCount:
    """Rows of one table that go, and rows that stay without the person."""

    table: str
    removed: int
    cleaned: int


@dataclass(frozen=True)
class FileCount:
    """A kept file: ``own`` records were the person's and are cleared, ``cleaned`` held mentions.

    ``name`` is the new name, empty when the file is only removed; ``batches`` are its imports.
    """

    old_name: str
    name: str
    batches: tuple[int, ...]
    own: int
    cleaned: int


@dataclass(frozen=True)
class ErasureReport:
    """``person`` is the keyed hash that stands for them in the audit log.

    ``events`` are numbers of audit events whose text was cleaned; the log was hashed anew from the
    first. ``namesakes`` says that someone else bears the name, so that the name alone was left where
    nothing else tells whom it means. ``still_held`` are copies made earlier that hold the person.
    """

    person: str
    dry_run: bool
    tables: tuple[TableCount, ...]
    files: tuple[FileCount, ...]
    events: tuple[int, ...]
    namesakes: bool
    still_held: tuple[str, ...]
    removed_copies: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON shows it."""
        return asdict(self)
