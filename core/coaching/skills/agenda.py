"""What to speak of in the next 1:1: points made from shared levels, behaviour and what was agreed, each with why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching import privacy
from core.coaching.skills.behaviour import behaviours
from core.coaching.skills.estimate import Weights, inline
from core.coaching.skills.exercises import exercises
from core.coaching.skills.judgements import judgements
from core.coaching.skills.model import Behaviour, Judgement, SkillLevel, Source
from core.coaching.skills.profile import skill_levels
from core.coaching.skills.recommend import fitting
from core.coaching.skills.team import last_coached
from core.policy import current
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
APART = 1.0
"""Two views of a skill that differ by so many levels are worth a word."""

LOW_SHARE = 0.75
LEAST_CASES = 3
NAMED = 3


@dataclass(frozen=True)
class AgendaPoint:
    """``kind``: contact, strength, growth, views, behaviour, agreed or unknown. ``evidence``: rows as table/key."""

    kind: str
    title: str
    text: str
    skill_area: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Known:
    """What the points are made of."""

    skills: tuple[SkillLevel, ...]
    made: tuple[Judgement, ...]
    measured: tuple[Behaviour, ...]
    day: date


def agenda(
    store: Store, actor: Actor, person: str, as_of: date | None = None
) -> tuple[AgendaPoint, ...]:
    """Points for the next conversation with somebody who reports to the actor, most telling first."""
    require(actor, Permission.COACHING_USE)
    require(actor, Permission.COACHING_TEAM)
    seen = privacy.require_scores(store, actor, person)
    day = as_of or store.clock.today()
    policy = current(store)
    made = judgements(store, actor, [seen.email], day)[seen.email]
    measured = behaviours(store, [seen.email], day)[seen.email]
    known = _Known(skill_levels(made, measured, Weights.of(policy), day), made, measured, day)
    last = last_coached(store, actor, [seen.email], day).get(seen.email)
    return (
        *_contact(last, day, int(policy.value("coaching_gap_days"))),
        *_strength(known),
        *_agreed(known, actor),
        *_growth(known),
        *_views(known),
        *_behaviour(store, actor, known),
        *_unknown(known),
    )


def _contact(last: date | None, day: date, gap_days: int) -> list[AgendaPoint]:
    if last is None:
        text = "Nothing of their coaching is shared with you. Ask what they work on, and what they would share."
        return [AgendaPoint("contact", "Begin with their view", text)]
    if (since := (day - last).days) <= gap_days:
        return []
    text = f"The last coaching you can see was {since} days ago; the policy asks for {gap_days} at most."
    return [AgendaPoint("contact", "Take up the thread again", text)]


def _strength(known: _Known) -> list[AgendaPoint]:
    strong = [skill for skill in known.skills if skill.is_strength]
    if not strong:
        return []
    best = max(strong, key=lambda skill: skill.level or 0)
    text = f"{_said(best)} Say what you saw, and ask what they would pass on to a colleague."
    return [AgendaPoint("strength", f"Say what goes well: {best.title}", text, best.skill_area)]


def _growth(known: _Known) -> list[AgendaPoint]:
    weak = sorted(
        (skill for skill in known.skills if skill.is_growth_area),
        key=lambda skill: skill.level or 0,
    )
    points = []
    for skill in weak[:2]:
        exercise = fitting(skill.skill_area, skill.level or 0)
        advice = (
            f" Agree on an exercise: {exercise.title} ({exercise.minutes} minutes)."
            if exercise
            else ""
        )
        points.append(
            AgendaPoint(
                "growth",
                f"Work on one thing: {skill.title}",
                f"{_said(skill)}{advice}",
                skill.skill_area,
            )
        )
    return points


def _said(skill: SkillLevel) -> str:
    sources = "; ".join(source.said for source in skill.sources)
    return (
        f"Level {skill.level:.1f} of 5, between {skill.low:.1f} and {skill.high:.1f} ({sources})."
    )


_NAMES = {
    Source.MANAGER: "the manager's assessment",
    Source.RUBRIC: "the scored interactions",
}


def _views(known: _Known) -> list[AgendaPoint]:
    points = []
    for skill in known.skills:
        by_source = {source.source: source.level for source in skill.sources}
        own = by_source.get(Source.SELF)
        others = [by_source[one] for one in (Source.MANAGER, Source.RUBRIC) if one in by_source]
        if own is None or not others:
            continue
        other = others[0]
        if abs(own - other) >= APART:
            higher = "higher" if own > other else "lower"
            text = (
                f"They put themselves at {own:.1f}, {higher} than the {other:.1f} of "
                f"{_NAMES[Source.MANAGER if Source.MANAGER in by_source else Source.RUBRIC]}. "
                "Ask for an example that each of you has in mind."
            )
            points.append(
                AgendaPoint("views", f"Compare views: {skill.title}", text, skill.skill_area)
            )
    return points[:2]


def _behaviour(store: Store, actor: Actor, known: _Known) -> list[AgendaPoint]:
    low = [one for one in known.measured if one.cases >= LEAST_CASES and one.share < LOW_SHARE]
    points = []
    for one in sorted(low, key=lambda one: one.share)[:2]:
        names = account_names(store, actor, one.accounts)
        where = f" Accounts: {', '.join(names[:NAMED])}" if names else ""
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        text = f"{one.title}: {one.kept} of {one.cases}.{where}{more}{'.' if where else ''}"
        points.append(
            AgendaPoint(
                "behaviour", f"Look at the records: {one.title}", text, one.skill_area, one.missed
            )
        )
    return points


def _agreed(known: _Known, actor: Actor) -> list[AgendaPoint]:
    """The exercises the actor recommended last: ask how they went."""
    own = [
        one for one in known.made if one.recommendations and privacy.is_own(actor, one.assessed_by)
    ]
    if not own:
        return []
    newest = max(own, key=lambda one: (one.assessed_at, one.assessment_id))
    titles = {one.slug: one.title for one in exercises()}
    named = ", ".join(titles.get(slug, slug) for slug in newest.recommendations)
    text = f"On {newest.assessed_at:%-d %B %Y} you recommended: {named}. Ask what they tried and what came of it."
    return [AgendaPoint("agreed", "Ask after what was agreed", text, newest.skill_area)]


def _unknown(known: _Known) -> list[AgendaPoint]:
    unknown = [skill.title for skill in known.skills if skill.level is None]
    if not unknown:
        return []
    text = f"Nothing is known of {_listed(unknown)}. Assess them together, or ask for notes to be scored."
    return [AgendaPoint("unknown", "Fill the gaps", text)]


def _listed(names: Sequence[str]) -> str:
    lower = [inline(name) for name in names]
    return lower[0] if len(lower) == 1 else f"{', '.join(lower[:-1])} and {lower[-1]}"


def account_names(store: Store, actor: Actor, account_keys: Sequence[int]) -> tuple[str, ...]:
    """Names of those of the accounts that the actor may see, largest first."""
    if not account_keys:
        return ()
    rows = store.rows(
        load_sql(SQL, "account_names"), {**viewer(actor), "account_keys": list(account_keys)}
    )
    return tuple(str(row["name"]) for row in rows)
