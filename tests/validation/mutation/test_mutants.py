"""What mutation testing changes, and that it changes one thing and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validation.mutation import document, python_mutants, sql_mutants
from tests.validation.mutation.groups import GROUPS, ROOT
from tests.validation.mutation.mutant import Fate, Mutant, sampled


def _python(folder: Path, code: str) -> dict[str, str]:
    (folder / "it.py").write_text(code)
    return {one.name: one.text() for one in python_mutants.mutants(folder, "it.py")}


def _sql(folder: Path, code: str) -> dict[str, str]:
    (folder / "it.sql").write_text(code)
    return {one.name: one.text() for one in sql_mutants.mutants(folder, "it.sql")}


def test_a_bound_a_number_and_a_returned_value_are_changed_one_at_a_time(tmp_path: Path) -> None:
    found = _python(tmp_path, "def old(age):\n    return age < 3\n")
    assert {text.splitlines()[1].strip() for text in found.values()} == {
        "return age <= 3",
        "return age >= 3",
        "return age < 4",
        "return age < 2",
        "return None",
    }


def test_sentences_patterns_decorators_and_keys_are_left_alone(tmp_path: Path) -> None:
    code = '''@cache(maxsize=8)
def said(low: "Text") -> str:
    """Words."""
    assert low
    pattern = r"a+"
    note = "a sentence is no decision"
    kept = {"key": low}
'''
    assert _python(tmp_path, code) == {}


def test_conditions_defaults_joins_and_cases_of_a_model_are_changed(tmp_path: Path) -> None:
    found = _sql(
        tmp_path,
        "SELECT coalesce(a.x, 0) AS x FROM a JOIN b ON b.k = a.k"
        " WHERE a.y > 1 AND ($account_key IS NULL OR a.k = $account_key)",
    )
    operators = {name.split(":")[0] for name in found}
    assert operators == {"dropped default", "join", "number", "eq", "gt", "dropped condition"}
    assert all("($account_key IS NULL OR a.k = $account_key)" in text for text in found.values())
    assert len(set(found.values())) == len(found)


def test_a_sample_is_the_same_for_the_same_seed_and_another_for_another(tmp_path: Path) -> None:
    (tmp_path / "it.py").write_text("def f(a):\n    return a + 1 < 2 and a - 1 > 3\n")
    found = python_mutants.mutants(tmp_path, "it.py")
    assert sampled(found, 4, 1) == sampled(found, 4, 1)
    assert any(sampled(found, 4, 1) != sampled(found, 4, seed) for seed in range(2, 9))
    assert sampled(found, None, 1) == found


def test_what_is_judged_to_change_nothing_is_still_a_mutant_of_the_code() -> None:
    judged = document.judged()
    files = {path: group for group in GROUPS.values() for path in group.files()}
    for path in {path for path, _ in judged}:
        known = {one.name for one in files[path].mutants(ROOT, path)}
        assert {name for place, name in judged if place == path} <= known
    assert all(len(why) > 20 for why in judged.values())


@pytest.mark.parametrize(
    ("fates", "share"),
    [
        ([Fate.KILLED, Fate.KILLED, Fate.SURVIVED, Fate.TIMEOUT], "75.0"),
        ([Fate.SURVIVED], "0.0"),
        ([Fate.KILLED], "100.0"),
    ],
)
def test_the_share_counts_what_was_noticed_of_all_that_was_tried(
    fates: list[Fate], share: str
) -> None:
    group = GROUPS["gate"]
    path = group.files()[0]
    tried = [
        (Mutant(path, 1, "number", "1", "2", lambda: "", place), fate)
        for place, fate in enumerate(fates)
    ]
    text = document.section(group, {path: 9}, tried, "How.")
    assert f"| {share} |" in text
    assert text.count("- `") == fates.count(Fate.SURVIVED)
