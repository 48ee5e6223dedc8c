"""Sentences with ``{facts}`` in them: filled in where every fact is there, and held to the claim gate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.coaching.model import Citation, CitationKind, Line
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.fact_spec import matching
from core.drafting.gate import check
from core.drafting.template.say import say

PLACE = re.compile(r"\{([a-z0-9_.*]+)(?::([a-z_]+))?\}")
"""``{renewal_on}`` or ``{outcome.*.name:inline}``: a fact's name and, after a colon, a form of it."""
_LONGEST_SHOWN = 90


def fact_citation(fact: Fact) -> Citation:
    """What the screen shows of a fact: what it is, and what it says."""
    shown = say(fact, "year") if fact.kind is FactKind.DATE else say(fact)
    if fact.kind is FactKind.STATUS:
        shown = shown.replace("_", " ")
    title = fact.label if fact.label.endswith(shown) else f"{fact.label}: {shown}"
    if len(title) > _LONGEST_SHOWN:
        title = title[: _LONGEST_SHOWN - 1].rstrip() + "…"
    return Citation(CitationKind.FACT, fact.id, title)


def facts_wanted(names: Sequence[str], sheet: FactSheet | None, most: int = 3) -> tuple[Fact, ...]:
    """The first fact of each name, in the order of the names."""
    if sheet is None:
        return ()
    found = (matching(name, sheet)[:1] for name in names)
    return tuple(dict.fromkeys(fact for facts in found for fact in facts))[:most]


def filled(sentence: str, sheet: FactSheet | None, cited: Sequence[Citation] = ()) -> Line | None:
    """The sentence with its facts, which it cites; ``None`` where one is not there.

    Facts of one item stay together: ``{goal.*.priority}`` and ``{goal.*.initiative}`` are of the same goal.
    """
    used: dict[str, Fact] = {}
    if not PLACE.search(sentence):
        return Line(sentence, tuple(cited))
    if sheet is None:
        return None
    item = ""
    for name, _form in PLACE.findall(sentence):
        fact = _of_item(name, sheet, item)
        if fact is None:
            return None
        used[name] = fact
        if "*" in name:
            item = fact.id.split(".")[1]
    text = PLACE.sub(lambda place: _said(used[place[1]], place[2] or ""), sentence)
    text = text[0].upper() + text[1:]
    return Line(text, (*cited, *(fact_citation(fact) for fact in dict.fromkeys(used.values()))))


def proven(
    lines: Sequence[Line], sheet: FactSheet | None, own_names: Sequence[str] = ()
) -> tuple[Line, ...]:
    """The lines that the claim gate lets pass; those that cite no fact say nothing of the account."""
    if sheet is None:
        return tuple(lines)
    return tuple(
        line for line in lines if not _is_of_account(line) or _passes(line, sheet, own_names)
    )


def _passes(line: Line, sheet: FactSheet, own_names: Sequence[str]) -> bool:
    return check("", line.text, sheet, own_names=own_names).passes


def _is_of_account(line: Line) -> bool:
    return any(citation.kind is CitationKind.FACT for citation in line.citations)


def _of_item(name: str, sheet: FactSheet, item: str) -> Fact | None:
    found = matching(name, sheet)
    same = [fact for fact in found if item and fact.id.split(".")[1:2] == [item]]
    return next(iter(same or found), None)


def _said(fact: Fact, form: str) -> str:
    return say(fact, form).replace("_", " ") if fact.kind is FactKind.STATUS else say(fact, form)
