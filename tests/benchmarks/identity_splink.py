"""splink's own published settings for fake_1000, run here: the same records, the same evaluation.

Both are settings its authors publish for this set: the quick start of its read-me, and the example that its
documentation measures by the labels. Written from their description, run with the installed version.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

Scored = list[tuple[tuple[int, int], float]]
_SEED = 5


def quick_start(path: Path) -> Scored:
    """The read-me: names by similarity, pairs by first name or surname."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("first_name", [0.9, 0.7]),
            cl.JaroAtThresholds("surname", [0.9, 0.7]),
            cl.DateOfBirthComparison(
                "dob",
                input_is_string=False,
                datetime_metrics=["year", "month"],
                datetime_thresholds=[1, 1],
            ),
            _city(cl),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[block_on("first_name"), block_on("surname")],
    )
    certain = [block_on("first_name", "surname")]
    return _run(path, settings, certain, [("first_name", "surname"), ("dob",)], "dob::DATE")


def by_labels(path: Path) -> Scored:
    """The documentation's example that is measured by the labels: pairs by any of four columns."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    blocks = ["first_name", "surname", "dob", "email"]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            _city(cl),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[block_on(name) for name in blocks],
    )
    certain = [
        "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
        "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
        "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
        "l.email = r.email",
    ]
    return _run(path, settings, certain, [("dob",), ("email",)], "dob")


def _city(library: Any) -> Any:
    return library.ExactMatch("city").configure(term_frequency_adjustments=True)


def _run(
    path: Path, settings: Any, certain: list[Any], sessions: list[tuple[str, ...]], born: str
) -> Scored:
    """Train and score; records are numbered from 1 as everywhere in the benchmark."""
    from splink import Linker, block_on
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute(
        f"CREATE TABLE people AS SELECT * REPLACE ({born} AS dob, unique_id::INT + 1 AS unique_id)"
        " FROM read_csv($path, all_varchar = true)",
        {"path": str(path)},
    )
    linker = Linker(DuckDBAPI(connection).register("people"), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=_SEED)
    for columns in sessions:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict().physical_name
    rows = connection.execute(
        f'SELECT unique_id_l, unique_id_r, match_probability FROM "{found}"'
    ).fetchall()
    return [((left, right), probability) for left, right, probability in rows]


PUBLISHED: dict[str, Callable[[Path], Scored]] = {
    "splink, read-me": quick_start,
    "splink, labelled example": by_labels,
}
