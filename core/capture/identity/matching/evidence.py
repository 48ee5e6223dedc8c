"""Why a pair is thought the same: one step a comparison, in words and weights, as kept with the pair.

A weight is the base-2 logarithm of a Bayes factor: +3 makes it eight times as likely that both are one,
-3 eight times less. The weights of all steps add up to the pair's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from core.capture.identity.matching.declared import NOTHING, Comparison, Declared
from core.capture.identity.matching.records import LISTS
from core.capture.identity.matching.settings import Parameters

PRIOR = "Prior"
_SHOWN = 3
_ALIKE = 0.05
_MOST = 1_000_000

_PAIRS = """
SELECT
    scored.key_l AS left_key,
    scored.key_r AS right_key,
    scored.match_probability AS probability,
    scored.match_weight AS weight,
    to_json([{steps}]) AS evidence
FROM scored
JOIN record AS one ON one.key = scored.key_l
JOIN record AS other ON other.key = scored.key_r
ORDER BY scored.key_l, scored.key_r
"""


@dataclass(frozen=True)
class Step:
    """One bar of the waterfall: from ``before`` to ``after``, as weights; ``probability`` is what is then likely.

    ``left`` and ``right`` are what both records say; ``in_words`` says what the step does to the odds.
    """

    comparison: str
    level: str
    left: str | None
    right: str | None
    weight: float
    before: float
    after: float

    @property
    def probability(self) -> float:
        return probability_of(self.after)

    @property
    def in_words(self) -> str:
        return times_as_likely(self.weight)


def explain(pair: Mapping[str, Any]) -> list[Step]:
    """The steps of a row of ``ops.match_pair``, the prior first, in the order of what they say."""
    kept = pair["evidence"]
    told: list[dict[str, Any]] = json.loads(kept) if isinstance(kept, str) else list(kept)
    steps, total = [], 0.0
    for one in (*told[:1], *sorted(told[1:], key=lambda step: -step["weight"])):
        before, total = total, total + one["weight"]
        steps.append(
            Step(
                one["comparison"],
                one["level"],
                one["left"],
                one["right"],
                one["weight"],
                before,
                total,
            )
        )
    return steps


def probability_of(weight: float) -> float:
    """The probability whose odds have this base-2 logarithm."""
    return 1 / (1 + 2 ** -max(min(weight, 200), -200))


def times_as_likely(weight: float) -> str:
    """A weight in words: ``8 times more likely``, ``8 times less likely``, ``says nothing``."""
    if abs(weight) < _ALIKE:
        return "says nothing"
    times = 2 ** min(abs(weight), 60)
    shown = f"{times:.1f}" if times < 10 else f"{times:,.0f}" if times < _MOST else "over a million"
    return f"{shown} times {'more' if weight > 0 else 'less'} likely"


def pairs_sql(model: Declared, parameters: Parameters) -> str:
    """The statement that gives the scored pairs in the form of ``ops.match_pair``."""
    steps = [_prior(parameters.prior), *(_step(one) for one in model.compare)]
    return _PAIRS.format(steps=", ".join(steps))


def _prior(prior: float) -> str:
    odds = prior / (1 - prior)
    return _struct(
        f"'{PRIOR}'",
        "NULL::VARCHAR",
        "NULL::VARCHAR",
        "'two records drawn at random'",
        f"{log2(odds)!r}::DOUBLE",
    )


def _step(one: Comparison) -> str:
    rarity = f' + "mw_tf_adj_{one.column}"' if any(level.rarity for level in one.level) else ""
    weight = f'coalesce("mw_{one.column}"{rarity}, 0)'
    last = len(one.level) - 1
    said = " ".join(
        f"WHEN {last - place} THEN {_text(level.says)}" for place, level in enumerate(one.level)
    )
    left, right = _shown(one.shows, "one", "other"), _shown(one.shows, "other", "one")
    silent = _text(NOTHING)
    if one.silent_says != NOTHING:
        silent = f"CASE WHEN {left} IS NULL OR {right} IS NULL THEN {silent} ELSE {_text(one.silent_says)} END"
    level = f'CASE "gamma_{one.column}" {said} ELSE {silent} END'
    return _struct(_text(one.name), left, right, level, weight)


def _struct(*parts: str) -> str:
    comparison, left, right, level, weight = parts
    return (
        f"{{'comparison': {comparison}, 'left': {left}, 'right': {right}, 'level': {level},"
        f" 'bayes_factor': 2 ** ({weight}), 'weight': {weight}}}"
    )


def _shown(columns: Sequence[str], side: str, across: str) -> str:
    """What a record says; of a list, what both have first and a few of the rest."""
    shown = []
    for name in columns:
        if name in LISTS:
            both = f'list_intersect({side}."{name}", coalesce({across}."{name}", []))'
            few = f'list_distinct(list_concat(list_sort({both}), {side}."{name}"))[1:{_SHOWN}]'
            shown.append(f"array_to_string({few}, ', ')")
        else:
            shown.append(f'{side}."{name}"')
    return f"nullif(concat_ws(', ', {', '.join(shown)}), '')"


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
