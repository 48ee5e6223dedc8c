"""What facts a kind of draft can be given: a catalogue that prompts, documents and checks read.

A name is a fact's id with ``*`` in the place of each item's own part: ``outcome.*.value`` stands for
``outcome.order_cycle_time.value`` and all its like. A sheet's ``missing`` use the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.drafting.fact import Fact, FactKind, FactSheet


@dataclass(frozen=True)
class FactSpec:
    """One name of a catalogue.

    ``kinds`` are those the fact can have: a metric's own unit decides for some. ``unit`` is how its
    values are counted, empty where the kind says it all. ``label`` may hold ``{item}``, the item's
    name. ``derived`` facts are computed from others; ``internal`` ones are for our own eyes and
    stand in no letter to a customer. ``remedy`` names the import that supplies what is missing,
    empty where its absence is no news; ``stale_days`` is the age from which it counts as stale.
    """

    name: str
    kinds: tuple[FactKind, ...]
    label: str
    meaning: str
    unit: str = ""
    derived: bool = False
    internal: bool = False
    remedy: str = ""
    stale_days: int | None = None


@dataclass(frozen=True)
class Group:
    """Facts about one thing, as the catalogue lists them."""

    title: str
    specs: tuple[FactSpec, ...]


def matches(name: str, fact_id: str) -> bool:
    """Whether a fact's id is of the name. A trailing ``.*`` covers all that follows."""
    # Asked a thousand times a letter, and answered by the beginning nearly always.
    start, star, _ = name.partition("*")
    if not star:
        return name == fact_id
    if not fact_id.startswith(start):
        return False
    wanted, given = name.split("."), fact_id.split(".")
    if len(given) > len(wanted) and wanted[-1] == "*":
        given = given[: len(wanted)]
    return len(wanted) == len(given) and all(
        mine in ("*", yours) for mine, yours in zip(wanted, given, strict=True)
    )


def matching(name: str, sheet: FactSheet | Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts of a name, in the sheet's order, which puts the strongest first."""
    return tuple(fact for fact in sheet if matches(name, fact.id))


def spec_of(catalogue: Sequence[Group], fact_id: str) -> FactSpec | None:
    """What the catalogue says of a fact: an exact name before one with ``*``."""
    fitting = [spec for group in catalogue for spec in group.specs if matches(spec.name, fact_id)]
    return min(fitting, key=lambda spec: (spec.name.count("*"), -len(spec.name)), default=None)
