"""What every channel has to offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.channels.notices.model import ChannelName, Notice
from core.store import Transaction


@dataclass(frozen=True)
class Sent:
    """A notice that got through.

    ``reference`` is what the other side calls it. ``keep`` writes down what the channel must remember,
    in the transaction that records the delivery. ``note`` is worth knowing although it got through.
    """

    reference: str
    keep: Callable[[Transaction], None] | None = None
    note: str = ""


class Channel(Protocol):
    """A way to one's own people."""

    @property
    def name(self) -> ChannelName:
        """Which one it is."""

    @property
    def webhook(self) -> str:
        """Which of several webhooks of a chat; empty for the one without a name, and elsewhere."""

    def missing(self) -> str:
        """What has to be set up first, as a sentence; empty when it can be used."""

    def where(self) -> str:
        """What it is set up for, in words and without secrets; only asked when nothing is missing."""

    def deliver(self, notice: Notice) -> Sent:
        """Get ``notice`` through, or raise one of :mod:`core.channels.trouble`.

        Called again for the same notice when the outcome of the attempt before is not known.
        """
