"""How a scan or a schedule has a draft made: to the likeliest reader, for the kind's first purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.actor import Actor
from core.cockpit.query import Running
from core.drafting.kind import DraftRequest

if TYPE_CHECKING:
    from core.drafting.engine import Engine
    from core.drafting.unattended import MakeDraft


class Drafting(Running, Protocol):
    """A running cockpit that can draft."""

    @property
    def drafting(self) -> Engine: ...


def maker(cockpit: Drafting, actor: Actor, kind: str) -> MakeDraft:
    """What makes a draft of ``kind`` for an account; its errors are those of the engine."""

    def make(account_key: int, sender: str) -> int:
        # Prompts and recipients are loaded with the first draft, which most scans do not need.
        from core.drafting.prompts import load_prompt  # noqa: PLC0415
        from core.health.communication import default_recipient  # noqa: PLC0415

        today = cockpit.clock.today()
        reader = default_recipient(cockpit.store, account_key, today, kind)
        request = DraftRequest(
            kind=kind,
            account_key=account_key,
            purpose=next(iter(load_prompt(kind).meta.purposes)),
            as_of=today,
            sender=sender,
            contact_key=reader.contact_key,
        )
        return cockpit.drafting.make(actor, request).draft_id

    return make
