"""The simulator says what saving the policy and replaying says, and judges warnings by what followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core import policy
from core.actor import LOCAL, Actor, Role
from core.errors import DatabaseBusy, Forbidden
from core.health import simulator
from core.health.escalation import observe
from core.health.simulator import Colour, Warned, backtest, replay, simulate, warnings
from core.health.simulator.backtest import rate
from core.health.simulator.replay import days_before
from core.policy import Policy
from core.store import refresh
from tests.spec.random_world import portfolio
from tests.spec.tables import parse
from tests.spec.world import AS_OF, World, key

Changes = dict[tuple[str, str], float | None]

CHANGES: list[Changes] = [
    {("p1_max_age_days", ""): 90, ("p2_max_age_days", "enterprise"): 180},
    {("open_tickets_target", ""): 0, ("open_tickets_max", ""): 3, ("cap_one_rule", ""): 50},
    {
        ("weight_aged_critical_tickets", ""): 10,
        ("weight_open_tickets", ""): 20,
        ("weight_integration_heartbeat", ""): 70,
        ("heartbeat_max_hours", "smb"): 30,
    },
    {
        ("rag_green_min", ""): 50,
        ("rag_amber_min", ""): 3,
        ("cap_one_rule", ""): 45,
        ("cap_two_rules", ""): 2,
    },
    {
        ("heartbeat_drop_pct", ""): 10,
        ("heartbeat_trailing_days", ""): 7,
        ("min_coverage_pct", ""): 80,
    },
]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes))[0])
def test_the_simulation_equals_saving_the_policy_and_replaying(
    world: Callable[..., World], changes: Changes
) -> None:
    made = world()
    made.add(portfolio(seed=11, accounts=25))
    made.refresh()
    store, models = made.store, made.models
    days = days_before(AS_OF, 5) + [AS_OF - timedelta(days=back) for back in (30, 100, 300)]
    supposed = policy.current(store).with_values(changes)
    before = {row["account_key"]: row["rag"] for row in made.rows("account_health")}
    found = simulate(store, models, LOCAL, supposed, AS_OF)
    replayed = replay(store, models, supposed, days)

    policy.save(store, LOCAL, supposed, "As simulated")

    for day, colours in zip(days, replayed, strict=True):
        refresh(store, models, day, LOCAL)
        rows = store.rows(
            "SELECT account_key, score, rag FROM mart.account_health WHERE as_of = $day",
            {"day": day},
        )
        assert colours == {row["account_key"]: Colour(row["score"], row["rag"]) for row in rows}
    after = {row["account_key"]: row["rag"] for row in made.refresh().rows("account_health")}
    changed = {account for account, rag in after.items() if before[account] != rag}
    assert {one.account_key for one in found.moved} == changed
    assert {one.account_key: (one.from_rag, one.to_rag) for one in found.moved} == {
        account: (before[account], after[account]) for account in changed
    }
    for counted, truth in ((found.before, before), (found.after, after)):
        assert counted == {rag: list(truth.values()).count(rag) for rag in counted}


def test_every_change_above_moves_something(world: Callable[..., World]) -> None:
    made = world()
    made.add(portfolio(seed=11, accounts=25))
    made.refresh()
    for changes in CHANGES:
        supposed = policy.current(made.store).with_values(changes)
        found = simulate(made.store, made.models, LOCAL, supposed, AS_OF)
        assert found.moved or found.rescored, changes


def test_simulating_writes_nothing(world: Callable[..., World]) -> None:
    made = world()
    made.add(portfolio(seed=3, accounts=4))
    made.refresh()
    before = made.store.data_version
    supposed = policy.current(made.store).with_value("p1_max_age_days", 1)
    simulate(made.store, made.models, LOCAL, supposed, AS_OF)
    backtest(made.store, made.models, LOCAL, supposed, AS_OF, weeks=1)
    assert made.store.data_version == before


def test_one_scan_of_the_past_runs_at_a_time(world: Callable[..., World]) -> None:
    made = world(PAST)
    asked = (made.store, made.models, policy.current(made.store), [AS_OF])

    def again(_done: int, _of: int) -> None:
        with pytest.raises(DatabaseBusy, match="Another scan"):
            replay(*asked, patience_seconds=0.01)

    assert len(replay(*asked, progress=again)) == 1
    assert len(replay(*asked)) == 1


def days(count: int) -> list[date]:
    return [date(2026, 1, 1) + timedelta(days=number) for number in range(count)]


def colour(score: float | None) -> Colour:
    if score is None:
        return Colour(None, "grey")
    return Colour(score, "green" if score >= 70 else "amber" if score >= 40 else "red")


# scores of successive scans -> days on which a warning opens, with cause and day of recovery
SERIES = {
    "steady": ([90, 88, 90], []),
    "bad from the start": ([20, 20, 20], []),
    "colour worsens": ([90, 60, 60], [(1, "colour", None)]),
    "crosses below": ([60, 30, 30], [(1, "score", None)]),
    "stays open while it worsens": ([90, 60, 30], [(1, "colour", None)]),
    "recovers after two better scans": (
        [90, 60, 90, 60, 90, 90, 60],
        [(1, "colour", 5), (6, "colour", None)],
    ),
    "one better scan is not enough": ([90, 60, 90, 60], [(1, "colour", None)]),
    "amber is better than red": ([90, 30, 60, 60], [(1, "score", 3)]),
    "no score is no scan": ([90, None, None, 60, None], [(3, "colour", None)]),
}


@pytest.mark.parametrize("name", SERIES)
def test_a_warning_opens_once_a_crossing_and_closes_when_it_is_over(name: str) -> None:
    scores, expected = SERIES[name]
    dates = days(len(scores))
    found = warnings(dates, [{1: colour(score)} for score in scores], {1: None}, policy.shipped())
    assert found == [
        Warned(1, dates[opened], None if closed is None else dates[closed], cause)
        for opened, cause, closed in expected
    ]


def test_the_warnings_are_those_of_scanning_day_by_day(world: Callable[..., World]) -> None:
    made = world()
    made.add(portfolio(seed=5, accounts=30))
    made.add(parse(PAST))
    store, models = made.store, made.models
    dates = days_before(date(2026, 3, 25), 55)
    supposed = policy.current(store)
    tiers = {row["account_key"]: row["tier"] for row in store.rows("SELECT * FROM crm.account")}
    found = warnings(dates, replay(store, models, supposed, dates), tiers, supposed)
    for day in dates:
        refresh(store, models, day, LOCAL)
        observe(store, LOCAL, day)
    opened = store.rows("SELECT account_key, opened_on, recovered_on FROM ops.escalation")
    scanned = {
        (row["account_key"], row["opened_on"], row["recovered_on"])
        for row in opened
        if row["opened_on"] > dates[0]
    }
    first_day = {row["account_key"] for row in opened if row["opened_on"] == dates[0]}
    assert len(scanned) >= 3
    assert any(recovered for _, _, recovered in scanned)
    assert {
        (one.account_key, one.opened_on, one.closed_on)
        for one in found
        if one.account_key not in first_day
    } == {one for one in scanned if one[0] not in first_day}


def test_an_account_that_a_day_does_not_know_is_passed_over() -> None:
    found = warnings(days(3), [{}, {1: colour(90)}, {1: colour(20)}], {1: "smb"}, policy.shipped())
    assert [warned.opened_on for warned in found] == [date(2026, 1, 3)]


PAST = """
accounts
account_id | owner_email
warned | csm@us.example
surprised |
calm |
alarmed |

