"""Policy: the thresholds behind every score, who changed them, and why."""

import streamlit as st

from core import policy, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.policy import Policy
from core.ui import forms, policy_form, queries, safe, tables, words
from core.ui.opener import open_page
from core.ui.policy import simulator
from core.ui.tables import Column

view = open_page("policy", bar="none")
store = wiring.cockpit().store
editable = allows(view.actor, Permission.POLICY_SAVE)
versions = queries.ask(policy.history, view.actor)
if not versions:
    st.caption("The shipped policy is saved when the installation is first opened.")
    st.stop()
in_force = Policy.from_toml(versions[0].document)

st.caption(
    f"Version {words.number(versions[0].version)} is in force since {words.moment(versions[0].saved_at)}. "
    + (
        "Change a value below; a tier without one has that of every tier."
        if editable
        else "An administrator changes values; every version is kept."
    )
)

thresholds, simulation, history = st.tabs(
    ["Thresholds", "Simulator", "History"], on_change="rerun", key="policy-tab"
)
if thresholds.open:
    with thresholds:
        waiting = st.container()
        changes: policy_form.Changes = {}
        for section, rows in policy_form.sections(in_force):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.subheader(safe.label(section), anchor=False)
                policy_form.meaning(section, rows)
            changes |= policy_form.editor(section, rows, editable=editable)
        if changes:
            with waiting, st.container(border=True):
                policy_form.save(in_force, changes)
if simulation.open:
    with simulation:
        simulator.draw(view, in_force)
if history.open:
    with history:
        tables.show(
            versions,
            (
                Column("Version", "version", "number"),
                Column("Saved", "saved_at", "moment"),
                Column("By", "saved_by", width="medium"),
                Column("Reason", "reason", width="large"),
                Column("Hash", lambda version: version.hash[:12]),
            ),
            key="versions",
            alt="Versions of the policy, newest first",
        )
        if len(versions) > 1:
            numbers = [version.version for version in versions[:-1]]
            number = st.selectbox(
                "What changed in version", numbers, key="policy-version", width=220
            )
            place = numbers.index(number)
            older, newer = versions[place + 1], versions[place]
            st.caption(
                f"{safe.label(newer.saved_by)}, {words.moment(newer.saved_at)}: "
                f"{safe.label(newer.reason, 300)}"
            )
            after = Policy.from_toml(newer.document)
            policy_form.compare(after, policy.diff(Policy.from_toml(older.document), after))
        else:
            st.caption("Only the shipped version so far.")
forms.open_drawer()
