"""An account's tickets with their clocks, and the business hours the clocks count in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core import cockpit, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit import sla
from core.cockpit.account import AccountDetail
from core.cockpit.operations import Ticket
from core.health import clocks as ticket_clocks
from core.health.clocks import AccountHours, HoursChange
from core.ui import clocks, downloads, forms, queries, safe, tables, words
from core.ui.account.scores import ROWS
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_ORDER = ("breached", "about_to_breach", "on_track", "paused", "missed", "met")
"""What can still be acted on comes before what is history."""
_FORM = "account-hours"


@dataclass(frozen=True)
class _Row:
    """A ticket with its clocks by name; of the next reply the newest."""

    ticket: Ticket
    clocks: dict[str, sla.AccountClock]
    worst: sla.AccountClock | None


def _of(name: str) -> Any:
    return lambda row: getattr(row.ticket, name)


def _counted(name: str) -> Any:
    """How long a clock of the row counted; one that runs says so."""

    def shown(row: _Row) -> str:
        clock = row.clocks.get(name)
        if clock is None:
            return words.NONE
        text = clocks.seconds(clock.seconds)
        return (
            f"{text}, running" if clock.state == "running" and clock.seconds is not None else text
        )

    return shown


def _promise(row: _Row) -> str:
    clock = row.worst
    if clock is None:
        return words.NONE
    if clock.state == "stopped" or clock.remaining_seconds is None:
        return words.name(clock.clock)
    return f"{words.name(clock.clock)}, {clocks.left(clock.remaining_seconds / 3600)}"


_SYSTEMS = {"jira": "Jira", "kayako": "Kayako", "zendesk": "Zendesk"}


def _status(ticket: Ticket) -> str:
    """As its source last said; of a ticket that is gone from it, that, since when and why."""
    if ticket.gone_at is None:
        return words.name(ticket.status)
    system = _SYSTEMS.get(ticket.source_system, ticket.source_system)
    noticed = words.day(ticket.gone_at)
    why = f": {ticket.gone_reason}" if ticket.gone_reason else ""
    return f"No longer in {system} (noticed {noticed}){why}"


_TICKETS = (
    Column("Ticket", _of("ticket_id")),
    Column("Priority", _of("priority")),
    Column("Status", lambda row: _status(row.ticket), width="medium"),
    Column("Age", _of("age_days"), "days"),
    Column("Stands", lambda row: clocks.standing(row.worst.standing if row.worst else None)),
    Column("By which clock", _promise, width="medium"),
    Column("Subject", _of("subject"), width="medium"),
    Column("First reply", _counted("first_reply"), help=clocks.MEANING["first_reply"]),
    Column("Next reply", _counted("next_reply"), help=clocks.MEANING["next_reply"]),
    Column("Requester wait", _counted("requester_wait"), help=clocks.MEANING["requester_wait"]),
    Column("Agent work", _counted("agent_work"), help=clocks.MEANING["agent_work"]),
    Column("Resolution", _counted("resolution"), help=clocks.MEANING["resolution"]),
    Column("Opened", _of("opened_at"), "moment"),
    Column("Resolved", _of("resolved_at"), "moment"),
    Column("Component", _of("component")),
    Column("Requester", _of("requester_email")),
    Column("System", _of("source_system")),
)


def draw(view: View, detail: AccountDetail) -> None:
    """Tickets, open ones first, each with its clocks; below, the hours the clocks count in."""
    key = detail.row.account_key
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which tickets are open?", anchor=False)
        st.space("stretch")
        clocks.explained()
        closed = st.toggle("With closed ones", key="tickets.closed")
        downloads.button(view, "tickets", account_key=key)
        downloads.button(view, "ticket_clocks", account_key=key, label="Clocks")
    found = queries.ask(
        cockpit.tickets, view.actor, key, view.as_of, open_only=not closed, limit=200
    )
    if not found:
        st.caption("No open ticket on this date." if not closed else "No ticket was imported.")
        return
    read = queries.ask(
        sla.account_clocks,
        view.actor,
        key,
        view.as_of,
        closed=closed,
        moment=clocks.moment(view),
    )
    tables.show(
        _rows(found, read),
        _TICKETS,
        key="tickets",
        alt="Tickets of the account with their clocks",
        on_open=lambda row: _open_rows(view, key, row),
        open_label=ROWS,
    )
    _hours(view, key)


def _open_rows(view: View, key: int, row: _Row) -> None:
    """Widget callback: the rows behind a ticket's clocks, with what each clock counted."""
    ticket = row.ticket
    found = queries.ask(sla.clock_evidence, current_actor(), key, ticket.ticket_key, view.as_of)
    forms.ask_for_rows(f"Ticket {ticket.ticket_id}", found, _sentence(row))


