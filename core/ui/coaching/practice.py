"""Practice: choose somebody, hold the conversation, see how it was scored."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import wiring
from core.coaching.feedback import Feedback, feedback_of
from core.coaching.interactions import interaction, interactions
from core.coaching.knowledge import library
from core.coaching.model import Interaction, InteractionType
from core.coaching.practice import LONGEST_ANSWER, Exchange, Practice, finish, reply, say_next
from core.errors import NotFound
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.coaching import cited, feedback_result, practice_setup
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

AT = practice_setup.AT
_SHOWN = "practice.shown"
_ANSWER = "practice.answer"


def draw(view: View) -> None:
    """The tab: a result, the conversation under way, or whom to speak with."""
    if st.session_state.get(_SHOWN) is not None:
        _result(view)
        return
    practice_setup.follow_wish(view)
    held: Practice | None = st.session_state.get(AT)
    if held is not None:
        _conversation(view, held)
        return
    practice_setup.draw(view)
    _earlier(view)


def _conversation(view: View, held: Practice) -> None:
    _head(held)
    facts = {fact.id: fact for fact in held.sheet} if held.sheet else {}
    with st.expander("What you know of them", icon=":material/badge:"):
        cited.part("On record", held.persona.knows, facts, "practice.knows")
    last = len(held.exchanges) - 1
    for place, exchange in enumerate(held.exchanges):
        _exchange(exchange, place, is_last=place == last)
    if held.is_over:
        _end(held)
        return
    with st.chat_message("assistant", avatar=":material/person:"):
        held = _spoken(view, held)
        if held.note:
            st.caption(safe.label(held.note, 300))
    st.chat_input(
        "Answer as you would to them",
        key=_ANSWER,
        max_chars=LONGEST_ANSWER,
        on_submit=_answer,
    )
    now, most = len(held.exchanges) + 1, len(held.challenges)
    st.caption(safe.own(f"Question {now} of {most}. Only you read what you write here."))


def _spoken(view: View, held: Practice) -> Practice:
    """What they say now; where a model plays them it grows on screen once and is kept."""
    voice = wiring.cockpit().coach_voice
    place = st.empty()
    if voice is not None and held.writer == "template" and not held.note:
        with st.spinner("They think about it"):
            held = say_next(view.actor, held, voice, lambda text: _show(place, text))
        st.session_state[AT] = held
    place.text(held.spoken)
    return held


def _show(place: DeltaGenerator, text: str) -> None:
    place.text(text)


def _head(held: Practice) -> None:
    persona = held.persona
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(
            safe.label(", ".join(part for part in (persona.full_name, persona.title) if part), 120),
            anchor=False,
            width="content",
        )
        st.badge(safe.own(persona.tone), color="blue")
        st.space("stretch")
        if held.exchanges and not held.is_over:
            st.button("End and score", icon=":material/flag:", on_click=_finish)
        st.button("Leave", icon=":material/close:", type="tertiary", on_click=_leave)
    about = " · ".join(part for part in (held.account_name, held.situation_title) if part)
    st.caption(f"{safe.label(about, 200)}  \n{safe.own(persona.manner)}")


def _exchange(exchange: Exchange, place: int, *, is_last: bool) -> None:
    with st.chat_message("assistant", avatar=":material/person:"):
        st.text(exchange.they_said)
    with st.chat_message("user", avatar=":material/account_circle:"):
        st.text(exchange.answer)
    with st.expander("How we would put it", icon=":material/lightbulb:", expanded=is_last):
        cited.draw(exchange.challenge.answer, {}, f"practice.answer.{place}", mark="")


def _end(held: Practice) -> None:
    st.caption(
        f"That was the conversation with {safe.label(held.persona.full_name, 80)}. "
        "It is scored by the rubric, every level with the words it rests on."
    )
    st.toggle(
        "Let my manager see the levels",
        key="practice.shared",
        help="Levels, skills and dates only. You can change it later.",
    )
    st.button("Score it", type="primary", icon=":material/flag:", on_click=_finish)


def _result(view: View) -> None:
    number = int(st.session_state[_SHOWN])
    try:
        found = queries.ask(feedback_of, view.actor, number)
    except NotFound:
        st.session_state.pop(_SHOWN, None)
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(safe.label(found.title, 90), anchor=False)
        st.space("stretch")
        st.button("Practise again", icon=":material/replay:", on_click=_leave)
    feedback_result.body(view, found)
    _beside(view, number)


def _beside(view: View, number: int) -> None:
    """What was answered, and how we would have put it."""
    turn = queries.ask(interaction, view.actor, number)
    exchanges: Any = turn.context.get("exchanges", ())
    with st.expander("Your answers beside ours", icon=":material/lightbulb:"):
        for one in exchanges:
            st.caption(safe.label(one["they_said"], 400))
            left, right = st.columns(2)
            with left:
                st.text(f"You: {one['answer']}")
            with right:
                st.text(f"We would say: {one['model_answer']}")


def _earlier(view: View) -> None:
    found = queries.ask(interactions, view.actor, type=InteractionType.PRACTICE, limit=50)
    if not found:
        return
    titles = {one.slug: one.title for one in library(wiring.cockpit().store, view.actor).playbooks}
    columns = (
        Column("With", lambda turn: str(turn.context.get("persona", {}).get("name", ""))),
        Column(
            "Situation",
            lambda turn: titles.get(turn.subject, words.name(turn.subject)),
            width="large",
        ),
        Column("When", "created_at", "moment"),
        Column("Levels shared", "is_shared", "yes", width=100),
    )
    st.subheader("Earlier practices", anchor=False)
    tables.show(found, columns, key="practice.earlier", alt="Your earlier practices", on_open=_open)


def _open(turn: Interaction) -> None:
    st.session_state[_SHOWN] = turn.interaction_id


def _answer() -> None:
    held: Practice = st.session_state[AT]
    given = str(st.session_state.get(_ANSWER) or "")
    went_on = act(lambda: reply(held, given), "Noted.")
    if went_on is not None:
        st.session_state[AT] = went_on


def _finish() -> None:
    held: Practice = st.session_state[AT]
    running = wiring.cockpit()

    def use_case() -> Feedback:
        return finish(
            running.store,
            current_actor(),
            held,
            is_shared=bool(st.session_state.get("practice.shared")),
            voice=running.coach_voice,
        )

    given = act(use_case, "Scored. Only you can read the conversation.")
    if given is not None:
        st.session_state.pop(AT, None)
        st.session_state[_SHOWN] = given.interaction_id


def _leave() -> None:
    for name in (AT, _SHOWN, "practice.shared"):
        st.session_state.pop(name, None)
