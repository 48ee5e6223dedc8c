"""The half-year: hidden skills that move, and what a rubric, people and records would show of them.

It is not drawn from the model that the estimate supposes: one score in ten is off by two levels, each person
sees themselves through a bias of their own, and behaviour follows the skill only loosely.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa

from core.actor import LOCAL, Actor, Role
from core.coaching.skill_areas import skill_areas
from core.policy import ensure_shipped
from core.store import Store

END = date(2026, 6, 30)
BEGIN = END - timedelta(days=181)
PEOPLE = tuple(f"csm{number}@us.example" for number in range(6))
MANAGER = Actor("manager@us.example", frozenset({Role.MANAGER}))
BEHAVED = {"next_steps": "task", "listening": "question"}
"""Skills that some records follow."""


@dataclass(frozen=True)
class Hidden:
    """A person's true level of a skill at the beginning and the end; it moves evenly between."""

    start: float
    end: float

    def at(self, day: date) -> float:
        share = (day - BEGIN).days / (END - BEGIN).days
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


Skills = dict[tuple[str, str], Hidden]


def actor(person: str) -> Actor:
    return Actor(person, frozenset({Role.CSM}))


def fill(store: Store, seed: int) -> Skills:
    """Write the half-year of ``seed`` into an empty store; gives what is true."""
    chance = random.Random(seed)
    ensure_shipped(store)
    hidden = _hidden(chance)
    judged = [*_scored(chance, hidden), *_assessed(chance, hidden)]
    tasks, mails = _tasks(chance, hidden), _mails(chance, hidden)
    accounts = [
        {"account_key": number, "name": f"Account {number}", "owner_email": person,
         "source_system": "rapport", "source_id": f"A{number}"}
        for number, person in enumerate(PEOPLE, start=1)
    ]  # fmt: skip
    team = [
        {"member_key": number, "email": person, "full_name": person, "manager_email": MANAGER.email}
        for number, person in enumerate(PEOPLE, start=1)
    ]
    with store.transaction(LOCAL, "simulation.fill") as work:
        for table, rows in (
            ("ops.csm_skill_assessments", judged),
            ("ops.task", tasks),
            ("crm.activity", mails),
            ("crm.account", accounts),
            ("crm.team_member", team),
        ):
            work.register("simulated", _arrow(rows))
            work.execute(f"INSERT INTO {table} BY NAME SELECT * FROM simulated")
            work.touch(table)
    return hidden


def _arrow(rows: list[dict[str, Any]]) -> pa.Table:
    keys = {"account_key": pa.uint64(), "activity_key": pa.uint64(), "member_key": pa.uint64()}
    return pa.table(
        {name: pa.array([row[name] for row in rows], type=keys.get(name)) for name in rows[0]}
    )


def _hidden(chance: random.Random) -> Skills:
    found = {}
    for person in PEOPLE:
        for skill in skill_areas():
            start = chance.uniform(1.3, 4.5)
            found[person, skill] = Hidden(start, min(5.0, max(1.0, start + chance.gauss(0.3, 0.6))))
    return found


def _cut(level: float, step: float) -> float:
    return min(5.0, max(1.0, round(level / step) * step))


def _judgement(  # noqa: PLR0917  a row's columns
    number: int,
    person: str,
    skill: str,
    level: float,
    source: str,
    by: str,
    day: date,
    shared: bool,
) -> dict[str, Any]:
    return {
        "assessment_id": number, "person": person, "skill_area": skill, "proficiency_level": level,
        "source": source, "rubric_version": 1, "note": "", "recommendations": "[]",
        "is_shared": shared, "assessed_by": by, "assessed_at": datetime.combine(day, time(15)),
    }  # fmt: skip


