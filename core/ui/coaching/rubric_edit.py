"""Changing one skill of the rubric: anchors, advice, markers; checked before it is put in force."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import wiring
from core.coaching import rubric as rubrics
from core.coaching.feedback.evidence import hits
from core.coaching.rubric import Criterion, Marker, Rubric
from core.coaching.rubric.document import LEVELS, MOST_MARKERS, as_fields, checked
from core.coaching.transcript import Side, Transcript, read_transcript, sentences
from core.errors import RapportError
from core.ui import failure, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor

_WHO = {"You": "us", "Customer": "them"}
_LISTS = {"Words looked for": "patterns", "Only in notes": "notes", "Not counted with": "unless"}
_TEXTS = {"Name": "slug", "Shows": "shows", "What to try": "try", "Better sentence": "better"}


def draw(found: Rubric, skill: str) -> None:
    """The form. Several patterns in a cell stand on lines or between semicolons."""
    criterion, prefix = found.criteria[skill], f"rubric.{found.version}.{skill}"
    looks_for = st.text_input(
        "Looked for", criterion.looks_for, key=f"{prefix}.looks", max_chars=300
    )
    anchors = [
        st.text_input(f"Level {number:d}", anchor, key=f"{prefix}.anchor.{number}", max_chars=400)
        for number, anchor in enumerate(criterion.anchors, 1)
    ]
    attempt = st.text_input("What to try", criterion.attempt, key=f"{prefix}.try", max_chars=600)
    better = st.text_input(
        "Better sentence", criterion.better, key=f"{prefix}.better", max_chars=600
    )
    st.caption(
        "Markers. In patterns a/b is either word, word* any ending, .. up to five words between, <date>, <number>, "
        "<money>, <name> a kind of words; several stand between semicolons. Replacements of words and articles are kept."
    )
    rows = _table(criterion, prefix)
    fields = as_fields(found.document)
    try:
        fields["criteria"][skill] = {
            **fields["criteria"][skill],
            "looks_for": looks_for,
            "anchors": anchors[:LEVELS],
            "try": attempt,
            "better": better,
            "markers": [_marker(row, criterion) for row in rows],
        }
        wanted = checked(fields)
    except RapportError as error:
        failure.show(error)
        return
    changes = rubrics.diff(found.document, wanted)
    if not changes:
        st.caption("Nothing is changed.")
        return
    with (
        st.form(f"{prefix}.form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("Reason", key="rubric.reason", max_chars=300)
        st.form_submit_button(
            f"Put {words.plural(len(changes), 'changed value')} in force",
            type="primary",
            icon=":material/gavel:",
            on_click=_save,
            args=(wanted,),
        )


def _save(wanted: rubrics.RubricDocument) -> None:
    reason = str(st.session_state.get("rubric.reason", ""))
    act(
        lambda: rubrics.save(wiring.cockpit().store, current_actor(), wanted, reason),
        "In force. What was scored before keeps its version.",
    )


def _table(criterion: Criterion, prefix: str) -> list[dict[Any, Any]]:
    import pandas as pd  # noqa: PLC0415  the editor's own form

    frame = pd.DataFrame([_row(marker) for marker in criterion.markers])
    make = st.column_config
    edited = st.data_editor(
        frame,
        key=f"{prefix}.markers",
        hide_index=True,
        num_rows="dynamic",
        alt="Markers of the skill",
        row_height=31,
        column_config={
            "Name": make.TextColumn(width=130, required=True, help="Lower case, words joined by _"),
            "Shows": make.TextColumn(width="medium", required=True),
            "Weight": make.NumberColumn(
                min_value=-2, max_value=2, step=0.25, width=70, required=True
            ),
            "Who": make.SelectboxColumn(options=list(_WHO), width=90, required=True),
            "Question": make.CheckboxColumn(width=90),
            "Above": make.NumberColumn(
                width=70, help="For markers of a count: tripped above this."
            ),
            **{name: make.TextColumn(width="large") for name in _LISTS},
            "What to try": make.TextColumn(width="medium"),
            "Better sentence": make.TextColumn(width="medium"),
        },
    )
    return [dict(row) for row in edited.head(MOST_MARKERS).to_dict("records")]


def _row(marker: Marker) -> dict[str, Any]:
    return {
        "Name": marker.slug,
        "Shows": marker.shows,
        "Weight": marker.weight,
        "Who": "Customer" if marker.who == "them" else "You",
        "Question": marker.question,
        **{name: "; ".join(getattr(marker, field)) for name, field in _LISTS.items()},
        "What to try": marker.attempt,
        "Better sentence": marker.better,
        "Above": marker.above if marker.measure else None,
    }


def _marker(row: Mapping[str, Any], criterion: Criterion) -> dict[str, Any]:
    """The marker a row says; what the table does not show stays as it was."""
    name = _said(row, "Name")
    known = next((marker for marker in criterion.markers if marker.slug == name), None)
    kept = known.model_dump(mode="json", by_alias=True) if known else {}
    above = row.get("Above")
    limit = 0.0 if _is_empty(above) or not (known and known.measure) else float(str(above))
    return {
        **kept,
        **{field: _said(row, label) for label, field in _TEXTS.items()},
        **{field: _several(_said(row, label)) for label, field in _LISTS.items()},
        "weight": float(row.get("Weight") or 0),
        "who": _WHO.get(str(row.get("Who")), "us"),
        "question": row.get("Question") is True,
        "above": limit,
    }


def _said(row: Mapping[str, Any], label: str) -> str:
    value = row.get(label)
    return "" if _is_empty(value) else str(value).strip()


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


def tried(criterion: Criterion, sentence: str) -> list[Marker]:
    """The markers found in a sentence, said by the person, noted, or said by the customer."""
    found: dict[str, Marker] = {}
    read = read_transcript(safe.plain(sentence) or "-", as_notes=True)
    for side in (Side.NOTE, Side.OWN, Side.THEM):
        turns = tuple(turn.of(side) for turn in read.turns)
        said = tuple(sentences(Transcript(read.text, read.shape, turns)))
        found.update({hit.marker.slug: hit.marker for hit in hits(criterion, said, None)})
    return list(found.values())
