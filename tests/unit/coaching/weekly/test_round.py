"""Mondays: everybody's own week, written on their own behalf, mailed to themselves alone, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.actor import LOCAL, SCHEDULER, Actor
from core.coaching.weekly import (
    choose_mail,
    kept_week,
    mail_week,
    wants_mail,
    weekly_round,
    write_week,
)
from core.errors import Forbidden, InvalidInput
from core.settings import Settings
from core.store import Store
from tests.servers.smtp import SmtpServer

from .conftest import ANN, BOB, MEG, WEEK, Hands


def test_everybody_gets_their_own_week_and_the_manager_the_teams(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    done = weekly_round(signed_up, settings, SCHEDULER)
    assert (done.week_on, done.written, done.mailed, done.trouble) == (WEEK, 2, 3, "")
    assert smtp.recipients == [["ann@us.example"], ["bob@us.example"], ["meg@us.example"]]
    assert [mail["Subject"] for mail in smtp.messages] == [
        "Your week, 22 to 28 June 2026",
        "Your week, 22 to 28 June 2026",
        "Your team's week, 22 to 28 June 2026",
    ]
    assert kept_week(signed_up, ANN, WEEK) is not None
    assert kept_week(signed_up, MEG, WEEK) is None


def test_a_mail_holds_the_persons_week_and_a_link_and_nobody_elses(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    weekly_round(signed_up, settings, SCHEDULER)
    own, others, digest = (mail.get_content() for mail in smtp.messages)
    assert "1 done late" in own and "Put the renewal of Acme" in own
    assert "https://rapport.example.com/coaching?part=This+week" in own
    assert own.endswith("Written by Rapport, to you alone.\r\n") or own.endswith("alone.\n")
    assert "Core" not in own and "Acme" not in others
    assert "Ann Lee: 1 of 3 accounts red or escalated; discovery 2.5 from 2 judgements" in digest


def test_the_digest_says_nothing_that_was_not_shared(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    weekly_round(signed_up, settings, SCHEDULER)
    digest = smtp.messages[-1].get_content()
    for private in ("listening", "secret note", "Recap", "Call the sponsor", "5.0"):
        assert private.lower() not in digest.lower()


def test_a_second_round_repeats_nothing(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    weekly_round(signed_up, settings, SCHEDULER)
    again = weekly_round(signed_up, settings, SCHEDULER)
    assert again.written == 0
    assert len(smtp.messages) == 3


def test_a_server_that_is_down_is_tried_again_and_keeps_the_writing(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    smtp.trouble["MAIL"] = "451 later"
    down = weekly_round(signed_up, settings, SCHEDULER)
    assert down.trouble
    assert (down.written, down.mailed) == (2, 0)
    smtp.trouble.clear()
    up = weekly_round(signed_up, settings, SCHEDULER)
    assert (up.written, up.mailed, up.trouble) == (0, 3, "")


def test_a_mail_tried_again_has_the_same_id(
    signed_up: Store, settings: Settings, smtp: SmtpServer, hands: Hands
) -> None:
    smtp.trouble["DATA"] = "hang up"
    weekly_round(signed_up, settings, SCHEDULER)
    hands.pass_by(hours=1)
    smtp.trouble.clear()
    weekly_round(signed_up, settings, SCHEDULER)
    ids = [mail["Message-ID"] for mail in smtp.messages if mail["To"] == "ann@us.example"]
    assert len(ids) == 2 and len(set(ids)) == 1


def test_who_wants_no_mail_gets_none_and_still_has_the_week(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    choose_mail(signed_up, ANN, wanted=False)
    assert not wants_mail(signed_up, ANN)
    weekly_round(signed_up, settings, SCHEDULER)
    assert ["ann@us.example"] not in smtp.recipients
    assert kept_week(signed_up, ANN, WEEK) is not None


def test_without_a_mail_server_the_weeks_are_written_all_the_same(
    signed_up: Store, settings: Settings
) -> None:
    done = weekly_round(signed_up, Settings(database=settings.database), SCHEDULER)
    assert (done.written, done.mailed, done.trouble) == (2, 0, "")


def test_a_customers_address_is_never_written_to(
    signed_up: Store, settings: Settings, smtp: SmtpServer
) -> None:
    with signed_up.transaction(SCHEDULER, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.contact (contact_key, email, account_key) VALUES (1, 'ann@us.example', 1)"
        )
    weekly_round(signed_up, settings, SCHEDULER)
    assert ["ann@us.example"] not in smtp.recipients
    assert signed_up.value("SELECT state FROM ops.coaching_mail WHERE person LIKE 'ann%'") == (
        "refused"
    )


def test_nobody_is_sent_anothers_week(store: Store, settings: Settings, smtp: SmtpServer) -> None:
    kept = write_week(store, ANN, WEEK)
    with pytest.raises(InvalidInput):
        mail_week(store, settings, BOB, kept.summary)
    assert smtp.messages == []


def test_without_people_who_sign_in_it_is_the_one_users_week(
    store: Store, settings: Settings, smtp: SmtpServer
) -> None:
    done = weekly_round(store, settings, SCHEDULER)
    assert (done.written, done.mailed) == (1, 0)
    assert kept_week(store, LOCAL, WEEK) is not None
    assert smtp.messages == []


def test_a_week_later_there_is_another_week(
    signed_up: Store, settings: Settings, smtp: SmtpServer, hands: Hands
) -> None:
    weekly_round(signed_up, settings, SCHEDULER)
    hands.pass_by(days=7)
    for table in ("account_health", "account_sponsor", "health_rule"):
        with signed_up.transaction(SCHEDULER, "tests.fill") as work:
            work.execute(f"UPDATE mart.{table} SET as_of = $day", {"day": date(2026, 7, 7)})
    done = weekly_round(signed_up, settings, SCHEDULER)
    assert (done.week_on, done.written) == (WEEK + timedelta(days=7), 2)
    assert len(smtp.messages) == 6


@pytest.mark.parametrize("who", [ANN, MEG])
def test_only_the_installation_itself_makes_the_round(
    signed_up: Store, settings: Settings, who: Actor
) -> None:
    with pytest.raises(Forbidden):
        weekly_round(signed_up, settings, who)
