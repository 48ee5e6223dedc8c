"""The use of this package: one received file to its tables and refusals."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.capture.read import keep, process
from core.capture.read.outcome import Options
from core.capture.read.table import Ragged, SourceTable, Unreadable
from core.errors import InvalidInput, NotFound

READING = "2"
"""Grows when the same bytes would be read into another copy, so that old copies stay true."""


_SAME = (
    "delimiter",
    "quote",
    "escape",
    "csv_newline",
    "header_line",
    "first_line",
    "skip_lines",
    "footer_lines",
    "records",
    "encoding",
    "newline",
    "longest_record_bytes",
    "reading",
)
"""Fields of a finding that a source table takes over as they are."""


def read(
    path: Path,
    files_dir: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    quote: str | None = None,
    escape: str | None = None,
    header_line: int | None = None,
    header_rows: int | None = None,
    footer_lines: int | None = None,
    table: int | None = None,
) -> list[SourceTable | Unreadable]:
    """Every table in a text file, workbook (.xlsx, .xlsb, .xls, .ods), .gz or .zip file, and a refusal for whatever is none.

    The file is kept as ``files_dir/<sha256>``; copies made of it stand beside it under names that
    begin with the same digits. All bytes are looked at in a child process with limits. The
    options are a person's answers and override what the bytes suggest; see
    :class:`~core.capture.read.outcome.Options`.

    ``SourceTable.reading`` holds: ``encoding``, ``encoding_is_certain``, ``encoding_candidates``
    and ``encoding_examples`` (ask when not certain: words as each candidate reads them),
    ``delimiter`` in words, ``header_is_certain``, ``repeated_columns``, ``preamble`` and ``footer``
    (lines outside the table), ``promised_records`` (a footer's own count), ``blank_lines``,
    ``rewritten_because`` (``None`` when ``csv_path`` is the file as received), ``notes`` (sentences), and ``dialect``:
    for each of ``encoding``, ``delimiter``, ``quote``, ``escape``, ``line_ends``, ``preamble``
    (lines), ``header`` (rows, with ``line``), ``footer`` (lines), ``tables`` (how many in the file,
    with ``table``), ``decimal`` and ``thousands`` marks a dictionary of ``value``, ``because``
    (a clause), ``confidence`` (0 to 1) and ``alternatives`` (a list of ``value`` and ``confidence``, best first).

    Raises :class:`~core.errors.NotFound` without such a file and
    :class:`~core.errors.InvalidInput` for an unknown encoding.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "Check the name.")
    options = _checked(
        Options(encoding, delimiter, quote, escape, header_line, header_rows, footer_lines, table)
    )
    with (
        keep.receive(path, files_dir) as incoming,
        TemporaryDirectory(dir=files_dir, prefix=".work-") as folder,
    ):
        return _Reading(path.name, incoming, options, Path(folder)).tables()


def _checked(options: Options) -> Options:
    if options.encoding:
        try:
            "a".encode(options.encoding)
            b"a\xe4\x00\x00".decode(options.encoding, "replace")
            options.encoding = codecs.lookup(options.encoding).name
        except (LookupError, UnicodeError) as error:
            raise InvalidInput(
                f"There is no encoding {options.encoding!r}.", "Try utf-8, cp1252 or utf-16."
            ) from error
    if options.delimiter == "":
        options.delimiter = None
    for name, text in (("quote", options.quote), ("escape", options.escape)):
        if text is not None and len(text) > 1:
            raise InvalidInput(f"The {name} {text!r} is more than one character.", "Give one.")
    if options.delimiter and set(options.delimiter) & {"\n", "\r", options.quote or '"'}:
        raise InvalidInput(
            f"The delimiter {options.delimiter!r} holds a quote or a line end.", "Give another."
        )
    if {options.quote, options.escape} & {"\n", "\r"}:
        raise InvalidInput("A quote or an escape is no line end.", "Give a character.")
    for number, least, name in (
        (options.header_line, 1, "line of the header"),
        (options.header_rows, 0, "number of header rows"),
        (options.footer_lines, 0, "number of footer lines"),
        (options.table, 1, "number of the table"),
    ):
        if number is not None and number < least:
            raise InvalidInput(f"The {name} cannot be {number}.", f"Give {least} or more.")
    return options


