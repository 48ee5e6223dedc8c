"""Downloads of tables as filtered, made when the button is pressed and not before."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.cockpit.export import export_table
from core.ui.identity import rechecked_actor
from core.ui.opener import View


def button(view: View, table: str, *, account_key: int | None = None, name: str = "") -> None:
    """Download a table of the cockpit as CSV: all rows of the filters, which the file names.

    The permission is checked when the button is pressed, with the roles of that moment.
    """
    asked_by = rechecked_actor()
    running = wiring.cockpit()

    def content() -> bytes:
        return export_table(
            running, asked_by(), table, view.filters, account_key=account_key
        ).content

    st.download_button(
        "CSV",
        content,
        file_name=f"rapport-{name or table}-{view.as_of}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
        key=f"download.{table}",
        help="All rows of these filters, with the filters, the data's date and the policy version.",
    )
