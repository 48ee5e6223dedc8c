"""Facts and short questions for the tests of the gate."""

# ruff: noqa: PLR0917 - a row of facts reads like a table

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.drafting.claim import GateReport
from core.drafting.fact import Fact, FactKind, FactSheet, Value
from core.drafting.gate import check

AS_OF = date(2026, 6, 30)


def fact(
    name: str,
    kind: FactKind,
    label: str,
    value: Value | int,
    unit: str = "",
    *,
    aliases: tuple[str, ...] = (),
    direction: str = "",
) -> Fact:
    """A fact of the test's date; whole numbers become decimals."""
    known = Decimal(value) if isinstance(value, int) else value
    return Fact(name, kind, label, known, AS_OF, unit, aliases=aliases, direction=direction)


def sheet(*facts: Fact) -> FactSheet:
    """A sheet of these facts."""
    return FactSheet(1, AS_OF, facts)


def number(text: str) -> Decimal:
    """A number, written so that no rounding creeps in."""
    return Decimal(text)


def report(body: str, *facts: Fact, own: tuple[str, ...] = ("Northstar",)) -> GateReport:
    """What the gate says of a body about these facts."""
    return check("A note", body, sheet(*facts), own_names=own)


def stands(body: str, *facts: Fact) -> bool:
    """Whether the body passes."""
    return report(body, *facts).passes


def reasons(body: str, *facts: Fact) -> str:
    """Why it does not."""
    return " ".join(claim.reason for claim in report(body, *facts).unmatched)


ARR = fact("arr", FactKind.MONEY, "Annual recurring revenue", number("449600"), "USD")
RENEWAL = fact("renewal_on", FactKind.DATE, "Renewal date", date(2026, 9, 28))
ROBERT = fact(
    "recipient.name", FactKind.PERSON, "Recipient", "Robert Kim", aliases=("Robert", "Kim")
)
ANNA = fact("champion.anna.name", FactKind.PERSON, "Champion: Anna Weber", "Anna Weber")
SILENCE = fact("days_since", FactKind.DURATION, "Days since the last contact", 62, "days")
EXECUTIVES = fact("executives", FactKind.COUNT, "Executives engaged", 62, "executives")


def adoption(value: str = "94", target: str = "90", baseline: str = "61") -> tuple[Fact, ...]:
    """A metric in percent with target and start."""
    return metric("adoption", "Adoption", FactKind.PERCENT, "%", value, target, baseline)


def metric(
    key: str, name: str, kind: FactKind, unit: str, value: str, target: str, baseline: str
) -> tuple[Fact, ...]:
    """Value, target and start of a metric."""
    return tuple(
        fact(f"outcome.{key}.{role}", kind, f"{name}, {said}", number(text), unit)
        for role, said, text in (
            ("value", "measured", value), ("target", "target", target), ("baseline", "at the start", baseline),
        )
    )  # fmt: skip
