"""The priority of a suggestion: (revenue impact x frequency x confidence) / (effort x risk).

Each factor is 1 to 5 and says what it was read from. Source: sales execution system, scoring of
what to do first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

RECENT_OUTREACH_DAYS = 14
_CONFIDENCE = ((95, 5), (80, 4), (65, 3), (50, 2))


@dataclass(frozen=True)
class Factor:
    """``value`` is 1 to 5; ``why`` says in a few words what it was read from."""

    name: str
    value: int
    why: str


@dataclass(frozen=True)
class Priority:
    """``score`` is between 0.04 and 125, higher first."""

    score: float
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class AccountStanding:
    """What the priority reads of an account; ``arr_fifth`` is 1 to 5, ``None`` without ARR."""

    account_key: int
    source_system: str
    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    arr_amount: Decimal | None
    currency: str | None
    arr_fifth: int | None
    coverage_pct: float
    level: str
    rag: str
    rules_tripped: tuple[str, ...]


@dataclass(frozen=True)
class ContactStanding:
    """What the priority reads of the person to write to."""

    contact_key: int
    name: str
    title: str | None
    has_email: bool
    has_bounced: bool
    last_contact_at: datetime | None
    last_exec_outreach_on: date | None
    level: str


def priority(
    account: AccountStanding,
    contact: ContactStanding | None,
    *,
    signs: int,
    purpose: str,
    as_of: date,
) -> Priority:
    """The priority of writing to ``contact`` now; ``signs`` counts the rules that hold for the account."""
    factors = (
        _revenue(account),
        Factor("frequency", min(5, max(1, signs)), f"{signs} signs point to this account now"),
        _confidence(account),
        _effort(contact),
        _risk(account, contact, purpose, as_of),
    )
    impact, frequency, confidence, effort, risk = (factor.value for factor in factors)
    return Priority(round(impact * frequency * confidence / (effort * risk), 1), factors)


def _revenue(account: AccountStanding) -> Factor:
    if account.arr_fifth is None:
        return Factor("revenue_impact", 1, "no ARR was imported")
    place = ("lowest", "second", "middle", "fourth", "highest")[account.arr_fifth - 1]
    return Factor(
        "revenue_impact",
        account.arr_fifth,
        f"ARR in the {place} fifth of {account.currency or 'its'} accounts",
    )


def _confidence(account: AccountStanding) -> Factor:
    value = next((points for least, points in _CONFIDENCE if account.coverage_pct >= least), 1)
    return Factor(
        "confidence", value, f"{account.coverage_pct:.0f}% of the sponsor score is measured"
    )


def _effort(contact: ContactStanding | None) -> Factor:
    if contact is None:
        return Factor("effort", 5, "no executive is known")
    if not contact.has_email or contact.has_bounced:
        return Factor("effort", 4, "no working e-mail address")
    if contact.last_contact_at is None:
        return Factor("effort", 2, "first contact with this person")
    return Factor("effort", 1, "a draft can be made at once")


def _risk(
    account: AccountStanding, contact: ContactStanding | None, purpose: str, as_of: date
) -> Factor:
    reasons: list[str] = []
    if contact is not None and contact.last_exec_outreach_on is not None:
        days = (as_of - contact.last_exec_outreach_on).days
        if days < RECENT_OUTREACH_DAYS:
            reasons.append(f"written to {days} days ago" if days else "written to today")
    if contact is not None and contact.level == "disengaged":
        reasons.append("the person is disengaged")
    if account.rag == "red" and purpose == "expansion_conversation":
        reasons.append("the account is red")
    if account.rag == "red" and purpose == "introduction":
        reasons.append("a first contact while the account is red")
    return Factor("risk", min(5, 1 + len(reasons)), _listed(reasons) or "nothing speaks against it")


def _listed(reasons: Sequence[str]) -> str:
    return "; ".join(reasons)
