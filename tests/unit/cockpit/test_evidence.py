"""From a number to the imported row, and no further than the viewer's own accounts."""

from __future__ import annotations

from typing import Any

import pytest

import core.capture
from core.actor import Actor
from core.cockpit import Evidence, evidence, source_line, sponsor_contributions
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, LEE, NOBODY, SYSTEM


def references(found: tuple[Evidence, ...]) -> list[str]:
    return [item.reference for item in found]


def test_a_reference_opens_to_system_file_line_and_columns(portfolio: Store) -> None:
    (found,) = evidence(portfolio, ANN, ["crm.activity/101"])
    assert (found.source_system, found.source_id, found.account_key) == ("rapport", "T1", 1)
    assert (found.batch_id, found.file_name, found.line) == (2, "activities.csv", 2)
    assert (found.title, found.at) == ("Q2 review", "2026-06-10 09:00:00")
    columns = dict(found.columns)
    assert columns["participant_emails"] == "cleo@acme.example"
    assert not {name for name in columns if name.endswith("_key") or name == "row_hash"}


def test_references_keep_their_order_and_may_repeat(portfolio: Store) -> None:
    asked = ["crm.ticket/201", "crm.activity/102", "crm.ticket/201", "crm.activity/101"]
    assert references(evidence(portfolio, ANN, asked)) == [
        "crm.ticket/201",
        "crm.activity/102",
        "crm.activity/101",
    ]


def test_every_contribution_of_a_score_opens(portfolio: Store) -> None:
    factors = sponsor_contributions(portfolio, ANN, 1, 11, AS_OF)
    asked = [reference for factor in factors for reference in factor.evidence]
    assert asked
    assert references(evidence(portfolio, ANN, asked)) == asked


def test_rows_of_another_book_stay_shut(portfolio: Store) -> None:
    asked = ["crm.activity/101", "crm.activity/106", "crm.account/3", "crm.contact/41"]
    assert references(evidence(portfolio, ANN, asked)) == ["crm.activity/101"]
    assert references(evidence(portfolio, BOB, asked)) == asked[1:]
    with pytest.raises(NotFound):
        source_line(portfolio, BOB, "crm.activity/101")


def test_rows_of_no_account_are_for_those_who_see_all(portfolio: Store) -> None:
    assert evidence(portfolio, ANN, ["crm.activity/105"]) == ()
    assert references(evidence(portfolio, LEE, ["crm.activity/105"])) == ["crm.activity/105"]
    assert references(evidence(portfolio, ANN, ["crm.team_member/1"])) == ["crm.team_member/1"]


def test_a_row_of_a_deal_or_ticket_follows_its_account(portfolio: Store) -> None:
    with portfolio.transaction(SYSTEM, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.ticket_event BY NAME "
            "SELECT 501 AS ticket_event_key, 201 AS ticket_key, 'reply' AS kind, 'E1' AS source_id"
        )
        work.execute(
            "INSERT INTO crm.opportunity BY NAME SELECT 601 AS opportunity_key, 3 AS account_key"
        )
        work.execute(
            "INSERT INTO crm.opportunity_history BY NAME "
            "SELECT 701 AS opportunity_history_key, 601 AS opportunity_key"
        )
    asked = ["crm.ticket_event/501", "crm.opportunity_history/701"]
    assert references(evidence(portfolio, ANN, asked)) == asked[:1]
    assert references(evidence(portfolio, BOB, asked)) == asked[1:]


def test_a_row_nobody_knows_is_left_out(portfolio: Store) -> None:
    assert evidence(portfolio, ADA, ["crm.activity/999", "crm.nothing/1"]) == ()
    assert evidence(portfolio, ADA, [f"crm.activity/{2**64 - 1}"]) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "activity/1",
        "crm.activity",
        "ops.note/1",
        "crm.activity/1;DROP",
        "crm.activity/-1",
        f"crm.activity/{2**64}",
    ],
)
def test_what_is_no_reference_is_refused(portfolio: Store, wrong: str) -> None:
    with pytest.raises(InvalidInput):
        evidence(portfolio, ADA, [wrong])


def test_without_a_role_no_evidence_opens(portfolio: Store) -> None:
    with pytest.raises(Forbidden):
        evidence(portfolio, NOBODY, ["crm.activity/101"])


def test_a_line_shows_the_record_as_read(portfolio: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_read(_store: Store, actor: Actor, batch_id: int, source_line: int) -> dict[str, Any]:
        assert actor == ANN
        assert (batch_id, source_line) == (2, 2)
        return {"Activity ID": "T1", "Note": None}

    monkeypatch.setattr(core.capture, "raw_record", as_read, raising=False)
    found = source_line(portfolio, ANN, "crm.activity/101")
    assert found.record == (("Activity ID", "T1"), ("Note", None))
    assert found.evidence.file_name == "activities.csv"


def test_a_posted_row_has_no_line(portfolio: Store) -> None:
    with pytest.raises(NotFound, match="no file"):
        source_line(portfolio, ANN, "crm.heartbeat/301")
