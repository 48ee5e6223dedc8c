"""The first line of every page: who may see it, its title, its filters, and data up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from core import cockpit, wiring
from core.actor import Actor
from core.auth.refusals import require_audited
from core.cockpit.filters import Filters
from core.errors import RapportError
from core.ui import failure, filters, fresh, queries, safe, views, words
from core.ui.identity import current_actor
from core.ui.navigation import entry

Bar = Literal["all", "date", "none"]


@dataclass(frozen=True)
class View:
    """What a page shows: for whom, filtered how, on which date."""

    actor: Actor
    filters: Filters
    as_of: date
    today: date


def open_page(name: str, *, bar: Bar = "all") -> View:
    """Open the page ``name``: check the permission, draw the head, bring the scores up to date.

    Without the permission the page says so and stops. ``bar``: ``all`` draws the filter bar,
    ``date`` follows the filters' date without drawing it, ``none`` keeps the filters for the next
    page and shows no scores.
    """
    page = entry(name)
    actor = current_actor()
    if bar != "date":
        st.title(safe.own(page.title), anchor=False)
    try:
        require_audited(wiring.cockpit().store, actor, page.permission)
    except RapportError as error:
        failure.show(error)
        st.stop()
    today = wiring.cockpit().clock.today()
    shown = filters.current(name) if bar != "none" else Filters()
    has_scores = bar == "none" or fresh.ensure(actor, shown.as_of or today)
    view = View(actor, shown, shown.as_of or today, today)
    if bar == "all":
        filters.bar(actor, shown, today, extra=lambda: views.menu(name))
        data_date_line(view)
        if not has_scores:  # an account without a score would look like one without an executive
            st.stop()
    return view


def data_date_line(view: View) -> None:
    """One quiet line: the date shown, how old the data is, and the policy in force."""
    found = queries.ask(cockpit.data_date, view.actor, view.filters.as_of)
    parts = [f"As of {words.day(view.as_of)}"]
    if found.last_imported_at:
        parts.append(f"last import {words.ago(found.last_imported_at, view.today)}")
    if found.policy_version:
        parts.append(f"policy version {found.policy_version}")
    if filtered := filters.described(view.filters):
        parts.append(f"filtered by {filtered}")
    st.caption(safe.own(" · ".join(parts)))
