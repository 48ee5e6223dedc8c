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
            _accounts(card, filters)
    if sql.open:
        with sql:
            st.caption("Run for the accounts you may see, on the date and with the filters shown.")
            st.code(statement("kpi_values"), language="sql", wrap_lines=True)


def _accounts(card: Kpi, filters: Filters) -> None:
    page = queries.ask(
        cockpit.kpi_accounts,
        current_actor(),
        filters,
        card.name,
        limit=tables.PAGE_SIZE,
        offset=tables.place("explain.accounts"),
    )
    st.caption(
        "What each account adds to both sums, those that pull the measure away from its target "
        "first. Open one to see the executives and the imported lines."
    )
    tables.show(
        page.rows,
        (
            Column("Account", "name", width="medium"),
            Column("Engagement", "level", "level"),
            Column(words.sentence(card.numerator_label), "numerator", "number"),
            Column(words.sentence(card.denominator_label), "denominator", "number"),
            Column("Value", lambda row: cards.of_account(row, card.unit)),
        ),
        key="explain.accounts",
        alt="Accounts behind this measure, with what each adds to it",
        on_open=lambda row: finder.open_account(
            finder.reference(row.source_system, row.account_id)
        ),
    )
    tables.offset(page.total, key="explain.accounts")
