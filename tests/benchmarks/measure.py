"""What a measurement is, and how times are taken: in turns, so that a busy machine hurts all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One line of the table. ``met`` is empty when the target is not measured at this size.

    ``value`` and ``base`` are in ``unit``; ``ratio`` is theirs unless the target is absolute.
    """

    bench: str
    work: str
    against: str
    target: str
    value: float | None = None
    base: float | None = None
    unit: str = "s"
    ratio: float | None = None
    met: bool | None = None
    runs: int = 0
    note: str = ""


def compare(
    bench: str,
    work: str,
    against: str,
    *,
    times: tuple[Sequence[float], Sequence[float]],
    at_most: float,
    unit: str = "s",
    note: str = "",
) -> Measurement:
    """The ratio of two medians against the greatest ratio allowed."""
    value, base = statistics.median(times[0]), statistics.median(times[1])
    ratio = value / base
    return Measurement(
        bench=bench,
        work=work,
        against=against,
        target=f"<= {at_most:g}x",
        value=value,
        base=base,
        unit=unit,
        ratio=ratio,
        met=ratio <= at_most,
        runs=min(len(times[0]), len(times[1])),
        note=note,
    )


def absolute(
    bench: str,
    work: str,
    *,
    values: Sequence[float],
    at_most: float,
    unit: str,
    note: str = "",
) -> Measurement:
    """The median of ``values`` against the greatest value allowed, both in ``unit``."""
    value = statistics.median(values)
    return Measurement(
        bench=bench,
        work=work,
        against="-",
        target=f"<= {at_most:g} {unit}",
        value=value,
        unit=unit,
        met=value <= at_most,
        runs=len(values),
        note=note,
    )


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(runs: int, *works: Callable[[], float]) -> list[list[float]]:
    """Run each work ``runs`` times, one after the other in each round; what each returns, by work."""
    results: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for place, work in enumerate(works):
            results[place].append(work())
    return results
