"""What a preview over the API answers: files as they would be read, and what they would be asked."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from core import capture
from core.actor import Actor
from core.api.import_payloads import (
    PartOfReading,
    PreviewQuery,
    ProblemInFile,
    QuestionOnFile,
    file_of,
)
from core.capture import FilePlan, ImportOptions, Preview
from core.capture.preview import of_table
from core.store import Store


class LineOfFile(BaseModel):
    """A line as it stands in the file (0 where its number is not known) and what it is taken for."""

    number: int
    text: str
    kind: str


class PreviewedFile(BaseModel):
    """One table as it would be read; a file that cannot be read has ``problems`` and ``lines`` alone.

    ``misfits`` records do not fit the header and would be refused.
    """

    path: str
    member: str
    kind: str | None
    summary: str
    header: list[str]
    rows: list[list[str]]
    records: int
    misfits: int
    lines: list[LineOfFile]
    notes: list[str]
    reading: list[PartOfReading]
    questions: list[QuestionOnFile]
    problems: list[ProblemInFile]


class PreviewAnswer(BaseModel):
    """Every table of the files, in their order."""

    files: list[PreviewedFile]


def previewed(store: Store, actor: Actor, paths: list[Path], query: PreviewQuery) -> PreviewAnswer:
    """The files as the Imports page shows them before anything is published."""
    options = query.options()
    plan = capture.plan(store, actor, paths, kind=query.kind or None, options=options)
    return PreviewAnswer(files=[_file(store, actor, file, options) for file in plan.files])


def _file(store: Store, actor: Actor, file: FilePlan, options: ImportOptions) -> PreviewedFile:
    told = file_of(file.report)
    shown = _shown(store, actor, file, options)
    return PreviewedFile(
        path=told.path,
        member=told.member,
        kind=told.kind,
        summary=shown.summary,
        header=list(shown.header),
        rows=[list(row) for row in shown.rows],
        records=shown.records,
        misfits=shown.refused,
        lines=[
            LineOfFile(number=line.number, text=line.text, kind=line.kind) for line in shown.lines
        ],
        notes=list(shown.notes),
        reading=told.reading,
        questions=told.questions,
        problems=told.problems,
    )


def _shown(store: Store, actor: Actor, file: FilePlan, options: ImportOptions) -> Preview:
    """The rows of what was read; the first lines of what could not be."""
    chosen = file.options or options
    if file.source is not None:
        return of_table(file.source, chosen.to_dict())
    path = Path(file.report.path)
    return capture.preview(store, actor, path, file.report.member, options=chosen)
