"""Permissions, refusals, and how the installation lets people in."""

from __future__ import annotations

import json

import pytest

from core.actor import LOCAL, Actor, Role
from core.auth.door import Door, check_address, check_cookie_secret, is_loopback
from core.auth.guard import allows, require
from core.auth.permissions import GRANTS, Permission
from core.auth.refusals import record_refusal, refusals_audited, require_audited
from core.errors import Forbidden, ReadOnly
from core.store import Store

NOBODY = Actor("nobody@example.com")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(Permission))
def test_security_01_the_guard_follows_the_matrix(role: Role, permission: Permission) -> None:
    actor = Actor("x@example.com", frozenset({role}))
    assert allows(actor, permission) == (permission in GRANTS[role])


@pytest.mark.parametrize("permission", list(Permission))
def test_security_01_without_a_role_nothing_is_allowed(permission: Permission) -> None:
    with pytest.raises(Forbidden) as refusal:
        require(NOBODY, permission)
    assert refusal.value.permission == permission.value


def test_security_01_several_roles_add_up() -> None:
    both = Actor("x@example.com", frozenset({Role.CSM, Role.ANALYST}))
    assert allows(both, Permission.ACCOUNT_NOTE)
    assert allows(both, Permission.IMPORT_PUBLISH)
    assert not allows(both, Permission.USER_MANAGE)


def test_security_02_a_refusal_is_in_the_audit_log(store: Store) -> None:
    with pytest.raises(Forbidden):
        require_audited(store, NOBODY, Permission.POLICY_SAVE)
    event = store.one("SELECT actor, action, subject, detail FROM ops.audit_event")
    assert event is not None
    assert (event["actor"], event["action"], event["subject"]) == (
        "person:nobody@example.com",
        "access.refuse",
        "policy.save",
    )
    assert json.loads(event["detail"])["roles"] == []


def test_security_02_what_is_allowed_leaves_no_refusal(store: Store) -> None:
    require_audited(store, LOCAL, Permission.POLICY_SAVE)
    with refusals_audited(store, LOCAL):
        pass
    assert store.value("SELECT count(*) FROM ops.audit_event") == 0


def test_security_02_a_database_that_takes_no_writes_refuses_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ReadOnly("The disk is full.")

    monkeypatch.setattr(store, "transaction", full)
    record_refusal(store, NOBODY, Forbidden("no"))
    with pytest.raises(Forbidden):
        require_audited(store, NOBODY, Permission.POLICY_SAVE)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST.", "::1", "[::1]", "::ffff:127.0.0.1"],
)
def test_security_04_single_user_mode_serves_this_machine(address: str) -> None:
    assert is_loopback(address)
    check_address(Door(), address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        ".".join("0000"),
        "::",
        "192.168.1.5",
        "example.com",
        "localhost.example.com",
        "127.1.evil",
    ],
)
def test_security_04_single_user_mode_refuses_an_address_that_others_reach(address: str) -> None:
    with pytest.raises(Forbidden, match="single-user mode"):
        check_address(Door(), address)
    check_address(Door(sign_in_required=True), address)


def test_the_door_names_its_mode() -> None:
    assert Door().mode == "single-user mode"
    assert Door(sign_in_required=True).mode == "sign-in"
    assert Door().claims_of({"_streamlit_user": "x"}) is None


def test_security_05_a_cookie_secret_that_could_be_guessed_is_refused() -> None:
    check_cookie_secret("x" * 32)
    with pytest.raises(Forbidden, match="cookie_secret"):
        check_cookie_secret("changeme")
