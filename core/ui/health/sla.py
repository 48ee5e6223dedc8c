"""Service levels: which promises are broken or about to be, and how many were kept."""

from __future__ import annotations

import streamlit as st

from core.cockpit import sla
from core.ui import clocks, downloads, finder, queries, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column


def _share(row: sla.SlaKept) -> str:
    return words.percent(None if row.kept_pct is None else row.kept_pct / 100)


def _interval(row: sla.SlaKept) -> str:
    if row.low_pct is None or row.high_pct is None:
        return words.NONE
    return f"{row.low_pct:.0f} to {row.high_pct:.0f}%"


_LISTED = (
    Column("Account", "name", width="medium"),
    Column("Ticket", "ticket_id"),
    Column("Priority", "priority"),
    Column("Stands", lambda row: clocks.standing(row.standing)),
    Column("Clock", lambda row: words.name(row.clock)),
    Column("Left", lambda row: clocks.left(row.left_hours)),
    Column("Target", lambda row: clocks.span(row.target_hours)),
    Column("Due, UTC", "due_at", "moment", help="When the target is reached, or was."),
    Column("Counts in", lambda row: clocks.counted(row.is_always)),
    Column("Status", lambda row: words.name(row.status)),
    Column("Subject", "subject", width="large"),
    Column("Assignee", "assignee_email"),
    Column("Owner", "owner_email"),
    Column("Tier", lambda row: words.name(row.tier)),
    Column("System", "ticket_system"),
)
_KEPT = (
    Column("Clock", lambda row: words.name(row.clock)),
    Column("Priority", "priority"),
    Column("Kept", "kept", "number"),
    Column("Broken", "broken", "number"),
    Column("Share kept", _share),
    Column("90% interval", _interval),
    Column("Median", lambda row: clocks.span(row.median_hours)),
    Column("Target", lambda row: clocks.span(row.target_hours), help="The longest of the tiers."),
)
_CHOICES = {
    "Breached": ("breached",),
    "On track": ("on_track",),
    "Paused": ("paused",),
    "All of them": sla.OPEN_STANDINGS,
}


def draw(view: View) -> None:
    """How the open tickets stand, the lists to work on, and the promises of the last weeks."""
    _standing(view)
    _savable(view)
    _others(view)
    _kept(view)


def _standing(view: View) -> None:
    found = queries.ask(sla.sla_standing, view.actor, view.filters, moment=clocks.moment(view))
    with st.grid(4, min_column_width=170, gap="small"):
        for label, count in (
            (clocks.standing("breached"), found.breached_tickets),
            (clocks.standing("about_to_breach"), found.about_to_breach_tickets),
            (clocks.standing("on_track"), found.on_track_tickets),
            (clocks.standing("paused"), found.paused_tickets),
        ):
            st.metric(safe.own(label), words.number(count), border=True)
    said = [f"{words.plural(found.open_tickets, 'open ticket')}, each counted once at its worst"]
    if found.without_promise:
        said.append(f"{found.without_promise:,} to which nothing more is promised")
    if found.without_priority:
        said.append(f"{found.without_priority:,} without a priority, so without a promise")
    if found.uncounted:
        said.append(f"{found.uncounted:,} whose business hours are not worked out yet")
    read_at = words.moment(clocks.moment(view))
    st.caption(safe.own(f"{'; '.join(said)}. Clocks read at {read_at}."))


def _savable(view: View) -> None:
    """First what can still be kept: of what is broken that can only be said."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which promises can still be kept?", anchor=False)
        st.space("stretch")
        clocks.explained()
        downloads.button(view, "sla", key="sla-soon", standings=("about_to_breach",))
    _table(view, ("about_to_breach",), key="sla-soon", none="None is about to breach.")


def _others(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which promises are broken?", anchor=False)
        st.space("stretch")
        chosen = st.selectbox(
            "Show",
            list(_CHOICES),
            key="sla.show",
            label_visibility="collapsed",
            width=150,
            bind="query-params",
        )
        standings = _CHOICES.get(chosen, ("breached",))
        downloads.button(view, "sla", standings=standings)
    _table(view, standings, key="sla", none="None of these accounts.")


def _table(view: View, standings: tuple[str, ...], *, key: str, none: str) -> None:
    page = queries.ask(
        sla.sla_list,
        view.actor,
        view.filters,
        standings=standings,
        limit=tables.PAGE_SIZE,
        offset=tables.place(key),
        moment=clocks.moment(view),
    )
    if not page.total:
        st.caption(safe.own(none))
        return
    tables.show(
        page.rows,
        _LISTED,
        key=key,
        alt=f"Clocks of open tickets: {words.listed([words.name(one) for one in standings], 4)}",
        on_open=lambda row: finder.open_account(
            str(row.account_key), tab="Tickets and integrations"
        ),
        height=_height(len(page.rows)),
    )
    tables.offset(page.total, key=key)


def _kept(view: View) -> None:
    since = queries.ask(sla.window, view.actor, view.filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("How many promises were kept?", anchor=False)
        st.space("stretch")
        downloads.button(view, "sla_kept")
    rows = queries.ask(sla.sla_kept, view.actor, view.filters, moment=clocks.moment(view))
    if not rows:
        st.caption(f"No promise fell due since {words.day(since)}.")
        return
    tables.show(
        rows,
        _KEPT,
        key="sla-kept",
        alt="Promises kept and broken by clock and priority",
        height=_height(len(rows)),
    )
    st.caption(
        f"Since {words.day(since)}. Broken: answered or solved after the target, or still open past it. "
        "A share needs at least five promises; the interval says how sure it is."
    )


def _height(rows: int) -> int:
    """So that a page of rows is seen whole."""
    return 31 * (rows + 1) + 4
