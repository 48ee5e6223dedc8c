"""An account's opportunities: the first sale, its renewals, and expansions won, lost and open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from core.demo.complaints import days_late, lost_add_on
from core.demo.dice import Dice, dice
from core.demo.ids import salesforce_id
from core.demo.touches import owner_email
from core.demo.worktime import workday_near
from core.demo.world import Account, Deal, DealState

OPEN_STAGES = (
    "Qualification",
    "Needs Analysis",
    "Value Proposition",
    "Proposal/Price Quote",
    "Negotiation/Review",
)
_STEPS = (
    "Send revised quote",
    "Meet finance on the business case",
    "Security questionnaire",
    "Agree start date",
    "Legal review of the order form",
)


def add_deals(account: Account, number: int, end: date) -> None:
    """Fill ``account.deals``."""
    chance = dice("deals", account.company.slug)
    name = account.company.name
    arr = account.arr
    past = account.renewal_on - timedelta(days=365)
    closes_on = account.renewal_on + timedelta(days=days_late(account))
    plans: list[tuple[str, str, int, date, str]] = [
        (f"{name} - Renewal {account.renewal_on.year}", "Renewal", arr, closes_on, "open"),
        (f"{name} - Renewal {past.year}", "Renewal", int(round(arr * 0.92, -2)), past, "won"),
    ]
    for place in range({"enterprise": 3, "mid_market": 2, "smb": 1}[account.company.tier]):
        outcome = chance.weighted([("open", 4.0), ("won", 3.0), ("lost", 3.0)])
        days = chance.randint(15, 160) if outcome == "open" else -chance.randint(20, 400)
        label = ("Expansion", "Second site", "Forecasting module")[place]
        amount = round(arr * chance.uniform(0.08, 0.35), -2)
        plans.append(
            (f"{name} - {label}", "Upsell", int(amount), end + timedelta(days=days), outcome)
        )
    if "single_threaded_deal" in account.shape.marks:
        plans = [plan for plan in plans if plan[4] != "open" or plan[1] == "Renewal"]
        plans.append((f"{name} - Group-wide roll-out", "Upsell", 184_000, end + timedelta(days=48), "open"))  # fmt: skip
    if lost_on := lost_add_on(account, end):
        label = f"{name} - Forecasting add-on renewal"
        plans.append((label, "Renewal", int(round(arr * 0.12, -2)), lost_on, "lost"))
    for place, plan in enumerate(plans):
        account.deals.append(_deal(account, chance, number * 10 + place, plan, end))


def _deal(
    account: Account, chance: Dice, number: int, plan: tuple[str, str, int, date, str], end: date
) -> Deal:
    name, kind, amount, close_on, outcome = plan
    in_crm = account.company.source == "salesforce"
    deal = Deal(
        deal_id=salesforce_id("006", number) if in_crm else f"RO-{number:04d}",
        account_id=account.account_id,
        name=name,
        kind=kind,
        owner=owner_email(account.company.owner),
        states=_states(account, chance, amount=amount, close_on=close_on, outcome=outcome, end=end),
        next_step=chance.choice(_STEPS) if outcome == "open" and chance.chance(0.8) else "",
        description=f"{kind} for {account.company.name}.",
    )
    if "pushed_close_dates" in account.shape.marks and outcome == "open" and kind == "Renewal":
        deal.states = _pushed(deal.states[0], amount, end, close_on)
        deal.next_step = ""
    people = [person for person in account.people if person.left_on is None]
    wanted = 1 if "roll-out" in name else chance.randint(2, 4)
    roles = ("Executive Sponsor", "Decision Maker", "Evaluator", "Influencer")
    deal.roles = list(zip(people[:wanted], roles, strict=False))
    return deal


def _states(
    account: Account, chance: Dice, *, amount: int, close_on: date, outcome: str, end: date
) -> list[DealState]:
    """From creation to the present stage, or to the end when won or lost."""
    last_day = close_on if outcome != "open" else end - timedelta(days=chance.randint(3, 30))
    depth = 5 if outcome == "won" else chance.randint(2, 4)
    if outcome == "open" and (close_on - end).days < 60:
        depth = max(depth, 4)
    begun = last_day - timedelta(days=chance.randint(40, 150))
    states: list[DealState] = []
    for place in range(depth):
        day = begun + (last_day - begun) * place / depth
        day = workday_near(day, account.company.country_code, latest=last_day)
        at = datetime.combine(day, time(chance.randint(8, 16), chance.randint(0, 59)))
        figure = round(amount * (1.08 if place < depth - 1 and chance.chance(0.3) else 1.0))
        states.append(DealState(at, OPEN_STAGES[place], figure, close_on))
    if outcome != "open":
        stage = "Closed Won" if outcome == "won" else "Closed Lost"
        at = datetime.combine(close_on, time(chance.randint(9, 16), 10))
        states.append(DealState(at, stage, amount, close_on))
    return states


def _pushed(first: DealState, amount: int, end: date, close_on: date) -> list[DealState]:
    """The same stage for months, and a close date that moves whenever it comes near."""
    dates = [close_on - timedelta(days=28 * back) for back in (4, 3, 2, 1, 0)]
    begun = min(first.at.date(), end - timedelta(days=150))
    states = [DealState(datetime.combine(begun, time(10, 5)), OPEN_STAGES[1], amount, dates[0])]
    for place, day in enumerate(dates[1:]):
        changed_on = end - timedelta(days=120 - place * 32)
        at = datetime.combine(changed_on, time(15, 40))
        states.append(DealState(at, OPEN_STAGES[3], amount, day))
    return states
