"""Handing an approved text out: looked at again, in the delivery's own transactions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from core.actor import Actor
from core.channels.mail import OutgoingMail
from core.drafting.drafts import Status
from core.errors import Forbidden, InvalidInput, NotApproved
from core.store import ModelSet, Store, Transaction
from tests.unit.drafting.approval.test_void_by_import import OUTCOMES
from tests.unit.drafting.desk import ANALYST, MAYA, ROBERT, Desk, copied


@dataclass
class Mailbox:
    """Does what a channel does; ``between`` happens while the draft is on its way."""

    mails: list[OutgoingMail] = field(default_factory=list)
    replacing: list[bool] = field(default_factory=list)
    between: Callable[[], None] = lambda: None

    def __call__(
        self,
        store: Store,
        actor: Actor,
        mail: OutgoingMail,
        *,
        replace_changed: bool,
        starting: Callable[[Transaction], None],
        finished: Callable[[Transaction, Any], None],
    ) -> Any:
        with store.transaction(actor, "delivery.begin") as work:
            starting(work)
        self.between()
        self.mails.append(mail)
        self.replacing.append(replace_changed)
        with store.transaction(actor, "delivery.create") as work:
            finished(work, self)
        return self


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def desk(built: Path, tmp_path: Path, models: ModelSet, mailbox: Mailbox) -> Any:
    with copied(built, tmp_path, models, deliver=mailbox) as found:
        yield found


def test_the_approved_text_goes_to_the_approved_address(desk: Desk, mailbox: Mailbox) -> None:
    draft = desk.approved()
    found = desk.engine.to_gmail(MAYA, draft.draft_id)
    assert found.status is Status.IN_GMAIL
    (mail,) = mailbox.mails
    assert (mail.to, mail.to_name) == ("robert.kim@globalretail.example", "Robert Kim")
    assert (mail.sender, mail.sender_name) == ("maya@ours.example", "Maya Okonjo")
    assert (mail.subject, mail.body) == (draft.letter.subject, draft.letter.body)
    assert mail.content_hash == draft.content_hash


def test_what_is_not_approved_goes_nowhere(desk: Desk, mailbox: Mailbox) -> None:
    draft = desk.make()
    with pytest.raises(NotApproved, match="not approved"):
        desk.engine.to_gmail(MAYA, draft.draft_id)
    with pytest.raises(NotApproved, match="not approved"):
        desk.engine.outgoing(MAYA, draft.draft_id)
    assert mailbox.mails == []


def test_security_18_a_changed_fact_is_noticed_at_the_last_moment(
    desk: Desk, mailbox: Mailbox
) -> None:
    draft = desk.approved()
    desk.import_(OUTCOMES.format(value=29))
    with pytest.raises(NotApproved) as refusal:
        desk.engine.to_gmail(MAYA, draft.draft_id)
    assert any("32 % -> 29 %" in reason for reason in refusal.value.reasons)
    assert mailbox.mails == []


def test_security_18_an_opt_out_while_on_the_way_leaves_nothing_approved(
    desk: Desk, mailbox: Mailbox
) -> None:
    draft = desk.approved()

    def opt_out() -> None:
        desk.engine.suppress(MAYA, "", "Asked us to stop.", contact_key=ROBERT)

    mailbox.between = opt_out
    with pytest.raises(NotApproved, match="became void meanwhile"):
        desk.engine.to_gmail(MAYA, draft.draft_id)
    after = desk.engine.draft(MAYA, draft.draft_id)
    assert after.status is Status.IN_REVIEW
    assert "in_gmail" in [event.event for event in desk.engine.events(MAYA, draft.draft_id)]


def test_security_18_an_import_voids_what_lies_in_the_mailbox(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.to_gmail(MAYA, draft.draft_id)
    desk.import_(OUTCOMES.format(value=29))
    found = desk.engine.draft(MAYA, draft.draft_id)
    assert found.status is Status.IN_REVIEW
    anew = desk.engine.retone(MAYA, draft.draft_id)
    desk.engine.approve(MAYA, anew.draft_id, anew.content_hash)
    assert desk.engine.to_gmail(MAYA, anew.draft_id).status is Status.IN_GMAIL


def test_what_a_person_changed_in_gmail_is_replaced_only_when_asked(
    desk: Desk, mailbox: Mailbox
) -> None:
    draft = desk.approved()
    desk.engine.to_gmail(MAYA, draft.draft_id)
    desk.engine.to_gmail(MAYA, draft.draft_id, replace_changed=True)
    assert mailbox.replacing == [False, True]


def test_delivering_again_changes_nothing(desk: Desk, mailbox: Mailbox) -> None:
    draft = desk.approved()
    desk.engine.to_gmail(MAYA, draft.draft_id)
    desk.engine.to_gmail(MAYA, draft.draft_id)
    events = [event.event for event in desk.engine.events(MAYA, draft.draft_id)]
    assert events.count("in_gmail") == 1
    assert mailbox.mails[0] == mailbox.mails[1]


def test_an_analyst_delivers_nothing(desk: Desk) -> None:
    draft = desk.approved()
    with pytest.raises(Forbidden):
        desk.engine.to_gmail(ANALYST, draft.draft_id)


def test_without_a_mailbox_it_says_what_to_do_instead(
    built: Path, tmp_path: Path, models: ModelSet
) -> None:
    (tmp_path / "other").mkdir()
    with copied(built, tmp_path / "other", models) as plain:
        draft = plain.approved()
        with pytest.raises(InvalidInput, match="No mailbox") as refusal:
            plain.engine.to_gmail(MAYA, draft.draft_id)
        assert "copy" in refusal.value.remedy
        assert plain.engine.outgoing(MAYA, draft.draft_id).body == draft.letter.body


@dataclass
class Gone:
    """A mailbox from which the draft is gone."""

    def __call__(
        self,
        store: Store,
        actor: Actor,
        draft_id: int,
        *,
        was_sent: bool,
        finished: Callable[[Transaction, Any], None],
    ) -> None:
        with store.transaction(actor, "delivery.settle") as work:
            finished(work, None)


@pytest.mark.parametrize(
    ("was_sent", "status", "event"),
    [(True, Status.SENT, "sent"), (False, Status.IN_REVIEW, "voided")],
)
def test_a_person_says_what_became_of_a_draft_that_is_gone(
    desk: Desk, was_sent: bool, status: Status, event: str
) -> None:
    draft = desk.approved()
    desk.engine.to_gmail(MAYA, draft.draft_id)
    desk.engine._settle = Gone()
    assert desk.engine.settle(MAYA, draft.draft_id, was_sent=was_sent).status is status
    assert desk.engine.events(MAYA, draft.draft_id)[-1].event == event


def test_what_was_sent_although_the_approval_had_become_void_is_on_record(desk: Desk) -> None:
    draft = desk.approved()
    desk.engine.to_gmail(MAYA, draft.draft_id)
    desk.import_(OUTCOMES.format(value=29))
    assert desk.engine.draft(MAYA, draft.draft_id).status is Status.IN_REVIEW
    desk.engine._settle = Gone()
    assert desk.engine.settle(MAYA, draft.draft_id, was_sent=True).status is Status.SENT


def test_without_a_mailbox_nothing_is_settled(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="No mailbox"):
        desk.engine.settle(MAYA, desk.approved().draft_id, was_sent=True)
