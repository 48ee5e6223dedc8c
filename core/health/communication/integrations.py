"""Facts of integrations and of the other applications in the account's environment."""

from __future__ import annotations

from decimal import Decimal

from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import slugs
from core.drafting.gathering.quantity import exact, rounded
from core.health.communication.read import Technical


def add_integrations(sheet: SheetBuilder, technical: Technical) -> None:
    """Every integration that ever reported: when last, and whether it is silent or its calls fell."""
    found = technical.integrations
    if not found:
        return
    rows = [_evidence(row["evidence_keys"]) for row in found]
    everything = [used for one in rows for used in one]
    sheet.add("integrations.connected", Decimal(len(found)), evidence=everything)
    for name, statuses in (("silent", ("silent",)), ("slowed", ("late", "slowed"))):
        those = [n for n, row in enumerate(found) if row["status"] in statuses]
        if those:
            used = [key for n in those for key in rows[n]]
            sheet.add(f"integrations.{name}", Decimal(len(those)), evidence=used)
    places = slugs([(row["integration"], n) for n, row in enumerate(found)])
    for place, row, evidence in zip(places, found, rows, strict=True):
        part, item = f"integration.{place}", row["integration"]
        sheet.add(f"{part}.name", item, evidence=evidence)
        sheet.add(f"{part}.last_seen_on", row["last_seen_on"], item=item, evidence=evidence)
        days = (sheet.as_of - row["last_seen_on"]).days
        if days > 0:
            origin = (f"{part}.last_seen_on",)
            sheet.add(f"{part}.silence", Decimal(days), item=item, derived_from=origin)
        sheet.add(f"{part}.status", row["status"], item=item, evidence=evidence)
        if row["is_dropped"]:
            drop = rounded(exact(row["drop_pct"]) or Decimal(0), 0)
            sheet.add(f"{part}.drop", drop, item=item, evidence=evidence, direction="below")


def add_environment(sheet: SheetBuilder, technical: Technical) -> None:
    """What else they run."""
    found = technical.environment
    places = slugs([(row["application"], row["environment_key"]) for row in found])
    for place, row in zip(places, found, strict=True):
        part, item = f"application.{place}", row["application"]
        rows = (reference("environment", row["environment_key"]),)
        sheet.add(f"{part}.name", item, evidence=rows)
        sheet.add(f"{part}.category", row["category"], item=item, evidence=rows)


def _evidence(keys: list[int]) -> tuple[str, ...]:
    return tuple(reference("heartbeat", key) for key in keys)
