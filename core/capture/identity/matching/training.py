"""What the records themselves say of the model: nobody labels anything.

u (how often two different records agree) comes from pairs drawn at random, with the share that is the
same after all taken out. m (how often two records of one party agree) comes from expectation maximisation,
on pairs that agree in something else. Starting values count as some pairs, so that little data moves
them little. Everything is drawn by hashes and rounded: the same records give the same model.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.capture.identity.matching.declared import Declared
from core.capture.identity.matching.prior import with_prior_found
from core.capture.identity.matching.settings import Parameters, round_to, splink_settings, starting
from core.capture.identity.matching.splinking import linker
from core.store.workspace import Workspace

if TYPE_CHECKING:
    from splink import Linker

log = logging.getLogger(__name__)
SEED = 20
_FEWEST_PAIRS = 20
Progress = Callable[[str], None]

_PAIRS_OF = """
SELECT coalesce(sum(records * (records - 1) / 2), 0)::DOUBLE
FROM (SELECT count(*) AS records FROM record WHERE {present} GROUP BY {columns})
"""
_CERTAIN = """
WITH pair AS ({pairs})
SELECT count(*) FROM (SELECT DISTINCT key_l, key_r FROM pair)
"""
_AGREEING = """
SELECT one.key AS key_l, other.key AS key_r
FROM record AS one JOIN record AS other ON {agree} AND one.key < other.key
"""


def train(space: Workspace, model: Declared, progress: Progress = lambda _: None) -> Parameters:
    """The parameters for ``record`` and its ``candidate`` pairs; the starting values for few records."""
    records = int(str(space.value("SELECT count(*) FROM record")))
    start = starting(model, records)
    begun = Parameters(_certain_share(space, model, start.prior, records), start.m, start.u)
    if records < model.training.fewest_records:
        return begun
    made = linker(space, splink_settings(model, begun))
    progress("drawing pairs at random")
    made.training.estimate_u_using_random_sampling(
        max_pairs=model.training.sample_pairs, seed=SEED, min_count_per_level=None, num_chunks=1
    )
    weight: dict[str, float] = {}
    for rule in model.training.blocks:
        progress(f"learning from pairs with the same {' and '.join(rule)}")
        same = _session(space, made, model, rule)
        for one in model.compare:
            if not one.columns() & set(rule):
                weight[one.name] = weight.get(one.name, 0.0) + same
    drawn = min(float(model.training.sample_pairs), records * (records - 1) / 2)
    learned = _learned(model, begun, made.misc.save_model_to_json(), weight, drawn)
    progress("counting how many are the same")
    return with_prior_found(space, model, learned, drawn)


def _certain_share(space: Workspace, model: Declared, least: float, records: int) -> float:
    """The share of all pairs that is the same: those that certainly are, by the share of them found."""
    if not model.training.certain:
        return least
    pairs = []
    for rule in model.training.certain:
        agree = " AND ".join(f'one."{name}" = other."{name}"' for name in rule)
        pairs.append(_AGREEING.format(agree=agree))
    found = int(str(space.value(_CERTAIN.format(pairs=" UNION ALL ".join(pairs)))))
    share = found / model.training.certain_recall / (records * (records - 1) / 2)
    return round_to(min(max(share, least), 0.3))


def _session(space: Workspace, made: Linker, model: Declared, rule: tuple[str, ...]) -> float:
    """One round of learning; returns about how many pairs of one party it learned from, 0 when none."""
    from splink import block_on  # noqa: PLC0415  (deferred: heavy)
    from splink.internals.exceptions import EMTrainingException  # noqa: PLC0415  (deferred: heavy)

    pairs = _pairs_that_agree(space, rule)
    if pairs < _FEWEST_PAIRS:
        return 0.0
    limit = float(model.training.largest_session)
    try:
        session = made.training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule),
            estimate_without_term_frequencies=True,
            max_pairs=limit if pairs > limit else None,
        )
    except EMTrainingException as error:
        log.info("nothing learned from pairs with the same %s: %s", ", ".join(rule), error)
        return 0.0
    share = session.core_model_settings.probability_two_random_records_match
    return float(min(pairs, limit) * share)


def _pairs_that_agree(space: Workspace, columns: tuple[str, ...]) -> float:
    """How many pairs of records have the same values in all these columns."""
    quoted = [f'"{name}"' for name in columns]
    present = " AND ".join(f"{name} IS NOT NULL" for name in quoted)
    return float(str(space.value(_PAIRS_OF.format(present=present, columns=", ".join(quoted)))))


def _learned(
    model: Declared,
    start: Parameters,
    found: dict[str, Any],
    weight: dict[str, float],
    drawn: float,
) -> Parameters:
    """Starting values and learned ones brought together, each by the pairs it stands for."""
    m, u = {}, {}
    known = model.training.weight_of_start
    for one, learned in zip(model.compare, found["comparisons"], strict=True):
        fixed = {place for place, level in enumerate(one.level) if level.fixed}
        levels = [level for level in learned["comparison_levels"] if not level.get("is_null_level")]
        seen = weight.get(one.name, 0.0)
        m[one.name] = _blend(
            start.m[one.name], known, _numbers(levels, "m_probability"), seen, fixed
        )
        u[one.name] = _blend(
            start.u[one.name], known, _numbers(levels, "u_probability"), drawn, fixed
        )
    return Parameters(start.prior, m, u, learned=True)


def _blend(
    start: tuple[float, ...],
    known: float,
    learned: tuple[float, ...],
    pairs: float,
    fixed: set[int],
) -> tuple[float, ...]:
    """Each share by the pairs behind it; those at the places ``fixed`` stay, and all add up to one."""
    shares = [
        (known * one + pairs * other) / (known + pairs)
        for one, other in zip(start, learned, strict=True)
    ]
    free = sum(share for place, share in enumerate(shares) if place not in fixed)
    left = 1 - sum(start[place] for place in fixed)
    return tuple(
        start[place] if place in fixed else round_to(share / free * left)
        for place, share in enumerate(shares)
    )


def _numbers(levels: list[dict[str, Any]], name: str) -> tuple[float, ...]:
    """Learned shares; a level that never occurred has none."""
    values = [level.get(name) for level in levels]
    return tuple(float(value) if isinstance(value, float | int) else 0.0 for value in values)
