"""Rules about what a draft says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.situation import Situation

OPERATIONAL_PURPOSES = frozenset({"issue_escalation_awareness", "escalation_outreach"})
"""Purposes that tell of an issue: to an executive the guardrail holds unless the sheet names grounds."""

GROUNDS = "issue.grounds"
"""The fact that says why an executive may be told: account_red, tied_to_renewal or tied_to_goal."""

_LEAST_SUBJECT_WORDS = 3


def operational_issue(situation: Situation) -> Block | None:
    """Never contact executives for operational issues, unless the account or its goals are at stake."""
    if situation.request.purpose not in OPERATIONAL_PURPOSES or not situation.is_to_executive:
        return None
    if GROUNDS in situation.sheet:
        return None
    return Block(
        RuleName.OPERATIONAL_ISSUE,
        "Executives are not contacted for operational issues: the account is not red, and no issue is"
        " tied to a goal or the renewal.",
        "Nobody: work with the operational contact; the rule no longer applies once the account is red"
        " or a goal or the renewal depends on the issue.",
    )


def ticket_detail(situation: Situation) -> Block | None:
    """Tickets are named to no executive, neither numbers nor subjects: only to those who work with them."""
    if situation.letter is None or (situation.names_tickets and not situation.is_to_executive):
        return None
    text = f"{situation.letter.subject}\n{situation.letter.body}"
    folded = _folded(text)
    for ticket in situation.tickets:
        by_number = _is_number(ticket.ticket_id) and re.search(
            rf"(?<![\w-]){re.escape(ticket.ticket_id)}(?![\w-])", text, re.IGNORECASE
        )
        subject = _folded(ticket.subject)
        if by_number or (len(subject.split()) >= _LEAST_SUBJECT_WORDS and subject in folded):
            return Block(
                RuleName.TICKET_DETAIL,
                f"The text gives away ticket {ticket.ticket_id}"
                f"{'' if by_number else ' by its subject'}; executives get no ticket detail.",
                "You, by leaving it out.",
            )
    return None


def meeting_time(situation: Situation) -> Block | None:
    """A meeting time that the letter proposes must still be ahead when it goes out."""
    for fact_id in situation.cited:
        fact = situation.sheet.get(fact_id)
        if fact is None or not fact_id.startswith("meeting.slot."):
            continue
        if _is_over(fact.value, situation):
            return Block(
                RuleName.MEETING_TIME,
                f"The proposed time {fact.aliases[0] if fact.aliases else fact.value} will be over.",
                "You, by proposing other times.",
            )
    return None


def words(situation: Situation) -> Block | None:
    """An executive reads a short text."""
    if situation.letter is None or situation.letter.words <= situation.max_words:
        return None
    return Block(
        RuleName.WORDS,
        f"The text has {situation.letter.words} words; {situation.max_words} are the limit.",
        "You, by shortening it.",
        stops=False,
    )


def _is_over(value: object, situation: Situation) -> bool:
    moment = situation.send_at or situation.now
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware <= moment.replace(tzinfo=UTC)
    return isinstance(value, date) and value < moment.date()


def _is_number(ticket_id: str) -> bool:
    """A bare small number says nothing; ``PAY-1042`` or six digits do."""
    return bool(re.search(r"[A-Za-z]", ticket_id) and re.search(r"\d", ticket_id)) or len(
        ticket_id
    ) >= len("123456")


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
