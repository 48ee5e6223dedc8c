"""The smallest change to green, held to the data: done there, it does turn the account green.

Every set of actions on a small account is tried out on a copy of the account whose tickets are closed
and whose integrations report; no set that leads to green costs less than the one that was found.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import chain, combinations

import pytest

from core import policy
from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, NotFound
from core.health.remedy import ActionKind, Plan, Remedy, sentence, smallest_change
from core.health.remedy.find import least_calls
from core.health.remedy.options import OpenTicket, frames
from core.store import Store
from tests.spec.tables import Row, Tables, parse
from tests.spec.world import AS_OF, World, key

CLOSED_AT = "2026-06-30 12:00"
REPORTED_AT = "2026-06-30 23:59:59"
EFFORT = {"P1": 8.0, "P2": 5.0}


def remedy(world: World, account: str) -> Remedy:
    return smallest_change(world.store, world.models, LOCAL, key(account), AS_OF)


def case(dice: random.Random, account: str) -> Tables:
    """An account with a handful of tickets and at most two integrations."""
    hours = [30, 70, 73, 80, 120, 200, 260, 400]
    tickets = [
        {
            "ticket_id": f"{account}t{number}",
            "account_id": account,
            "priority": dice.choice(["P1", "P1", "P2", "P3", None]),
            "status": "open",
            "opened_at": f"2026-06-{30 - dice.choice(hours) // 24:02d} {dice.randrange(24):02d}:00",
        }
        for number in range(dice.randint(1, 5))
    ]
    heartbeats = [
        {
            "account_id": account,
            "integration": name,
            "seen_at": f"2026-06-{day:02d} 12:00",
            "api_calls": dice.choice([None, 90, 100, 100, 110])
            if day < last
            else dice.choice([10, 100]),
        }
        for name in ("api", "sync")[: dice.randint(0, 2)]
        for last in [dice.choice([20, 26, 28, 29, 30])]
        for day in range(15, last + 1)
    ]
    return {
        "accounts": [{"account_id": account, "name": account}],
        "tickets": tickets,
        "heartbeats": heartbeats,
    }


def done(tables: Tables, account: str, closed: set[str], restored: dict[str, int | None]) -> Tables:
    """The same account under another name with actions done; ``restored`` gives the API calls reported."""
    old = tables["accounts"][0]["account_id"]
    tickets = [
        {**row, "ticket_id": row["ticket_id"].replace(old, account, 1), "account_id": account}
        | (
            {"status": "closed", "resolved_at": CLOSED_AT}
            if row["ticket_id"] in closed
            else {"resolved_at": None}
        )
        for row in tables["tickets"]
    ]
    reports: list[Row] = [
        {"account_id": account, "integration": name, "seen_at": REPORTED_AT, "api_calls": calls}
        for name, calls in restored.items()
    ]
    heartbeats = [{**row, "account_id": account} for row in tables["heartbeats"]] + reports
    return {
        "accounts": [{"account_id": account, "name": account}],
        "tickets": tickets,
        "heartbeats": heartbeats,
    }


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def joined(parts: list[Tables]) -> Tables:
    return {
        name: [row for part in parts for row in part[name]]
        for name in ("accounts", "tickets", "heartbeats")
    }


def applied(tables: Tables, plan: Plan, account: str) -> Tables:
    """The plan done to the data, with no API call more than it asks for."""
    actions = [step.action for step in plan.steps]
    closed = {one.target for one in actions if one.kind is ActionKind.CLOSE_TICKET}
    restored = {
        one.target: one.min_api_calls
        for one in actions
        if one.kind is ActionKind.RESTORE_INTEGRATION
    }
    return done(tables, account, closed, restored)


@pytest.fixture
def strict(world: Callable[..., World]) -> World:
    """A database whose policy lets two open tickets cost nothing and five cost all: counts matter."""
    made = world()
    tight = policy.current(made.store).with_values(
        {("open_tickets_target", ""): 1, ("open_tickets_max", ""): 4}
    )
    policy.save(made.store, LOCAL, tight, "A limit that five tickets reach")
    return made


def test_no_set_of_actions_is_cheaper_and_the_one_found_does_turn_the_account_green(
    strict: World,
) -> None:
    dice = random.Random(20261121)
    cases = {f"a{number}": case(dice, f"a{number}") for number in range(12)}
    copies: dict[str, list[tuple[str, float]]] = {}
    parts = list(cases.values())
    for name, tables in cases.items():
        priority = {row["ticket_id"]: row["priority"] for row in tables["tickets"]}
        integrations = sorted({row["integration"] for row in tables["heartbeats"]})
        copies[name] = []
        for closed in subsets(list(priority)):
            for restored in subsets(integrations):
                copy = f"{name}copy{len(copies[name])}"
                effort = sum(EFFORT.get(priority[one], 2.0) for one in closed) + 4.0 * len(restored)
                copies[name].append((copy, effort))
                parts.append(done(tables, copy, set(closed), dict.fromkeys(restored, 1000)))
    strict.add(joined(parts))
    strict.refresh()
    rag = {row["account_key"]: row["rag"] for row in strict.rows("account_health")}
    plans = {name: remedy(strict, name) for name in cases}
    needing = {name for name, found in plans.items() if found.rag in ("amber", "red")}
    assert len(needing) >= 8
    for name in needing:
        least = min(effort for copy, effort in copies[name] if rag[key(copy)] == "green")
        assert plans[name].plans[0].effort_hours == least, name
    strict.add(
        joined([applied(cases[name], plans[name].plans[0], f"{name}done") for name in needing])
    )
    strict.refresh()
    for name in needing:
        after = strict.health(f"{name}done")
        assert (after["rag"], after["score"]) == ("green", plans[name].plans[0].score), name


def test_every_plan_told_does_turn_the_account_green_and_holds_no_other(strict: World) -> None:
    dice = random.Random(7)
    cases = {f"b{number}": case(dice, f"b{number}") for number in range(10)}
    strict.add(joined(list(cases.values())))
    strict.refresh()
    told = [
        (name, place, plan)
        for name in cases
        for place, plan in enumerate(remedy(strict, name).plans)
    ]
    strict.add(
        joined([applied(cases[name], plan, f"{name}plan{place}") for name, place, plan in told])
    )
    strict.refresh()
    for name, place, plan in told:
        assert strict.health(f"{name}plan{place}")["rag"] == "green"
        assert plan.steps[-1].score == plan.score
        assert all(step.rag != "green" for step in plan.steps[:-1])
        marks = {step.action.target for step in plan.steps}
        for other in remedy(strict, name).plans[:place]:
            assert not {step.action.target for step in other.steps} <= marks


TABLES = """
accounts
account_id
green
grey
old_p1
many
dropped
gloomy

