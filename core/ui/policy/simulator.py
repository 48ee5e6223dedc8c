"""The simulator: move weights and limits, see what changes, and only then put it in force."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.simulation import Value, past_warnings, simulation
from core.errors import RapportError
from core.health.simulator import Backtest, Rate, Simulation
from core.policy import Policy
from core.ui import cards, failure, finder, policy_form, queries, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column

SECTIONS = ("Technical health", "Adjustments", "Coverage", "Escalation", "Simulator")
"""The sections whose values move technical health, warnings, or how warnings are judged."""

_PREFIX = "simulate"
_MOVED = (
    Column("Account", "name", width="medium"),
    Column("From", "from_rag", "rag"),
    Column("To", "to_rag", "rag"),
    Column("Score now", "from_score", "score"),
    Column("Score then", "to_score", "score"),
    Column("Direction", lambda row: words.direction(row.direction)),
    Column("ARR", "arr_amount", "money"),
    Column("Currency", "currency", width="small"),
    Column("Tier", lambda row: words.name(row.tier)),
    Column("Owner", "owner_email"),
)


def draw(view: View, in_force: Policy) -> None:
    """Values to suppose, what they change today, and what they would have flagged in the past year."""
    shown = st.container()
    changes = _editors(in_force)
    with shown:
        if changes:
            try:
                in_force.with_values(changes)
            except RapportError as error:
                failure.show(error)
                return
        asked: tuple[Value, ...] = tuple(
            (name, tier, value) for (name, tier), value in sorted(changes.items())
        )
        _today(view, asked)
        _past(view, asked)
        if changes and allows(view.actor, Permission.POLICY_SAVE):
            with st.container(border=True):
                policy_form.save(in_force, changes)
                st.caption("Puts exactly these values in force, for everyone, as a new version.")


def _editors(in_force: Policy) -> policy_form.Changes:
    st.subheader("Which weights and limits?", anchor=False)
    st.caption("Values changed here are supposed, and saved only when they are put in force above.")
    changes: policy_form.Changes = {}
    sections = dict(policy_form.sections(in_force))
    for name in SECTIONS:
        with st.expander(safe.label(name), expanded=name == SECTIONS[0], icon=":material/tune:"):
            changes |= policy_form.editor(name, sections[name], editable=True, prefix=_PREFIX)
            policy_form.meaning(name, sections[name])
    if changes:
        st.button("Start again", icon=":material/undo:", on_click=_reset)
    return changes


def _reset() -> None:
    for key in list(st.session_state):
        if str(key).startswith(f"{_PREFIX}."):
            del st.session_state[key]


def _today(view: View, asked: tuple[Value, ...]) -> None:
    found: Simulation = queries.ask(simulation, view.actor, asked, view.as_of)
    st.subheader("Which accounts would change colour?", anchor=False)
    with st.grid(4, min_column_width=170, gap="small"):
        for rag in found.before:
            with st.container(border=True, height="stretch", gap="xsmall"):
                cards.rag(rag)
                moved = found.after[rag] - found.before[rag]
                st.metric(
                    words.rag(rag),
                    words.number(found.after[rag]),
                    f"{moved:+d}" if moved else "unchanged",
                    delta_arrow="off",
                    delta_color="off",
                    label_visibility="collapsed",
                )
    if not asked:
        st.caption("As the policy in force has it. Change a weight or limit below to compare.")
        return
    rest = f" {words.plural(found.rescored, 'more account')} keep their colour with another score."
    if not found.moved:
        st.caption(
            f"None of {words.plural(found.accounts, 'account')}.{rest if found.rescored else ''}"
        )
        return
    st.caption(
        f"{words.number(len(found.moved))} of {words.plural(found.accounts, 'account')}, the worse first."
        f"{rest if found.rescored else ''}"
    )
    first = tables.place("simulated")
    tables.show(
        found.moved[first : first + tables.PAGE_SIZE],
        _MOVED,
        key="simulated",
        alt="Accounts that would change colour, with score and colour now and then",
        on_open=lambda row: finder.open_account(str(row.account_key)),
    )
    tables.offset(len(found.moved), key="simulated")


def _past(view: View, asked: tuple[Value, ...]) -> None:
    st.subheader("What would it have flagged in the last 12 months?", anchor=False)
    st.button(
        "Scan the last 12 months",
        icon=":material/history:",
        key="simulate-past",
        on_click=_ask_for_past,
        args=(asked,),
        help="Each day of 52 weeks is scanned with the data of today, under the policy in force and "
        "under the values changed below.",
    )
    if st.session_state.get("simulate-asked") != asked:
        st.caption("Each day is computed by the models themselves, which takes a while.")
        return
    found = {"In force": _scanned(view, ())}
    if asked:
        found["With these values"] = _scanned(view, asked)
    _compare(found)
    _foreseen(list(found.values())[-1])


def _ask_for_past(asked: tuple[Value, ...]) -> None:
    st.session_state["simulate-asked"] = asked


def _scanned(view: View, asked: tuple[Value, ...]) -> Backtest:
    """What this session has scanned before, or day by day with a bar."""
    running = wiring.cockpit()
    known: dict[Any, Backtest] = st.session_state.setdefault("simulate-scanned", {})
    key = (view.actor, asked, view.as_of, running.store.data_version)
    if key not in known:
        title = "Scanning with these values" if asked else "Scanning with the policy in force"
        bar = st.progress(0.0, title)

        def shown(done: int, of: int) -> None:
            bar.progress(done / of, f"{title}: {done} of {of} days")

        known[key] = past_warnings(running, view.actor, asked, view.as_of, progress=shown)
        bar.empty()
    return known[key]


def _compare(found: dict[str, Backtest]) -> None:
    rows = [
        ("Warnings", [words.number(one.warnings) for one in found.values()]),
        ("Warnings a week", [words.number(one.a_week, 1) for one in found.values()]),
        ("Busiest week", [words.number(max(one.per_week)) for one in found.values()]),
        ("Right (precision)", [rate(one.precision) for one in found.values()]),
        ("Too recent to judge", [words.number(one.waiting) for one in found.values()]),
        ("Foreseen (recall)", [rate(one.recall) for one in found.values()]),
        ("Churns foreseen", [rate(one.recall_churn) for one in found.values()]),
        ("Escalations foreseen", [rate(one.recall_escalation) for one in found.values()]),
        ("Median lead time", [_lead(one) for one in found.values()]),
    ]
    names = list(found)
    columns = [Column("Measure", lambda row: row[0], pinned=True, width="medium")]
    columns += [
        Column(name, lambda row, place=place: row[1][place], width="medium")  # type: ignore[misc]
        for place, name in enumerate(names)
    ]
    tables.show(
        rows,
        columns,
        key=f"simulate-past-{len(names)}",
        alt="Warnings of the last year and what followed",
    )
    one = next(iter(found.values()))
    st.caption(
        f"{words.day(one.from_on)} to {words.day(one.as_of)}, scanned each day. A warning is right when the "
        f"customer escalates or lets a contract lapse within {words.plural(one.horizon_days, 'day')} after it. "
        "Shares are given with what they are counted over and the interval that holds nine times in ten."
    )
    weeks = [(name, one.per_week) for name, one in found.items()]
    tables.show(
        weeks,
        (
            Column("Warnings each week", lambda row: row[0], width="medium"),
            Column("52 weeks, oldest first", lambda row: row[1], "series", width="large"),
        ),
        key=f"simulate-weeks-{len(names)}",
        alt="Warnings of each week: "
        + "; ".join(f"{name} {', '.join(map(str, counts))}" for name, counts in weeks),
    )


def _foreseen(found: Backtest) -> None:
    if not found.foreseen:
        st.caption("No churn or escalation by a customer was imported for these twelve months.")
        return
    with st.expander(
        "Each churn and escalation, and the warning before it", icon=":material/list:"
    ):
        tables.show(
            tuple(reversed(found.foreseen)),
            (
                Column("Account", "name", width="medium"),
                Column("What", lambda row: words.name(row.outcome.kind)),
                Column("When", lambda row: row.outcome.happened_on, "date"),
                Column("Days before", "lead_days", "days"),
                Column("Warned", lambda row: row.lead_days is not None, "yes"),
            ),
            key="simulate-foreseen",
            alt="Churns and escalations with the days by which a warning came before them",
            on_open=_evidence,
            open_label=":material/manage_search: Rows",
        )


def _evidence(row: Any) -> None:
    what = f"{words.name(row.outcome.kind)}: {row.name}"
    st.session_state["drawer"] = (what, row.outcome.evidence, "")
    st.session_state.pop("evidence.reference", None)


def rate(found: Rate) -> str:
    """``24 of 26, 92% (78 to 97%)``."""
    if found.share is None or found.low is None or found.high is None:
        return "none to count"
    share = f"{found.hits:,} of {found.n:,}, {words.percent(found.share)}"
    return f"{share} ({found.low * 100:.0f} to {found.high * 100:.0f}%)"


def _lead(found: Backtest) -> str:
    if found.lead_days is None:
        return words.NONE
    return f"{words.measure(found.lead_days, 'days')} (n = {found.leads})"
