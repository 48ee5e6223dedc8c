"""Technical letters through the engine: who gets them, what rules say, how words fit the reader."""

from __future__ import annotations

import pytest

from core.actor import LOCAL, Actor, Role
from core.cockpit.communications import KINDS, communicate, known_kind
from core.cockpit.drafts import Asked
from core.draft_kinds import DRAFT_KINDS
from core.drafting.kind import Tone
from core.errors import Forbidden, InvalidInput, MissingFacts, NotFound
from core.health.communication import candidates, default_recipient
from tests.spec.world import key
from tests.unit.health.communication.conftest import Office
from tests.unit.health.communication.examples import DAY

PRITI, OWEN, HELEN = key("C1"), key("C2"), key("C3")
MAYA = Actor("maya@ours.example", frozenset({Role.CSM}))
STRANGER = Actor("sam@ours.example", frozenset({Role.CSM}))
LETTERS = ("escalation-outreach", "health-checkin", "success-review")


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("contact", ["C1", "C2"])
@pytest.mark.parametrize("tone", list(Tone))
def test_a_letter_passes_the_gate_and_waits_in_the_outbox(
    office: Office, kind: str, contact: str, tone: Tone
) -> None:
    draft = communicate(office.cockpit, MAYA, kind, Asked("A1", contact, tone=tone))
    assert draft.report.passes, [claim.words for claim in draft.report.unmatched]
    assert [block for block in draft.blocks if block.stops] == []
    assert draft.kind == known_kind(kind)
    assert draft.status.value == "drafted"


def test_every_communication_is_a_kind_of_draft() -> None:
    assert set(KINDS) <= set(DRAFT_KINDS)


def test_an_escalation_names_the_tickets_their_dates_and_our_plan(office: Office) -> None:
    body = communicate(office.cockpit, MAYA, "escalation-outreach", Asked("A1", "C1")).letter.body
    for words in ("SUP-412", "Duplicate orders after nightly sync", "18 December", "ERP connector"):
        assert words in body
    assert '"Stabilise the ERP connector"' in body
    assert "Secure the renewal" not in body


def test_words_follow_the_technical_maturity_of_the_reader(office: Office) -> None:
    def text(contact: str) -> str:
        return communicate(
            office.cockpit, MAYA, "escalation-outreach", Asked("A1", contact)
        ).letter.body

    high, low = text("C1"), text("C2")
    assert "(P1, Orders)" in high
    assert "P1" not in low
    assert "Orders)" not in low
    assert "(number SUP-412)" in low


def test_without_a_name_the_reporter_of_the_critical_ticket_is_written_to(office: Office) -> None:
    chosen = default_recipient(office.store, key("A1"), DAY, "escalation_outreach")
    assert chosen.contact_key == PRITI
    assert chosen.why == "reported 1 open critical ticket"
    draft = communicate(office.cockpit, MAYA, "escalation-outreach", Asked("A1"))
    assert draft.recipient_name == "Priti Sandhu"


def test_executives_are_no_readers_of_an_escalation(office: Office) -> None:
    found = candidates(office.store, key("A1"), DAY, "escalation_outreach")
    assert HELEN not in {one.contact_key for one in found}
    last = candidates(office.store, key("A1"), DAY, "success_review")[-1]
    assert (last.contact_key, last.is_executive) == (HELEN, True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE crm.contact SET consent = 'withdrawn' WHERE full_name <> 'Helen Marsh'",
        "UPDATE crm.contact SET email_bounced_at = TIMESTAMP '2026-01-02' WHERE full_name <> 'Helen Marsh'",
    ],
)
def test_where_nobody_may_be_written_to_the_reason_is_said(office: Office, change: str) -> None:
    office.write(change, "crm.contact")
    with pytest.raises(InvalidInput, match="Nobody at this account"):
        default_recipient(office.store, key("A1"), DAY, "health_checkin")


def test_a_suppressed_person_is_passed_over(office: Office) -> None:
    office.cockpit.drafting.suppress(MAYA, "priti.sandhu@harbourfoods.example", "asked us to stop")
    assert (
        default_recipient(office.store, key("A1"), DAY, "escalation_outreach").name == "Owen Baxter"
    )


def test_an_executive_is_told_of_no_ticket_and_only_on_grounds(office: Office) -> None:
    draft = communicate(office.cockpit, MAYA, "escalation-outreach", Asked("A1", "C3"))
    assert "SUP-" not in draft.letter.body
    assert [block.rule for block in draft.blocks if block.stops] == []  # the account is red
    office.write(
        "UPDATE crm.ticket SET status = 'closed', resolved_at = opened_at + INTERVAL 1 DAY"
        " WHERE source_id <> 'SUP-431'",
        "crm.ticket",
    )
    office.write(
        "UPDATE crm.heartbeat SET seen_at = TIMESTAMP '2026-01-05 06:00:00'", "crm.heartbeat"
    )
    again = communicate(office.cockpit, MAYA, "escalation-outreach", Asked("A1", "C3"))
    assert "operational_issue" in {block.rule.value for block in again.blocks if block.stops}


def test_a_ticket_typed_into_a_letter_to_an_executive_is_stopped(office: Office) -> None:
    draft = communicate(office.cockpit, MAYA, "success-review", Asked("A1", "C3"))
    parts = draft.letter.body.split("\n\n")
    body = "\n\n".join([*parts[:-1], "SUP-412 is the one that matters.", parts[-1]])
    edited = office.cockpit.drafting.edit(MAYA, draft.draft_id, draft.letter.subject, body)
    assert "ticket_detail" in {block.rule.value for block in edited.blocks if block.stops}


def test_where_nothing_is_wrong_no_escalation_is_written(office: Office) -> None:
    office.write("DELETE FROM crm.ticket", "crm.ticket")
    office.write("DELETE FROM crm.heartbeat", "crm.heartbeat")
    with pytest.raises(MissingFacts, match="something technical"):
        communicate(office.cockpit, MAYA, "escalation-outreach", Asked("A1", "C1"))


def test_kinds_and_accounts_are_those_one_may_use(office: Office) -> None:
    with pytest.raises(NotFound, match="no communication"):
        communicate(office.cockpit, LOCAL, "sonnet", Asked("A1"))
    with pytest.raises(NotFound):
        communicate(office.cockpit, STRANGER, "health-checkin", Asked("A1"))
    with pytest.raises(Forbidden):
        communicate(
            office.cockpit,
            Actor("ann@ours.example", frozenset({Role.ANALYST})),
            "health-checkin",
            Asked("A1", "C1"),
        )
