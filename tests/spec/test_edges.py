"""Edges of the scores: what lies after the date, what another date already says, and the figures beside the points."""

from __future__ import annotations

from datetime import date

import pytest

from core.actor import LOCAL
from core.policy import current, save
from tests.spec.world import AS_OF, key

EARLIER = date(2026, 5, 31)
calls = "\n".join(
    f"D | api | 2026-06-{day:02d} 23:00 | {50 if day == 30 else 100}" for day in range(16, 31)
)
TABLES = f"""
accounts
account_id | tier | created_at
A | enterprise | 2024-01-01
B | smb | 2024-01-01
C | smb | 2024-01-01
D | | 2024-01-01

contacts
contact_id | account_id | title | role | is_primary_sponsor | started_on | created_at
cfo | A | CFO | executive_sponsor | yes | 2024-01-01 | 2024-01-01
coo | A | COO | influencer | no | 2024-02-01 | 2024-01-01
aide | C | Assistant for the CFO | influencer | no | 2024-01-01 | 2024-01-01
owner | C | Product owner of logistics | influencer | no | 2024-01-01 | 2024-01-01
ceo | B | CEO | executive_sponsor | no | 2024-01-01 | 2024-01-01

activities
account_id | kind | direction | occurred_at | from_email | participants | subject | thread_id | body
A | meeting | | 2025-03-02 10:00 | us | cfo | Year ago | |
A | email | outbound | 2026-04-01 09:00 | us | cfo | Plan | t1 |
A | email | inbound | 2026-04-03 09:00 | cfo | us | Re: Plan | t1 |
A | qbr | | 2026-04-15 10:00 | us | cfo;coo | QBR | |
A | call | | 2026-05-20 10:00 | us | coo | Call | |
A | email | outbound | 2026-05-28 09:00 | us | coo | Ideas | t2 |
A | email | inbound | 2026-06-03 09:00 | coo | us | Re: Ideas | t2 |
A | meeting | | 2026-06-10 10:00 | us | cfo | Meeting | |
A | meeting | | 2026-07-01 00:00 | us | cfo;coo | After the date | |
A | note | | 2026-06-15 10:00 | us | | Sync | | They are frustrated
A | note | | 2026-07-01 00:00 | us | | Later | | delighted
B | email | outbound | 2026-05-01 09:00 | us | ceo | Hello | t3 |
B | note | | 2026-06-20 10:00 | us | | Praise | | They are delighted
B | note | | 2026-07-01 00:00 | us | | Later | | an outage

goals
account_id | our_initiative | their_priority | alignment
A | Automation | Cost | high
A | Reports | Margin | medium

tickets
account_id | priority | status | opened_at | resolved_at
A | P1 | closed | 2026-05-25 00:00 | 2026-06-05 00:00
A | P2 | open | 2026-06-11 00:00 |
A | P3 | open | 2026-06-30 23:59 |
A | P1 | open | 2026-07-01 00:00 |
A | P1 | open | 2026-06-25 00:00 |
A | P2 | open | 2026-06-29 00:00 |
B | P3 | open | 2026-06-01 00:00 |
C | P1 | open | 2026-06-27 00:00 |
 | P1 | open | 2026-05-01 00:00 |
D | P3 | closed | 2026-06-01 00:00 | 2026-06-02 00:00

heartbeats
account_id | integration | seen_at | api_calls
A | api | 2026-05-31 20:00 | 100
A | api | 2026-06-28 12:00 | 100
A | crm | 2026-06-30 12:00 | 40
A | crm | 2026-07-01 00:00 | 1
B | api | 2026-05-20 00:00 | 10
 | api | 2026-05-20 00:00 | 10
{calls}

opportunities
account_id | opportunity_id | name | stage | outcome | close_on
A | o1 | More | closed | won | 2026-05-20
A | o2 | Later | closed | lost | 2026-07-01
B | o3 | Less | closed | lost | 2026-06-30

signals
account_id | kind | observed_on | title | contact_email
A | reference | 2026-06-02 | Spoke for us | cfo
 | reference | 2026-06-02 | Of nobody we know | cfo
"""
TABLES_OF_SCORES = ["open_ticket", "integration_status", "health_measure", "health_contribution", "health_rule", "health_adjustment", "account_health", "contact_profile", "executive_touchpoint", "qbr_held", "message_reply", "outreach_reply", "executive_measure", "sponsor_contribution", "sponsor_level", "sponsor_score", "account_sponsor", "sponsor_kpi_part", "contact_engagement", "advocacy_signal"]  # fmt: skip


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.fixture(scope="module")
def after_another_date(world):
    """The same day, worked out when the mart already holds an earlier one."""
    return world(TABLES, EARLIER).refresh(AS_OF)


