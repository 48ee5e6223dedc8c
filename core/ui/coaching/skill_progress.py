"""A skill over time, what was practised, and scores before and after, without a word on why."""

from __future__ import annotations

import streamlit as st

from core.coaching.privacy import Coached
from core.coaching.skills import SkillProgress, progress
from core.ui import charts, downloads, queries, safe, skill_words, tables, words
from core.ui.coaching import skill_charts
from core.ui.opener import View
from core.ui.tables import Column


def first(skill: SkillProgress) -> float | None:
    """The first level known."""
    return next((point.level for point in skill.points if point.level is not None), None)


def last(skill: SkillProgress) -> float | None:
    """The level on the day."""
    return skill.points[-1].level if skill.points else None


_COLUMNS = (
    Column("Skill", "title", width="medium"),
    Column("Half a year ago", first, "decimal"),
    Column("Now", last, "decimal"),
    Column("Change", lambda row: skill_words.change(row.change)),
    Column("Practised", lambda row: len(row.practised), "number"),
)


def draw(view: View, person: Coached) -> None:
    """The trend of one skill, chosen, and all of them in a table."""
    found = queries.ask(progress, view.actor, person.email, as_of=view.as_of)
    known = {skill.skill_area: skill for skill in found.skills if last(skill) is not None}
    if not known:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("How did they move?", anchor=False)
        downloads.button(view, "skill_progress", person=person.email)
    chosen = st.selectbox(
        "Skill",
        list(known),
        format_func=lambda slug: known[slug].title,
        key="skills.trend",
        label_visibility="collapsed",
        width=320,
    )
    skill = known.get(chosen) or next(iter(known.values()))
    charts.draw(
        skill_charts.trend(skill), f"{skill.title} over the last months", "skills.trend.chart"
    )
    _practice(skill)
    tables.show(tuple(known.values()), _COLUMNS, key="skills.progress", alt="Change of each skill")
    st.caption(
        "Replayed from what was known at the end of each month. An early level rests on little: "
        "its range is wide."
    )


def _practice(skill: SkillProgress) -> None:
    """What was practised, and the scores on both sides of it."""
    if not skill.practised:
        st.caption("Nothing practised for this skill is on record.")
        return
    for one in skill.practised[-3:]:
        st.caption(safe.label(f"{words.day(one.practised_at.date())}: {one.title}"))
    compared = skill.before_after
    if compared is None:
        return
    st.caption(
        safe.own(
            f"Scored interactions of the 90 days before {words.day(compared.first_on)}: "
            f"{skill_words.mean(compared.before, compared.before_n)}; of the 90 days since: "
            f"{skill_words.mean(compared.after, compared.after_n)}. The two stand side by side; what else "
            "changed is not known."
        )
    )
