"""The engagement calendar: touchpoints at the tier's cadence, renewal steps, what is planned already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.accounts.countries import country_code
from core.accounts.zones import is_zone, zones_of
from core.sponsors.report.context import KINDS, Context
from core.sponsors.report.model import Event
from core.sponsors.report.say import clean, day
from core.sponsors.report.workdays import country_of_zone, workday

_MINUTES = {
    "one_to_one": 45,
    "strategic_checkin": 45,
    "qbr": 90,
    "business_review": 60,
    "exec_dinner": 120,
}
_OBJECTIVES = {
    "one_to_one": "Their priorities and what we do for them",
    "strategic_checkin": "Their priorities and what we do for them",
    "qbr": "Results against targets, plan for the next quarter",
    "business_review": "Results against targets, plan for the next half year",
    "exec_dinner": "The relationship at the top",
}
_PERSONAL = ("one_to_one", "strategic_checkin", "business_review")
_HOURS = (10, 9, 11, 14, 15, 16, 13)
_DINNER = time(19)
_RENEWAL = (
    ("review", "Renewal: value review", "The results that carry the renewal"),
    ("terms", "Renewal: terms agreed", "Scope, price and term"),
    ("signature", "Renewal: signature", "The signed order form"),
)


@dataclass(frozen=True)
class Place:
    """Where both sides are: countries for holidays, zones for the hour; ``zone`` is empty when not certain."""

    countries: tuple[str, ...]
    zone: str
    our_zone: str


def plan(context: Context) -> tuple[Event, ...]:
    """All events up to the horizon, by date."""
    place = _place(context)
    ahead = context.questions.rows("plan_ahead")
    horizon = context.as_of + timedelta(days=int(context.threshold("calendar_days")))
    found = [_planned(context, row) for row in ahead if row["due_on"] <= horizon]
    found += _touchpoints(context, place, ahead, horizon)
    found += _renewal(context, place, horizon)
    return tuple(sorted(found, key=lambda event: (event.on, event.at, event.slot)))


def _place(context: Context) -> Place:
    account, sponsor = context.account, context.sponsor or {}
    zones = zones_of(
        zone=sponsor.get("time_zone"),
        phone=sponsor.get("phone"),
        country=sponsor.get("country") or account["country"],
        account_zone=account["time_zone"],
        on=context.as_of,
    )
    ours = account["owner_time_zone"] if is_zone(account["owner_time_zone"] or "") else ""
    codes = (
        country_code(sponsor.get("country")) or country_code(account["country"]),
        country_of_zone(ours),
    )
    countries = tuple(dict.fromkeys(code for code in codes if code))
    return Place(countries, zones.names[0] if zones.is_certain else "", ours)


def _planned(context: Context, row: dict[str, Any]) -> Event:
    is_plan = row["kind"] == "account_plan"
    name = KINDS.get(row["kind"], "Account plan")
    title = clean(row["title"] or name)
    starts = row["starts_at"]
    return Event(
        slot=f"planned-{row['reference']}",
        kind=row["kind"],
        on=row["due_on"],
        title=f"{name}: {title}" if is_plan or not row["title"] else title,
        attendees=tuple(map(clean, row["attendees"]))
        if starts
        else _attendees(context, row["kind"]),
        objective="The objective is due" if is_plan else "Already in the diary",
        at=f"{starts:%H:%M}" if starts else "",
        zone="UTC" if starts else "",
        minutes=int(row["duration_minutes"] or _MINUTES.get(row["kind"], 45)) if starts else 0,
        evidence=(row["reference"],),
    )


def _touchpoints(
    context: Context, place: Place, ahead: list[dict[str, Any]], horizon: date
) -> list[Event]:
    kinds = context.questions.rows("touchpoint_kind")
    if context.sponsor is None or not kinds:
        return []
    last: dict[str, date | None] = {row["kind"]: row["last_on"] for row in kinds}
    held = [on for on in last.values() if on is not None]
    fixed = [row for row in ahead if row["kind"] in last]
    cadence = timedelta(days=int(context.threshold("cadence_days")))
    soonest = context.as_of + timedelta(days=int(context.threshold("calendar_lead_days")))
    due = max(held) + cadence if held else soonest
    overdue, due = due < soonest, max(due, soonest)
    found: list[Event] = []
    months: dict[str, int] = {}
    while due <= horizon:
        booked = next((row for row in fixed if row["due_on"] <= due + cadence / 2), None)
        if booked is not None:
            fixed.remove(booked)
            last[booked["kind"]] = booked["due_on"]
            due = max(due, booked["due_on"] + cadence)
            continue
        kind = _kind(context, last, due, cadence, first_is_personal=overdue and not found)
        months[f"{due:%Y-%m}"] = months.get(f"{due:%Y-%m}", 0) + 1
        found.append(
            _touchpoint(context, place, kind, due, f"{due:%Y-%m}-{months[f'{due:%Y-%m}']}")
        )
        last[kind] = due
        due += cadence
    return found


def _kind(
    context: Context,
    last: dict[str, date | None],
    due: date,
    cadence: timedelta,
    *,
    first_is_personal: bool,
) -> str:
    """A QBR or dinner when its own turn has come, else the personal kind of the tier."""
    personal = next((kind for kind in _PERSONAL if kind in last), sorted(last)[0])
    if first_is_personal:
        return personal
    for kind in ("qbr", "exec_dinner"):
        if kind not in last:
            continue
        before = last[kind]
        every = timedelta(days=int(context.threshold(f"{kind}_every_days")))
        if before is None or due - before >= every - cadence / 2:
            return kind
    return personal


def _touchpoint(context: Context, place: Place, kind: str, due: date, slot: str) -> Event:
    assert context.sponsor is not None  # noqa: S101 - asked for only with a sponsor
    moved = workday(due, place.countries, not_before=context.as_of + timedelta(days=1))
    at = _hour(place, kind, moved.on)
    person = clean(context.sponsor["person"])
    return Event(
        slot=f"touchpoint-{slot}",
        kind=kind,
        on=moved.on,
        title=f"{KINDS[kind]} with {person}",
        attendees=_attendees(context, kind),
        objective=_OBJECTIVES[kind],
        at=f"{at:%H:%M}" if at else "",
        zone=place.zone if at else "",
        minutes=_MINUTES[kind] if at else 0,
        moved_from=due if moved.on != due else None,
        why=moved.why,
        evidence=(context.sponsor["last_touchpoint_ref"],),
    )


def _hour(place: Place, kind: str, on: date) -> time | None:
    """The first good hour of theirs that falls in our day too; theirs alone where none does."""
    if not place.zone:
        return None
    if kind == "exec_dinner":
        return _DINNER
    if not place.our_zone:
        return time(_HOURS[0])
    for earliest, latest in ((9, 17), (7, 20)):
        for hour in _HOURS:
            theirs = datetime.combine(on, time(hour), ZoneInfo(place.zone))
            if earliest <= theirs.astimezone(ZoneInfo(place.our_zone)).hour < latest:
                return time(hour)
    return time(_HOURS[0])


def _renewal(context: Context, place: Place, horizon: date) -> list[Event]:
    renewal = context.account["renewal_on"]
    if renewal is None or renewal < context.as_of:
        return []
    ref = (context.account["account_ref"],)
    tomorrow = context.as_of + timedelta(days=1)
    found = []
    for name, title, objective in _RENEWAL:
        wanted = renewal - timedelta(days=int(context.threshold(f"renewal_{name}_days")))
        if not tomorrow <= wanted <= horizon:
            continue
        moved = workday(wanted, place.countries, not_before=tomorrow)
        found.append(
            Event(
                slot=f"renewal-{name}-{renewal}",
                kind="renewal",
                on=moved.on,
                title=title,
                attendees=_attendees(context, "renewal"),
                objective=objective,
                moved_from=wanted if moved.on != wanted else None,
                why=moved.why,
                evidence=ref,
            )
        )
    if renewal <= horizon:
        found.append(
            Event(
                f"renewal-date-{renewal}",
                "renewal",
                renewal,
                "Renewal date",
                (),
                "The contract renews",
                evidence=ref,
            )
        )
    return found


def _attendees(context: Context, kind: str) -> tuple[str, ...]:
    """The sponsor, at reviews the other engaged executives too, and whoever of ours owns the account."""
    names: list[str] = []
    if context.sponsor is not None:
        names.append(context.sponsor["person"])
    if kind in ("qbr", "business_review"):
        names += [
            row["person"]
            for row in context.questions.rows("executive")
            if row["level"] in ("champion", "engaged")
        ]
    if context.account["owner_name"]:
        names.append(context.account["owner_name"])
    return tuple(dict.fromkeys(clean(name) for name in names))


def starts_at(event: Event) -> datetime | None:
    """The moment an event begins, with its zone; ``None`` when it lasts the day."""
    if not event.at:
        return None
    zone = UTC if event.zone == "UTC" else ZoneInfo(event.zone)
    return datetime.combine(event.on, time.fromisoformat(event.at), zone)


def reason(event: Event) -> str:
    """Why an event is not on the day the cadence gives; empty when it is."""
    if event.moved_from is None:
        return ""
    why = f": {event.why}" if event.why else ""
    return f"moved from {day(event.moved_from)}{why}"