@pytest.mark.parametrize("table", TABLES_OF_SCORES)
def test_rows_of_another_date_change_no_score(told, after_another_date, table):
    alone, beside = (sorted(map(repr, found.rows(table))) for found in (told, after_another_date))
    assert beside == alone
    assert alone
    every = list(map(repr, after_another_date.store.rows(f"SELECT * FROM mart.{table}")))
    assert len(set(every)) == len(every)


def test_an_adjustment_counts_what_happened_by_the_end_of_the_day_and_not_after(told):
    found = {
        account: {
            row["adjustment"]: row["points"] for row in told.rows("health_adjustment", account)
        }
        for account in "AB"
    }
    assert found == {
        "A": {"note_trouble": -5, "deal_won": 3},
        "B": {"note_praise": 3, "deal_lost": -5},
    }


def test_a_factor_says_what_was_measured_against_what(told):
    measured = {
        name: (row["measure"], row["target"], row["unit"], row["max_points"], row["state"])
        for name in ("aged_critical_tickets", "open_tickets", "integration_heartbeat")
        for row in [told.factor("A", name)]
    }
    assert measured == {
        "aged_critical_tickets": (20, 10, "days", 40, "present"),
        "open_tickets": (4, 5, "tickets", 30, "present"),
        "integration_heartbeat": (60, 24, "hours", 30, "present"),
    }
    heartbeats = told.factor("B", "integration_heartbeat")
    assert (heartbeats["points"], heartbeats["measure"]) == (0, 42 * 24)
    none_aged = told.factor("B", "aged_critical_tickets")
    assert (none_aged["measure"], none_aged["target"]) == (0, 3)


def test_no_open_ticket_is_none_and_not_unknown(told):
    assert told.health("D")["open_tickets"] == 0
    row = told.factor("D", "open_tickets")
    assert (row["measure"], row["points"], row["state"]) == (0, 30, "present")


def test_a_rule_names_only_the_tickets_over_their_limit(told):
    (rule,) = [
        row for row in told.rows("health_rule", "A") if row["rule"] == "aged_critical_tickets"
    ]
    assert (rule["value"], rule["threshold"], rule["tripped"]) == (20, 10, True)
    assert rule["note"] == "2 critical tickets older than their limit."
    assert set(rule["evidence"]) == {f"crm.ticket/{key(name)}" for name in ("T2", "T5")}


def test_calls_that_fell_by_exactly_half_have_not_fallen(told):
    assert [row["note"] for row in told.rows("health_contribution", "D")] == ["", "", ""]
    (status,) = told.rows("integration_status", "D")
    assert (status["drop_pct"], status["is_dropped"]) == (50, False)
    newest = told.store.value(
        "SELECT arg_max(heartbeat_key, seen_at) FROM crm.heartbeat WHERE account_key = $k",
        {"k": key("D")},
    )
    assert status["evidence_keys"] == [newest]


def test_points_are_kept_to_six_places(told):
    assert told.factor("C", "aged_critical_tickets")["points"] == 33.333333


def test_a_factor_of_an_executive_says_what_was_measured_against_what(told):
    factors = ("meeting_frequency", "responsiveness", "qbr_attendance", "strategic_alignment")
    measured = {
        name: [
            (row["points"], row["measure"], row["target"], row["unit"], len(row["evidence"]))
            for factor in factors
            for row in [told.factor(name, factor)]
        ]
        for name in ("cfo", "coo", "ceo")
    }
    assert measured == {
        "cfo": [
            (2.083333, 1, 12, "touchpoints", 1),
            (23.076923, 2, 1, "days", 2),
            (25, 1, 1, "QBRs", 1),
            (18.75, 0.75, 1, "share", 2),
        ],
        "coo": [
            (2.083333, 1, 12, "touchpoints", 1),
            (15.384615, 6, 1, "days", 2),
            (25, 1, 1, "QBRs", 1),
            (18.75, 0.75, 1, "share", 2),
        ],
        "ceo": [
            (0, 0, 2, "touchpoints", 0),
            (0, 14, 1, "days", 1),
            (None, None, None, "QBRs", 0),
            (None, None, 1, "share", 0),
        ],
    }


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (
            "cfo",
            (68.910256, True, False, "2026-06-10 10:00:00", "meeting", 20, "2026-04-01", True, 1),
        ),
        (
            "coo",
            (61.217948, False, True, "2026-06-03 09:00:00", "email", 27, "2026-05-28", True, 1),
        ),
        ("ceo", (0, True, False, "None", None, None, "2026-05-01", True, 0)),
    ],
)
def test_an_executives_figures_beside_the_score(told, contact, expected):
    row = told.executive(contact)
    assert (
        row["score"],
        row["is_primary"],
        row["is_backup"],
        str(row["last_contact_at"]),
        row["last_contact_kind"],
        row["days_since_contact"],
        str(row["last_exec_outreach_on"]),
        row["is_overdue"],
        row["touchpoints"],
    ) == expected


