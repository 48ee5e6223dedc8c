"""Which columns of an unknown file hold keys that are loaded already: accounts, contacts, our people."""

from __future__ import annotations

from collections.abc import Sequence

from core.capture.mapping.shapes import cells_of
from core.capture.statement import statement
from core.store import Reader


def joins(
    reader: Reader, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> dict[int, dict[str, float]]:
    """By place of a column and kind of key, the share of the column's different cells that are one."""
    cells = {place: cells_of(sample, place).values for place in range(len(header))}
    pairs = [(place, value) for place, values in cells.items() for value in values]
    if not pairs:
        return {}
    found: dict[int, dict[str, float]] = {}
    sql = statement("mapping_joins")
    params = {"places": [place for place, _ in pairs], "cells": [value for _, value in pairs]}
    for row in reader.rows(sql, params):
        share = min(row["found"] / len(cells[row["place"]]), 1.0)
        found.setdefault(row["place"], {})[row["key"]] = share
    return found
