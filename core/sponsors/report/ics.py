"""The engagement calendar as iCalendar (RFC 5545), for any calendar program.

Nothing of it reads the clock: the stamp is the report's date, the identifier of an event follows from account and slot,
so that a later report replaces the events of this one. Attendees are named in the description only:
an ``ATTENDEE`` would make a program offer to send invitations.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import icalendar

from core.sponsors.report.model import Event, Report
from core.sponsors.report.planning import reason, starts_at
from core.sponsors.report.say import shown


def ics(report: Report) -> bytes:
    """The calendar; equal reports are equal bytes."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Rapport//Executive Sponsor Report//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Executive sponsors: {shown(report.headline['account'])}")
    for event in report.events:
        calendar.add_component(_event(report, event))
    if report.events:
        last = max(event.on for event in report.events) + timedelta(days=366)
        calendar.add_missing_timezones(report.as_of - timedelta(days=366), last)
    made: bytes = calendar.to_ical(sorted=True)
    return made


def _event(report: Report, event: Event) -> icalendar.Event:
    entry = icalendar.Event()
    stamp = datetime(report.as_of.year, report.as_of.month, report.as_of.day, tzinfo=UTC)
    entry.add("uid", uid(report, event))
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("sequence", report.as_of.toordinal() - 700_000)
    entry.add("summary", f"{event.title} ({shown(report.headline['account'])})")
    starts = starts_at(event)
    if starts is None:
        entry.add("dtstart", event.on)
        entry.add("dtend", event.on + timedelta(days=1))
    else:
        entry.add("dtstart", starts)
        entry.add("duration", timedelta(minutes=event.minutes))
    lines = [event.objective]
    if event.attendees:
        lines.append(f"With: {', '.join(event.attendees)}")
    if said := reason(event):
        lines.append(said[0].upper() + said[1:])
    entry.add("description", "\n".join(lines))
    entry.add("categories", ["Executive sponsors", event.kind.replace("_", " ")])
    entry.add("status", "TENTATIVE")
    entry.add("transp", "TRANSPARENT" if starts is None else "OPAQUE")
    return entry


def uid(report: Report, event: Event) -> str:
    """The same for the same event of the same account, in every report and installation."""
    account = f"{report.account.source_system}\x1f{report.account.source_id}\x1f{event.slot}"
    return f"{hashlib.sha256(account.encode()).hexdigest()[:32]}@rapport"
