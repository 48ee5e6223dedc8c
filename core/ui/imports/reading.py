"""How a file was read and why, every part of it correctable, with the first rows live below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from core import capture, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture import FilePlan, ImportPlan, Preview
from core.capture.explained import sentence
from core.capture.preview import of_table
from core.capture.receiving import place
from core.errors import RapportError
from core.ui import safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.imports import correction, shown
from core.ui.imports.desk import answer, correct, corrected, desk
from core.ui.imports.parts import PARTS

_PREVIEWS_KEPT = 8


def draw(plan: ImportPlan) -> None:
    """The reading of one file: the first that needs a look, or the one chosen."""
    files = plan.files
    looks = [number for number, file in enumerate(files) if needs_look(file)]
    with st.expander(
        safe.own(_title(files, len(looks))),
        icon=":material/troubleshoot:",
        expanded=bool(looks or _said(files)),
    ):
        number = 0
        if len(files) > 1:
            number = st.selectbox(
                "File",
                range(len(files)),
                index=looks[0] if looks else 0,
                format_func=lambda at: safe.plain(_name(files[at])) if at < len(files) else "",
                key=f"reading.file.{desk().generation}",
                width=420,
            )
            number = number if number < len(files) else 0
            told = files[number].source
            if told is not None:
                st.markdown(f"**{safe.label(_first(sentence(told.reading)), 300)}**")
        _file(files[number])


def _title(files: tuple[FilePlan, ...], looks: int) -> str:
    """The question, and its answer where there is one file."""
    asked = "How was it read?" if len(files) == 1 else "How were they read?"
    if looks and len(files) > 1:
        return f"{asked} {words.plural(looks, 'file')} to look at"
    told = sentence(files[0].source.reading) if len(files) == 1 and files[0].source else ""
    return f"{asked} {safe.label(_first(told))}".rstrip()


def _first(told: str) -> str:
    return told[:1].upper() + told[1:]


def _key(file: FilePlan) -> str:
    """What the controls of a file are called: the tables of one file or sheet share them."""
    here = desk()
    paths = [str(path) for path in here.paths]
    number = paths.index(file.report.path) if file.report.path in paths else 0
    return f"reading.{here.generation}.{number}.{place(file.report.member)}"


def _said(files: tuple[FilePlan, ...]) -> bool:
    return any(corrected(file) or file.learned for file in files)


def needs_look(file: FilePlan) -> bool:
    """Whether the file could not be read, records do not fit, or some part of it is unsure."""
    if file.source is None:
        return True
    return bool(file.source.ragged) or any(not part.is_sure for part in file.report.reading)


def _name(file: FilePlan) -> str:
    return " / ".join(part for part in (Path(file.report.path).name, file.report.member) if part)


@st.fragment
def _file(file: FilePlan) -> None:
    """The reading in force with its reasons; below it the controls and what they would give."""
    key = _key(file)
    in_force = _preview(file, corrected(file))
    _told(file, in_force)
    st.markdown("**Read it another way**")
    said = correction.controls(in_force, key)
    changed = said != dict(corrected(file))
    looked = _preview(file, said) if changed else in_force
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Read it so", type="primary", disabled=not changed, key=f"{key}.use"):
            correct(file, said)
            st.rerun()
        if corrected(file) and st.button("As found", icon=":material/undo:", key=f"{key}.found"):
            correct(file, {})
            _clear(key)
            st.rerun()
        if changed and looked.summary:
            st.markdown(f"Would be: {safe.label(looked.summary, 300)}")
    shown.draw(looked, key)


def _clear(key: str) -> None:
    for name in [name for name in st.session_state if str(name).startswith(f"{key}.")]:
        del st.session_state[name]


def _told(file: FilePlan, found: Preview) -> None:
    if file.learned:
        _learned(file.learned)
    if found.parts:
        tables.show(
            found.parts,
            PARTS,
            key="reading.parts",
            alt="Each part of the reading and why",
            height=31 * (len(found.parts) + 1) + 4,
        )
    if found.notes:
        with st.expander("Everything that was noticed", icon=":material/notes:"):
            st.text("\n".join(safe.plain(note) for note in found.notes))


def _learned(shape: str) -> None:
    """Say whose correction was followed, and let it be forgotten."""
    store = wiring.cockpit().store
    known = capture.learned_readings(store, current_actor())
    choice = next((one for one in known if one.fingerprint == shape), None)
    if choice is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"Read as {safe.label(choice.saved_by)} said of {safe.label(choice.file_name)} on "
            f"{words.day(choice.saved_at)}: its columns are named by the same line."
        )
        if allows(current_actor(), Permission.MAPPING_SAVE):
            st.button(
                "Forget that",
                icon=":material/delete:",
                key=f"reading.forget.{shape[:12]}",
                on_click=_forget,
                args=(shape,),
            )


def _forget(shape: str) -> None:
    def use_case() -> bool:
        capture.forget_reading(wiring.cockpit().store, current_actor(), shape)
        return True

    if act(use_case, "Forgotten; the files are read by their bytes alone."):
        answer()


def _preview(file: FilePlan, said: Mapping[str, Any]) -> Preview:
    """The table as ``said`` has it read; what is in force already is not read again."""
    if file.source is not None and said == corrected(file):
        return of_table(file.source, (file.options or desk().options).to_dict())
    kept: dict[str, Preview] = st.session_state.setdefault("imports.previews", {})
    name = f"{file.report.path}|{file.report.member}|{sorted(said.items())}"
    if name not in kept:
        try:
            options = replace(desk().options, **said)
            kept[name] = capture.preview(
                wiring.cockpit().store,
                current_actor(),
                Path(file.report.path),
                file.report.member,
                options=options,
            )
        except RapportError as error:
            text = f"{error.message} {error.remedy or ''}".strip()
            return Preview(file.report.member, problem=text)
        for old in list(kept)[:-_PREVIEWS_KEPT]:
            del kept[old]
    return kept[name]
