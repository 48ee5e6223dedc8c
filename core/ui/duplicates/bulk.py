"""Many pairs accepted at once: how many there are, the least likely of them, and one more question."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.capture.identity.automatic import accept
from core.capture.identity.review import MAX_ROWS, Listing, queue
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.duplicates import evidence
from core.ui.duplicates.chosen import noun
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_SHARES = (0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
_SAMPLE = 5


def draw(view: View, entity: str) -> None:
    """The choice of a probability, what it takes in, and the button that asks."""
    opened = st.expander(
        "Accept many at once", icon=":material/done_all:", key="duplicates-bulk", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        share = st.select_slider(
            "From which probability on?",
            _SHARES,
            value=0.99,
            format_func=lambda value: words.percent(value, 1),
            key=f"duplicates.share.{entity}",
            width=420,
        )
        found = queries.ask(
            queue, view.actor, entity, sort="unlikeliest", limit=_SAMPLE, min_probability=share
        )
        if not found.total:
            st.caption(f"No pair that waits is {words.percent(share, 1)} likely or more.")
            return
        st.caption(safe.own(_says(found, share)))
        _sample(found, entity)
        if found.total > MAX_ROWS:
            st.caption(f"At most {MAX_ROWS:,} go at once: choose a higher probability.")
            return
        if st.button(
            f"Accept {words.plural(found.total, 'pair')}",
            key="duplicates.bulk",
            icon=":material/done_all:",
        ):
            _confirm(entity, share, found.total)


def _says(found: Listing, share: float) -> str:
    odds = (
        f"At {words.percent(share, 1)}, up to {words.number(found.total * (1 - share), 1)} of them"
    )
    shown = min(found.total, _SAMPLE)
    return (
        f"{words.plural(found.total, 'pair')}. {odds} may be wrong. "
        f"The {'least likely' if found.total > shown else 'pairs'}: look at these first."
    )


def _sample(found: Listing, entity: str) -> None:
    tables.show(
        found.rows,
        (
            Column("Likely", lambda row: evidence.probability(row["probability"]), width=80),
            Column("This one", lambda row: row["left_label"], width="medium"),
            Column("Address", lambda row: row["left_email"], width="medium"),
            Column("That one", lambda row: row["right_label"], width="medium"),
            Column("Address ", lambda row: row["right_email"], width="medium"),
        ),
        key=f"duplicates.sample.{entity}",
        alt="The least likely of the pairs that would be accepted",
    )


@st.dialog("Accept these pairs?")
def _confirm(entity: str, share: float, count: int) -> None:
    st.markdown(
        f"**{words.plural(count, 'pair')}** of records, each {words.percent(share, 1)} likely or more to be "
        f"one {safe.own(noun(entity))}, become one. Nothing imported is changed; Undo takes all of it back."
    )
    st.text_input("Why, for the record", key="duplicates.bulk.reason", max_chars=500)
    if st.button(
        "Accept them",
        type="primary",
        icon=":material/done_all:",
        key="duplicates.sure",
        on_click=_accept,
        args=(entity, share),
    ):
        st.rerun()


def _accept(entity: str, share: float) -> None:
    reason = st.session_state.get("duplicates.bulk.reason", "")
    done = act(
        lambda: accept(wiring.cockpit().store, current_actor(), entity, share, reason),
        "Accepted. Undo takes all of it back.",
    )
    if done is not None:
        st.session_state.setdefault(f"duplicates.done.{entity}", []).append(done.decision_ids)
        st.session_state["duplicates.left"] = len(done.skipped)


def left() -> None:
    """Say once that some pairs were left, since they contradict what a person said."""
    if count := st.session_state.pop("duplicates.left", 0):
        st.info(
            safe.own(
                f"{words.plural(count, 'pair')} were left: with them, records would become one that a "
                "person called different."
            ),
            icon=":material/info:",
        )
