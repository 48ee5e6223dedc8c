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
    )


def channel_states(store: Store, settings: Settings) -> tuple[ChannelState, ...]:
    """Each channel with what it is set up for, for the screen; nothing is asked of anybody."""
    states = [ChannelState(ChannelName.SALES_EVENT, "The Today page of the deal's owner", "")]
    for channel in channels(store, settings):
        missing = channel.missing()
        states.append(ChannelState(channel.name, "" if missing else channel.where(), missing))
    return tuple(sorted(states, key=lambda state: list(ChannelName).index(state.name)))
