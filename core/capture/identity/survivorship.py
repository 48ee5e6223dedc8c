"""The rules by which the values of several records become one: shipped, and as people set them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.entity import ENTITIES, Entity, entity_named
from core.capture.identity.statement import statement
from core.errors import InvalidInput
from core.store import Reader, Transaction

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "identity" / "survivorship.toml"
Rule = Literal[
    "most_trusted",
    "newest",
    "oldest",
    "most_complete",
    "most_frequent",
    "longest",
    "greatest",
    "least",
    "latest",
    "earliest",
]
FixedRule = Literal["earliest", "latest", "most_restrictive", "standing"]
RULES: tuple[str, ...] = get_args(Rule)


class EntityRules(BaseModel):
    """What the shipped file says of one entity; every column is spoken of once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: Mapping[str, Rule]
    fixed: Mapping[str, FixedRule]
    follows: Mapping[str, str]


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    account: EntityRules
    contact: EntityRules


@dataclass(frozen=True)
class FieldRule:
    """How a field's value is chosen. ``can_change``: the rule is a matter of choice."""

    field: str
    rule: str
    shipped: str
    can_change: bool
    set_by: str = ""
    reason: str = ""


@cache
def shipped(entity: Entity) -> EntityRules:
    """The shipped rules; raises when the file leaves a column out or names one twice."""
    document = _Document.model_validate(tomllib.loads(SHIPPED.read_text()))
    found = document.account if entity.name == "account" else document.contact
    named = [*found.rules, *found.fixed, *found.follows]
    if sorted([*named, entity.key]) != sorted({*entity.target.columns, entity.key}):
        raise InvalidInput(f"{SHIPPED.name} does not speak of each column of {entity.table} once.")
    return found


def chosen_fields(reader: Reader, entity: Entity) -> dict[str, str]:
    """The rule of each field that is chosen, fixed ones included; followers are left out."""
    found = shipped(entity)
    return {**found.rules, **_set_by_people(reader, entity), **found.fixed}


def leaders(entity: Entity) -> dict[str, str]:
    """For each column but the key, the field whose record it is taken from: mostly itself."""
    found = shipped(entity)
    own = {field: field for field in (*found.rules, *found.fixed)}
    return {**own, **found.follows}


def rules(store: Reader, actor: Actor, entity: str) -> list[FieldRule]:
    """Each field that is chosen with its rule, fixed ones last."""
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    rows = store.rows(statement("rules_set"), {"entity": kind.name})
    by_field = {row["field"]: row for row in rows}
    found = []
    for field, rule in shipped(kind).rules.items():
        row = by_field.get(field, {"rule": rule, "set_by": "", "reason": ""})
        found.append(FieldRule(field, row["rule"], rule, True, row["set_by"], row["reason"]))
    fixed = shipped(kind).fixed.items()
    return found + [FieldRule(field, rule, rule, False) for field, rule in fixed]


def trust(store: Reader, actor: Actor) -> list[str]:
    """Systems in the order they are trusted; those that no record came from yet included."""
    require(actor, Permission.IDENTITY_READ)
    rows = store.rows("SELECT source_system FROM ops.system_trust ORDER BY rank, source_system")
    return [row["source_system"] for row in rows]


def write_rule(
    work: Transaction, actor: Actor, entity: Entity, field: str, rule: str, *, reason: str
) -> None:
    """Set a field's rule; the shipped one again takes the row away."""
    found = shipped(entity)
    if field not in found.rules:
        raise InvalidInput(
            f"No rule can be set for {field!r} of an {entity.name}.",
            f"Use one of {', '.join(found.rules)}.",
        )
    if rule not in RULES:
        raise InvalidInput(f"{rule!r} is no rule.", f"Use one of {', '.join(RULES)}.")
    named = {"entity": entity.name, "field": field}
    work.execute(
        "DELETE FROM ops.survivorship_rule WHERE entity = $entity AND field = $field", named
    )
    if rule != found.rules[field]:
        set_now = {"rule": rule, "at": work.clock.now(), "by": actor.name, "reason": reason}
        work.execute(
            "INSERT INTO ops.survivorship_rule VALUES ($entity, $field, $rule, $at, $by, $reason)",
            {**named, **set_now},
        )
    work.touch("ops.survivorship_rule")


def write_trust(work: Transaction, actor: Actor, systems: Sequence[str]) -> None:
    """Write the order of systems, the most trusted first."""
    if len(set(systems)) != len(systems) or not all(name.strip() for name in systems):
        raise InvalidInput("Each system has one place.", "Name every system once.")
    work.execute("DELETE FROM ops.system_trust WHERE NOT list_contains($systems, source_system)",
                 {"systems": list(systems)})  # fmt: skip
    work.execute(
        statement("write_trust"),
        {"systems": list(systems), "at": work.clock.now(), "by": actor.name},
    )
    work.touch("ops.system_trust")


def _set_by_people(reader: Reader, entity: Entity) -> dict[str, str]:
    rows = reader.rows(statement("rules_set"), {"entity": entity.name})
    can_change = shipped(entity).rules
    return {row["field"]: row["rule"] for row in rows if row["field"] in can_change}


__all__ = ["ENTITIES", "RULES", "FieldRule", "rules", "trust"]
