"""What lies on the analyst's desk: files received, answers given, the dry run, the last result.

It belongs to one browser session. Files wait in a folder beside the database, under the names they
came with, until they are published or put away.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st

from core import capture, wiring
from core.capture import FilePlan, ImportOptions, ImportPlan, ImportResult
from core.capture.receiving import place
from core.errors import RapportError
from core.ui import failure, safe
from core.ui.identity import current_actor

_KEY = "imports.desk"
_UNSAFE = re.compile(r"[^\w .()+-]+")
_LONGEST_NAME = 120
_KEPT_SECONDS = 24 * 3600


@dataclass
class Desk:
    """``received`` names the uploads the plan is for; ``generation`` empties the upload field.

    ``corrections`` say of single files how they are read; ``answered`` that a question was answered.
    """

    received: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    folder: Path | None = None
    options: ImportOptions = field(default_factory=lambda: ImportOptions(remember=True))
    corrections: dict[tuple[Path, str], dict[str, Any]] = field(default_factory=dict)
    answered: bool = False
    plan: ImportPlan | None = None
    result: ImportResult | None = None
    generation: int = 0


def desk() -> Desk:
    """This session's desk."""
    found: Desk = st.session_state.setdefault(_KEY, Desk())
    return found


def receive(uploads: Sequence[Any]) -> None:
    """Lay the uploads on the desk and check them, when they are not the ones that lie there."""
    here = desk()
    names = tuple(upload.file_id for upload in uploads)
    if names == here.received:
        return
    _clear_folder(here)
    here.received, here.plan, here.result = names, None, None
    here.corrections = {}
    if not uploads:
        here.paths = ()
        return
    home = wiring.cockpit().settings.home
    _sweep(home)
    here.folder = Path(tempfile.mkdtemp(prefix="upload-", dir=home))
    here.paths = tuple(_write(here.folder, number, upload) for number, upload in enumerate(uploads))
    check()


def _sweep(home: Path) -> None:
    """Remove what sessions that ended left behind: a browser closes without saying so."""
    limit = time.time() - _KEPT_SECONDS
    for folder in home.glob("upload-*"):
        if folder.is_dir() and folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _write(folder: Path, number: int, upload: Any) -> Path:
    """An upload as a file; two of one name go to folders of their own."""
    name = _UNSAFE.sub("_", Path(str(upload.name)).name)[-_LONGEST_NAME:].lstrip(".") or "file"
    path = folder / name
    if path.exists():
        path = folder / str(number) / name
        path.parent.mkdir()
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    return path


def check() -> None:
    """Dry run of what lies on the desk, with a progress bar."""
    here = desk()
    bar = st.progress(0.0, "Reading")
    try:
        here.plan = capture.plan(
            wiring.cockpit().store,
            current_actor(),
            here.paths,
            options=here.options,
            corrections=here.corrections,
            progress=lambda step, share: _say(bar, step, share),
        )
    except RapportError as error:
        here.plan = None
        failure.show(error)
    bar.empty()


def publish() -> None:
    """Import the plan in one transaction, with a progress bar, and clear the desk."""
    here = desk()
    if here.plan is None:
        return
    bar = st.progress(0.0, "Importing")
    try:
        here.result = capture.publish(
            wiring.cockpit().store,
            current_actor(),
            here.plan,
            lambda step, share: _say(bar, step, share),
        )
    except RapportError as error:
        bar.empty()
        failure.show(error)
        return
    bar.empty()
    put_away()
    st.rerun()


def put_away() -> None:
    """Take the files off the desk; answers given stay for the next ones, the zone for instance."""
    here = desk()
    _clear_folder(here)
    here.received, here.paths, here.plan = (), (), None
    here.corrections, here.answered = {}, False
    here.options = replace(here.options, encoding=None)
    here.generation += 1


def answer(**answers: Any) -> None:
    """Widget callback: answer questions of the files; the dry run follows."""
    here = desk()
    here.options = replace(here.options, **answers)
    here.answered = here.answered or bool(answers.keys() - {"full_export"})
    here.plan = None


def correct(file: FilePlan, said: Mapping[str, Any]) -> None:
    """Read one file as ``said`` from now on, or as found when nothing is said."""
    here = desk()
    where = (Path(file.report.path), place(file.report.member))
    here.corrections.pop(where, None)
    if said:
        here.corrections[where] = dict(said)
    here.plan = None


def corrected(file: FilePlan) -> Mapping[str, Any]:
    """What was said of how the file is read."""
    return desk().corrections.get((Path(file.report.path), place(file.report.member)), {})


def _clear_folder(here: Desk) -> None:
    if here.folder is not None:
        shutil.rmtree(here.folder, ignore_errors=True)
    here.folder = None


def _say(bar: Any, step: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), safe.label(step))
