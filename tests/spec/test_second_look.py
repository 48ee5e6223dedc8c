"""Second looks by example: one account a signal or rule that has it, and one that only just has not.

Dates are measured to the end of 30 June 2026.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core import policy
from core.actor import LOCAL, Actor, Role
from core.cockpit.filters import Filters
from core.cockpit.second_look import (
    catalogue,
    contradiction_json,
    contradiction_rows,
    contradictions,
    watermelon_json,
    watermelon_rows,
    watermelons,
)
from core.cockpit.second_look.look import SQL
from core.errors import Forbidden
from tests.spec.tables import parse
from tests.spec.world import AS_OF, World, key

FILTERS = Filters(as_of=AS_OF)

# Rows that the small tables cannot write: (table, values)
FEATURES = [
    ("unused", "Forecasting", True, "2026-05-15"),  # 46 days ago
    ("used", "Forecasting", True, "2026-05-16"),  # 45 days ago
    ("names_it", "Returns", False, None),
    ("names_none", "Returns", False, None),
]
OUTCOMES = [  # metric value, baseline 100, target 0; behind below a quarter of the way
    ("behind", 80),
    ("on_its_way", 75),
]
PLANS = [
    ("late_plan", "Secure the renewal", "2026-09-01", "at_risk"),
    ("timely_plan", "Secure the renewal", "2026-08-01", "at_risk"),
    ("done_plan", "Secure the renewal", "2026-09-01", "done"),
]
RENEWALS = [  # account, renewal date
    ("near", "2026-10-28"),  # 120 days
    ("far", "2026-10-29"),
    ("late_deal", "2026-09-01"),
    ("timely_deal", "2026-09-01"),
]

CALLS = "\n".join(
    f"{account} | ERP | 2026-{month}-{day:02d} 12:00 | {calls}"
    for account, late in (("falling", 70), ("steady", 71))
    for month, day, calls in (
        *(("05", day, 100) for day in range(3, 32)),
        *(("06", day, late if day > 15 else 100) for day in range(1, 31)),
    )
)

TABLES = f"""
accounts
account_id | owner_email
{
    chr(10).join(
        f"{name} | csm@us.example"
        for name in (
            "near",
            "far",
            "close_limit",
            "not_close",
            "rising",
            "hardly_rising",
            "falling",
            "steady",
            "unused",
            "used",
            "behind",
            "on_its_way",
            "lost",
            "lost_long_ago",
            "angry",
            "calm",
            "left",
            "left_long_ago",
            "late_plan",
            "timely_plan",
            "done_plan",
            "late_deal",
            "timely_deal",
            "happy_p1",
            "happy_p3",
            "sure_red",
            "unsure_red",
            "sure_notes",
            "names_it",
            "names_none",
            "writes_on",
            "answered",
            "back",
            "gone",
            "melon",
        )
    )
}

tickets
ticket_id | account_id | priority | status | opened_at | resolved_at | subject
T1 | close_limit | P1 | open | 2026-06-29 04:48 | |
T2 | not_close | P1 | open | 2026-06-29 04:49 | |
R1 | rising | P4 | closed | 2026-06-02 | 2026-06-03 |
R2 | rising | P4 | closed | 2026-06-03 | 2026-06-04 |
R3 | rising | P4 | closed | 2026-06-04 | 2026-06-05 |
H1 | hardly_rising | P4 | closed | 2026-06-02 | 2026-06-03 |
H2 | hardly_rising | P4 | closed | 2026-06-03 | 2026-06-04 |
H3 | hardly_rising | P4 | closed | 2026-05-31 | 2026-06-05 |
A1 | angry | P4 | closed | 2026-06-20 | 2026-06-21 | This is UNACCEPTABLE!
A2 | calm | P4 | closed | 2026-05-20 | 2026-05-21 | This is unacceptable
P1 | happy_p1 | P1 | open | 2026-06-30 | |
P3 | happy_p3 | P3 | open | 2026-06-30 | |
S1 | sure_red | P1 | open | 2026-06-01 | |
S2 | unsure_red | P1 | open | 2026-06-01 | |
N1 | names_it | P4 | closed | 2026-06-20 | 2026-06-21 | The returns page is slow
N2 | names_none | P4 | closed | 2026-06-20 | 2026-06-21 | The overreturnspage is slow
W1 | writes_on | P4 | solved | 2026-06-10 | 2026-06-20 |
W2 | answered | P4 | solved | 2026-06-10 | 2026-06-20 |
M1 | melon | P1 | open | 2026-06-28 06:00 | |

ticket_events
ticket_id | at | kind | from_value | to_value
W1 | 2026-06-19 | customer_reply | |
W1 | 2026-06-21 | customer_reply | |
W2 | 2026-06-21 | customer_reply | |
W2 | 2026-06-22 | reply | |

heartbeats
account_id | integration | seen_at | api_calls
{CALLS}
back | ERP | 2026-06-30 12:00 | 5

