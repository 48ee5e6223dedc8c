"""What somebody says of a turn with the coach: stars, whether they followed it, what should be different."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.coaching.learning import Followed, Rating, rate, ratings
from core.coaching.learning.rate import LONGEST_COMMENT
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_FOLLOWED = {
    Followed.FOLLOWED.value: "Followed",
    Followed.PARTLY.value: "In part",
    Followed.NOT.value: "Not followed",
}
_WISHES = {
    ("length", "brief"): "Shorter",
    ("length", "detailed"): "More detail",
    ("manner", "direct"): "Tell me what to do",
    ("manner", "questioning"): "Ask me questions",
    ("examples", "with"): "More examples",
    ("examples", "without"): "Fewer examples",
}


def draw(view: View, interaction_id: int, *, key: str) -> None:
    """One quiet row under a turn of the viewer's own. ``key`` tells its widgets from others' on the page."""
    said = queries.ask(ratings, view.actor, (interaction_id,)).get(interaction_id)
    name = f"rating.{key}.{interaction_id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Useful?", width="content")
        st.feedback(
            "stars",
            key=f"{name}.stars",
            default=said.rating - 1 if said and said.rating else None,
            on_change=_stars,
            args=(interaction_id, f"{name}.stars"),
        )
        st.segmented_control(
            "Followed",
            list(_FOLLOWED),
            default=said.followed.value if said and said.followed.value in _FOLLOWED else None,
            format_func=lambda value: safe.own(_FOLLOWED[value]),
            key=f"{name}.followed",
            label_visibility="collapsed",
            on_change=_followed,
            args=(interaction_id, f"{name}.followed"),
        )
        _more(interaction_id, said, name)


def _more(interaction_id: int, said: Rating | None, name: str) -> None:
    with (
        st.popover("Say more", icon=":material/edit_note:", type="tertiary"),
        st.form(f"{name}.form", border=False),
    ):
        st.pills(
            "Next time",
            list(_WISHES),
            selection_mode="multi",
            format_func=lambda wish: safe.own(_WISHES[wish]),
            key=f"{name}.wishes",
        )
        st.text_area(
            "In your words",
            value=said.comment if said else "",
            key=f"{name}.comment",
            max_chars=LONGEST_COMMENT,
            height=90,
            help="Only you read this.",
        )
        st.form_submit_button(
            "Save", key=f"{name}.save", on_click=_say, args=(interaction_id, name)
        )


def _stars(interaction_id: int, widget: str) -> None:
    chosen = st.session_state.get(widget)
    if chosen is not None:
        number = int(chosen) + 1
        act(
            lambda: rate(wiring.cockpit().store, current_actor(), interaction_id, rating=number),
            f"Rated {words.number(number)} of 5.",
        )


def _followed(interaction_id: int, widget: str) -> None:
    chosen = st.session_state.get(widget) or Followed.UNKNOWN.value
    act(
        lambda: rate(wiring.cockpit().store, current_actor(), interaction_id, followed=chosen),
        "Noted.",
    )


def _say(interaction_id: int, name: str) -> None:
    state = st.session_state
    wishes = dict(state.get(f"{name}.wishes") or [])
    comment = str(state.get(f"{name}.comment") or "")
    act(
        lambda: rate(
            wiring.cockpit().store,
            current_actor(),
            interaction_id,
            comment=comment,
            wishes=wishes,
        ),
        "Noted. The coach takes it up once it hears it more than once.",
    )
