"""Statements of this package, with names put in: names of our own tables and columns only."""

from __future__ import annotations

import re
from pathlib import Path

from core.store import load_sql

SQL = Path(__file__).parent / "sql"


def statement(name: str, **parts: str) -> str:
    """The text of ``sql/<name>.sql`` with each ``/*part*/`` replaced; a missing part is a defect."""
    return re.sub(r"/\*(\w+)\*/", lambda mark: parts[mark.group(1)], load_sql(SQL, name))
