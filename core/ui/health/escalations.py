"""Escalations: those that last with what to do about each, who is next, and how right the rules are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.notices import NoticeDelivery
from core.cockpit import escalated
from core.cockpit.escalations import scan_all
from core.health.escalation import (
    Escalation,
    Said,
    State,
    decide,
    decisions_of,
    rules_of,
)
from core.health.escalation.precision import Precision, precision
from core.ui import downloads, escalation_words, finder, forms, queries, safe, tables, words
from core.ui.acts import act
from core.ui.health import alerts
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_KEY = "escalations"
_SNOOZES = {"Two days": 2, "A week": 7, "A month": 30}
_SHOWN = {
    "Need a decision": (State.OPEN.value,),
    "All that last": (),
    "Recovered": (State.RECOVERED.value,),
}
_LISTED = (
    Column("Severity", lambda row: escalation_words.severity(row.severity)),
    Column("Account", "account_name", width="medium"),
    Column("State", lambda row: words.name(row.state.value)),
    Column("Health", "band", "rag"),
    Column("Worst", "worst_band", "rag"),
    Column("Score", "score", "score"),
    Column("Since", "opened_on", "date"),
    Column("Update by", "update_on", "date", help="When the customer should hear from us next."),
    Column("Better scans", escalation_words.progress),
    Column("Rules", lambda row: words.listed([words.name(rule) for rule in row.rules_tripped])),
    Column("Draft", escalation_words.draft),
    Column("Owner", "rep_email"),
)
_RULES = (
    Column("Rule", lambda row: escalation_words.rule(row.rule)),
    Column("Value then", lambda row: words.measure(row.value, row.unit)),
    Column("Limit then", lambda row: words.measure(row.threshold, row.unit)),
    Column("Note", "note", width="large"),
)
_NOTICES = (
    Column("Channel", lambda row: alerts.channel(row.channel, row.webhook)),
    Column("What", "title", width="large"),
    Column("State", lambda row: alerts.STATES[row.state]),
    Column("Attempts", "attempts", "number"),
    Column("Delivered, UTC", "delivered_at", "moment"),
    Column("Next try, UTC", escalation_words.next_try, "moment"),
    Column("Trouble", "error", width="large"),
)
_DECISIONS = (
    Column("When, UTC", "decided_at", "moment"),
    Column("Who", "decided_by"),
    Column("Said", lambda row: words.name(row.decision)),
    Column("Until", "until_on", "date"),
    Column("Reason", "reason", width="large"),
)
_LIKELY = (
    Column("Points", "points", "score", help="Of 100; they rank and are no probability."),
    Column("Account", "account_name", width="medium"),
    Column("Health", "band", "rag"),
    Column("Score", "score", "score"),
    Column("Signs", lambda row: " ".join(sign.note for sign in row.signs), width="large"),
    Column("ARR", "arr_amount", "money"),
    Column("Currency", "currency"),
    Column("Renewal", "renewal_on", "date"),
    Column("Owner", "rep_email"),
)
_PRECISION = (
    Column("Rule", lambda row: escalation_words.rule(row.rule)),
    Column("Agreed", "agreed", "number"),
    Column("Judged", "n", "number"),
    Column("Share", lambda row: words.percent(row.agreed / row.n)),
    Column("90% interval", lambda row: f"{row.low:.0%} to {row.high:.0%}"),
    Column("By month", escalation_words.by_month),
    Column("Suggested limit", escalation_words.suggested, width="large"),
)


def draw(view: View) -> None:
    """Three questions: what lasts and wants an answer, who is next, which rule cries wolf."""
    _standing(view)
    _likely(view)
    _precision(view)


def _standing(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which escalations last?", anchor=False)
        st.space("stretch")
        shown = st.segmented_control(
            "Shown",
            list(_SHOWN),
            default="All that last",
            key="escalation.shown",
            label_visibility="collapsed",
        )
        if allows(view.actor, Permission.ACCOUNT_REFRESH):
            st.button("Scan now", key="escalation.scan", icon=":material/radar:", on_click=_scan)
        downloads.button(view, "escalations")
    states = _SHOWN[shown or "All that last"]
    page = queries.ask(
        escalated.escalation_list,
        view.actor,
        view.filters,
        states=states,
        standing=State.RECOVERED.value not in states,
        limit=tables.PAGE_SIZE,
        offset=tables.place(_KEY),
    )
    if not page.rows:
        st.caption(
            "None. An escalation opens when a daily scan, or the refresh of one account, sees the "
            "health score cross below the limit of the policy or the colour get worse."
        )
        return
    overdue = sum(one.update_overdue(view.today) for one in page.rows)
    said = f"{words.plural(page.total, 'escalation')}, the severest first."
    st.caption(safe.own(f"{said} {overdue} on this page wait for an update." if overdue else said))
    tables.show(
        page.rows,
        _LISTED,
        key=_KEY,
        alt="Escalations with severity, state, health and when the customer is to hear from us",
        on_open=_choose,
        open_label=":material/visibility: Show",
    )
    tables.offset(page.total, key=_KEY)
    chosen = st.session_state.get("escalation.chosen")
    one = next((row for row in page.rows if row.escalation_id == chosen), page.rows[0])
    _one(view, one)


def _choose(row: Escalation) -> None:
    st.session_state["escalation.chosen"] = row.escalation_id


def _scan() -> None:
    running = wiring.cockpit()
    done = act(lambda: scan_all(running, current_actor()), "Scanned.")
    if done is not None:
        drafts = words.plural(len(done.drafted.made), "draft")
        st.toast(safe.own(f"{done.observed.summary}, {drafts} made."))


def _one(view: View, one: Escalation) -> None:
    with st.container(border=True, key=f"escalation.card.{one.escalation_id}"):
        _head(view, one)
        for line in escalation_words.story(one):
            st.text(line)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _draft(one)
            st.button(
                "Rows",
                help=safe.own(words.ROWS),
                key="escalation.rows",
                icon=":material/manage_search:",
                type="tertiary",
                on_click=_rows,
                args=(one,),
            )
            st.space("stretch")
            if allows(view.actor, Permission.ESCALATION_DECIDE):
                _decide(one)
        rules = queries.ask(rules_of, view.actor, one.escalation_id)
        tables.show(
            rules, _RULES, key="escalation.rules", alt="Rules that had tripped, with limits"
        )
        _notices(queries.ask(escalated.notices_of, view.actor, one.escalation_id))
        if said := queries.ask(decisions_of, view.actor, one.escalation_id):
            tables.show(said, _DECISIONS, key="escalation.said", alt="What people said of it")


def _head(view: View, one: Escalation) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            safe.label(one.account_name, 60),
            key="escalation.account",
            type="tertiary",
            on_click=finder.open_account,
            args=(finder.reference(one.source_system, one.account_id),),
        )
        st.badge(
            safe.own(words.name(one.severity.value)),
            color=escalation_words.COLOUR[one.severity],
            icon=escalation_words.ICON[one.severity],
        )
        st.badge(safe.own(words.name(one.state.value)), color="gray")
        st.caption(safe.own(escalation_words.update(one, view.today)))


def _draft(one: Escalation) -> None:
    if one.draft_id is None:
        note = one.draft_note or "The next scan drafts an outreach."
        st.caption(safe.label(f"No draft. {note}", 300))
        return
    account = finder.reference(one.source_system, one.account_id)
    st.button(
        "Open the draft",
        key="escalation.draft",
        icon=":material/edit_note:",
        type="primary",
        on_click=finder.open_account,
        args=(account,),
        kwargs={"tab": "Draft", "draft": str(one.draft_id)},
    )


def _rows(one: Escalation) -> None:
    st.session_state["drawer"] = (f"Escalation of {one.account_name}", one.evidence, "")
    st.session_state.pop("evidence.reference", None)


def _notices(found: Sequence[NoticeDelivery]) -> None:
    if not found:
        st.caption("Nobody was told by any channel.")
        return
    tables.show(
        found, _NOTICES, key="escalation.notices", alt="Notices by channel and how far they got"
    )


def _decide(one: Escalation) -> None:
    number = one.escalation_id
    if not one.is_over:
        st.button(
            "Customer updated",
            key="escalation.updated",
            icon=":material/mark_email_read:",
            help="Say that the customer heard from us today; the next update is counted from then.",
            on_click=_say,
            args=(number, Said.UPDATED),
        )
    if one.state in (State.OPEN, State.RECOVERED):
        st.button(
            "Acknowledge",
            key="escalation.acknowledge",
            icon=":material/check:",
            on_click=_say,
            args=(number, Said.ACKNOWLEDGED),
        )
    elif not one.is_over:
        st.button("Open again", key="escalation.again", on_click=_say, args=(number, Said.OPEN))
    with (
        st.popover("Disagree", icon=":material/thumb_down:"),
        st.form("escalation.no", border=False),
    ):
        st.text_input("Why is it none?", key="escalation.why", max_chars=500)
        st.form_submit_button(
            "Disagree", on_click=_say, args=(number, Said.DISAGREED, "escalation.why")
        )
    if not one.is_over:
        with (
            st.popover("Snooze", icon=":material/snooze:"),
            st.form("escalation.later", border=False),
        ):
            st.selectbox("For", list(_SNOOZES), key="escalation.days")
            st.text_input("Why can it wait?", key="escalation.wait", max_chars=500)
            st.form_submit_button(
                "Snooze", on_click=_say, args=(number, Said.SNOOZED, "escalation.wait")
            )


def _say(number: int, said: Said, field: str = "") -> None:
    running = wiring.cockpit()
    reason = st.session_state.get(field, "") if field else ""
    until = None
    if said is Said.SNOOZED:
        days = _SNOOZES[st.session_state["escalation.days"]]
        until = running.clock.today() + timedelta(days=days)
    act(
        lambda: decide(
            running.store, current_actor(), number, said.value, reason=reason, until_on=until
        ),
        escalation_words.DONE[said],
    )


def _likely(view: View) -> None:
    found = queries.ask(escalated.likely_list, view.actor, view.filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Who is likely to escalate next?", anchor=False)
        st.space("stretch")
        downloads.button(view, "likely_escalations")
    if not found.rows:
        st.caption("No account without an escalation shows a sign of one.")
        return
    beyond = f" {found.beyond} more show signs." if found.beyond else ""
    st.caption(
        safe.own(
            f"As many as the team can look after ({found.capacity}, set on the Policy page), the "
            f"strongest signs first.{beyond}"
        )
    )
    tables.show(
        found.rows,
        _LIKELY,
        key="likely",
        alt="Accounts likely to escalate next, with the signs that speak for it",
        on_open=lambda row: forms.ask_for_evidence(row.account_name, escalation_words.signs(row)),
        open_label=":material/manage_search: Rows",
    )


def _precision(view: View) -> None:
    found: Sequence[Precision] = queries.ask(precision, view.actor)
    st.subheader("How right are the rules?", anchor=False)
    if not found:
        st.caption("Nobody has acknowledged or disagreed with an escalation yet.")
        return
    st.caption(
        "Of the escalations in which a rule had a part: how many people acknowledged, of those they "
        "acknowledged or disagreed with."
    )
    tables.show(found, _PRECISION, key="precision", alt="Rules with agreed and judged escalations")
