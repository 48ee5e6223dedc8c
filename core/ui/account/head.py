"""An account's head: which one, on which date, what it is worth, and both scores."""

from __future__ import annotations

import streamlit as st

from core import accounts, cockpit
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.account import AccountDetail
from core.cockpit.filters import Filters
from core.cockpit.listing import AccountRow
from core.errors import Ambiguous, RapportError
from core.ui import cards, empty, failure, filters, finder, navigation, queries, safe, words
from core.ui.account import known, records
from core.ui.opener import View


def chosen(view: View) -> AccountDetail | None:
    """The account the address names; without one, or with a name that is none, a way to choose."""
    text = st.query_params.get("account") or st.session_state.get("account", "")
    if not text:
        _choose(view, "Which account?")
        return None
    try:
        found = queries.ask(accounts.find_account, view.actor, text)
        detail = queries.ask(cockpit.account_detail, view.actor, found.account_key, view.as_of)
    except RapportError as error:
        failure.show(error)
        if isinstance(error, Ambiguous):
            for option in error.options[:8]:
                named = option.rpartition("(")[2].rstrip(")")
                st.button(safe.label(option), on_click=finder.open_account, args=(named,))
        else:
            _choose(view, "Choose another")
        return None
    named = finder.reference(found.source_system, found.source_id)
    st.session_state["account"] = named
    if st.query_params.get("account") != named:
        st.query_params["account"] = named
    return detail


def _choose(view: View, title: str) -> None:
    st.title(safe.own(title), anchor=False)
    page = queries.ask(
        cockpit.account_list,
        view.actor,
        Filters(as_of=view.filters.as_of),
        sort="health_score",
        limit=10,
    )
    if not page.total:
        empty.no_accounts(view.actor)
        return
    st.caption("Find one by name in the sidebar, or start with those that need attention first.")
    for row in page.rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                safe.label(row.name, 60),
                key=f"choose.{row.account_key}",
                type="tertiary",
                on_click=finder.open_account,
                args=(finder.reference(row.source_system, row.account_id),),
            )
            cards.rag(row.rag)
            cards.level(row.level)


def draw(view: View, detail: AccountDetail) -> None:
    """Name, badges, and the numbers of the first look."""
    row, facts = detail.row, detail.facts
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(safe.label(row.name, 80), anchor=False, width="content")
        cards.rag(row.rag)
        cards.level(row.level)
        if row.override_rag:
            st.badge(
                f"Set by hand: {words.rag(row.override_rag)}",
                icon=":material/edit:",
                color="gray",
            )
        if allows(view.actor, Permission.COACHING_USE):
            st.space("stretch")
            st.button(
                "Ask the coach",
                key="account.coach",
                icon=":material/school:",
                type="tertiary",
                on_click=_ask_the_coach,
                args=(row.account_key,),
            )
    about = (
        words.name(row.tier) if row.tier else "",
        row.segment,
        row.region,
        facts.industry,
        facts.domain,
        f"owner {row.owner_email}" if row.owner_email else "no owner given",
        f"part of {facts.parent_name}" if facts.parent_name else "",
        f"from {records.systems(detail.records)}" if len(detail.records) > 1 else "",
    )
    st.caption(safe.label(" · ".join(part for part in about if part), 400))
    records.draw(detail.records)
    known.gaps(view, detail)
    _numbers(view, row)
    _date(view)


def _ask_the_coach(account_key: int) -> None:
    """Widget callback: a new conversation with the coach about this account."""
    st.session_state.pop("coach.conversation", None)
    st.session_state["coach.about"] = account_key
    st.session_state["part"] = "Ask"
    st.switch_page(navigation.entry("coaching").path, query_params={"part": "Ask"})


def _numbers(view: View, row: AccountRow) -> None:
    with st.grid(5, min_column_width=190, gap="small"):
        st.metric(
            "Sponsor engagement",
            words.score(row.sponsor_score) if row.sponsor_score is not None else "abstains",
            f"{safe.label(words.name(row.risk))} risk",
            delta_arrow="off",
            delta_color="off",
            delta_description=cards.coverage(row.sponsor_coverage_pct),
            border=True,
            height="stretch",
        )
        st.metric(
            "Technical health",
            words.score(row.health_score) if row.health_score is not None else "abstains",
            "at risk" if row.at_risk else cards.coverage(row.health_coverage_pct),
            delta_arrow="off",
            delta_color="red" if row.at_risk else "off",
            delta_description=cards.coverage(row.health_coverage_pct) if row.at_risk else None,
            border=True,
            height="stretch",
        )
        st.metric(
            "ARR",
            safe.label(words.money(row.arr_amount, row.currency)),
            border=True,
            height="stretch",
        )
        st.metric(
            "Renewal",
            words.ago(row.renewal_on, view.as_of),
            words.day(row.renewal_on) if row.renewal_on else "no date imported",
            delta_arrow="off",
            delta_color="off",
            border=True,
            height="stretch",
        )
        silent = "alert: silent too long" if row.silence_alert else "with an executive"
        if row.last_contact_at is None and not row.silence_alert:
            silent = "none recorded"
        st.metric(
            "Last contact",
            words.ago(row.last_contact_at, view.as_of),
            silent,
            delta_arrow="off",
            delta_color="red" if row.silence_alert else "off",
            border=True,
            height="stretch",
        )


def _date(view: View) -> None:
    """The slider over the past: every number of the page is computed for its date."""
    days = sorted({*cockpit.month_ends(view.today), view.as_of})
    st.session_state["account.as_of"] = view.as_of
    st.select_slider(
        "As of",
        days,
        format_func=lambda day: "today" if day == view.today else words.day(day),
        key="account.as_of",
        on_change=_moved,
        args=(view.today,),
        help="Move into the past: every number on this page is computed from what was known "
        "about that day, nothing later.",
    )


def _moved(today: object) -> None:
    day = st.session_state["account.as_of"]
    filters.narrow(as_of=None if day == today else day)
