"""Parts that several documents share: figures, results against targets, priorities."""

from __future__ import annotations

from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Row, Section
from core.drafting.fact import Fact
from core.drafting.template.say import say

_NONE = "-"


def outcome_figures(desk: Desk, most: int) -> list[Row]:
    """Results as figures: name, value, target."""
    rows = []
    for stem, value in desk.items("outcome.*.value", most):
        name, target = desk.get(f"{stem}.name"), desk.get(f"{stem}.target")
        if name is not None:
            note = desk.line("figure.target", {"target": target}) if target is not None else None
            noted = (note.cells[0], note.fact_ids) if note else ("", ())
            rows.append(Row((say(name), say(value), noted[0]), (name.id, value.id, *noted[1])))
    return rows


def outcomes_table(desk: Desk, most: int) -> Section | None:
    """Results against their targets."""
    rows = []
    for stem, value in desk.items("outcome.*.value", most):
        name = desk.get(f"{stem}.name")
        if name is not None:
            rest = [desk.get(f"{stem}.{part}") for part in ("baseline", "target", "measured_on")]
            standing = desk.get(f"{stem}.standing")
            cells = (
                say(name),
                _cell(rest[0]),
                say(value),
                _cell(rest[1]),
                _standing(desk, standing),
                _cell(rest[2]),
            )
            facts = [name, value, *rest, standing]
            rows.append(Row(cells, tuple(fact.id for fact in facts if fact is not None)))
    columns = ("metric", "baseline", "value", "target", "standing", "measured_on")
    return desk.section("outcomes", "table", rows, columns, right=(1, 2, 3))


def priorities_table(desk: Desk, most: int, *, internal: bool) -> Section | None:
    """Their priorities and our part in them; how well aligned only for our own eyes."""
    rows = []
    for stem, priority in desk.items("goal.*.priority", most):
        facts = [priority, desk.get(f"{stem}.initiative")]
        cells = [say(priority), _cell(facts[1])]
        if internal:
            alignment, tied = desk.get(f"{stem}.alignment"), desk.get(f"{stem}.tied_to_renewal")
            facts += [alignment, tied]
            cells += [_cell(alignment).capitalize(), _cell(tied).capitalize()]
        rows.append(Row(tuple(cells), tuple(fact.id for fact in facts if fact is not None)))
    columns = ["priority", "initiative", *(["alignment", "tied"] if internal else [])]
    return desk.section("priorities", "table", rows, columns)


def _standing(desk: Desk, standing: Fact | None) -> str:
    return _NONE if standing is None else desk.words(f"standing.{standing.value}")


def _cell(fact: Fact | None) -> str:
    return _NONE if fact is None else say(fact)
