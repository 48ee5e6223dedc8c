"""The demonstration's coaching: half a year of scored interactions, assessments, exercises and tasks.

Levels are drawn around what each invented person is good at; nothing is claimed to have been said by anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.actor import Actor
from core.coaching.skill_areas import skill_areas
from core.coaching.skills import exercises
from core.demo.dice import Dice, dice
from core.demo.exports import ENDING
from core.demo.material import coaching, people
from core.demo.touches import owner_email
from core.store import Row, Store, Transaction, load_sql

if TYPE_CHECKING:
    import pyarrow as pa

SQL = Path(__file__).resolve().parent / "sql"
HALF_A_YEAR = 182
ASSESSED_DAYS_AGO = (150, 40)
PRACTISED_DAYS_AGO = (85, 60)
TASKS = 7
SKILLS_A_TALK = 4


def coach_past(store: Store, actor: Actor, end: date) -> None:
    """Write what half a year with the coach would have left, up to ``end``."""
    accounts = _account_keys(store)
    if not accounts:
        return
    members = [slug for slug in coaching() if slug != "words"]
    judged = [row for slug in members for row in _judged(slug, end)]
    done = [row for slug in members for row in _practised(slug, end)]
    tasks = _tasks(store, members, end)
    with store.transaction(actor, "demo.coach") as work:
        work.execute(load_sql(SQL, "date_decisions"), {"account_keys": accounts})
        work.touch("ops.escalation_decision")
        _insert(work, "csm_skill_assessments", "assessment_id", judged)
        _insert(work, "exercise_done", "exercise_done_id", done)
        _insert(work, "task", "task_id", tasks)
        work.note(judgements=len(judged), exercises=len(done), tasks=len(tasks))


def _account_keys(store: Store) -> list[int]:
    rows = store.rows(load_sql(SQL, "demo_accounts"), {"ending": ENDING})
    return [int(row["account_key"]) for row in rows]


def coached_people() -> list[str]:
    """E-mail addresses of those whose coaching is the demonstration's."""
    return [owner_email(slug) for slug in coaching() if slug != "words"]


def forget_coaching(work: Transaction, account_keys: Sequence[int]) -> None:
    """Take back what :func:`coach_past` wrote, and what the same invented people were judged since."""
    for table in ("judgements", "exercises"):
        work.execute(load_sql(SQL, f"forget_{table}"), {"people": coached_people()})
    work.execute(load_sql(SQL, "forget_tasks"), {"account_keys": list(account_keys)})
    work.touch("ops.csm_skill_assessments", "ops.exercise_done", "ops.task")


def _judged(slug: str, end: date) -> Iterator[dict[str, Any]]:
    told, chance = coaching()[slug], dice("coaching", slug)
    last = end - timedelta(days=told["quiet_days"])
    first = end - timedelta(days=HALF_A_YEAR)
    talks = max(1, round(told["scored_a_month"] * (last - first).days / 30))
    for number in range(talks):
        on = first + (last - first) * (number + 1) / talks
        for skill in chance.sample(list(skill_areas()), SKILLS_A_TALK):
            level = chance.gauss(_level(slug, skill, on, end), 0.7)
            yield _judgement(slug, skill, level, "rubric", on, is_shared=told["shares"])
    for days_ago in ASSESSED_DAYS_AGO:
        on = end - timedelta(days=max(days_ago, told["quiet_days"]))
        for skill in skill_areas():
            true = _level(slug, skill, on, end)
            own = told.get("thinks", {}).get(skill, true + chance.gauss(0.3, 0.6))
            yield _judgement(slug, skill, own, "self", on, is_shared=told["shares"])
            if told["scored_a_month"] > 1 and told["quiet_days"] < days_ago:
                yield _judgement(slug, skill, true + chance.gauss(0, 0.4), "manager", on)


