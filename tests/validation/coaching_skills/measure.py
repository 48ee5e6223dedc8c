"""How well the estimates follow what is true, against plainer ways of putting the same judgements together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.actor import Actor
from core.coaching.skill_areas import skill_areas
from core.coaching.skills import progress
from core.coaching.skills.judgements import judgements
from core.coaching.skills.model import Source
from core.coaching.skills.progress import Progress
from core.store import Store
from tests.validation.coaching_skills.world import END, MANAGER, PEOPLE, Skills, actor, fill

MOVED = 0.6
"""Curves of skills that moved so many levels or more are compared over time."""


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, ties sharing their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found, at = [0.0] * len(values), 0
    while at < len(order):
        last = at
        while last + 1 < len(order) and values[order[last + 1]] == values[order[at]]:
            last += 1
        for place in order[at : last + 1]:
            found[place] = (at + last) / 2 + 1
        at = last + 1
    return found


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Spearman's; ``None`` where one side does not vary."""
    a, b = ranks(left), ranks(right)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5
    return both / spread if spread else None


@dataclass(frozen=True)
class Result:
    """One half-year. ``across``: people ranked within each skill at the end, the mean over skills; ``pooled``: all
    people and skills at the end; ``curves``: all of them at all
    month-ends; ``in_time``: each curve that moved against the truth over the month-ends, the mean.
    ``scores_alone`` and ``own_view_alone`` are ``pooled`` of the mean of rubric scores and of the newest own view;
    ``covered``: ranges at the end that hold the truth."""

    across: float
    pooled: float
    curves: float
    in_time: float
    as_manager: float
    scores_alone: float
    own_view_alone: float
    covered: float
    mean_error: float


def measure(store: Store, seed: int) -> Result:
    """Fill an empty store with the half-year of ``seed`` and compare."""
    hidden = fill(store, seed)
    own = {person: progress(store, actor(person), as_of=END) for person in PEOPLE}
    seen = {person: progress(store, MANAGER, person, as_of=END, months=1) for person in PEOPLE}
    truth = _true(hidden)
    final = _final(own)
    return Result(
        across=_mean(
            [
                rank_correlation(
                    [final[person, skill] for person in PEOPLE],
                    [truth[person, skill] for person in PEOPLE],
                )
                for skill in skill_areas()
            ]
        ),
        pooled=_against(final, truth),
        curves=_curves(own, hidden),
        in_time=_mean(_in_time(own, hidden)),
        as_manager=_against(_final(seen), truth),
        scores_alone=_against(_plain(store, Source.RUBRIC), truth),
        own_view_alone=_against(_plain(store, Source.SELF), truth),
        covered=_covered(own, truth),
        mean_error=sum(abs(final[key] - truth[key]) for key in truth) / len(truth),
    )


def _true(hidden: Skills) -> dict[tuple[str, str], float]:
    return {key: skill.at(END) for key, skill in hidden.items()}


def _final(found: dict[str, Progress]) -> dict[tuple[str, str], float]:
    return {
        (person, skill.skill_area): skill.points[-1].level or 3.0
        for person, one in found.items()
        for skill in one.skills
    }


def _against(found: dict[tuple[str, str], float], truth: dict[tuple[str, str], float]) -> float:
    keys = sorted(truth)
    return rank_correlation([found[key] for key in keys], [truth[key] for key in keys]) or 0.0


def _curves(found: dict[str, Progress], hidden: Skills) -> float:
    points = [
        (point.level, hidden[person, skill.skill_area].at(point.on))
        for person, one in found.items()
        for skill in one.skills
        for point in skill.points
        if point.level is not None
    ]
    return rank_correlation([told for told, _ in points], [true for _, true in points]) or 0.0


def _in_time(found: dict[str, Progress], hidden: Skills) -> list[float | None]:
    correlations = []
    for person, one in found.items():
        for skill in one.skills:
            true = hidden[person, skill.skill_area]
            if abs(true.end - true.start) < MOVED:
                continue
            known = [point for point in skill.points if point.level is not None]
            correlations.append(
                rank_correlation(
                    [point.level or 0.0 for point in known], [true.at(point.on) for point in known]
                )
            )
    return correlations


def _plain(store: Store, source: Source) -> dict[tuple[str, str], float]:
    """The mean of all scores, or the newest own view: what one would take without an estimate."""
    found = {}
    for person in PEOPLE:
        me: Actor = actor(person)
        for skill in skill_areas():
            levels = [
                one.level
                for one in judgements(store, me, [person], END)[person]
                if one.skill_area == skill and one.source is source
            ]
            used = levels if source is Source.RUBRIC else levels[-1:]
            found[person, skill] = sum(used) / len(used) if used else 3.0
    return found


def _covered(found: dict[str, Progress], truth: dict[tuple[str, str], float]) -> float:
    held = [
        (skill.points[-1].low or 1)
        <= truth[person, skill.skill_area]
        <= (skill.points[-1].high or 5)
        for person, one in found.items()
        for skill in one.skills
    ]
    return sum(held) / len(held)


def _mean(found: Sequence[float | None]) -> float:
    known = [one for one in found if one is not None]
    return sum(known) / len(known)
