"""Briefings: what they are made for, who sees them, and that each is kept once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core import policy
from core.actor import LOCAL, Actor, Role
from core.coaching.briefing import OccasionKind, brief, occasions
from core.coaching.interactions import interaction, interactions
from core.coaching.model import CitationKind, InteractionType
from core.errors import Forbidden, NotFound
from core.store import ModelSet, Store, refresh

TODAY = date(2026, 6, 30)
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))

FILL = """
INSERT INTO crm.import_batch BY NAME SELECT 1 AS batch_id, 1 AS import_id, 'a.csv' AS file_name, '' AS member_name,
    'x' AS kind, TIMESTAMP '2026-06-29' AS imported_at, TIMESTAMP '2026-06-29' AS exported_at, 'local' AS imported_by;
INSERT INTO crm.team_member (member_key, email, full_name, manager_email, source_system, source_id) VALUES
    (1, 'ann@us.example', 'Ann Lee', 'meg@us.example', 'tests', 'u1');
INSERT INTO crm.account (account_key, name, tier, owner_email, renewal_on, arr_amount, currency, source_system, source_id, batch_id)
VALUES (1, 'Acme', 'enterprise', 'ann@us.example', '2026-08-14', 450000, 'EUR', 'tests', 'A1', 1),
       (2, 'Bolt', 'smb', 'bob@us.example', '2027-06-01', NULL, NULL, 'tests', 'B1', 1);
INSERT INTO crm.contact BY NAME SELECT 11 AS contact_key, 'Cleo Finn' AS full_name, 'CFO' AS title,
    'cleo@acme.example' AS email, true AS is_primary_sponsor, 'active' AS status, 1 AS account_key,
    'tests' AS source_system, 'C1' AS source_id, 1 AS batch_id;
INSERT INTO crm.activity (activity_key, kind, occurred_at, participant_emails, subject, account_key, source_system, source_id, batch_id)
VALUES (101, 'qbr', '2026-07-08 09:00', ['cleo@acme.example'], 'Q3 review', 1, 'tests', 'E1', 1),
       (102, 'meeting', '2026-07-02 09:00', ['cleo@acme.example'], 'Lunch', 1, 'tests', 'E2', 1),
       (103, 'meeting', '2026-07-02 09:00', ['user@acme.example'], 'Training', 1, 'tests', 'E3', 1),
       (104, 'qbr', '2026-09-30 09:00', [], 'Q4 review', 1, 'tests', 'E4', 1),
       (105, 'qbr', '2026-06-20 09:00', ['cleo@acme.example'], 'Q2 review', 1, 'tests', 'E5', 1),
       (106, 'call', '2026-07-03 09:00', ['cleo@acme.example'], 'Other', 2, 'tests', 'E6', 1)
