"""Letters to people who work with the product: what is strong in tickets and integrations, and its order.

To an executive the sheet names no ticket, so that the same outlines give a letter of counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.drafting.fact import Fact
from core.drafting.template.plan import Build, Move, Paragraphs, Strong
from core.drafting.template.strength import Rule, Strength, View

_TROUBLE = {"silent": 95, "late": 55, "slowed": 60}
LONG_DAYS = 7
"""From this age on a critical ticket is open for longer than anybody should wait."""
MOST_TICKETS = 3
"""Tickets that a letter names one by one; the reader can look the others up."""


def ticket_counts(view: View) -> Iterator[Strength]:
    """How many tickets are open, and how old the critical ones are."""
    roles = view.roles(
        open="tickets.open", critical="tickets.critical", oldest="tickets.oldest_critical_age"
    )
    if "critical" in roles:
        one = roles["critical"].value == 1
        rule = "tickets_critical_one" if one else "tickets_critical_several"
        yield Strength(rule, "Critical tickets are open", 100, roles)
    elif "open" in roles:
        count = view.number("tickets.open") or 0
        rule = "tickets_none" if count == 0 else "tickets_one" if count == 1 else "tickets_several"
        yield Strength(rule, f"{count} tickets are open", 50 if count else 30, roles)
    resolved = view.roles(resolved="tickets.resolved", resolved_since="tickets.resolved_since")
    if len(resolved) == 2:
        yield Strength("tickets_resolved", "Tickets were resolved lately", 25, resolved)
    waiting = view.roles(waiting="tickets.waiting")
    if waiting:
        one = waiting["waiting"].value == 1
        rule = "tickets_waiting_one" if one else "tickets_waiting_several"
        yield Strength(rule, "Tickets wait for their answer", 45, waiting)


def waiting_long(view: View) -> Iterator[Strength]:
    """Whether a critical ticket has been open for so long that a plain regret is due."""
    age = view.number("tickets.oldest_critical_age")
    if age is not None and age >= LONG_DAYS:
        yield Strength("waited_long", f"A critical ticket is open for {age} days", 10, {})


def each_ticket(view: View) -> Iterator[Strength]:
    """Each ticket that is named, the most pressing first."""
    for place, (stem, ticket) in enumerate(view.items("ticket.*.id")):
        parts = ("subject", "priority", "age", "opened_on", "component", "assignee")
        more = view.roles(replied_on=f"{stem}.last_reply_on", **{p: f"{stem}.{p}" for p in parts})
        waits = view.word(f"{stem}.waits_on")
        rule = "ticket_waiting" if waits == "you" else "ticket"
        yield Strength(rule, "An open ticket", 40 - place, {"ticket": ticket, **more})


def integrations(view: View) -> Iterator[Strength]:
    """Integrations that are silent or slowed; where none is, that all of them report."""
    trouble = 0
    for place, (stem, name) in enumerate(view.items("integration.*.name")):
        status = view.word(f"{stem}.status")
        if status not in _TROUBLE:
            continue
        trouble += 1
        roles = {
            "integration": name,
            **view.roles(
                last_seen_on=f"{stem}.last_seen_on",
                silence=f"{stem}.silence",
                drop=f"{stem}.drop",
            ),
        }
        weight = _TROUBLE[status] - place
        yield Strength(f"integration_{status}", "An integration is in trouble", weight, roles)
    connected = view.roles(connected="integrations.connected")
    if connected and not trouble:
        names = [fact for _, fact in view.items("integration.*.name")]
        one = connected["connected"].value == 1
        rule = "integrations_fine_one" if one else "integrations_fine"
        yield Strength(rule, "All integrations report", 35, {**connected, "integration": names[0]})


def our_plan(view: View) -> Iterator[Strength]:
    """Technical objectives of our plan, and when the next update is due."""
    for place, (stem, objective) in enumerate(view.items("step.*.objective")):
        roles = {"objective": objective, **view.roles(due_on=f"{stem}.due_on")}
        yield Strength("step", "An objective of our plan", 30 - place, roles)
    update = view.roles(update_on="update.next_on")
    if update:
        yield Strength("next_update", "When the next update is due", 20, update)


def released(view: View) -> Iterator[Strength]:
    """What was released for a feature in use."""
    used = {str(fact.value).casefold() for _, fact in view.items("feature.*.name")}
    for place, (stem, title) in enumerate(view.items("release.*.title")):
        roles = view.roles(
            feature=f"{stem}.feature", release=f"{stem}.name", released_on=f"{stem}.released_on"
        )
        if "feature" in roles and str(roles["feature"].value).casefold() in used:
            found: dict[str, Fact] = {"title": title, **roles}
            yield Strength("released", "New in a feature in use", 22 - place, found)


def before(view: View) -> Iterator[Strength]:
    """A check-in that was sent before."""
    roles = view.roles(last_on="history.last_checkin_on")
    if roles:
        yield Strength("last_checkin", "There was a check-in before", 5, roles)


def standing(view: View) -> Iterator[Strength]:
    """How the technical side stands, taken together."""
    roles = view.roles(standing="technical.standing")
    if roles:
        yield Strength("standing", "How the technical side stands", 60, roles)


RULES: tuple[Rule, ...] = (
    ticket_counts, waiting_long, each_ticket, integrations, our_plan, released, before, standing,
)  # fmt: skip

_COUNTS = (
    "tickets_critical_one", "tickets_critical_several", "tickets_one", "tickets_several", "tickets_none",
)  # fmt: skip
_IN_TROUBLE = ("integration_silent", "integration_slowed", "integration_late")
_FINE = ("integrations_fine", "integrations_fine_one")
_WAITING = ("tickets_waiting_one", "tickets_waiting_several")


def _lines(strong: Strong, *rules: str, first: int, most: int) -> tuple[Move, ...]:
    """Items of a list, each on a line of its own; all but the first can be spared, the last one first."""
    taken = (strong.take(*rules, rank=first + place if place else 0) for place in range(most))
    return tuple(replace(move, own_line=True) for moves in taken for move in moves)


def _tickets(strong: Strong, most: int = MOST_TICKETS) -> tuple[Move, ...]:
    lines = _lines(strong, "ticket", "ticket_waiting", first=3, most=most)
    return (Move("ticket_intro", leads=True), *lines) if lines else ()


def _opened(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The same said as the first thing of a letter."""
    return tuple(replace(move, section=f"opening.{move.section}") for move in moves)


