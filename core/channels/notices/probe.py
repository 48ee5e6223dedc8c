"""Use case: see whether a channel that was set up gets anything through, before an alert has to."""

from __future__ import annotations

import time
from collections.abc import Sequence

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.notices.channel import Channel
from core.channels.notices.model import ChannelName, Notice, route
from core.channels.notices.registry import channels
from core.channels.patience import Pause
from core.channels.trouble import NotSetUp
from core.errors import InvalidInput
from core.settings import Settings
from core.store import Store


def probe(
    store: Store,
    settings: Settings,
    actor: Actor,
    name: ChannelName,
    *,
    to: str = "",
    pause: Pause = time.sleep,
) -> str:
    """Send a test by e-mail or chat, or ask Notion who we are; a sentence on what happened.

    Raises what a notice would meet: one of :mod:`core.channels.trouble`. ``to`` is whom the mail goes to,
    or which webhook a test by chat: without it the one that has no name, or the only one there is.
    """
    require(actor, Permission.DATABASE_MAINTAIN)
    if name is ChannelName.SALES_EVENT:
        return "The event log is in the database: there is nothing to test."
    if name is ChannelName.EMAIL and not to:
        raise InvalidInput("A test by e-mail needs an address.", "Name somebody of the team.")
    webhook = to if name is ChannelName.CHAT else ""
    way = _way(channels(store, settings, pause), name, webhook)
    if missing := way.missing():
        raise NotSetUp(missing)
    with store.transaction(actor, "notice.probe", name.value):
        pass  # on record before anything goes out
    if name is ChannelName.CRM_PAGE:
        from core.channels.notion.api import Notion  # noqa: PLC0415 - see registry

        return f"Notion answers; the integration's user is {Notion(settings, pause).me}."
    way.deliver(_test(store, to))
    return f"Sent by {route(name, way.webhook)} ({way.where()}). Look there whether it arrived."


def _way(ways: Sequence[Channel], name: ChannelName, webhook: str) -> Channel:
    found = [one for one in ways if one.name is name]
    named = [one for one in found if one.webhook == webhook]
    if webhook and not named:
        known = ", ".join(one.webhook for one in found if one.webhook) or "none"
        raise InvalidInput(f"There is no webhook {webhook!r}.", f"Those with a name: {known}.")
    if not webhook and named[0].missing() and len(found) == 2:
        return found[1]
    return named[0]


def _test(store: Store, to: str) -> Notice:
    now = store.clock.now()
    return Notice(
        key=f"test/{now.isoformat()}",
        account_key=0,
        account_name="Rapport",
        title="Test: alerts of Rapport arrive here",
        severity="",
        lines=("Nothing happened to any account.",),
        rep_email=to,
        manager_email="",
        sales_email="",
        crm_page_id="",
        path="/",
    )
