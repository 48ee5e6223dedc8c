"""The use case: poll a ticket system and import what it gives, or nothing of it.

What is read becomes files that are imported as any export is: kept, mapped, counted, undoable.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.model import FilePlan, FileReport, ImportOptions, ImportPlan
from core.capture.planning import files_dir, plan
from core.capture.poll.client import Pause
from core.capture.poll.connect import alone, connect, failures, require_address
from core.capture.poll.runs import DONE, FAILED, SQL, scope_of
from core.capture.poll.sheet import Sheet
from core.capture.poll.source import Events, Poller, Source
from core.capture.publishing import publish
from core.errors import InvalidInput
from core.settings import Settings
from core.store import Store, load_sql

OVERLAP = timedelta(minutes=10)
"""Read again before each poll: search indexes lag, and clocks differ."""

_AS_WRITTEN = ImportOptions(encoding="utf-8", delimiter=",", header_line=1)


@dataclass(frozen=True)
class PollReport:
    """What a poll read and what became of it. ``import_id`` is empty when nothing had changed."""

    source: Source
    is_full: bool
    since: datetime | None
    tickets: int
    events: int
    requests: int
    retries: int
    import_id: int | None = None
    files: tuple[FileReport, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON shows it."""
        return asdict(self)


def poll(
    store: Store,
    settings: Settings,
    actor: Actor,
    source: Source,
    *,
    full: bool = False,
    pause: Pause = time.sleep,
) -> PollReport:
    """Read what changed in ``source`` since the last poll (with ``full``, everything) and import it.

    Raises :class:`~core.errors.InvalidInput` for a source that is not set up,
    :class:`~core.errors.DatabaseBusy` while another poll of it runs, and the errors of
    :mod:`core.capture.poll.trouble`; then nothing is imported, and the next poll begins where this
    one did.
    """
    require(actor, Permission.IMPORT_PUBLISH)
    require_address(settings, source)
    with alone(source):
        run = _Run(store, settings, actor, source, full=full, pause=pause)
        with failures(partial(run.record, FAILED, None)):
            report = run.work()
        run.record(DONE, report)
        return report


class _Run:
    """One poll from its beginning to its record."""

    def __init__(
        self, store: Store, settings: Settings, actor: Actor, source: Source,
        *, full: bool, pause: Pause,
    ) -> None:  # fmt: skip
        self.store, self.actor, self.source, self.full = store, actor, source, full
        self.scope = scope_of(settings, source)
        self.started_at = store.clock.now()
        self.since = None if full else self._since()
        self._settings, self._pause = settings, pause
        self._poller: Poller | None = None
        self._counts = (0, 0)

    def work(self) -> PollReport:
        """Read and import."""
        poller = self._poller = connect(self.store, self._settings, self.source, self._pause)
        folder = files_dir(self.store)
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".work-") as work, poller.client:
            name = f"{self.source}-{self.started_at:%Y%m%dT%H%M%S}"
            sheet = Sheet(Path(work) / f"{name}.csv", poller.ticket_header)
            events = Events(Path(work) / f"{name}-events.csv", poller.event_ticket)
            with sheet, events.sheet:
                poller.read(self.since, sheet, events)
                self._counts = (len(sheet), len(events.sheet))
                import_id, files = self._bring_in(poller, sheet, events)
        return PollReport(
            self.source,
            self.full,
            self.since,
            *self._counts,
            poller.client.requests,
            poller.client.retries,
            import_id,
            files,
        )

    def _since(self) -> datetime | None:
        asked = {"source": self.source.value, "scope": self.scope}
        read_until: datetime | None = self.store.value(load_sql(SQL, "read_until"), asked)
        return read_until - OVERLAP if read_until else None

    def _bring_in(
        self, poller: Poller, sheet: Sheet, events: Events
    ) -> tuple[int | None, tuple[FileReport, ...]]:
        """Import the files as one import; without a ticket there is nothing to import."""
        if not len(sheet):
            return None, ()
        written = [(sheet.write(), poller.ticket_kind)]
        if len(events.sheet):
            written.append((events.sheet.write(), poller.event_kind))
        files: list[FilePlan] = []
        for path, kind in written:
            made = plan(self.store, self.actor, [path], kind=kind, options=_AS_WRITTEN, check=False)
            files += made.files
        _refuse_unless_ready(files)
        done = publish(self.store, self.actor, ImportPlan(tuple(files), _AS_WRITTEN, checked=False))
        return done.import_id, done.files

    def record(self, status: str, report: PollReport | None = None, problem: str = "") -> None:
        """Write how it ended. What a failed poll had read stays unread."""
        client = self._poller.client if self._poller else None
        values = {
            "source": self.source.value,
            "scope": self.scope,
            "started_at": self.started_at,
            "finished_at": self.store.clock.now(),
            "status": status,
            "is_full": self.full or self.since is None,
            "since": self.since,
            "read_until": ((client and client.began) or self.started_at) if report else None,
            "import_id": report.import_id if report else None,
            "tickets": self._counts[0],
            "events": self._counts[1],
            "requests": client.requests if client else 0,
            "retries": client.retries if client else 0,
            "polled_by": self.actor.name,
            "problem": problem,
        }
        with self.store.transaction(self.actor, f"poll.{status}", self.source.value) as work:
            work.execute(load_sql(SQL, "record_run"), values)
            work.touch("ops.poll_run")
            work.note(tickets=self._counts[0], events=self._counts[1], problem=problem)


def _refuse_unless_ready(files: list[FilePlan]) -> None:
    """A mapping saved here may no longer fit what the pollers write."""
    for file in files:
        if not file.is_ready:
            reasons = "; ".join(problem.reason for problem in file.report.problems[:3])
            raise InvalidInput(
                f"What was polled cannot be read as {file.report.kind or 'tickets'}: {reasons}.",
                "Look at the mapping of that name on the Imports page.",
            )
