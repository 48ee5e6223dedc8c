"""Connecting a mailbox: to Google's consent page and back, and disconnecting it again.

A visit is named by a random ``state`` that is kept as a hash, with its PKCE verifier sealed, for the
person who began it. It can be finished once, by that person, within ten minutes.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.gmail.access import (
    SQL,
    Access,
    Gmail,
    Mailbox,
    access,
    close,
    is_known,
    mailbox,
    require_person,
    secret_of,
)
from core.channels.gmail.allow import AllowList
from core.channels.gmail.drafts import Drafts
from core.channels.gmail.endpoints import SCOPE
from core.channels.gmail.problems import NotConnected, WrongMailbox, explained
from core.channels.gmail.retry import patiently
from core.channels.mail.address import safe_mailbox
from core.channels.seal import seal, unseal
from core.errors import InvalidInput, RapportError
from core.store import Row, load_sql

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials
    from google_auth_oauthlib.flow import Flow

VISIT = timedelta(minutes=10)
_AGAIN = "Connect the mailbox again."


@dataclass(frozen=True)
class Disconnected:
    """``revoked``: Google confirmed that the access is withdrawn there too."""

    revoked: bool
    note: str


def connect_url(gmail: Gmail, actor: Actor, address: str = "") -> str:
    """Where to send the person to let Rapport make drafts in their mailbox.

    With sign-in the mailbox is the one they sign in with; ``address`` is for single-user mode, which
    knows no address.
    """
    require(actor, Permission.MAILBOX_CONNECT)
    require_person(actor)
    gmail.require_configured()
    wanted = _own_address(actor, address)
    state = secrets.token_urlsafe(32)
    flow = _flow(gmail)
    url, _ = flow.authorization_url(state=state, prompt="consent", login_hint=wanted)
    now = gmail.store.clock.now()
    with gmail.store.transaction(actor, "mailbox.ask", wanted) as work:
        work.execute(load_sql(SQL, "drop_requests"), {"state_hash": "", "oldest": now - VISIT})
        work.execute(
            load_sql(SQL, "add_request"),
            {
                "state_hash": _hash(state),
                "owner": actor.email,
                "address": wanted,
                "sealed": seal(gmail.settings, actor.email, {"verifier": flow.code_verifier}),
                "at": now,
            },
        )
    return str(url)


def finish_connect(
    gmail: Gmail, actor: Actor, *, state: str, code: str = "", error: str = ""
) -> Mailbox:
    """Finish a visit to the consent page with what came back from it.

    Only the person who began the visit can. Raises what is wrong, with nothing kept, and withdraws at
    Google an access that is not for the right mailbox or has not exactly the right asked for.
    """
    require(actor, Permission.MAILBOX_CONNECT)
    require_person(actor)
    gmail.require_configured()
    visit = _take_visit(gmail, actor, state)
    if error or not code:
        raise NotConnected("The mailbox was not connected: you did not agree at Google.", _AGAIN)
    verifier = unseal(gmail.settings, actor.email, visit["sealed"])["verifier"]
    credentials = _exchange(gmail, visit["address"], code, verifier)
    try:
        _require_right(credentials)
        drafts = Drafts(visit["address"], gmail.endpoints, credentials)
        patiently(lambda _: drafts.probe(), gmail.pause)
    except RapportError:
        _revoke(gmail, credentials)
        raise
    now = gmail.store.clock.now()
    with gmail.store.transaction(actor, "mailbox.connect", visit["address"]) as work:
        work.execute(
            load_sql(SQL, "connect_mailbox"),
            {
                "owner": actor.email,
                "address": visit["address"],
                "marker": secrets.token_hex(8),
                "sealed": seal(gmail.settings, actor.email, secret_of(credentials)),
                "at": now,
            },
        )
        work.touch("ops.mailbox")
    return mailbox(gmail, actor)


def disconnect(gmail: Gmail, actor: Actor, owner: str = "") -> Disconnected:
    """Withdraw Rapport's access at Google and delete it here; the latter in any case.

    ``owner`` names somebody else's mailbox, e.g. of a person who left; that takes an administrator.
    """
    require(actor, Permission.MAILBOX_CONNECT)
    require_person(actor)
    whose = owner or actor.email
    if whose != actor.email:
        require(actor, Permission.USER_MANAGE)
    if not is_known(gmail, whose):
        raise NotConnected(f"{whose} has no mailbox connected.", "There is nothing to disconnect.")
    found = _access_or_none(gmail, actor, whose)
    revoked = found is not None and _revoke(gmail, found.credentials)
    note = f"Disconnected by {actor.email}."
    if not revoked:
        note += (
            " Google did not confirm that the access is withdrawn: do it in the Google account"
            " under third-party access."
        )
    with gmail.store.transaction(actor, "mailbox.disconnect", whose) as work:
        close(gmail, work, whose, "disconnected", note)
    return Disconnected(revoked, note)


def _access_or_none(gmail: Gmail, actor: Actor, owner: str) -> Access | None:
    try:
        return access(gmail, actor, owner)
    except RapportError:
        return None


def _own_address(actor: Actor, address: str) -> str:
    own = actor.email if "@" in actor.email else ""
    wanted = safe_mailbox(address or own, "mailbox").lower()
    if own and wanted != own.lower():
        raise WrongMailbox(
            f"Only your own mailbox {own} can be connected, not {wanted}.",
            "Sign in with that address to connect it.",
        )
    return wanted


def _take_visit(gmail: Gmail, actor: Actor, state: str) -> Row:
    """The visit, which from now on cannot be finished again."""
    now, state_hash = gmail.store.clock.now(), _hash(state)
    visit = gmail.store.one(load_sql(SQL, "request"), {"state_hash": state_hash})
    if visit is None or visit["owner"] != actor.email:
        raise InvalidInput("This answer from Google belongs to no visit of yours.", _AGAIN)
    with gmail.store.transaction(actor, "mailbox.return", visit["address"]) as work:
        if work.one(load_sql(SQL, "request"), {"state_hash": state_hash}) is None:
            raise InvalidInput("This answer from Google was used before.", _AGAIN)
        work.execute(
            load_sql(SQL, "drop_requests"), {"state_hash": state_hash, "oldest": now - VISIT}
        )
    if now - visit["asked_at"] > VISIT:
        raise InvalidInput("You were away at Google for more than ten minutes.", _AGAIN)
    return visit


def _exchange(gmail: Gmail, address: str, code: str, verifier: str) -> Credentials:
    from oauthlib.oauth2 import OAuth2Error  # noqa: PLC0415 - on first use

    flow = _flow(gmail, verifier)
    try:
        with explained(address):
            flow.fetch_token(code=code)
    except OAuth2Error as error:
        raise NotConnected(
            f"Google did not accept its own answer ({error.error}).", _AGAIN
        ) from error
    except Warning as changed:
        # The library's way of saying that the right granted is another than the one asked for.
        granted: Any = getattr(changed, "token", {})
        flow.oauth2session.token = granted
        _revoke(gmail, flow.credentials)
        raise _wrong_right() from changed
    return flow.credentials  # type: ignore[no-any-return]


def _require_right(credentials: Credentials) -> None:
    granted = credentials.granted_scopes
    named = granted.split() if isinstance(granted, str) else list(granted or [])
    if named != [SCOPE]:
        raise _wrong_right()
    if not credentials.refresh_token:
        raise NotConnected("Google gave no lasting access.", _AGAIN)


def _wrong_right() -> NotConnected:
    return NotConnected(
        "Google granted something else than making drafts, so nothing was kept.",
        "Connect again and leave exactly that box ticked.",
    )


def _revoke(gmail: Gmail, credentials: Credentials) -> bool:
    """Whether Google confirms that the access is withdrawn."""
    from core.channels.gmail.transport import Transport  # noqa: PLC0415

    body = urlencode({"token": credentials.refresh_token or credentials.token or ""})
    headers = {"content-type": "application/x-www-form-urlencoded"}
    try:
        with explained(""):
            transport = Transport(AllowList(gmail.endpoints))
            answer, _ = transport.request(gmail.endpoints.revoke, "POST", body, headers)
    except RapportError:
        return False
    # 400: the access was withdrawn before.
    return int(answer.status) in (200, 400)


def _flow(gmail: Gmail, verifier: str | None = None) -> Flow:
    from google_auth_oauthlib.flow import Flow  # noqa: PLC0415 - on first use

    from core.channels.gmail.transport import ConsentSession  # noqa: PLC0415

    where, settings = gmail.endpoints, gmail.settings
    session = ConsentSession(
        AllowList(where),
        client_id=settings.gmail_client_id,
        scope=[SCOPE],
        redirect_uri=settings.gmail_redirect_url,
    )
    client = {
        "client_id": settings.gmail_client_id,
        "client_secret": settings.gmail_client_secret.get_secret_value(),
        "auth_uri": where.consent,
        "token_uri": where.token,
    }
    return Flow(
        session,
        "web",
        {"web": client},
        settings.gmail_redirect_url,
        code_verifier=verifier or secrets.token_urlsafe(64),
    )


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
