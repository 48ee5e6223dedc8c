"""The team: shared levels side by side, who was not coached for long, and what to speak of next."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.coaching.skills import (
    AgendaPoint,
    Member,
    Team,
    agenda,
    assess,
    exercise,
    exercises,
    skill_profile,
    team,
)
from core.coaching.skills.judgements import LONGEST_NOTE
from core.ui import charts, downloads, empty, forms, queries, safe, tables, words
from core.ui.acts import act
from core.ui.coaching import skill_charts, skill_history
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_ICONS = {
    "contact": ":material/schedule:",
    "strength": ":material/trending_up:",
    "growth": ":material/target:",
    "views": ":material/compare_arrows:",
    "behaviour": ":material/fact_check:",
    "agreed": ":material/handshake:",
    "unknown": ":material/help:",
}
_DUE = (
    Column("Person", lambda row: row.person.name, width="medium"),
    Column("Last coaching you can see", "last_coached_on", "date"),
    Column("Days ago", "days_since", "days"),
    Column("Accounts", lambda row: row.person.accounts, "number"),
)


def draw(view: View) -> None:
    """The people who report to whoever looks; only what they share."""
    found = queries.ask(team, view.actor, view.as_of)
    if not found.members:
        empty.state(
            "Nobody reports to you here",
            "Who reports to whom comes from the export of your CRM's users.",
            ":material/group:",
            key="team",
        )
        return
    _heat_map(view, found)
    _due(found)
    st.divider()
    _person(view, found)


def _heat_map(view: View, found: Team) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Who is strong in what?", anchor=False)
        downloads.button(view, "team_skills")
    charts.draw(
        skill_charts.heat_map(found.members, found.members[0].skills),
        "Level of each person in each skill",
        "team.heat",
    )
    st.caption(
        "Levels of 5 from what people share, what you judged, and behaviour in the accounts' records; "
        "~ where little is known. What somebody asked or wrote is never shown here."
    )


def _due(found: Team) -> None:
    st.subheader(f"Who was not coached for {words.number(found.gap_days)} days?", anchor=False)
    if not found.due:
        st.caption(
            f"Nobody: with each there was something within {words.number(found.gap_days)} days."
        )
        return
    tables.show(found.due, _DUE, key="team.due", alt="People not coached for long")


def _person(view: View, found: Team) -> None:
    members = {member.person.email: member for member in found.members}
    first = (found.due or found.members)[0].person.email
    chosen = st.selectbox(
        "Next 1:1 with",
        list(members),
        index=list(members).index(first),
        format_func=lambda email: safe.plain(members[email].person.name),
        key="team.person",
        width=320,
    )
    member = members.get(chosen) or found.members[0]
    st.subheader("What to speak of", anchor=False)
    for number, point in enumerate(
        queries.ask(agenda, view.actor, member.person.email, view.as_of)
    ):
        _point(point, number)
    _assess_form(view, member)


def _point(point: AgendaPoint, number: int) -> None:
    rows = [one for one in point.evidence if one.startswith("crm.")]
    with st.container(border=True, key=f"agenda.{number}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{safe.own(_ICONS[point.kind])} **{safe.own(point.title)}**")
            st.space("stretch")
            if rows:
                st.button(
                    "Rows",
                    help=safe.own(words.ROWS),
                    key=f"agenda.{number}.rows",
                    icon=":material/manage_search:",
                    type="tertiary",
                    on_click=forms.ask_for_rows,
                    args=(point.title, rows, point.text),
                )
        st.text(point.text)


def _assess_form(view: View, member: Member) -> None:
    email = member.person.email
    with st.expander("Assess", icon=":material/edit:"):
        st.caption(
            safe.label(
                f"What you judge is shown to {member.person.name}, with your note. Leave out what you have not seen.",
                300,
            )
        )
        with st.form(f"team.assess.{email}", border=False):
            skill_history.levels("team.assess", queries.ask(skill_profile, view.actor, email))
            st.multiselect(
                "Agreed exercises",
                [one.slug for one in exercises()],
                format_func=lambda slug: exercise(slug).title,
                key="team.assess.exercises",
            )
            st.text_area("Note", key="team.assess.note", max_chars=LONGEST_NOTE, height=80)
            st.form_submit_button(
                "Save assessment", type="primary", on_click=_assess, args=(email,)
            )
    st.caption(
        f"{words.plural(member.person.accounts, 'account')}. The tab Skills shows levels, sources and progress."
    )


def _assess(email: str) -> None:
    state = st.session_state
    done = act(
        lambda: assess(
            wiring.cockpit().store,
            current_actor(),
            skill_history.chosen("team.assess"),
            person=email,
            note=state.get("team.assess.note", ""),
            recommendations=tuple(state.get("team.assess.exercises") or ()),
        ),
        "Your assessment is kept.",
    )
    if done:
        for name in [key for key in state if str(key).startswith("team.assess.")]:
            del state[name]
