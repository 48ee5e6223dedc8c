"""Bearer tokens of the API."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, ActorKind, Role
from core.auth import tokens, users
from core.errors import Forbidden, InvalidInput, NotFound, NotSignedIn
from core.store import Store
from tests.unit.auth.conftest import Hands


def test_security_07_a_token_is_shown_once_and_kept_as_a_hash(store: Store) -> None:
    made = tokens.create_token(store, COMMAND_LINE, "nightly import", [Role.ANALYST])
    kept = store.one("SELECT * FROM ops.api_token")
    assert kept is not None
    assert made.secret not in str(kept)
    log = store.rows("SELECT * FROM ops.audit_event")
    assert made.secret not in str(log)
    (listed,) = tokens.list_tokens(store, COMMAND_LINE)
    assert (listed.name, listed.roles) == ("nightly import", {Role.ANALYST})


def test_security_07_a_token_acts_in_its_own_name(store: Store) -> None:
    made = tokens.create_token(store, COMMAND_LINE, "nightly import", [Role.ANALYST])
    actor = tokens.actor_of_token(store, made.secret)
    assert actor.roles == {Role.ANALYST}
    assert (actor.kind, actor.name) == (ActorKind.TOKEN, "token:nightly import")


def test_security_07_a_token_ends_at_its_time(store: Store, hands: Hands) -> None:
    made = tokens.create_token(store, COMMAND_LINE, "short", [Role.ADMIN], days=1)
    hands.forward(hours=23.9)
    tokens.actor_of_token(store, made.secret)
    hands.forward(hours=0.1)
    with pytest.raises(NotSignedIn, match="expired"):
        tokens.actor_of_token(store, made.secret)


def test_security_07_a_revoked_or_unknown_token_is_refused(store: Store) -> None:
    made = tokens.create_token(store, COMMAND_LINE, "gone", [Role.ADMIN])
    tokens.revoke_token(store, COMMAND_LINE, made.token_id)
    for secret in (made.secret, "rapport_guess", ""):
        with pytest.raises(NotSignedIn, match="not known"):
            tokens.actor_of_token(store, secret)
    with pytest.raises(NotFound):
        tokens.revoke_token(store, COMMAND_LINE, 99)


def test_security_07_a_token_for_a_person_can_do_no_more_than_they_can_now(store: Store) -> None:
    ada = users.create_user(store, COMMAND_LINE, "ada@example.com", [Role.CSM, Role.ANALYST])
    made = tokens.create_token(
        store, COMMAND_LINE, "for ada", [Role.CSM, Role.ADMIN], acts_for="Ada@example.com"
    )
    assert tokens.actor_of_token(store, made.secret) == Actor(
        ada, frozenset({Role.CSM}), ActorKind.TOKEN, "for ada", for_person=True
    )
    users.set_roles(store, COMMAND_LINE, ada, [Role.ANALYST])
    assert not tokens.actor_of_token(store, made.secret).roles
    users.set_roles(store, COMMAND_LINE, ada, [Role.CSM])
    users.disable_user(store, COMMAND_LINE, ada)
    assert not tokens.actor_of_token(store, made.secret).roles


@pytest.mark.parametrize(
    ("name", "roles", "days", "why"),
    [
        (" ", [Role.ADMIN], 1, "needs a name"),
        ("x", [], 1, "needs a role"),
        ("x", [Role.ADMIN], 0, "cannot last"),
        ("x", [Role.ADMIN], 367, "cannot last"),
        ("x", [Role.CSM, Role.MANAGER], 1, "sees nobody's accounts"),
    ],
)
def test_a_token_that_makes_no_sense_is_refused(
    store: Store, name: str, roles: list[Role], days: int, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        tokens.create_token(store, COMMAND_LINE, name, roles, days=days)


def test_a_token_for_somebody_unknown_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="no account"):
        tokens.create_token(store, COMMAND_LINE, "x", [Role.CSM], acts_for="no@example.com")


def test_only_an_administrator_handles_tokens(store: Store) -> None:
    analyst = Actor("a@example.com", frozenset({Role.ANALYST}))
    with pytest.raises(Forbidden):
        tokens.create_token(store, analyst, "x", [Role.ANALYST])
    with pytest.raises(Forbidden):
        tokens.revoke_token(store, analyst, 1)
    with pytest.raises(Forbidden):
        tokens.list_tokens(store, analyst)
