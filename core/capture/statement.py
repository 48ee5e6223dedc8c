"""Statements of this folder, with names put in: names of our own tables and columns only.

A statement file stands in ``sql/`` and marks what differs between tables as ``/*name*/``. Values
are parameters; nothing from a file or a person becomes text of a statement.
"""

from __future__ import annotations

import re
from pathlib import Path

from core.store import load_sql

SQL = Path(__file__).parent / "sql"


def statement(name: str, **parts: str) -> str:
    """The text of ``sql/<name>.sql`` with each ``/*part*/`` replaced; a missing part is a defect."""
    return re.sub(r"/\*(\w+)\*/", lambda mark: parts[mark.group(1)], load_sql(SQL, name))
