"""Every trap of the zoo, imported: recognised, asked about, or refused by name, never passed silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.capture import Level, plan, publish, refused_rows
from core.store import Store
from tests.unit.capture.zoo.animals import TRAPS, Animal

pytestmark = pytest.mark.usefixtures("in_process")


def accounts(store: Store) -> tuple[tuple[str, str], ...]:
    rows = store.rows("SELECT source_id, name FROM crm.account ORDER BY source_id")
    return tuple((row["source_id"], row["name"]) for row in rows)


@pytest.mark.parametrize("animal", TRAPS, ids=lambda animal: animal.name)
def test_security_22_a_trap_is_recognised_asked_about_or_refused_by_name(
    store: Store, tmp_path: Path, animal: Animal
) -> None:
    path = tmp_path / f"accounts{animal.suffix}"
    path.write_bytes(animal.content)
    made = plan(store, COMMAND_LINE, [path])
    (file,) = made.files
    told = " ".join(problem.reason for problem in file.report.problems)
    if animal.refused:
        assert not file.is_ready
        assert animal.refused in told
        return
    if animal.asks:
        assert animal.asks in {question.option for question in file.report.questions}
        assert (file.report.accepted, Level.QUESTION) == (0, file.report.problems[0].level)
        return
    (report,) = publish(store, COMMAND_LINE, made).files
    assert accounts(store) == animal.accounts, told
    # Accepted and refused make up what was read, here as everywhere (row 21).
    assert report.read == report.accepted + report.refused
    refused = refused_rows(store, COMMAND_LINE, report.batch_id or 0).to_pylist()
    assert tuple(row["line"] for row in refused) == animal.lines
    assert all(row["reason"] for row in refused)
