"""The evaluation of matching, on sets small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.capture.identity.matching.declared import Thresholds
from tests.benchmarks.identity import Score, joined_pairs, pairs_of, table
from tests.benchmarks.identity_set import FOLDER, read_set


def test_every_two_records_of_a_party_are_a_true_pair() -> None:
    assert pairs_of(["a", "b", "a", "a"]) == {(1, 3), (1, 4), (3, 4)}


def test_joining_adds_the_pairs_that_others_connect() -> None:
    assert joined_pairs([(1, 2), (3, 2)]) == {(1, 2), (1, 3), (2, 3)}


def test_f1_is_the_harmonic_mean() -> None:
    assert Score(1.0, 0.5).f1 == pytest.approx(2 / 3)
    assert Score(0.0, 0.0).f1 == 0


def test_a_table_counts_pairs_at_each_threshold() -> None:
    scored = [((1, 2), 0.999), ((3, 4), 0.6), ((1, 5), 0.7)]
    lines = table(
        "set", "model", scored, {(1, 2), (3, 4)}, Thresholds(automatic=0.99, review=0.5, floor=0.05)
    )
    assert lines[0] == "| set | model | pairs | automatic 0.99 | 1.0000 | 0.5000 | 0.6667 |"
    assert lines[1] == "| set | model | pairs | review 0.5 | 0.6667 | 1.0000 | 0.8000 |"


HEADER = "first_name,surname,dob,city,email,who"
ROWS = "Ada,Byron,1815-12-10,London,ada@x.com,1\nA,Byron,,,ada@x.com,1\n"


@pytest.mark.parametrize(
    ("header", "mapping", "dated"),
    [
        pytest.param(HEADER, FOLDER / "fake1000.toml", True, id="as told"),
        pytest.param(HEADER, None, True, id="by the description whose columns it has"),
        pytest.param(HEADER.replace("dob", "born"), None, False, id="guessed from its names"),
    ],
)
def test_any_labelled_set_is_read_with_or_without_a_mapping(
    tmp_path: Path, header: str, mapping: Path | None, dated: bool
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{header}\n{ROWS}")
    model, records, parties = read_set([path], "who", mapping)
    assert parties == ["1", "1"]
    assert records["mailbox"].to_pylist() == ["ada@x.com", "ada@x.com"]
    compared = {one.name for one in model.compare}
    assert compared >= {"Given name", "Family name", "E-mail"}
    assert ("Date of birth" in compared) is dated


def test_a_set_without_the_column_of_parties_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name\nAda\n")
    with pytest.raises(SystemExit, match="who"):
        read_set([path], "who", None)
