"""Ticket systems that are polled: what is set up, how the last polls went, and polling at once."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.poll import (
    PollReport,
    PollRun,
    Source,
    SourceStatus,
    SweepReport,
    SweepRun,
    poll,
    poll_status,
    sweep,
)
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column
from core.wiring import Cockpit

NAMES = {
    Source.JIRA: "Jira",
    Source.KAYAKO: "Kayako",
    Source.KAYAKO_CLASSIC: "Kayako Classic",
}


def _state(run: PollRun) -> str:
    if run.status != "done":
        return "◆ Failed"
    return "○ Undone" if run.is_undone else "● Done"


_COLUMNS = (
    Column("System", lambda run: NAMES[Source(run.source)]),
    Column("State", _state),
    Column("Began", "started_at", "moment"),
    Column("Changed since", lambda run: run.since, "moment"),
    Column("Tickets", "tickets", "number"),
    Column("Events", "events", "number"),
    Column("New or changed", "changed", "number"),
    Column("Refused", "refused", "number"),
    Column("Import", "import_id", "number"),
    Column("Waited or tried again", "retries", "number"),
    Column("By", "polled_by"),
    Column("Problem", lambda run: run.problem or None, width="large"),
)


_SWEPT = {"done": "● Done", "unsure": "◐ Nothing concluded", "failed": "◆ Failed"}
_SWEEPS = (
    Column("System", lambda run: NAMES[Source(run.source)]),
    Column("State", lambda run: "○ Undone" if run.is_undone else _SWEPT[run.status]),
    Column("Began", "started_at", "moment"),
    Column("Known", "known", "number"),
    Column("Listed", "listed", "number"),
    Column("Missing", "missing", "number", help="Known and not listed: each is asked for singly."),
    Column("Gone", "gone", "number"),
    Column("Back", "returned", "number"),
    Column("Import", "import_id", "number"),
    Column("By", "swept_by"),
    Column("Problem", lambda run: run.problem or None, width="large"),
)


def draw(view: View) -> None:
    """A card a system, then the latest polls and sweeps of all of them."""
    st.subheader("Which ticket systems are polled?", anchor=False)
    settings = wiring.cockpit().settings
    found = queries.ask(_status, view.actor)
    st.caption(
        f"Each system that is set up is asked every {words.number(settings.poll_minutes)} minutes for what "
        "changed. What comes back is imported like a file: see History, where it can be undone."
    )
    may_poll = allows(view.actor, Permission.IMPORT_PUBLISH)
    with st.grid(3, min_column_width=260, gap="small"):
        for status in found:
            with st.container(border=True):
                _card(status, may_poll=may_poll)
    runs = sorted((run for one in found for run in one.runs), key=lambda run: -run.run_id)
    if runs:
        st.subheader("How did the latest polls go?", anchor=False)
        tables.show(runs, _COLUMNS, key="polls", alt="Latest polls, the newest first")
    sweeps = sorted((run for one in found for run in one.sweeps), key=lambda run: -run.sweep_id)
    if sweeps:
        st.subheader("Which tickets are gone from their system?", anchor=False)
        st.caption(
            "Once a day all tickets are listed. One that is gone keeps its row, is marked where it is "
            "listed, and counts as open no more from the day that was noticed."
        )
        tables.show(sweeps, _SWEEPS, key="sweeps", alt="Latest sweeps, the newest first")


def _status(cockpit: Cockpit, actor: Actor) -> tuple[SourceStatus, ...]:
    return poll_status(cockpit.store, cockpit.settings, actor)


def _card(status: SourceStatus, *, may_poll: bool) -> None:
    st.markdown(safe.own(f"**{NAMES[status.source]}**"))
    if not status.is_configured:
        st.caption(
            "Not set up. An administrator names its address and credentials in the settings."
        )
        return
    st.caption(safe.label(status.address))
    latest = status.runs[0] if status.runs else None
    if latest is None:
        st.caption("Not polled yet.")
    elif latest.status != "done":
        st.error(safe.label(latest.problem, 400), icon=":material/error:")
    if done := status.last_done:
        st.caption(
            f"Last read {words.moment(done.started_at)}: {words.number(done.tickets)} tickets, "
            f"{words.number(done.events)} events."
        )
    if status.sweeps:
        _swept(status.sweeps[0])
    if may_poll:
        with st.container(horizontal=True):
            st.button(
                "Poll now",
                icon=":material/sync:",
                key=f"poll.{status.source.name.lower()}",
                on_click=_poll,
                args=(status.source,),
            )
            st.button(
                "Read everything again",
                type="tertiary",
                key=f"poll.full.{status.source.name.lower()}",
                on_click=_poll,
                args=(status.source,),
                kwargs={"full": True},
            )
            st.button(
                "Look for gone tickets",
                type="tertiary",
                key=f"sweep.{status.source.name.lower()}",
                on_click=_sweep,
                args=(status.source,),
            )


def _swept(latest: SweepRun) -> None:
    if latest.status != "done":
        st.warning(safe.label(latest.problem, 400), icon=":material/help:")
        return
    st.caption(
        f"Swept {words.moment(latest.started_at)}: {words.number(latest.gone)} gone, "
        f"{words.number(latest.returned)} back."
    )


def _sweep(source: Source) -> None:
    cockpit = wiring.cockpit()

    def work() -> SweepReport:
        return sweep(cockpit.store, cockpit.settings, current_actor(), source)

    act(work, f"All tickets of {NAMES[source]} were listed; below is what is gone.")


def _poll(source: Source, *, full: bool = False) -> None:
    cockpit = wiring.cockpit()

    def work() -> PollReport:
        return poll(cockpit.store, cockpit.settings, current_actor(), source, full=full)

    act(work, f"{NAMES[source]} is read; the History tab shows what came.")
