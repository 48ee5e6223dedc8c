"""From claims to an actor: who is let in, and when a session ends."""

from __future__ import annotations

from typing import Any

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.auth import identity, users
from core.errors import NotSignedIn, ReadOnly
from core.settings import Settings
from core.store import Store
from tests.unit.auth.conftest import START, Hands, claims


def actions(store: Store) -> list[str]:
    rows = store.rows("SELECT action FROM ops.audit_event ORDER BY sequence")
    return [row["action"] for row in rows]


def test_security_05_a_verified_known_identity_gets_its_roles(
    store: Store, settings: Settings, ada: str
) -> None:
    assert identity.actor_of(store, settings, claims()) == Actor(ada, frozenset({Role.CSM}))
    assert actions(store)[-1] == "session.start"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"is_logged_in": False}, "Nobody is signed in"),
        ({"email_verified": False}, "not verified"),
        ({"email_verified": None}, "not verified"),
        ({"email": ""}, "did not say"),
        ({"email": 7}, "did not say"),
        ({"sub": ""}, "did not say"),
        ({"iss": None}, "did not say"),
        ({"iat": "soon"}, "did not say when"),
        ({"iat": True}, "did not say when"),
        ({"email": "eve@example.com"}, "no account"),
    ],
)
def test_security_05_an_identity_that_is_not_vouched_for_has_no_role(
    store: Store, settings: Settings, ada: str, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotSignedIn, match=why):
        identity.actor_of(store, settings, claims(**changes))


def test_security_05_empty_claims_are_nobody(store: Store, settings: Settings) -> None:
    with pytest.raises(NotSignedIn, match="Nobody"):
        identity.actor_of(store, settings, {})


def test_security_05_a_foreign_issuer_or_domain_is_refused(
    store: Store, settings: Settings, ada: str
) -> None:
    ours = settings.model_copy(update={"allowed_issuers": frozenset({"https://other"})})
    with pytest.raises(NotSignedIn, match="issued by"):
        identity.actor_of(store, ours, claims())
    domain = settings.model_copy(update={"allowed_domains": frozenset({"Example.org"})})
    with pytest.raises(NotSignedIn, match=r"of example\.com"):
        identity.actor_of(store, domain, claims())
    both = settings.model_copy(
        update={
            "allowed_issuers": frozenset({"https://id.example.com"}),
            "allowed_domains": frozenset({"Example.COM"}),
        }
    )
    assert identity.actor_of(store, both, claims()).email == ada


def test_security_05_another_subject_with_the_same_address_is_refused(
    store: Store, settings: Settings, ada: str
) -> None:
    identity.actor_of(store, settings, claims())
    with pytest.raises(NotSignedIn, match="another identity"):
        identity.actor_of(store, settings, claims(sub="someone-else", nonce="n2"))
    users.forget_identity(store, COMMAND_LINE, ada)
    assert identity.actor_of(store, settings, claims(sub="someone-else", nonce="n3")).email == ada


def test_security_05_a_session_of_the_former_identity_ends_when_it_is_forgotten(
    store: Store, settings: Settings, ada: str
) -> None:
    identity.actor_of(store, settings, claims())
    users.forget_identity(store, COMMAND_LINE, ada)
    with pytest.raises(NotSignedIn):
        identity.actor_of(store, settings, claims())


def test_security_05_a_refused_sign_in_is_audited_once_however_often_it_is_tried(
    store: Store, settings: Settings
) -> None:
    for _ in range(3):
        with pytest.raises(NotSignedIn, match="no account"):
            identity.actor_of(store, settings, claims(email="eve@example.com"))
    assert actions(store).count("session.refuse") == 1


def test_security_05_a_cookie_replayed_after_sign_out_is_refused(
    store: Store, settings: Settings, ada: str
) -> None:
    saved = claims()
    identity.actor_of(store, settings, saved)
    identity.sign_out(store, saved)
    with pytest.raises(NotSignedIn, match="signed out"):
        identity.actor_of(store, settings, saved)
    assert identity.actor_of(store, settings, claims(nonce="n2")).email == ada


def test_security_05_a_cookie_never_used_before_sign_out_is_refused_too(
    store: Store, settings: Settings, ada: str
) -> None:
    identity.sign_out(store, claims())
    with pytest.raises(NotSignedIn, match="signed out"):
        identity.actor_of(store, settings, claims())


def test_security_05_signing_out_twice_or_as_nobody_is_harmless(
    store: Store, settings: Settings, ada: str
) -> None:
    identity.actor_of(store, settings, claims())
    for _ in range(2):
        identity.sign_out(store, claims())
    identity.sign_out(store, {})
    assert actions(store).count("session.end") == 1


