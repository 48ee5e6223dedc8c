"""The pairs that wait, one at a time: both records, why they may be one, and the decision by keyboard."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.identity.bulk import take_back
from core.capture.identity.decisions import decide
from core.capture.identity.review import Listing, Pair, pair, queue
from core.errors import RapportError
from core.ui import empty, failure, queries, safe, tables, words
from core.ui.acts import act
from core.ui.duplicates import bulk, evidence, fields
from core.ui.duplicates.chosen import LABELS, chosen, noun
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

PAGE_SIZE = 15
_SORTS = {"likeliest": "Likeliest first", "unlikeliest": "Least likely first", "name": "By name"}


def draw(view: View) -> None:
    """Filters, the pair at hand with its buttons, and the pairs around it."""
    entity = chosen(view)
    wanted = _filters(view, entity)
    at = _at(entity)
    first = at - at % PAGE_SIZE
    page = _page(view, entity, wanted, first)
    if not page.rows and at:
        at = first = 0
        st.session_state[f"duplicates.at.{entity}"] = 0
        page = _page(view, entity, wanted, first)
    if not page.rows:
        _nothing(entity, filtered=bool(wanted["search"]) or wanted["min_probability"] > 0)
        return
    at = min(at, first + len(page.rows) - 1)
    row = page.rows[at - first]
    _one(view, entity, row, at, page.total)
    _around(page, entity, first)
    if allows(view.actor, Permission.IDENTITY_DECIDE):
        bulk.draw(view, entity)


def _page(view: View, entity: str, wanted: dict[str, Any], first: int) -> Listing:
    return queries.ask(queue, view.actor, entity, limit=PAGE_SIZE, offset=first, **wanted)


def _filters(view: View, entity: str) -> dict[str, Any]:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = st.text_input(
            "Search",
            key=f"duplicates.search.{entity}",
            placeholder="Name, address, identifier or account",
            icon=":material/search:",
            label_visibility="collapsed",
            width=330,
            on_change=_to_first,
            args=(entity,),
        )
        sort = st.selectbox(
            "Order",
            list(_SORTS),
            format_func=lambda name: _SORTS[name],
            key=f"duplicates.sort.{entity}",
            label_visibility="collapsed",
            width=190,
            on_change=_to_first,
            args=(entity,),
        )
        least = st.select_slider(
            "At least this likely",
            [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99],
            format_func=lambda share: f"From {words.percent(share)}" if share else "All that wait",
            key=f"duplicates.least.{entity}",
            label_visibility="collapsed",
            width=260,
            on_change=_to_first,
            args=(entity,),
        )
        st.space("stretch")
        _undo_button(view, entity)
    return {"search": text.strip(), "sort": sort, "min_probability": float(least)}


def _at(entity: str) -> int:
    return max(0, int(st.session_state.get(f"duplicates.at.{entity}", 0)))


def _go(entity: str, to: int) -> None:
    st.session_state[f"duplicates.at.{entity}"] = max(0, to)


def _to_first(entity: str) -> None:
    _go(entity, 0)


def _nothing(entity: str, *, filtered: bool) -> None:
    if filtered:
        st.caption(f"No pair of {safe.own(LABELS[entity].lower())} matches. Widen the search.")
        return
    empty.state(
        f"No pair of {safe.own(LABELS[entity].lower())} waits",
        "After each import, records that may be of one person or company are compared; likely "
        "pairs that were not merged wait here. Decisions can be taken back on the Decided tab.",
        ":material/join:",
        key="duplicates",
    )


def _one(view: View, entity: str, row: dict[str, Any], at: int, total: int) -> None:
    try:
        found = queries.ask(pair, view.actor, entity, row["left_key"], row["right_key"])
    except RapportError as error:
        failure.show(error)
        return
    key = f"pair.{found.left.key}.{found.right.key}"
    with st.container(border=True, key="duplicates-pair"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(f"Are these one {safe.own(noun(entity))}?", anchor=False, width="content")
            st.badge(f"{safe.own(evidence.probability(row['probability']))} likely", color="blue")
            st.caption(f"{at + 1:,} of {total:,}", width="content")
            st.space("stretch")
            _buttons(view, found, at, total)
        fields.heads(found, (row["left_account"], row["right_account"]), key=key)
        if found.obstacle:
            st.warning(safe.label(found.obstacle, 400), icon=":material/block:")
        st.caption(safe.own(_what_moves(found)))
        fields.draw(found, key=key)
        evidence.draw(evidence.steps(found.evidence), found.weight or 0.0, key=key)


def _buttons(view: View, found: Pair, at: int, total: int) -> None:
    entity = found.entity
    may = allows(view.actor, Permission.IDENTITY_DECIDE)
    st.button(
        "Previous",
        key="duplicates.previous",
        icon=":material/chevron_left:",
        shortcut="Left",
        type="tertiary",
        disabled=at == 0,
        on_click=_go,
        args=(entity, at - 1),
    )
    st.button(
        "Next",
        key="duplicates.next",
        icon=":material/chevron_right:",
        shortcut="Right",
        type="tertiary",
        disabled=at + 1 >= total,
        on_click=_go,
        args=(entity, at + 1),
    )
    if may:
        _verdicts(found)
        st.button(
            "Skip",
            key="duplicates.skip",
            icon=":material/redo:",
            shortcut="K",
            on_click=_go,
            args=(entity, at + 1 if at + 1 < total else 0),
        )


def _verdicts(found: Pair) -> None:
    st.button(
        "Same",
        key="duplicates.same",
        icon=":material/join:",
        shortcut="S",
        type="primary",
        disabled=bool(found.obstacle),
        on_click=_decide,
        args=(found.entity, found.left.key, found.right.key, "same"),
    )
    st.button(
        "Different",
        key="duplicates.different",
        icon=":material/call_split:",
        shortcut="D",
        on_click=_decide,
        args=(found.entity, found.left.key, found.right.key, "different"),
    )


def _undo_button(view: View, entity: str) -> None:
    if allows(view.actor, Permission.IDENTITY_DECIDE):
        st.button(
            "Undo",
            key="duplicates.undo",
            icon=":material/undo:",
            shortcut="U",
            type="tertiary",
            disabled=not st.session_state.get(f"duplicates.done.{entity}"),
            on_click=_undo,
            args=(entity,),
        )


def _decide(entity: str, left: int, right: int, verdict: str) -> None:
    said = "One from now on." if verdict == "same" else "Kept apart."
    done = act(
        lambda: decide(wiring.cockpit().store, current_actor(), entity, [(left, right)], verdict),
        f"{said} U takes it back.",
    )
    if done is not None:
        st.session_state.setdefault(f"duplicates.done.{entity}", []).append(done.decision_ids)


def _undo(entity: str) -> None:
    past = st.session_state.get(f"duplicates.done.{entity}")
    if not past:
        return
    done = act(
        lambda: take_back(
            wiring.cockpit().store, current_actor(), entity, past[-1], "Undone while reviewing."
        ),
        "Taken back.",
    )
    if done is not None:
        past.pop()


def _what_moves(found: Pair) -> str:
    standing = found.left if found.left.cluster_key == found.standing_key else found.right
    if not found.moving:
        return safe.label(
            "No other row moves: nothing points at the record that would be absorbed."
        )
    moved = words.listed(
        [
            words.plural(count, words.name(table.partition(".")[2]).lower().removesuffix("s"))
            for table, count in sorted(found.moving.items(), key=lambda item: -item[1])
        ],
        5,
    )
    name = f"{standing.label} ({fields.system(standing.source_system)} {standing.source_id})"
    return safe.label(f"As one, {moved} would count for {name}; undoing moves them back.", 400)


def _around(page: Listing, entity: str, first: int) -> None:
    if page.total < 2:
        return
    st.subheader("Which pairs wait?", anchor=False)
    tables.show(
        [*enumerate(page.rows, start=first)],
        (
            Column("Likely", lambda item: evidence.probability(item[1]["probability"]), width=80),
            Column("This one", lambda item: item[1]["left_label"], width=150),
            Column("of", lambda item: _of(item[1], "left"), width=270),
            Column("That one", lambda item: item[1]["right_label"], width=150),
            Column("of ", lambda item: _of(item[1], "right"), width=270),
            Column("Account", lambda item: _accounts(item[1]), width="medium"),
        ),
        key=f"duplicates.queue.{entity}",
        alt="Pairs that wait for a decision, with their probability",
        on_open=lambda item: _go(entity, item[0]),
    )
    if page.total > PAGE_SIZE:
        _pages(page.total, entity, first)


def _pages(total: int, entity: str, first: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.caption(
            f"{first + 1:,} to {min(first + PAGE_SIZE, total):,} of {total:,}", width="content"
        )
        st.button(
            "Page back",
            key="duplicates.back",
            icon=":material/keyboard_double_arrow_left:",
            type="tertiary",
            disabled=first == 0,
            on_click=_go,
            args=(entity, first - PAGE_SIZE),
        )
        st.button(
            "Page on",
            key="duplicates.on",
            icon=":material/keyboard_double_arrow_right:",
            type="tertiary",
            disabled=first + PAGE_SIZE >= total,
            on_click=_go,
            args=(entity, first + PAGE_SIZE),
        )


def _of(row: dict[str, Any], side: str) -> str:
    parts = (f"{fields.system(row[f'{side}_system'])} {row[f'{side}_id']}", row[f"{side}_email"])
    return ", ".join(part for part in parts if part)


def _accounts(row: dict[str, Any]) -> str:
    names = dict.fromkeys(name for name in (row["left_account"], row["right_account"]) if name)
    return " / ".join(names)
