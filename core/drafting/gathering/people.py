"""Facts of people: the recipient, the sender, our team, and others of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.accounts.countries import country_code
from core.accounts.zones import zones_of
from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.meetings import reviews_held
from core.drafting.gathering.names import first_name, person_aliases, slugs
from core.drafting.gathering.quantity import exact, rounded
from core.drafting.gathering.read import Found

Rows = Sequence[dict[str, Any]]

_TECHNOLOGY = frozenset({"technology", "engineering", "it", "data", "security"})


def reader_function(seniority: str | None, function: str | None) -> str:
    """``ceo``, ``cfo``, ``cto`` or ``other``: a VP of finance is written to like a CFO."""
    if function == "finance":
        return "cfo"
    if function in _TECHNOLOGY:
        return "cto"
    return "ceo" if function == "executive" and seniority == "c_level" else "other"


def add_recipient(sheet: SheetBuilder, found: Found) -> None:
    """Who the letter goes to, as far as a letter to them can use it."""
    row = found.recipient
    if row is None:
        return
    seen, rows = found.exported_at.get(row["batch_id"]), (reference("contact", row["contact_key"]),)
    _add_person(sheet, "recipient", row["full_name"], rows, seen)
    sheet.add("recipient.title", row["title"], evidence=rows, seen=seen)
    if row["title"] or row["function"]:
        function = reader_function(row["seniority"], row["function"])
        origin = ("recipient.title",)
        sheet.add("recipient.function", function, evidence=rows, derived_from=origin)
    for name in ("seniority", "role", "status", "communication_preference", "consent"):
        sheet.add(f"recipient.{name}", row[name], evidence=rows)
    sheet.add("recipient.started_on", row["started_on"], evidence=rows)
    sheet.add("recipient.email", row["email"], evidence=rows, seen=seen)
    if row["email_bounced_at"] is not None and row["email_bounced_at"].date() <= sheet.as_of:
        sheet.add("recipient.email_bounced_on", row["email_bounced_at"].date(), evidence=rows)
    wanted = [text for text in row["priorities"] or () if text]
    for place, text in zip(
        slugs([(text, n) for n, text in enumerate(wanted)]), wanted, strict=True
    ):
        sheet.add(f"recipient.priority.{place}", text, item=text, evidence=rows)
    _add_relationship(sheet, row, rows)
    _add_contacts(sheet, row, found)
    _add_place(sheet, row, found, rows)


def add_sender(sheet: SheetBuilder, found: Found, sender: str) -> None:
    """Who the letter comes from; ``sender`` is an e-mail address."""
    address = sender.lower()
    row = found.members.get(address)
    rows = _member(row)
    if row is not None:
        _add_person(sheet, "sender", row["full_name"], rows)
        sheet.add("sender.title", row["title"], evidence=rows)
        sheet.add("sender.time_zone", row["time_zone"], evidence=rows)
    sheet.add("sender.email", address, evidence=rows)
    for email, role, evidence in _roles(found):
        if email == address and sheet.get("sender.role_on_account") is None:
            sheet.add("sender.role_on_account", role, evidence=evidence)


def add_team(sheet: SheetBuilder, found: Found) -> None:
    """Ours on the account, the owner first; each once, in the first role."""
    known = {
        email: (found.members[email], role, evidence)
        for email, role, evidence in reversed(_roles(found))
        if email in found.members and found.members[email]["full_name"]
    }
    team = list(reversed(known.values()))
    places = _slugs([member for member, _role, _rows in team], "member_key")
    for place, (member, role, evidence) in zip(places, team, strict=True):
        name, rows = member["full_name"], (*_member(member), *evidence)
        aliases = person_aliases(name)
        sheet.add(f"team.{place}.name", name, item=name, evidence=rows, aliases=aliases)
        sheet.add(f"team.{place}.role", role, item=name, evidence=rows)


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
    if row["mean_reply_days"] is not None:
        messages = [reference("activity", key) for key in row["message_keys"] or ()]
        days = rounded(exact(row["mean_reply_days"]) or Decimal(0), 1)
        sheet.add("recipient.reply_days", days, evidence=messages)


def _add_contacts(sheet: SheetBuilder, row: dict[str, Any], found: Found) -> None:
    touches = [touch for touch in found.touches if touch["contact_key"] == row["contact_key"]]
    last = next((touch for touch in touches if touch["is_direct_contact"]), None)
    if last is not None:
        on, rows = last["occurred_at"].date(), (reference("activity", last["activity_key"]),)
        sheet.add("recipient.last_contact_on", on, evidence=rows, seen=on)
        sheet.add("recipient.last_contact_kind", last["kind"], evidence=rows)
        days = Decimal((sheet.as_of - on).days)
        origin = ("recipient.last_contact_on",)
        sheet.add("recipient.days_since_contact", days, derived_from=origin)
    elif row["relationship"] == "no prior direct contact":
        sheet.miss("recipient.last_contact_on", "There has been no direct contact yet.")
    sent = next((touch for touch in touches if touch["is_outreach"]), None)
    if sent is not None:
        rows = (reference("activity", sent["activity_key"]),)
        sheet.add("recipient.last_outreach_on", sent["occurred_at"].date(), evidence=rows)
    held = {meeting["activity_key"] for meeting in reviews_held(found, sheet.as_of)}
    attended = [
        reference("activity", touch["activity_key"])
        for touch in touches
        if touch["activity_key"] in held and touch["is_direct_contact"]
    ]
    if attended:
        count = Decimal(len(attended))
        sheet.add("recipient.qbrs_attended", count, evidence=attended)


def _add_place(sheet: SheetBuilder, row: dict[str, Any], found: Found, rows: Sequence[str]) -> None:
    account, gap = found.account, found.filled.get("time_zone")
    country = row["country"] or account["country"]
    code = country_code(country)
    sheet.add("recipient.country", country, evidence=rows, aliases=(code,) if code else ())
    zones = zones_of(
        zone=row["time_zone"],
        phone=row["phone"],
        country=country,
        account_zone=account["time_zone"] or (gap.value if gap else None),
        on=sheet.as_of,
    )
    if zones.names:
        own = gap.evidence if gap else (reference("account", account["account_key"]),)
        used = own if zones.is_of_account else ()
        sheet.add(
            "recipient.time_zone", zones.names[0], evidence=(*rows, *used), aliases=zones.names
        )


def _roles(found: Found) -> list[tuple[str, str, tuple[str, ...]]]:
    """Address, role and rows of everyone of ours on the account, the owner first."""
    account = found.account
    owner = (account["owner_email"] or "").lower()
    roles: list[tuple[str, str, tuple[str, ...]]] = []
    if owner:
        roles.append((owner, "owner", (reference("account", account["account_key"]),)))
    for row in found.team:
        rows = (reference("account_team", row["account_team_key"]),)
        roles.append((row["email"], row["role"] or "account team", rows))
    return roles


def _member(row: dict[str, Any] | None) -> tuple[str, ...]:
    return () if row is None else (reference("team_member", row["member_key"]),)


def _slugs(found: Rows, key: str) -> list[str]:
    return slugs([(row["full_name"], row[key]) for row in found])
