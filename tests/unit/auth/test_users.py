"""Who may sign in."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.auth import users
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store

CSM = Actor("csm@example.com", frozenset({Role.CSM}))


def test_a_person_is_added_once_in_lower_case(store: Store) -> None:
    assert users.create_user(store, COMMAND_LINE, "Bob@Example.COM", [Role.CSM]) == (
        "bob@example.com"
    )
    with pytest.raises(InvalidInput, match="already has an account"):
        users.create_user(store, COMMAND_LINE, "bob@example.com", [Role.ADMIN])
    (bob,) = users.list_users(store, COMMAND_LINE)
    assert (bob.email, bob.roles, bob.is_active, bob.has_signed_in, bob.last_seen_at) == (
        "bob@example.com",
        {Role.CSM},
        True,
        False,
        None,
    )


@pytest.mark.parametrize(
    "text", ["", "bob", "bob@", "bob@example.com, eve@example.com", "b\nb@e.com"]
)
def test_what_is_no_address_is_refused(store: Store, text: str) -> None:
    with pytest.raises(InvalidInput, match="no e-mail address"):
        users.create_user(store, COMMAND_LINE, text, [Role.CSM])


def test_the_last_administrator_stays_one(store: Store) -> None:
    root = users.create_user(store, COMMAND_LINE, "root@example.com", [Role.ADMIN])
    with pytest.raises(InvalidInput, match="only administrator"):
        users.disable_user(store, COMMAND_LINE, root)
    with pytest.raises(InvalidInput, match="only administrator"):
        users.set_roles(store, COMMAND_LINE, root, [Role.CSM])
    users.create_user(store, COMMAND_LINE, "two@example.com", [Role.ADMIN, Role.MANAGER])
    users.set_roles(store, COMMAND_LINE, root, [Role.CSM])
    with pytest.raises(InvalidInput, match="only administrator"):
        users.disable_user(store, COMMAND_LINE, "two@example.com")


def test_who_has_no_account_cannot_be_changed(store: Store) -> None:
    for change in (users.disable_user, users.enable_user, users.forget_identity):
        with pytest.raises(NotFound, match="no account"):
            change(store, COMMAND_LINE, "nobody@example.com")
    with pytest.raises(NotFound):
        users.set_roles(store, COMMAND_LINE, "nobody@example.com", [Role.CSM])


def test_only_an_administrator_manages_people(store: Store) -> None:
    with pytest.raises(Forbidden):
        users.list_users(store, CSM)
    with pytest.raises(Forbidden):
        users.create_user(store, CSM, "bob@example.com", [Role.ADMIN])
    for change in (users.disable_user, users.enable_user, users.forget_identity):
        with pytest.raises(Forbidden):
            change(store, CSM, "csm@example.com")
    with pytest.raises(Forbidden):
        users.set_roles(store, CSM, "csm@example.com", [Role.ADMIN])


def test_each_change_is_in_the_audit_log(store: Store) -> None:
    users.create_user(store, COMMAND_LINE, "bob@example.com", [Role.CSM])
    users.set_roles(store, COMMAND_LINE, "bob@example.com", [Role.ANALYST])
    users.disable_user(store, COMMAND_LINE, "bob@example.com")
    rows = store.rows("SELECT action, subject, detail FROM ops.audit_event ORDER BY sequence")
    assert [(row["action"], row["subject"]) for row in rows] == [
        ("user.create", "bob@example.com"),
        ("user.set_roles", "bob@example.com"),
        ("user.disable", "bob@example.com"),
    ]
    assert "analyst" in rows[1]["detail"] and "csm" in rows[1]["detail"]