"""


@pytest.fixture
def ahead(store: Store) -> Iterator[Store]:
    """Acme has a review, a meeting with its CFO and a renewal ahead; Bolt has nothing."""
    policy.ensure_shipped(store)
    with store.transaction(LOCAL, "tests.fill") as work:
        for statement in FILL.split(";"):
            work.execute(statement)
        work.touch("crm.account", "crm.activity", "crm.contact", "crm.team_member")
    refresh(store, ModelSet.load(), TODAY, LOCAL)
    yield store


def test_reviews_renewals_and_meetings_with_executives_ahead_are_found(ahead: Store) -> None:
    found = occasions(ahead, ANN, TODAY)
    assert {(one.kind.value, one.on, one.about) for one in found} == {
        ("qbr", date(2026, 7, 8), "Q3 review"),
        ("executive_meeting", date(2026, 7, 2), "Lunch"),
        ("renewal", date(2026, 8, 14), ""),
    }
    assert {one.contact_name for one in found} == {"Cleo Finn"}
    assert all(one.is_own for one in found)


def test_an_escalation_is_an_occasion_until_it_is_over(ahead: Store) -> None:
    with ahead.transaction(LOCAL, "tests.fill") as work:
        work.execute(
            "INSERT INTO ops.escalation BY NAME SELECT 1 AS escalation_id, 1 AS account_key, 'score_below' AS trigger,"
            " TIMESTAMP '2026-06-25' AS opened_at, DATE '2026-06-25' AS opened_on, '' AS from_band, 'red' AS opened_band,"
            " 30 AS opened_score, 'red' AS worst_band, 30 AS worst_score, 70 AS score_limit, false AS needs_better_band,"
            " 'critical' AS severity, [] AS severity_reasons, [] AS rules_tripped, [] AS evidence, 0 AS times_worsened,"
            " 0 AS better_scans, 'open' AS stance, DATE '2026-06-25' AS updated_on, '' AS draft_note"
        )
    kinds = {one.kind for one in occasions(ahead, ANN, TODAY)}
    assert OccasionKind.ESCALATION in kinds
    with ahead.transaction(LOCAL, "tests.fill") as work:
        work.execute("UPDATE ops.escalation SET recovered_at = TIMESTAMP '2026-06-29'")
    assert OccasionKind.ESCALATION not in {one.kind for one in occasions(ahead, ANN, TODAY)}


def test_a_manager_sees_the_teams_occasions_as_not_their_own(ahead: Store) -> None:
    found = occasions(ahead, MEG, TODAY)
    assert len(found) == 3 and not any(one.is_own for one in found)
    assert occasions(ahead, BOB, TODAY) == ()
    with pytest.raises(Forbidden):
        occasions(ahead, LEE, TODAY)


def test_a_briefing_says_what_the_data_hold_and_cites_it(ahead: Store) -> None:
    (renewal,) = [one for one in occasions(ahead, ANN, TODAY) if one.kind == "renewal"]
    made = brief(ahead, ANN, renewal.key, TODAY)
    said = [line.text for line in made.know]
    assert said[0] == "The renewal is on 14 August, which is 45 days away."
    assert "They pay us €450K a year." in said
    cited = {
        one.ref for line in made.know for one in line.citations if one.kind is CitationKind.FACT
    }
    assert cited == {fact.id for fact in made.facts if fact.id in cited}
    assert {"renewal_on", "arr"} <= cited
    assert all(line.citations for line in (*made.know, *made.say, *made.watch_outs))
    assert made.phases and made.ready[-1].act == "plan"


def test_a_briefing_is_kept_once_for_each_person(ahead: Store) -> None:
    key = occasions(ahead, ANN, TODAY)[0].key
    first = brief(ahead, ANN, key, TODAY).occasion
    again = brief(ahead, ANN, key, TODAY).occasion
    assert first.interaction_id == again.interaction_id
    assert len(interactions(ahead, ANN, type=InteractionType.BRIEFING)) == 1
    kept = interaction(ahead, ANN, first.interaction_id or 0)
    assert (kept.account_key, kept.context["occasion"]) == (1, key)
    brief(ahead, MEG, key, TODAY)
    assert [one.person for one in interactions(ahead, MEG)] == [MEG.email]
    assert [one.person for one in interactions(ahead, ANN)] == [ANN.email]


def test_what_was_briefed_comes_after_what_was_not(ahead: Store) -> None:
    key = occasions(ahead, ANN, TODAY)[0].key
    brief(ahead, ANN, key, TODAY)
    assert [one.briefed_at is not None for one in occasions(ahead, ANN, TODAY)] == [
        False,
        False,
        True,
    ]


def test_nobody_is_briefed_for_an_account_they_do_not_see(ahead: Store) -> None:
    key = occasions(ahead, ANN, TODAY)[0].key
    with pytest.raises(NotFound):
        brief(ahead, BOB, key, TODAY)


def test_the_audit_names_the_account_and_no_word_of_the_briefing(ahead: Store) -> None:
    brief(ahead, ANN, occasions(ahead, ANN, TODAY)[0].key, TODAY)
    row = ahead.rows("SELECT action, subject, detail FROM ops.audit_event ORDER BY sequence")[-1]
    assert (row["action"], row["subject"]) == ("coaching.brief", "account A1")
    assert "Cleo" not in row["detail"] and "renewal" not in row["detail"].lower()
