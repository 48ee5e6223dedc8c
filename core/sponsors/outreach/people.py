"""Facts of people: the recipient, the sender, our team, and others of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.drafting.meeting.countries import country_code
from core.drafting.meeting.zones import zones_of
from core.sponsors.outreach.builder import SheetBuilder, reference
from core.sponsors.outreach.names import first_name, person_aliases, slugs
from core.sponsors.outreach.quantity import exact, rounded

Rows = Sequence[dict[str, Any]]

_TECHNOLOGY = frozenset({"technology", "engineering", "it", "data", "security"})


def reader_function(seniority: str | None, function: str | None) -> str:
    """``ceo``, ``cfo``, ``cto`` or ``other``: a VP of finance is written to like a CFO."""
    if function == "finance":
        return "cfo"
    if function in _TECHNOLOGY:
        return "cto"
    return "ceo" if function == "executive" and seniority == "c_level" else "other"


def add_recipient(sheet: SheetBuilder, row: dict[str, Any], account: dict[str, Any]) -> None:
    """Who the letter goes to, as far as a letter to them can use it."""
    seen, rows = row["exported_at"], (reference("contact", row["contact_key"]),)
    _add_person(sheet, "recipient", row["full_name"], rows, seen)
    sheet.add("recipient.title", row["title"], evidence=rows, seen=seen)
    if row["title"] or row["function"]:
        function = reader_function(row["seniority"], row["function"])
        origin = ("recipient.title",)
        sheet.add("recipient.function", function, evidence=rows, derived_from=origin)
    for name in ("seniority", "role", "communication_preference", "consent"):
        sheet.add(f"recipient.{name}", row[name], evidence=rows)
    sheet.add("recipient.started_on", row["started_on"], evidence=rows)
    sheet.add("recipient.email", row["email"], evidence=rows, seen=seen)
    wanted = [text for text in row["priorities"] or () if text]
    for place, text in zip(
        slugs([(text, n) for n, text in enumerate(wanted)]), wanted, strict=True
    ):
        sheet.add(f"recipient.priority.{place}", text, item=text, evidence=rows)
    _add_relationship(sheet, row, rows)
    _add_place(sheet, row, account, rows)


def add_sender(sheet: SheetBuilder, team: Rows, sender: str) -> None:
    """Who the letter comes from; ``sender`` is an e-mail address."""
    row = next((row for row in team if row["email"] == sender.lower()), None)
    if row is None:
        return
    rows = _member(row)
    _add_person(sheet, "sender", row["full_name"], rows)
    sheet.add("sender.email", row["email"], evidence=rows)
    sheet.add("sender.title", row["title"], evidence=rows)
    sheet.add("sender.role_on_account", row["role_on_account"], evidence=row["references"])
    sheet.add("sender.time_zone", row["time_zone"], evidence=rows)


def add_team(sheet: SheetBuilder, team: Rows) -> None:
    """Ours on the account, the owner first."""
    known = [row for row in team if row["full_name"] and row["role_on_account"]]
    for place, row in zip(_slugs(known, "member_key"), known, strict=True):
        name, rows = row["full_name"], (*_member(row), *row["references"])
        aliases = person_aliases(name)
        sheet.add(f"team.{place}.name", name, item=name, evidence=rows, aliases=aliases)
        sheet.add(f"team.{place}.role", row["role_on_account"], item=name, evidence=rows)


def add_counterparts(sheet: SheetBuilder, found: Rows) -> None:
    """Their primary and backup sponsor and their champions."""
    for row in found:
        if row["part"] in ("primary", "backup"):
            _add_named(sheet, f"sponsor.{row['part']}", row)
    champions = [row for row in found if row["part"] == "champion"]
    for place, row in zip(_slugs(champions, "contact_key"), champions, strict=True):
        _add_named(sheet, f"champion.{place}", row)


def add_departures(sheet: SheetBuilder, found: Rows) -> None:
    """Executives of theirs who left."""
    left = [row for row in found if row["part"] == "departure"]
    for place, row in zip(_slugs(left, "contact_key"), left, strict=True):
        name, rows = row["full_name"], (reference("contact", row["contact_key"]),)
        aliases = person_aliases(name)
        sheet.add(f"risk.departure.{place}.name", name, item=name, evidence=rows, aliases=aliases)
        sheet.add(f"risk.departure.{place}.left_on", row["left_on"], item=name, evidence=rows)


def _add_person(
    sheet: SheetBuilder, part: str, name: str | None, rows: Sequence[str], seen: Any = None
) -> None:
    if not name:
        return
    aliases = person_aliases(name)
    sheet.add(f"{part}.name", name, evidence=rows, aliases=aliases, seen=seen)
    sheet.add(f"{part}.first_name", first_name(name), derived_from=(f"{part}.name",))


def _add_named(sheet: SheetBuilder, part: str, row: dict[str, Any]) -> None:
    name, rows = row["full_name"], (reference("contact", row["contact_key"]),)
    sheet.add(f"{part}.name", name, item=name, evidence=rows, aliases=person_aliases(name))
    if part != "sponsor.backup":
        sheet.add(f"{part}.title", row["title"], item=name, evidence=rows)


def _add_relationship(sheet: SheetBuilder, row: dict[str, Any], rows: Sequence[str]) -> None:
    sheet.add("recipient.relationship", row["relationship"], evidence=rows)
    sheet.add("recipient.level", row["level"], evidence=rows)
    sheet.add("recipient.is_primary_sponsor", "yes" if row["is_primary"] else None, evidence=rows)
    if row["last_contact_at"] is not None:
        on = row["last_contact_at"].date()
        met = (reference("activity", row["last_contact_key"]),)
        sheet.add("recipient.last_contact_on", on, evidence=met, seen=on)
        sheet.add("recipient.last_contact_kind", row["last_contact_kind"], evidence=met)
        days = Decimal((sheet.as_of - on).days)
        origin = ("recipient.last_contact_on",)
        sheet.add("recipient.days_since_contact", days, derived_from=origin)
    elif row["relationship"] == "no prior direct contact":
        sheet.miss("recipient.last_contact_on", "There has been no direct contact yet.")
    if row["last_outreach_at"] is not None:
        sent = (reference("activity", row["last_outreach_key"]),)
        sheet.add("recipient.last_outreach_on", row["last_outreach_at"].date(), evidence=sent)
    if row["qbrs_attended"]:
        attended = [reference("activity", key) for key in row["attended_keys"] or ()]
        sheet.add("recipient.qbrs_attended", Decimal(row["qbrs_attended"]), evidence=attended)
    if row["mean_reply_days"] is not None:
        messages = [reference("activity", key) for key in row["message_keys"] or ()]
        days = rounded(exact(row["mean_reply_days"]) or Decimal(0), 1)
        sheet.add("recipient.reply_days", days, evidence=messages)


def _add_place(
    sheet: SheetBuilder, row: dict[str, Any], account: dict[str, Any], rows: Sequence[str]
) -> None:
    country = row["country"] or account["country"]
    code = country_code(country)
    sheet.add("recipient.country", country, evidence=rows, aliases=(code,) if code else ())
    zones = zones_of(
        zone=row["time_zone"],
        phone=row["phone"],
        country=country,
        account_zone=account["time_zone"],
        on=sheet.as_of,
    )
    if zones.names:
        used = (reference("account", account["account_key"]),) if zones.is_of_account else ()
        sheet.add(
            "recipient.time_zone", zones.names[0], evidence=(*rows, *used), aliases=zones.names
        )


def _member(row: dict[str, Any]) -> tuple[str, ...]:
    return () if row["member_key"] is None else (reference("team_member", row["member_key"]),)


def _slugs(found: Rows, key: str) -> list[str]:
    return slugs([(row["full_name"], row[key]) for row in found])
