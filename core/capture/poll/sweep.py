"""The use case: find tickets that are gone from their system, which no list of changes tells.

All identifiers are listed and compared with what polls brought. What is missing is asked for singly;
what is gone is flagged in the words of a full export (:mod:`core.capture.disappear`) and keeps its row.
"""

from __future__ import annotations

import time
from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.mapping.model import Mapping
from core.capture.mapping.registry import load_registry
from core.capture.planning import files_dir
from core.capture.poll.client import Pause
from core.capture.poll.connect import alone, connect, failures, require_address
from core.capture.poll.flag import Found, flag, keep
from core.capture.poll.runs import DONE, FAILED, SQL, UNSURE, configured, scope_of
from core.capture.poll.source import Poller, Source
from core.errors import OutsideFailure, RapportError
from core.settings import Settings
from core.store import Store, Transaction, load_sql

MISSING_SHARE, MISSING_COUNT = 0.2, 10
"""More missing tickets than both, at once, are rather a list that is not whole than tickets gone."""


@dataclass(frozen=True)
class SweepReport:
    """What a sweep found. ``gone`` gives the reason by identifier; ``import_id`` is empty without a find.

    With a ``problem`` nothing was concluded.
    """

    source: Source
    known: int
    listed: int
    missing: int
    gone: Dictionary[str, str]
    returned: tuple[str, ...]
    requests: int
    retries: int
    import_id: int | None = None
    problem: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON shows it."""
        return asdict(self)


def sweep(
    store: Store,
    settings: Settings,
    actor: Actor,
    source: Source,
    *,
    however_many: bool = False,
    pause: Pause = time.sleep,
) -> SweepReport:
    """Flag the tickets that polls of ``source`` brought and that are gone from it, and those that are back.

    Too many missing at once conclude nothing, unless a person says ``however_many``. Raises what
    :func:`core.capture.poll.polling.poll` does; then nothing is concluded either.
    """
    require(actor, Permission.IMPORT_PUBLISH)
    require_address(settings, source)
    with alone(source):
        run = _Sweep(store, settings, actor, source, however_many=however_many, pause=pause)
        with failures(run.fail):
            return run.work()


def sweep_all(store: Store, settings: Settings, actor: Actor, *, pause: Pause = time.sleep) -> str:
    """Sweep every source that is set up; a line that says what was found.

    Raises :class:`~core.errors.OutsideFailure` when one failed, after the others were swept.
    """
    lines, failed = [], False
    for source in configured(settings):
        try:
            lines.append(f"{source}: {said(sweep(store, settings, actor, source, pause=pause))}")
        except RapportError as error:
            failed = True
            lines.append(f"{source}: {error.message}")
    if failed:
        raise OutsideFailure("; ".join(lines), "See the polls on the Imports page.")
    return "; ".join(lines) or "no ticket system is polled"


def said(report: SweepReport) -> str:
    """A report in a line."""
    if report.problem:
        return report.problem
    return f"{report.listed} listed, {len(report.gone)} gone, {len(report.returned)} back"


def doubt(known: int, listed: int, missing: int) -> str:
    """Why a list of so many tickets is not to be believed; empty when it is."""
    if missing > MISSING_COUNT and missing > MISSING_SHARE * known:
        return (
            f"{missing} of {known} known tickets are missing from the list at once:"
            " nothing is concluded from it."
        )
    if missing > 1 and not listed:
        return f"Nothing is listed, where {known} tickets are known: nothing is concluded from it."
    return ""


class _Sweep:
    """One sweep from its beginning to its record."""

    def __init__(
        self, store: Store, settings: Settings, actor: Actor, source: Source,
        *, however_many: bool, pause: Pause,
    ) -> None:  # fmt: skip
        self.store, self.settings, self.actor, self.source = store, settings, actor, source
        self.however_many, self.pause = however_many, pause
        self.started_at: datetime = store.clock.now()
        self.poller: Poller | None = None
        self.counts = {"known": 0, "listed": 0, "missing": 0}

    def work(self) -> SweepReport:
        """List, ask, flag. What is known is read first, so that no ticket of a later poll is missed."""
        poller = self.poller = connect(self.store, self.settings, self.source, self.pause)
        mapping = load_registry(self.store).get(poller.ticket_kind)
        asked = {"source": self.source.value, "system": mapping.system}
        rows = self.store.patient.rows(load_sql(SQL, "brought_tickets"), asked)
        known = {row["source_id"] for row in rows if not row["is_gone"]}
        absent = {row["source_id"] for row in rows if row["is_gone"]}
        self.counts["known"] = len(known)
        with poller.client:
            listed = set(poller.listed())
            missing = sorted(known - listed)
            self.counts |= {"listed": len(listed), "missing": len(missing)}
            problem = "" if self.however_many else doubt(**self.counts)
            gone = {} if problem else {one: why for one in missing if (why := poller.missed(one))}
        returned = () if problem else tuple(sorted(absent & listed))
        found = Found(self.started_at, gone, returned)
        import_id = self._write(found, mapping, problem)
        client = poller.client
        return SweepReport(
            self.source, **self.counts, gone=gone, returned=returned,
            requests=client.requests, retries=client.retries, import_id=import_id, problem=problem,
        )  # fmt: skip

    def _write(self, found: Found, mapping: Mapping, problem: str) -> int | None:
        """The events and the record of the sweep, together."""
        status = UNSURE if problem else DONE
        table = None
        if found.rows:
            name = f"{self.source}-sweep-{self.started_at:%Y%m%dT%H%M%S}.csv"
            assert self.poller is not None  # noqa: S101  (connected before)
            table = keep(found, name, self.poller.event_ticket, files_dir(self.store))
        with self.store.transaction(self.actor, f"sweep.{status}", self.source.value) as work:
            import_id = flag(work, self.actor, found, table, mapping) if table else None
            self._record(work, status, found, import_id, problem)
        return import_id

    def fail(self, problem: str) -> None:
        """Write that it concluded nothing."""
        nothing = Found(self.started_at, {}, ())
        with self.store.transaction(self.actor, f"sweep.{FAILED}", self.source.value) as work:
            self._record(work, FAILED, nothing, None, problem)

    def _record(
        self, work: Transaction, status: str, found: Found, import_id: int | None, problem: str
    ) -> None:
        client = self.poller.client if self.poller else None
        counts = self.counts | {"gone": len(found.gone), "returned": len(found.returned)}
        values = {
            "source": self.source.value,
            "scope": scope_of(self.settings, self.source),
            "started_at": self.started_at,
            "finished_at": self.store.clock.now(),
            "status": status,
            "import_id": import_id,
            "requests": client.requests if client else 0,
            "retries": client.retries if client else 0,
            "swept_by": self.actor.name,
            "problem": problem,
        }
        work.execute(load_sql(SQL, "record_sweep"), values | counts)
        work.touch("ops.poll_sweep")
        work.note(**counts, problem=problem)
