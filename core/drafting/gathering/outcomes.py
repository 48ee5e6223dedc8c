"""Facts of outcome metrics: what was measured, and how it stands against target and start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.drafting.fact import FactKind
from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import slugs
from core.drafting.gathering.quantity import Unit, exact, rounded, side, unit_of

_SAVINGS = re.compile(r"\b(savings?|benefits?|cost reductions?|value delivered)\b", re.IGNORECASE)
_YEARLY = re.compile(r"\b(annual|annuali[sz]ed|yearly|per year|a year)\b", re.IGNORECASE)
_HALF_WAY = Decimal("0.5")


@dataclass(frozen=True)
class Metric:
    """A metric's newest measurement; numbers in ``unit``."""

    key: int
    name: str
    unit: Unit
    value: Decimal
    baseline: Decimal | None
    target: Decimal | None
    measured_on: Any

    @property
    def progress(self) -> Decimal | None:
        """Share of the way from baseline to target; negative when it went the other way."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (self.value - self.baseline) / (self.target - self.baseline)

    @property
    def standing(self) -> str | None:
        """``exceeded``, ``met``, ``on_course`` or ``behind``; ``None`` without a target."""
        if self.target is None:
            return None
        if self.value == self.target:
            return "met"
        if self.baseline is None or self.baseline == self.target:
            return "exceeded" if self.value > self.target else "behind"
        share = self.progress or Decimal(0)
        if share > 1:
            return "exceeded"
        return "on_course" if share > _HALF_WAY else "behind"


def add_outcomes(sheet: SheetBuilder, rows: Sequence[dict[str, Any]]) -> None:
    """All metrics, the strongest first, and what follows; ``rows`` has the newest of each first."""
    newest: dict[str, dict[str, Any]] = {}
    for row in rows:
        newest.setdefault(row["metric"], row)
    metrics = sorted(map(_metric, newest.values()), key=_strength)
    places = slugs([(metric.name, metric.key) for metric in metrics])
    for place, metric in zip(places, metrics, strict=True):
        _add_measured(sheet, f"outcome.{place}", metric)
        _add_compared(sheet, f"outcome.{place}", metric)
        _add_changed(sheet, f"outcome.{place}", metric)
    for place, metric in zip(places, metrics, strict=True):
        _add_return(sheet, f"outcome.{place}", metric)


def _metric(row: dict[str, Any]) -> Metric:
    return Metric(
        key=row["outcome_key"],
        name=row["metric"],
        unit=unit_of(row["unit"]),
        value=exact(row["value"]) or Decimal(0),
        baseline=exact(row["baseline"]),
        target=exact(row["target"]),
        measured_on=row["measured_on"],
    )


def _strength(metric: Metric) -> tuple[int, Decimal, str]:
    order = {"exceeded": 0, "met": 1, "on_course": 2, None: 3, "behind": 4}
    return order[metric.standing], -(metric.progress or Decimal(0)), metric.name


def _add_measured(sheet: SheetBuilder, part: str, metric: Metric) -> None:
    rows, seen = (reference("outcome_metric", metric.key),), metric.measured_on
    sheet.add(f"{part}.name", metric.name, evidence=rows)
    for name in ("value", "target", "baseline"):
        sheet.add(
            f"{part}.{name}",
            getattr(metric, name),
            kind=metric.unit.kind,
            unit=metric.unit.unit,
            item=metric.name,
            evidence=rows,
            seen=seen,
        )
    sheet.add(f"{part}.measured_on", seen, item=metric.name, evidence=rows, seen=seen)


def _add_compared(sheet: SheetBuilder, part: str, metric: Metric) -> None:
    if metric.target is None:
        return
    measured = (f"{part}.value", f"{part}.target")
    whole = (*measured, f"{part}.baseline")
    sheet.add(f"{part}.standing", metric.standing, item=metric.name, derived_from=whole)
    sheet.add(
        f"{part}.vs_target",
        abs(metric.value - metric.target),
        kind=metric.unit.kind,
        unit=metric.unit.difference.unit,
        item=metric.name,
        derived_from=measured,
        direction=side(metric.value, metric.target),
    )
    if metric.progress is not None and metric.progress > 0:
        covered = rounded(metric.progress * 100, 1)
        sheet.add(f"{part}.progress_pct", covered, item=metric.name, derived_from=whole)


def _add_changed(sheet: SheetBuilder, part: str, metric: Metric) -> None:
    start = metric.baseline
    if start is None or metric.value == start:
        return
    origin = (f"{part}.value", f"{part}.baseline")
    change, direction = abs(metric.value - start), side(metric.value, start)
    sheet.add(
        f"{part}.change",
        change,
        kind=metric.unit.kind,
        unit=metric.unit.difference.unit,
        item=metric.name,
        derived_from=origin,
        direction=direction,
    )
    if start > 0 and metric.value > 0:
        if metric.unit.kind is not FactKind.PERCENT:
            share = rounded(change / start * 100, 1)
            sheet.add(
                f"{part}.change_pct",
                share,
                item=metric.name,
                derived_from=origin,
                direction=direction,
            )
        ratio = rounded(metric.value / start, 2)
        sheet.add(
            f"{part}.ratio", ratio, item=metric.name, derived_from=origin, direction=direction
        )


def _add_return(sheet: SheetBuilder, part: str, metric: Metric) -> None:
    """Savings over the fee: both yearly, both facts, both in one currency, or nothing."""
    fee = sheet.get("arr")
    is_yearly = _SAVINGS.search(metric.name) and _YEARLY.search(metric.name)
    if (
        fee is None
        or sheet.get("roi.multiple") is not None
        or metric.unit.kind is not FactKind.MONEY
        or metric.unit.unit != fee.unit
        or not is_yearly
        or not isinstance(fee.value, Decimal)
        or fee.value <= 0
        or metric.value <= 0
    ):
        return
    multiple = rounded(metric.value / fee.value, 1)
    sheet.add("roi.multiple", multiple, derived_from=(f"{part}.value", "arr"))
