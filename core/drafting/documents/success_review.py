"""A customer success review: the technical side in figures and tables, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator

from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Row, Section
from core.drafting.documents.parts import outcomes_table
from core.drafting.fact import Fact
from core.drafting.template.say import say
from core.drafting.template.technical import advice

_NONE = "-"
_FIGURES = (
    ("open", "tickets.open"),
    ("critical", "tickets.critical"),
    ("resolved", "tickets.resolved"),
    ("connected", "integrations.connected"),
    ("silent", "integrations.silent"),
)


def sections(desk: Desk) -> Iterator[Section | None]:
    """In a sentence, figures, open items, integrations, results, use, recommendations."""
    yield desk.section("standing", "text", _standing(desk))
    yield desk.section("figures", "figures", _figures(desk))
    yield _open_items(desk)
    yield _integrations(desk)
    yield outcomes_table(desk, 4)
    yield desk.section("plan", "bullets", _plan(desk))
    yield desk.section("advice", "numbered", _advice(desk))


def _standing(desk: Desk) -> Iterator[Row | None]:
    standing = desk.get("technical.standing")
    if standing is not None:
        yield desk.line("standing", {"standing": standing})


def _figures(desk: Desk) -> Iterator[Row]:
    for label, fact_id in _FIGURES:
        fact = desk.get(fact_id)
        if fact is not None:
            note = desk.get("tickets.resolved_since") if label == "resolved" else None
            said = "" if note is None else desk.words("figure.since", {"resolved_since": note})
            noted = () if note is None else (note.id,)
            cells = (desk.words(f"label.{label}"), say(fact, "number"), said)
            yield Row(cells, (fact.id, *noted))


def _open_items(desk: Desk) -> Section | None:
    """Tickets as a table; without tickets that may be named, how many there are."""
    rows = []
    for stem, ticket in desk.items("ticket.*.id", 8):
        parts = ("subject", "priority", "opened_on", "assignee")
        facts = [desk.get(f"{stem}.{part}") for part in parts]
        waits = desk.word(f"{stem}.waits_on") or "us"
        told = desk.words(f"waits.{waits}")
        # In quotation marks: what a customer wrote is told as theirs.
        subject = f'"{say(facts[0])}"' if facts[0] is not None else _NONE
        cells = (say(ticket), subject, *map(_cell, facts[1:]), told)
        rows.append(Row(cells, (ticket.id, *(fact.id for fact in facts if fact is not None))))
    columns = ("ticket", "subject", "priority", "opened", "assignee", "next")
    return desk.section("open", "table", rows, columns)


def _integrations(desk: Desk) -> Section | None:
    rows = []
    for stem, name in desk.items("integration.*.name", 12):
        seen, silence = desk.get(f"{stem}.last_seen_on"), desk.get(f"{stem}.silence")
        status = desk.words(f"status.{desk.word(f'{stem}.status') or 'reporting'}")
        facts = [name, seen, silence if desk.word(f"{stem}.status") == "silent" else None]
        cells = (say(name), status, _cell(seen), _cell(facts[2]))
        rows.append(Row(cells, tuple(fact.id for fact in facts if fact is not None)))
    return desk.section("integrations", "table", rows, ("integration", "status", "seen", "silence"))


def _plan(desk: Desk) -> Iterator[Row | None]:
    for stem, objective in desk.items("step.*.objective", 4):
        due = desk.get(f"{stem}.due_on")
        roles = {"objective": objective, **({"due_on": due} if due is not None else {})}
        yield desk.line("plan.step", roles)


def _advice(desk: Desk) -> Iterator[Row | None]:
    for move in advice(desk.strengths):
        yield desk.line(move.section, dict(move.roles))


def _cell(fact: Fact | None) -> str:
    return _NONE if fact is None else say(fact)
