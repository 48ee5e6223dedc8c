"""Sponsors: every executive, how close we are, and whom to see next."""

import streamlit as st

from core import cockpit
from core.cockpit.filters import TIERS
from core.ui import charts, downloads, empty, finder, queries, tables, words
from core.ui.account.people import CADENCE, COLUMNS
from core.ui.opener import open_page
from core.ui.tables import Column

GAPS = {
    "departed": "◆ Sponsor left",
    "silent": "◆ Silent too long",
    "no_executive": "○ No executive known",
    "no_backup": "▲ No backup sponsor",
}

view = open_page("sponsors")
actor, shown = view.actor, view.filters

if not queries.ask(cockpit.account_list, actor, shown, limit=1).total:
    empty.none_left(actor, shown)
    st.stop()

panels = st.grid(2, min_column_width=420, gap="small")
with panels.container(border=True, height="stretch"):
    gaps = queries.ask(cockpit.sponsor_gaps, actor, shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which relationships need someone now?", anchor=False)
        st.space("stretch")
        downloads.button(view, "sponsor_gaps")
    if gaps:
        tables.show(
            gaps,
            (
                Column("Account", "account_name", width=160),
                Column("Gap", lambda row: GAPS.get(row.gap, words.name(row.gap))),
                Column("Why", "detail", width="large"),
                Column("Tier", lambda row: words.name(row.tier)),
                Column("Owner", "owner_email"),
            ),
            key="gaps",
            alt="Accounts without an executive, without a backup, silent, or whose sponsor left",
            on_open=lambda row: finder.open_account(str(row.account_key)),
            height=300,
        )
    else:
        st.caption("Every account has an executive, a backup, and contact within its limit.")

with panels.container(border=True, height="stretch"):
    cells = queries.ask(cockpit.sponsor_heat_map, actor, shown)
    tiers = [tier for tier in (*TIERS, "") if any(cell.tier == tier for cell in cells)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("How engaged are executives, by tier?", anchor=False)
        st.space("stretch")
        downloads.button(view, "sponsor_heat_map")
    if tiers:
        total = sum(cell.executives for cell in cells)
        figure = charts.heat_map(cells, tiers, "")
        charts.draw(figure, f"{total} executives by tier and engagement level", "heat-map")
    else:
        st.caption("No executive is known yet. Import contacts with titles.")

with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader("Who are the executives?", anchor=False)
    st.space("stretch")
    download = st.container(width="content")
with st.container(horizontal=True, vertical_alignment="center"):
    cadence = st.pills(
        "Cadence",
        list(cockpit.CADENCE_STATES),
        selection_mode="multi",
        format_func=lambda state: CADENCE.get(state, words.name(state)),
        key="sponsors.cadence",
        label_visibility="collapsed",
        bind="query-params",
    )
    primary = st.toggle("Primary only", key="sponsors.primary", bind="query-params")
    lonely = st.toggle("Without backup", key="sponsors.lonely", bind="query-params")
    sort, descending = tables.sorter(
        {
            "account": "Account",
            "name": "Executive",
            "score": "Score",
            "risk": "Risk",
            "last_contact": "Last contact",
            "overdue": "Days overdue",
        },
        key="sponsors",
        default="overdue",
        descending=True,
    )
narrowed = {
    "cadence": tuple(state for state in cadence or () if state in cockpit.CADENCE_STATES),
    "primary_only": primary,
    "without_backup": lonely,
}
with download:
    downloads.button(view, "sponsors", **narrowed)
page = queries.ask(
    cockpit.sponsor_list,
    actor,
    shown,
    **narrowed,
    sort=sort,
    descending=descending,
    limit=tables.PAGE_SIZE,
    offset=tables.place("sponsors"),
)
if page.rows:
    tables.show(
        page.rows,
        (COLUMNS[0], Column("Account", "account_name", width=170), *COLUMNS[1:]),
        key="sponsors",
        alt="Executives with account, level, risk, last contact and cadence",
        on_open=lambda row: finder.open_account(str(row.account_key)),
        height=31 * (len(page.rows) + 1) + 4,
    )
    tables.offset(page.total, key="sponsors")
else:
    st.caption("No executive matches. Widen the cadence or the filters.")
