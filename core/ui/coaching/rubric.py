"""The rubric on screen: anchors and markers skill by skill, its versions, and the way to change it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching import rubric as rubrics
from core.coaching.rubric import Criterion, Marker, RubricVersion
from core.coaching.skill_areas import skill_areas
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.coaching import rubric_edit
from core.ui.identity import current_actor, rechecked_actor
from core.ui.opener import View
from core.ui.tables import Column

_ANCHORS = (
    Column("Level", lambda row: f"Level {row[0]}", width="small"),
    Column("What it looks like", lambda row: row[1], width="large"),
)


def _words(marker: Marker) -> str:
    if marker.measure:
        measured = (
            "longest stretch in words"
            if marker.measure == "longest_words"
            else "own share of words"
        )
        return f"{measured} above {marker.above:g}"
    asked = "as a question: " if marker.question and marker.patterns else ""
    return asked + "; ".join(marker.patterns)


_MARKERS = (
    Column("Shows", "shows", width="medium"),
    Column("Weight", lambda row: f"{row.weight:+g}", width=66),
    Column("Who", lambda row: "Customer" if row.who == "them" else "You", width=76),
    Column("Words looked for", _words, width="large"),
    Column("Only in notes", lambda row: "; ".join(row.notes), width="large"),
    Column("Not counted with", lambda row: "; ".join(row.unless), width="medium"),
)
_VERSIONS = (
    Column("Version", "version", "number", width=70),
    Column("Saved", "saved_at", "moment"),
    Column("By", "saved_by", width="medium"),
    Column("Reason", "reason", width="large"),
)
_CHANGES = (
    Column("Skill", lambda row: _title(row.skill), width="medium"),
    Column("What", "where", width="medium"),
    Column("Before", "before", width="large"),
    Column("After", "after", width="large"),
)


def draw(view: View) -> None:
    """The rubric in force; a form for those who may change it."""
    found = rubrics.rubric(wiring.cockpit().store)
    st.caption(
        f"{safe.label(found.document.title)}, version {found.version:d}. A skill begins at {found.document.start:g}; "
        "each quote adds or takes its marker's weight, the sum is held between 1 and 5."
    )
    skill = _skill()
    criterion = found.criteria[skill]
    editable = allows(view.actor, Permission.RUBRIC_SAVE)
    if editable and st.toggle("Edit", key="rubric.edit"):
        rubric_edit.draw(found, skill)
    else:
        _criterion(criterion)
    _tester(criterion)
    _history(view, editable=editable)


def _skill() -> str:
    areas = skill_areas()
    chosen = st.segmented_control(
        "Skill",
        list(areas),
        default=next(iter(areas)),
        format_func=lambda slug: safe.own(areas[slug].title),
        key="rubric.skill",
        label_visibility="collapsed",
        required=True,
    )
    return chosen or next(iter(areas))


def _criterion(criterion: Criterion) -> None:
    st.text(criterion.looks_for)
    tables.show(
        tuple(enumerate(criterion.anchors, 1)),
        _ANCHORS,
        key="rubric.anchors",
        alt="What each level looks like",
    )
    st.markdown("#### What is looked for")
    tables.show(criterion.markers, _MARKERS, key="rubric.markers", alt="Markers of the skill")


def _tester(criterion: Criterion) -> None:
    with st.expander("Try a sentence", icon=":material/science:"):
        sentence = st.text_input(
            "Sentence",
            key="rubric.sentence",
            max_chars=600,
            placeholder="I'll get back to you soon.",
        )
        if sentence:
            hits = rubric_edit.tried(criterion, sentence)
            if not hits:
                st.caption("No marker of this skill is found in it.")
            for hit in hits:
                st.text(f"{hit.weight:+g}  {hit.shows}")


def _history(view: View, *, editable: bool) -> None:
    with st.expander("Versions", icon=":material/history:"):
        kept = queries.ask(rubrics.history, view.actor)
        if not kept:
            st.caption("The rubric is as it was shipped; it has not been used yet.")
            return
        tables.show(kept, _VERSIONS, key="rubric.versions", alt="Versions of the rubric")
        by_number = {one.version: one for one in kept}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.selectbox(
                "Compare with the one in force",
                list(by_number),
                index=min(1, len(by_number) - 1),
                key="rubric.compare",
                width=260,
            )
            older = by_number.get(number, kept[0])
            st.download_button(
                "Download as TOML",
                _document(older.version),
                file_name=f"rubric-{older.version}.toml",
                icon=":material/download:",
                on_click="ignore",
            )
            if editable and older.version != kept[0].version:
                st.button(
                    "Put in force again",
                    icon=":material/restore:",
                    on_click=_restore,
                    args=(older.version,),
                )
        _difference(older)


def _document(number: int) -> Callable[[], bytes]:
    """The version as a file, made when the button is pressed, for whoever then presses it."""
    asked_by, store = rechecked_actor(), wiring.cockpit().store

    def content() -> bytes:
        return rubrics.version(store, asked_by(), number).document.encode()

    return content


def _difference(older: RubricVersion) -> None:
    current = rubrics.rubric(wiring.cockpit().store)
    changes = rubrics.diff(rubrics.parse(older.document), current.document)
    if not changes:
        st.caption("No difference.")
        return
    st.caption(
        f"{words.plural(len(changes), 'difference')} from version {older.version:d} to {current.version:d}"
    )
    tables.show(changes, _CHANGES, key="rubric.changes", alt="What changed")


def _title(skill: str) -> str:
    return skill_areas()[skill].title if skill else "All"


def _restore(number: int) -> None:
    act(
        lambda: rubrics.restore(wiring.cockpit().store, current_actor(), number),
        "In force again, as a new version.",
    )
