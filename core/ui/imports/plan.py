"""The dry run: what each file is, what would become of its records, what must be answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import available_timezones

import streamlit as st

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture import FilePlan, FileReport, ImportPlan, Question
from core.ui import navigation, safe, tables, words
from core.ui.imports import mapping, reading
from core.ui.imports.desk import answer, check, desk, publish, put_away
from core.ui.opener import View
from core.ui.tables import Column

_LEVELS = {"refused": "◆ Refused", "note": "▲ Left out", "question": "○ Question"}
_PROBLEMS = (
    Column("What happens", lambda row: _LEVELS.get(str(row.level), str(row.level))),
    Column("Records", "count", "number"),
    Column("First line", "line", "number"),
    Column("Column", "column"),
    Column("Value", "value", width="medium"),
    Column("Why", "reason", width="large"),
)
UNKNOWN = "○ Unknown columns"
_CHOICES = {
    "dmy": "Day first: 31/01/2026",
    "mdy": "Month first: 01/31/2026",
    "comma": "Decimal comma: 1.234,50",
    "point": "Decimal point: 1,234.50",
}


def name(report: FileReport) -> str:
    """The file, and within it the member of an archive or the sheet."""
    return " / ".join(part for part in (Path(report.path).name, report.member) if part)


def state(file: FilePlan) -> str:
    """What stands in the way of importing a file, if anything."""
    if file.source is None:
        return "◆ Cannot be read"
    if file.mapping is None:
        return "◆ Not imported" if file.report.title else UNKNOWN
    return "▲ Needs an answer" if file.report.questions else "● Ready"


_FILES = (
    Column("File", lambda file: name(file.report), width="medium"),
    Column("State", state),
    Column("Recognised as", lambda file: file.report.title or words.NONE, width="medium"),
    Column("Certain", lambda file: words.percent(file.report.confidence or None)),
    Column("Read", lambda file: file.report.read, "number"),
    Column("Accepted", lambda file: file.report.accepted, "number"),
    Column("Refused", lambda file: file.report.refused, "number"),
    Column("New", lambda file: file.report.new, "number"),
    Column("Changed", lambda file: file.report.changed, "number"),
    Column("Unchanged", lambda file: file.report.unchanged, "number"),
    Column("Without account", lambda file: file.report.unplaced, "number"),
)


def _of_report(column: Column) -> Column:
    def of(report: FileReport) -> object:
        return column.of(FilePlan(report))

    return Column(column.label, of, column.kind, width=column.width)


REPORTS = tuple(_of_report(column) for column in _FILES if column.label not in ("State", "Certain"))
"""The same for files that were imported."""


def draw(view: View, plan: ImportPlan) -> None:
    """Files, questions, problems, unknown columns, and the button that publishes."""
    st.subheader("What are these files?", anchor=False)
    tables.show(plan.files, _FILES, key="plan", alt="Files received, what each is, and its counts")
    reading.draw(plan)
    if plan.questions:
        _questions(plan)
    unknown = [file for file in plan.files if state(file) == UNKNOWN]
    for number, file in enumerate(unknown):
        mapping.editor(file, key=f"mapping.{file.report.path}", first=number == 0)
    _problems(plan)
    _publish(view, plan)


def _questions(plan: ImportPlan) -> None:
    with st.form("imports.questions", border=True):
        st.subheader("What the files do not say", icon=":material/help:", anchor=False)
        for question in plan.questions:
            _question(question, _offered(plan, question))
        st.form_submit_button("Answer", type="primary", on_click=_answer, args=(plan.questions,))


def _offered(plan: ImportPlan, question: Question) -> str | None:
    """What was answered for a file of the same shape before."""
    asking = (
        file for file in plan.files if question.name in {q.name for q in file.report.questions}
    )
    return next(
        (file.offered[question.name] for file in asking if question.name in file.offered), None
    )


def _question(question: Question, offered: str | None) -> None:
    key = f"question.{question.name}"
    st.markdown(f"**{safe.label(question.text)}**")
    told = ", ".join(question.columns)
    if told or question.example:
        st.caption(safe.label(f"{told}: {question.example}" if told else question.example, 300))
    if offered:
        st.caption("Filled in is the answer given for a file with the same columns.")
    if question.name == "time_zone":
        zones = sorted(available_timezones())
        st.selectbox(
            "Time zone",
            zones,
            index=zones.index(offered) if offered in zones else None,
            key=key,
            label_visibility="collapsed",
            placeholder="Zone the export was made in",
        )
    elif question.choices:
        st.radio(
            safe.label(question.name),
            [safe.label(choice) for choice in question.choices],
            index=question.choices.index(offered) if offered in question.choices else None,
            format_func=lambda choice: _CHOICES.get(choice, choice),
            key=key,
            label_visibility="collapsed",
        )
    else:
        st.text_input(
            safe.label(question.name), offered or "", key=key, label_visibility="collapsed"
        )


def _answer(questions: tuple[Question, ...]) -> None:
    given = {}
    for question in questions:
        value = st.session_state.get(f"question.{question.name}")
        if question.choices:
            labels = {safe.label(choice): choice for choice in question.choices}
            value = labels.get(str(value))
        if value:
            given[question.name] = value
    if given:
        answer(**given)


def _problems(plan: ImportPlan) -> None:
    """What happens to records, a file each; what cannot be read at all is open from the start."""
    for number, file in enumerate(plan.files):
        if not file.report.problems or state(file) == UNKNOWN:
            continue
        unread = file.source is None
        with st.expander(
            f"{safe.label(name(file.report))}: {safe.own(_what_happens(file))}",
            icon=":material/error:" if unread else ":material/rule:",
            expanded=unread,
        ):
            tables.show(
                file.report.problems,
                _PROBLEMS,
                key=f"problems.{number}",
                alt="Problems of the file",
            )


def _what_happens(file: FilePlan) -> str:
    """``80 records refused, 40 values left out``."""
    if file.source is None:
        return "cannot be read"
    counts = {
        level: sum(problem.count for problem in file.report.problems if problem.level == level)
        for level in ("refused", "note")
    }
    parts = [
        words.plural(counts[level], noun) + what
        for level, noun, what in (
            ("refused", "record", " refused"),
            ("note", "value", " left out"),
        )
        if counts[level]
    ]
    return ", ".join(parts) or "waits for an answer"


def _publish(view: View, plan: ImportPlan) -> None:
    ready = [file for file in plan.files if file.is_ready]
    accepted = sum(file.report.accepted for file in ready)
    st.toggle(
        "These are full exports: flag what is no longer in them",
        value=desk().options.full_export,
        key="imports.full",
        on_change=lambda: answer(full_export=bool(st.session_state["imports.full"])),
        help="Without this, a record that is missing from a file is left as it is.",
    )
    if desk().corrections or desk().answered:
        st.toggle(
            "Remember what I said for files whose columns are named by the same line",
            value=desk().options.remember,
            key="imports.remember",
            on_change=_remember,
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if ready and allows(view.actor, Permission.IMPORT_PUBLISH):
            pressed = st.button(
                f"Publish {words.plural(accepted, 'record')} from {words.plural(len(ready), 'file')}",
                type="primary",
                icon=":material/publish:",
            )
            if pressed:
                publish()
        st.button("Check again", icon=":material/refresh:", on_click=answer)
        st.button("Put the files away", icon=":material/close:", on_click=put_away)


def _remember() -> None:
    """Widget callback: nothing about the files changes, so they are not read again."""
    here = desk()
    here.options = replace(here.options, remember=bool(st.session_state["imports.remember"]))
    if here.plan is not None:
        files = tuple(
            replace(file, options=replace(file.options, remember=here.options.remember))
            if file.options
            else file
            for file in here.plan.files
        )
        here.plan = replace(here.plan, files=files, options=here.options)


def result() -> None:
    """What the last publication brought, until the next files come."""
    found = desk().result
    if found is None:
        return
    accepted = sum(report.accepted for report in found.files)
    refused = sum(report.refused for report in found.files)
    st.success(
        f"{words.plural(accepted, 'record')} accepted, {words.plural(refused, 'record')} refused.",
        title=f"Import {words.number(found.import_id)} is published",
        icon=":material/check_circle:",
    )
    tables.show(found.files, REPORTS, key="result", alt="Files imported, with their counts")
    unplaced = sum(report.unplaced for report in found.files)
    if unplaced:
        st.caption(
            f"{words.plural(unplaced, 'record')} found no account and count nowhere yet: give them "
            "one on the tab Without account."
        )
    if st.button("See the portfolio", type="primary", icon=":material/monitoring:"):
        st.switch_page(navigation.entry("portfolio").path)


__all__ = ["check", "draw", "name", "result"]
