"""Facts of the product as the account knows it, and public news about the company."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import slugs
from core.drafting.gathering.read import Found

Rows = Sequence[dict[str, Any]]


def add_features(sheet: SheetBuilder, found: Found) -> None:
    """Features in use, those in use longest first, and features that are not."""
    usage = [
        {**row, "exported_at": found.exported_at.get(row["batch_id"])} for row in found.features
    ]
    used = [row for row in usage if row["in_use"]]
    if used:
        rows = [reference("feature_usage", row["feature_usage_key"]) for row in used]
        seen = max((row["exported_at"] for row in used if row["exported_at"]), default=None)
        sheet.add("features.in_use", Decimal(len(used)), evidence=rows, seen=seen)
    for place, row in zip(_features(used), used, strict=True):
        rows, item = [reference("feature_usage", row["feature_usage_key"])], row["feature"]
        sheet.add(f"feature.{place}.name", item, evidence=rows, seen=row["exported_at"])
        sheet.add(f"feature.{place}.since", row["first_seen_on"], item=item, evidence=rows)
    unused = [row for row in usage if not row["in_use"]]
    for place, row in zip(_features(unused), unused, strict=True):
        rows = [reference("feature_usage", row["feature_usage_key"])]
        seen = row["exported_at"]
        sheet.add(f"unused_feature.{place}.name", row["feature"], evidence=rows, seen=seen)


def add_releases(sheet: SheetBuilder, items: Rows) -> None:
    """What was released for the account's features."""
    places = slugs([(row["title"], row["release_item_key"]) for row in items])
    for place, row in zip(places, items, strict=True):
        part, item = f"release.{place}", row["title"]
        rows = (reference("release_item", row["release_item_key"]),)
        sheet.add(f"{part}.title", item, item=item, evidence=rows)
        sheet.add(f"{part}.feature", row["feature"], item=item, evidence=rows)
        sheet.add(f"{part}.name", row["release"], item=item, evidence=rows)
        sheet.add(f"{part}.released_on", row["released_on"], item=item, evidence=rows)


def add_roadmap(sheet: SheetBuilder, items: Rows) -> None:
    """What is planned for the account's features."""
    places = slugs([(row["title"], row["roadmap_item_key"]) for row in items])
    for place, row in zip(places, items, strict=True):
        part, item = f"roadmap.{place}", row["title"]
        rows = (reference("roadmap_item", row["roadmap_item_key"]),)
        sheet.add(f"{part}.title", item, item=item, evidence=rows)
        sheet.add(f"{part}.feature", row["feature"], item=item, evidence=rows)
        sheet.add(f"{part}.planned_on", row["planned_on"], item=item, evidence=rows)
        sheet.add(f"{part}.status", row["status"], item=item, evidence=rows)


def add_signals(sheet: SheetBuilder, news: Rows) -> None:
    """What was observed about the company."""
    places = slugs([(row["title"], row["signal_key"]) for row in news])
    for place, row in zip(places, news, strict=True):
        part, item = f"signal.{place}", row["title"]
        rows = (reference("signal", row["signal_key"]),)
        sheet.add(f"{part}.title", item, item=item, evidence=rows)
        sheet.add(f"{part}.observed_on", row["observed_on"], item=item, evidence=rows)
        sheet.add(f"{part}.kind", row["kind"], item=item, evidence=rows)


def _features(rows: Rows) -> list[str]:
    return slugs([(row["feature"], row["feature_usage_key"]) for row in rows])
