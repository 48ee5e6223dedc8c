"""The channel: one mail a notice."""

from __future__ import annotations

from core.channels.links import link_to
from core.channels.notices.channel import Sent
from core.channels.notices.model import ChannelName, Notice
from core.channels.smtp.message import build
from core.channels.smtp.recipients import recipients
from core.channels.smtp.server import Server
from core.settings import Settings
from core.store import Store


class EmailChannel:
    """Mails notices to the account's owner, and to the manager where the notice says so."""

    name = ChannelName.EMAIL
    webhook = ""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._server = Server(settings)

    def missing(self) -> str:
        """What has to be set up first; empty when nothing."""
        return self._server.missing()

    def where(self) -> str:
        """The server and the sender."""
        return f"{self._settings.smtp_host}, from {self._settings.smtp_sender}"

    def deliver(self, notice: Notice) -> Sent:
        """Mail ``notice``; a repeat after a cut connection has the same ``Message-ID``."""
        told = recipients(self._store, self._settings, notice)
        message = build(
            notice,
            told,
            sender=self._settings.smtp_sender,
            link=link_to(self._settings, notice.path),
            at=self._store.clock.now(),
        )
        refused = self._server.hand_over(message, [one for one in (told.to, told.copy) if one])
        notes = [told.note, *(f"The mail server refused {one}." for one in refused)]
        return Sent(str(message["Message-ID"]), note=" ".join(filter(None, notes)))
