"""One feedback on screen: in a sentence, skill by skill, what went well, what to try, and the text with its quotes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core import wiring
from core.coaching import rubric as rubrics
from core.coaching.feedback import (
    Feedback,
    Quote,
    SkillScore,
    Suggestion,
    as_text,
    feedback_of,
    forget,
    share,
    text_of,
)
from core.coaching.feedback.say import level
from core.coaching.transcript import Talk
from core.errors import NotFound
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.coaching import rating, reading
from core.ui.identity import current_actor, rechecked_actor
from core.ui.opener import View
from core.ui.tables import Column

_CHOSEN = "feedback.chosen"
_NOTE = "feedback.note"
LONGEST_SHOWN = 20_000
"""Characters of a text shown with its quotes marked."""
_SURE = {"low": "Low: one sentence", "fair": "Fair", "good": "Good", None: words.NONE}


def _range(score: SkillScore) -> str:
    return words.NONE if score.level is None else f"{score.low:g} to {score.high:g}"


_COLUMNS = (
    Column("Skill", "title", width="medium", pinned=True),
    Column(
        "Level", lambda row: "No evidence" if row.level is None else f"{row.level:g} of 5", width=90
    ),
    Column("Range", _range, width=80, help="How far so few quotes could be off."),
    Column("Certainty", lambda row: _SURE[row.certainty], width=120),
    Column("Quotes", lambda row: len(row.quotes), "number", width=62),
    Column("What this level looks like", "anchor", width="large"),
    Column("The next level", "next_anchor", width="large"),
)


def choose(interaction_id: int, note: str = "") -> None:
    """Show this feedback from the next run on."""
    st.session_state[_CHOSEN] = interaction_id
    st.session_state[_NOTE] = note


def is_chosen() -> bool:
    return st.session_state.get(_CHOSEN) is not None


def draw(view: View) -> None:
    """The feedback chosen, with the way back."""
    number = int(st.session_state[_CHOSEN])
    try:
        found = queries.ask(feedback_of, view.actor, number)
    except NotFound:
        _leave()
        st.rerun()
    _head(found)
    body(view, found)


def body(view: View, found: Feedback) -> None:
    """All that is said of a conversation, below its title."""
    st.text(found.summary)
    for note in dict.fromkeys((found.note, st.session_state.get(_NOTE, ""))):
        if note:
            st.caption(safe.label(note, 300))
    if found.writer == "claude":
        st.caption("Advice worded by Claude; levels and quotes are the rubric's.")
    if found.assessment.talk:
        _talk(found.assessment.talk)
    _table(found)
    if found.assessment.went_well and found.assessment.to_try:
        left, right = st.columns(2, gap="large")
    else:
        left = right = st.container()
    with left:
        _well(found)
    with right:
        _try(found)
    _evidence(view, found)
    _text(view, found)
    _foot(view, found)


def _head(found: Feedback) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.subheader(safe.label(found.title, 90), anchor=False)
        st.button("Hand in another", icon=":material/add:", on_click=_leave)


def _leave() -> None:
    for name in (_CHOSEN, _NOTE, "feedback.text", "feedback.own", "feedback.notes"):
        st.session_state.pop(name, None)


def _talk(talk: Talk) -> None:
    with st.container(horizontal=True):
        st.metric(
            "You and colleagues spoke",
            words.percent(talk.our_share),
            help=f"{talk.our_words:,} of {talk.words:,} words. In discovery the customer should have more than half.",
            border=True,
        )
        st.metric(
            "Questions you asked",
            words.number(talk.questions),
            help="Sentences of yours that end with a question mark.",
            border=True,
        )
        st.metric("Open questions", words.number(talk.open_questions), border=True)
        st.metric(
            "Longest stretch",
            f"{talk.longest_words:,} words",
            help=safe.own(_lasted(talk.longest_seconds)),
            border=True,
        )


def _lasted(seconds: float | None) -> str:
    if seconds is None:
        return "Your words without another speaker between them, but for a word of assent."
    return f"About {words.number(seconds)} seconds by the times in the text."


def _table(found: Feedback) -> None:
    scores = found.assessment.scores
    tables.show(
        scores,
        _COLUMNS,
        key="feedback.scores",
        alt="Levels by skill",
        height=31 * (len(scores) + 1) + 4,
    )
    st.caption(
        f"Rubric version {found.assessment.rubric_version:d}. No evidence means that nothing in the text shows the "
        "skill; it is no low score."
    )


def _well(found: Feedback) -> None:
    st.subheader("What went well", anchor=False)
    if not found.assessment.went_well:
        st.caption("Nothing in the text speaks for a skill.")
    for quote in found.assessment.went_well:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":green[:material/check_circle:] **{safe.label(quote.shows)}**")
            _quoted(quote)


def _try(found: Feedback) -> None:
    st.subheader("What to try", anchor=False)
    if not found.assessment.to_try:
        st.caption("Nothing stands out.")
    for number, suggestion in enumerate(found.assessment.to_try):
        with st.container(border=True, gap="xsmall"):
            _suggestion(suggestion, number)


def _suggestion(suggestion: Suggestion, number: int) -> None:
    st.markdown(f":orange[:material/lightbulb:] **{safe.label(suggestion.title)}**")
    st.caption(safe.label(suggestion.shows, 400))
    if suggestion.quote:
        _quoted(suggestion.quote)
    st.text(suggestion.attempt)
    st.caption("Your sentence, put better" if suggestion.rewrites else "A better sentence")
    st.code(suggestion.better, language=None, wrap_lines=True)
    if suggestion.article:
        st.button(
            safe.label(suggestion.article.title, 90),
            key=f"feedback.article.{number}",
            icon=":material/article:",
            type="tertiary",
            on_click=reading.ask_for_document,
            args=(suggestion.article.ref,),
        )


def _quoted(quote: Quote) -> None:
    said = f"“{safe.plain(quote.text)}”"
    st.text(f"{said} ({quote.speaker})" if quote.speaker else said)


def _evidence(view: View, found: Feedback) -> None:
    """Every quote of a skill, and the sum that makes its level."""
    scored = {score.skill: score for score in found.assessment.scored}
    if not scored:
        return
    with st.expander("How each level is computed", icon=":material/function:"):
        skill = st.segmented_control(
            "Skill",
            list(scored),
            default=next(iter(scored)),
            format_func=lambda slug: safe.own(scored[slug].title),
            key=f"feedback.skill.{found.interaction_id}",
            label_visibility="collapsed",
            required=True,
        )
        score = scored[skill or next(iter(scored))]
        tables.show(
            score.quotes,
            (
                Column("Quote", "text", width="large"),
                Column("Shows", "shows", width="medium"),
                Column("Points", lambda quote: f"{quote.points:+.2f}", width=70),
                Column("Speaker", lambda quote: quote.speaker or words.NONE, width="small"),
            ),
            key="feedback.quotes",
            alt="Quotes a level rests on",
        )
        st.caption(safe.own(_sum(view, found, score)))


def _sum(view: View, found: Feedback, score: SkillScore) -> str:
    kept = {one.version: one for one in queries.ask(rubrics.history, view.actor)}
    version = kept.get(found.assessment.rubric_version)
    by = rubrics.parse(version.document) if version else rubrics.shipped()
    points = sum(quote.points for quote in score.quotes)
    shares = ", ".join(f"{share:.0%}" for share in by.repeats)
    return (
        f"Start {by.start:g}, points {points:+.2f}: {by.start + points:.2f}, held between 1 and 5 and rounded to halves "
        f"gives {level(score.level)}. The quotes of one marker count {shares} of its weight. "
        f"The range is 1.5 levels over the root of the number of sentences quoted."
    )


def _text(view: View, found: Feedback) -> None:
    with st.expander("The text with the quotes marked", icon=":material/subject:"):
        text = queries.ask(text_of, view.actor, found.interaction_id)
        marks = [mark for quote in found.assessment.quotes if (mark := _mark(text, quote))]
        st.caption("Marked with + where it speaks for a skill, with △ where it speaks against one.")
        st.markdown(safe.marked(text[:LONGEST_SHOWN], marks))
        if len(text) > LONGEST_SHOWN:
            st.caption(f"The first {LONGEST_SHOWN:,} of {len(text):,} characters.")


def _mark(text: str, quote: Quote) -> safe.Mark | None:
    """Where the quote stands. A name erased since may have moved what follows it."""
    start = quote.start if text[quote.start : quote.end] == quote.text else text.find(quote.text)
    if not 0 <= start < LONGEST_SHOWN:
        return None
    end = min(start + len(quote.text), LONGEST_SHOWN)
    good = quote.points > 0
    return safe.Mark(start, end, "green" if good else "orange", "+ " if good else "△ ")


def _foot(view: View, found: Feedback) -> None:
    rating.draw(view, found.interaction_id, key="feedback")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle(
            "My manager may see the levels",
            value=found.is_shared,
            key=f"feedback.share.{found.interaction_id}",
            on_change=_share,
            args=(found.interaction_id,),
        )
        st.download_button(
            "Download",
            _document(found.interaction_id),
            file_name=f"feedback-{found.interaction_id}.txt",
            mime="text/plain",
            icon=":material/download:",
            on_click="ignore",
            type="tertiary",
        )
        with st.popover("Delete", icon=":material/delete:", type="tertiary"):
            st.caption("Removes the text, the quotes and the levels that came of it.")
            st.button("Delete this feedback", on_click=_forget, args=(found.interaction_id,))


def _document(number: int) -> Callable[[], bytes]:
    """The feedback as a file, made when the button is pressed, for whoever then presses it."""
    asked_by, store = rechecked_actor(), wiring.cockpit().store

    def content() -> bytes:
        return as_text(feedback_of(store, asked_by(), number)).encode()

    return content


def _share(number: int) -> None:
    wanted = bool(st.session_state[f"feedback.share.{number}"])
    act(
        lambda: share(wiring.cockpit().store, current_actor(), number, is_shared=wanted),
        "Your manager may see the levels." if wanted else "The levels are yours alone again.",
    )


def _forget(number: int) -> None:
    def use_case() -> bool:
        forget(wiring.cockpit().store, current_actor(), number)
        return True

    if act(use_case, "Deleted."):
        _leave()
