"""What an upload is told and what became of it; the same fields as the command line's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from core.api.payloads import Strict
from core.capture.model import FileReport, ImportOptions


class PreviewQuery(Strict):
    """Answers to what a file cannot say about itself."""

    file_name: str = Field(default="", description="Name of a file sent as the body itself.")
    kind: str = Field(default="", description="What the files are, instead of recognising them.")
    date_order: Literal["mdy", "dmy"] | None = Field(
        default=None, description="Which of day and month comes first in `01/02/2026`."
    )
    decimal_mark: Literal["comma", "point"] | None = Field(
        default=None, description="The decimal mark of numbers like `1.234` and `1,234`."
    )
    time_zone: str | None = Field(
        default=None, examples=["Europe/Berlin"], description="Zone of times that name none."
    )
    currency: str | None = Field(
        default=None, examples=["EUR"], description="Currency of amounts that name none."
    )
    encoding: str | None = Field(
        default=None, examples=["cp1252"], description="Encoding of the text."
    )
    delimiter: str | None = Field(
        default=None, examples=[";"], description="One character or more between columns."
    )
    quote: str | None = Field(
        default=None, max_length=1, description="Character around cells; empty when none is used."
    )
    escape: str | None = Field(
        default=None, max_length=1, description="Character before a quote inside a cell."
    )
    header_line: int | None = Field(
        default=None, ge=1, description="Line of the first row of names, the first being 1."
    )
    header_rows: int | None = Field(
        default=None, ge=0, le=20, description="Rows that name the columns; 0 when none does."
    )
    footer_lines: int | None = Field(
        default=None, ge=0, le=10**6, description="Records at the end that are none."
    )
    table: int | None = Field(
        default=None, ge=1, le=1000, description="Which of several tables, the first being 1."
    )

    def options(self) -> ImportOptions:
        """The same as the capture's own options."""
        return ImportOptions(
            date_order=self.date_order,
            decimal_mark=self.decimal_mark,
            time_zone=self.time_zone,
            currency=self.currency,
            encoding=self.encoding,
            delimiter=self.delimiter,
            quote=self.quote,
            escape=self.escape,
            header_line=self.header_line,
            header_rows=self.header_rows,
            footer_lines=self.footer_lines,
            table=self.table,
        )


class ImportQuery(PreviewQuery):
    """Without an answer that is needed, 409 names it."""

    dry_run: bool = Field(default=False, description="Say what would happen and change nothing.")
    remember: bool = Field(
        default=False, description="Read later files with the same line of names so, too."
    )
    full_export: bool = Field(
        default=False, description="What is missing from the file no longer exists in its source."
    )
    exported_at: datetime | None = Field(
        default=None, description="When the files were exported; UTC without an offset."
    )

    def options(self) -> ImportOptions:
        """The same as the capture's own options."""
        exported_at = self.exported_at
        if exported_at is not None and exported_at.tzinfo is not None:
            exported_at = exported_at.astimezone(UTC).replace(tzinfo=None)
        return replace(
            super().options(),
            remember=self.remember,
            full_export=self.full_export,
            exported_at=exported_at,
        )


class ProblemInFile(BaseModel):
    """One kind of problem; ``line`` is the first of ``count`` records that have it."""

    line: int | None
    column: str
    value: str
    reason: str
    count: int
    level: str


class QuestionOnFile(BaseModel):
    """Something a file can be read in more than one way about; the parameter ``option`` answers."""

    name: str
    option: str
    text: str
    choices: list[str]


class PartOfReading(BaseModel):
    """One part of how the bytes of a file were read; ``others`` is what it could be instead."""

    name: str
    title: str
    value: str
    because: str
    confidence: float
    others: list[str]


class ImportedFile(BaseModel):
    """One file or archive member: ``accepted + refused = read``, always."""

    path: str
    member: str
    kind: str | None
    read: int
    accepted: int
    refused: int
    unplaced: int
    new: int
    changed: int
    unchanged: int
    problems: list[ProblemInFile]
    questions: list[QuestionOnFile]
    reading: list[PartOfReading]


class ImportAnswer(BaseModel):
    """What became of the files; ``import_id`` undoes them all and is empty after a dry run."""

    import_id: int | None
    dry_run: bool
    files: list[ImportedFile]

    @classmethod
    def of(
        cls, import_id: int | None, reports: Iterable[FileReport], *, dry_run: bool
    ) -> ImportAnswer:
        return cls(
            import_id=import_id, dry_run=dry_run, files=[file_of(report) for report in reports]
        )


def file_of(report: FileReport) -> ImportedFile:
    """What a report says, without the folder the file was received in."""
    return ImportedFile(
        path=report.path.replace("\\", "/").rpartition("/")[2],
        member=report.member,
        kind=report.kind,
        read=report.read,
        accepted=report.accepted,
        refused=report.refused,
        unplaced=report.unplaced,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        problems=[ProblemInFile(**problem.to_dict()) for problem in report.problems],
        questions=[
            QuestionOnFile(
                name=question.name,
                option=question.option,
                text=question.text,
                choices=list(question.choices),
            )
            for question in report.questions
        ],
        reading=[PartOfReading(**part.to_dict()) for part in report.reading],
    )
