"""What an approval is bound to, value by value: how facts are said, what counts as changed, when it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from core.drafting.approval.approve import refuse_blocked, unproven
from core.drafting.approval.bind import changes, cited_facts, said
from core.drafting.approval.model import Approval, FactChange
from core.drafting.claim import Claim, ClaimKind, GateReport, Standing
from core.drafting.fact import Fact, FactKind, FactSheet, Value
from core.drafting.rules.model import Block, RuleName
from core.errors import NotApproved

DAY = date(2026, 1, 5)
UNTIL = datetime(2026, 1, 12, 15)


def fact(name: str, kind: FactKind, value: Value, unit: str = "", **more: object) -> Fact:
    return replace(Fact(name, kind, name.title(), value, DAY, unit), **more)  # type: ignore[arg-type]


ARR = fact("arr", FactKind.MONEY, Decimal(450000), "USD")
APPROVAL = Approval(
    1, 1, 1, "the text", None, "robert@apex.example", 1, (), "maya@ours.example", UNTIL - timedelta(7), UNTIL, UNTIL
)  # fmt: skip


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (ARR, "450,000 USD"),
        (fact("rate", FactKind.PERCENT, Decimal("32.50"), "%"), "32.5 %"),
        (fact("rate", FactKind.PERCENT, Decimal("32.00"), "%"), "32 %"),
        (fact("rate", FactKind.PERCENT, Decimal(100), "%"), "100 %"),
        (fact("sites", FactKind.COUNT, Decimal(1200), "sites"), "1,200 sites"),
        (fact("index", FactKind.COUNT, Decimal("4.2")), "4.2"),
        (fact("gap", FactKind.COUNT, Decimal(7), "points", direction="above"), "7 points above"),
        (fact("gap", FactKind.COUNT, Decimal(7), "points", direction="below"), "7 points below"),
        (fact("gap", FactKind.COUNT, Decimal(0), "points", direction="equal"), "0 points"),
        (fact("renewal", FactKind.DATE, date(2027, 3, 1)), "1 March 2027"),
        (fact("call", FactKind.DATE, datetime(2027, 3, 1, 9, 5)), "1 March 2027, 09:05"),
        (fact("name", FactKind.PERSON, "Robert Kim"), "Robert Kim"),
    ],
    ids=lambda one: one.id if isinstance(one, Fact) else one,
)
def test_a_fact_is_said_as_a_person_reads_it(known: Fact, words: str) -> None:
    assert said(known) == words


def test_an_approval_cites_what_imports_can_change_and_no_proposal_of_ours() -> None:
    share = fact("share", FactKind.PERCENT, Decimal(9), "%", derived_from=("arr",))
    ours = [fact(name, FactKind.DATE, UNTIL) for name in ("meeting.1", "send.at")]
    sheet = FactSheet(1, DAY, (ARR, share, *ours))
    (cited,) = cited_facts(sheet, ["share", "meeting.1", "send.at", "gone"])
    assert (cited.fact_id, cited.label, cited.said) == ("arr", "Arr", "450,000 USD")
    assert cited.version == ARR.version


def test_a_cited_fact_that_is_said_alike_has_not_changed_and_one_that_is_gone_has() -> None:
    cited = cited_facts(FactSheet(1, DAY, (ARR,)), ["arr"])
    later = replace(ARR, as_of=DAY + timedelta(days=1), evidence=("crm.account/2",))
    assert changes(cited, FactSheet(1, DAY, (later,))) == ()
    less = replace(ARR, value=Decimal(400000))
    assert changes(cited, FactSheet(1, DAY, (less,))) == (
        FactChange("Arr", "450,000 USD", "400,000 USD"),
    )
    assert changes(cited, FactSheet(1, DAY, ())) == (FactChange("Arr", "450,000 USD", ""),)


def test_a_change_is_told_in_one_sentence_and_says_when_a_fact_is_gone() -> None:
    moved = FactChange("Renewal date", "1 March 2027", "1 April 2027")
    assert moved.sentence == "Renewal date: 1 March 2027 -> 1 April 2027"
    assert replace(moved, after="").sentence == "Renewal date: 1 March 2027 -> no longer known"
    assert moved.to_dict() == {
        "what": "Renewal date",
        "before": "1 March 2027",
        "after": "1 April 2027",
        "sentence": moved.sentence,
    }


@pytest.mark.parametrize(
    ("approval", "text", "at", "stands"),
    [
        (APPROVAL, "the text", UNTIL - timedelta(seconds=1), True),
        (APPROVAL, "the text", UNTIL, False),
        (APPROVAL, "the text", UNTIL + timedelta(seconds=1), False),
        (APPROVAL, "another text", UNTIL - timedelta(days=1), False),
        (replace(APPROVAL, voided_at=UNTIL), "the text", UNTIL - timedelta(days=1), False),
    ],
    ids=["last second", "run out", "later", "another text", "void"],
)
def test_an_approval_stands_for_its_text_until_its_last_second(
    approval: Approval, text: str, at: datetime, stands: bool
) -> None:
    assert approval.stands(text, at) is stands
    assert approval.is_void is (approval.voided_at is not None)


def _claim(words: str) -> Claim:
    return Claim("body", 0, 1, words, ClaimKind.NUMBER, Standing.UNMATCHED, (), "No fact says so.")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["77%"], "1 statement in the text is proven by no fact."),
        (["77%", "$3"], "2 statements in the text are proven by no fact."),
    ],
    ids=["one", "two"],
)
def test_a_refusal_counts_and_quotes_what_no_fact_proves(words: list[str], message: str) -> None:
    refusal = unproven(GateReport(tuple(_claim(said) for said in words)))
    assert refusal.message == message
    assert refusal.reasons == tuple(f"{said!r}: No fact says so." for said in words)


def test_what_only_warns_refuses_nothing_and_what_stops_says_who_could_lift_it() -> None:
    warning = Block(RuleName.ATTENTION, "The third message this month.", "nobody", stops=False)
    refuse_blocked((warning,))
    refuse_blocked(())
    stop = Block(RuleName.BOUNCED, "The last message bounced.", "a manager")
    with pytest.raises(NotApproved) as refusal:
        refuse_blocked((warning, stop))
    assert refusal.value.message == "The last message bounced."
    assert refusal.value.reasons == ("The last message bounced. Who could lift it: a manager",)
