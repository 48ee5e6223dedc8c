"""Escalations in words: severity, what happened, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.channels.notices import NoticeDelivery
from core.channels.notices import State as Sent
from core.health.escalation import Escalation, Said, Severity, State, Trigger
from core.health.escalation.likely import Likely
from core.health.escalation.precision import Precision
from core.health.escalation.watch import SCORE_RULE
from core.ui import words

COLOUR: dict[Severity, Literal["red", "orange", "gray"]] = {
    Severity.CRITICAL: "red",
    Severity.HIGH: "orange",
    Severity.MEDIUM: "gray",
}
ICON = {
    Severity.CRITICAL: ":material/crisis_alert:",
    Severity.HIGH: ":material/priority_high:",
    Severity.MEDIUM: ":material/info:",
}
SIGN = {Severity.CRITICAL: "◆", Severity.HIGH: "▲", Severity.MEDIUM: "●"}
DONE = {
    Said.ACKNOWLEDGED: "Acknowledged.",
    Said.DISAGREED: "Noted: no escalation.",
    Said.SNOOZED: "Snoozed.",
    Said.OPEN: "Open again.",
    Said.UPDATED: "Noted: the customer was updated.",
}
_WHY = {
    "red": "the account is red",
    "amber": "the account is amber",
    "below_limit": "the score is below the limit",
    "very_low_score": "the score is very low",
    "large_arr": "its ARR is among the largest",
    "renewal_near": "the renewal is near",
}
_TRIGGER = {
    Trigger.SCORE_BELOW: "The score crossed below the limit",
    Trigger.STATUS_WORSENED: "The colour got worse",
    Trigger.FIRST_SEEN: "The score was below the limit when first seen",
}


@dataclass(frozen=True)
class Signs:
    """The rows behind an account's signs, as the evidence drawer takes them."""

    evidence: tuple[str, ...]
    note: str


def severity(value: Severity) -> str:
    """``◆ Critical``."""
    return f"{SIGN[value]} {words.name(value.value)}"


def rule(name: str) -> str:
    """A rule in words; the limit of the score is one too."""
    return "Health score" if name == SCORE_RULE else words.name(name)


def progress(one: Escalation) -> str:
    """How many of the better scans that end it were seen."""
    return words.NONE if one.is_over else f"{one.better_scans} of {one.scans_to_recover}"


def draft(one: Escalation) -> str:
    """The number of the draft, or that there is none."""
    return words.NONE if one.draft_id is None else f"No. {one.draft_id}"


def next_try(row: NoticeDelivery) -> datetime | None:
    """When a notice that waits is tried next."""
    return row.next_at if row.state in (Sent.WAITING, Sent.NOT_CONFIGURED) else None


def update(one: Escalation, today: date) -> str:
    """By when the customer is to hear from us, since when they wait, or why neither."""
    if one.is_over:
        return f"Recovered on {words.day(one.recovered_on)}"
    if one.update_on is not None:
        late = (today - one.update_on).days
        if late <= 0:
            return f"Update the customer by {words.day(one.update_on)}"
        return f"Update due {words.day(one.update_on)}, {words.plural(late, 'day')} overdue"
    if one.state is State.SNOOZED:
        return f"Until {words.day(one.stance_until)}"
    return "No updates asked for"


def story(one: Escalation) -> list[str]:
    """What happened, a sentence a line."""
    was = "" if one.from_score is None else f", before {words.score(one.from_score)}"
    lines = [
        f"{_TRIGGER[one.trigger]} on {words.day(one.opened_on)}: {words.rag(one.opened_band)}, "
        f"{words.score(one.opened_score)} of 100{was}."
    ]
    if one.times_worsened:
        lines.append(
            f"It got worse since: {words.rag(one.worst_band)}, {words.score(one.worst_score)}."
        )
    why = [_WHY.get(reason, words.name(reason)) for reason in one.severity_reasons]
    lines.append(f"{words.name(one.severity.value)} because {' and '.join(why)}.")
    if one.stance_by and one.state is not State.OPEN:
        reason = f": {one.stance_reason}" if one.stance_reason else "."
        lines.append(f"{words.name(one.state.value)} by {one.stance_by}{reason}")
    return lines


def happened(one: Escalation) -> str:
    """What happened, and what became worse since, without why that is severe."""
    return " ".join(story(one)[: 2 if one.times_worsened else 1])


def by_month(row: Precision) -> str:
    """``Jun 3 of 4, Jul 2 of 5``, the last six months."""
    return ", ".join(f"{one.month:%b} {one.agreed} of {one.n}" for one in row.months[-6:])


def suggested(row: Precision) -> str:
    """The limit that would have spared false ones, or why none is suggested."""
    found = row.suggestion
    if found is None:
        return row.why
    to = ", ".join(f"{words.name(name)} {value:g}" for name, value in found.values)
    return f"{to}: spares {found.spared} false, loses {found.lost} true."


def signs(row: Likely) -> Signs:
    """The rows and sentences of all signs."""
    evidence = dict.fromkeys(name for sign in row.signs for name in sign.evidence)
    return Signs(tuple(evidence), " ".join(sign.note for sign in row.signs))
