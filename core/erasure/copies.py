"""Copies made earlier, which hold the person: backups, and databases that a restore replaced."""

from __future__ import annotations

from pathlib import Path

from core.actor import Actor
from core.store import Store, backup


def earlier_copies(store: Store, backup_dir: Path) -> list[Path]:
    """Backups, finished or not, and databases kept aside; newest first."""
    made = [path for path in backup_dir.glob("*") if path.is_dir() and path.name != "files"]
    aside = store.path.parent.glob(f"{store.path.name}.replaced-*")
    return sorted(made, reverse=True) + sorted(aside, reverse=True)


def replace_copies(
    store: Store, actor: Actor, backup_dir: Path, files_dir: Path
) -> tuple[str, ...]:
    """Make a backup without the person, verify it, and only then delete every copy made earlier."""
    before = earlier_copies(store, backup_dir)
    backup(store, actor, backup_dir, files_dir, keep=1)
    for path in before:
        if path.is_file():
            path.unlink()
    return tuple(path.name for path in before if not path.exists())
