"""Releases: what is out, which accounts got notes on it, and for which there were none and why."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit import releases
from core.ui import downloads, finder, forms, queries, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_KEY = "releases"
_STATE = {
    "drafted": "Drafted",
    "waiting": "Waiting",
    "none": "Nothing that matters",
    "overtaken": "Told of a newer one",
}
_SHOWN = {
    "All": (),
    "Drafted": ("drafted",),
    "Waiting": ("waiting",),
    "No notes": ("none", "overtaken"),
}
_RELEASES = (
    Column("Release", "release"),
    Column("Out on", "released_on", "date"),
    Column("Items", "items", "number"),
    Column("Notes drafted", "drafted", "number"),
    Column("Waiting", "waiting", "number", help="Something is missing, or their turn comes."),
    Column("Nothing that matters", "nothing", "number"),
    Column("Told of a newer one", "overtaken", "number"),
    Column("New", "is_new", "yes", help="While it is new, notes are drafted without being asked."),
)
_NOTES = (
    Column("Account", "account_name", width="medium"),
    Column("Notes", lambda row: _STATE.get(row.state, row.state)),
    Column("Draft", lambda row: words.name(row.draft_status)),
    Column("Items", lambda row: words.listed(row.titles), width="medium"),
    Column("Why", "reasons", width="large"),
    Column("Owner", "owner_email"),
)


def draw(view: View) -> None:
    """Two questions: what is out, and who was told of it."""
    found = queries.ask(releases.release_list, view.actor, view.filters)
    _out(view, found)
    if found:
        chosen = st.session_state.get("release.chosen")
        _told(view, next((one for one in found if one.release == chosen), found[0]))


def _out(view: View, found: tuple[releases.Released, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which releases are out?", anchor=False)
        st.space("stretch")
        if allows(view.actor, Permission.DRAFT_WRITE):
            st.button(
                "Draft notes now",
                key="release.draft",
                icon=":material/edit_note:",
                help="For new releases, once for each of your accounts that they matter to.",
                on_click=_draft,
            )
    if not found:
        st.caption("No release is imported. Import data/templates/releases.csv, filled in.")
        return
    tables.show(
        found,
        _RELEASES,
        key=_KEY,
        alt="Releases, the newest first, with how many accounts got notes",
        on_open=_choose,
        open_label=":material/visibility: Show",
        height=31 * (min(len(found), 6) + 1) + 4,
    )


def _choose(row: releases.Released) -> None:
    st.session_state["release.chosen"] = row.release


def _draft() -> None:
    running = wiring.cockpit()
    done = act(lambda: releases.draft_release_notes(running, current_actor()), "Looked.")
    if done is not None:
        st.toast(safe.own(f"{words.sentence(done.summary)}."))


def _told(view: View, one: releases.Released) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(safe.label(f"Who was told of release {one.release}?", 80), anchor=False)
        st.space("stretch")
        shown = st.segmented_control(
            "Shown", list(_SHOWN), default="All", key="release.shown", label_visibility="collapsed"
        )
        downloads.button(view, "release_notes", release=one.release)
    page = queries.ask(
        releases.note_list,
        view.actor,
        view.filters,
        release=one.release,
        states=_SHOWN[shown or "All"],
        limit=tables.PAGE_SIZE,
        offset=tables.place("release-notes"),
    )
    if not one.judged:
        st.caption(safe.own(_not_judged(one)))
        return
    st.caption(
        "An item matters by a feature in use, an integration, tickets or an application of theirs. Open a row "
        "for its draft, or for the rows that say so where there is none."
    )
    tables.show(
        page.rows,
        _NOTES,
        key="release-notes",
        alt="Accounts with the items that matter to them and why, or why they got no notes",
        on_open=_open,
    )
    tables.offset(page.total, key="release-notes")


def _not_judged(one: releases.Released) -> str:
    if one.is_new:
        return "The daily job, or the button above, drafts the notes."
    return (
        "It was out before notes were kept, or is no longer new: notes are drafted when asked for."
    )


def _open(row: releases.Run) -> None:
    """The draft where there is one, otherwise the rows that were looked at, otherwise the account."""
    account = finder.reference(row.source_system, row.account_id)
    if row.draft_id is not None:
        finder.open_account(account, tab="Draft", draft=str(row.draft_id))
    elif row.evidence:
        forms.ask_for_evidence(row.account_name, row)
    else:
        finder.open_account(account)
