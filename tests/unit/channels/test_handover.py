"""Without a mailbox an approved text can be taken along, and who took it is on record."""

from __future__ import annotations

import pytest

from core.actor import Actor, Role
from core.channels.gmail import Delivery, latest
from core.channels.handover import Way, hand_over
from core.channels.mail import UnsafeMail
from core.errors import Forbidden, InvalidInput
from core.store import Store, Transaction

from .conftest import ANN, BODY, mail


@pytest.mark.parametrize("way", Way)
def test_a_text_is_taken_along_and_written_down(store: Store, way: Way) -> None:
    seen: list[Delivery] = []
    done = hand_over(store, ANN, mail(), way, finished=lambda _work, made: seen.append(made))
    given = [done.file, done.link, done.text]
    assert [bool(item) for item in given] == [way is Way.EML, way is Way.LINK, way is Way.COPY]
    assert latest(store, [7]) == {7: done.delivery} == {7: seen[0]}
    assert (done.delivery.channel, done.delivery.state) == (way.value, "handed_over")
    assert store.value("SELECT action FROM ops.audit_event") == "delivery.hand_over"
    if way is Way.COPY:
        assert BODY in done.text


def test_what_went_by_one_channel_can_be_asked_for(store: Store) -> None:
    hand_over(store, ANN, mail(), Way.EML)
    hand_over(store, ANN, mail(), Way.COPY)
    assert latest(store, [7], channel="eml")[7].channel == "eml"
    assert latest(store, [7])[7].channel == "copy"
    assert latest(store, [7], channel="gmail") == {}


def test_a_text_that_is_not_approved_is_not_handed_over(store: Store) -> None:
    def voided(_work: Transaction) -> None:
        raise InvalidInput("The approval is void.")

    with pytest.raises(InvalidInput, match="void"):
        hand_over(store, ANN, mail(), Way.EML, starting=voided)
    with pytest.raises(UnsafeMail):
        hand_over(store, ANN, mail(content_hash="0" * 64), Way.EML)
    with pytest.raises(Forbidden):
        hand_over(store, Actor("x", frozenset({Role.ANALYST})), mail(), Way.COPY)
    assert latest(store, [7]) == {}
