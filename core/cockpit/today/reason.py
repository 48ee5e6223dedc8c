"""What a rule found, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from core.sponsors.triggers import Trigger


def reason(item: Trigger) -> str:
    """The sentence of a card, e.g. that a QBR is in 12 days and no executive was briefed."""
    return _SENTENCES[item.rule](item)


def _departed(item: Trigger) -> str:
    return f"{item.about} left {_ago(item.days)}."


def _threatened(item: Trigger) -> str:
    until = f"; the renewal is {_ahead(item.days)}" if item.days is not None else ""
    return f"“{item.about}” is tied to the renewal and the account is red{until}."


def _unbriefed(item: Trigger) -> str:
    return f"The QBR is {_ahead(item.days)}, on {_day(item.due_on)}, and no executive was briefed."


def _planned(item: Trigger) -> str:
    due = f", due {_ahead(item.days)}," if item.days is not None else ""
    return f"The plan “{item.about}”{due} asks for an executive; none was met lately."


def _silent(item: Trigger) -> str:
    if item.days is None:
        return "No contact with an executive is on record."
    return f"The last contact with an executive was {_ago(item.days)}."


def _expanding(item: Trigger) -> str:
    close = f", to close {_ahead(item.days)}," if item.days is not None else ""
    return f"“{item.about}”{close} meets a reached target and an engaged sponsor."


def _unsecured(_item: Trigger) -> str:
    return "If the sponsor left, nobody engaged would remain; another executive is known."


_SENTENCES: dict[str, Callable[[Trigger], str]] = {
    "sponsor_departed": _departed,
    "issue_threatens_goal": _threatened,
    "qbr_unbriefed": _unbriefed,
    "plan_asks": _planned,
    "executives_silent": _silent,
    "expansion_ready": _expanding,
    "backup_missing": _unsecured,
}


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B}" if day else "a day not given"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _ago(days: int | None) -> str:
    if days is None:
        return "on an unknown day"
    return f"{_days(days)} ago" if days else "today"


def _ahead(days: int | None) -> str:
    if days is None:
        return "on an unknown day"
    if days < 0:
        return f"{_days(-days)} overdue"
    return f"in {_days(days)}" if days else "today"
