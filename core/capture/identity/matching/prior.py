"""How many pairs are the same at all, found from the pairs themselves; and u without those pairs."""

from __future__ import annotations

from core.capture.identity.matching.conditions import Condition
from core.capture.identity.matching.declared import Comparison, Declared
from core.capture.identity.matching.settings import Parameters, round_to
from core.capture.identity.matching.splinking import predict
from core.store.workspace import Workspace

_DOUBT = 0.02
"""Of the pairs that agree by whatever a level asks, at least this share is of different parties."""
_FEW = 400
"""An agreement drawn fewer times is counted over all records instead, where it is an exact one."""
_ROUNDS = 2
_MOST = 100_000
_PART = """
CREATE OR REPLACE TABLE candidate_part AS
SELECT * FROM candidate WHERE hash(join_key_l, join_key_r) % {parts} = 0
"""
_AGREE = """
WITH filled AS (SELECT {columns} FROM record WHERE {present}),
grouped AS (SELECT count(*) AS records FROM filled GROUP BY {columns})
SELECT coalesce(sum(records * (records - 1)), 0)::DOUBLE / greatest(sum(records) * (sum(records) - 1), 1) AS share
FROM grouped
"""


def with_prior_found(
    space: Workspace, model: Declared, learned: Parameters, drawn: float
) -> Parameters:
    """The prior that the pairs add up to, and u of different parties only.

    Each round scores the candidates with the last prior; the sum of their probabilities is how many are
    the same. ``drawn`` is how many pairs u was learned from.
    """
    records = int(str(space.value("SELECT count(*) FROM record")))
    agreeing = {one.name: _shares(space, one, learned.u[one.name], drawn) for one in model.compare}
    # At least those that certainly are the same: the first guess counts what their rules miss as well.
    least = learned.prior * model.training.certain_recall
    settled = _without_same(learned, agreeing, learned.prior)
    for _ in range(_ROUNDS):
        share = expected_same(space, model, settled) / (records * (records - 1) / 2)
        prior = round_to(min(max(share, least), 0.3))
        settled = _without_same(learned, agreeing, prior)
    return settled


def expected_same(space: Workspace, model: Declared, parameters: Parameters) -> float:
    """How many of the candidates are the same, by their probabilities; of very many, a part is scored."""
    pairs = int(str(space.value("SELECT count(*) FROM candidate")))
    parts = pairs // _MOST + 1
    space.execute(_PART.format(parts=parts))
    predict(space, model, parameters, "candidate_part", None)
    total = space.value("SELECT coalesce(sum(match_probability), 0) FROM scored")
    return float(str(total)) * parts


def _without_same(
    learned: Parameters, agreeing: dict[str, tuple[float, ...]], prior: float
) -> Parameters:
    """Of the random pairs that agree, those that are the same are taken out."""
    u = {}
    for name, shares in agreeing.items():
        same = [prior * share for share in learned.m[name]]
        left = [
            max(share - same[place], _DOUBT * share, 1e-12)
            for place, share in enumerate(shares[:-1])
        ]
        u[name] = tuple(round_to(share) for share in (*left, shares[-1]))
    return Parameters(prior, learned.m, u, learned=True)


def _shares(
    space: Workspace, one: Comparison, sampled: tuple[float, ...], drawn: float
) -> tuple[float, ...]:
    """Shares of all pairs that agree, as drawn; of a rare exact agreement, as counted."""
    first = one.level[0].when
    if first is None or first != Condition(exact=first.exact) or sampled[0] >= _FEW / drawn:
        return sampled
    columns = [f'"{name}"' for name in first.exact]
    present = " AND ".join(f"{name} IS NOT NULL" for name in columns)
    counted = space.value(_AGREE.format(columns=", ".join(columns), present=present))
    return (float(str(counted)), *sampled[1:])
