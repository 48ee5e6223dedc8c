"""splink on the tables of a workspace: the one place that makes its objects."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from core.capture.identity.matching.declared import Declared
from core.capture.identity.matching.settings import Parameters, Settings, splink_settings
from core.store.workspace import Workspace

if TYPE_CHECKING:
    from splink import Linker

_RARITY = """
CREATE OR REPLACE TABLE "rarity_{column}" AS
SELECT
    "{column}",
    (greatest(count(*) - 2, 0) + {others}) / ((sum(count(*)) OVER ()) + {known}) AS "tf_{column}"
FROM record
WHERE "{column}" IS NOT NULL
GROUP BY "{column}"
"""
_KEPT = """
CREATE OR REPLACE TABLE scored AS
SELECT key_l, key_r, match_probability, match_weight, COLUMNS('^(gamma|mw)_')
FROM "{found}"
"""
_KNOWN = 1000
"""Records that the usual frequency of a value stands for: in few records every value looks common."""
_FEWEST_OTHERS = 0.5


def linker(space: Workspace, settings: Settings) -> Linker:
    """Splink on ``record``, without its log; :func:`measure_rarity` has been called."""
    from splink import Linker  # noqa: PLC0415  (deferred: heavy, and needed by matching only)
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415  (deferred: heavy)

    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI(space.connection)
    made = Linker(database.register("record"), settings, log_level=None, validate_settings=False)
    for column in _rarities(settings):
        table = database.register(f"rarity_{column}")
        made.table_management.register_term_frequency_lookup(table, column)
    return made


def measure_rarity(space: Workspace, model: Declared) -> None:
    """How common each value is among others than the two records it is asked for."""
    levels = [level for one in model.compare for level in one.level]
    usual = {level.rarity: level.u for level in levels if level.rarity}
    for column, share in sorted(usual.items()):
        others = max(_KNOWN * share, _FEWEST_OTHERS)
        space.execute(_RARITY.format(column=column, known=_KNOWN, others=others))


def predict(
    space: Workspace, model: Declared, parameters: Parameters, pairs: str, floor: float | None
) -> None:
    """Fill ``scored`` with the pairs of the table ``pairs`` whose probability is ``floor`` or more."""
    made = linker(space, splink_settings(model, parameters))
    made.table_management.register_blocked_pairs_for_predict(made._db_api.register(pairs))
    found = made.inference.predict(threshold_match_probability=floor)
    space.execute(_KEPT.format(found=found.physical_name))
    found.drop_table_from_database_and_remove_from_cache()


def _rarities(settings: Settings) -> list[str]:
    levels = [level for one in settings["comparisons"] for level in one["comparison_levels"]]
    named = {level.get("tf_adjustment_column") for level in levels}
    return sorted(name for name in named if name)
