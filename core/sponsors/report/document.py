"""The report as blocks of a printed document, and from them as Markdown and PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.drafting.blocks import (
    Block,
    Bullets,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Pairs,
    Span,
    Table,
    Text,
    to_markdown,
)
from core.drafting.pdf import page_pdf
from core.sponsors.report.model import Line, Part, Report, Source, Style
from core.sponsors.report.say import day, shown

_TO = "\u2013"
TITLE = "Executive Sponsor Report"
_WIDTHS: dict[str, tuple[float, ...]] = {
    "executives": (2.4, 2.2, 1.1, 1.7, 2),
    "timeline": (1.6, 1.5, 2.6, 2),
    "breakdown": (1.7, 0.9, 3),
    "backups": (2.2, 1.45, 0.95, 0.9, 1.15, 0.9, 0.8, 0.7),
    "alignment": (2, 2.4, 1.8),
    "calendar": (1.8, 1.8, 1.8, 2.6),
}


def markdown(report: Report) -> bytes:
    """CommonMark with tables, UTF-8."""
    return to_markdown(page(report, tree_mark="\u2013 ")).encode()


def pdf(report: Report) -> bytes:
    """PDF/A; equal reports are equal bytes."""
    return page_pdf(page(report, tree_mark="\u2003"), report.as_of)


def page(report: Report, *, tree_mark: str) -> Page:
    """The whole document; ``tree_mark`` stands before a name once for each level of the tree."""
    blocks: list[Block] = [KeyFigures(tuple(_figures(report)))]
    for section in report.sections:
        blocks.append(Heading(section.title))
        for part in section.parts:
            blocks += _part(report, part, tree_mark)
    blocks += _sources(report.sources.values())
    head = report.headline
    return Page(
        title=TITLE,
        blocks=tuple(blocks),
        subtitle=shown(head["account"]),
        date=day(report.as_of),
        source=foot(report),
        dense=True,
    )


def foot(report: Report) -> str:
    """What the report was made from, in a line."""
    return (
        f"Rapport · {shown(report.headline['account'])} · data as of {day(report.as_of)} · "
        f"policy {report.policy_version} ({report.policy_hash[:8]})"
    )


def _figures(report: Report) -> Iterator[KeyFigure]:
    head = report.headline
    score = f"score {shown(head['score'])}/{shown(head['most'])}" if "score" in head else "no score"
    yield KeyFigure("Exec engagement", shown(head["level"]), score)
    engaged = f"{shown(head['engaged'])} of {shown(head['executives'])}"
    yield KeyFigure("Executives engaged", engaged, "at champion or engaged")
    yield KeyFigure(
        "Recurring revenue",
        shown(head["arr"]) if "arr" in head else "not known",
        "a year" if "arr" in head else "",
    )
    ahead = f"in {shown(head['renewal_ahead'])}" if "renewal_ahead" in head else ""
    yield KeyFigure("Renewal", shown(head["renewal"]) if "renewal" in head else "not known", ahead)


def _part(report: Report, part: Part, tree_mark: str) -> Iterator[Block]:
    if part.title:
        yield Heading(part.title, 2)
    if part.lines:
        match part.style:
            case Style.PAIRS:
                yield Pairs(
                    tuple((line.lead, _with_marks(report, line, line.text)) for line in part.lines)
                )
            case Style.TABLE:
                rows = tuple(_row(report, line) for line in part.lines)
                right = tuple(range(2, 8)) if part.name == "backups" else ()
                yield Table(part.columns, rows, right, _WIDTHS.get(part.name, ()))
            case Style.TREE:
                yield Bullets(
                    tuple(
                        _with_marks(report, line, tree_mark * line.depth + line.text)
                        for line in part.lines
                    )
                )
            case _:
                sign = "\u26a0 " if part.name == "concerns" else ""
                yield Bullets(
                    tuple(_finding(report, line, sign) for line in part.lines),
                    part.style is Style.NUMBERED,
                )
    for said in part.missing:
        yield Note(said)


def _row(report: Report, line: Line) -> tuple[Text, ...]:
    *cells, last = line.cells
    first, *rest = (*cells, last)
    return (_with_marks(report, line, first), *rest)


def _finding(report: Report, line: Line, sign: str) -> Text:
    parts: list[str | Span] = [sign, Span(line.lead, "strong")]
    if line.text:
        parts.append(f": {line.text}")
    return (*parts, Span(f" {marks(report, line)}", "muted"))


def _with_marks(report: Report, line: Line, text: str) -> Text:
    return (text, Span(f" {marks(report, line)}", "muted"))


def marks(report: Report, line: Line) -> str:
    """The numbers of a line's sources, neighbours together, e.g. 2 and 5 to 9."""
    numbers = [source.number for source in report.sources_of(line)]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [_run(run) for run in runs]
    return f"[{', '.join(said)}]" if said else ""


def _run(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return str(numbers[0])
    return f"{numbers[0]}{_TO if len(numbers) > 2 else ', '}{numbers[-1]}"


def _sources(sources: Iterable[Source]) -> list[Block]:
    rows = tuple(
        (
            str(source.number),
            source.title or source.record,
            source.table.replace("_", " "),
            f"{source.system}: {source.record}",
            place(source),
        )
        for source in sources
    )
    columns = ("No.", "Row", "Kind", "Record", "File and line")
    return (
        [Heading("Sources"), Table(columns, rows, (0,), (0.45, 2.4, 1, 2.4, 2.2))] if rows else []
    )


def place(source: Source) -> str:
    """``contacts.csv, line 12``."""
    if not source.file:
        return "no file"
    return f"{source.file}, line {source.line}" if source.line is not None else source.file