opportunities
opportunity_id | account_id | name | stage | outcome | close_on
O1 | lost | Expansion | x | lost | 2026-04-02
O2 | lost_long_ago | Expansion | x | lost | 2026-04-01
O3 | late_plan | Renewal 2026 | x | open | 2026-08-15
O4 | timely_plan | Renewal 2026 | x | open | 2026-08-15
O5 | done_plan | Renewal 2026 | x | open | 2026-08-15
O6 | late_deal | Renewal 2026 | x | open | 2026-09-02
O7 | timely_deal | Renewal 2026 | x | open | 2026-09-01
O8 | sure_red | Expansion | x | open | 2026-09-01
O9 | unsure_red | Expansion | x | open | 2026-09-01
O10 | sure_notes | Expansion | x | open | 2026-09-01
O11 | melon | Expansion | x | lost | 2026-06-01

contacts
contact_id | account_id | title | role | status | left_on
C1 | left | Analyst | champion | left | 2026-05-02
C2 | left_long_ago | Analyst | champion | left | 2026-05-01
C3 | back | Analyst | | left | 2026-05-01
C4 | gone | Analyst | | left | 2026-05-01

activities
activity_id | account_id | kind | direction | occurred_at | subject | participants | from_email
n1 | happy_p1 | note | | 2026-06-20 | Delighted | |
n2 | happy_p3 | note | | 2026-06-20 | Delighted | |
n3 | sure_notes | note | | 2026-06-20 | Outage | |
m1 | back | meeting | | 2026-05-02 10:00 | Review | C3 |
m2 | gone | meeting | | 2026-05-01 10:00 | Review | C4 |
m3 | gone | email | outbound | 2026-05-05 10:00 | To a mailbox | C4 | us
"""


@pytest.fixture(scope="module")
def seen(world: Callable[..., World]) -> World:
    made = world()
    made.add(parse(TABLES))
    with made.store.transaction(LOCAL, "test.load") as work:
        for place, (account, feature, in_use, last) in enumerate(FEATURES):
            work.execute(
                "INSERT INTO crm.feature_usage BY NAME SELECT $n::UBIGINT AS feature_usage_key, "
                "$feature AS feature, $in_use AS in_use, $last::DATE AS last_seen_on, $k::UBIGINT AS account_key",
                {"n": place, "feature": feature, "in_use": in_use, "last": last, "k": key(account)},
            )
        for place, (account, value) in enumerate(OUTCOMES):
            work.execute(
                "INSERT INTO crm.outcome_metric BY NAME SELECT $n::UBIGINT AS outcome_key, 'Calls' AS metric, "
                "$value AS value, 100 AS baseline, 0 AS target, DATE '2026-06-01' AS measured_on, "
                "$k::UBIGINT AS account_key",
                {"n": place, "value": value, "k": key(account)},
            )
        for place, (account, objective, due, status) in enumerate(PLANS):
            work.execute(
                "INSERT INTO crm.account_plan BY NAME SELECT $n::UBIGINT AS plan_key, $objective AS objective, "
                "$due::DATE AS due_on, $status AS status, $k::UBIGINT AS account_key",
                {
                    "n": place,
                    "objective": objective,
                    "due": due,
                    "status": status,
                    "k": key(account),
                },
            )
        for account, day in RENEWALS:
            work.execute(
                "UPDATE crm.account SET renewal_on = $day::DATE WHERE account_key = $k::UBIGINT",
                {"day": day, "k": key(account)},
            )
        for number, probability, category in (
            ("O8", 0.75, None),
            ("O9", 0.74, "best_case"),
            ("O10", 0.1, "commit"),
        ):
            work.execute(
                "UPDATE crm.opportunity SET probability = $p, forecast_category = $c WHERE opportunity_key = $k::UBIGINT",
                {"p": probability, "c": category, "k": key(number)},
            )
        work.execute(
            "UPDATE crm.account SET lifecycle_stage = 'Churned' WHERE account_key IN ($a::UBIGINT, $b::UBIGINT)",
            {"a": key("back"), "b": key("gone")},
        )
        work.touch(
            "crm.account",
            "crm.opportunity",
            "crm.feature_usage",
            "crm.outcome_metric",
            "crm.account_plan",
        )
    one = policy.current(made.store).with_value("watermelon_min_sources", 1)
    policy.save(made.store, LOCAL, one, "Show every signal")
    return made.refresh()


# signal -> an account that has it, an account that only just has not
SIGNALS = {
    "renewal_without_contact": ("near", "far"),
    "critical_near_limit": ("close_limit", "not_close"),
    "tickets_rising": ("rising", "hardly_rising"),
    "calls_falling": ("falling", "steady"),
    "features_unused": ("unused", "used"),
    "outcome_behind": ("behind", "on_its_way"),
    "deal_lost": ("lost", "lost_long_ago"),
    "words_of_trouble": ("angry", "calm"),
    "sponsor_left": ("left", "left_long_ago"),
}


@pytest.mark.parametrize("signal", SIGNALS)
def test_a_signal_speaks_of_the_one_account_and_not_of_the_other(seen: World, signal: str) -> None:
    has, has_not = SIGNALS[signal]
    green = green_accounts(seen)
    found = {
        melon.account.account_id: {one.name: one for one in melon.signals}
        for melon in watermelons(seen.store, LOCAL, FILTERS)
    }
    assert {has, has_not} <= green, "both must be green"
    assert signal in found.get(has, {})
    assert signal not in found.get(has_not, {})
    assert found[has][signal].says.endswith(".")
    assert found[has][signal].evidence


def green_accounts(seen: World) -> set[str]:
    """The accounts that are green on the date."""
    rows = seen.store.rows(
        "SELECT source_id FROM crm.account JOIN mart.account_health USING (account_key) "
        "WHERE as_of = $as_of AND rag = 'green'",
        {"as_of": AS_OF},
    )
    return {row["source_id"] for row in rows}


# rule -> accounts for which it finds both sides, an account that only just has not
RULES = {
    "happy_note_open_critical": ("happy_p1", "happy_p3"),
    "sure_deal_trouble_notes": ("sure_notes", "sure_red"),
    "sure_deal_red_health": ("sure_red", "unsure_red"),
    "plan_behind_deal": ("late_plan", "timely_plan"),
    "renewal_after_contract_end": ("late_deal", "timely_deal"),
    "left_but_present": ("back", "gone"),
    "unused_feature_ticket": ("names_it", "names_none"),
    "solved_but_customer_writes": ("writes_on", "answered"),
    "former_customer_active": ("back", "gone"),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_contradiction_has_rows_on_both_sides(seen: World, rule: str) -> None:
    has, has_not = RULES[rule]
    found = {
        one.account.account_id: one
        for one in contradictions(seen.store, LOCAL, FILTERS)
        if one.rule == rule
    }
    assert set(found) == {has}, f"{has} and not {has_not}"
    one = found[has]
    assert one.evidence_one
    assert one.evidence_other
    assert one.says_one.endswith(".")
    assert one.says_other.endswith(".")


def test_a_done_plan_contradicts_nothing(seen: World) -> None:
    found = {one.account.account_id for one in contradictions(seen.store, LOCAL, FILTERS)}
    assert "done_plan" not in found


def test_every_listed_signal_and_rule_has_an_example_and_a_file() -> None:
    listed = catalogue()
    assert set(listed.signal) == {*SIGNALS, "sponsor_silent"}
    assert set(listed.contradiction) == set(RULES)
    assert {path.stem for path in (SQL / "signal").glob("*.sql")} == set(listed.signal)
    assert {path.stem for path in (SQL / "contradiction").glob("*.sql")} == set(
        listed.contradiction
    )


def test_it_takes_independent_sources_to_doubt_a_green_account(world: Callable[..., World]) -> None:
    made = world(TABLES)
    with made.store.transaction(LOCAL, "test.load") as work:
        work.execute("UPDATE crm.account SET renewal_on = NULL")
    melons = watermelons(made.store, LOCAL, FILTERS)
    assert {melon.account.account_id for melon in melons} == {"melon"}
    assert melons[0].sources == ("deals", "tickets")
    assert [one.name for one in melons[0].signals] == ["critical_near_limit", "deal_lost"]


def test_an_account_that_is_not_green_is_no_watermelon(seen: World) -> None:
    assert all(one.account.rag == "green" for one in watermelons(seen.store, LOCAL, FILTERS))
    red = replace(FILTERS, rag=("red",))
    assert watermelons(seen.store, LOCAL, red) == ()


def test_second_looks_stay_within_the_own_book(seen: World) -> None:
    other = Actor("other@us.example", frozenset({Role.CSM}))
    own = Actor("csm@us.example", frozenset({Role.CSM}))
    assert watermelons(seen.store, other, FILTERS) == ()
    assert contradictions(seen.store, other, FILTERS) == ()
    assert len(contradictions(seen.store, own, FILTERS)) == len(
        contradictions(seen.store, LOCAL, FILTERS)
    )
    for look in (watermelons, contradictions):
        with pytest.raises(Forbidden):
            look(seen.store, Actor("nobody"), FILTERS)


def test_the_forms_for_scripts_and_spreadsheets_carry_the_rows(seen: World) -> None:
    melon = watermelons(seen.store, LOCAL, FILTERS)[0]
    said = watermelon_json(melon)
    assert said["signals"][0]["evidence"] == list(melon.signals[0].evidence)
    one = contradictions(seen.store, LOCAL, FILTERS)[0]
    assert [side["evidence"] for side in contradiction_json(one)["sides"]] == [
        list(one.evidence_one),
        list(one.evidence_other),
    ]
    rows = list(watermelon_rows(seen.store, LOCAL, FILTERS))
    assert len(rows) == sum(len(m.signals) for m in watermelons(seen.store, LOCAL, FILTERS))
    both = list(contradiction_rows(seen.store, LOCAL, FILTERS))
    assert both[0].evidence_other == one.evidence_other
