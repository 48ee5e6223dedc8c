"""Use case: try what is due. One channel's trouble is none of the others'.

What goes out is on record before it does. A process that dies between the other side's answer and the
commit leaves a delivery that is tried again: on a page in Notion the same section is written again, in
Google Chat the repeat has the first request's id and makes no second message, by e-mail it has the same
``Message-ID``, and in Slack, which knows no such thing, that one alert is there twice.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.notices import ledger
from core.channels.notices.channel import Channel, Sent
from core.channels.notices.ledger import Due
from core.channels.notices.model import Notice, NoticeDelivery, State, route, routed
from core.channels.notices.pass_on import pass_on
from core.channels.notices.registry import channels as all_channels
from core.channels.notices.waits import UNADDRESSED
from core.channels.patience import Pause
from core.channels.trouble import ChannelDown, NotAddressed
from core.errors import RapportError
from core.settings import Settings
from core.store import Store

LATE = timedelta(hours=2)
log = logging.getLogger(__name__)
_locks: WeakKeyDictionary[Store, threading.Lock] = WeakKeyDictionary()
_locks_lock = threading.Lock()


def deliver_due(
    store: Store,
    settings: Settings,
    actor: Actor,
    *,
    pause: Pause = time.sleep,
    channels: Sequence[Channel] | None = None,
) -> tuple[NoticeDelivery, ...]:
    """Try every notice that is due, and give those of the actor's accounts that were tried or changed.

    Never raises for a channel's trouble: that is in the ledger, with when it is tried next. ``pause`` is
    how the short waits that a busy service asks for are spent.
    """
    require(actor, Permission.NOTICE_DELIVER)
    ways = {
        route(way.name, way.webhook): way
        for way in (all_channels(store, settings, pause) if channels is None else channels)
    }
    with _one_at_a_time(store):
        pass_on(store, actor, settings)
        return _Pass(store, actor, ways).run()


class _Pass:
    """One look at everything that is due."""

    def __init__(self, store: Store, actor: Actor, ways: dict[str, Channel]) -> None:
        self._store = store
        self._actor = actor
        self._ways = ways
        self._changed: list[int] = []

    def run(self) -> tuple[NoticeDelivery, ...]:
        now = self._store.clock.now()
        old = ledger.overdue(self._store, now)
        due = [one for one in ledger.due(self._store, now) if one.delivery_id not in set(old)]
        missing = {name: way.missing() for name, way in self._ways.items()}
        asked = [(one, missing.get(one.route, _unnamed(one.route))) for one in due]
        usable = [one for one, lacks in asked if not lacks and one.route in self._ways]
        left = [(one, lacks) for one, lacks in asked if lacks]
        self._begin(old, usable, [pair for pair in left if _is_news(*pair)])
        for name, way in self._ways.items():
            self._through(way, [one for one in usable if one.route == name])
        return ledger.by_number(self._store, self._actor, self._changed)

    def _begin(
        self, old: Sequence[int], usable: Sequence[Due], left: Sequence[tuple[Due, str]]
    ) -> None:
        if not (old or usable or left):
            return
        with self._store.transaction(self._actor, "notice.try") as work:
            ledger.expire(work, old)
            ledger.begin(work, usable)
            for one, missing in left:
                ledger.not_configured(work, one, missing)
            work.touch("ops.notice_delivery")
            work.note(tried=len(usable), expired=len(old))
        self._changed += [*old, *(one.delivery_id for one in (*usable, *(one for one, _ in left)))]

    def _through(self, way: Channel, due: Sequence[Due]) -> None:
        """Deliver one after the other; once the channel is down, the rest waits for a later pass."""
        for index, one in enumerate(due):
            try:
                sent = way.deliver(_said(one, self._store.clock.now()))
            except ChannelDown as error:
                wait = timedelta(seconds=error.wait)
                self._fail(due[index:], str(error), wait=wait)
                return
            except NotAddressed as error:
                self._fail([one], str(error), state=State.NOT_CONFIGURED, wait=UNADDRESSED)
            except RapportError as error:
                self._fail([one], str(error))
            except Exception as error:  # a defect in one channel must not keep the others back
                log.exception("notice %s could not be delivered by %s", one.notice.key, way.name)
                self._fail([one], f"A defect in Rapport: {type(error).__name__}.")
            else:
                self._finish(one, sent)

    def _finish(self, one: Due, sent: Sent) -> None:
        with self._store.transaction(self._actor, "notice.deliver", one.notice.key) as work:
            ledger.delivered(work, one, sent)
            work.touch("ops.notice_delivery")
            work.note(channel=one.route)

    def _fail(
        self,
        failed: Iterable[Due],
        error: str,
        *,
        state: State = State.WAITING,
        wait: timedelta | None = None,
    ) -> None:
        with self._store.transaction(self._actor, "notice.fail") as work:
            for one in failed:
                ledger.failed(work, one, error, state=state, wait=wait)
            work.touch("ops.notice_delivery")


def _unnamed(name: str) -> str:
    """Why a delivery has no way: a webhook that was taken out of the settings."""
    _channel, webhook = routed(name)
    return f"There is no webhook {webhook} any more (RAPPORT_CHAT_WEBHOOKS)." if webhook else ""


def _said(one: Due, now: datetime) -> Notice:
    """The notice; one that comes late says of when it is, or it would pass for news."""
    if now - one.queued_at < LATE:
        return one.notice
    line = f"This is of {one.queued_at:%Y-%m-%d %H:%M} UTC and could not be delivered before."
    return replace(one.notice, lines=(*one.notice.lines, line))


def _is_news(one: Due, missing: str) -> bool:
    """Whether the ledger does not say already that the channel is not set up."""
    return one.state is not State.NOT_CONFIGURED or one.error != missing


def _one_at_a_time(store: Store) -> threading.Lock:
    """Two passes at once would both deliver what is due."""
    with _locks_lock:
        return _locks.setdefault(store, threading.Lock())
