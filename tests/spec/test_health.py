"""Technical health: three factors, the rules that cap it, and the colour that follows from the number.

Ages and silences are measured to the end of 30 June 2026, that is 1 July 00:00.
"""

from __future__ import annotations

import pytest

from tests.spec.world import key


def tickets(account: str, count: int, opened: str = "2026-06-01", priority: str = "P3") -> str:
    return "\n".join(f"{account} | {priority} | open | {opened} |" for _ in range(count))


def daily(account: str, integration: str, calls: list[int], until: int = 30) -> str:
    first = until - len(calls) + 1
    return "\n".join(
        f"{account} | {integration} | 2026-06-{first + n:02d} 23:00 | {count}"
        for n, count in enumerate(calls)
    )


# account -> tickets (priority | status | opened | resolved) and heartbeats (seen | calls)
TABLES = f"""
accounts
account_id
p1_at_limit
p1_half
p1_double
p1_under_double
p1_triple
p1_ancient
p2_at_limit
p2_aged
p2_double
p2_triple
p3_old
unknown_priority
resolved
worst_counts
open_5
open_6
open_10
open_15
open_16
open_29
open_30
on_hold_counts
beat_24
beat_48
beat_72
beat_73
beat_143
beat_144
two_integrations
drop_over_half
drop_exactly_half
drop_two_reports
drop_few_reports
drop_from_zero
drop_and_silent
old_reports
two_rules
all_green
red_by_points
amber_40
green_70
no_heartbeat
late_beat

tickets
account_id | priority | status | opened_at | resolved_at
p1_at_limit | P1 | open | 2026-06-28 00:00 |
p1_half | P1 | pending | 2026-06-26 12:00 |
p1_double | P1 | open | 2026-06-25 00:00 |
p1_under_double | P1 | open | 2026-06-25 00:01 |
p1_triple | P1 | open | 2026-06-22 00:00 |
p1_ancient | P1 | open | 2025-01-01 00:00 |
p2_at_limit | P2 | open | 2026-06-21 00:00 |
p2_aged | P2 | open | 2026-06-16 00:00 |
p2_double | P2 | open | 2026-06-11 00:00 |
p2_triple | P2 | open | 2026-06-01 00:00 |
p3_old | P3 | open | 2024-01-01 00:00 |
unknown_priority | | open | 2024-01-01 00:00 |
resolved | P1 | solved | 2026-01-01 00:00 | 2026-06-30 23:59
worst_counts | P1 | open | 2026-06-26 12:00 |
worst_counts | P2 | open | 2026-06-06 00:00 |
{tickets("open_5", 5)}
{tickets("open_6", 6)}
{tickets("open_10", 10)}
{tickets("open_15", 15)}
{tickets("open_16", 16)}
{tickets("open_29", 29)}
{tickets("open_30", 30)}
on_hold_counts | P3 | on_hold | 2026-06-01 |
on_hold_counts | P3 | pending | 2026-06-01 |
on_hold_counts | P3 | solved | 2026-06-01 | 2026-06-02
on_hold_counts | P3 | closed | 2026-06-01 | 2026-06-02
two_rules | P1 | open | 2026-06-27 00:00 |
{tickets("two_rules", 15)}
red_by_points | P1 | open | 2026-06-22 00:00 |
{tickets("amber_40", 15)}
{tickets("green_70", 15)}
no_heartbeat | P3 | open | 2026-06-29 |

heartbeats
account_id | integration | seen_at | api_calls
beat_24 | api | 2026-06-30 00:00 |
beat_48 | api | 2026-06-29 00:00 |
beat_72 | api | 2026-06-28 00:00 |
beat_73 | api | 2026-06-27 23:00 |
beat_143 | api | 2026-06-25 01:00 |
beat_144 | api | 2026-06-25 00:00 |
two_integrations | api | 2026-06-30 12:00 |
two_integrations | sync | 2026-06-29 00:00 |
{daily("drop_over_half", "api", [100, 100, 100, 100, 49])}
{daily("drop_exactly_half", "api", [100, 100, 100, 100, 50])}
{daily("drop_two_reports", "api", [100, 100, 49])}
{daily("drop_few_reports", "api", [100, 1])}
{daily("drop_from_zero", "api", [0, 0, 0, 0, 0])}
{daily("drop_and_silent", "api", [90, 100, 110, 20], until=28)}
old_reports | api | 2026-05-01 | 100
old_reports | api | 2026-05-02 | 100
old_reports | api | 2026-06-02 23:00 | 100
{daily("old_reports", "api", [1])}
two_rules | api | 2026-06-30 23:00 |
all_green | api | 2026-06-30 23:00 |
red_by_points | api | 2026-06-27 00:00 |
amber_40 | api | 2026-06-28 00:00 |
green_70 | api | 2026-06-30 23:00 |
late_beat | api | 2026-06-20 00:00 |
late_beat | api | 2026-07-01 00:00 |
"""

