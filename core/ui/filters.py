"""The filter bar: one set of filters for every page, kept in the address.

The address is the truth: widgets are set from it and write to it, so a copied address shows the
same view in a new session. Streamlit drops the address's query on a change of page; the filters are
then put back from the session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from core import cockpit
from core.actor import Actor
from core.cockpit.filters import LEVELS, RAGS, Filters
from core.cockpit.listing import FilterOptions
from core.errors import InvalidInput
from core.ui import queries, safe, tables, words

NAMES = ("owner", "tier", "region", "segment", "rag", "level", "search", "period_days", "as_of")
PERIODS = (30, 90, 180, 365)
_LABELS = {
    "owner": "Owner",
    "tier": "Tier",
    "region": "Region",
    "segment": "Segment",
    "rag": "Health",
    "level": "Engagement",
    "search": "Name",
}


def current(page: str) -> Filters:
    """The filters of this view, from its address or carried over from the page before."""
    given = {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}
    state = st.session_state
    arriving = state.get("filters.page") != page
    state["filters.page"] = page
    try:
        if given or not arriving:
            found = Filters.from_query(given)
        else:
            found = Filters.from_query(state.get("filters.query", ""))
    except InvalidInput as error:
        st.warning(safe.label(str(error)), icon=":material/link_off:")
        found = Filters()
    put(found)
    return found


def put(filters: Filters) -> None:
    """Make these the filters of this view: in the address, and for the next page."""
    query = filters.to_query()
    st.session_state["filters.query"] = query
    wanted = parse_qs(query, keep_blank_values=True)
    for name in NAMES:
        if name in wanted:
            if st.query_params.get_all(name) != wanted[name]:
                st.query_params[name] = wanted[name]
        elif name in st.query_params:
            del st.query_params[name]


def bar(
    actor: Actor, filters: Filters, today: date, *, extra: Callable[[], None] = lambda: None
) -> None:
    """Filters, name, period and date in one row; ``extra`` draws at its end."""
    st.session_state["filters.today"] = today
    _set_widgets(filters, today)
    options = queries.ask(cockpit.filter_options, actor)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _popover(filters, options)
        st.text_input(
            "Name contains",
            key="filter.search",
            on_change=_changed,
            label_visibility="collapsed",
            placeholder="Name contains",
            icon=":material/search:",
            width=220,
        )
        st.selectbox(
            "Period",
            sorted({*PERIODS, filters.period_days}),
            key="filter.period_days",
            format_func=lambda days: f"Last {days} days",
            on_change=_changed,
            label_visibility="collapsed",
            width=150,
        )
        st.date_input(
            "As of",
            key="filter.as_of",
            max_value=max(today, filters.as_of or today),
            on_change=_changed,
            label_visibility="collapsed",
            format="YYYY-MM-DD",
            width=150,
            help="The date everything is shown for: nothing later is seen.",
        )
        if filters != Filters():
            st.button(
                "Clear",
                icon=":material/filter_alt_off:",
                type="tertiary",
                on_click=clear,
                key="filter.clear",
            )
        st.space("stretch")
        extra()


def _popover(filters: Filters, options: FilterOptions) -> None:
    count = len([name for name, _ in filters.describe() if name != "search"])
    label = f"Filters ({words.number(count)})" if count else "Filters"
    with st.popover(label, icon=":material/filter_alt:", width=130):
        _choice("owner", options.owner)
        _choice("tier", options.tier)
        _choice("region", options.region)
        _choice("segment", options.segment)
        _choice("rag", RAGS)
        _choice("level", LEVELS)


def _choice(name: str, options: tuple[str, ...]) -> None:
    chosen = tuple(st.session_state[f"filter.{name}"])
    st.multiselect(
        safe.own(_LABELS[name]),
        list(dict.fromkeys((*options, *chosen))),
        key=f"filter.{name}",
        format_func=lambda value: _option(name, value),
        on_change=_changed,
        placeholder="Any",
    )


def _option(name: str, value: str) -> str:
    if not value:
        return "(none given)"
    return words.name(value) if name in ("tier", "rag", "level") else value


def described(filters: Filters) -> str:
    """What is filtered, in words that are safe in Markdown; empty when nothing is."""
    return safe.own(
        ", ".join(
            f"{_LABELS[name].lower()} {safe.label(_values(filters, name))}"
            for name, _ in filters.describe()
        )
    )


def _values(filters: Filters, name: str) -> str:
    values = getattr(filters, name)
    if isinstance(values, str):
        return values
    return words.listed([_option(name, value) for value in values])


def _set_widgets(filters: Filters, today: date) -> None:
    values: dict[str, Any] = {name: list(getattr(filters, name)) for name in NAMES[:6]}
    values |= {
        "search": filters.search,
        "period_days": filters.period_days,
        "as_of": filters.as_of or today,
    }
    for name, value in values.items():
        st.session_state[f"filter.{name}"] = value


def _changed() -> None:
    """Widget callback: what the widgets say becomes the address."""
    state = st.session_state
    lists = {name: tuple(state.get(f"filter.{name}", ())) for name in NAMES[:6]}
    day = state.get("filter.as_of")
    today = state.get("filters.today")
    tables.first_pages()
    put(
        Filters(
            **lists,
            search=(state.get("filter.search") or "").strip(),
            period_days=state.get("filter.period_days") or Filters().period_days,
            as_of=None if day in (None, today) else day,
        )
    )


def clear() -> None:
    """Widget callback: no filters, today."""
    put(Filters())


def narrow(**changes: Any) -> None:
    """Widget callback: change some of the filters, e.g. from a chart that was clicked."""
    tables.first_pages()
    put(replace(Filters.from_query(st.session_state.get("filters.query", "")), **changes))
