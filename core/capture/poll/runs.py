"""The record of polls: how far each source has been read, and how its last polls went."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.poll.source import Source
from core.settings import Settings
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
DONE, FAILED, UNSURE = "done", "failed", "unsure"


@dataclass(frozen=True)
class PollRun:
    """One poll that has ended. Counts of records are those of its import; times are naive UTC."""

    run_id: int
    source: str
    started_at: datetime
    finished_at: datetime
    status: str
    is_full: bool
    since: datetime | None
    import_id: int | None
    tickets: int
    events: int
    requests: int
    retries: int
    polled_by: str
    problem: str
    accepted: int
    refused: int
    changed: int
    is_undone: bool


@dataclass(frozen=True)
class SweepRun:
    """One sweep that has ended. Only one whose status is ``done`` concluded anything. Naive UTC."""

    sweep_id: int
    source: str
    started_at: datetime
    finished_at: datetime
    status: str
    known: int
    listed: int
    missing: int
    gone: int
    returned: int
    import_id: int | None
    requests: int
    retries: int
    swept_by: str
    problem: str
    is_undone: bool


@dataclass(frozen=True)
class SourceStatus:
    """A source: whether it is set up here, where it is, and its latest polls and sweeps, newest first."""

    source: Source
    is_configured: bool
    address: str
    runs: tuple[PollRun, ...]
    sweeps: tuple[SweepRun, ...] = ()

    @property
    def last_done(self) -> PollRun | None:
        """The latest poll that went well, among those known here."""
        return next((run for run in self.runs if run.status == DONE), None)


def address_of(settings: Settings, source: Source) -> str:
    """Where the source is; empty when it is not set up."""
    addresses = {
        Source.JIRA: settings.jira_url,
        Source.KAYAKO: settings.kayako_url,
        Source.KAYAKO_CLASSIC: settings.kayako_classic_url,
    }
    return addresses[source].strip()


def configured(settings: Settings) -> tuple[Source, ...]:
    """The sources that are set up here."""
    return tuple(source for source in Source if address_of(settings, source))


def scope_of(settings: Settings, source: Source) -> str:
    """What is polled, as a hash: another address or query begins anew."""
    jql = settings.jira_jql.strip() if source is Source.JIRA else ""
    told = f"{address_of(settings, source).rstrip('/').lower()}\x1f{jql}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def poll_status(
    store: Store, settings: Settings, actor: Actor, *, limit: int = 10
) -> tuple[SourceStatus, ...]:
    """Every source with its latest ``limit`` polls, and as many sweeps."""
    require(actor, Permission.IMPORT_READ)
    rows = store.rows(load_sql(SQL, "latest_runs"), {"limit": limit})
    runs = [PollRun(**row) for row in rows]
    sweeps = [
        SweepRun(**row) for row in store.rows(load_sql(SQL, "latest_sweeps"), {"limit": limit})
    ]
    return tuple(
        SourceStatus(
            source,
            bool(address_of(settings, source)),
            address_of(settings, source),
            tuple(run for run in runs if run.source == source),
            tuple(one for one in sweeps if one.source == source),
        )
        for source in Source
    )
