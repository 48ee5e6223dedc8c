"""Ranks the expected playbook of every wording of ``tests/unit/coaching/situations.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from core.coaching.knowledge.document import Document
from core.coaching.knowledge.shipped import shipped
from core.coaching.situation.recognise import Recogniser
from core.coaching.situation.understand import RECOGNISED
from core.settings import PROJECT_ROOT

FILE: Path = PROJECT_ROOT / "tests" / "unit" / "coaching" / "situations.toml"
NOT_FOUND = 99


@dataclass(frozen=True)
class Reached:
    """One wording: the place of its playbook, and how sure the first one was."""

    text: str
    playbook: str
    is_tuned: bool
    place: int
    first: tuple[str, ...]
    confidence: float


def playbooks() -> list[Document]:
    """Those that ship with Rapport."""
    return [one for one in shipped().values() if one.kind == "playbook"]


def reached() -> list[Reached]:
    """All wordings, in the order of the file."""
    recogniser = Recogniser(playbooks())
    situations = tomllib.loads(FILE.read_text(encoding="utf-8"))["situation"]
    return [
        _reached(recogniser, text, one["playbook"], is_tuned=one.get("tune", False))
        for one in situations
        for text in one["asks"]
    ]


def own_wordings() -> list[Reached]:
    """Each way of saying it that a playbook lists, looked for without that way itself."""
    known, found = playbooks(), []
    for place, document in enumerate(known):
        playbook = document.playbook
        if playbook is None:
            continue
        for way in playbook.says:
            others = tuple(one for one in playbook.says if one != way)
            without = replace(document, playbook=replace(playbook, says=others))
            recogniser = Recogniser([*known[:place], without, *known[place + 1 :]])
            found.append(_reached(recogniser, way, document.slug, is_tuned=True))
    return found


def share(found: Iterable[Reached], within: int) -> float:
    """Of the wordings, those whose playbook is among the first ``within``."""
    listed = list(found)
    return sum(one.place <= within for one in listed) / len(listed)


def asked_back(found: Iterable[Reached]) -> int:
    """How many would be answered by a question."""
    return sum(one.confidence < RECOGNISED for one in found)


def _reached(recogniser: Recogniser, text: str, playbook: str, *, is_tuned: bool) -> Reached:
    candidates = recogniser.candidates(text)
    order = [one.slug for one in candidates]
    place = order.index(playbook) + 1 if playbook in order else NOT_FOUND
    sure = candidates[0].confidence if candidates else 0.0
    return Reached(text, playbook, is_tuned, place, tuple(order[:3]), sure)
