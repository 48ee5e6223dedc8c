"""A turn of the conversation: what was asked, the answer with what it rests on, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from core import wiring
from core.accounts import require_account
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.guidance import guidance_of
from core.coaching.knowledge import library
from core.coaching.model import (
    ActionPhase,
    CitationKind,
    Guidance,
    Interaction,
    Line,
    ReadyAction,
)
from core.coaching.tasks import Task, create_tasks, plan_tasks
from core.drafting.fact import Fact
from core.ui import command, finder, forms, navigation, safe, words
from core.ui.acts import act
from core.ui.coaching import cited, rating, reading
from core.ui.identity import current_actor
from core.ui.opener import View

_UNSURE = 0.6
"""Confidence below which the other situations it may be are offered openly."""

ASKED = "coach.asked"
"""State: a question to be asked in the next run, and the situation chosen for it."""


def ask_again(question: str, playbook: str = "") -> None:
    """Widget callback: ask this in the conversation that is open, of a chosen situation where one is."""
    st.session_state[ASKED] = (question, playbook)


def turn(view: View, kept: Interaction, *, is_last: bool) -> None:
    """Question and answer; earlier answers stay closed until somebody opens them."""
    question = str(kept.context.get("question", ""))
    guidance = guidance_of(kept)
    key = f"coach.{kept.interaction_id}"
    with st.chat_message("user"):
        st.text(question)
    with st.chat_message("assistant", avatar=":material/school:"):
        if is_last:
            _answer(view, kept, guidance, question, key)
            return
        if guidance.question:
            st.text(guidance.question)
            return
        label = _about(guidance) or "Answer"
        with st.expander(safe.label(label), key=f"{key}.open", on_change="rerun") as opened:
            if opened.open:
                _content(guidance, key)


def _answer(view: View, kept: Interaction, guidance: Guidance, question: str, key: str) -> None:
    if guidance.question:
        st.text(guidance.question)
        slugs = [guidance.situation.playbook, *guidance.situation.alternatives]
        _choices(view, question, slugs, key)
        return
    _understood(view, guidance, question, key)
    _content(guidance, key)
    _ready(view, kept, guidance, key)
    if guidance.note:
        st.caption(safe.label(guidance.note, 400))
    if guidance.writer == "claude":
        st.caption("Worded by Claude; situation, days and sources are the coach's.")
    rating.draw(view, kept.interaction_id, key="ask")


def _understood(view: View, guidance: Guidance, question: str, key: str) -> None:
    situation = guidance.situation
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            safe.label(situation.title, 80),
            key=f"{key}.playbook",
            icon=reading.ICONS["playbook"],
            type="tertiary",
            help="Open the playbook",
            on_click=reading.ask_for_document,
            args=(situation.playbook,),
        )
        if situation.account_key is not None:
            st.button(
                safe.label(situation.account_name, 60),
                key=f"{key}.account",
                icon=":material/domain:",
                type="tertiary",
                on_click=_open_account,
                args=(situation.account_key,),
            )
        for person in situation.people[:2]:
            st.badge(safe.label(person.full_name, 60), icon=":material/person:", color="gray")
        if situation.alternatives and situation.confidence >= _UNSURE:
            with st.popover("Something else?", type="tertiary"):
                _choices(view, question, situation.alternatives, key)
    if situation.alternatives and situation.confidence < _UNSURE:
        st.caption("Not what you meant? It may be:")
        _choices(view, question, situation.alternatives, key)


def _choices(view: View, question: str, slugs: Sequence[str], key: str) -> None:
    held = library(wiring.cockpit().store, view.actor)
    found = [document for slug in slugs if (document := held.get(slug))]
    with st.container(horizontal=True, gap="small"):
        for document in found:
            st.button(
                safe.label(document.title, 80),
                key=f"{key}.choice.{document.slug}",
                on_click=ask_again,
                args=(question, document.slug),
            )


def _content(guidance: Guidance, key: str) -> None:
    facts = {fact.id: fact for fact in guidance.facts}
    slug = guidance.situation.playbook
    ours = [line for line in guidance.analysis if not _is_of_data(line)]
    data = [line for line in guidance.analysis if _is_of_data(line)]
    for place, line in enumerate(ours):
        cited.draw(_beside(line, slug), facts, f"{key}.analysis.{place}")
    if data:
        st.markdown("**What the data say**")
        with st.container(gap=None, key=f"{key}.data"):
            for place, line in enumerate(data):
                _from_data(line, facts, f"{key}.data.{place}")
    for number, phase in enumerate(guidance.phases, 1):
        _phase(phase, number, slug, facts, key)
    watch_outs = [_beside(line, slug) for line in guidance.watch_outs]
    cited.part("Watch out for", watch_outs, facts, f"{key}.watch")
    if guidance.wording:
        _wording(guidance, facts, key)


def _is_of_data(line: Line) -> bool:
    """Whether a line rests on facts alone, not on a playbook as well."""
    return bool(line.citations) and all(
        citation.kind is CitationKind.FACT for citation in line.citations
    )


def _from_data(line: Line, facts: Mapping[str, Fact], key: str) -> None:
    """A line of facts with its rows at the end of it: such lines are short, and there are several."""
    found = [facts[one.ref] for one in line.citations if one.ref in facts]
    rows = dict.fromkeys(row for fact in found for row in fact.evidence)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}.line"):
        st.text(f"•  {line.text}", width="content")
        if rows:
            st.button(
                "Rows",
                help=safe.own(words.ROWS),
                key=f"{key}.rows",
                icon=":material/manage_search:",
                type="tertiary",
                on_click=forms.ask_for_rows,
                args=(line.text, tuple(rows)),
            )


def _beside(line: Line, slug: str) -> Line:
    """The line without sources that are plain already: the playbook named above it, and the name it says."""
    kept = [one for one in line.citations if one.ref != slug]
    if len(kept) > 1:
        kept = [one for one in kept if one.ref != "recipient.name"]
    return replace(line, citations=tuple(kept))


def _phase(phase: ActionPhase, number: int, slug: str, facts: dict[str, Fact], key: str) -> None:
    with st.container(border=True, gap="small", key=f"{key}.phase.{number}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = f"{number}. {phase.name}"
            st.markdown(f"**{safe.label(name, 120)}**")
            st.badge(safe.label(words.sentence(phase.when), 40), color="blue")
            st.caption(safe.own(f"by {words.day(phase.due_on)}"))
        for place, step in enumerate(phase.steps):
            cited.draw(_beside(step, slug), facts, f"{key}.step.{number}.{place}")
            known = [one.title for one in step.citations if one.kind is CitationKind.FACT]
            if known:
                st.caption(safe.label(" · ".join(known), 300))


def _wording(guidance: Guidance, facts: dict[str, Fact], key: str) -> None:
    only = not (guidance.phases or guidance.watch_outs)
    with st.expander("What they may say, and what to answer", expanded=only, key=f"{key}.wording"):
        for place, line in enumerate(guidance.wording):
            shown = _beside(line, guidance.situation.playbook)
            cited.draw(shown, facts, f"{key}.wording.{place}")


def _ready(view: View, kept: Interaction, guidance: Guidance, key: str) -> None:
    if not guidance.ready:
        return
    if guidance.situation.account_key is None:
        st.caption(
            "With an account named, the letters and the plan of this playbook are one click away."
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        first = True
        for place, action in enumerate(guidance.ready):
            if action.act == "plan":
                _plan_button(view, kept, guidance, action, f"{key}.ready.{place}")
            elif allows(view.actor, Permission.DRAFT_WRITE):
                st.button(
                    safe.label(action.label, 80),
                    key=f"{key}.ready.{place}",
                    icon=":material/edit_note:",
                    type="primary" if first else "secondary",
                    on_click=_draft,
                    args=(guidance.situation.account_key, action),
                )
                first = False
        _practise_button(guidance, key)


def _plan_button(
    view: View, kept: Interaction, guidance: Guidance, action: ReadyAction, key: str
) -> None:
    if not allows(view.actor, Permission.TASK_MANAGE) or not guidance.phases:
        return
    st.button(
        safe.label(action.label, 80),
        key=key,
        icon=":material/add_task:",
        help="Make the steps into tasks with their days",
        on_click=_plan,
        args=(kept.interaction_id, guidance),
    )


def _practise_button(guidance: Guidance, key: str) -> None:
    person = next(iter(guidance.situation.people), None)
    if person is None:
        return
    st.button(
        "Practise this conversation",
        key=f"{key}.practise",
        icon=":material/record_voice_over:",
        on_click=_practise,
        args=(guidance.situation.account_key, person.contact_key, guidance.situation.playbook),
    )


def _about(guidance: Guidance) -> str:
    situation = guidance.situation
    return " · ".join(part for part in (situation.title, situation.account_name) if part)


def _open_account(account_key: int, tab: str = "") -> None:
    found = require_account(wiring.cockpit().store, current_actor(), account_key)
    finder.open_account(finder.reference(found.source_system, found.source_id), tab=tab)


def _draft(account_key: int, action: ReadyAction) -> None:
    st.session_state["account.wish"] = command.Wish(
        action.draft_kind, action.purpose, action.contact_key
    )
    _open_account(account_key, tab="Draft")


def _plan(interaction_id: int, guidance: Guidance) -> None:
    def use_case() -> tuple[Task, ...]:
        return create_tasks(
            wiring.cockpit().store,
            current_actor(),
            guidance.situation.account_key,
            plan_tasks(guidance),
            interaction_id,
        )

    act(use_case, "The plan is among your tasks on Today.")


def _practise(account_key: int | None, contact_key: int, playbook: str) -> None:
    st.session_state["practice.wish"] = (account_key, contact_key, playbook)
    st.session_state["part"] = "Practice"
    st.switch_page(navigation.entry("coaching").path, query_params={"part": "Practice"})
