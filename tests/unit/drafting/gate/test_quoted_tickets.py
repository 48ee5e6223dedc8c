"""A ticket's subject in quotation marks is the customer's own: no promise and no comparison of ours."""

from __future__ import annotations

from datetime import date

import pytest

from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.gate import check

DAY = date(2026, 6, 30)
SUBJECT = "Credit note cannot be reopened"
FASTER = "Push messages arrive twice"


def _sheet() -> FactSheet:
    facts = (
        Fact("ticket.a.id", FactKind.QUOTE, "Ticket", "SUP-1", DAY),
        Fact("ticket.a.subject", FactKind.QUOTE, "Subject of SUP-1", SUBJECT, DAY),
        Fact("ticket.b.subject", FactKind.QUOTE, "Subject of SUP-2", FASTER, DAY),
        Fact(
            "goal.g.priority",
            FactKind.QUOTE,
            "Their priority",
            "A refund for every late order",
            DAY,
        ),
    )
    return FactSheet(1, DAY, facts)


def _unmatched(body: str) -> list[str]:
    return [claim.words for claim in check("Tickets", body, _sheet()).unmatched]


@pytest.mark.parametrize("subject", [SUBJECT, FASTER])
def test_a_subject_quoted_word_for_word_stands(subject: str) -> None:
    assert _unmatched(f'It is about "{subject}".') == []


@pytest.mark.parametrize(
    "body",
    [
        "You get a credit note.",
        'It is about "Credit note cannot be reopened", and a credit note follows.',
        'It is about "Credit note can be reopened".',
        'Their priority is "A refund for every late order".',
        "Messages arrive twice as fast now.",
        'About "Push messages arrive twice as fast".',
    ],
)
def test_the_same_words_elsewhere_or_changed_are_claims(body: str) -> None:
    assert _unmatched(body)