def escalation_outreach(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    """What is wrong and for how long, each ticket, our plan, one question."""
    del variant, grounds
    opening = strong.take(*_COUNTS[:2]) or _opened(strong.take(*_IN_TROUBLE))
    opening = opening or strong.take("tickets_one", "tickets_several")
    regret = strong.take("waited_long", section="regret_long", rank=1) or (Move("regret", 1),)
    also = strong.take(*_IN_TROUBLE, rank=2)
    plan = (*strong.take("step", rank=5), *strong.take("next_update", rank=1))
    lens = (Move("lens.escalation_outreach", 2),)
    return ((*opening, *regret), _tickets(strong), also, plan, lens)


def health_checkin(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    """How things stand, also where all is well, what needs the reader, what is new."""
    del grounds
    counts = strong.take(*_COUNTS)
    trouble = (*strong.take(*_IN_TROUBLE), *strong.take(*_IN_TROUBLE, rank=4))
    fine = () if trouble else strong.take(*_FINE)
    resolved = strong.take("tickets_resolved", rank=4)
    waiting = strong.take(*_WAITING, rank=1)
    tickets = _tickets(strong, 2)
    new = strong.take("released", rank=5) or strong.take("unused", section="unused_line", rank=6)
    late = strong.take("review_near", rank=6)
    head = strong.take("last_checkin", section="checkin.again") or (Move("checkin.opening"),)
    state = (*counts, *resolved, *fine) if variant % 2 else (*fine, *counts, *resolved)
    return ((*head, *state), tickets, (*trouble, *waiting), (*new, *late))


def success_review(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    """Where things stand, integrations, open items, recommendations, each under its own heading."""
    del variant, grounds
    recommended = _advice(strong)
    counts = strong.take(*_COUNTS)
    resolved = strong.take("tickets_resolved", rank=3)
    result = strong.take("outcome_exceeded", "outcome_met", "outcome_on_course", rank=4)
    trouble = _lines(strong, *_IN_TROUBLE, first=4, most=3)
    fine = () if trouble else strong.take(*_FINE)
    tickets = _lines(strong, "ticket", "ticket_waiting", first=5, most=4)
    head = (Move("review.opening"), *strong.take("standing", rank=1))
    return (
        head,
        _headed("tickets", (*counts, *resolved)),
        _headed("open", tickets),
        _headed("integrations", (*trouble, *fine)),
        _headed("results", result),
        _headed("advice", recommended),
    )


def advice(strengths: Sequence[Strength]) -> tuple[Move, ...]:
    """What we recommend, for a document."""
    return _advice(Strong(strengths))


def _advice(strong: Strong) -> tuple[Move, ...]:
    """What we recommend, from what is known: the same facts that the state is told with."""
    found = (strong.peek(*rules, rank=6 + place) for place, rules in enumerate(_ADVICE))
    return tuple(
        replace(move, section=f"advice.{move.section}", own_line=True)
        for moves in found
        for move in moves
    )


_ADVICE = (
    ("integration_silent", "integration_late", "integration_slowed"),
    ("tickets_critical_one", "tickets_critical_several"),
    _WAITING,
    ("released",),
    ("unused",),
)
"""What a recommendation can follow from, the most pressing first."""


def _headed(part: str, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """Moves under a heading on a line of its own; no moves, no heading."""
    if not moves:
        return ()
    first, *rest = moves
    return (Move(f"heading.{part}", leads=True), replace(first, own_line=True), *rest)


OUTLINES: dict[str, Build] = {
    "escalation_outreach": escalation_outreach,
    "health_checkin": health_checkin,
    "success_review": success_review,
}
"""Outlines of technical letters, by purpose."""
