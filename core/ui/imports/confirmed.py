"""Names of columns that saved mappings taught."""

from __future__ import annotations

from core import capture
from core.capture.mapping.confirmed import ConfirmedName
from core.ui import queries, words
from core.ui.imports import taught
from core.ui.opener import View
from core.ui.tables import Column

_NAMES = taught.Taught[ConfirmedName](
    key="confirmed",
    icon=":material/school:",
    caption="Suggested first for columns of the same name in files to come. Mappings that were saved "
    "stay as they are when a name is forgotten.",
    columns=(
        Column("Column", "as_written", width="medium"),
        Column(
            "Fills", lambda one: f"{words.name(one.field)} ({words.name(one.table_name).lower()})"
        ),
        Column("Confirmed in", "kind", width="medium"),
        Column("When", "learned_at", "moment"),
    ),
    alt="Names of columns and the fields they were confirmed for",
    forget=lambda store, actor, one: capture.forget_name(
        store, actor, one.as_written, one.table_name, one.field
    ),
    forgotten="Forgotten; the name is no reason for a suggestion any more.",
)


def names(view: View) -> None:
    """What is learned of names of columns: the first reason of later suggestions."""
    found = queries.ask(capture.learned_names, view.actor)
    title = f"What was learned of {words.plural(len(found), 'name')} of columns"
    taught.draw(view, title, found, _NAMES)
