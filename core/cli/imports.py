"""Importing exports, and looking after what was imported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli import reading
from core.cli.context import ACTOR, opened
from core.cli.output import print_json, progress, result, say
from core.cli.output import table as print_table
from core.cli.paths import expand
from core.counts import count_of
from core.errors import Ambiguous, InvalidInput, RapportError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.capture import FileReport, ImportOptions
    from core.wiring import Cockpit

NOTHING_IMPORTED_EXIT_CODE = 9
app = typer.Typer(help="What was imported: list, undo, refused rows.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]

Kind = Annotated[
    str | None, typer.Option(help="Mapping to read every file with, e.g. salesforce.account.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be imported; write nothing.")
]
DateOrder = Annotated[
    str | None, typer.Option(help="Order of day and month in dates like 01/02/2026: mdy, dmy.")
]
DecimalMark = Annotated[
    str | None, typer.Option(help="Decimal mark of numbers like 1.234: comma, point.")
]
TimeZone = Annotated[
    str | None, typer.Option(help="IANA zone of times that name none, e.g. Europe/Berlin.")
]
Currency = Annotated[
    str | None, typer.Option(help="ISO 4217 code of amounts that name none, e.g. EUR.")
]
ExportedAt = Annotated[
    str | None, typer.Option(help="When the export was taken (ISO 8601; UTC without a zone).")
]
FullExport = Annotated[
    bool, typer.Option("--full-export", help="What is missing from the files no longer exists.")
]


def import_files(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or quoted patterns.")],
    *,
    kind: Kind = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    date_order: DateOrder = None,
    decimal_mark: DecimalMark = None,
    time_zone: TimeZone = None,
    currency: Currency = None,
    encoding: reading.Encoding = None,
    delimiter: reading.Delimiter = None,
    quote: reading.Quote = None,
    escape: reading.Escape = None,
    header_line: reading.HeaderLine = None,
    header_rows: reading.HeaderRows = None,
    no_header: reading.NoHeader = False,
    footer_lines: reading.FooterLines = None,
    table: reading.Table = None,
    exported_at: ExportedAt = None,
    full_export: FullExport = False,
    remember: reading.Remember = False,
) -> None:
    """Import exports: recognise, map, validate, publish, all files in one transaction.

    How files are read is found out from their bytes and can be said here. Unknown files, refused rows
    and files with an open question do not stop the rest; an open question ends with exit code 4.
    """
    files = _exports(paths)
    from core.capture import ImportOptions  # noqa: PLC0415 - heavy, and --help needs none of it

    options = ImportOptions(
        date_order=_one_of("--date-order", date_order, "mdy", "dmy"),
        decimal_mark=_one_of("--decimal-mark", decimal_mark, "comma", "point"),
        time_zone=time_zone,
        currency=currency,
        encoding=encoding,
        delimiter=reading.character("--delimiter", delimiter),
        quote=reading.character("--quote", quote),
        escape=reading.character("--escape", escape),
        header_line=header_line,
        header_rows=reading.rows(header_rows, no_header=no_header),
        footer_lines=footer_lines,
        table=table,
        remember=remember,
        full_export=full_export,
        exported_at=_moment(exported_at),
    )
    with opened() as cockpit:
        _run(cockpit, files, kind, options, dry_run=dry_run, as_json=as_json)


def _exports(paths: list[str]) -> Sequence[Path]:
    """The files among ``paths`` that may be exports; the others are named."""
    given = expand(paths)
    if not given.files:
        raise InvalidInput(
            "There is no export among these paths.", "Give a CSV file, a workbook or a ZIP."
        )
    for path in given.skipped:
        say(f"Skipped {path}: not an export by its name. Name it outright to try it.")
    return given.files


def _run(
    cockpit: Cockpit,
    files: Sequence[Path],
    kind: str | None,
    options: ImportOptions,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from core.capture import Unanswered, plan, publish  # noqa: PLC0415 - see import_files

    with progress() as shown:
        reading = shown.add_task("Reading", total=None)
        # Publishing counts for itself; only a dry run needs a rehearsal.
        planned = plan(cockpit.store, ACTOR, files, kind=kind, options=options, check=dry_run)
        shown.update(reading, total=len(planned.files), completed=len(planned.files))
        reports, import_id = planned.reports, None
        failure: RapportError | None = None
        if not dry_run and any(file.is_ready or file.report.questions for file in planned.files):
            writing = shown.add_task("Importing", total=len(planned.files))
            try:
                done = publish(
                    cockpit.store,
                    ACTOR,
                    planned,
                    progress=lambda *_: shown.update(writing, advance=1),
                )
                reports, import_id = done.files, done.import_id
            except Unanswered as error:
                reports, failure = error.files, error
            except RapportError as error:
                failure = error
    _show(reports, import_id, dry_run=dry_run, as_json=as_json)
    if failure:
        raise failure
    _end(reports, dry_run=dry_run)


def _end(reports: Sequence[FileReport], *, dry_run: bool) -> None:
    asked = {question.name: question for report in reports for question in report.questions}
    for question in asked.values():
        say(f"Open question: {question.text} Answer with {question.option}.")
    if not any(report.kind for report in reports):
        say("Nothing was recognised. Give --kind, or map the columns on the Imports page.")
        raise typer.Exit(NOTHING_IMPORTED_EXIT_CODE)
    if dry_run:
        say("Dry run: nothing was written.")
    elif asked:
        waiting = ", ".join(_name(report) for report in reports if report.questions)
        say(f"Not imported, waiting for an answer: {waiting}.")
        raise typer.Exit(Ambiguous.exit_code)


def _published(import_id: int, reports: Sequence[FileReport]) -> str:
    """What is in the database now, whatever else was refused or waits."""
    done = [report for report in reports if report.batch_id is not None]
    accepted, refused = (
        sum(getattr(one, name) for one in done) for name in ("accepted", "refused")
    )
    return (
        f"Import {import_id} published {len(done)} of {count_of(len(reports), 'file')}:"
        f" {count_of(accepted, 'record')} accepted, {refused} refused. Undo it with: python -m core imports undo {import_id}"
    )


def _name(report: FileReport) -> str:
    return " > ".join(part for part in (Path(report.path).name, report.member) if part)


def _show(
    reports: Sequence[FileReport], import_id: int | None, *, dry_run: bool, as_json: bool
) -> None:
    if as_json:
        files = [report.to_dict() for report in reports]
        print_json({"import_id": import_id, "dry_run": dry_run, "files": files})
        if import_id is not None:
            say(_published(import_id, reports))
        return
    print_table(
        ["File", "Kind", "Read", "Accepted", "Refused", "New", "Changed", "Unplaced"],
        [
            [
                _name(file),
                file.kind or "not recognised",
                file.read,
                file.accepted,
                file.refused,
                file.new,
                file.changed,
                file.unplaced,
            ]
            for file in reports
        ],
    )
    for file in reports:
        if dry_run and file.reading:
            reading.say_how(_name(file), file.reading)
        for problem in file.problems:
            where = f"line {problem.line}" if problem.line else "file"
            column = f", {problem.column}" if problem.column else ""
            say(
                f"{file.path}: {where}{column}: {problem.reason} ({count_of(problem.count, 'row')})"
            )
    if import_id is not None:
        result(_published(import_id, reports))


@app.command("list")
def list_imports(as_json: Json = False) -> None:
    """Imports, the newest first, with the files of each."""
    from core.capture import imports  # noqa: PLC0415 - see import_files

    with opened() as cockpit:
        batches = imports(cockpit.store, ACTOR)
    if as_json:
        print_json({"imports": batches})
        return
    columns = ["import_id", "batch_id", "file_name", "kind", "imported_at", "read_rows"]
    columns += ["accepted_rows", "refused_rows", "unplaced_rows", "undone_at"]
    heads = [column.removesuffix("_rows").replace("_", " ") for column in columns]
    print_table(heads, [[batch[column] for column in columns] for batch in batches])


@app.command()
def undo(
    import_id: Annotated[int, typer.Argument(help="Number of the import, as `list` shows it.")],
) -> None:
    """Undo an import as a whole: what it brought goes, what it replaced comes back."""
    from core.capture import undo as undo_import  # noqa: PLC0415 - see import_files

    with opened() as cockpit:
        undo_import(cockpit.store, ACTOR, import_id)
    result(f"Import {import_id} is undone.")


@app.command()
def rejects(
    batch_id: Annotated[int, typer.Argument(help="Number of the file's batch, as `list` shows.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write instead of the screen.")
    ] = None,
) -> None:
    """The refused rows of an imported file as CSV: line, column, value, reason, record."""
    from core.capture import refused_rows  # noqa: PLC0415 - see import_files
    from core.cockpit.csv_text import to_csv  # noqa: PLC0415

    with opened() as cockpit:
        found = refused_rows(cockpit.store, ACTOR, batch_id)
    rows = [list(row.values()) for row in found.to_pylist()]
    content = to_csv(found.column_names, rows, [("Refused rows of batch", str(batch_id))])
    if output is None:
        typer.echo(content.decode("utf-8-sig"), nl=False)
        return
    output.write_bytes(content)
    say(f"{len(rows)} rows written to {output}.")


def _one_of(option: str, text: str | None, *choices: str) -> Any:
    if text is not None and text not in choices:
        raise InvalidInput(f"{option} is {text!r}.", f"Choose {' or '.join(choices)}.")
    return text


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            f"--exported-at is {text!r}.", "Give a time as 2026-06-30T08:00 or with a zone."
        ) from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