def _level(slug: str, skill: str, on: date, end: date) -> float:
    told = coaching()[slug]["levels"].get(skill)
    if told is None:
        chance = dice("coaching level", slug, skill)
        start = chance.uniform(2.6, 3.4)
        told = [start, start + chance.uniform(-0.1, 0.3)]
    share = 1 - (end - on).days / HALF_A_YEAR
    return float(told[0] + (told[1] - told[0]) * share)


def _judgement(
    slug: str, skill: str, level: float, source: str, on: date, *, is_shared: bool = True
) -> dict[str, Any]:
    manager = people()["team"][slug][3]
    step = 2 if source == "rubric" else 1  # people judge in whole levels, the rubric in halves
    return {
        "person": owner_email(slug),
        "skill_area": skill,
        "proficiency_level": min(5.0, max(1.0, round(level * step) / step)),
        "source": source,
        "rubric_version": 1 if source == "rubric" else None,
        "note": coaching()["words"].get(source, ""),
        "recommendations": "[]",
        "is_shared": is_shared,
        "assessed_by": owner_email(manager if source == "manager" else slug),
        "assessed_at": datetime.combine(on, time(15, 0)),
    }


def _practised(slug: str, end: date) -> Iterator[dict[str, Any]]:
    told = coaching()[slug]
    growth = min(told["levels"], key=lambda skill: told["levels"][skill][0])
    offered = [one for one in exercises() if one.skill == growth]
    for days_ago, one in zip(PRACTISED_DAYS_AGO, offered, strict=False):
        if days_ago < told["quiet_days"]:
            continue
        yield {
            "person": owner_email(slug),
            "exercise": one.slug,
            "skill_area": growth,
            "is_shared": told["shares"],
            "done_at": datetime.combine(end - timedelta(days=days_ago), time(16, 0)),
        }


def _tasks(store: Store, members: Sequence[str], end: date) -> list[dict[str, Any]]:
    books = store.rows(load_sql(SQL, "owned_accounts"), {"people": coached_people()})
    return [
        row
        for slug in members
        for row in _tasks_of(owner_email(slug), books, dice("tasks", slug), end)
    ]


def _tasks_of(
    owner: str, books: Sequence[Row], chance: Dice, end: date
) -> Iterator[dict[str, Any]]:
    book = [int(row["account_key"]) for row in books if row["owner_email"] == owner]
    titles = chance.sample(coaching()["words"]["tasks"], TASKS)
    for number, title in enumerate(titles if book else ()):
        due = end + timedelta(days=12 - 9 * number + chance.randint(-2, 2))
        made = datetime.combine(due - timedelta(days=14), time(9, 0))
        is_done = due < end and chance.chance(0.85)
        late_days = chance.weighted([(-1, 4.0), (0, 2.0), (3, 2.0)])
        ended = datetime.combine(min(due + timedelta(days=late_days), end), time(11, 0))
        yield {
            "account_key": chance.choice(book),
            "title": title,
            "detail": "",
            "phase": "",
            "document": "",
            "due_on": due,
            "owner": owner,
            "state": "done" if is_done else "open",
            "created_by": owner,
            "created_at": made,
            "changed_by": owner,
            "changed_at": ended if is_done else made,
            "ended_at": ended if is_done else None,
            "reason": "",
        }


def _insert(work: Transaction, table: str, key: str, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    first = int(work.value(load_sql(SQL, f"next_{table}")))
    numbered = [{key: first + number, **row} for number, row in enumerate(rows)]
    work.register("coached", _arrow(numbered))
    work.execute(load_sql(SQL, f"coached_{table}"))
    work.touch(f"ops.{table}")


def _arrow(rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - only when the demonstration is loaded

    columns = {name: [row[name] for row in rows] for name in rows[0]}
    kinds = {"account_key": pa.uint64(), "rubric_version": pa.int32()}
    return pa.table(
        {name: pa.array(values, type=kinds.get(name)) for name, values in columns.items()}
    )
