"""Facts of five made-up accounts on 30 June 2026, named as the outreach catalogue names them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

# ruff: noqa: PLR0917 - a row of facts reads like a table
from core.drafting.fact import Fact, FactKind, FactSheet, Value

AS_OF = date(2026, 6, 30)
OWN_NAMES = ("Rapport", "Northstar Analytics")


def fact(
    name: str,
    kind: FactKind,
    label: str,
    value: Value | str | int,
    unit: str = "",
    aliases: Sequence[str] = (),
    direction: str = "",
) -> Fact:
    """A fact; a number in text becomes a decimal."""
    if kind in (FactKind.MONEY, FactKind.PERCENT, FactKind.COUNT, FactKind.DURATION):
        value = Decimal(str(value))
    return Fact(name, kind, label, value, AS_OF, unit, aliases=tuple(aliases), direction=direction)


def person(prefix: str, full_name: str, title: str, label: str) -> list[Fact]:
    """A name and a title, as the catalogue has them."""
    first, last = full_name.split(maxsplit=1)[0], full_name.rsplit(maxsplit=1)[-1]
    return [
        fact(f"{prefix}.name", FactKind.PERSON, label, full_name, aliases=(first, last)),
        fact(f"{prefix}.title", FactKind.QUOTE, f"Title of {full_name}", title),
    ]


def metric(
    key: str,
    name: str,
    kind: FactKind,
    unit: str,
    value: str,
    target: str = "",
    baseline: str = "",
) -> list[Fact]:
    """A metric with all that follows from its value, target and baseline."""
    prefix = f"outcome.{key}"
    facts = [
        fact(f"{prefix}.name", FactKind.QUOTE, "Metric", name),
        fact(f"{prefix}.value", kind, f"{name}, measured", value, unit),
    ]
    points = "points" if kind is FactKind.PERCENT else unit
    if target:
        gap = Decimal(value) - Decimal(target)
        side = "above" if gap > 0 else "below" if gap < 0 else "equal"
        facts += [
            fact(f"{prefix}.target", kind, f"{name}, target", target, unit),
            fact(
                f"{prefix}.vs_target", kind, f"{name}, distance from the target",
                str(abs(gap)), points, direction=side,
            ),
        ]  # fmt: skip
    if baseline:
        start = Decimal(baseline)
        change = Decimal(value) - start
        side = "above" if change > 0 else "below"
        facts += [
            fact(f"{prefix}.baseline", kind, f"{name}, at the start", baseline, unit),
            fact(
                f"{prefix}.change", kind, f"{name}, change since the start",
                str(abs(change)), points, direction=side,
            ),
        ]  # fmt: skip
        if kind is not FactKind.PERCENT:
            percent = (abs(change) / start * 100).quantize(Decimal("0.1"))
            ratio = (Decimal(value) / start).quantize(Decimal("0.01"))
            facts += [
                fact(
                    f"{prefix}.change_pct", FactKind.PERCENT,
                    f"{name}, change since the start in percent", str(percent), "%", direction=side,
                ),
                fact(f"{prefix}.ratio", FactKind.COUNT, f"{name}, times its start", str(ratio), "times"),
            ]  # fmt: skip
    return facts


def slot(number: int, moment: datetime, *texts: str) -> Fact:
    """A proposed meeting time."""
    return fact(f"meeting.slot.{number}", FactKind.DATE, "Meeting time", moment, aliases=texts)


def _days(start: date, end: date) -> int:
    return (end - start).days


def account(
    name: str, short: str, arr: str, currency: str, renewal: date, since: date
) -> list[Fact]:
    """What is known of the contract."""
    months = (AS_OF.year - since.year) * 12 + AS_OF.month - since.month - (AS_OF.day < since.day)
    return [
        fact("account.name", FactKind.COMPANY, "Company", name, aliases=(short,)),
        fact("arr", FactKind.MONEY, "Annual recurring revenue", arr, currency),
        fact("renewal_on", FactKind.DATE, "Renewal date", renewal),
        fact("days_to_renewal", FactKind.DURATION, "Days to the renewal", _days(AS_OF, renewal), "days"),
        fact("customer_since", FactKind.DATE, "Customer since", since),
        fact("customer_tenure", FactKind.DURATION, "Time as a customer", months, "months"),
    ]  # fmt: skip


def contact(last: date, attended: int, minutes: int) -> list[Fact]:
    """How it stands with the recipient."""
    return [
        fact("recipient.last_contact_on", FactKind.DATE, "Last contact with the recipient", last),
        fact("recipient.days_since_contact", FactKind.DURATION, "Days since the last contact", _days(last, AS_OF), "days"),
        fact("recipient.qbrs_attended", FactKind.COUNT, "Reviews the recipient attended", attended, "reviews"),
        fact("meeting.length", FactKind.DURATION, "Length of the meeting", minutes, "minutes"),
    ]  # fmt: skip


def reviews(following: date, last: date, held: int, meetings: int, executive: int) -> list[Fact]:
    """Reviews and meetings with the account."""
    return [
        fact("qbr.next_on", FactKind.DATE, "Next quarterly business review", following),
        fact("qbr.days_to_next", FactKind.DURATION, "Days to the next review", _days(AS_OF, following), "days"),
        fact("qbr.last_on", FactKind.DATE, "Last quarterly business review", last),
        fact("qbr.held", FactKind.COUNT, "Reviews held", held, "reviews"),
        fact("meetings.held", FactKind.COUNT, "Meetings held", meetings, "meetings"),
        fact("meetings.with_executives", FactKind.COUNT, "Meetings with executives", executive, "meetings"),
    ]  # fmt: skip


CHICAGO, BERLIN, LONDON = (
    ZoneInfo("America/Chicago"), ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"),
)  # fmt: skip

RETAIL = (
    *account("Global Retail Co", "Global Retail", "449600", "USD", date(2026, 9, 28), date(2023, 9, 28)),
    *person("recipient", "Robert Kim", "Chief Financial Officer", "Recipient"),
    fact("recipient.email", FactKind.ADDRESS, "Address of the recipient", "robert.kim@globalretail.example"),
    *contact(date(2026, 4, 29), 3, 20),
    *person("sender", "Maria Santos", "Customer Success Manager", "Sender"),
    fact("sender.email", FactKind.ADDRESS, "Address of the sender", "maria@northstar.example"),
    *person("sponsor.primary", "Jennifer Walsh", "Chief Executive Officer", "Primary sponsor"),
    *person("champion.amanda_chen", "Amanda Chen", "Chief Technology Officer", "Champion: Amanda Chen"),
    *metric("operational_cost_reduction", "Operational cost reduction", FactKind.PERCENT, "%", "32", "25"),
    *metric("dashboard_adoption", "Dashboard adoption", FactKind.PERCENT, "%", "94", "90", "61"),
    *metric("order_cycle_time", "Order cycle time", FactKind.DURATION, "days", "3.5", "4", "7"),
    *metric("platform_uptime", "Platform uptime", FactKind.PERCENT, "%", "99.93", "99.9"),
    *metric("business_units_live", "Business units live", FactKind.COUNT, "business units", "7", "6", "4"),
    fact("roi.multiple", FactKind.COUNT, "Yearly savings as a multiple of the yearly fee", "4.2", "times"),
    *metric("yearly_savings", "Yearly savings", FactKind.MONEY, "USD", "1888000", "1500000"),
    fact("goal.cost_to_serve.priority", FactKind.QUOTE, "Their priority", "Reduce cost to serve"),
    fact("goal.cost_to_serve.initiative", FactKind.QUOTE, "Our initiative", "Inventory Visibility Rollout"),
    *reviews(date(2026, 7, 16), date(2026, 4, 9), 4, 11, 6),
    fact("feature.demand_forecasting.name", FactKind.PRODUCT, "Feature in use", "Demand Forecasting"),
    fact("feature.demand_forecasting.since", FactKind.DATE, "Demand Forecasting, in use since", date(2025, 3, 3)),
    fact("unused_feature.store_planner.name", FactKind.PRODUCT, "Feature not in use", "Store Planner 360"),
    slot(1, datetime(2026, 7, 7, 10, 0, tzinfo=CHICAGO), "Tuesday 7 July, 10:00 CDT (17:00 CEST)"),
    slot(2, datetime(2026, 7, 9, 14, 30, tzinfo=CHICAGO), "Thursday 9 July, 14:30 CDT (21:30 CEST)"),
)  # fmt: skip

LOGISTICS = (
    *account("Nordwind Logistik GmbH", "Nordwind Logistik", "1240000", "EUR", date(2026, 12, 31), date(2021, 1, 1)),
    *person("recipient", "Anna Weber", "Chief Technology Officer", "Recipient"),
    *contact(date(2025, 11, 26), 1, 30),
    *person("sender", "Tom Okafor", "Account Director", "Sender"),
    *person("sponsor.primary", "Klaus Brandt", "Chief Executive Officer", "Primary sponsor"),
    *metric("on_time_delivery", "On-time delivery", FactKind.PERCENT, "%", "97.4", "98", "91.5"),
    *metric("api_error_rate", "API error rate", FactKind.PERCENT, "%", "0.42", "0.5", "1.3"),
    *metric("manual_bookings", "Manual bookings per month", FactKind.COUNT, "bookings", "12400", "15000", "37200"),
    *metric("sites_connected", "Sites connected", FactKind.COUNT, "sites", "48", "60", "16"),
    *metric("fuel_saving", "Fuel saving", FactKind.MONEY, "EUR", "2350000", "2000000"),
    fact("goal.carbon.priority", FactKind.QUOTE, "Their priority", "Carbon-neutral line haul by 2030"),
    *reviews(date(2026, 8, 19), date(2026, 2, 18), 2, 8, 2),
    fact("feature.route_optimiser.name", FactKind.PRODUCT, "Feature in use", "Route Optimiser"),
    fact("roadmap.customs.title", FactKind.QUOTE, "Planned: Customs Link", "Customs Link for Swiss borders"),
    fact("roadmap.customs.planned_on", FactKind.DATE, "Customs Link, planned for", date(2026, 10, 15)),
    slot(1, datetime(2026, 7, 8, 9, 30, tzinfo=BERLIN), "Wednesday 8 July, 09:30 CEST"),
    slot(2, datetime(2026, 7, 10, 15, 0, tzinfo=BERLIN), "Friday 10 July, 15:00 CEST"),
)  # fmt: skip

BANK = (
    *account("Halden Bank plc", "Halden Bank", "785000", "GBP", date(2027, 3, 14), date(2022, 3, 14)),
    *person("recipient", "Priya Raman", "Chief Operating Officer", "Recipient"),
    fact("recipient.email", FactKind.ADDRESS, "Address of the recipient", "p.raman@haldenbank.example"),
    *contact(date(2026, 6, 2), 2, 45),
    *person("sender", "Maria Santos", "Customer Success Manager", "Sender"),
    *person("champion.david_osei", "David Osei", "Head of Payments", "Champion: David Osei"),
    *metric("straight_through_rate", "Straight-through processing rate", FactKind.PERCENT, "%", "88.6", "85", "66"),
    *metric("reconciliation_time", "Reconciliation time", FactKind.DURATION, "hours", "5.5", "8", "26"),
    *metric("staff_hours_saved", "Staff hours saved per week", FactKind.COUNT, "hours", "1150", "1000"),
    *metric("cost_per_payment", "Cost per payment", FactKind.MONEY, "GBP", "0.31", "0.35", "0.62"),
    *reviews(date(2026, 9, 10), date(2026, 6, 2), 4, 9, 5),
    fact("issue.open_critical", FactKind.COUNT, "Open critical issues", 2, "issues"),
    fact("issue.oldest_critical_age", FactKind.DURATION, "Age of the oldest critical issue", 9, "days"),
    fact("issue.oldest_critical_on", FactKind.DATE, "Oldest critical issue open since", date(2026, 6, 21)),
    fact("goal.audit.priority", FactKind.QUOTE, "Their priority", "Clean audit of the payments ledger"),
    slot(1, datetime(2026, 7, 3, 11, 0, tzinfo=LONDON), "Friday 3 July, 11:00 BST"),
)  # fmt: skip

HEALTH = (
    *account("Brightwater Health", "Brightwater", "96000", "USD", date(2026, 8, 15), date(2025, 8, 15)),
    *person("recipient", "Elena Duarte", "Chief Executive Officer", "Recipient"),
    *contact(date(2026, 3, 17), 0, 15),
    *person("sender", "Tom Okafor", "Account Director", "Sender"),
    *metric("no_show_rate", "No-show rate", FactKind.PERCENT, "%", "6.1", "7.5", "12.2"),
    *metric("patient_satisfaction", "Patient satisfaction", FactKind.COUNT, "points", "72", "70", "58"),
    *metric("clinics_live", "Clinics live", FactKind.COUNT, "clinics", "9", "12", "3"),
    *reviews(date(2026, 7, 28), date(2026, 1, 20), 1, 4, 1),
    fact("feature.smart_reminders.name", FactKind.PRODUCT, "Feature in use", "Smart Reminders"),
    fact("unused_feature.referral_desk.name", FactKind.PRODUCT, "Feature not in use", "Referral Desk"),
    slot(1, datetime(2026, 7, 14, 8, 30, tzinfo=CHICAGO), "Tuesday 14 July, 8:30 CDT"),
)  # fmt: skip

FOODS = (
    *account("Meridian Foods, Inc.", "Meridian Foods", "2150000", "USD", date(2026, 11, 1), date(2019, 11, 1)),
    *person("recipient", "Michael O'Connor", "SVP Supply Chain", "Recipient"),
    *contact(date(2026, 5, 12), 4, 30),
    *person("sender", "Maria Santos", "Customer Success Manager", "Sender"),
    *person("sponsor.primary", "Yuki Tanaka", "Chief Executive Officer", "Primary sponsor"),
    *metric("forecast_accuracy", "Forecast accuracy", FactKind.PERCENT, "%", "83.5", "85", "62"),
    *metric("food_waste", "Food waste", FactKind.COUNT, "tonnes", "1840", "2000", "2760"),
    *metric("stock_days", "Stock days", FactKind.DURATION, "days", "18", "21", "27"),
    *metric("active_planners", "Active planners", FactKind.COUNT, "planners", "312", "300", "104"),
    *metric("working_capital_released", "Working capital released", FactKind.MONEY, "USD", "11600000", "10000000"),
    fact("roi.multiple", FactKind.COUNT, "Yearly savings as a multiple of the yearly fee", "3.0", "times"),
    *reviews(date(2026, 7, 22), date(2026, 4, 22), 4, 17, 9),
    fact("signal.plant.title", FactKind.QUOTE, "News: New plant in Ohio", "Meridian Foods opens new plant in Ohio"),
    fact("signal.plant.observed_on", FactKind.DATE, "New plant in Ohio, observed on", date(2026, 5, 4)),
    fact("feature.shelf_life.name", FactKind.PRODUCT, "Feature in use", "Shelf Life Engine"),
    fact("feature.shelf_life.since", FactKind.DATE, "Shelf Life Engine, in use since", date(2024, 9, 2)),
    fact("meeting.link", FactKind.LINK, "Link to the meeting", "https://meet.northstar.example/maria"),
    fact("sender.phone", FactKind.ADDRESS, "Telephone of the sender", "+1 312 555 0142"),
    slot(1, datetime(2026, 7, 6, 13, 0, tzinfo=CHICAGO), "Monday 6 July, 13:00 CDT"),
    slot(2, datetime(2026, 7, 8, 9, 0, tzinfo=CHICAGO), "Wednesday 8 July, 9:00 CDT"),
)  # fmt: skip

ENERGY = (
    *account("Solara Energi AS", "Solara", "6400000", "NOK", date(2026, 10, 20), date(2024, 10, 20)),
    *person("recipient", "Ingrid Halvorsen", "Chief Executive Officer", "Recipient"),
    *contact(date(2026, 6, 18), 2, 25),
    *person("sender", "Tom Okafor", "Account Director", "Sender"),
    *person("champion.petter_lund", "Petter Lund", "VP Customer Operations", "Champion: Petter Lund"),
    *metric("average_handling_time", "Average handling time", FactKind.DURATION, "minutes", "6.4", "7", "9.8"),
    *metric("customer_churn", "Customer churn", FactKind.PERCENT, "%", "11.2", "10", "14.9"),
    *metric("first_contact_resolution", "First contact resolution", FactKind.PERCENT, "%", "78", "75", "64"),
    *metric("meter_readings_automated", "Meter readings automated", FactKind.PERCENT, "%", "99.2", "99"),
    *metric("complaints", "Complaints per month", FactKind.COUNT, "complaints", "430", "500", "1290"),
    *metric("agents_trained", "Agents trained", FactKind.COUNT, "agents", "140", "140", "20"),
    *metric("bad_debt", "Bad debt", FactKind.MONEY, "NOK", "18500000", "20000000", "31000000"),
    *reviews(date(2026, 8, 27), date(2026, 5, 28), 3, 12, 7),
    fact("feature.outage_desk.name", FactKind.PRODUCT, "Feature in use", "Outage Desk"),
    fact("feature.outage_desk.since", FactKind.DATE, "Outage Desk, in use since", date(2025, 2, 10)),
    fact("goal.winter.priority", FactKind.QUOTE, "Their priority", "No waiting line in winter"),
    slot(1, datetime(2026, 7, 13, 14, 0, tzinfo=ZoneInfo("Europe/Oslo")), "Monday 13 July, 14:00 CEST"),
)  # fmt: skip

SHEETS: dict[str, FactSheet] = {
    name: FactSheet(number, AS_OF, facts, 100 + number)
    for number, (name, facts) in enumerate(
        {
            "retail": RETAIL, "logistics": LOGISTICS, "bank": BANK, "health": HEALTH, "foods": FOODS,
            "energy": ENERGY,
        }.items()
    )
}  # fmt: skip
