"""Skills: where a person stands, how surely and from what, what to do next, and how it moved."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core import wiring
from core.coaching import privacy
from core.coaching.privacy import Coached
from core.coaching.skills import SkillLevel, SkillProfile, Source, exercise_done, skill_profile
from core.coaching.skills.model import Recommendation
from core.ui import charts, downloads, empty, forms, queries, safe, tables, words
from core.ui.acts import act
from core.ui.coaching import reading, skill_charts, skill_history, skill_progress
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_PERSON = "skills.person"

_BEHAVIOUR = (
    Column("What the records show", "title", width="medium"),
    Column("Kept", "kept", "number", width=60),
    Column("Of", "cases", "number", width=60),
    Column("How it is counted", "formula", width="large"),
)


def span(skill: SkillLevel) -> str:
    """From where to where the level may lie, in words."""
    if skill.low is None or skill.high is None:
        return words.NONE
    return f"{skill.low:.1f} to {skill.high:.1f}"


def said_by(source: Source) -> Callable[[SkillLevel], str]:
    """What a source says of a skill, in a cell: its level, how many it is of, what it weighs."""

    def cell(skill: SkillLevel) -> str:
        found = next((one for one in skill.sources if one.source is source), None)
        if found is None:
            return words.NONE
        n = f", n {found.n}" if source is Source.RUBRIC else ""
        return f"{found.level:.1f} ({words.percent(found.weight)}{n})"

    return cell


_COLUMNS = (
    Column("Skill", "title", width="medium", pinned=True),
    Column("Level", "level", "decimal", width=70),
    Column("Range", span, width=90, help="Four chances of five lie within it."),
    Column("Scored notes", said_by(Source.RUBRIC), width=130, help="Level, weight, how many."),
    Column("Manager", said_by(Source.MANAGER), width=110),
    Column("Own view", said_by(Source.SELF), width=110),
    Column("Records", said_by(Source.BEHAVIOUR), width=110, help="Behaviour, listed below."),
)


def draw(view: View) -> None:
    """The skills of whoever looks, or of somebody whose shared levels they may see."""
    person = _whose(view)
    found = queries.ask(skill_profile, view.actor, person.email, view.as_of)
    if not any(skill.level for skill in found.skills):
        empty.state(
            "Nothing is known yet",
            "Levels come from notes that are scored, from what you and your manager say, and from behaviour in the "
            "records of your accounts. Begin with your own view below, or have notes scored on the tab Feedback."
            if found.is_own
            else "Nothing of this person is shared, and no behaviour is on record.",
            ":material/school:",
            key="skills",
        )
    else:
        _levels(view, found)
        _next(found)
        skill_progress.draw(view, person)
        _behaviour(found)
    if found.is_own:
        skill_history.form(found)
    skill_history.draw(view, person)


def _whose(view: View) -> Coached:
    """The person looked at: the actor, unless they chose another whom they may see."""
    people = {one.email: one for one in queries.ask(privacy.people, view.actor)}
    own = view.actor.email.casefold()
    if len(people) == 1:
        return people[own]
    first = next((email for email, one in people.items() if one.accounts), own)
    start = own if people[own].accounts or not privacy.is_everybody(view.actor) else first
    chosen = st.selectbox(
        "Whose skills",
        list(people),
        index=list(people).index(start),
        format_func=lambda email: safe.plain(
            f"{people[email].name} (yourself)" if email == own else people[email].name
        ),
        key=_PERSON,
        width=320,
    )
    return people.get(chosen, people[own])


def _levels(view: View, found: SkillProfile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Where do the skills stand?", anchor=False)
        downloads.button(view, "skills", person=found.person.email)
    with st.container(horizontal=True, gap="small"):
        for skill in found.strengths:
            st.badge(
                safe.own(f"Strength: {skill.title} {skill.level:.1f}"),
                icon=":material/trending_up:",
                color="green",
            )
        for skill in found.growth_areas:
            st.badge(
                safe.own(f"To grow: {skill.title} {skill.level:.1f}"),
                icon=":material/target:",
                color="orange",
            )
    charts.draw(skill_charts.ranges(found.skills), "Level and range of each skill", "skills.ranges")
    tables.show(found.skills, _COLUMNS, key="skills.levels", alt="Skills and what they rest on")
    st.caption(
        "Each level starts in the middle of the scale and moves as far as its sources carry it; in brackets is "
        "what a source weighs, the rest is the start. "
        + (
            "Your manager sees what you share, and behaviour in the accounts' records."
            if found.is_own
            else "Shared levels and behaviour only."
        )
    )


def _next(found: SkillProfile) -> None:
    if not found.recommendations:
        return
    st.subheader("What to do next", anchor=False)
    for column, one in zip(
        st.columns(len(found.recommendations)), found.recommendations, strict=True
    ):
        with column:
            _recommendation(one, is_own=found.is_own)


def _recommendation(one: Recommendation, *, is_own: bool) -> None:
    with st.container(border=True, height="stretch", key=f"recommend.{one.skill_area}"):
        st.markdown(f"**{safe.own(one.title)}**")
        st.caption(safe.label(f"The next level: {one.next_level}", 500))
        if one.exercise is not None:
            st.text(f"{one.exercise.title} ({one.exercise.minutes} minutes)")
            st.text(one.exercise.do)
            st.caption(safe.label(f"How to tell: {one.exercise.how_to_tell}", 400))
        for document in one.reading:
            st.button(
                safe.label(document.title, 90),
                key=f"recommend.{one.skill_area}.{document.slug}",
                icon=":material/article:",
                type="tertiary",
                on_click=reading.ask_for_document,
                args=(document.slug,),
            )
        if is_own and one.exercise is not None:
            st.space("stretch")
            shared = st.checkbox(
                "My manager may see it",
                key=f"recommend.{one.skill_area}.shared",
            )
            st.button(
                "I did this",
                key=f"recommend.{one.skill_area}.done",
                icon=":material/check:",
                on_click=_did,
                args=(one.exercise.slug, shared),
            )


def _did(slug: str, shared: bool) -> None:
    act(
        lambda: exercise_done(wiring.cockpit().store, current_actor(), slug, is_shared=shared),
        "Noted. The trend of the skill shows when.",
    )


def _behaviour(found: SkillProfile) -> None:
    if not found.behaviours:
        return
    st.subheader("Behaviour in the records", anchor=False)
    tables.show(
        found.behaviours,
        _BEHAVIOUR,
        key="skills.behaviour",
        alt="Measures of behaviour",
        on_open=lambda row: forms.ask_for_rows(
            f"{row.title}: not kept",
            [one for one in row.missed if one.startswith("crm.")],
            row.formula,
        ),
        open_label=":material/manage_search: Rows",
    )
    st.caption("Stands for a skill and is not the skill; the rows are cases that were not kept.")
