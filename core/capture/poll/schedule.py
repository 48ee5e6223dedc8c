"""Polling without anybody asking: each source once in its interval."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from core.actor import Actor
from core.capture.poll.client import Pause
from core.capture.poll.polling import PollReport, poll
from core.capture.poll.runs import SQL, configured
from core.capture.poll.source import Source
from core.errors import RapportError
from core.settings import Settings
from core.store import Store, load_sql

log = logging.getLogger(__name__)


def due(store: Store, settings: Settings) -> tuple[Source, ...]:
    """The sources that are set up and were not polled within ``poll_minutes``, failed polls included."""
    sources = configured(settings)
    if not sources or store.refusal is not None:
        return ()
    last = {row["source"]: row["started_at"] for row in store.rows(load_sql(SQL, "last_started"))}
    before = store.clock.now() - timedelta(minutes=settings.poll_minutes)
    return tuple(source for source in sources if source not in last or last[source] <= before)


def poll_due(
    store: Store, settings: Settings, actor: Actor, *, pause: Pause = time.sleep
) -> tuple[PollReport, ...]:
    """Poll what is due; one that fails is on record and does not stop the others."""
    reports = []
    for source in due(store, settings):
        try:
            reports.append(poll(store, settings, actor, source, pause=pause))
        except RapportError as error:
            log.warning("the poll of %s failed: %s", source, error.message)
    return tuple(reports)