tickets
ticket_id | account_id | priority | status | opened_at
T-1 | green | P3 | open | 2026-06-29
T-2 | old_p1 | P1 | open | 2026-06-20
T-3 | old_p1 | P3 | open | 2026-06-20
T-4 | gloomy | P2 | open | 2026-06-05

heartbeats
account_id | integration | seen_at | api_calls
old_p1 | ERP | 2026-06-24 | 100
dropped | ERP | 2026-06-25 12:00 | 101
dropped | ERP | 2026-06-26 12:00 | 101
dropped | ERP | 2026-06-27 06:00 | 10
"""


@pytest.fixture(scope="module")
def told(world: Callable[..., World]) -> World:
    made = world()
    tables = parse(TABLES)
    tables["tickets"] += [
        {
            "ticket_id": f"M-{n}",
            "account_id": "many",
            "priority": "P3",
            "status": "open",
            "opened_at": "2026-06-01",
        }
        for n in range(40)
    ]
    tables["accounts"][1]["system"] = "elsewhere"  # no ticket was ever imported for that system
    made.add(tables)
    return made.refresh()


def test_the_sentence_names_what_to_close_and_restore_and_the_scores(told: World) -> None:
    found = remedy(told, "old_p1")
    assert sentence(found) == "Close P1 T-2 and restore the ERP integration: 30 to 100."
    assert [(step.action.kind, step.score, step.rag) for step in found.plans[0].steps] == [
        (ActionKind.CLOSE_TICKET, 39, "red"),
        (ActionKind.RESTORE_INTEGRATION, 100, "green"),
    ]
    assert found.plans[0].steps[0].action.reference == f"crm.ticket/{key('T-2')}"


def test_forty_tickets_are_closed_until_the_count_suffices(told: World) -> None:
    plan = remedy(told, "many").plans[0]
    # 40 of 70 points for age, 30 for the count: 15 tickets leave 57, 11 leave 74.3, 12 leave 70
    assert len(plan.steps) == 28
    assert plan.effort_hours == 56
    assert plan.score == 70


def test_an_integration_restored_must_report_enough_calls_not_to_have_fallen(
    told: World,
) -> None:
    (action,) = [step.action for step in remedy(told, "dropped").plans[0].steps]
    assert action.min_api_calls == 51  # half of the median of 101, rounded up
    assert action.detail == "reports again, with 51 API calls or more"


def test_a_green_account_and_one_that_is_not_scored_say_so(told: World) -> None:
    assert remedy(told, "green").reason == "The account is green."
    assert remedy(told, "green").plans == ()
    grey = smallest_change(told.store, told.models, LOCAL, key("grey", "elsewhere"), AS_OF)
    assert grey.reason.startswith("Too little is known for a score.")


def test_efforts_of_the_policy_decide_what_is_cheapest(world: Callable[..., World]) -> None:
    """Ten P3 too many and one integration half silent: either is enough."""
    rows = "\n".join("either | P3 | open | 2026-06-01" for _ in range(11))
    made = world(
        "accounts\naccount_id\neither\n\n"
        f"tickets\naccount_id | priority | status | opened_at\n{rows}\n\n"
        "heartbeats\naccount_id | integration | seen_at\neither | ERP | 2026-06-29 00:00\n"
    )
    assert made.health("either")["score"] == 67  # 40, 12 and 15
    assert [step.action.kind for step in remedy(made, "either").plans[0].steps] == [
        ActionKind.CLOSE_TICKET
    ]
    dear = policy.current(made.store).with_value("effort_close_other", 6)
    policy.save(made.store, LOCAL, dear, "Ours take longer")
    made.refresh()
    assert [step.action.target for step in remedy(made, "either").plans[0].steps] == ["ERP"]
    assert len(remedy(made, "either").plans) == 2


def test_a_green_that_notes_and_deals_keep_away_is_called_out_of_reach(
    world: Callable[..., World],
) -> None:
    made = world(
        TABLES
        + "\nactivities\nactivity_id | account_id | kind | occurred_at | subject\n"
        + "n1 | gloomy | note | 2026-06-20 | Outage, unhappy\n"
    )
    high = policy.current(made.store).with_value("rag_green_min", 96)
    policy.save(made.store, LOCAL, high, "Nothing less")
    made.refresh()
    assert remedy(made, "gloomy").reason.startswith("Closing every ticket and restoring")


@pytest.mark.parametrize(
    ("median", "drop_pct", "calls"),
    [
        (None, 50, 0),
        (0, 50, 0),
        (100, 50, 50),
        (101, 50, 51),
        (100, 100, 0),
        (3, 33.3, 3),
        (1e6, 25, 750_000),
    ],
)
def test_the_least_calls_are_the_least_that_are_no_fall(
    median: float | None, drop_pct: float, calls: int
) -> None:
    assert least_calls(median, drop_pct) == calls
    if median:
        assert 100 * (1 - calls / median) <= drop_pct
        assert calls == 0 or 100 * (1 - (calls - 1) / median) > drop_pct


def test_who_may_not_see_the_account_is_told_no_plan(told: World) -> None:
    csm = Actor("csm@us.example", frozenset({Role.CSM}))
    with pytest.raises(NotFound):
        smallest_change(told.store, told.models, csm, key("old_p1"), AS_OF)
    with pytest.raises(Forbidden):
        smallest_change(told.store, told.models, Actor("nobody"), key("old_p1"), AS_OF)


def test_nothing_is_written_by_looking_for_a_plan(told: World) -> None:
    before = told.store.data_version
    remedy(told, "many")
    assert told.store.data_version == before


def test_of_equally_cheap_tickets_the_worst_goes_first() -> None:
    tickets = [
        OpenTicket(1, "1", "", "P3", 5.0, None, 2.0),
        OpenTicket(2, "2", "", "P3", 9.0, None, 2.0),
        OpenTicket(3, "3", "", "P2", 1.0, 0.1, 2.0),
    ]
    widest = next(iter(frames(tickets, [], 4.0)))
    assert [ticket.number for ticket in widest.spare] == ["3", "2", "1"]


def test_suppose_leaves_the_mart_as_it_is(told: World) -> None:
    store: Store = told.store
    assert store.value("SELECT count(*) FROM mart.account_health WHERE account_key < 1000") == 0
