"""A person's mailbox: whose it is, whether Rapport has access to it, and that access itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.gmail.endpoints import SCOPE, Endpoints, endpoints
from core.channels.gmail.problems import NotConfigured, NotConnected, reconnect
from core.channels.seal import SealBroken, seal, unseal
from core.errors import Forbidden
from core.settings import Settings
from core.store import Reader, Row, Store, Transaction, load_sql

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Gmail:
    """What everything about Gmail needs: the store, the settings, and a way to wait (seconds)."""

    store: Store
    settings: Settings
    pause: Callable[[float], None] = sleep

    @property
    def is_configured(self) -> bool:
        """Whether people can connect a mailbox here at all."""
        return self.settings.has_gmail

    @property
    def endpoints(self) -> Endpoints:
        return endpoints(self.settings)

    def require_configured(self) -> None:
        if not self.is_configured:
            raise NotConfigured


@dataclass(frozen=True)
class Mailbox:
    """What may be shown of a person's mailbox.

    ``state`` is ``not_configured`` (the installation), ``none``, ``connected``, ``reconnect`` or
    ``disconnected``; ``note`` says why, and what to do. Times are naive UTC.
    """

    state: str
    address: str = ""
    note: str = ""
    connected_at: datetime | None = None

    @property
    def is_connected(self) -> bool:
        return self.state == "connected"


@dataclass(frozen=True)
class Access:
    """A connected mailbox with the means to use it."""

    owner: str
    address: str
    marker: str
    credentials: Credentials

    def draft_marker(self, draft_id: int) -> str:
        """The marker header's value on the message of a draft."""
        return f"{draft_id}.{self.marker}"


def is_known(gmail: Gmail, owner: str) -> bool:
    """Whether the person ever connected a mailbox."""
    return _row(gmail.store, owner) is not None


def mailbox(gmail: Gmail, actor: Actor) -> Mailbox:
    """The actor's own mailbox, as it may be shown. Nothing is asked of Google."""
    require(actor, Permission.MAILBOX_CONNECT)
    if not gmail.is_configured:
        return Mailbox("not_configured", note=str(NotConfigured()))
    row = _row(gmail.store, actor.email)
    if row is None:
        return Mailbox("none")
    return Mailbox(row["state"], row["address"], row["note"], row["connected_at"])


def require_person(actor: Actor) -> None:
    """A mailbox is used by the person it belongs to, or by a token of theirs, never by a service."""
    if not actor.is_person:
        raise Forbidden(
            "Only a person can use a mailbox.", "Sign in, or use a token of your own.",
            Permission.DRAFT_DELIVER.value,
        )  # fmt: skip


def access(gmail: Gmail, actor: Actor, owner: str = "") -> Access:
    """The mailbox of the actor, or of ``owner``, ready for use; raises what keeps it from being used."""
    gmail.require_configured()
    owner = owner or actor.email
    row = _row(gmail.store, owner)
    if row is None:
        raise NotConnected("You have no mailbox connected.", "Connect your Gmail mailbox first.")
    if row["state"] == "reconnect":
        raise reconnect()
    if row["state"] != "connected":
        raise NotConnected("Your mailbox is disconnected.", "Connect it again.")
    try:
        secret = unseal(gmail.settings, owner, row["sealed"])
    except SealBroken as error:
        lose(gmail, actor, owner, error.message)
        raise
    return Access(owner, row["address"], row["marker"], _credentials(gmail, secret))


def keep_renewed(gmail: Gmail, work: Transaction, found: Access, before: str | None) -> None:
    """Keep an access that was renewed since it was read with the token ``before``."""
    if found.credentials.token == before:
        return
    sealed = seal(gmail.settings, found.owner, secret_of(found.credentials))
    work.execute(load_sql(SQL, "reseal_mailbox"), {"owner": found.owner, "sealed": sealed})


def lose(gmail: Gmail, actor: Actor, owner: str, note: str) -> None:
    """Delete an access that Google, or our own key, no longer accepts."""
    with gmail.store.transaction(actor, "mailbox.lose", owner) as work:
        close(gmail, work, owner, "reconnect", note)


def close(gmail: Gmail, work: Transaction, owner: str, state: str, note: str) -> None:
    """Delete the access to a person's mailbox and leave it in ``state``."""
    work.execute(
        load_sql(SQL, "close_mailbox"),
        {"owner": owner, "state": state, "at": gmail.store.clock.now(), "note": note},
    )
    work.note(mailbox=note)
    work.touch("ops.mailbox")


def secret_of(credentials: Credentials) -> dict[str, Any]:
    """What is sealed of an access."""
    expiry = credentials.expiry
    return {
        "token": credentials.token,
        "refresh_token": credentials.refresh_token,
        "expiry": expiry.isoformat() if expiry else None,
    }


def _credentials(gmail: Gmail, secret: dict[str, Any]) -> Credentials:
    from google.oauth2.credentials import Credentials  # noqa: PLC0415 - on first use

    expiry = secret["expiry"]
    return Credentials(  # type: ignore[no-untyped-call]
        secret["token"],
        refresh_token=secret["refresh_token"],
        token_uri=gmail.endpoints.token,
        client_id=gmail.settings.gmail_client_id,
        client_secret=gmail.settings.gmail_client_secret.get_secret_value(),
        scopes=[SCOPE],
        expiry=datetime.fromisoformat(expiry) if expiry else None,
    )


def _row(reader: Reader, owner: str) -> Row | None:
    return reader.one(load_sql(SQL, "mailbox"), {"owner": owner})
