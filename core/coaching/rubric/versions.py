"""Versions of the rubric: the shipped one, the one in force, saving, what changed, going back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.rubric.document import Criterion, RubricDocument, as_fields, parse, write
from core.errors import InvalidInput, NotFound
from core.settings import PROJECT_ROOT
from core.store import Reader, Store, Transaction, load_sql

SHIPPED = PROJECT_ROOT / "data" / "coaching" / "rubric.toml"
SQL = Path(__file__).parent / "sql"
INSTALLER = "rapport"
"""Who a shipped rubric is saved by."""
SHIPPED_REASON = "Shipped with Rapport"
LONGEST_REASON = 500


@dataclass(frozen=True)
class RubricVersion:
    """A saved version; ``document`` is the whole rubric as TOML."""

    version: int
    hash: str
    saved_at: datetime
    saved_by: str
    reason: str
    document: str


@dataclass(frozen=True)
class Rubric:
    """The rubric in force."""

    version: int
    hash: str
    document: RubricDocument

    @property
    def criteria(self) -> dict[str, Criterion]:
        """By skill, in the order of the skills."""
        return self.document.criteria

    def anchor(self, skill: str, level: float) -> str:
        """What the whole level at or below ``level`` looks like."""
        return self.criteria[skill].anchors[int(level) - 1]


@dataclass(frozen=True)
class Change:
    """One value that differs between two rubrics; empty where a version does not have it."""

    skill: str
    where: str
    before: str
    after: str


@cache
def shipped() -> RubricDocument:
    """The rubric of ``data/coaching/rubric.toml``."""
    return parse(SHIPPED.read_text(encoding="utf-8"))


def rubric(reader: Reader) -> Rubric:
    """The rubric in force. Reading it needs no permission: it decides how everyone is judged."""
    rows = _versions(reader)
    if not rows:
        return Rubric(1, hash_of(shipped()), shipped())
    newest = rows[0]
    if _is_outdated(newest):
        return Rubric(newest.version + 1, hash_of(shipped()), shipped())
    return Rubric(newest.version, newest.hash, parse(newest.document))


def ensure(work: Transaction) -> Rubric:
    """The rubric in force, kept as a version: what refers to it can be read later."""
    rows = _versions(work)
    if not rows or _is_outdated(rows[0]):
        _write(work, shipped(), INSTALLER, SHIPPED_REASON)
    return rubric(work)


def save(store: Store, actor: Actor, document: str | RubricDocument, reason: str) -> Rubric:
    """Put a new rubric in force, as TOML or as a document. What was scored before keeps its version."""
    require(actor, Permission.RUBRIC_SAVE)
    wanted = parse(document) if isinstance(document, str) else document
    if not reason.strip():
        raise InvalidInput("A change of the rubric needs a reason.", "Say why in a few words.")
    with store.transaction(actor, "rubric.save") as work:
        before = ensure(work)
        if before.hash == hash_of(wanted):
            raise InvalidInput(
                "The rubric is the same as the one in force.", "Change something before saving."
            )
        number = _write(work, wanted, actor.name, reason.strip()[:LONGEST_REASON])
        changed = {change.skill for change in diff(before.document, wanted)}
        work.note(version=number, changed=sorted(changed))
    return Rubric(number, hash_of(wanted), wanted)


def restore(store: Store, actor: Actor, number: int) -> Rubric:
    """Put an earlier version in force again, as a new version."""
    require(actor, Permission.RUBRIC_SAVE)
    found = version(store, actor, number)
    return save(store, actor, found.document, f"Version {number} again")


def history(store: Reader, actor: Actor) -> tuple[RubricVersion, ...]:
    """All saved versions, newest first."""
    require(actor, Permission.KNOWLEDGE_READ)
    return _versions(store)


def version(store: Reader, actor: Actor, number: int) -> RubricVersion:
    """One saved version."""
    for found in history(store, actor):
        if found.version == number:
            return found
    raise NotFound(f"The rubric has no version {number}.", "The history lists those there are.")


def diff(before: RubricDocument, after: RubricDocument) -> list[Change]:
    """What differs, skill by skill; ``skill`` is empty for what concerns all."""
    old, new = _flat(before), _flat(after)
    return [
        Change(skill, where, old.get((skill, where), ""), new.get((skill, where), ""))
        for skill, where in dict.fromkeys([*old, *new])
        if old.get((skill, where), "") != new.get((skill, where), "")
    ]


def hash_of(document: RubricDocument) -> str:
    """Names the content of a rubric."""
    return hashlib.sha256(write(document).encode()).hexdigest()


def _flat(document: RubricDocument) -> dict[tuple[str, str], str]:
    fields = as_fields(document)
    found = {("", name): str(fields[name]) for name in ("title", "start", "repeats")}
    for skill, criterion in fields["criteria"].items():
        for name in ("looks_for", "try", "better", "article"):
            found[skill, name] = str(criterion.get(name, ""))
        for number, anchor in enumerate(criterion["anchors"], 1):
            found[skill, f"level {number}"] = anchor
        for marker in criterion["markers"]:
            for name, value in marker.items():
                if name != "slug":
                    shown = ", ".join(value) if isinstance(value, list) else str(value)
                    found[skill, f"{marker['slug']}: {name}"] = shown
    return found


def _versions(reader: Reader) -> tuple[RubricVersion, ...]:
    return tuple(RubricVersion(**row) for row in reader.rows(load_sql(SQL, "rubric_versions")))


def _is_outdated(newest: RubricVersion) -> bool:
    """A newer shipped rubric follows an older shipped one; one that people saved stays in force."""
    return newest.saved_by == INSTALLER and newest.hash != hash_of(shipped())


def _write(work: Transaction, document: RubricDocument, saved_by: str, reason: str) -> int:
    number = int(work.value("SELECT coalesce(max(version), 0) + 1 FROM ops.rubric_version"))
    work.execute(
        load_sql(SQL, "rubric_version_insert"),
        {
            "version": number,
            "hash": hash_of(document),
            "saved_at": work.clock.now(),
            "saved_by": saved_by,
            "reason": reason,
            "document": write(document),
        },
    )
    work.touch("ops.rubric_version")
    return number
