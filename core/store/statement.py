"""SQL lives in files: one statement a file, loaded by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def load_sql(folder: Path, name: str) -> str:
    """The text of ``folder/name.sql``; a missing file is a defect and raises at once."""
    return (folder / f"{name}.sql").read_text()
