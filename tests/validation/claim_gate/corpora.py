"""Sentences about real exports: accounts, amounts, shares and dates as they stand there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from core.drafting.fact import Fact, FactKind, FactSheet
from tests.validation.claim_gate.cases import Case

AS_OF = date(2026, 1, 31)
ROWS = 40
"""Of each export, so many rows, evenly spread."""


def _fact(
    name: str, kind: FactKind, label: str, value: Decimal | date | str, unit: str = ""
) -> Fact:
    return Fact(name, kind, label, value, AS_OF, unit)


def _spread(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    step = max(1, len(rows) // ROWS)
    return rows[::step][:ROWS]


def _sheet(number: int, facts: list[Fact]) -> FactSheet:
    return FactSheet(number, AS_OF, tuple(facts))


def _other_digit(text: str, place: int) -> str:
    """The text with its digit number ``place`` (from the left, wrapping round) raised by three."""
    places = [index for index, letter in enumerate(text) if letter.isdigit()]
    index = places[place % len(places)]
    digit = str((int(text[index]) + 3) % 10)
    return text[:index] + digit + text[index + 1 :]


_FRAMES = (
    ("The annual fee is {}.", "money"),
    ("The contract is due for renewal on {}.", "date"),
    ("Seat utilisation stands at {}.", "percent"),
    ("There are {} active seats today.", "count"),
)


def _forms(kind: str, value: Decimal | date, number: int) -> str:
    """An honest way to write a value; another one for each row."""
    if kind == "money":
        return (f"${value:,}", f"USD {value:,}", f"{value:,} US dollars", f"${value}")[number % 4]
    if kind == "percent":
        return (f"{value} %", f"{value}%", f"{value} percent", f"{value} per cent")[number % 4]
    if kind == "count":
        return f"{value:,}"
    day = value
    assert isinstance(day, date)
    month, short = day.strftime("%B"), day.strftime("%b")
    return (
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}", f"{day.day} {short} {day.year}", day.isoformat(),
    )[number % 5]  # fmt: skip


def _changed(kind: str, written: str, value: Decimal | date, number: int) -> str:
    """The same with a digit, a currency, a unit or a month changed; another change for each row."""
    if kind == "date":
        assert isinstance(value, date)
        shifted = value + timedelta(days=(1, 7, 31, 365)[number % 4])
        return _forms(kind, shifted, number)
    if kind == "money" and number % 3 == 2:
        for mine, other in (("US dollars", "euros"), ("USD", "GBP"), ("$", "\u20ac")):
            if mine in written:
                return written.replace(mine, other)
    if kind == "percent" and number % 3 == 2:
        for mine in (" percent", " per cent", " %", "%"):
            if mine in written:
                return written.replace(mine, " points")
    return _other_digit(written, number)


def _churnguard(folder: Path) -> Iterator[tuple[int, list[Fact], dict[str, Decimal | date]]]:
    usage = {row["account_id"]: row for row in _spread(folder / "amplitude_usage.csv")}
    for number, row in enumerate(_spread(folder / "salesforce_accounts.csv")):
        told = usage[row["account_id"]]
        values: dict[str, Decimal | date] = {
            "money": Decimal(row["arr_value"]),
            "date": date.fromisoformat(row["renewal_date"]),
            "percent": (Decimal(told["seat_utilization_pct"]) * 100).quantize(Decimal("0.1")),
            "count": Decimal(told["active_seats"]),
        }
        facts = [
            _fact("account.name", FactKind.COMPANY, "Company", row["company_name"]),
            _fact("team.owner.name", FactKind.PERSON, "Account owner", row["account_owner"]),
            _fact("arr", FactKind.MONEY, "Annual recurring revenue", values["money"], "USD"),
            _fact("renewal_on", FactKind.DATE, "Renewal date", values["date"]),
            _fact("seats.utilisation", FactKind.PERCENT, "Seat utilisation", values["percent"], "%"),
            _fact("seats.active", FactKind.COUNT, "Active seats", values["count"], "seats"),
            _fact("seats.total", FactKind.COUNT, "Seats in total", Decimal(told["total_seats"]), "seats"),
        ]  # fmt: skip
        yield number, facts, values


def _names(number: int, facts: list[Fact]) -> tuple[str, str]:
    """A sentence with the names of a row, and one with a name that no fact knows."""
    company, person = str(facts[0].value), str(facts[1].value)
    honest = f"{person} looks after {company} on our side."
    first, last = person.split(" ", 1)
    other = f"{first}a {last}" if number % 2 else f"{first} Mc{last.title()}"
    return honest, honest.replace(person, other)


def corpus_cases(data: Path) -> tuple[list[Case], list[Case]]:
    """Honest and changed sentences from the exports below ``data``."""
    honest, changed = [], []
    for number, facts, values in _churnguard(data / "churnguard"):
        sheet = _sheet(number, facts)
        for frame, kind in _FRAMES:
            written = _forms(kind, values[kind], number)
            name = f"churnguard {number} {kind}"
            honest.append(Case(name, kind, sheet, "A note", frame.format(written)))
            false = frame.format(_changed(kind, written, values[kind], number))
            changed.append(Case(name, kind, sheet, "A note", false, ((0, len(false)),)))
        true, false = _names(number, facts)
        honest.append(Case(f"churnguard {number} name", "name", sheet, "A note", true))
        changed.append(
            Case(f"churnguard {number} name", "name", sheet, "A note", false, ((0, len(false)),))
        )
    return honest, changed
