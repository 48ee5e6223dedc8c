"""Example sheets of facts, with which every kind of draft is rendered when it is checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from core.drafting.fact import FactSheet
from core.drafting.prompts.load import PROMPTS, load_prompt

SHARED = "executive_outreach"
TECHNICAL = "escalation_outreach"
"""Kinds without examples of their own are checked with those of these: they live on the same sheets."""


def examples(kind: str, folder: Path = PROMPTS) -> Iterator[tuple[str, FactSheet]]:
    """Name and sheet of each example of a kind."""
    own = sorted((folder / kind / "examples").glob("*.json"))
    shared = TECHNICAL if load_prompt(kind, folder).meta.names_tickets else SHARED
    for path in own or sorted((folder / shared / "examples").glob("*.json")):
        yield path.stem, FactSheet.from_dict(json.loads(path.read_text(encoding="utf-8")))


def function_of(sheet: FactSheet) -> str:
    """The reader's function as the sheet says."""
    told = sheet.get("recipient.function")
    return "other" if told is None else str(told.value)
