"""Downloads of tables as filtered, made when the button is pressed and not before."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core import wiring
from core.cockpit.export import export_table
from core.ui import safe
from core.ui.identity import rechecked_actor
from core.ui.opener import View


def button(
    view: View,
    table: str,
    *,
    account_key: int | None = None,
    label: str = "CSV",
    key: str = "",
    **narrowed: Any,
) -> None:
    """Download a table of the cockpit as CSV: all rows of the filters, which the file names.

    ``narrowed`` are the table's own filters beside the shared ones; ``key`` tells two buttons of one
    table apart.

    The permission is checked when the button is pressed, with the roles of that moment.
    """
    asked_by = rechecked_actor()
    running = wiring.cockpit()

    def content() -> bytes:
        return export_table(
            running, asked_by(), table, view.filters, account_key=account_key, narrowed=narrowed
        ).content

    st.download_button(
        safe.own(label),
        content,
        file_name=f"rapport-{table}-{view.as_of}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
        key=f"download.{key or table}",
        help="All rows of these filters, with the filters, the data's date and the policy version.",
    )