def test_what_speaks_of_advocacy_is_counted_for_the_person_it_names(told):
    found = {
        name: [(row["advocacies"], len(row["advocacy_evidence"])) for row in told.rows("executive_measure")
               if row["contact_key"] == key(name)]
        for name in ("cfo", "coo", "ceo")
    }  # fmt: skip
    assert found == {"cfo": [(1, 1)], "coo": [(0, 0)], "ceo": [(0, 0)]}


def test_an_account_without_executives_says_what_to_import(told):
    row = told.sponsor("C")
    assert (row["score"], row["coverage_pct"], row["level"], row["risk"]) == (
        None,
        0,
        "unknown",
        "critical",
    )
    assert (row["executives"], row["engaged_executives"]) == (0, 0)
    assert row["missing"] == ["No executive known: import contacts with title or role."]


@pytest.mark.parametrize("table", TABLES_OF_SCORES)
def test_what_could_not_be_placed_has_no_score(told, table):
    assert {row["account_key"] for row in told.rows(table)} <= {key(account) for account in "ABCD"}


@pytest.mark.parametrize("contact", ["aide", "owner"])
def test_a_title_that_only_begins_like_an_executives_or_names_one_is_none(told, contact):
    (row,) = [
        row for row in told.rows("contact_profile", "C") if row["contact_key"] == key(contact)
    ]
    assert (row["seniority"], row["is_executive"]) == ("individual", False)


def test_a_rule_at_its_limit_has_not_tripped_even_where_once_its_limit_counts_twice(world):
    told = world("""
accounts
account_id
at_limit
over

tickets
account_id | priority | status | opened_at
at_limit | P1 | open | 2026-06-28 00:00
over | P1 | open | 2026-06-27 23:59
""")
    strict = current(told.store).with_values({("rule_double_multiple", ""): 1})
    save(told.store, LOCAL, strict, "Once over is enough.")
    told.refresh()
    assert (told.health("at_limit")["cap"], told.health("over")["cap"]) == (None, 39)


# ticket -> what exports told of it (entity, field, seen at, batch, reason), and whether it counts as open
SEEN = {
    "at_end_of_day": ([("ticket", "disappeared", "2026-06-30 23:59", 1, "")], False),
    "next_day": ([("ticket", "disappeared", "2026-07-01 00:00", 1, "")], True),
    "a_contact": ([("contact", "disappeared", "2026-06-20 10:00", 1, "")], True),
    "changed": ([("ticket", "priority", "2026-06-20 10:00", 1, "P3")], True),
    "back": ([("ticket", "disappeared", "2026-06-20 10:00", 1, ""), ("ticket", "reappeared", "2026-06-21 10:00", 2, "")], True),
    "gone_and_changed": ([("ticket", "disappeared", "2026-06-20 10:00", 1, "in the trash"), ("ticket", "subject", "2026-06-21 10:00", 2, "B")], False),
    "gone_twice": ([("ticket", "disappeared", "2026-06-20 10:00", 1, "not visible"), ("ticket", "reappeared", "2026-06-20 12:00", 2, ""),
                    ("ticket", "disappeared", "2026-06-21 10:00", 3, "in the trash")], False),
}  # fmt: skip


@pytest.fixture(scope="module")
def gone(world):
    lines = "\n".join(f"A | {name} | P3 | 2026-06-01" for name in SEEN)
    told = world(
        f"accounts\naccount_id\nA\n\ntickets\naccount_id | ticket_id | priority | opened_at\n{lines}"
    )
    with told.store.transaction(LOCAL, "test.export") as work:
        for name, (events, _) in SEEN.items():
            for entity, field, at, batch, reason in events:
                work.execute(
                    "INSERT INTO crm.change_event BY NAME SELECT $entity AS entity, $k AS entity_key, $field AS field,"
                    " CAST($at AS TIMESTAMP) AS observed_at, $batch AS batch_id, $reason AS to_value",
                    {"entity": entity, "k": key(name), "field": field, "at": at, "batch": batch, "reason": reason},
                )  # fmt: skip
        work.touch("crm.change_event")
    return told.refresh()


@pytest.mark.parametrize("ticket", SEEN)
def test_a_ticket_that_its_source_no_longer_has_counts_no_more_from_that_day(gone, ticket):
    open_tickets = {row["ticket_key"] for row in gone.rows("open_ticket")}
    assert (key(ticket) in open_tickets) is SEEN[ticket][1]


def test_a_gone_ticket_keeps_the_newest_reason(gone):
    said = {
        row["ticket_key"]: (row["reason"], str(row["gone_at"])) for row in gone.rows("gone_ticket")
    }
    assert said[key("gone_twice")] == ("in the trash", "2026-06-21 10:00:00")
    assert said[key("gone_and_changed")] == ("in the trash", "2026-06-20 10:00:00")
