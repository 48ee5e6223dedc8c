"""The command bar: type what you want, from any page, by keyboard."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core import wiring
from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.commands import EXAMPLES, Command, Intent, Understood, offers, understand
from core.errors import RapportError
from core.ui import finder, fresh, queries, safe
from core.ui.identity import current_actor

_TABS = {
    Intent.OPEN: "",
    Intent.DRAFT: "Draft",
    Intent.DOCUMENT: "Draft",
    Intent.REPORT: "Sponsor report",
    Intent.STRESS: "Sponsor report",
}
_CHOICES = 8


@dataclass(frozen=True)
class Wish:
    """What the account page is asked to make when it opens."""

    kind: str
    purpose: str = ""
    contact_key: int | None = None


def bar(actor: Actor) -> None:
    """The button in the sidebar, with its shortcut."""
    if not allows(actor, Permission.ACCOUNT_READ):
        return
    st.button(
        "Command",
        key="command.open",
        icon=":material/terminal:",
        shortcut="Ctrl+K",
        width="stretch",
        on_click=_open,
    )


def _open() -> None:
    for name in ("command.understood", "command.problem", "command.text"):
        st.session_state.pop(name, None)
    st.session_state["command.asked"] = True


def palette(actor: Actor) -> None:
    """Open the dialog where the button or the shortcut asked for it."""
    if st.session_state.pop("command.asked", False):
        fresh.ensure(actor, wiring.cockpit().clock.today())
        _dialog()


@st.dialog("What do you want to do?", width=640)
def _dialog() -> None:
    actor, today = current_actor(), wiring.cockpit().clock.today()
    st.selectbox(
        "Command",
        queries.ask(offers, actor, today),
        index=None,
        key="command.text",
        placeholder="Contact Robert Kim at Acme",
        label_visibility="collapsed",
        accept_new_options=True,
        format_func=safe.plain,
        on_change=_understand,
    )
    if problem := st.session_state.get("command.problem"):
        st.warning(safe.label(problem, 400), icon=":material/help:")
    understood: Understood | None = st.session_state.get("command.understood")
    if understood is not None:
        st.caption(safe.label(understood.question))
        for place, command in enumerate(understood.commands[:_CHOICES]):
            st.button(
                safe.label(command.label, 90),
                key=f"command.choice.{place}",
                type="tertiary",
                icon=":material/arrow_forward:",
                on_click=go,
                args=(command,),
            )
        return
    st.caption("For example")
    for example in EXAMPLES:
        st.text(example)


def _understand() -> None:
    text = st.session_state.get("command.text") or ""
    state = st.session_state
    state.pop("command.understood", None)
    state.pop("command.problem", None)
    if not text.strip():
        return
    running = wiring.cockpit()
    try:
        found = understand(running.store, current_actor(), text, running.clock.today())
    except RapportError as error:
        state["command.problem"] = str(error)
        return
    if len(found.commands) == 1:
        go(found.commands[0])
    else:
        state["command.understood"] = found


def go(command: Command) -> None:
    """Widget callback: open the account where the command is carried out, asked for what it names."""
    person = command.person.contact_key if command.person else None
    if command.intent is not Intent.OPEN:
        st.session_state["account.wish"] = Wish(command.kind, command.purpose, person)
    account = finder.reference(command.account.source_system, command.account.source_id)
    finder.open_account(account, tab=_TABS[command.intent])
