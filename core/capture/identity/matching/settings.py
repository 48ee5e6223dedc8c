"""A declared model as splink's settings, and the parameters read back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.capture.identity.matching.declared import Comparison, Declared, Level

Settings = dict[str, Any]


@dataclass(frozen=True)
class Parameters:
    """What a model has learned, or starts from: per comparison, the m and u of each level; and the prior.

    ``prior`` is the probability that two records drawn at random are the same. ``learned`` says whether
    anything but the starting values is in them.
    """

    prior: float
    m: dict[str, tuple[float, ...]]
    u: dict[str, tuple[float, ...]]
    learned: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the record of the run."""
        return {"prior": self.prior, "learned": self.learned, "m": self.m, "u": self.u}


def starting(model: Declared, records: int) -> Parameters:
    """The shipped values: a small share of the records is taken to have one other record of its own."""
    pairs = max(records * (records - 1) / 2, 1.0)
    prior = min(model.training.duplicates_at_least * records / pairs, 0.1)
    return Parameters(
        prior=prior,
        m={one.name: _whole(tuple(level.m for level in one.level)) for one in model.compare},
        u={one.name: _whole(tuple(level.u for level in one.level)) for one in model.compare},
    )


def splink_settings(model: Declared, parameters: Parameters) -> Settings:
    """The settings that score pairs by ``model`` with these parameters."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "key",
        "probability_two_random_records_match": parameters.prior,
        "blocking_rules_to_generate_predictions": ["1=0"],
        "comparisons": [_comparison(one, parameters) for one in model.compare],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "em_convergence": 0.0005,
        "max_iterations": 40,
    }


def _comparison(one: Comparison, parameters: Parameters) -> Settings:
    silent = {
        "sql_condition": one.silent.sql(),
        "label_for_charts": "nothing to compare",
        "is_null_level": True,
    }
    levels = zip(one.level, parameters.m[one.name], parameters.u[one.name], strict=True)
    return {
        "output_column_name": one.column,
        "comparison_levels": [silent, *(_level(level, m, u) for level, m, u in levels)],
    }


def _level(level: Level, m: float, u: float) -> Settings:
    made: Settings = {
        "sql_condition": level.when.sql() if level.when else "ELSE",
        "label_for_charts": level.says,
        "m_probability": m,
        "u_probability": u,
    }
    if level.rarity:
        made |= {"tf_adjustment_column": level.rarity, "disable_tf_exact_match_detection": True}
    return made


def _whole(shares: tuple[float, ...]) -> tuple[float, ...]:
    total = sum(shares)
    return tuple(share / total for share in shares)


def round_to(share: float) -> float:
    """A share to the digits that sums in another order leave alone."""
    return float(f"{share:.6g}")
