"""Behaviour in the data that stands for a skill: one statement a measure, each with its formula in its head.

A measure counts cases on a person's accounts in which something was kept. It is what the records show, not
the skill itself; :mod:`core.coaching.skills.estimate` says how much it weighs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.coaching.skills.model import Behaviour
from core.store import Reader, Row, has_rows, load_sql

SQL = Path(__file__).parent / "sql" / "behaviour"


@dataclass(frozen=True)
class Measure:
    """One measure. ``needs_mart``: it reads what the scores of the date have worked out."""

    name: str
    title: str
    skill_area: str
    formula: str
    needs_mart: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure(
        "cadence_kept",
        "Cadence with executives kept",
        "executive_presence",
        "Executives in contact within the tier's cadence, of all whose cadence is known",
        needs_mart=True,
    ),
    Measure(
        "questions_answered",
        "Questions answered in time",
        "listening",
        "Customers' e-mails that ask something answered within the policy's days, of all old enough to tell",
    ),
    Measure(
        "several_threads",
        "Accounts held by several threads",
        "multi_threading",
        "Accounts where enough people were in contact within the policy's days, of all with somebody there",
    ),
    Measure(
        "qbrs_prepared",
        "QBRs with groundwork before",
        "success_planning",
        "QBRs held with something done on the account in the days before, of all held in the window",
        needs_mart=True,
    ),
    Measure(
        "tasks_kept",
        "Tasks done by their day",
        "next_steps",
        "Tasks about accounts done by the day they were due, of all that fell due in the window",
    ),
    Measure(
        "escalations_taken_up",
        "Escalations taken up in time",
        "risk_handling",
        "Escalations of which something was said within the policy's days, of all opened in the window",
    ),
)
"""In the order of the screen. Skills without one are judged by people and the rubric alone."""


def behaviours(
    store: Reader, people: Sequence[str], as_of: date
) -> dict[str, tuple[Behaviour, ...]]:
    """The measures of each person that have any case, by e-mail address. The caller has asked who may see them."""
    wanted = sorted({person.casefold() for person in people})
    found: dict[str, list[Behaviour]] = {person: [] for person in wanted}
    is_scored = has_rows(store, as_of)
    for measure in MEASURES:
        if measure.needs_mart and not is_scored:
            continue
        rows = store.rows(load_sql(SQL, measure.name), {"people": wanted, "as_of": as_of})
        for person in wanted:
            own = [row for row in rows if row["person"] == person]
            if own:
                found[person].append(_behaviour(measure, own))
    return {person: tuple(measured) for person, measured in found.items()}


def _behaviour(measure: Measure, rows: Sequence[Row]) -> Behaviour:
    lacking = [row for row in rows if row["kept"] < row["cases"]]
    return Behaviour(
        measure=measure.name,
        title=measure.title,
        skill_area=measure.skill_area,
        formula=measure.formula,
        kept=sum(int(row["kept"]) for row in rows),
        cases=sum(int(row["cases"]) for row in rows),
        accounts=tuple(int(row["account_key"]) for row in lacking),
        missed=tuple(reference for row in lacking for reference in row["missed"]),
    )
