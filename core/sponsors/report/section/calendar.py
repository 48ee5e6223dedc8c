"""The engagement calendar as a table."""

from __future__ import annotations

from core.drafting.fact import FactKind
from core.sponsors.report.context import Context
from core.sponsors.report.model import Event, Line, Part, Section, Style
from core.sponsors.report.pen import Said
from core.sponsors.report.planning import reason, starts_at


def calendar_section(context: Context, events: tuple[Event, ...]) -> Section:
    """What comes next, with whom and for what."""
    missing: list[str] = []
    if context.sponsor is None:
        missing.append("No touchpoints: there is no primary sponsor to plan them with.")
    elif not context.account["tier"]:
        missing.append("No cadence: import accounts with their tier.")
    if events and any(event.slot.startswith("touchpoint") and not event.at for event in events):
        missing.append("No hour: import contacts or accounts with time_zone.")
    part = Part(
        "calendar",
        "",
        Style.TABLE,
        tuple(_event(context, event) for event in events),
        ("Date", "Event", "Attendees", "Objective"),
        tuple(missing),
    )
    return Section("calendar", "Engagement Calendar", (part,))


def _event(context: Context, event: Event) -> Line:
    fact = context.pen.fact
    rows = event.evidence
    name = f"event.{event.slot}"
    starts = starts_at(event)
    facts: dict[str, Said] = {
        "on": fact(f"{name}.on", FactKind.DATE, starts or event.on, evidence=rows)
    }
    if starts is not None:
        place = event.zone.rsplit("/", 1)[-1].replace("_", " ")
        facts["zone"] = fact(f"{name}.zone", FactKind.STATUS, f"{place} time", evidence=rows)
    when = ("{on}, {zone}" if starts is not None else "{on}", facts)
    who = tuple(
        fact(f"{name}.who.{place}", FactKind.PERSON, attendee, evidence=rows)
        for place, attendee in enumerate(event.attendees, start=1)
    )
    objective = event.objective
    if said := reason(event):
        objective += f" ({said})"
    title = fact(f"{name}.title", FactKind.STATUS, event.title, evidence=rows)
    why = fact(f"{name}.why", FactKind.STATUS, objective, evidence=rows)
    return context.pen.row(
        [when, title, ("{who}", {"who": who}) if who else "", why], evidence=rows
    )
