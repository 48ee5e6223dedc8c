"""Ask the coach how to handle a situation: a conversation, its answers and what is ready to be done."""

from __future__ import annotations

import streamlit as st

from core import cockpit, wiring
from core.coaching.guidance import ask, conversation, conversations
from core.coaching.guidance.ask import LONGEST_QUESTION
from core.coaching.model import Interaction
from core.cockpit.filters import Filters
from core.errors import RapportError
from core.ui import failure, queries, safe, words
from core.ui.coaching import ask_answer, style
from core.ui.opener import View

_MOST_ACCOUNTS = 1000
_SHOWN_EARLIER = 15
_EXAMPLES = (
    "My champion was promoted. How should I handle this?",
    "The executive sponsor has not answered for weeks.",
    "They want a discount before they renew.",
    "Usage is falling and nobody knows why.",
    "A competitor was invited to present.",
    "I take over an account that is unhappy.",
)
_CURRENT = "coach.conversation"


def draw(view: View) -> None:
    """The conversation with the coach."""
    turns = _turns(view)
    account = _head(view, turns)
    room = st.container()
    with room:
        if not turns:
            _empty()
        for place, turn in enumerate(turns):
            ask_answer.turn(view, turn, is_last=place == len(turns) - 1)
    typed = st.chat_input(
        "What is going on?" if not turns else "Go on: why, shorter, what about the CFO, draft it",
        key="coach.question",
        max_chars=LONGEST_QUESTION,
    )
    wanted = st.session_state.pop(ask_answer.ASKED, None) or ((typed, "") if typed else None)
    if wanted is not None:
        with room:
            _ask(view, wanted[0], account, wanted[1])


def _turns(view: View) -> tuple[Interaction, ...]:
    number = st.session_state.get(_CURRENT)
    if number is None:
        return ()
    try:
        # Never cached: what somebody said to the coach stays in no memory that outlives the page.
        return conversation(wiring.cockpit().store, view.actor, number)
    except RapportError:
        st.session_state.pop(_CURRENT, None)  # erased, or somebody else signed in
        return ()


def _head(view: View, turns: tuple[Interaction, ...]) -> int | None:
    """Which account it is about, other conversations, and how the coach speaks."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        account = _account(view, turns)
        st.space("stretch")
        if turns:
            st.button("New conversation", key="coach.new", icon=":material/add:", on_click=_begin)
        _earlier(view)
        style.draw(view)
    return account


def _account(view: View, turns: tuple[Interaction, ...]) -> int | None:
    shown = queries.ask(
        cockpit.account_list, view.actor, Filters(), limit=_MOST_ACCOUNTS, sort="name"
    )
    names = {row.account_key: row.name for row in shown.rows}
    if not names:
        return None
    # The key changes with the conversation, so that the choice follows what was understood.
    key = f"coach.account.{turns[-1].interaction_id if turns else 0}"
    about = turns[-1].account_key if turns else st.session_state.pop("coach.about", None)
    if about in names and (key not in st.session_state or not turns):
        st.session_state[key] = about
    chosen: int | None = st.selectbox(
        "Account",
        list(names),
        index=None,
        format_func=lambda one: safe.plain(names.get(one, "")),
        placeholder="Account, or name it in the question",
        key=key,
        label_visibility="collapsed",
        width=340,
    )
    return chosen


def _earlier(view: View) -> None:
    with st.popover(
        "Earlier",
        icon=":material/history:",
        type="tertiary",
        key="coach.earlier",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        st.caption("Only you can read these.")
        found = conversations(wiring.cockpit().store, view.actor, _SHOWN_EARLIER)
        if not found:
            st.caption("Nothing yet.")
        for turn in found:
            asked = f"{words.day(turn.created_at)}: {turn.context.get('question', '')}"
            st.button(
                safe.label(asked, 70),
                key=f"coach.earlier.{turn.conversation_id}",
                type="tertiary",
                on_click=_open,
                args=(turn.conversation_id,),
            )


def _empty() -> None:
    st.caption(
        "Say what is going on and name the account. The answer rests on playbooks, articles and the account's own "
        "facts, each a click away. Only you can read it."
    )
    with st.grid(3, min_column_width=250, gap="small"):
        for place, example in enumerate(_EXAMPLES):
            st.button(
                safe.own(example),
                key=f"coach.example.{place}",
                width="stretch",
                on_click=ask_answer.ask_again,
                args=(example,),
            )


def _ask(view: View, question: str, account: int | None, playbook: str) -> None:
    running = wiring.cockpit()
    with st.chat_message("user"):
        st.text(question)
    with st.chat_message("assistant", avatar=":material/school:"):
        box = st.empty()
        box.caption("Reading the facts and the knowledge base …")
        try:
            answer = ask(
                running.store,
                view.actor,
                question,
                account_key=account,
                conversation_id=st.session_state.get(_CURRENT),
                playbook=playbook,
                as_of=view.today,
                own_names=running.settings.own_names,
                voice=running.coach_voice,
                on_text=lambda text: _show(box, text),
            )
        except RapportError as error:
            failure.show(error)
            return
    st.session_state[_CURRENT] = answer.conversation_id
    st.rerun()


def _show(box: st.delta_generator.DeltaGenerator, text: str) -> None:
    box.text(text)


def _begin() -> None:
    st.session_state.pop(_CURRENT, None)


def _open(conversation_id: int) -> None:
    st.session_state[_CURRENT] = conversation_id
