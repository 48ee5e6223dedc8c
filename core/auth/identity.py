"""From verified claims to an actor with the roles in force now, by the server's own session record.

The cookie only names a session: whether it is in force, whose it is and what they may do is read
from the database each time, so that a replayed cookie, a disabled person or a withdrawn role is
noticed at the next call.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from core.actor import Actor, Role
from core.auth import claims as reading
from core.auth.claims import Identity
from core.auth.door import Claims
from core.errors import NotSignedIn
from core.settings import Settings
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"

ABSOLUTE = timedelta(hours=12)
"""A session ends this long after signing in, used or not."""

IDLE = timedelta(minutes=30)
"""A session ends when it was not used for this long."""

FIRST_USE = timedelta(minutes=10)
"""A sign-in that was not used by then needs repeating: an old cookie cannot begin a session."""

_TOUCH_EVERY = timedelta(minutes=1)
_AGAIN = "Sign in again."


def actor_of(store: Store, settings: Settings, claims: Claims) -> Actor:
    """The actor behind ``claims``, beginning the session at its first use.

    Raises :class:`~core.errors.NotSignedIn` when there is no session in force and none may begin.
    """
    identity = reading.read(settings, claims)
    session = _session(store, identity.session_hash)
    if session is None:
        _begin(store, settings, identity)
        session = _session(store, identity.session_hash)
    if session is None:
        raise NotSignedIn("Your session could not be recorded.", _AGAIN)
    _check(store, identity, session)
    return Actor(identity.email, frozenset(Role(name) for name in session["roles"]))


def sign_out(store: Store, claims: Claims) -> None:
    """End the session that ``claims`` name, known or not: its cookie is never accepted again."""
    if not claims.get("sub"):
        return
    session_hash = reading.session_hash(claims)
    known = _session(store, session_hash)
    if known and known["ended_at"] is not None:
        return
    email = known["email"] if known else str(claims.get("email", "")).lower()
    now = store.clock.now()
    with store.transaction(Actor(email), "session.end", email) as work:
        work.execute(
            load_sql(SQL, "start_session"),
            _ended(session_hash, email, now, "signed_out"),
        )
        work.execute(
            load_sql(SQL, "end_session"),
            {"session_hash": session_hash, "at": now, "reason": "signed_out"},
        )


def _session(store: Store, session_hash: str) -> Row | None:
    return store.one(load_sql(SQL, "session_with_user"), {"session_hash": session_hash})


def _check(store: Store, identity: Identity, session: Row) -> None:
    """Raise unless the session is in force; move its idle clock when it is."""
    now = store.clock.now()
    if session["ended_at"] is not None:
        raise NotSignedIn(_why(session["end_reason"]), _AGAIN)
    if not session["is_active"]:
        raise NotSignedIn(_why("disabled"), "Ask an administrator.")
    if (session["email"], session["subject"]) != (identity.email, identity.subject):
        raise NotSignedIn("This session is another identity's.", _AGAIN)
    # While the database takes no writes the idle clock stands still and cannot be held to.
    idle = store.refusal is None and now - session["last_seen_at"] >= IDLE
    if now - session["signed_in_at"] >= ABSOLUTE or idle:
        reason = "idle" if idle else "expired"
        _end(store, session, reason)
        raise NotSignedIn(_why(reason), _AGAIN)
    if now - session["last_seen_at"] >= _TOUCH_EVERY:
        store.bookkeep(
            load_sql(SQL, "touch_session"), {"session_hash": session["session_hash"], "at": now}
        )


def _end(store: Store, session: Row, reason: str) -> None:
    if store.refusal is not None:
        return
    with store.transaction(Actor(session["email"]), "session.end", session["email"]) as work:
        work.execute(
            load_sql(SQL, "end_session"),
            {
                "session_hash": session["session_hash"],
                "at": store.clock.now(),
                "reason": reason,
            },
        )
        work.note(reason=reason)


def _why(reason: str | None) -> str:
    return {
        "expired": f"You signed in more than {ABSOLUTE // timedelta(hours=1)} hours ago.",
        "idle": f"You were away for more than {IDLE // timedelta(minutes=1)} minutes.",
        "disabled": "Your account is disabled.",
        "refused": "Your identity has no account here.",
    }.get(reason or "", "You have signed out.")


def _begin(store: Store, settings: Settings, identity: Identity) -> None:
    """Begin a session, or record that it was refused and say why."""
    now = store.clock.now()
    if not timedelta(minutes=-2) <= now - identity.issued_at <= FIRST_USE:
        raise NotSignedIn("This sign-in is too old to be used for the first time.", _AGAIN)
    known = store.one(load_sql(SQL, "user_by_email"), {"email": identity.email})
    refusal = _refusal(known, settings, identity)
    who = Actor(identity.email)
    if refusal:
        with store.transaction(who, "session.refuse", identity.email) as work:
            work.execute(
                load_sql(SQL, "start_session"),
                _ended(identity.session_hash, identity.email, now, "refused"),
            )
            work.note(reason=refusal.message)
        raise refusal
    with store.transaction(who, "session.start", identity.email) as work:
        if known is None:
            params = {"email": identity.email, "roles": [Role.ADMIN.value], "at": now}
            work.execute(load_sql(SQL, "add_user"), params)
            work.note(first_administrator=True)
        work.execute(
            load_sql(SQL, "pin_subject"), {"email": identity.email, "subject": identity.subject}
        )
        work.execute(
            load_sql(SQL, "start_session"),
            {**_ended(identity.session_hash, identity.email, now, None), "ended_at": None},
        )
        # Sessions are no data: beginning one leaves every cached page as it is.
        work.touch(*(["ops.user_account"] if known is None else []))


def _refusal(known: Row | None, settings: Settings, identity: Identity) -> NotSignedIn | None:
    if known is None:
        if identity.email == settings.admin_email.strip().lower():
            return None
        return NotSignedIn(_why("refused"), "Ask an administrator to add you.")
    if not known["is_active"]:
        return NotSignedIn(_why("disabled"), "Ask an administrator.")
    if known["subject"] not in (None, identity.subject):
        return NotSignedIn(
            "This e-mail address belonged to another identity when it was first used here.",
            "Ask an administrator to let the new identity in.",
        )
    return None


def _ended(session_hash: str, email: str, at: datetime, reason: str | None) -> Row:
    return {
        "session_hash": session_hash,
        "email": email,
        "at": at,
        "ended_at": at,
        "end_reason": reason,
    }
