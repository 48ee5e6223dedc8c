"""A statement in which some tables hold something else, and the models between run as steps."""

from __future__ import annotations

import re

import pytest

from core.store import ModelSet, suppose

HEALTH = "SELECT rag FROM mart.account_health"
POLICY = "SELECT name, tier, value FROM ops.policy WHERE value > 0 -- as ops.policy has it"


@pytest.fixture(scope="module")
def models() -> ModelSet:
    return ModelSet.load()


def read(statement: str) -> set[str]:
    return set(re.findall(r"\b(?:crm|ops|mart)\.[a-z_]+", statement))


def steps(statement: str) -> list[str]:
    return re.findall(r"^(supposed_[a-z_]+) AS \(", statement, re.M)


def test_only_models_between_the_tables_and_the_question_are_run(models: ModelSet) -> None:
    made = suppose(models, {"ops.policy": POLICY}, HEALTH)
    assert steps(made)[0] == "supposed_ops_policy"
    assert steps(made)[-1] == "supposed_account_health"
    assert "supposed_sponsor_score" not in made
    assert "mart.account_scope" in read(made)  # thresholds do not reach it


def test_a_query_reads_the_true_table_and_the_models_the_supposed_one(models: ModelSet) -> None:
    made = suppose(models, {"ops.policy": POLICY}, HEALTH)
    first, _, rest = made.partition("supposed_tier_policy AS (")
    assert "FROM ops.policy" in first
    assert "--" not in first
    assert "ops.policy" not in read(rest)
    assert "FROM supposed_ops_policy" in rest


def test_a_supposed_model_is_not_run(models: ModelSet) -> None:
    made = suppose(models, {"mart.open_ticket": "SELECT 1 AS as_of"}, HEALTH)
    assert "crm.ticket_event" not in read(made)
    assert "mart.open_ticket" not in read(made)
    assert "mart.integration_status" in read(made)


def test_without_the_mart_everything_the_question_reads_is_run(models: ModelSet) -> None:
    made = suppose(models, {"ops.policy": POLICY}, HEALTH, mart=False)
    assert {table for table in read(made) if table.startswith("mart.")} == set()
    assert "supposed_import_coverage" in steps(made)


def test_supposing_what_the_question_does_not_read_changes_nothing(models: ModelSet) -> None:
    made = suppose(models, {"crm.goal": "SELECT 1 AS goal_key"}, HEALTH)
    assert steps(made) == ["supposed_crm_goal"]
    assert made.endswith(HEALTH)
