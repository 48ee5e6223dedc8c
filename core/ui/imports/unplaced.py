"""Rows that found no account: assigned by hand once, remembered for later imports."""

from __future__ import annotations

import streamlit as st

from core import capture, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture import Unplaced
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_POINTERS = {
    "account_ref": "Account identifier",
    "domain": "Domain",
    "name": "Company name",
    "row": "Nothing but itself",
}
_COLUMNS = (
    Column("Rows", "count", "number", help="How many imported rows point at the same account."),
    Column("Of", lambda row: words.name(row.table.removeprefix("crm."))),
    Column("Point by", lambda row: _POINTERS.get(row.match_kind, row.match_kind)),
    Column("At", "match_value", width="medium"),
    Column("For example", "example", width="large"),
)
_CHOSEN = "unplaced.chosen"


def draw(view: View) -> None:
    """Groups of rows, the most frequent first; one is chosen and given its account."""
    st.subheader("Which rows have no account?", anchor=False)
    groups = queries.ask(capture.unplaced, view.actor)
    if not groups:
        st.caption(
            "None. Rows reach their account by identifier, then by verified domain, then by exact "
            "name; what none of them finds is listed here."
        )
        return
    st.caption(
        f"{words.plural(sum(group.count for group in groups), 'row')} in "
        f"{words.plural(len(groups), 'group')}. They count nowhere until they have an account."
    )
    may = allows(view.actor, Permission.IMPORT_PUBLISH)
    tables.show(
        groups,
        _COLUMNS,
        key="unplaced",
        alt="Rows without an account, grouped by what points at one",
        on_open=_choose if may else None,
        open_label=":material/link: Assign",
    )
    if st.session_state.get(_CHOSEN) in groups:
        _assign(st.session_state[_CHOSEN])


def _choose(group: Unplaced) -> None:
    st.session_state[_CHOSEN] = group


def _assign(group: Unplaced) -> None:
    with st.form("unplaced.form"):
        st.markdown(
            f"**{words.plural(group.count, 'row')}** that point at "
            f"{safe.label(group.match_value)} belong to"
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Account",
                key="unplaced.account",
                placeholder="Name or identifier",
                max_chars=200,
            )
            st.form_submit_button("Assign", type="primary", on_click=_assigned, args=(group,))


def _assigned(group: Unplaced) -> None:
    act(
        lambda: capture.assign(
            wiring.cockpit().store,
            current_actor(),
            group.match_kind,
            group.match_value,
            st.session_state["unplaced.account"],
            table=group.table if group.match_kind == "row" else "",
        ),
        "Assigned; later imports follow.",
    )