def test_security_05_a_disabled_person_is_refused_in_the_middle_of_a_session(
    store: Store, settings: Settings, ada: str
) -> None:
    saved = claims()
    identity.actor_of(store, settings, saved)
    users.disable_user(store, COMMAND_LINE, ada)
    for attempt in (saved, claims(nonce="n2")):
        with pytest.raises(NotSignedIn, match="disabled"):
            identity.actor_of(store, settings, attempt)
    users.enable_user(store, COMMAND_LINE, ada)
    with pytest.raises(NotSignedIn):
        identity.actor_of(store, settings, saved)
    assert identity.actor_of(store, settings, claims(nonce="n3")).email == ada


def test_security_05_a_session_ends_after_half_an_hour_unused(
    store: Store, settings: Settings, ada: str, hands: Hands
) -> None:
    saved = claims()
    identity.actor_of(store, settings, saved)
    for _ in range(3):
        hands.forward(minutes=29)
        identity.actor_of(store, settings, saved)
    hands.forward(minutes=30)
    with pytest.raises(NotSignedIn, match="away for more than 30"):
        identity.actor_of(store, settings, saved)
    assert actions(store)[-1] == "session.end"


def test_security_05_a_session_ends_after_twelve_hours_however_used(
    store: Store, settings: Settings, ada: str, hands: Hands
) -> None:
    saved = claims()
    identity.actor_of(store, settings, saved)
    for _ in range(12 * 3 - 1):
        hands.forward(minutes=20)
        identity.actor_of(store, settings, saved)
    hands.forward(minutes=20)
    for _ in range(2):
        with pytest.raises(NotSignedIn, match="12 hours ago"):
            identity.actor_of(store, settings, saved)


def test_security_05_an_old_cookie_cannot_begin_a_session(
    store: Store, settings: Settings, ada: str, hands: Hands
) -> None:
    hands.forward(minutes=11)
    with pytest.raises(NotSignedIn, match="too old"):
        identity.actor_of(store, settings, claims(START))
    hands.at = START
    hands.forward(minutes=-3)
    with pytest.raises(NotSignedIn, match="too old"):
        identity.actor_of(store, settings, claims(START))


def test_security_02_a_role_withdrawn_is_gone_at_the_next_call(
    store: Store, settings: Settings, ada: str
) -> None:
    saved = claims()
    assert identity.actor_of(store, settings, saved).roles == {Role.CSM}
    users.set_roles(store, COMMAND_LINE, ada, [Role.ANALYST])
    assert identity.actor_of(store, settings, saved).roles == {Role.ANALYST}
    users.set_roles(store, COMMAND_LINE, ada, [])
    assert identity.actor_of(store, settings, saved).roles == frozenset()


def test_the_first_administrator_is_whoever_has_the_configured_address(
    store: Store, settings: Settings
) -> None:
    who = identity.actor_of(store, settings, claims(email="Root@example.com"))
    assert who == Actor("root@example.com", frozenset({Role.ADMIN}))


def test_the_configured_address_gets_nothing_back_that_was_taken(
    store: Store, settings: Settings
) -> None:
    users.create_user(store, COMMAND_LINE, "root@example.com", [Role.CSM])
    assert identity.actor_of(store, settings, claims(email="root@example.com")).roles == {Role.CSM}
    users.disable_user(store, COMMAND_LINE, "root@example.com")
    with pytest.raises(NotSignedIn, match="disabled"):
        identity.actor_of(store, settings, claims(email="root@example.com", nonce="n2"))


def test_beginning_and_using_a_session_leaves_cached_pages_valid(
    store: Store, settings: Settings, ada: str, hands: Hands
) -> None:
    before = store.data_version
    identity.actor_of(store, settings, claims())
    hands.forward(minutes=5)
    identity.actor_of(store, settings, claims())
    assert store.data_version == before


def test_while_nothing_can_be_written_the_idle_clock_stands_still_and_twelve_hours_end_it(
    store: Store, settings: Settings, ada: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = claims()
    identity.actor_of(store, settings, saved)
    monkeypatch.setattr(Store, "refusal", ReadOnly("The disk is full."))
    hands.forward(hours=11)
    assert identity.actor_of(store, settings, saved).email == ada
    hands.forward(hours=1)
    with pytest.raises(NotSignedIn, match="12 hours ago"):
        identity.actor_of(store, settings, saved)


def test_security_05_a_session_belongs_to_the_identity_that_began_it(
    store: Store, settings: Settings, ada: str
) -> None:
    identity.actor_of(store, settings, claims())
    users.create_user(store, COMMAND_LINE, "bob@example.com", [Role.ADMIN])
    with pytest.raises(NotSignedIn, match="another identity"):
        identity.actor_of(store, settings, claims(email="bob@example.com"))
