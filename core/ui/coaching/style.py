"""How the coach speaks to the viewer: what it learned, and theirs to change; and whether it writes mails."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.coaching.style import VALUES, Aspect, Leaning, Source, choose, style_of
from core.coaching.weekly import choose_mail, wants_mail
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_TITLES = {
    Aspect.LENGTH: "Length",
    Aspect.MANNER: "Manner",
    Aspect.EXAMPLES: "Examples of wording",
}
_VALUES = {
    "brief": "Brief",
    "detailed": "Detailed",
    "direct": "Direct: do this",
    "questioning": "Questions: what would happen if",
    "with": "With examples",
    "without": "Without examples",
}
_LEARN = ""


def draw(view: View) -> None:
    """A popover with one choice an aspect."""
    style = queries.ask(style_of, view.actor)
    with st.popover("How the coach speaks to you", icon=":material/tune:", type="tertiary"):
        for leaning in style.leanings:
            _choice(leaning)
        if "@" in view.actor.email:
            st.toggle(
                "Send me my week by e-mail on Mondays",
                value=queries.ask(wants_mail, view.actor),
                key="style.mail",
                on_change=_mail,
            )


def _choice(leaning: Leaning) -> None:
    aspect = leaning.aspect
    key = f"style.{aspect.value}"
    is_chosen = leaning.source is Source.CHOSEN
    options = [_LEARN, *VALUES[aspect]]
    st.selectbox(
        safe.own(_TITLES[aspect]),
        options,
        index=options.index(leaning.value) if is_chosen else 0,
        format_func=lambda value: safe.own(_VALUES.get(value, "As the coach learns it")),
        key=key,
        on_change=_chosen,
        args=(aspect.value, key),
    )
    st.caption(safe.own(_why(leaning)))


def _why(leaning: Leaning) -> str:
    said = _VALUES[leaning.value].partition(":")[0]
    if leaning.source is Source.CHOSEN:
        return f"{said}, as you chose."
    signs = words.plural(leaning.signs, "sign")
    if leaning.source is Source.LEARNED:
        return f"{said}, learned from {signs}: ratings, wishes and your edits of drafts."
    if not leaning.signs:
        return f"{said}, as to everybody: nothing is known yet."
    return f"{said}, as to everybody: {signs} do not say enough yet."


def _chosen(aspect: str, key: str) -> None:
    value = st.session_state.get(key) or None
    act(
        lambda: choose(wiring.cockpit().store, current_actor(), aspect, value),
        "The next answers follow it." if value else "The coach learns it again.",
    )


def _mail() -> None:
    wanted = bool(st.session_state.get("style.mail"))
    act(
        lambda: choose_mail(wiring.cockpit().store, current_actor(), wanted=wanted),
        "You get your week by e-mail." if wanted else "No more weekly mails.",
    )
