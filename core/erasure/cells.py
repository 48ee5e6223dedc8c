"""One value of the database without the person: text, list or JSON."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from core.capture.erased import MARKER, Mentions

_EMPTIED = ("email", "phone", "_ref")
"""Ends of names of columns that hold one identifying value: nothing stands there afterwards."""


def clean_cell(column: str, value: Any, mentions: Mentions, ids: Collection[str]) -> Any:
    """The value without the person; ``ids`` are their identifiers in the row's system."""
    if value is None:
        return None
    if isinstance(value, list):
        kept = [
            mentions.clean(item)
            for item in value
            if not (mentions.is_whole(item) or (column.endswith("_refs") and item in ids))
        ]
        return kept or None
    if column.endswith(_EMPTIED) and (mentions.is_whole(value) or _refers(column, value, ids)):
        return None
    return mentions.clean(value)


def clean_json(text: str | None, mentions: Mentions, ids: Collection[str] = ()) -> str | None:
    """The same for a JSON document; one without the person stays as it is, to the byte."""
    if text is None:
        return None
    found = json.loads(text)
    cleaned = _clean(found, mentions, ids, "")
    return text if cleaned == found else json.dumps(cleaned, ensure_ascii=False)


def cleared_json(text: str) -> str:
    """A record of which only the names of the columns are left."""
    found = json.loads(text)
    cleared = {name: MARKER if value else value for name, value in found.items()}
    return json.dumps(cleared, ensure_ascii=False)


def _clean(value: Any, mentions: Mentions, ids: Collection[str], name: str) -> Any:
    if isinstance(value, str):
        return MARKER if _refers(name, value, ids) else mentions.clean(value)
    if isinstance(value, list):
        kept = (one for one in value if not (name.endswith("_refs") and one in ids))
        return [_clean(item, mentions, ids, name) for item in kept]
    if isinstance(value, dict):
        return {
            mentions.clean(key): _clean(item, mentions, ids, key) for key, item in value.items()
        }
    if isinstance(value, int) and not isinstance(value, bool) and str(value) in mentions.texts:
        return MARKER
    return value


def _refers(column: str, value: str, ids: Collection[str]) -> bool:
    return column.endswith("_ref") and value in ids