# account -> points of aged critical tickets (40), open tickets (30) and heartbeat (30), score, colour
EXPECTED = {
    "p1_at_limit": (40, 30, None, 100, "green"),  # 3.0 days is not older than 3
    "p1_half": (30, 30, None, 69, "amber"),  # 4.5 days: a quarter lost; 60 / 70, capped
    "p1_double": (20, 30, None, 39, "red"),  # 6 days: 50 / 70 = 71.4, capped at twice the limit
    "p1_under_double": (20.00463, 30, None, 69, "amber"),
    "p1_triple": (0, 30, None, 39, "red"),  # 9 days
    "p1_ancient": (0, 30, None, 39, "red"),
    "p2_at_limit": (40, 30, None, 100, "green"),  # 10.0 days
    "p2_aged": (30, 30, None, 69, "amber"),  # 15 days
    "p2_double": (20, 30, None, 39, "red"),  # 20 days
    "p2_triple": (0, 30, None, 39, "red"),  # 30 days
    "p3_old": (40, 30, None, 100, "green"),
    "unknown_priority": (40, 30, None, 100, "green"),
    "resolved": (40, 30, None, 100, "green"),
    "worst_counts": (10, 30, None, 39, "red"),  # P1 at 1.5 limits, P2 at 25 days 2.5: 40 x 0.5 / 2
    "open_5": (40, 30, None, 100, "green"),
    "open_6": (40, 27, None, 95.714286, "green"),  # 67 / 70
    "open_10": (40, 15, None, 78.571429, "green"),  # 55 / 70
    "open_15": (40, 0, None, 57.142857, "amber"),  # 40 / 70, and no rule tripped
    "open_16": (40, 0, None, 57.142857, "amber"),
    "open_29": (40, 0, None, 57.142857, "amber"),
    "open_30": (40, 0, None, 39, "red"),
    "on_hold_counts": (40, 30, None, 100, "green"),
    "beat_24": (40, 30, 30, 100, "green"),
    "beat_48": (40, 30, 15, 85, "green"),
    "beat_72": (40, 30, 0, 70, "green"),
    "beat_73": (40, 30, 0, 69, "amber"),
    "beat_143": (40, 30, 0, 69, "amber"),
    "beat_144": (40, 30, 0, 39, "red"),
    "two_integrations": (40, 30, 15, 85, "green"),  # the worse one decides
    "drop_over_half": (40, 30, 15, 85, "green"),
    "drop_exactly_half": (40, 30, 30, 100, "green"),
    "drop_two_reports": (40, 30, 15, 85, "green"),  # two earlier reports make a median
    "drop_few_reports": (40, 30, 30, 100, "green"),  # one does not
    "drop_from_zero": (40, 30, 30, 100, "green"),
    "drop_and_silent": (40, 30, 7.1875, 77.1875, "green"),  # 49 h: 30 x 23/48, halved
    "old_reports": (40, 30, 30, 100, "green"),  # only one report in the 28 days before
    "two_rules": (33.333333, 0, 30, 39, "red"),  # P1 of 4 days, 16 open
    "all_green": (40, 30, 30, 100, "green"),
    "red_by_points": (0, 30, 0, 30, "red"),  # 9 days, 96 h; below the cap of 39
    "amber_40": (40, 0, 0, 40, "amber"),
    "green_70": (40, 0, 30, 70, "green"),
    "no_heartbeat": (40, 30, None, 100, "green"),
    "late_beat": (40, 30, 0, 39, "red"),  # the report after the date is not seen: 264 h
}


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.mark.parametrize("account", EXPECTED)
def test_points_score_and_colour(told, account):
    aged, count, heartbeat, score, rag = EXPECTED[account]
    factors = {row["factor"]: row for row in told.rows("health_contribution", account)}
    assert factors["aged_critical_tickets"]["points"] == pytest.approx(aged, abs=1e-5)
    assert factors["open_tickets"]["points"] == pytest.approx(count, abs=1e-6)
    assert factors["integration_heartbeat"]["points"] == pytest.approx(heartbeat, abs=1e-6)
    row = told.health(account)
    assert row["score"] == pytest.approx(score, abs=1e-5)
    assert row["rag"] == rag
    assert row["coverage_pct"] == (70 if heartbeat is None else 100)


