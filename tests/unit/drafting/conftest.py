"""A sheet of facts about one invented account, and ways to change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.drafting.fact import Fact, FactKind, FactSheet, Freshness, Missing
from core.drafting.kind import Assignment, DraftRequest, Length, Tone

ON = date(2026, 6, 30)
Sheet = Callable[..., FactSheet]
Assign = Callable[..., Assignment]


def fact(fact_id: str, kind: FactKind, value: object, unit: str = "", **more: object) -> Fact:
    return Fact(fact_id, kind, fact_id, value, ON, unit, **more)  # type: ignore[arg-type]


K = FactKind
FACTS = (
    fact("account.name", K.COMPANY, "Global Retail Co", aliases=("Global Retail",)),
    fact("account.tier", K.STATUS, "enterprise"),
    fact("arr", K.MONEY, Decimal(450_000), "USD"),
    fact("renewal_on", K.DATE, date(2026, 9, 20)),
    fact("days_to_renewal", K.DURATION, Decimal(82), "days"),
    fact("recipient.name", K.PERSON, "Robert Kim", aliases=("Robert", "Kim")),
    fact("recipient.first_name", K.PERSON, "Robert"),
    fact("recipient.email", K.ADDRESS, "robert.kim@retail.example"),
    fact("recipient.function", K.STATUS, "cfo"),
    fact("recipient.level", K.STATUS, "passive"),
    fact("recipient.last_contact_on", K.DATE, date(2026, 1, 14)),
    fact("recipient.last_contact_kind", K.STATUS, "qbr"),
    fact("recipient.days_since_contact", K.DURATION, Decimal(167), "days"),
    fact("sender.name", K.PERSON, "Ines Duarte"),
    fact("sender.title", K.QUOTE, "Customer Success Manager"),
    fact("champion.amanda_chen.name", K.PERSON, "Amanda Chen"),
    fact("champion.amanda_chen.title", K.QUOTE, "VP of Engineering"),
    fact("outcome.cycle.name", K.QUOTE, "Order cycle time"),
    fact("outcome.cycle.value", K.DURATION, Decimal("31.4"), "hours"),
    fact("outcome.cycle.target", K.DURATION, Decimal(30), "hours"),
    fact("outcome.cycle.baseline", K.DURATION, Decimal(52), "hours"),
    fact("outcome.cycle.measured_on", K.DATE, date(2026, 6, 30)),
    fact("outcome.cycle.standing", K.STATUS, "on_course"),
    fact("goal.returns.priority", K.QUOTE, "Cut the cost of returns by a fifth"),
    fact("goal.returns.initiative", K.QUOTE, "Automated returns"),
    fact("goal.returns.alignment", K.STATUS, "high"),
    fact("goal.returns.tied_to_renewal", K.STATUS, "yes"),
    fact("plan.secure.objective", K.QUOTE, "Secure the renewal"),
    fact("qbr.next_on", K.DATE, date(2026, 7, 21)),
    fact("qbr.days_to_next", K.DURATION, Decimal(21), "days"),
    fact("health.rag", K.STATUS, "red"),
    fact("issue.open_critical", K.COUNT, Decimal(2), "issues"),
    fact("issue.oldest_critical_on", K.DATE, date(2026, 6, 14)),
    fact("issue.grounds", K.STATUS, "tied_to_goal"),
    fact("feature.returns.name", K.PRODUCT, "Returns"),
    fact("feature.routing.name", K.PRODUCT, "Order routing"),
    fact("unused_feature.forecasting.name", K.PRODUCT, "Forecasting"),
    fact("opportunity.f.name", K.QUOTE, "Forecasting module"),
)
SLOTS = (
    fact("meeting.length", K.DURATION, Decimal(20), "minutes"),
    fact(
        "meeting.slot.1", K.DATE, datetime(2026, 7, 7, 10, tzinfo=UTC),
        aliases=("Tuesday, 7 July, 10:00 London",),
    ),
    fact(
        "meeting.slot.2", K.DATE, datetime(2026, 7, 23, 15, tzinfo=UTC),
        aliases=("Thursday, 23 July, 15:00 London",),
    ),
)  # fmt: skip


@pytest.fixture
def sheet() -> Sheet:
    """``sheet(("goal.",), slots=True, **{"arr": Decimal(1)})``: the sheet, changed."""

    def made(
        without: tuple[str, ...] = (),
        *,
        slots: bool = False,
        missing: tuple[Missing, ...] = (),
        stale: tuple[str, ...] = (),
        **values: object,
    ) -> FactSheet:
        found = []
        for item in (*FACTS, *(SLOTS if slots else ())):
            if not item.id.startswith(without or ("\0",)):
                fresh = Freshness.STALE if item.id in stale else Freshness.PRESENT
                value = values.get(item.id, item.value)
                found.append(
                    Fact(
                        item.id,
                        item.kind,
                        item.label,
                        value,
                        ON,
                        item.unit,
                        fresh,
                        aliases=item.aliases,
                    )  # type: ignore[arg-type]
                )
        return FactSheet(1, ON, tuple(found), 2, missing)

    return made


@pytest.fixture
def assign(sheet: Sheet) -> Assign:
    """An assignment over the sheet: purpose, tone, length, function, or a sheet of one's own."""

    def made(
        purpose: str = "strategic_alignment",
        *,
        tone: Tone = Tone.WARM,
        length: Length = Length.STANDARD,
        function: str = "cfo",
        on: FactSheet | None = None,
        contact: int = 2,
        max_words: int = 150,
    ) -> Assignment:
        request = DraftRequest(
            "executive_outreach", 1, purpose, ON, "ines@lumenfold.example", contact, tone, length
        )
        return Assignment(request, on or sheet(), function, max_words)

    return made
