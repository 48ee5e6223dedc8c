"""Load the demonstration as its exports would have come: imported, scanned, imported again, scanned."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture import ImportOptions, plan, publish, undo
from core.clock import fixed
from core.cockpit.freshness import compute_history, month_ends
from core.cockpit.scan import scan
from core.demo.coached import coach_past, forget_coaching
from core.demo.exports import ENDING, Export, write_exports
from core.demo.watched import watch_past
from core.errors import InvalidInput
from core.health.profile import post_codevelopment
from core.store import load_sql, rebuild
from core.wiring import Cockpit

SQL = Path(__file__).resolve().parent / "sql"
SCAN_AT = time(5, 0)
SCANS_DAYS_AGO = (28, 14, 7, 1)
"""Days before the last on which scans are recorded, beside those of the two exports' days."""

Progress = Callable[[str], None]


def _silent(_step: str) -> None:
    return


def is_loaded(cockpit: Cockpit) -> bool:
    """Whether imports of the demonstration are in force."""
    return bool(_imports(cockpit))


def load(
    cockpit: Cockpit,
    actor: Actor,
    end_date: date | None = None,
    progress: Progress = _silent,
) -> None:
    """Import the demonstration, its eighteen months ending on ``end_date`` (default today).

    What is loaded of it already is taken back first, so that loading again moves it to another day.
    """
    require(actor, Permission.IMPORT_PUBLISH)
    end = end_date or cockpit.clock.today()
    if is_loaded(cockpit):
        clear(cockpit, actor, progress)
    with tempfile.TemporaryDirectory(prefix="rapport-demo-") as folder:
        progress("Writing exports")
        exports = write_exports(Path(folder), end)
        days = sorted({export.exported_at.date() for export in exports})
        for day in days:
            for export in exports:
                if export.exported_at.date() == day:
                    progress(f"Importing {export.folder.name}, {day.isoformat()}")
                    _import(cockpit, actor, export)
            if day != end:
                _scan(cockpit, actor, day, progress)
    for days_ago in SCANS_DAYS_AGO:
        _scan(cockpit, actor, end - timedelta(days=days_ago), progress)
    _scan(cockpit, actor, end, progress)
    progress("Looking for what to build together")
    post_codevelopment(cockpit.store, actor, end)
    compute_history(
        cockpit,
        actor,
        end,
        progress=lambda day, done, of: progress(f"History, {day.isoformat()} ({done + 1} of {of})"),
    )
    progress("Watching for escalations")
    scanned = [end - timedelta(days=days_ago) for days_ago in SCANS_DAYS_AGO]
    watch_past(cockpit.store, actor, [*month_ends(end), *scanned], end)
    progress("Coaching")
    coach_past(cockpit.store, actor, end)


def clear(cockpit: Cockpit, actor: Actor, progress: Progress = _silent) -> None:
    """Undo the demonstration's imports and forget its scores and events; nothing else is touched.

    Refused, naming the import, while a later import in force builds upon one of them.
    """
    require(actor, Permission.IMPORT_UNDO)
    store = cockpit.store
    keys = [
        row["account_key"] for row in store.rows(load_sql(SQL, "demo_accounts"), {"ending": ENDING})
    ]
    for import_id in _imports(cockpit):
        progress(f"Taking back import {import_id}")
        undo(store, actor, import_id)
    with store.transaction(actor, "demo.clear") as work:
        for what in ("snapshots", "events", "remarks"):
            work.execute(load_sql(SQL, f"forget_{what}"), {"account_keys": keys})
        for table in (
            "escalations",
            "escalation_decisions",
            "escalation_watch",
            "notice_deliveries",
        ):
            work.execute(load_sql(SQL, f"forget_{table}"), {"account_keys": keys})
        work.execute(load_sql(SQL, "forget_escalation_rules"))
        forget_coaching(work, keys)
        work.touch("ops.escalation", "ops.escalation_watch", "ops.notice_delivery")
        work.touch("ops.score_snapshot", "ops.event", "ops.profile_remark")
        work.note(accounts=len(keys))
    rebuild(store, cockpit.models, actor)


def _imports(cockpit: Cockpit) -> list[int]:
    rows = cockpit.store.rows(load_sql(SQL, "demo_imports"), {"ending": ENDING})
    return [int(row["import_id"]) for row in rows]


def _import(cockpit: Cockpit, actor: Actor, export: Export) -> None:
    options = ImportOptions(
        date_order="dmy",
        time_zone=export.time_zone,
        currency="USD",
        exported_at=export.exported_at,
    )
    planned = plan(cockpit.store, actor, export.files, options=options, check=False)
    result = publish(cockpit.store, actor, planned)
    if unknown := [file.path for file in result.files if file.kind is None]:
        raise InvalidInput(
            f"{Path(unknown[0]).name} of the demonstration was not recognised.",
            "A mapping of your own may claim such files: look at it on the Imports page.",
        )


def _scan(cockpit: Cockpit, actor: Actor, day: date, progress: Progress) -> None:
    """Record what the cockpit says on ``day``, as the daily scan of that day would have."""
    progress(f"Scanning {day.isoformat()}")
    if day == cockpit.clock.today():
        scan(cockpit, actor)
    else:
        scan(replace(cockpit, clock=fixed(datetime.combine(day, SCAN_AT))), actor)
