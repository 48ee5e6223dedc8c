"""Briefings on the Today page: what is ahead, and for each what to know, to say and to watch."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.briefing import Briefing, Occasion, OccasionKind, brief, briefing
from core.coaching.model import CitationKind, ReadyAction
from core.coaching.tasks import Task, create_tasks, plan_tasks
from core.cockpit.today.briefings import briefings_today
from core.ui import command, finder, forms, navigation, queries, safe, words
from core.ui.acts import act
from core.ui.coaching import cited, rating, reading
from core.ui.identity import current_actor
from core.ui.opener import View

SHOWN = 4
_NAMES = {
    OccasionKind.QBR: "Business review",
    OccasionKind.RENEWAL: "Renewal",
    OccasionKind.ESCALATION: "Escalation",
    OccasionKind.EXECUTIVE_MEETING: "Executive meeting",
}
_ICONS = {
    OccasionKind.QBR: ":material/groups:",
    OccasionKind.RENEWAL: ":material/autorenew:",
    OccasionKind.ESCALATION: ":material/priority_high:",
    OccasionKind.EXECUTIVE_MEETING: ":material/handshake:",
}
_COLOURS = {OccasionKind.ESCALATION: "red", OccasionKind.RENEWAL: "orange"}
_OPEN = "briefing.open"


def draw(view: View, *, closed: bool) -> None:
    """The next few occasions, and all when asked; ``closed`` shows those briefed for as well."""
    if not allows(view.actor, Permission.COACHING_USE) or view.as_of != view.today:
        return  # what was ahead on another day is no longer to be prepared
    found = queries.ask(briefings_today, view.actor, view.filters)
    opened = st.session_state.get(_OPEN, "")
    found = tuple(one for one in found if closed or one.briefed_at is None or one.key == opened)
    # The one being read stays in sight, wherever it now stands in the order.
    found = tuple(sorted(found, key=lambda one: one.key != opened))
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Be prepared", anchor=False)
        st.space("stretch")
        every = len(found) <= SHOWN or st.toggle(safe.own(f"All {len(found)}"), key="briefing.all")
    for one in found if every else found[:SHOWN]:
        _row(view, one, is_open=one.key == opened)


def _row(view: View, one: Occasion, *, is_open: bool) -> None:
    key = f"briefing.{one.key}"
    with st.container(border=True, key=key, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(
                safe.own(_NAMES[one.kind]),
                icon=_ICONS[one.kind],
                color=_COLOURS.get(one.kind, "blue"),  # type: ignore[arg-type]
            )
            st.button(
                safe.label(one.account_name, 60),
                key=f"{key}.account",
                type="tertiary",
                on_click=finder.open_account,
                args=(finder.reference(one.source_system, one.account_id),),
            )
            st.space("stretch")
            if one.evidence:
                st.button(
                    "Rows",
                    help=safe.own(words.ROWS),
                    key=f"{key}.rows",
                    icon=":material/manage_search:",
                    type="tertiary",
                    on_click=forms.ask_for_rows,
                    args=(_NAMES[one.kind], one.evidence),
                )
            if is_open:
                st.button("Close", key=f"{key}.close", on_click=_close)
            else:
                st.button(
                    "Brief me",
                    key=f"{key}.open",
                    icon=":material/lightbulb:",
                    on_click=_brief,
                    args=(one.key,),
                )
        st.caption(safe.label(_when(view, one), 200))
        if is_open:
            _content(view, one, key)


def _when(view: View, one: Occasion) -> str:
    parts = [f"{words.day(one.on)}, {words.ago(one.on, view.today)}"]
    if one.kind is OccasionKind.ESCALATION:
        parts = [f"{words.name(one.about).lower()}, began {words.ago(one.on, view.today)}"]
    elif one.about:
        parts.append(one.about)
    if one.contact_name:
        parts.append(", ".join(part for part in (one.contact_name, one.contact_title) if part))
    if one.briefed_at:
        parts.append(f"briefed {words.ago(one.briefed_at, view.today)}")
    return " · ".join(parts)


def _content(view: View, one: Occasion, key: str) -> None:
    names = wiring.cockpit().settings.own_names
    made = queries.ask(briefing, view.actor, one, view.as_of, own_names=names)
    facts = {fact.id: fact for fact in made.facts}
    know, say = st.columns(2, gap="medium")
    with know:
        cited.part("What to know", made.know, facts, f"{key}.know")
    with say:
        cited.part("What to say", made.say, facts, f"{key}.say")
        cited.part("Watch out for", made.watch_outs, facts, f"{key}.watch")
    _actions(view, made, key)
    if one.interaction_id is not None:
        rating.draw(view, one.interaction_id, key="briefing")


def _actions(view: View, made: Briefing, key: str) -> None:
    one = made.occasion
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for place, action in enumerate(made.ready):
            _ready(view, made, action, f"{key}.ready.{place}")
        if one.contact_key is not None:
            st.button(
                "Practise this conversation",
                key=f"{key}.practise",
                icon=":material/record_voice_over:",
                on_click=_practise,
                args=(made,),
            )
        if made.playbook is not None:
            st.button(
                safe.label(f"Playbook: {made.playbook.title}", 90),
                key=f"{key}.playbook",
                icon=reading.ICONS[CitationKind.PLAYBOOK.value],
                type="tertiary",
                on_click=reading.ask_for_document,
                args=(made.playbook.ref,),
            )


def _ready(view: View, made: Briefing, action: ReadyAction, key: str) -> None:
    if action.act == "plan":
        if allows(view.actor, Permission.TASK_MANAGE):
            st.button(
                safe.own(action.label),
                key=key,
                icon=":material/add_task:",
                help="Make the steps of the playbook into tasks. Everybody who sees the account sees them.",
                on_click=_plan,
                args=(made,),
            )
        return
    if allows(view.actor, Permission.DRAFT_WRITE):
        st.button(
            safe.own(action.label),
            key=key,
            icon=":material/edit_note:",
            type="primary",
            on_click=_draft,
            args=(made.occasion, action),
        )


def _brief(key: str) -> None:
    running = wiring.cockpit()
    done = act(
        lambda: brief(
            running.store,
            current_actor(),
            key,
            running.clock.today(),
            own_names=running.settings.own_names,
        ),
        "Kept with your turns with the coach; only you read it.",
    )
    if done is not None:
        st.session_state[_OPEN] = key


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _draft(one: Occasion, action: ReadyAction) -> None:
    st.session_state["account.wish"] = command.Wish(
        action.draft_kind, action.purpose, action.contact_key
    )
    finder.open_account(finder.reference(one.source_system, one.account_id), tab="Draft")


def _plan(made: Briefing) -> None:
    def use_case() -> tuple[Task, ...]:
        running = wiring.cockpit()
        if made.guidance is None:
            return ()
        return create_tasks(
            running.store,
            current_actor(),
            made.occasion.account_key,
            plan_tasks(made.guidance),
            made.occasion.interaction_id,
        )

    act(use_case, "The plan is among your tasks.")


def _practise(made: Briefing) -> None:
    st.session_state["practice.wish"] = (
        made.occasion.account_key,
        made.occasion.contact_key,
        made.playbook.ref if made.playbook else "",
    )
    st.session_state["part"] = "Practice"
    st.switch_page(navigation.entry("coaching").path, query_params={"part": "Practice"})
