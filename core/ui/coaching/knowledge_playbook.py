"""The parts of a playbook as fields: sentences a line, phases and objections as small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from core.coaching.knowledge import Library, Objection, Phase, Playbook, Step, WatchOut
from core.coaching.model import ReadyAction
from core.draft_kinds import DRAFT_KINDS
from core.drafting.prompts import load_prompt
from core.ui import safe

_PLAN = ReadyAction("Create the plan", "plan")
Rows = Sequence[Mapping[str, Any]]


def fields(playbook: Playbook, held: Library, key: str) -> Playbook:
    """The playbook as the form has it."""
    says = _lines("How people put it, one a line", playbook.says, f"{key}.says", 150)
    analysis = _lines(
        "What is at stake, one sentence a line", playbook.analysis, f"{key}.analysis", 120
    )
    st.caption(
        "A fact of the account in braces, such as {renewal_on} or {arr}, is filled in; a sentence whose "
        "fact is not known is left out."
    )
    st.caption("Steps, in order. Those of one phase stand together; its days count from the plan.")
    phases = _phases(
        _table(_step_rows(playbook), _STEPS, held, f"{key}.steps", ("Days",)), playbook
    )
    watch_outs = _watch_outs(playbook, held, key)
    objections = _objections(playbook, held, key)
    clarify = st.text_input(
        "The one question to ask where it is unclear", playbook.clarify, key=f"{key}.clarify"
    )
    return Playbook(
        says=says,
        analysis=analysis,
        phases=phases,
        watch_outs=watch_outs,
        objections=objections,
        clarify=clarify.strip(),
        ready=_ready(playbook, key),
        signals=playbook.signals,
    )


def _watch_outs(playbook: Playbook, held: Library, key: str) -> tuple[WatchOut, ...]:
    st.caption("What goes wrong here")
    rows = _table(
        [{"Watch out for": one.say, "Article": one.article} for one in playbook.watch_outs],
        ("Watch out for", "Article"),
        held,
        f"{key}.watch",
    )
    return tuple(
        WatchOut(_text(row, "Watch out for"), _text(row, "Article"))
        for row in rows
        if _text(row, "Watch out for")
    )


def _objections(playbook: Playbook, held: Library, key: str) -> tuple[Objection, ...]:
    st.caption("What they may say, and a good answer: practice asks these")
    rows = _table(
        [
            {"They say": one.they_say, "Answer": one.answer, "Article": one.article}
            for one in playbook.objections
        ],
        ("They say", "Answer", "Article"),
        held,
        f"{key}.objections",
    )
    return tuple(
        Objection(_text(row, "They say"), _text(row, "Answer"), _text(row, "Article"))
        for row in rows
        if _text(row, "They say")
    )


_STEPS = ("Phase", "When", "Days", "What to do", "Article")


def _lines(label: str, given: Sequence[str], key: str, height: int) -> tuple[str, ...]:
    text = st.text_area(safe.own(label), "\n".join(given), key=key, height=height)
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _step_rows(playbook: Playbook) -> list[dict[str, Any]]:
    return [
        {
            "Phase": phase.name,
            "When": phase.when,
            "Days": phase.due_days,
            "What to do": step.do,
            "Article": step.article,
        }
        for phase in playbook.phases
        for step in phase.steps
    ]


def _table(
    rows: Rows, columns: Sequence[str], held: Library, key: str, numbers: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """A table in which rows are added and taken away; what it holds now."""
    import pyarrow as pa  # noqa: PLC0415

    schema = pa.schema([(name, pa.int64() if name in numbers else pa.string()) for name in columns])
    make = st.column_config
    config: dict[str, Any] = {
        name: make.NumberColumn(min_value=0, max_value=365, step=1, width=70)
        if name in numbers
        else make.TextColumn(width="large" if name in _LONG else 130)
        for name in columns
    }
    titles = {one.slug: one.title for one in held.articles}
    config["Article"] = make.SelectboxColumn(
        options=list(titles),
        format_func=lambda slug: safe.plain(titles.get(str(slug), slug)),
        width="medium",
    )
    plain = [
        {name: row.get(name) or None if name == "Article" else row.get(name) for name in columns}
        for row in rows
    ]
    edited: Any = st.data_editor(
        pa.Table.from_pylist(plain, schema=schema),
        column_config=config,
        num_rows="dynamic",
        hide_index=True,
        row_height=62,
        key=key,
    )
    found: list[dict[str, Any]] = edited.to_pylist()
    return found


_LONG = ("What to do", "Watch out for", "They say", "Answer")


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _phases(rows: Rows, before: Playbook) -> tuple[Phase, ...]:
    """Rows of one name that follow each other are a phase; a row without a name goes on with the last."""
    facts = {step.do: step.facts for phase in before.phases for step in phase.steps}
    named: list[tuple[str, Mapping[str, Any]]] = []
    for row in rows:
        if _text(row, "What to do"):
            named.append((_text(row, "Phase") or (named[-1][0] if named else "First"), row))
    phases = []
    for name, group in groupby(named, key=lambda pair: pair[0]):
        steps = [row for _, row in group]
        days = next((int(row["Days"]) for row in steps if row.get("Days") is not None), 0)
        when = next((_text(row, "When") for row in steps if _text(row, "When")), "")
        phases.append(
            Phase(
                name,
                when or (f"within {days} days" if days else "today"),
                days,
                tuple(
                    Step(do := _text(row, "What to do"), _text(row, "Article"), facts.get(do, ()))
                    for row in steps
                ),
            )
        )
    return tuple(phases)


def _ready(playbook: Playbook, key: str) -> tuple[ReadyAction, ...]:
    """What is one click away after the answer: the plan, and drafts."""
    known = {_name(action): action for action in (*playbook.ready, _PLAN, *_drafts())}
    # A label of one's own stays; the same draft is not offered twice.
    distinct = {
        (one.act, one.draft_kind, one.purpose): name for name, one in reversed(known.items())
    }
    options = [name for name in known if name in distinct.values()]
    chosen = st.multiselect(
        "Ready after the answer",
        options,
        default=[_name(action) for action in playbook.ready] or [_name(_PLAN)],
        key=f"{key}.ready",
    )
    return tuple(known[name] for name in chosen)


def _drafts() -> list[ReadyAction]:
    return [
        ReadyAction(f"Draft: {kind.title}, {purpose.title.lower()}", "draft", kind.name, slug)
        for kind in DRAFT_KINDS.values()
        for slug, purpose in load_prompt(kind.name).meta.purposes.items()
    ]


def _name(action: ReadyAction) -> str:
    return safe.plain(action.label)
