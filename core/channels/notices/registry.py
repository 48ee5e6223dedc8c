"""Every channel that a notice goes out by. The event to sales is recorded when the notice is queued."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.channels.notices.channel import Channel
from core.channels.notices.model import ChannelName
from core.channels.patience import Pause
from core.settings import Settings
from core.store import Store


@dataclass(frozen=True)
class ChannelState:
    """Whether a channel is set up: ``where`` it leads, or what is ``missing``."""

    name: ChannelName
    where: str
    missing: str
    webhook: str = ""

    @property
    def is_configured(self) -> bool:
        return not self.missing


def channels(store: Store, settings: Settings, pause: Pause = time.sleep) -> tuple[Channel, ...]:
    """The channels of this installation, set up or not."""
    # Each is loaded with the first notice, not with the server.
    from core.channels.chat import ChatChannel  # noqa: PLC0415
    from core.channels.notion import NotionChannel  # noqa: PLC0415
    from core.channels.smtp import EmailChannel  # noqa: PLC0415

    return (
        NotionChannel(store, settings, pause),
        EmailChannel(store, settings),
        ChatChannel(settings, pause),
        *(ChatChannel(settings, pause, one) for one in settings.chat_webhooks),
    )


def channel_states(store: Store, settings: Settings) -> tuple[ChannelState, ...]:
    """Each channel with what it is set up for, for the screen; nothing is asked of anybody."""
    states = [ChannelState(ChannelName.SALES_EVENT, "The Today page of the deal's owner", "")]
    for channel in channels(store, settings):
        if _is_spare(channel, settings):
            continue
        missing = channel.missing()
        where = "" if missing else channel.where()
        states.append(ChannelState(channel.name, where, missing, channel.webhook))
    return tuple(sorted(states, key=lambda state: list(ChannelName).index(state.name)))


def _is_spare(channel: Channel, settings: Settings) -> bool:
    """The webhook without a name, where it is not set and others are."""
    is_nameless = channel.name is ChannelName.CHAT and not channel.webhook
    is_set = bool(settings.chat_webhook.get_secret_value().strip())
    return is_nameless and not is_set and bool(settings.chat_webhooks)
