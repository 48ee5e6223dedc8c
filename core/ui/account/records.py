"""Where an account comes from: its imported records, and what is taken from each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.cockpit.account import AccountRecord
from core.ui import evidence, safe, tables, words
from core.ui.tables import Column

_COLUMNS = (
    Column("System", lambda row: words.name(row.source_system)),
    Column("Identifier", "account_id"),
    Column("Name", "name", width="large"),
    Column("Domain", "domain"),
    Column("Owner", "owner_email"),
    Column(
        "Gives",
        lambda row: ", ".join(words.name(field) for field in row.gives),
        width="large",
        help="Fields of the account that are taken from this record.",
    ),
)


def systems(records: Sequence[AccountRecord]) -> str:
    """The systems the records are from, in words, each once: ``Salesforce, Zendesk``."""
    return ", ".join(dict.fromkeys(words.name(record.source_system) for record in records))


def draw(records: Sequence[AccountRecord]) -> None:
    """The records of an account that has several, each openable; nothing for an account of one."""
    if len(records) < 2:
        return
    title = f"{words.plural(len(records), 'record')} from {systems(records)}"
    with st.expander(safe.label(title, 200), icon=":material/join:", key="account.records"):
        st.caption(
            "These imported records were decided to be one account. Its activities, tickets and people "
            "count together; the records stay as imported, and the decision can be undone."
        )
        tables.show(
            records,
            _COLUMNS,
            key="account-records",
            alt="Imported records of this account and what is taken from each",
            on_open=_open,
            open_label=":material/description: Line",
            height=31 * (min(len(records), 6) + 1) + 4,
        )
    if chosen := st.session_state.pop("account.record", ""):
        evidence.drawer("A record of this account", (chosen,))


def _open(row: AccountRecord) -> None:
    st.session_state["account.record"] = row.reference
