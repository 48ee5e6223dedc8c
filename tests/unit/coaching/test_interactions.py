"""Turns with the coach are kept, and read by the person they are for alone."""

from __future__ import annotations

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching.interactions import interaction, interactions, record
from core.coaching.model import InteractionType
from core.errors import NotFound
from core.store import Store

CSM = Actor("ann@us.example", frozenset({Role.CSM}))
OTHER = Actor("ben@us.example", frozenset({Role.CSM}))


def _keep(store: Store, actor: Actor, **more: object) -> int:
    said: dict[str, object] = {
        "person": actor.email.upper(),
        "interaction_type": InteractionType.GUIDANCE,
        "subject": "red_account",
        "context": {"question": "They are furious"},
        "guidance_provided": "{}",
        "writer": "template",
        **more,
    }
    with store.transaction(actor, "coaching.ask", "red_account") as work:
        return record(work, **said)  # type: ignore[arg-type]


def test_a_turn_begins_a_conversation_and_the_next_one_joins_it(store: Store) -> None:
    first = _keep(store, CSM)
    second = _keep(store, CSM, conversation_id=first)
    assert [turn.interaction_id for turn in interactions(store, CSM, conversation_id=first)] == [
        second,
        first,
    ]
    assert interaction(store, CSM, first).context == {"question": "They are furious"}
    assert interaction(store, CSM, first).person == CSM.email


def test_nobody_else_reads_a_turn_not_even_an_administrator(store: Store) -> None:
    number = _keep(store, CSM)
    for other in (OTHER, LOCAL):
        assert interactions(store, other) == ()
        with pytest.raises(NotFound) as refused:
            interaction(store, other, number)
        with pytest.raises(NotFound) as absent:
            interaction(store, other, 999)
        assert str(refused.value).replace(str(number), "n") == str(absent.value).replace("999", "n")


def test_each_document_is_cited_once_a_turn(store: Store) -> None:
    number = _keep(store, CSM, citations=("owning_mistakes", "red_account", "owning_mistakes"))
    rows = store.rows("SELECT document FROM ops.coaching_citation ORDER BY document")
    assert number == 1
    assert [row["document"] for row in rows] == ["owning_mistakes", "red_account"]


def test_the_audit_holds_no_word_of_what_was_said(store: Store) -> None:
    _keep(store, CSM)
    events = store.rows("SELECT * FROM ops.audit_event ORDER BY 1 DESC LIMIT 1")
    assert "furious" not in str(events)
