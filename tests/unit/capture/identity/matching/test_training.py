"""Learning from records without labels, and finding pairs among them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from core.capture.identity.matching.blocking import find_pairs
from core.capture.identity.matching.scoring import score
from core.capture.identity.matching.settings import Parameters, starting
from core.capture.identity.matching.training import train

from .people import people, prepared, row, small_model

MODEL = small_model()


@dataclass(frozen=True)
class Trained:
    """What 300 people, 60 of them there twice, taught; and the pairs for review or likelier."""

    parameters: Parameters
    found: set[tuple[int, int]]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    with prepared(tmp_path_factory.mktemp("trained"), people(300, 60), MODEL) as space:
        parameters = train(space, MODEL)
        score(space, MODEL, parameters)
        rows = space.rows("SELECT key_l, key_r, match_probability AS p FROM scored")
    likely = [one for one in rows if one["p"] >= MODEL.thresholds.review]
    return Trained(parameters, {(one["key_l"], one["key_r"]) for one in likely})


def test_people_that_are_there_twice_are_found_without_labels_and_nobody_else(
    trained: Trained,
) -> None:
    true = {(key, key + 10_000) for key in range(1, 61)}
    assert trained.parameters.learned
    assert len(trained.found & true) >= 57
    assert len(trained.found - true) <= 2


def test_the_same_records_teach_the_same_model(trained: Trained, tmp_path: Path) -> None:
    with prepared(tmp_path, people(300, 60), MODEL) as space:
        assert train(space, MODEL) == trained.parameters


def test_the_prior_is_near_the_share_that_was_put_in(trained: Trained) -> None:
    assert trained.parameters.prior == pytest.approx(60 / (360 * 359 / 2), rel=0.2)


def test_few_records_keep_the_starting_values(tmp_path: Path) -> None:
    model = small_model(fewest_records=1000)
    with prepared(tmp_path, people(50, 10), model) as space:
        parameters = train(space, model)
    assert not parameters.learned
    assert parameters.m == starting(model, 60).m


def test_a_key_that_very_many_share_is_passed_over(tmp_path: Path) -> None:
    crowd = [row(key, "John Smith") for key in range(1, 400)]
    with prepared(tmp_path, crowd, MODEL) as space:
        assert space.value("SELECT count(*) FROM candidate") == 0


def test_a_pair_is_compared_once_however_many_keys_it_shares(tmp_path: Path) -> None:
    twins = [row(1, "Ada Byron", "ada@x.com"), row(2, "Ada Byron", "ada@x.com")]
    with prepared(tmp_path, twins, MODEL) as space:
        assert find_pairs(space, MODEL) == 1


def test_who_reports_to_whom_is_never_compared(tmp_path: Path) -> None:
    pair = [
        row(1, "Ada Byron", "ada@x.com"),
        row(2, "Ada Byron", "ada@x.com", reports_to="test\x1f1"),
    ]
    with prepared(tmp_path, pair, MODEL) as space:
        assert space.value("SELECT count(*) FROM candidate") == 0
