"""A card of the Today page: what to do, why now, how much it matters, and what was said of it."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.today import Card, decide
from core.ui import command, finder, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_SNOOZES = {"Tomorrow": 1, "In a week": 7, "In a month": 30}
_FACTORS = (
    Column("Factor", lambda factor: words.name(factor.name)),
    Column("1 to 5", "value", "number"),
    Column("Read from", "why", width="large"),
)
_FORMULA = "Revenue impact \N{MULTIPLICATION SIGN} frequency \N{MULTIPLICATION SIGN} confidence ÷ (effort \N{MULTIPLICATION SIGN} risk)"


def draw(view: View, card: Card) -> None:
    """One card with its buttons."""
    key = f"{card.rule}.{card.account.account_key}.{card.occurrence}"
    with st.container(border=True, key=f"card.{key}"):
        _head(card, key)
        st.text(card.reason)
        _whom(card)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _draft(view, card, key)
            st.button(
                "Rows",
                help=safe.own(words.ROWS),
                key=f"rows.{key}",
                icon=":material/manage_search:",
                type="tertiary",
                on_click=_rows,
                args=(card,),
            )
            st.space("stretch")
            if allows(view.actor, Permission.SUGGESTION_DECIDE):
                _decisions(card, key)


def _head(card: Card, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            safe.label(card.account.name, 60),
            key=f"open.{key}",
            type="tertiary",
            on_click=finder.open_account,
            args=(finder.reference(card.account.source_system, card.account.account_id),),
        )
        st.badge(safe.own(card.title), color="blue")
        worth = (
            words.name(card.account.tier) if card.account.tier else "",
            words.money(card.account.arr_amount, card.account.currency),
        )
        st.caption(safe.label(" · ".join(part for part in worth if part)))
        if card.state != "open":
            st.badge(safe.own(_said(card)), color="gray")
        st.space("stretch")
        with st.popover(f"Priority {words.number(card.priority.score, 1)}", type="tertiary"):
            st.caption(safe.own(_FORMULA))
            tables.show(
                card.priority.factors,
                _FACTORS,
                key=f"factors.{key}",
                alt=f"Factors of the priority {words.number(card.priority.score, 1)}",
            )
            st.caption(safe.own(card.why))


def _said(card: Card) -> str:
    if card.state == "snoozed":
        return f"Snoozed until {words.day(card.until_on)}"
    return words.name(card.state)


def _whom(card: Card) -> None:
    if card.contact is None:
        st.caption("Nobody is known to write to: import contacts, or mark an executive sponsor.")
        return
    title = f", {card.contact.title}" if card.contact.title else ""
    who = f"{words.name(card.purpose)} with {card.contact.name}{title}"
    st.caption(safe.label(who, 160))


def _draft(view: View, card: Card, key: str) -> None:
    if allows(view.actor, Permission.DRAFT_WRITE):
        st.button(
            "Draft",
            key=f"draft.{key}",
            icon=":material/edit_note:",
            type="primary",
            disabled=card.contact is None,
            on_click=_ask_for_draft,
            args=(card,),
        )


def _ask_for_draft(card: Card) -> None:
    contact = card.contact.contact_key if card.contact else None
    st.session_state["account.wish"] = command.Wish("executive_outreach", card.purpose, contact)
    account = finder.reference(card.account.source_system, card.account.account_id)
    finder.open_account(account, tab="Draft")


def _rows(card: Card) -> None:
    st.session_state["drawer"] = (card.reason, card.evidence, card.why)
    st.session_state.pop("evidence.reference", None)


def _decisions(card: Card, key: str) -> None:
    if card.state != "open":
        st.button("Open again", key=f"again.{key}", on_click=_decide, args=(card, "open"))
        return
    st.button(
        "Done", key=f"done.{key}", icon=":material/check:", on_click=_decide, args=(card, "done")
    )
    with st.popover("Snooze", icon=":material/snooze:"):
        for label, days in _SNOOZES.items():
            st.button(
                safe.own(label),
                key=f"snooze.{days}.{key}",
                type="tertiary",
                on_click=_snooze,
                args=(card, days),
            )
    with st.popover("Not useful", icon=":material/thumb_down:"), st.form(f"no.{key}", border=False):
        st.text_input("Why not?", key=f"reason.{key}", max_chars=500)
        st.form_submit_button("Say so", on_click=_refuse, args=(card, f"reason.{key}"))


def _snooze(card: Card, days: int) -> None:
    running = wiring.cockpit()
    until = running.clock.today() + timedelta(days=days)
    act(
        lambda: decide(running.store, current_actor(), card, "snoozed", until_on=until),
        f"Snoozed until {words.day(until)}.",
    )


def _refuse(card: Card, field: str) -> None:
    why = st.session_state.get(field, "")
    act(
        lambda: decide(wiring.cockpit().store, current_actor(), card, "not_useful", reason=why),
        "Noted: not useful.",
    )


def _decide(card: Card, state: str) -> None:
    act(
        lambda: decide(wiring.cockpit().store, current_actor(), card, state),
        "Done." if state == "done" else "Open again.",
    )
