"""The drawer behind "How is this computed": definition, thresholds, the SQL itself, and the accounts."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.filters import Filters
from core.cockpit.portfolio import Kpi
from core.cockpit.query import statement
from core.ui import cards, finder, queries, safe, tables, words
from core.ui.identity import current_actor
from core.ui.tables import Column

_ACCOUNTS = (
    Column("Account", "name", width="medium"),
    Column("Engagement", "level", "level"),
    Column("Score", "sponsor_score", "score"),
    Column("Executives engaged", "engaged_executives", "number"),
    Column("Executives", "executives", "number"),
    Column("Days since contact", "days_since_contact", "days"),
)

_NUMBERS = (
    Column("Number", lambda pair: pair[0], width="medium"),
    Column("Is", lambda pair: pair[1], width="medium"),
)


@st.dialog("How is this computed", width=760, position="right")
def kpi(card: Kpi, filters: Filters) -> None:
    """A KPI's definition, its numerator and denominator, its statement, and its accounts."""
    st.markdown(f"**{safe.own(card.label)}.** {safe.own(card.definition)}")
    rows = (
        ("Value", cards.value(card, card.unit)),
        (words.sentence(card.numerator_label), words.number(card.numerator, 2)),
        (words.sentence(card.denominator_label), words.number(card.denominator, 2)),
        ("Target", cards.target(card)),
    )
    tables.show(rows, _NUMBERS, key="explain.numbers", alt="The numbers behind the measure")
    accounts, sql = st.tabs(["Accounts", "SQL"], on_change="rerun", key="explain.tabs")
    if accounts.open:
        with accounts:
            _accounts(filters)
    if sql.open:
        with sql:
            st.caption("Run for the accounts you may see, on the date and with the filters shown.")
            st.code(statement("kpi_values"), language="sql", wrap_lines=True)


def _accounts(filters: Filters) -> None:
    page = queries.ask(
        cockpit.account_list,
        current_actor(),
        filters,
        sort="sponsor_score",
        limit=tables.PAGE_SIZE,
        offset=tables.place("explain.accounts"),
    )
    tables.show(
        page.rows,
        _ACCOUNTS,
        key="explain.accounts",
        alt="Accounts behind this measure",
        on_open=lambda row: finder.open_account(
            finder.reference(row.source_system, row.account_id)
        ),
    )
    tables.offset(page.total, key="explain.accounts")