def _scored(chance: random.Random, hidden: Skills) -> list[dict[str, Any]]:
    """One or two interactions a week, three or four skills heard in each; seven of ten are shared."""
    errs = {skill: chance.gauss(0, 0.3) for skill in skill_areas()}
    rows: list[dict[str, Any]] = []
    for person in PEOPLE:
        for week in range(26):
            for _ in range(chance.choice((1, 1, 2))):
                day = BEGIN + timedelta(days=7 * week + chance.randint(0, 4))
                shared = chance.random() < 0.7
                for skill in chance.sample(list(skill_areas()), chance.choice((3, 4))):
                    noise = (
                        chance.gauss(0, 0.8) if chance.random() < 0.9 else chance.choice((-2, 2))
                    )
                    level = _cut(hidden[person, skill].at(day) + errs[skill] + noise, 0.5)
                    rows.append(
                        _judgement(
                            len(rows) + 1, person, skill, level, "rubric", person, day, shared
                        )
                    )
    return rows


def _assessed(chance: random.Random, hidden: Skills) -> list[dict[str, Any]]:
    """Each person and their manager twice, in whole levels; two people in three think better of themselves."""
    rows: list[dict[str, Any]] = []
    first = 100_000
    for person in PEOPLE:
        bias = chance.gauss(0.4, 0.8)
        for day in (BEGIN + timedelta(days=45), BEGIN + timedelta(days=140)):
            for skill in skill_areas():
                true = hidden[person, skill].at(day)
                own = _cut(true + bias + chance.gauss(0, 0.6), 1)
                judged = _cut(true + chance.gauss(0, 0.7), 1)
                rows.append(
                    _judgement(first + len(rows), person, skill, own, "self", person, day, True)
                )
                rows.append(
                    _judgement(
                        first + len(rows),
                        person,
                        skill,
                        judged,
                        "manager",
                        MANAGER.email,
                        day,
                        True,
                    )
                )
    return rows


def _keeps(chance: random.Random, level: float) -> bool:
    """Whether somebody of that level keeps a case: from 35 % at level 1 to 95 % at level 5."""
    return chance.random() < 0.35 + 0.15 * (level - 1)


def _tasks(chance: random.Random, hidden: Skills) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, person in enumerate(PEOPLE, start=1):
        for _ in range(24):
            due = BEGIN + timedelta(days=chance.randint(10, 178))
            kept = _keeps(chance, hidden[person, "next_steps"].at(due))
            ended = datetime.combine(due + timedelta(days=0 if kept else 4), time(12))
            made = datetime.combine(due - timedelta(days=7), time(9))
            rows.append(
                {
                    "task_id": len(rows) + 1, "account_key": number, "title": "A task", "detail": "",
                    "phase": "", "document": "", "due_on": due, "owner": person, "state": "done",
                    "created_by": person, "created_at": made, "changed_by": person, "changed_at": ended,
                    "ended_at": ended, "reason": "",
                }
            )  # fmt: skip
    return rows


def _mails(chance: random.Random, hidden: Skills) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, person in enumerate(PEOPLE, start=1):
        for place in range(30):
            day = BEGIN + timedelta(days=chance.randint(0, 175))
            asked = datetime.combine(day, time(10))
            thread = f"t{number}-{place}"
            them = f"them@account{number}.example"
            rows.append(_mail(len(rows) + 1, number, "inbound", asked, them, person, thread))
            if _keeps(chance, hidden[person, "listening"].at(day)):
                later = asked + timedelta(hours=chance.randint(1, 60))
                rows.append(_mail(len(rows) + 1, number, "outbound", later, person, them, thread))
    return rows


def _mail(  # noqa: PLR0917  a row's columns
    number: int, account: int, direction: str, at: datetime, sender: str, to: str, thread: str
) -> dict[str, Any]:
    return {
        "activity_key": number, "account_key": account, "kind": "email", "direction": direction,
        "occurred_at": at, "from_email": sender, "participant_emails": [to], "thread_id": thread,
        "body": "Is it ready?" if direction == "inbound" else "Yes.",
        "source_system": "rapport", "source_id": str(number),
    }  # fmt: skip
