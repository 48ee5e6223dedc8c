"""One outreach waits for each escalation, or the reason why there is none."""

from __future__ import annotations

import threading

import pytest

from core.actor import LOCAL, Actor, Role
from core.drafting.unattended import MakeDraft
from core.errors import Forbidden, InvalidInput, MissingFacts, ReadOnly
from core.health.escalation import decide, escalation
from core.health.escalation.drafts import Drafted, draft_outreach
from core.store import Store
from tests.spec.world import key

from .conftest import Portfolio


class Maker:
    """Makes drafts as the engine would: a row each."""

    def __init__(self, store: Store) -> None:
        self.store, self.asked, self.error = store, [], None

    def __call__(self, account_key: int, sender: str) -> int:
        self.asked.append((account_key, sender))
        if self.error is not None:
            raise self.error
        number = int(self.store.value("SELECT coalesce(max(draft_id), 0) + 1 FROM ops.draft"))
        with self.store.transaction(LOCAL, "test.draft") as work:
            work.execute(
                "INSERT INTO ops.draft VALUES ($n, 'escalation_outreach', 'p', 'warm', 'standard',"
                " $key, NULL, $sender, 'drafted', 1, 0, $at, 'x', $at)",
                {"n": number, "key": account_key, "sender": sender, "at": self.store.clock.now()},
            )
        return number

    asked: list[tuple[int, str]]
    error: Exception | None


@pytest.fixture
def maker(store: Store) -> Maker:
    return Maker(store)


def test_each_escalation_gets_one_draft_the_severest_first(
    portfolio: Portfolio, maker: Maker
) -> None:
    mild, severe = portfolio.escalate("B", "amber", 60), portfolio.escalate("A", "red", 10)
    done = draft_outreach(portfolio.store, LOCAL, maker, most=1)
    assert (done.made, maker.asked) == ((1,), [(key("A"), "ann@us.example")])
    assert draft_outreach(portfolio.store, LOCAL, maker, most=5).made == (2,)
    assert draft_outreach(portfolio.store, LOCAL, maker, most=5).made == ()
    assert escalation(portfolio.store, LOCAL, severe).draft_id == 1
    assert escalation(portfolio.store, LOCAL, mild).draft_id == 2


def test_a_draft_made_before_a_crash_is_found_again(portfolio: Portfolio, maker: Maker) -> None:
    number = portfolio.escalate("A")
    maker(key("A"), "ann@us.example")
    assert draft_outreach(portfolio.store, LOCAL, maker, most=5).made == ()
    assert len(maker.asked) == 1
    assert escalation(portfolio.store, LOCAL, number).draft_id == 1


@pytest.mark.parametrize(
    ("error", "note"),
    [
        (InvalidInput("Nobody can be written to.", "Import one."), "Nobody can be written to."),
        (
            MissingFacts("Facts", (("open tickets", "Import tickets"),)),
            "Facts are missing. open tickets: Import tickets",
        ),
    ],
)
def test_what_a_draft_lacks_is_noted_and_tried_again(
    portfolio: Portfolio, maker: Maker, error: Exception, note: str
) -> None:
    number = portfolio.escalate("A")
    maker.error = error
    assert draft_outreach(portfolio.store, LOCAL, maker, most=5).refused == 1
    assert escalation(portfolio.store, LOCAL, number).draft_note.startswith(note)
    events = portfolio.store.value("SELECT count(*) FROM ops.audit_event")
    draft_outreach(portfolio.store, LOCAL, maker, most=5)
    assert portfolio.store.value("SELECT count(*) FROM ops.audit_event") == events
    maker.error = None
    assert draft_outreach(portfolio.store, LOCAL, maker, most=5).made == (1,)
    found = escalation(portfolio.store, LOCAL, number)
    assert (found.draft_id, found.draft_note) == (1, "")


def test_without_an_owner_there_is_nobody_to_send_from(portfolio: Portfolio, maker: Maker) -> None:
    number = portfolio.escalate("C")
    draft_outreach(portfolio.store, LOCAL, maker, most=5)
    assert maker.asked == []
    assert "nobody to send from" in escalation(portfolio.store, LOCAL, number).draft_note


def test_none_is_drafted_for_what_somebody_called_none(portfolio: Portfolio, maker: Maker) -> None:
    decide(portfolio.store, LOCAL, portfolio.escalate("A"), "disagreed", reason="A test")
    assert draft_outreach(portfolio.store, LOCAL, maker, most=5).made == ()


def test_a_database_that_takes_no_writes_is_no_reason_to_note(
    portfolio: Portfolio, maker: Maker
) -> None:
    portfolio.escalate("A")
    maker.error = ReadOnly("The disk is full.")
    with pytest.raises(ReadOnly):
        draft_outreach(portfolio.store, LOCAL, maker, most=5)


def test_who_may_not_draft_does_not(portfolio: Portfolio, maker: Maker) -> None:
    with pytest.raises(Forbidden):
        draft_outreach(
            portfolio.store, Actor("lee@us.example", frozenset({Role.ANALYST})), maker, most=1
        )


def test_two_scans_at_once_make_one_draft(portfolio: Portfolio, maker: Maker) -> None:
    portfolio.escalate("A")
    runs: list[tuple[int, ...]] = []

    def scan(make: MakeDraft) -> None:
        runs.append(draft_outreach(portfolio.store, LOCAL, make, most=5).made)

    other = threading.Thread(target=scan, args=(maker,))

    def slowly(account_key: int, sender: str) -> int:
        other.start()
        other.join(timeout=0.2)  # were it let in now, it would end before
        return maker(account_key, sender)

    scan(slowly)
    other.join(5)
    assert sorted(runs) == [(), (1,)]
    assert portfolio.store.value("SELECT count(*) FROM ops.draft") == 1


def test_those_that_cannot_be_drafted_for_do_not_keep_the_others_back(
    portfolio: Portfolio, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.health.escalation.drafts.ATTEMPTS", 1)
    portfolio.escalate("C", "red", 5)  # nobody owns it
    portfolio.escalate("B", "amber", 60)
    assert draft_outreach(portfolio.store, LOCAL, maker, most=1) == Drafted((), 1)
    assert draft_outreach(portfolio.store, LOCAL, maker, most=1).made == (1,)