RULES = {
    "p1_at_limit": [],
    "p1_half": ["aged_critical_tickets"],
    "p2_at_limit": [],
    "p2_aged": ["aged_critical_tickets"],
    "p3_old": [],
    "open_15": [],
    "open_16": ["too_many_open_tickets"],
    "beat_72": [],
    "beat_73": ["silent_integration"],
    "two_rules": ["aged_critical_tickets", "too_many_open_tickets"],
    "red_by_points": ["aged_critical_tickets", "silent_integration"],
}


@pytest.mark.parametrize("account", RULES)
def test_the_rules_that_trip_put_the_account_at_risk(told, account):
    row = told.health(account)
    assert row["rules_tripped"] == RULES[account]
    assert row["at_risk"] is bool(RULES[account])
    tripped = [rule["rule"] for rule in told.rows("health_rule", account) if rule["tripped"]]
    assert sorted(tripped) == RULES[account]


@pytest.mark.parametrize(
    ("account", "cap"),
    [
        ("all_green", None),
        ("p1_half", 69),
        ("p1_under_double", 69),
        ("p1_double", 39),
        ("open_29", 69),
        ("open_30", 39),
        ("beat_143", 69),
        ("beat_144", 39),
        ("two_rules", 39),
    ],
)
def test_one_rule_caps_at_69_and_two_or_a_double_at_39(told, account, cap):
    assert told.health(account)["cap"] == cap


def test_every_account_has_three_factors_and_three_rules(told):
    for account in EXPECTED:
        assert len(told.rows("health_contribution", account)) == 3
        assert len(told.rows("health_rule", account)) == 3


def test_facts_beside_the_score(told):
    row = told.health("worst_counts")
    assert (row["open_tickets"], row["oldest_critical_days"]) == (2, 25)
    assert told.health("on_hold_counts")["open_tickets"] == 2
    assert str(told.health("two_integrations")["last_heartbeat_at"]) == "2026-06-30 12:00:00"
    assert "import heartbeats" in told.health("no_heartbeat")["missing"][0]


def test_the_rule_names_the_rows_that_tripped_it(told):
    (rule,) = [r for r in told.rows("health_rule", "worst_counts") if r["tripped"]]
    assert (rule["value"], rule["threshold"], rule["at_double"]) == (25, 10, True)
    assert set(rule["evidence"]) == {f"crm.ticket/{key(name)}" for name in ("T14", "T15")}


def test_a_silence_is_shown_by_the_newest_report_though_an_older_one_counts_the_calls(world):
    told = world(
        """
accounts
account_id
quiet

heartbeats
account_id | integration | seen_at | api_calls
quiet | api | 2026-05-30 00:00 | 100
quiet | api | 2026-06-01 00:00 |
"""
    )
    newest = told.store.value(
        "SELECT heartbeat_key FROM crm.heartbeat ORDER BY seen_at DESC LIMIT 1"
    )
    (rule,) = [row for row in told.rows("health_rule", "quiet") if row["tripped"]]
    assert (rule["rule"], rule["evidence"]) == ("silent_integration", [f"crm.heartbeat/{newest}"])


def test_without_tickets_the_score_abstains_and_is_never_green(world):
    told = world(
        """
accounts
account_id
fresh
silent
nothing

heartbeats
account_id | integration | seen_at
fresh | api | 2026-06-30 23:00
silent | api | 2026-06-01 00:00
"""
    )
    for account, coverage, at_risk in (
        ("fresh", 30, False),
        ("silent", 30, True),
        ("nothing", 0, False),
    ):
        row = told.health(account)
        assert (row["score"], row["rag"], row["coverage_pct"]) == (None, "grey", coverage)
        assert row["at_risk"] is at_risk
        assert row["open_tickets"] is None
        assert any("import them" in note for note in row["missing"])
    assert told.factor("fresh", "open_tickets")["state"] == "missing"