tickets
ticket_id | account_id | priority | status | opened_at | resolved_at
w1 | warned | P1 | closed | 2026-03-02 | 2026-03-20
a1 | alarmed | P1 | closed | 2026-02-02 | 2026-02-20
a2 | alarmed | P1 | open | 2026-06-20 |

activities
activity_id | account_id | kind | direction | occurred_at | subject | body
e1 | warned | email | inbound | 2026-03-12 09:00 | Orders | This is unacceptable.
e2 | warned | email | inbound | 2026-03-14 09:00 | Orders | We are escalating to your board.
e3 | surprised | email | inbound | 2026-04-01 09:00 | Hello | A formal complaint.
e4 | calm | email | outbound | 2026-04-01 09:00 | Hello | Nothing unacceptable was found.
e5 | calm | note | | 2026-04-02 09:00 | Hello | They call it unacceptable.

opportunities
opportunity_id | account_id | name | stage | outcome | close_on
o1 | warned | Renewal 2026 | Closed Lost | lost | 2026-05-15
o2 | calm | Expansion | Closed Lost | lost | 2026-05-15
"""


def test_a_backtest_counts_what_was_flagged_before_each_churn_and_escalation(
    world: Callable[..., World],
) -> None:
    made = world(PAST)
    found = backtest(made.store, made.models, LOCAL, policy.current(made.store), AS_OF, weeks=26)
    # P1 opened on the 2nd: older than three days at the end of the 5th; on the 8th at double its limit
    assert [(one.name, one.outcome.kind, one.lead_days) for one in found.foreseen] == [
        ("warned", "escalation", 7),
        ("surprised", "escalation", None),
        ("warned", "churn", 71),
    ]
    assert (found.recall.hits, found.recall.n) == (2, 3)
    assert (found.recall_churn.hits, found.recall_churn.n) == (1, 1)
    assert found.lead_days == 39
    # of three warnings one was right, one wrong, and the last has not had its time
    assert (found.warnings, found.waiting) == (3, 1)
    assert (found.precision.hits, found.precision.n) == (1, 2)
    assert sum(found.per_week) == 3
    assert found.per_week[-1] == 0
    assert found.per_week[-2] == 1
    assert found.a_week == pytest.approx(3 / 26)


def test_a_shorter_horizon_lets_a_warning_be_forgotten(world: Callable[..., World]) -> None:
    made = world(PAST)
    short = policy.current(made.store).with_value("backtest_horizon_days", 30)
    found = backtest(made.store, made.models, LOCAL, short, date(2026, 5, 16), weeks=11)
    # the warning of March closed on the 21st, more than thirty days before the lost renewal
    assert [one.lead_days for one in found.foreseen] == [7, None, None]


def test_a_simulation_shows_the_own_book_only(world: Callable[..., World]) -> None:
    made = world(PAST)
    supposed = policy.current(made.store).with_value("rag_green_min", 99.5)
    csm = Actor("csm@us.example", frozenset({Role.CSM}))
    assert simulate(made.store, made.models, csm, supposed, AS_OF).accounts == 1
    own = backtest(made.store, made.models, csm, supposed, date(2026, 3, 16), weeks=1)
    assert {one.name for one in own.foreseen} == {"warned"}
    with pytest.raises(Forbidden):
        simulate(made.store, made.models, Actor("nobody"), supposed, AS_OF)
    with pytest.raises(Forbidden):
        backtest(made.store, made.models, Actor("nobody"), supposed, AS_OF)


def test_a_rate_of_nothing_is_no_rate() -> None:
    assert rate([]).share is None
    found = rate([True, False, True])
    assert (found.hits, found.n) == (2, 3)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 2 / 3 < found.high


def test_the_json_forms_keep_their_contract(world: Callable[..., World]) -> None:
    made = world(PAST)
    supposed: Policy = policy.current(made.store).with_value("p1_max_age_days", 20)
    said = simulator.simulation_json(simulate(made.store, made.models, LOCAL, supposed, AS_OF))
    assert said["before"] == {"green": 3, "amber": 0, "red": 1, "grey": 0}
    assert [(one["account_id"], one["to_rag"]) for one in said["changed"]] == [("alarmed", "green")]
    past = simulator.backtest_json(
        backtest(made.store, made.models, LOCAL, supposed, date(2026, 3, 16), weeks=1)
    )
    assert past["warnings"] == 0
    assert past["recall"]["n"] == 1
    assert past["lead_days"] == {"median": None, "n": 0}
    assert past["outcomes"][0]["evidence"] == [f"crm.activity/{key('e1')}"]
