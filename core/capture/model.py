"""What an import is told, plans and reports. All of it is frozen and can be shown as JSON."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import available_timezones

from core.capture.explained import Part
from core.capture.transform.currency import is_code
from core.errors import InvalidInput

if TYPE_CHECKING:
    from core.capture.mapping.model import Mapping
    from core.capture.read import SourceTable

DateOrder = Literal["mdy", "dmy"]
DecimalMark = Literal["comma", "point"]

READING = (
    "encoding",
    "delimiter",
    "quote",
    "escape",
    "header_line",
    "header_rows",
    "footer_lines",
    "table",
)
"""The options that say how the bytes of a file are read; the others say what its values mean."""

_BOUNDS = {
    "header_line": (1, 10**9),
    "header_rows": (0, 20),
    "footer_lines": (0, 10**6),
    "table": (1, 1000),
}
_LONGEST = {"delimiter": 10, "quote": 1, "escape": 1}


@dataclass(frozen=True)
class ImportOptions:
    """Answers to what a file cannot say about itself; ``None`` means: not answered.

    ``time_zone`` is an IANA name, ``currency`` an ISO 4217 code, ``exported_at`` naive UTC.
    ``full_export`` says that what is missing from the file no longer exists in its source. How the
    bytes are read (:data:`READING`) is explained at :class:`core.capture.read.outcome.Options`.
    With ``remember`` what is said is kept for later files of the same shape.
    """

    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    time_zone: str | None = None
    currency: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header_line: int | None = None
    header_rows: int | None = None
    footer_lines: int | None = None
    table: int | None = None
    full_export: bool = False
    exported_at: datetime | None = None
    remember: bool = False

    def __post_init__(self) -> None:
        """Refuse an answer that is none, whoever gives it."""
        if self.currency is not None and not is_code(self.currency):
            raise InvalidInput(
                f"The currency {self.currency!r} is no code of ISO 4217.", "Give one, e.g. EUR."
            )
        if self.time_zone is not None and self.time_zone not in available_timezones():
            raise InvalidInput(
                f"There is no time zone {self.time_zone!r}.",
                "Give one by its IANA name, e.g. Europe/Berlin.",
            )
        for name, (least, most) in _BOUNDS.items():
            number = getattr(self, name)
            if number is not None and not least <= number <= most:
                raise InvalidInput(
                    f"The {name.replace('_', ' ')} is {number}.",
                    f"Give a number from {least} to {most:,}.",
                )
        for name, longest in _LONGEST.items():
            text = getattr(self, name)
            if text and (len(text) > longest or "\n" in text or "\r" in text or "\0" in text):
                raise InvalidInput(
                    f"The {name} {text!r} is none.",
                    f"Give {'one character' if longest == 1 else f'at most {longest} characters'}.",
                )

    @property
    def reading(self) -> dict[str, Any]:
        """What was said about how the bytes are read, the unanswered left out."""
        given = {name: getattr(self, name) for name in READING}
        return {name: value for name, value in given.items() if value is not None}

    def to_dict(self) -> dict[str, Any]:
        """The answers given, JSON-able, the unanswered left out."""
        given = {
            name: value
            for name, value in asdict(self).items()
            if value is not None and value is not False
        }
        if self.exported_at:
            given["exported_at"] = self.exported_at.isoformat()
        return given


class Level(StrEnum):
    """What a problem does to its records."""

    REFUSED = "refused"
    NOTE = "note"
    QUESTION = "question"


@dataclass(frozen=True)
class Problem:
    """One kind of problem in a file: ``count`` records have it, ``line`` is the first of them.

    A ``refused`` record is not imported; a ``note`` is imported without the value; a ``question``
    holds back the whole file until it is answered.
    """

    line: int | None
    column: str
    value: str
    reason: str
    count: int = 1
    level: Level = Level.REFUSED

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON shows it."""
        return asdict(self)


@dataclass(frozen=True)
class Question:
    """Something a file can be read in more than one way about; ``option`` answers it."""

    name: str
    option: str
    text: str
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A column of an unknown file and where it may belong, why, and to which other fields."""

    column: str
    table: str
    field: str
    confidence: float
    transform: str = "text"
    because: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileReport:
    """One file, archive member or sheet: what it was taken for and what became of its records.

    ``accepted + refused = read``, always. ``new``, ``changed``, ``unchanged`` and ``unplaced`` count
    accepted records. ``kind`` is empty when no mapping reads the file. ``reading`` explains how its
    bytes were read.
    """

    path: str
    member: str = ""
    kind: str | None = None
    title: str = ""
    confidence: float = 0.0
    read: int = 0
    accepted: int = 0
    refused: int = 0
    unplaced: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    disappeared: int = 0
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    batch_id: int | None = None
    reading: tuple[Part, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON shows it."""
        return asdict(self)


@dataclass(frozen=True)
class FilePlan:
    """What would be done with one table of a received file; ``report`` says it in numbers.

    ``options`` are those of this file where they differ from the plan's; ``learned`` is the
    fingerprint of a reading that was corrected once and is followed here; ``offered`` are answers given
    for files of the same shape before, by the name of the question.
    """

    report: FileReport
    source: SourceTable | None = field(default=None, repr=False)
    mapping: Mapping | None = field(default=None, repr=False)
    options: ImportOptions | None = None
    learned: str = ""
    offered: Dictionary[str, str] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether publishing would import it."""
        return bool(self.source and self.mapping and not self.report.questions)


@dataclass(frozen=True)
class ImportPlan:
    """A dry run: nothing of it is in ``crm`` yet. ``checked`` says whether records were counted."""

    files: tuple[FilePlan, ...]
    options: ImportOptions = ImportOptions()
    checked: bool = True

    @property
    def reports(self) -> tuple[FileReport, ...]:
        return tuple(file.report for file in self.files)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Each open question once, in the order of the files."""
        found = {question.name: question for file in self.reports for question in file.questions}
        return tuple(found.values())


@dataclass(frozen=True)
class ImportResult:
    """What was published. ``import_id`` is empty when no file could be."""

    import_id: int | None
    files: tuple[FileReport, ...]

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON shows it."""
        return {"import_id": self.import_id, "files": [file.to_dict() for file in self.files]}
