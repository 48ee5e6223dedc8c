"""Releases and the notes they produced: what pages, API, command line and the daily job ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.freshness import ensure_fresh
from core.cockpit.query import Running
from core.drafting.kind import DraftRequest
from core.health.release.notes import Noted, Released, Run, draft_notes, releases, runs

if TYPE_CHECKING:
    from core.drafting.engine import Engine

__all__ = ["KIND", "Noted", "Released", "Run", "as_json", "draft_release_notes", "releases", "runs"]

KIND = "release_notes"


class Drafting(Running, Protocol):
    """An installation that can draft."""

    @property
    def drafting(self) -> Engine: ...


def draft_release_notes(cockpit: Drafting, actor: Actor) -> Noted:
    """Draft the notes on every new release for the accounts the actor sees, once each; see the module."""
    require(actor, Permission.DRAFT_WRITE)
    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    return draft_notes(cockpit.store, actor, _maker(cockpit, actor), today)


def _maker(cockpit: Drafting, actor: Actor) -> Callable[[int, str], int]:
    def make(account_key: int, sender: str) -> int:
        # Prompts and recipients are looked up for a new release alone, which most days have none.
        from core.drafting.prompts import load_prompt  # noqa: PLC0415
        from core.health.communication import default_recipient  # noqa: PLC0415

        today = cockpit.clock.today()
        reader = default_recipient(cockpit.store, account_key, today, KIND)
        request = DraftRequest(
            kind=KIND,
            account_key=account_key,
            purpose=next(iter(load_prompt(KIND).meta.purposes)),
            as_of=today,
            sender=sender,
            contact_key=reader.contact_key,
        )
        return cockpit.drafting.make(actor, request).draft_id

    return make


def as_json(run: Run) -> dict[str, Any]:
    """What became of the notes for an account; keys are only ever added."""
    return {
        "release": run.release,
        "released_on": run.released_on.isoformat(),
        "account_id": run.account_id,
        "account_name": run.account_name,
        "state": run.state,
        "items": list(run.items),
        "note": run.note,
        "draft_id": run.draft_id,
        "draft_status": run.draft_status,
        "judged_at": run.judged_at.isoformat(),
    }
