"""Where a store's tables are, and how to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.store.connect import Limits, open_root
from core.store.reader import Cursor


def _nothing() -> None:
    return


@dataclass(frozen=True)
class Place:
    """``open(read_only)`` gives a root connection, ``prepare`` begins each of its cursors.

    ``adapt`` rewrites a migration for what the place lacks; ``migrate`` off leaves the schema as it
    is; ``release`` is called when the store is closed. ``is_file`` says that the tables are in the
    one file that the store's path names.
    """

    open: Callable[[bool], Cursor]
    prepare: str = ""
    adapt: Callable[[str], str] = str
    migrate: bool = True
    release: Callable[[], None] = _nothing
    is_file: bool = True


def embedded(path: Path, limits: Limits) -> Place:
    """The embedded database file."""
    return Place(lambda read_only: open_root(path, limits, read_only=read_only))


def copy_of(path: Path) -> Place:
    """A copy of a database file, to be read and left as it is."""
    return Place(lambda _: open_root(path, read_only=True), migrate=False)
