"""What another rule for a field would change, before it is set."""

from __future__ import annotations

from dataclasses import dataclass

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.entity import entity_named
from core.capture.identity.golden import chosen_sql, rule_parameters
from core.capture.identity.review import clusters
from core.capture.identity.statement import statement
from core.capture.identity.survivorship import RULES, chosen_fields
from core.errors import InvalidInput
from core.store import Store

SHOWN = 10


@dataclass(frozen=True)
class Effect:
    """One merged record and the field's value, now and by the other rule."""

    label: str
    now: str
    then: str


@dataclass(frozen=True)
class RuleEffect:
    """``changed`` of ``of`` merged records would say something else; ``sample`` are some that the actor sees."""

    changed: int
    of: int
    sample: tuple[Effect, ...]


def rule_effect(store: Store, actor: Actor, entity: str, field: str, rule: str) -> RuleEffect:
    """What ``rule`` would make of ``field`` in every merged record; nothing is written."""
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    if field not in chosen_fields(store, kind) or rule not in RULES:
        raise InvalidInput(f"There is no rule {rule!r} for {field!r}.", "See the list of rules.")
    sql = chosen_sql(kind, statement("members_all", entity=kind.name))
    standing = rule_parameters(store, kind)
    now_rule = standing["rules"][standing["fields"].index(field)]
    now, then = (
        {
            row["cluster_key"]: str(row["value"])
            for row in store.rows(sql, {"fields": [field], "rules": [one]})
        }
        for one in (now_rule, rule)
    )
    changed = sorted(key for key in now if now[key] != then.get(key))
    sample: list[Effect] = []
    for key in changed[: SHOWN * 5]:
        found = clusters(store, actor, kind.name, cluster_key=key, limit=1).rows
        if found:
            sample.append(Effect(found[0]["label"], now[key], then.get(key, "")))
        if len(sample) == SHOWN:
            break
    total = store.value(
        "SELECT count(DISTINCT cluster_key) FROM ops.cluster_member WHERE entity = $entity",
        {"entity": kind.name},
    )
    return RuleEffect(len(changed), int(total or 0), tuple(sample))
