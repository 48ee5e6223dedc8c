"""Portfolio: where the executive relationships and the technical health of the book stand."""

import streamlit as st

from core import cockpit
from core.ui import (
    cards,
    charts,
    downloads,
    empty,
    explain,
    finder,
    matrix,
    news,
    queries,
    tables,
    trend,
    words,
)
from core.ui.opener import open_page

view = open_page("portfolio")
actor, shown = view.actor, view.filters


if not queries.ask(cockpit.account_list, actor, shown, limit=1).total:
    empty.none_left(actor, shown)
    st.stop()

kpis = queries.ask(cockpit.portfolio_kpis, actor, shown)
points = queries.ask(cockpit.kpi_trend, actor, shown)
asked = None
with st.grid(5, min_column_width=190, gap="small"):
    for kpi in kpis:
        own = [point for point in points if point.name == kpi.name]
        before = trend.before(own, view.as_of, shown.period_days)
        if cards.kpi(kpi, own, before, key=f"kpi.{kpi.name}"):
            asked = kpi
if asked:
    explain.kpi(asked, shown)
trend.offer(view, points)

panels = st.grid(2, min_column_width=420, gap="small")
with panels.container(border=True, height="stretch"):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("How healthy are the accounts?", anchor=False)
        downloads.button(view, "rag")
    counts = queries.ask(cockpit.rag_distribution, actor, shown)
    spoken = ", ".join(f"{count.accounts} {words.name(count.rag).lower()}" for count in counts)
    charts.draw(charts.rag_bar(counts), f"Accounts by health: {spoken}", "rag-bar")
    with st.container(horizontal=True, gap="small"):
        for count in counts:
            cards.rag(count.rag, count.accounts)
    at_risk = sum(count.at_risk for count in counts)
    st.caption(f"{words.plural(at_risk, 'account')} at risk by the rules of the policy.")

    news.draw(view)

with panels.container(border=True, height="stretch"):
    matrix.draw(view)

with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader("Which accounts are these?", anchor=False)
    st.space("stretch")
    sort, descending = tables.sorter(
        {
            "name": "Name",
            "arr": "ARR",
            "renewal": "Renewal",
            "sponsor_score": "Engagement score",
            "health_score": "Health score",
            "last_contact": "Last contact",
            "open_tickets": "Open tickets",
        },
        key="accounts",
        default="health_score",
    )
    downloads.button(view, "accounts")
page = queries.ask(
    cockpit.account_list,
    actor,
    shown,
    sort=sort,
    descending=descending,
    limit=tables.PAGE_SIZE,
    offset=tables.place("accounts"),
)
tables.show(
    page.rows,
    tables.ACCOUNT_COLUMNS,
    key="accounts",
    alt="Accounts of these filters with scores, ARR, renewal and last contact",
    on_open=lambda row: finder.open_account(finder.reference(row.source_system, row.account_id)),
    height=31 * (min(len(page.rows), tables.PAGE_SIZE) + 1) + 4,
)
tables.offset(page.total, key="accounts")
