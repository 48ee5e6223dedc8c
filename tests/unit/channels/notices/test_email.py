"""Alerts by e-mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from core.actor import SCHEDULER
from core.channels.notices import ChannelName, NoticeDelivery, State, deliveries
from core.settings import Settings
from core.store import Store
from tests.servers.smtp import PASSWORD, SmtpServer

from .conftest import LEE, Deliver, Hands, notice, tell


@pytest.fixture
def given(settings: Settings, smtp: SmtpServer) -> Settings:
    return with_server(settings, smtp)


def with_server(settings: Settings, server: SmtpServer) -> Settings:
    named = server.settings()
    return settings.model_copy(update=named | {"smtp_password": SecretStr(named["smtp_password"])})


def one(store: Store) -> NoticeDelivery:
    (row,) = deliveries(store, LEE)
    return row


def test_the_rep_gets_a_plain_mail_that_says_it_is_from_a_program(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    tell(store, notice(), ChannelName.EMAIL)
    assert deliver(given)[0].state is State.DELIVERED
    (mail,) = smtp.messages
    assert (mail["From"], mail["To"], mail["Cc"]) == (
        "Rapport <rapport@us.example>",
        "ann@us.example",
        None,
    )
    assert mail["Subject"] == "Acme turned red: score 38, was 71"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == (
        "Acme turned red: score 38, was 71\n"
        "P1-412 has been open for 9 days.\n"
        "The Salesforce connector is silent for 4 days.\n"
        "\n"
        "Open in Rapport: https://rapport.example.com/account?account=A1\n"
        "\n"
        "Written by Rapport. The customer was not written to.\n"
    )
    assert smtp.was_encrypted == [True]
    assert one(store).reference == mail["Message-ID"]


def test_the_manager_gets_a_copy_where_the_notice_says_so(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    tell(store, notice(manager_email="meg@us.example"), ChannelName.EMAIL)
    deliver(given)
    assert smtp.recipients == [["ann@us.example", "meg@us.example"]]
    assert smtp.messages[0]["Cc"] == "meg@us.example"


def test_a_manager_who_is_refused_does_not_cost_the_rep_the_alert(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    smtp.refused = {"meg@us.example"}
    tell(store, notice(manager_email="meg@us.example"), ChannelName.EMAIL)
    deliver(given)
    assert smtp.recipients == [["ann@us.example"]]
    assert (one(store).state, one(store).error) == (
        State.DELIVERED,
        "The mail server refused meg@us.example.",
    )


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("kim@acme.example", "is a customer's contact"),
        ("KIM@Acme.example", "is a customer's contact"),
        ("cto@acme.example", "is of a customer's domain"),
        ("eve@elsewhere.example", "is nobody of the team"),
        ("ann@us.example, eve@evil.example", "is more than one address"),
        ("ann@us.example\r\nBcc: eve@evil.example", "line break"),
        ("ann@us\u2028.example", "line break"),
        ("\u0430nn@us.example", "mixes letters"),
    ],
)
def test_security_15_a_mail_goes_to_ones_own_people_only(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer, *, address: str, why: str
) -> None:
    tell(store, notice(rep_email=address), ChannelName.EMAIL)
    deliver(given)
    assert smtp.messages == []
    assert one(store).state is State.NOT_CONFIGURED
    assert why in one(store).error


def test_domains_that_may_sign_in_are_the_only_ones_written_to(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    narrow = given.model_copy(update={"allowed_domains": frozenset({"hq.example"})})
    tell(store, notice(), ChannelName.EMAIL)
    deliver(narrow)
    assert smtp.messages == []
    assert "none of the domains" in one(store).error


def test_ones_own_domain_may_be_an_account_too_when_it_is_named(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    with store.transaction(SCHEDULER, "tests.fill") as work:
        work.execute("INSERT INTO crm.account (account_key, domain) VALUES (33, 'us.example')")
    tell(store, notice("n/1"), ChannelName.EMAIL)
    deliver(given)
    assert smtp.messages == []
    tell(store, notice("n/2"), ChannelName.EMAIL)
    deliver(given.model_copy(update={"allowed_domains": frozenset({"us.example"})}))
    assert len(smtp.messages) == 1


def test_the_present_owner_is_told_when_the_notice_names_nobody(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    tell(store, notice(rep_email=""), ChannelName.EMAIL)
    deliver(given)
    assert smtp.recipients == [["ann@us.example"]]


def test_an_account_without_an_owner_waits_for_one(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer, hands: Hands
) -> None:
    with store.transaction(SCHEDULER, "tests.fill") as work:
        work.execute("UPDATE crm.account SET owner_email = NULL")
    tell(store, notice(rep_email=""), ChannelName.EMAIL)
    deliver(given)
    assert (one(store).state, one(store).error[:25]) == (
        State.NOT_CONFIGURED,
        "Acme has no owner to tell",
    )
    with store.transaction(SCHEDULER, "tests.fill") as work:
        work.execute("UPDATE crm.account SET owner_email = 'bob@us.example'")
    hands.pass_by(hours=6)
    deliver(given)
    assert smtp.recipients == [["bob@us.example"]]


def test_security_15_a_title_from_outside_stays_in_its_header(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    hostile = "Down\r\nBcc: eve@evil.example\u2028\u202eX-Evil: 1 https://evil.example " + "x" * 500
    tell(store, notice(title=hostile, lines=(hostile, ".", "From here")), ChannelName.EMAIL)
    assert deliver(given)[0].state is State.DELIVERED
    (mail,) = smtp.messages
    assert smtp.recipients == [["ann@us.example"]]
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert str(mail["Subject"]).startswith("Down Bcc: eve@evil.example X-Evil: 1 (link left out) x")
    assert len(mail["Subject"]) == 160
    assert "https://evil" not in mail.get_content()


@pytest.mark.parametrize(
    "title", ["Grüße aus Zürich", "アクメ社が赤になりました", "\u0410cme in mixed script", ""]
)
def test_a_title_in_any_script_goes_out(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer, title: str
) -> None:
    tell(store, notice(title=title), ChannelName.EMAIL)
    assert deliver(given)[0].state is State.DELIVERED
    assert smtp.messages[0]["Subject"] == (title or "Alert on Acme")


def test_a_repeat_has_the_same_message_id(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer, hands: Hands
) -> None:
    smtp.trouble = {"DATA": "hang up"}
    tell(store, notice(), ChannelName.EMAIL)
    deliver(given)
    assert one(store).error == "The mail server cannot be reached, or broke off."
    smtp.trouble = {}
    hands.pass_by(minutes=5)
    deliver(given)
    assert len(smtp.messages) == 2
    assert len({mail["Message-ID"] for mail in smtp.messages}) == 1


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ({"RCPT": "450 4.2.1 busy"}, "takes no mail to the recipient just now (450)."),
        ({"RCPT": "550 5.1.1 unknown"}, "does not take mail to the recipient (550)."),
        ({"DATA": "451 4.3.0 later"}, "does not take this mail (451)."),
        ({"DATA": "554 5.7.1 spam"}, "does not take this mail (554)."),
        ({"MAIL": "553 5.7.1 not yours"}, "from this sender (553). Check RAPPORT_SMTP_SENDER."),
    ],
)
def test_a_refusal_is_explained_and_tried_again_later(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer, hands: Hands, *,
    trouble: dict[str, str], said: str,
) -> None:  # fmt: skip
    smtp.trouble = trouble
    tell(store, notice(), ChannelName.EMAIL)
    deliver(given)
    assert said in one(store).error
    smtp.trouble = {}
    hands.pass_by(hours=6)
    assert deliver(given)[0].state is State.DELIVERED


def test_a_wrong_password_is_said_without_it(
    store: Store, given: Settings, deliver: Deliver
) -> None:
    wrong = given.model_copy(update={"smtp_password": SecretStr("not this")})
    tell(store, notice(), ChannelName.EMAIL)
    deliver(wrong)
    assert one(store).error == (
        "The mail server does not accept the sign-in (535)."
        " Check RAPPORT_SMTP_USER and RAPPORT_SMTP_PASSWORD."
    )
    assert PASSWORD not in repr(given)


def test_a_server_without_encryption_hears_nothing(
    store: Store, settings: Settings, deliver: Deliver, tmp_path: Path
) -> None:
    with SmtpServer(tmp_path, speaks="none") as plain:
        tell(store, notice(), ChannelName.EMAIL)
        deliver(with_server(settings, plain))
        assert plain.messages == []
        assert plain.connections == 0
    assert "STARTTLS" in one(store).error


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    store: Store, given: Settings, deliver: Deliver, smtp: SmtpServer
) -> None:
    tell(store, notice(), ChannelName.EMAIL)
    deliver(given.model_copy(update={"smtp_ca_file": None}))
    assert smtp.messages == []
    assert "certificate" in one(store).error


@pytest.mark.parametrize("security", ["tls", "none"])
def test_other_ways_to_connect(
    store: Store, settings: Settings, deliver: Deliver, tmp_path: Path, security: str
) -> None:
    with SmtpServer(tmp_path, security) as server:
        tell(store, notice(), ChannelName.EMAIL)
        assert deliver(with_server(settings, server))[0].state is State.DELIVERED
        assert server.was_encrypted == [security == "tls"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"smtp_host": ""}, "No mail server is set up here (RAPPORT_SMTP_HOST)."),
        ({"smtp_sender": ""}, "Alerts have no sender's address (RAPPORT_SMTP_SENDER)."),
        ({"smtp_sender": "a@b@c"}, "RAPPORT_SMTP_SENDER cannot be used."),
        ({"smtp_security": "none", "smtp_host": "mail.us.example"}, "only for a server on this"),
    ],
)
def test_what_is_missing_is_named(
    *, store: Store, given: Settings, deliver: Deliver, changed: dict[str, str], said: str
) -> None:
    tell(store, notice(), ChannelName.EMAIL)
    deliver(given.model_copy(update=changed))
    assert one(store).state is State.NOT_CONFIGURED
    assert said in one(store).error