def _sentence(row: _Row) -> str:
    """What the clocks of a ticket counted, against what was promised."""
    said = []
    for name in ticket_clocks.CLOCKS:
        clock = row.clocks.get(name)
        if clock is None or clock.seconds is None:
            continue
        text = f"{words.name(name)} {clocks.seconds(clock.seconds)}"
        if clock.target_seconds is not None:
            text += f" of {clocks.seconds(clock.target_seconds)}"
        said.append(f"{text}, {clocks.counted(clock.is_always).lower()}")
    return ". ".join(said) + ("." if said else "")


def _rows(found: Sequence[Ticket], read: Sequence[sla.AccountClock]) -> list[_Row]:
    by_ticket: dict[int, list[sla.AccountClock]] = {}
    for clock in read:
        by_ticket.setdefault(clock.ticket_key, []).append(clock)
    rows = []
    for ticket in found:
        own = sorted(by_ticket.get(ticket.ticket_key, []), key=lambda clock: clock.round)
        promised = [clock for clock in own if clock.standing]
        worst = min(promised, key=_urgency, default=None)
        rows.append(_Row(ticket, {clock.clock: clock for clock in own}, worst))
    return rows


def _urgency(clock: sla.AccountClock) -> tuple[int, float]:
    left = clock.remaining_seconds
    return _ORDER.index(clock.standing or "met"), float("inf") if left is None else left


def _hours(view: View, key: int) -> None:
    """One line on the hours of the account, and a form to set them."""
    found = queries.ask(ticket_clocks.account_hours, view.actor, key, view.as_of)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(safe.own(_said(found)))
        if found.reason:
            st.caption(
                f"Set by hand by {safe.label(found.set_by)}: {safe.label(found.reason, 300)}"
            )
        if allows(view.actor, Permission.ACCOUNT_OVERRIDE):
            _form(key, found)


def _said(found: AccountHours) -> str:
    if found.is_always:
        return "Support around the clock was agreed: the clocks of its tickets never rest."
    hours = f"{_hour(found.opens_hour)} to {_hour(found.closes_hour)}"
    if found.time_zone is None:
        return f"Business hours {hours}; the calendar is made with the account's first ticket."
    holidays = "without holidays"
    if found.country:
        part = f"-{found.subdivision}" if found.subdivision else ""
        holidays = f"without weekends and holidays of {found.country}{part}"
    return " ".join(
        filter(None, [f"Business hours {hours}, {found.time_zone}, {holidays}.", found.note])
    )


def _hour(value: float) -> str:
    return f"{int(value):02d}:{round(value % 1 * 60):02d}"


def _form(key: int, found: AccountHours) -> None:
    with st.popover("Set hours by hand", icon=":material/edit:", type="tertiary"):
        st.caption("An empty field leaves what the record and the policy say.")
        with st.form(f"{_FORM}.form", border=False):
            st.text_input("Country", found.own_country or "", key=f"{_FORM}.country", max_chars=80)
            st.text_input(
                "Part of the country",
                found.own_region or "",
                key=f"{_FORM}.region",
                max_chars=80,
                help="Its full name or ISO code, e.g. Bayern or DE-BY: its own holidays count too.",
            )
            st.text_input("Time zone", found.own_time_zone or "", key=f"{_FORM}.zone", max_chars=80)
            st.number_input("Begins", 0.0, 24.0, found.own_opens_hour, 0.5, key=f"{_FORM}.opens")
            st.number_input("Ends", 0.0, 24.0, found.own_closes_hour, 0.5, key=f"{_FORM}.closes")
            st.checkbox("Support around the clock", found.is_always, key=f"{_FORM}.always")
            st.text_input("Reason", key=f"{_FORM}.reason", max_chars=300)
            st.form_submit_button("Set hours", on_click=_set, args=(key,))
        if found.reason:
            st.button("Clear them", key=f"{_FORM}.clear", on_click=_clear, args=(key,))


def _set(key: int) -> None:
    state = st.session_state
    act(
        lambda: ticket_clocks.set_account_hours(
            wiring.cockpit().store,
            current_actor(),
            key,
            HoursChange(
                country=state.get(f"{_FORM}.country", ""),
                region=state.get(f"{_FORM}.region", ""),
                time_zone=state.get(f"{_FORM}.zone", ""),
                opens_hour=state.get(f"{_FORM}.opens"),
                closes_hour=state.get(f"{_FORM}.closes"),
                is_always=bool(state.get(f"{_FORM}.always")),
            ),
            state.get(f"{_FORM}.reason", ""),
        ),
        "Hours set by hand. The clocks follow at once.",
    )


def _clear(key: int) -> None:
    act(
        lambda: ticket_clocks.clear_account_hours(wiring.cockpit().store, current_actor(), key),
        "The hours of the record and the policy hold again.",
    )
