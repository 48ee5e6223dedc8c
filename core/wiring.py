"""Builds the cockpit once: settings, store, models, clock. Every front door starts here."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from core.clock import Clock
from core.policy import ensure_shipped
from core.settings import Settings
from core.store import Lake, Limits, ModelSet, Store, finish_anew, open_lake
from core.store.scratch import sweep


@dataclass(frozen=True)
class Cockpit:
    """What use cases need. One a process: a second one could not open the database file."""

    settings: Settings
    store: Store
    models: ModelSet
    clock: Clock


def build(settings: Settings | None = None, clock: Clock | None = None) -> Cockpit:
    """Open the installation that ``settings`` describe."""
    settings = settings or Settings()
    clock = clock or Clock()
    store = _open(settings, clock)
    if store.refusal is None:
        ensure_shipped(store)
        finish_anew(store, settings.files_dir)
        if not settings.lake_catalog:  # there, another process may be importing
            sweep(settings.files_dir)
    return Cockpit(settings, store, ModelSet.load(), clock)


def _open(settings: Settings, clock: Clock) -> Store:
    limits = Limits(settings.memory_limit, settings.spill_limit, settings.threads)
    if settings.lake_catalog:
        return open_lake(
            Lake(settings.lake_catalog, settings.lake_data or settings.home / "lake"),
            settings.database,
            clock=clock,
            limits=limits,
            query_timeout_seconds=settings.query_timeout_seconds,
        )
    return Store.open(
        settings.database,
        clock=clock,
        memory_limit=settings.memory_limit,
        spill_limit=settings.spill_limit,
        threads=settings.threads,
        query_timeout_seconds=settings.query_timeout_seconds,
    )


_lock = threading.Lock()
_running: Cockpit | None = None


def cockpit() -> Cockpit:
    """The process's cockpit, built on first use."""
    global _running
    with _lock:
        if _running is None:
            _running = build()
        return _running


def install(running: Cockpit | None) -> None:
    """Put a ready-made cockpit in place (tests), or forget the present one."""
    global _running
    with _lock:
        _running = running
