"""A few records that are one another's, and the shortest way to match them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, plan, publish
from core.capture.identity.matching import match
from core.store import Store

Bring = Callable[..., None]
Matched = Callable[[str], dict[frozenset[str], dict[str, Any]]]

_PAIRS = """
SELECT one.source_id AS one, other.source_id AS other, pair.*
FROM ops.match_pair AS pair
JOIN crm.{entity} AS one ON one.{entity}_key = pair.left_key
JOIN crm.{entity} AS other ON other.{entity}_key = pair.right_key
WHERE pair.entity = '{entity}'
"""


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Bring:
    """``bring("accounts.csv", "account_id,name", "A1,Acme")`` imports a file of Rapport's own form."""

    def _bring(name: str, *lines: str) -> None:
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines))
        publish(
            store,
            COMMAND_LINE,
            plan(store, COMMAND_LINE, [path], options=ImportOptions(), check=False),
        )

    return _bring


@pytest.fixture
def matched(store: Store) -> Matched:
    """``matched("contact")`` runs the matching and gives its pairs by the two source identifiers."""

    def _matched(entity: str) -> dict[frozenset[str], dict[str, Any]]:
        match(store, COMMAND_LINE, entity)
        rows = store.rows(_PAIRS.format(entity=entity))
        return {frozenset((row["one"], row["other"])): row for row in rows}

    return _matched
