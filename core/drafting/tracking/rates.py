"""Which messages are answered: rates by purpose, function, tone, weekday and hour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.drafting.beta import interval
from core.drafting.rules.load import limits
from core.drafting.tracking.model import ResponseRate, ResponseRates
from core.errors import InvalidInput
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
BY = ("purpose", "function", "tone", "weekday", "hour")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEAST_RANKED = 5
_TECHNOLOGY = frozenset({"technology", "engineering", "it", "data", "security"})


def response_rates(reader: Reader, actor: Actor, by: str, as_of: date) -> ResponseRates:
    """Answers among the messages to executives on the actor's accounts, by one property of them.

    Weekday and hour are the recipient's. Each rate has the central 90 % of Beta(answered + 1,
    unanswered + 1); a ranking is withheld while any value has too few messages.
    """
    require(actor, Permission.DRAFT_READ)
    if by not in BY:
        raise InvalidInput(f"There are no rates by {by!r}.", f"Choose from {', '.join(BY)}.")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(reader, viewer(actor), by, as_of, None):
        value = _value(row, by)
        if value is not None:
            counts[value][row["state"]] += row["messages"]
    least = int(limits(reader).get("min_ranked_messages", LEAST_RANKED))
    return _ranked(by, [_rate(value, found) for value, found in counts.items()], least)


def replies_by_time(
    reader: Reader, account_key: int, as_of: date
) -> dict[tuple[int, int], tuple[int, int]]:
    """(weekday, hour) of the recipient -> (answered, sent) of one account's executives."""
    everyone = {"viewer": "", "sees_all": True}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row in _rows(reader, everyone, "hour", as_of, account_key):
        if row["state"] == "pending" or not row["is_time_known"]:
            continue
        local = _local(row)
        answered, sent = found.get((local.weekday(), local.hour), (0, 0))
        more = row["messages"] if row["state"] == "answered" else 0
        found[local.weekday(), local.hour] = (answered + more, sent + row["messages"])
    return found


def _rows(
    reader: Reader, who: Mapping[str, object], by: str, as_of: date, account_key: int | None
) -> list[Row]:
    asked = {**who, "by": by, "as_of": as_of, "account_key": account_key}
    return reader.rows(load_sql(SQL, "sent_messages"), asked)


def _value(row: Row, by: str) -> str | None:
    if by == "weekday":
        return WEEKDAYS[_local(row).weekday()]
    if by == "hour":
        return f"{_local(row).hour:02d}:00" if row["is_time_known"] else None
    if by == "function":
        return _function(row["value"])
    return str(row["value"])


def _function(function: str) -> str:
    """The four ways to write to an executive."""
    if function == "finance":
        return "cfo"
    if function in _TECHNOLOGY:
        return "cto"
    return "ceo" if function == "executive" else "other"


def _local(row: Row) -> datetime:
    moment: datetime = row["sent_hour"].replace(tzinfo=UTC)
    try:
        return moment.astimezone(ZoneInfo(row["time_zone"]))
    except (ZoneInfoNotFoundError, ValueError):
        return moment


def _rate(value: str, found: Counter[str]) -> ResponseRate:
    answered, n = found["answered"], found["answered"] + found["unanswered"]
    low, high = interval(answered + 1, n - answered + 1)
    return ResponseRate(value, n, answered, found["pending"], low, high, None)


def _ranked(by: str, rates: list[ResponseRate], least: int) -> ResponseRates:
    order = {name: place for place, name in enumerate(WEEKDAYS)}
    plain = sorted(rates, key=lambda rate: (order.get(rate.value, 0), rate.value))
    thin = [rate.value for rate in plain if rate.n < least]
    if len(plain) < 2 or thin:
        why = (
            f"No ranking: fewer than {least} messages for {', '.join(thin)}."
            if thin
            else "No ranking: there is nothing to compare."
        )
        return ResponseRates(by, tuple(plain), why)
    # By the low end: a high share of few messages is no proof.
    best = sorted(plain, key=lambda rate: (-rate.low, rate.value))
    return ResponseRates(
        by,
        tuple(
            ResponseRate(
                rate.value, rate.n, rate.answered, rate.pending, rate.low, rate.high, place
            )
            for place, rate in enumerate(best, start=1)
        ),
    )