class _Reading:
    """One call of :func:`read`."""

    def __init__(self, name: str, incoming: keep.Incoming, options: Options, work: Path) -> None:
        self.name, self.options, self.work = name, options, work
        self.incoming = incoming

    def tables(self) -> list[SourceTable | Unreadable]:
        """The file itself, or the members it unpacks to."""
        received = self.incoming.path
        (answer,) = self._ask([received], received.stat().st_size)
        members = answer.get("members", ())
        paths = [Path(one["path"]) for one in members if "path" in one]
        answers = self._ask(paths, sum(path.stat().st_size for path in paths), first=1)
        self.kept = self.incoming.keep()
        if "members" not in answer:
            return self._told("", None, self.work / "0", answer)
        found: list[SourceTable | Unreadable] = []
        of_path = dict(zip(paths, enumerate(answers, start=1), strict=True))
        for one in members:
            if "path" in one:
                number, told = of_path[Path(one["path"])]
                work = self.work / str(number)
                found += self._told(one["name"], Path(one["path"]), work, told)
            else:
                found.append(Unreadable(self.name, one["name"], *one["refused"]))
        return found

    def _ask(self, paths: list[Path], size: int, first: int = 0) -> list[dict[str, Any]]:
        items = []
        for number, path in enumerate(paths, start=first):
            work = self.work / str(number)
            work.mkdir()
            options = asdict(self.options)
            items.append({"path": str(path), "work": str(work), "options": options})
        return process.ask(items, size, self.work)

    def _told(
        self, member: str, source: Path | None, work: Path, answer: dict[str, Any]
    ) -> list[SourceTable | Unreadable]:
        """An answer of the child as tables and refusals, their files moved to their place."""
        if "members" in answer:
            reason = "An archive inside an archive is not opened."
            return [Unreadable(self.name, member, reason, "Unpack it and import what it holds.")]
        if "refused" in answer:
            lines = tuple((number, text) for number, text in answer.get("lines", ()))
            reason, remedy = answer["refused"]
            return [Unreadable(self.name, member, reason, remedy, lines)]
        found: list[SourceTable | Unreadable] = []
        for one in answer["findings"]:
            inner = "/".join(part for part in (member, one["sheet"]) if part)
            if "refused" in one:
                found.append(Unreadable(self.name, inner, *one["refused"]))
            else:
                found.append(self._table(inner, source, work, one))
        return found

    def _table(
        self, member: str, source: Path | None, work: Path, one: dict[str, Any]
    ) -> SourceTable:
        csv_path = self.kept.path
        if one["csv"]:
            csv_path = self._moved(work / one["csv"], member, ".csv")
        elif source is not None:
            csv_path = self._moved(source, member, ".csv")
        line_map = (
            self._moved(work / one["line_map"], member, ".lines") if one["line_map"] else None
        )
        return SourceTable(
            file_name=self.name,
            member_name=member,
            file_sha256=self.kept.sha256,
            file_bytes=self.kept.size,
            csv_path=csv_path,
            line_map=line_map,
            header=tuple(one["header"]),
            ragged=tuple(Ragged(*ragged) for ragged in one["ragged"]),
            sample=tuple(tuple(row) for row in one["sample"]),
            lines=tuple((number, text) for number, text in one["lines"]),
            **{key: one[key] for key in _SAME},
        )

    def _moved(self, source: Path, member: str, suffix: str) -> Path:
        """Give a file the child made its lasting name: digits of the file, member, options."""
        told = f"{READING}|{member}|{sorted(asdict(self.options).items())}"
        mark = hashlib.sha256(told.encode()).hexdigest()[:8]
        slug = re.sub(r"[^A-Za-z0-9]+", "-", member).strip("-")[:60]
        parts = [self.kept.sha256, *([slug] if slug else []), mark]
        return source.replace(self.kept.path.parent / f"{'.'.join(parts)}{suffix}")
