"""Versions of the policy: the shipped one, the one in force, saving a new one, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.actor import Actor, ActorKind
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import InvalidInput, NotFound
from core.policy import phrases
from core.policy.model import TIERS, Policy
from core.settings import PROJECT_ROOT
from core.store import Reader, Store, Transaction, load_sql

SHIPPED = PROJECT_ROOT / "data" / "policy.toml"
SQL = Path(__file__).parent / "sql"
INSTALLER = Actor("rapport", kind=ActorKind.JOB)
"""Who the shipped policy is saved by; it holds no role and can do nothing else."""


@dataclass(frozen=True)
class PolicyVersion:
    """A saved version; ``document`` is the whole policy as TOML."""

    version: int
    hash: str
    saved_at: datetime
    saved_by: str
    reason: str
    document: str


@dataclass(frozen=True)
class Change:
    """One value that differs; ``None`` where a version has no value of its own for the tier."""

    name: str
    tier: str
    before: float | None
    after: float | None


def shipped() -> Policy:
    """The policy of ``data/policy.toml``."""
    return Policy.from_toml(SHIPPED.read_text())


def ensure_shipped(store: Store) -> None:
    """Save the shipped policy and phrase tables where the database lacks them; else do nothing.

    A database made by an older version keeps its own values and gains the thresholds it lacks.
    """
    _ensure_policy(store)
    rules = phrases.shipped()
    if sorted(map(repr, rules)) != sorted(map(repr, phrases.stored(store))):
        with store.transaction(INSTALLER, "phrases.ship", phrases.TABLE) as work:
            phrases.replace(work, rules)
            work.note(rules=len(rules))


def _ensure_policy(store: Store) -> None:
    delivered = shipped()
    present = _latest(store)
    if present is None:
        reason = "Shipped with Rapport"
    else:
        own = Policy.from_toml(present.document)
        missing = set(delivered.thresholds) - set(own.thresholds)
        if not missing:
            return
        delivered = Policy(
            thresholds={
                name: own.thresholds.get(name, threshold)
                for name, threshold in delivered.thresholds.items()
            }
        )
        reason = f"New thresholds of this version: {', '.join(sorted(missing))}"
    with store.transaction(INSTALLER, "policy.ship") as work:
        _write(work, store, delivered, INSTALLER, reason)


def current(store: Reader) -> Policy:
    """The policy in force. Reading it needs no permission: it decides what everyone sees."""
    present = _latest(store)
    return Policy.from_toml(present.document) if present else shipped()


def current_version(store: Reader) -> PolicyVersion:
    """The version in force, with its hash."""
    present = _latest(store)
    if present is None:
        raise NotFound("No policy has been saved yet.", "Open the installation once.")
    return present


def save(store: Store, actor: Actor, document: str | Policy, reason: str) -> PolicyVersion:
    """Put a new policy in force: the whole of it, as TOML or as a :class:`Policy`.

    Every threshold must be there and no other. Raises :class:`~core.errors.InvalidInput` when the
    values do not hold together or nothing changed.
    """
    require(actor, Permission.POLICY_SAVE)
    policy = document if isinstance(document, Policy) else Policy.from_toml(document)
    if not reason.strip():
        raise InvalidInput("A change of policy needs a reason.", "Say why in a few words.")
    _check_names(policy)
    with store.transaction(actor, "policy.save") as work:
        before = current_version(work)
        if before.hash == policy.hash:
            raise InvalidInput(
                "The policy is the same as the one in force.", "Change a value before saving."
            )
        saved = _write(work, store, policy, actor, reason.strip())
        changes = diff(Policy.from_toml(before.document), policy)
        work.note(
            version=saved.version, hash=saved.hash, changed=[change.name for change in changes]
        )
    return saved


def history(store: Reader, actor: Actor) -> list[PolicyVersion]:
    """All versions, newest first."""
    require(actor, Permission.POLICY_READ)
    return [PolicyVersion(**row) for row in store.rows(load_sql(SQL, "policy_versions"))]


def diff(before: Policy, after: Policy) -> list[Change]:
    """The values that differ between two policies, by name and tier."""
    changes = []
    for name in sorted({*before.thresholds, *after.thresholds}):
        old = before.thresholds[name].values if name in before.thresholds else {}
        new = after.thresholds[name].values if name in after.thresholds else {}
        changes += [
            Change(name, tier, old.get(tier), new.get(tier))
            for tier in sorted({*old, *new})
            if old.get(tier) != new.get(tier)
        ]
    return changes


def _check_names(policy: Policy) -> None:
    known, given = set(shipped().thresholds), set(policy.thresholds)
    if missing := known - given:
        raise InvalidInput(
            f"The policy lacks {', '.join(sorted(missing))}.", "Give every threshold."
        )
    if surplus := given - known:
        raise InvalidInput(
            f"The policy has unknown thresholds: {', '.join(sorted(surplus))}.",
            "docs/policy.md lists the names.",
        )


def _latest(reader: Reader) -> PolicyVersion | None:
    rows = reader.rows(load_sql(SQL, "policy_versions"))
    return PolicyVersion(**rows[0]) if rows else None


def _write(
    work: Transaction, store: Store, policy: Policy, actor: Actor, reason: str
) -> PolicyVersion:
    version = int(work.value("SELECT coalesce(max(version), 0) + 1 FROM ops.policy_version"))
    saved = PolicyVersion(
        version, policy.hash, store.clock.now(), actor.name, reason, policy.to_toml()
    )
    work.execute(
        "INSERT INTO ops.policy_version "
        "VALUES ($version, $hash, $saved_at, $saved_by, $reason, $document)",
        vars(saved),
    )
    own = [
        (name, tier, value)
        for name, threshold in policy.thresholds.items()
        for tier, value in threshold.values.items()
    ]
    work.execute(load_sql(SQL, "policy_value_insert"), {"version": version, **_columns(own)})
    work.execute("DELETE FROM ops.policy")
    work.execute(load_sql(SQL, "policy_insert"), in_force(policy))
    work.touch("ops.policy", "ops.policy_version", "ops.policy_value")
    return saved


def in_force(policy: Policy) -> dict[str, object]:
    """The rows of ``ops.policy`` while ``policy`` is in force, as lists: ``name``, ``tier``, ``value``."""
    return _columns(
        [
            (name, tier, threshold.value(tier))
            for name, threshold in policy.thresholds.items()
            for tier in ("", *TIERS)
        ]
    )


def _columns(rows: list[tuple[str, str, float]]) -> dict[str, object]:
    return {
        "name": [row[0] for row in rows],
        "tier": [row[1] for row in rows],
        "value": [row[2] for row in rows],
    }
