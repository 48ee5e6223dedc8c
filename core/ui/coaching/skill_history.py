"""Judgements of skills: one's own view, given in a form, and every judgement with who made it and who sees it."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.coaching.privacy import Coached
from core.coaching.rubric import Criterion, rubric
from core.coaching.skill_areas import skill_areas
from core.coaching.skills import Judgement, SkillProfile, Source, assess, history, share
from core.coaching.skills.judgements import LONGEST_NOTE
from core.ui import downloads, queries, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

LEVELS = (1, 2, 3, 4, 5)
_SHOWN = 60
_SOURCES = {
    Source.RUBRIC: "Scored notes",
    Source.MANAGER: "Manager",
    Source.SELF: "Own view",
}


def source(row: Judgement) -> str:
    """Where a judgement comes from, in words."""
    if row.interaction_type == "practice":
        return "Practice (not counted)"
    return _SOURCES[row.source]


_COLUMNS = (
    Column("On", lambda row: row.assessed_at.date(), "date"),
    Column("Skill", lambda row: skill_areas()[row.skill_area].title, width="medium"),
    Column("Level", "level", "decimal", width=70),
    Column("From", source),
    Column("By", "assessed_by"),
    Column("Manager may see", "is_shared", "yes", width=130),
    Column("Note", "note", width="large"),
)


def form(found: SkillProfile) -> None:
    """Judge oneself, skill by skill; nothing is shared unless one says so."""
    with st.expander("Give your own view", icon=":material/edit:"):
        st.caption(
            "The question mark beside each skill says what the levels look like. Leave out what you cannot say."
        )
        with st.form("skills.self", border=False):
            levels("skills.self", found)
            st.text_area(
                "Note to yourself",
                key="skills.self.note",
                max_chars=LONGEST_NOTE,
                height=80,
                help="Read by nobody but you, whatever you share.",
            )
            st.checkbox("My manager may see these levels", key="skills.self.shared")
            st.form_submit_button("Save my view", type="primary", on_click=_assess_self)


def levels(key: str, found: SkillProfile) -> None:
    """A choice of level for every skill, three beside each other."""
    columns, criteria = st.columns(3), rubric(wiring.cockpit().store).criteria
    for place, skill in enumerate(found.skills):
        with columns[place % 3]:
            st.segmented_control(
                safe.own(skill.title),
                LEVELS,
                key=f"{key}.{skill.skill_area}",
                help=safe.own(_anchors(criteria[skill.skill_area])),
            )


def _anchors(criterion: Criterion) -> str:
    """What each level looks like, as the rubric in force says it."""
    return "  \n".join(
        f"{level}: {safe.label(anchor, 400)}"
        for level, anchor in zip(LEVELS, criterion.anchors, strict=True)
    )


def chosen(key: str) -> dict[str, float]:
    """The levels chosen in :func:`levels`."""
    state = st.session_state
    return {
        slug: float(state[f"{key}.{slug}"]) for slug in skill_areas() if state.get(f"{key}.{slug}")
    }


def _assess_self() -> None:
    state = st.session_state
    act(
        lambda: assess(
            wiring.cockpit().store,
            current_actor(),
            chosen("skills.self"),
            note=state.get("skills.self.note", ""),
            is_shared=bool(state.get("skills.self.shared")),
        ),
        "Your view is kept.",
    )


def draw(view: View, person: Coached) -> None:
    """Every judgement the actor may know of, newest first; of their own they say who sees it."""
    made = queries.ask(history, view.actor, person.email)
    if not made:
        return
    is_own = view.actor.email.casefold() == person.email
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Judgements", anchor=False)
        downloads.button(view, "skill_assessments", person=person.email)
    tables.show(
        made[:_SHOWN],
        _COLUMNS if is_own else _COLUMNS[:-1],
        key="skills.history",
        alt="Judgements of skills, newest first",
        on_open=_toggle if is_own else None,
        open_label=":material/visibility: Share" if is_own else tables.OPEN,
        height=31 * (min(len(made), 10) + 1) + 4,
    )
    if is_own:
        st.caption(
            "Share shows a level to your manager, and hides it when it is shown. What a manager judged stays "
            "theirs. Notes and quotes are never shown to anybody."
        )
    if len(made) > _SHOWN:
        st.caption(
            f"The newest {words.number(_SHOWN)} of {words.number(len(made))}; the download has all."
        )


def _toggle(row: Judgement) -> None:
    if row.source is Source.MANAGER:
        st.toast("This is your manager's own judgement.", icon=":material/info:")
        return
    act(
        lambda: share(
            wiring.cockpit().store,
            current_actor(),
            [row.assessment_id],
            is_shared=not row.is_shared,
        ),
        "Hidden from your manager." if row.is_shared else "Your manager may see this level.",
    )
