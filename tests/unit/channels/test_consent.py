"""A mailbox is connected by its owner, for drafts only, and can be disconnected again."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from core.actor import LOCAL, SCHEDULER, Actor, ActorKind, Role
from core.channels.gmail import (
    Gmail,
    GmailBusy,
    NotConfigured,
    NotConnected,
    WrongMailbox,
    check_gone,
    connect_url,
    deliver,
    disconnect,
    finish_connect,
    mailbox,
)
from core.channels.gmail.endpoints import SCOPE
from core.channels.mail import UnsafeMail
from core.channels.seal import SealBroken, key_path, seal, unseal
from core.clock import fixed
from core.errors import Forbidden, InvalidInput
from core.settings import Settings
from core.store import Store, backup
from tests.conftest import NOW
from tests.servers.gmail import GmailServer

from .conftest import ANN, BOB, connect, mail


def _visit(gmail: Gmail, server: GmailServer) -> dict[str, str]:
    return server.agree(connect_url(gmail, ANN))


def test_security_17_exactly_the_right_to_compose_is_asked_for(gmail: Gmail) -> None:
    asked = parse_qs(urlsplit(connect_url(gmail, ANN)).query)
    assert asked["scope"] == ["https://www.googleapis.com/auth/gmail.compose"] == [SCOPE]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["access_type"] == ["offline"]
    assert asked["login_hint"] == ["ann@us.example"]
    assert "include_granted_scopes" not in asked
    assert len(asked["state"][0]) >= 40


@pytest.mark.parametrize(
    "scope",
    [
        "https://mail.google.com/",
        f"{SCOPE} https://www.googleapis.com/auth/gmail.readonly",
        f"{SCOPE} openid",
        "openid",
        "",
    ],
)
def test_security_17_an_access_with_another_right_is_given_back(
    gmail: Gmail, server: GmailServer, scope: str
) -> None:
    server.scope = scope
    answer = _visit(gmail, server)
    with pytest.raises(NotConnected, match="nothing was kept"):
        finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])
    assert all(grant.is_revoked for grant in server.grants)
    assert mailbox(gmail, ANN).state == "none"


def test_a_connected_mailbox_says_so(connected: Gmail) -> None:
    found = mailbox(connected, ANN)
    assert (found.is_connected, found.address, found.connected_at) == (True, ANN.email, NOW)
    assert mailbox(connected, BOB).state == "none"


def test_an_answer_is_taken_once(gmail: Gmail, server: GmailServer) -> None:
    answer = _visit(gmail, server)
    finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])
    with pytest.raises(InvalidInput):
        finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])


def test_an_answer_is_taken_only_from_the_person_who_asked(
    gmail: Gmail, server: GmailServer
) -> None:
    answer = _visit(gmail, server)
    with pytest.raises(InvalidInput):
        finish_connect(gmail, BOB, state=answer["state"], code=answer["code"])
    with pytest.raises(InvalidInput):
        finish_connect(gmail, ANN, state="made up", code=answer["code"])
    assert server.grants == []


def test_an_answer_that_comes_too_late_is_refused(gmail: Gmail, server: GmailServer) -> None:
    answer = _visit(gmail, server)
    gmail.store.clock = fixed(NOW + timedelta(minutes=11))
    with pytest.raises(InvalidInput, match="ten minutes"):
        finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])
    assert gmail.store.value("SELECT count(*) FROM ops.mailbox_request") == 0


def test_visits_that_never_came_back_are_forgotten(gmail: Gmail) -> None:
    connect_url(gmail, ANN)
    gmail.store.clock = fixed(NOW + timedelta(minutes=11))
    connect_url(gmail, BOB)
    owners = gmail.store.rows("SELECT owner FROM ops.mailbox_request")
    assert owners == [{"owner": BOB.email}]


def test_declining_at_google_leaves_nothing(gmail: Gmail, server: GmailServer) -> None:
    answer = _visit(gmail, server)
    with pytest.raises(NotConnected, match="did not agree"):
        finish_connect(gmail, ANN, state=answer["state"], error="access_denied")
    assert mailbox(gmail, ANN).state == "none"


@pytest.mark.parametrize("code", ["4/guessed", ""])
def test_a_code_that_google_did_not_give_connects_nothing(
    gmail: Gmail, server: GmailServer, code: str
) -> None:
    answer = _visit(gmail, server)
    with pytest.raises(NotConnected):
        finish_connect(gmail, ANN, state=answer["state"], code=code)
    assert mailbox(gmail, ANN).state == "none"


def test_a_code_stolen_from_another_visit_fails_its_proof(
    gmail: Gmail, server: GmailServer
) -> None:
    stolen = server.agree(connect_url(gmail, BOB))["code"]
    with pytest.raises(NotConnected, match="invalid_grant"):
        finish_connect(gmail, ANN, state=_visit(gmail, server)["state"], code=stolen)


def test_a_mailbox_with_another_address_is_refused_and_given_back(
    gmail: Gmail, server: GmailServer
) -> None:
    server.account = "eve@us.example"
    answer = _visit(gmail, server)
    with pytest.raises(WrongMailbox):
        finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])
    assert server.grants[0].is_revoked
    assert mailbox(gmail, ANN).state == "none"


def test_only_ones_own_address_can_be_connected(gmail: Gmail) -> None:
    with pytest.raises(WrongMailbox):
        connect_url(gmail, ANN, "bob@us.example")
    with pytest.raises(UnsafeMail):
        connect_url(gmail, LOCAL)
    assert "ann%40us.example" in connect_url(gmail, LOCAL, "Ann@us.example")


@pytest.mark.parametrize(
    "actor",
    [
        Actor("ann@us.example", frozenset({Role.ANALYST})),
        Actor("ann@us.example", frozenset({Role.CSM}), ActorKind.TOKEN, "ann@us.example"),
        SCHEDULER,
    ],
)
def test_who_may_not_connect(gmail: Gmail, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        connect_url(gmail, actor)
    with pytest.raises(Forbidden):
        finish_connect(gmail, actor, state="x", code="y")


def test_disconnecting_withdraws_the_access_and_deletes_it(
    connected: Gmail, server: GmailServer
) -> None:
    assert disconnect(connected, ANN).revoked
    assert server.grants[0].is_revoked
    assert mailbox(connected, ANN).state == "disconnected"
    assert connected.store.value("SELECT count(sealed) FROM ops.mailbox") == 0
    with pytest.raises(NotConnected, match="disconnected"):
        deliver(connected, ANN, mail())
    with pytest.raises(NotConnected):
        disconnect(connected, BOB)


def test_an_access_that_cannot_be_opened_can_still_be_deleted(
    connected: Gmail, server: GmailServer
) -> None:
    key_path(connected.settings).unlink()
    assert not disconnect(connected, ANN).revoked
    assert mailbox(connected, ANN).state == "disconnected"


def test_an_administrator_can_disconnect_who_left(connected: Gmail, server: GmailServer) -> None:
    root = Actor("root@us.example", frozenset({Role.ADMIN}))
    with pytest.raises(Forbidden):
        disconnect(connected, BOB, ANN.email)
    assert disconnect(connected, root, ANN.email).revoked
    assert server.grants[0].is_revoked
    assert mailbox(connected, ANN).note == "Disconnected by root@us.example."


def test_disconnecting_without_google_deletes_the_access_and_says_what_is_left(
    connected: Gmail, server: GmailServer
) -> None:
    server.faults.status("revoke", 503)
    done = disconnect(connected, ANN)
    assert not done.revoked
    assert "third-party access" in done.note
    assert connected.store.value("SELECT count(sealed) FROM ops.mailbox") == 0


def test_a_google_that_does_not_answer_is_said(gmail: Gmail, server: GmailServer) -> None:
    answer = _visit(gmail, server)
    server.faults.hang_up("token")
    with pytest.raises(GmailBusy):
        finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])


def test_without_gmail_everything_says_so(store: Store, tmp_path_settings: Settings) -> None:
    gmail = Gmail(store, tmp_path_settings)
    assert mailbox(gmail, ANN).state == "not_configured"
    assert ".eml" in mailbox(gmail, ANN).note
    for act in (
        lambda: connect_url(gmail, ANN),
        lambda: deliver(gmail, ANN, mail()),
        lambda: check_gone(gmail, ANN),
    ):
        with pytest.raises(NotConfigured):
            act()


@pytest.fixture
def tmp_path_settings(store: Store) -> Settings:
    """An installation without an OAuth client."""
    return Settings(database=store.path)


def test_the_access_is_nowhere_in_plain_text(connected: Gmail, server: GmailServer) -> None:
    deliver(connected, ANN, mail())
    where = connected.settings
    backup(connected.store, LOCAL, where.backup_dir, where.files_dir, keep=3)
    connected.store.checkpoint()
    (grant,) = server.grants
    secrets = [grant.refresh_token, *grant.tokens]
    key = key_path(connected.settings)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    for file in connected.settings.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [secret for secret in secrets if secret.encode() in content], file
            assert file == key or key.read_bytes() not in content, file


def test_an_access_sealed_for_one_person_opens_for_no_other(settings: Settings) -> None:
    sealed = seal(settings, ANN.email, {"token": "t"})
    assert unseal(settings, ANN.email, sealed) == {"token": "t"}
    with pytest.raises(SealBroken):
        unseal(settings, BOB.email, sealed)


def test_keys_can_be_changed_with_the_old_one_behind_the_new(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    def with_keys(*keys: str) -> Settings:
        return settings.model_copy(update={"gmail_token_keys": SecretStr(", ".join(keys))})

    sealed = seal(with_keys(old), ANN.email, {"token": "t"})
    assert unseal(with_keys(new, old), ANN.email, sealed) == {"token": "t"}
    with pytest.raises(SealBroken):
        unseal(with_keys(new), ANN.email, sealed)
    with pytest.raises(SealBroken, match="Fernet"):
        seal(with_keys("not a key"), ANN.email, {})


def test_a_key_file_that_others_can_read_is_refused(settings: Settings) -> None:
    sealed = seal(settings, ANN.email, {"token": "t"})
    key_path(settings).chmod(0o644)
    with pytest.raises(SealBroken, match="chmod 600"):
        unseal(settings, ANN.email, sealed)


def test_a_database_without_its_key_asks_to_connect_again(
    connected: Gmail, server: GmailServer
) -> None:
    key_path(connected.settings).unlink()
    with pytest.raises(SealBroken):
        deliver(connected, ANN, mail())
    assert mailbox(connected, ANN).state == "reconnect"
    connect(connected, server)
    assert deliver(connected, ANN, mail()).state == "created"


def test_an_endpoint_elsewhere_must_be_encrypted(gmail: Gmail) -> None:
    elsewhere = gmail.settings.model_copy(update={"gmail_endpoint": "http://mail.example"})
    with pytest.raises(InvalidInput, match="neither https nor on this machine"):
        connect_url(replace(gmail, settings=elsewhere), ANN)
