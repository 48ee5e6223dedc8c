"""Random tickets in random places: the SQL counts what a walk through the events counts."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from core.actor import LOCAL
from core.health.clocks import moment_of, ticket_clocks
from core.policy import current, save
from tests.spec.clock_reference import Event, Place, clocks
from tests.spec.world import key

PLACES = (
    Place("DE", "Europe/Berlin"),
    Place("US", "America/Los_Angeles"),
    Place("IN", "Asia/Kolkata"),
    Place("AU", "Australia/Sydney"),
    Place("IL", "Asia/Jerusalem"),
    Place("SA", "Asia/Riyadh"),
    Place("NZ", "Pacific/Auckland"),
)
AS_OF = date(2026, 6, 30)


def _events(dice: random.Random, opened: datetime, end: datetime) -> list[Event]:
    """Changes and messages at whole seconds, no two at one moment."""
    found, at, status = [], opened, "open"
    while (at := at + timedelta(seconds=dice.randrange(60, 9 * 86_400))) < end:
        if dice.random() < 0.55:
            found.append(Event(at, dice.choice(["reply", "customer_reply"])))
            continue
        following = [one for one in ("open", "pending", "on_hold", "solved") if one != status]
        if status == "solved":
            following = ["open", "closed"]
        if status == "closed":
            following = ["open"]
        status = dice.choice(following)
        found.append(Event(at, "status", status))
    return found


def _tables(seed: int) -> tuple[dict, dict]:
    dice = random.Random(seed)
    end = datetime(2026, 6, 30, 11)
    tables = {"accounts": [], "tickets": [], "ticket_events": []}
    told = {}
    for number, place in enumerate(PLACES):
        account = f"A{number}"
        tables["accounts"].append(
            {
                "account_id": account,
                "name": account,
                "tier": "smb",
                "country": place.country,
                "time_zone": place.zone,
            }
        )
        for n in range(12):
            ticket = f"{account}t{n}"
            opened = end - timedelta(seconds=dice.randrange(60, 250 * 86_400))
            events = _events(dice, opened, end)
            states = [event for event in events if event.kind == "status"]
            is_open = not states or states[-1].to_value not in ("solved", "closed")
            told[account, ticket] = (opened, events)
            tables["tickets"].append(
                {
                    "ticket_id": ticket,
                    "account_id": account,
                    "priority": "P3",
                    "status": states[-1].to_value if states else "open",
                    "opened_at": opened.isoformat(),
                    "resolved_at": None if is_open else states[-1].at.isoformat(),
                    "updated_at": events[-1].at.isoformat() if events else None,
                }
            )
            status = "open"
            for event in events:
                tables["ticket_events"].append(
                    {
                        "ticket_id": ticket,
                        "at": event.at.isoformat(),
                        "kind": event.kind,
                        "from_value": status if event.to_value else None,
                        "to_value": event.to_value or None,
                    }
                )
                status = event.to_value or status
    return tables, told


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("as_of", [AS_OF, date(2026, 3, 31)], ids=str)
def test_the_sql_counts_what_a_walk_through_the_events_counts(world, seed, as_of):
    tables, told = _tables(seed)
    made = world("", as_of)
    made.add(tables)
    made.refresh()
    now = moment_of(made.store.clock, as_of)
    for number, place in enumerate(PLACES):
        account = f"A{number}"
        read: dict[int, dict] = {}
        for clock in ticket_clocks(
            made.store, LOCAL, key(account), as_of, closed_from=date(2020, 1, 1)
        ):
            counted = (clock.worked_seconds, clock.elapsed_seconds)
            read.setdefault(clock.ticket_key, {})[clock.clock, clock.round] = counted
        expected = {
            key(ticket): clocks(opened, [e for e in events if e.at <= now], now, place)
            for (owner, ticket), (opened, events) in told.items()
            if owner == account and opened < now
        }
        assert read == expected


def test_a_running_clock_is_due_when_exactly_its_target_has_been_counted(world):
    """Reading the clock at its due moment finds the whole target used, a second before one less."""
    tables, _told = _tables(9)
    made = world("")
    made.add(tables)
    made.refresh()
    policy = current(made.store).with_value("sla_resolution_p3_hours", 900)
    save(made.store, LOCAL, policy, "A promise that no ticket has used up yet")
    made.refresh()
    running = 0
    for number in range(len(PLACES)):
        account = key(f"A{number}")
        for clock in ticket_clocks(made.store, LOCAL, account, AS_OF):
            if clock.clock != "resolution" or clock.due_at is None:
                continue
            running += 1
            for late, used in ((0, 0), (-1, 1)):
                moment = clock.due_at + timedelta(seconds=late)
                (then,) = [
                    other
                    for other in ticket_clocks(made.store, LOCAL, account, AS_OF, moment=moment)
                    if (other.ticket_key, other.clock) == (clock.ticket_key, "resolution")
                ]
                assert then.remaining_seconds == used
    assert running > 10
