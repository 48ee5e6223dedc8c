"""The cards of the Today page: their order, their reasons, and what people say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.cockpit.filters import Filters
from core.cockpit.today import Card, decide, today, usefulness
from core.cockpit.today.priority import AccountStanding, ContactStanding, priority
from core.errors import Forbidden, InvalidInput, NotFound
from core.policy import ensure_shipped
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, LEE, NOBODY

NOW = Filters(as_of=AS_OF)
ACCOUNT = AccountStanding(
    1, "rapport", "A1", "Acme", "enterprise", None, None, "EUR", 5, 100.0, "engaged", "green", ()
)
PERSON = ContactStanding(11, "Cleo", "CFO", True, False, datetime(2026, 6, 1), None, "engaged")


def _priority(
    account: AccountStanding = ACCOUNT,
    contact: ContactStanding | None = PERSON,
    signs: int = 1,
    purpose: str = "strategic_alignment",
) -> tuple[int, ...]:
    found = priority(account, contact, signs=signs, purpose=purpose, as_of=AS_OF)
    values = tuple(factor.value for factor in found.factors)
    assert found.score == pytest.approx(
        values[0] * values[1] * values[2] / (values[3] * values[4]), abs=0.05
    )
    assert all(factor.why for factor in found.factors)
    return values


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (5, 1, 5, 1, 1)),
        ({"account": replace(ACCOUNT, arr_fifth=None)}, (1, 1, 5, 1, 1)),
        ({"account": replace(ACCOUNT, coverage_pct=49.0)}, (5, 1, 1, 1, 1)),
        ({"account": replace(ACCOUNT, coverage_pct=80.0)}, (5, 1, 4, 1, 1)),
        ({"signs": 9}, (5, 5, 5, 1, 1)),
        ({"contact": None}, (5, 1, 5, 5, 1)),
        ({"contact": replace(PERSON, has_email=False)}, (5, 1, 5, 4, 1)),
        ({"contact": replace(PERSON, has_bounced=True)}, (5, 1, 5, 4, 1)),
        ({"contact": replace(PERSON, last_contact_at=None)}, (5, 1, 5, 2, 1)),
        ({"contact": replace(PERSON, last_exec_outreach_on=date(2026, 6, 17))}, (5, 1, 5, 1, 2)),
        ({"contact": replace(PERSON, last_exec_outreach_on=date(2026, 6, 16))}, (5, 1, 5, 1, 1)),
        ({"contact": replace(PERSON, level="disengaged")}, (5, 1, 5, 1, 2)),
        (
            {"account": replace(ACCOUNT, rag="red"), "purpose": "expansion_conversation"},
            (5, 1, 5, 1, 2),
        ),
    ],
)
def test_each_factor_is_one_to_five_and_says_why(
    change: dict[str, object], expected: tuple[int, ...]
) -> None:
    assert _priority(**change) == expected  # type: ignore[arg-type]


@pytest.fixture
def board(portfolio: Store) -> Store:
    """The small portfolio with the shipped policy's thresholds."""
    with portfolio.transaction(ADA, "tests.forget_policy") as work:
        work.execute("DELETE FROM ops.policy_version")
        work.execute("DELETE FROM ops.policy")
        work.touch("ops.policy")
    ensure_shipped(portfolio)
    return portfolio


def test_cards_are_ranked_and_name_account_person_and_rows(board: Store) -> None:
    cards = today(board, ADA, NOW)
    assert [card.priority.score for card in cards] == sorted(
        (card.priority.score for card in cards), reverse=True
    )
    departed = next(card for card in cards if card.rule == "sponsor_departed")
    assert departed.account.name == "Dune"
    assert departed.reason == "Dan Dee left 29 days ago."
    assert departed.evidence == ("crm.contact/41",)


def test_a_csm_sees_cards_of_their_own_book(board: Store) -> None:
    assert {card.account.name for card in today(board, BOB, NOW)} <= {"Core", "Dune"}
    with pytest.raises(Forbidden):
        today(board, NOBODY, NOW)


def test_filters_narrow_the_cards(board: Store) -> None:
    everything = today(board, ADA, NOW)
    assert everything == today(board, ADA, Filters(as_of=AS_OF, owner=("bob@us.example",)))
    assert today(board, ADA, Filters(as_of=AS_OF, owner=("ann@us.example",))) == ()


def _first(board: Store) -> Card:
    return next(card for card in today(board, ADA, NOW) if card.account.name == "Dune")


def test_a_decided_card_is_gone_until_it_is_opened_again(board: Store) -> None:
    card = _first(board)
    decide(board, BOB, card, "done")
    assert card.occurrence not in {shown.occurrence for shown in today(board, ADA, NOW)}
    kept = {shown.occurrence: shown.state for shown in today(board, ADA, NOW, closed=True)}
    assert kept[card.occurrence] == "done"
    decide(board, BOB, card, "open")
    assert _first(board).occurrence == card.occurrence


def test_a_snoozed_card_comes_back_the_day_after(board: Store) -> None:
    card = _first(board)
    until = board.clock.today() + timedelta(days=3)
    decide(board, BOB, card, "snoozed", until_on=until)
    states = {shown.occurrence: shown.state for shown in today(board, ADA, NOW, closed=True)}
    assert states[card.occurrence] == "snoozed"
    decision_over = replace(card, state="open")
    from core.cockpit.today.decide import decisions

    (decision,) = decisions(board).values()
    assert decision.on(card, until).state == "snoozed"
    assert decision.on(card, until + timedelta(days=1)) == decision_over


@pytest.mark.parametrize(
    ("state", "given"),
    [
        ("not_useful", {}),
        ("snoozed", {}),
        ("snoozed", {"until_on": date(2020, 1, 1)}),
        ("later", {}),
        ("done", {"reason": "x" * 501}),
    ],
)
def test_a_decision_that_says_too_little_is_refused(
    board: Store, state: str, given: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput):
        decide(board, ADA, _first(board), state, **given)  # type: ignore[arg-type]


def test_who_may_not_see_the_account_decides_nothing(board: Store) -> None:
    card = _first(board)
    with pytest.raises(NotFound):
        decide(board, ANN, card, "done")
    with pytest.raises(Forbidden):
        decide(board, LEE, card, "done")


def test_usefulness_counts_the_newest_decision_of_each_occurrence(board: Store) -> None:
    card = _first(board)
    decide(board, ADA, card, "done")
    decide(board, ADA, card, "not_useful", reason="he moved to a sister company")
    (found,) = usefulness(board, ADA)
    assert (found.rule, found.useful, found.of) == (card.rule, 0, 1)
