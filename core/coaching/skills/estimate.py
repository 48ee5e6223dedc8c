"""From judgements and behaviour to a level with its uncertainty: a normal prior and one normal a source.

Nothing is known: level ~ Normal(m0, s0²), with m0 and s0 of the policy (3 and 1.2 as shipped).

Each source then says one value with one variance:

- rubric: the mean of its scores, each weighing w = 0.5 ** (age in days / half-life); variance
  bias² + noise² / (sum of w). The bias is what remains however many interactions were scored, since the
  rubric errs the same way each time.
- manager, self: the newest assessment of each who assessed; variance sd² / (sum of w). Older ones are history.
- behaviour: each measure that stands for the skill gives 1 + 4p with p = (kept + 1) / (cases + 2), and
  variance bias² + 16 p (1 - p) / (cases + 3), which is a Beta(1, 1) posterior carried over to the scale. Of
  several measures the mean and the mean variance.

The estimate is the mean weighed by inverse variance, its variance the inverse of their sum; the range is the
mean ± 1.2816 standard deviations (80 %), cut to 1 and 5. Without any source there is no level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from core.coaching.skills.model import HIGHEST, LOWEST, Behaviour, Judgement, Source, SourceLevel
from core.policy import Policy

RANGE_SDS = 1.2816
"""Four chances of five lie within so many standard deviations."""


@dataclass(frozen=True)
class Weights:
    """The policy's values, in levels and days."""

    prior_level: float
    prior_sd: float
    rubric_bias_sd: float
    rubric_noise_sd: float
    manager_sd: float
    self_sd: float
    behaviour_bias_sd: float
    half_life_days: float

    @classmethod
    def of(cls, policy: Policy) -> Weights:
        """Read from the policy in force."""
        return cls(**{name: policy.value(f"skill_{name}") for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Estimate:
    """``level`` within ``low`` to ``high``; ``sources`` with their weights."""

    level: float
    sd: float
    low: float
    high: float
    sources: tuple[SourceLevel, ...]


def estimate(
    judgements: Sequence[Judgement],
    behaviours: Sequence[Behaviour],
    weights: Weights,
    as_of: date,
) -> Estimate | None:
    """The level of one skill of one person; ``None`` where nothing speaks of it."""
    said = [
        found
        for found in (
            _rubric([one for one in judgements if one.source is Source.RUBRIC], weights, as_of),
            _people(Source.MANAGER, judgements, weights.manager_sd, weights, as_of),
            _people(Source.SELF, judgements, weights.self_sd, weights, as_of),
            _behaviour(behaviours, weights),
        )
        if found is not None
    ]
    if not said:
        return None
    prior = 1 / weights.prior_sd**2
    precision = prior + sum(1 / one.sd**2 for one in said)
    level = (prior * weights.prior_level + sum(one.level / one.sd**2 for one in said)) / precision
    sd = 1 / sqrt(precision)
    return Estimate(
        level=level,
        sd=sd,
        low=max(LOWEST, level - RANGE_SDS * sd),
        high=min(HIGHEST, level + RANGE_SDS * sd),
        sources=tuple(_weighed(one, (1 / one.sd**2) / precision) for one in said),
    )


def _weighed(said: SourceLevel, weight: float) -> SourceLevel:
    return SourceLevel(**{**vars(said), "weight": weight})


def _weight(one: Judgement, weights: Weights, as_of: date) -> float:
    age_days = max(0, (as_of - one.assessed_at.date()).days)
    return float(0.5 ** (age_days / weights.half_life_days))


def _mean(found: Mapping[int, float], judgements: Sequence[Judgement]) -> float:
    total = sum(found.values())
    return sum(found[one.assessment_id] * one.level for one in judgements) / total


def _rubric(judgements: Sequence[Judgement], weights: Weights, as_of: date) -> SourceLevel | None:
    if not judgements:
        return None
    found = {one.assessment_id: _weight(one, weights, as_of) for one in judgements}
    variance = weights.rubric_bias_sd**2 + weights.rubric_noise_sd**2 / sum(found.values())
    return _said(Source.RUBRIC, _mean(found, judgements), variance, judgements)


def _people(
    source: Source,
    judgements: Sequence[Judgement],
    sd: float,
    weights: Weights,
    as_of: date,
) -> SourceLevel | None:
    newest: dict[str, Judgement] = {}
    for one in sorted(judgements, key=lambda one: (one.assessed_at, one.assessment_id)):
        if one.source is source:
            newest[one.assessed_by] = one
    if not newest:
        return None
    kept = list(newest.values())
    found = {one.assessment_id: _weight(one, weights, as_of) for one in kept}
    return _said(source, _mean(found, kept), sd**2 / sum(found.values()), kept)


_WORDS = {
    Source.RUBRIC: ("1 interaction scored", "{n} interactions scored"),
    Source.MANAGER: ("manager's assessment", "assessments of {n} managers"),
    Source.SELF: ("own assessment", "{n} own assessments"),
}


def _said(
    source: Source, level: float, variance: float, judgements: Sequence[Judgement]
) -> SourceLevel:
    n = len(judgements)
    one, several = _WORDS[source]
    return SourceLevel(
        source=source,
        level=level,
        sd=sqrt(variance),
        n=n,
        newest_on=max(one.assessed_at for one in judgements).date(),
        weight=0.0,
        said=one if n == 1 else several.format(n=n),
    )


def _behaviour(behaviours: Sequence[Behaviour], weights: Weights) -> SourceLevel | None:
    counted = [one for one in behaviours if one.cases]
    if not counted:
        return None
    levels, variances = [], []
    for one in counted:
        share = (one.kept + 1) / (one.cases + 2)
        levels.append(LOWEST + (HIGHEST - LOWEST) * share)
        spread = (HIGHEST - LOWEST) ** 2 * share * (1 - share) / (one.cases + 3)
        variances.append(weights.behaviour_bias_sd**2 + spread)
    said = "; ".join(f"{inline(one.title)}: {one.kept} of {one.cases}" for one in counted)
    return SourceLevel(
        source=Source.BEHAVIOUR,
        level=sum(levels) / len(levels),
        sd=sqrt(sum(variances) / len(variances)),
        n=len(counted),
        newest_on=None,
        weight=0.0,
        said=said,
    )


def inline(title: str) -> str:
    """A title within a sentence: "Tasks done" loses its capital, "QBRs" keeps them."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
