"""Builds the cockpit once: settings, store, models, clock. Every front door starts here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from core.clock import Clock
from core.policy import ensure_shipped
from core.settings import Settings
from core.store import Lake, Limits, ModelSet, Store, Transaction, finish_anew, open_lake
from core.store.scratch import sweep

if TYPE_CHECKING:
    from core.actor import Actor
    from core.channels.gmail import Delivery, Gmail
    from core.channels.mail import OutgoingMail
    from core.coaching.voice import Voice
    from core.drafting.drafts.delivering import Deliver, Settle
    from core.drafting.engine import Engine
    from core.drafting.kind import Writer


@dataclass(frozen=True)
class Cockpit:
    """What use cases need. One a process: a second one could not open the database file."""

    settings: Settings
    store: Store
    models: ModelSet
    clock: Clock

    @property
    def gmail(self) -> Gmail:
        """People's mailboxes; says of itself whether it is set up here."""
        from core.channels.gmail import Gmail  # noqa: PLC0415 - not for the first page

        return Gmail(self.store, self.settings)

    @cached_property
    def drafting(self) -> Engine:
        """The one engine of drafts, with Claude as its writer where a key is set."""
        return _engine(self)

    @cached_property
    def coach_voice(self) -> Voice | None:
        """Claude as the coach's voice; ``None`` without a key."""
        return _coach_voice(self)


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


def _engine(cockpit: Cockpit) -> Engine:
    # Prompts, rules and writers are loaded with the first draft, not with the first page.
    from core.draft_kinds import DRAFT_KINDS  # noqa: PLC0415
    from core.drafting.engine import Engine  # noqa: PLC0415
    from core.drafting.gate import check  # noqa: PLC0415
    from core.drafting.template.writer import TemplateWriter  # noqa: PLC0415

    settings = cockpit.settings
    template = TemplateWriter(settings.company_name)
    return Engine(
        cockpit.store,
        kinds=DRAFT_KINDS,
        writer=_writer(cockpit, template),
        template=template,
        check=check,
        models=cockpit.models,
        deliver=_deliver(cockpit) if settings.has_gmail else None,
        settle=_settle(cockpit) if settings.has_gmail else None,
        own_names=settings.own_names,
    )


def _writer(cockpit: Cockpit, template: Writer) -> Writer:
    if not cockpit.settings.model_key.get_secret_value().strip():
        return template
    from core.drafting.model import ModelConfig, writer_for  # noqa: PLC0415 - loads the model's SDK

    return writer_for(cockpit.store, ModelConfig.of(cockpit.settings), template)


def _coach_voice(cockpit: Cockpit) -> Voice | None:
    if not cockpit.settings.model_key.get_secret_value().strip():
        return None
    from core.coaching.voice import voice_for  # noqa: PLC0415 - not for the first page
    from core.drafting.model import ModelConfig  # noqa: PLC0415

    settings = cockpit.settings
    return voice_for(cockpit.store, ModelConfig.of(settings), settings.own_names)


def _deliver(cockpit: Cockpit) -> Deliver:
    def deliver(
        store: Store,
        actor: Actor,
        mail: OutgoingMail,
        *,
        replace_changed: bool,
        starting: Callable[[Transaction], None],
        finished: Callable[[Transaction, Delivery], None],
    ) -> Delivery:
        from core.channels.gmail import Gmail  # noqa: PLC0415 - loads Google's client
        from core.channels.gmail import deliver as to_gmail  # noqa: PLC0415

        gmail = Gmail(store, cockpit.settings)
        return to_gmail(
            gmail,
            actor,
            mail,
            replace_changed=replace_changed,
            starting=starting,
            finished=finished,
        )

    return deliver


def _settle(cockpit: Cockpit) -> Settle:
    def settle(
        store: Store,
        actor: Actor,
        draft_id: int,
        *,
        was_sent: bool,
        finished: Callable[[Transaction, Delivery], None],
    ) -> Delivery:
        from core.channels.gmail import Gmail  # noqa: PLC0415 - loads Google's client
        from core.channels.gmail import settle as in_gmail  # noqa: PLC0415

        gmail = Gmail(store, cockpit.settings)
        return in_gmail(gmail, actor, draft_id, was_sent=was_sent, finished=finished)

    return settle


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
