"""Mappings made here: checked as the shipped ones are, versioned, never overwritten."""

from __future__ import annotations

import re

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.mapping.confirmed import confirmed, learn
from core.capture.mapping.joins import joins
from core.capture.mapping.model import Mapping, parse_mapping
from core.capture.mapping.registry import check_words, load_registry, shipped
from core.capture.mapping.suggest import Hints, suggest
from core.capture.model import Suggestion
from core.capture.read import SourceTable
from core.store import Reader, Store

_SAYS_NOTHING = re.compile(r"(?i)(?:sheet|tabelle|feuil|hoja|blad|table|data)\s*\d*")


def called(file_name: str, member_name: str) -> str:
    """What a table is called: its member or sheet, or the file where their names say nothing."""
    parts = [part for part in member_name.split("/") if not _SAYS_NOTHING.fullmatch(part)]
    return next((part for part in reversed(parts) if part), file_name)


def save_mapping(store: Store, actor: Actor, document: str) -> Mapping:
    """Save a mapping from its TOML text as the next version of its kind; files follow it at once.

    Raises :class:`~core.errors.InvalidInput` naming every fault.
    """
    require(actor, Permission.MAPPING_SAVE)
    mapping = parse_mapping(document)
    check_words(mapping, load_registry(store).words)
    with store.transaction(actor, "mapping.save", mapping.kind) as work:
        version = work.value(
            "SELECT coalesce(max(version), 0) + 1 FROM ops.mapping WHERE kind = $kind",
            {"kind": mapping.kind},
        )
        work.execute(
            "INSERT INTO ops.mapping VALUES ($kind, $version, $document, $now, $by)",
            {
                "kind": mapping.kind,
                "version": version,
                "document": document,
                "now": store.clock.now(),
                "by": actor.name,
            },
        )
        work.touch("ops.mapping")
        learn(work, mapping, store.clock.now())
        work.note(version=version, hash=mapping.hash)
    return mapping


def mappings(store: Store, actor: Actor) -> list[Mapping]:
    """The mappings in force, by kind."""
    require(actor, Permission.IMPORT_READ)
    found = load_registry(store).mappings
    return [found[kind] for kind in sorted(found)]


def suggest_mapping(store: Store, actor: Actor, source: SourceTable) -> tuple[Suggestion, ...]:
    """For each column of a table where it may belong, the most certain first."""
    require(actor, Permission.IMPORT_READ)
    return suggestions(store, source)


def suggestions(reader: Reader, source: SourceTable) -> tuple[Suggestion, ...]:
    """The same for who has asked already: by names, values, loaded keys, and what was confirmed here.

    What saved mappings say counts by what was learned of them, so that it can be forgotten.
    """
    learned: dict[str, list[tuple[str, str]]] = {}
    for one in confirmed(reader):
        learned.setdefault(one.name, []).append((one.table_name, one.field))
    hints = Hints(
        called(source.file_name, source.member_name),
        joins(reader, source.header, source.sample),
        learned,
    )
    return suggest(shipped(), source.header, source.sample, hints)
