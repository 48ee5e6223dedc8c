"""Feedback: hand a conversation in, read what was said of earlier ones, look at the rubric."""

from __future__ import annotations

import streamlit as st

from core.coaching.feedback import Feedback, feedbacks
from core.coaching.feedback.say import level
from core.coaching.model import Interaction
from core.ui import empty, queries, safe, tables, words
from core.ui.coaching import feedback_hand_in, feedback_result, rubric
from core.ui.opener import View
from core.ui.tables import Column

_PARTS = ("New", "Earlier", "Rubric")
_COLUMNS = (
    Column("Title", lambda row: row[1].title, width="large"),
    Column("Scored on", lambda row: row[0].created_at, "moment"),
    Column("Skills judged", lambda row: len(row[1].assessment.scored), "number", width=100),
    Column("Strongest", lambda row: _best(row[1]), width="medium"),
    Column("Levels shared", lambda row: row[1].is_shared, "yes", width=100),
)


def draw(view: View) -> None:
    """The tab."""
    part = st.segmented_control(
        "Part",
        _PARTS,
        default=_PARTS[0],
        key="feedback.part",
        label_visibility="collapsed",
        required=True,
    )
    if part == "Rubric":
        rubric.draw(view)
    elif part == "Earlier":
        _earlier(view)
    else:
        _new(view)


def _new(view: View) -> None:
    if feedback_result.is_chosen():
        feedback_result.draw(view)
    else:
        feedback_hand_in.draw(view)


def _earlier(view: View) -> None:
    rows = queries.ask(feedbacks, view.actor, limit=200)
    if not rows:
        empty.state(
            "No feedback yet",
            "Paste notes or a transcript under New. What you hand in and what is said of it is read by you alone.",
            ":material/rate_review:",
            key="feedback",
        )
        return
    tables.show(rows, _COLUMNS, key="feedback.earlier", alt="Your earlier feedback", on_open=_open)
    st.caption(
        f"{words.plural(len(rows), 'conversation')}, newest first. Only you can read the texts and quotes."
    )


def _open(row: tuple[Interaction, Feedback]) -> None:
    feedback_result.choose(row[1].interaction_id)
    st.session_state["feedback.part"] = "New"


def _best(found: Feedback) -> str:
    scored = found.assessment.scored
    if not scored:
        return "No evidence"
    best = max(scored, key=lambda score: score.level or 0)
    return safe.plain(f"{best.title} {level(best.level)}")
