"""What each file of the CSV suites should give, from the suite's answers or a stated dialect."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STATED = Path(__file__).with_suffix(".toml").with_name("csv_suites.toml")
SUFFIXES = {".csv", ".tsv", ".txt"}


@dataclass(frozen=True)
class Expected:
    """The table a file should give, or ``is_table`` false; ``because`` names the source."""

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    refused_lines: list[int] = field(default_factory=list)
    is_table: bool = True
    is_specified: bool = True
    because: str = "RFC 4180"


def files_of(suite: Path) -> Iterator[tuple[str, Path, Expected]]:
    """Every data file of a suite with its name in the suite and what it should give."""
    stated = tomllib.loads(STATED.read_text(encoding="utf-8")).get(suite.name, {})
    for path in sorted(suite.rglob("*")):
        if path.suffix not in SUFFIXES:
            continue
        name = path.relative_to(suite).as_posix()
        yield name, path, _expected(path, stated.get(name, {}))


def _expected(path: Path, stated: dict[str, Any]) -> Expected:
    answer = path.parent.parent / "json" / f"{path.stem}.json"
    if not stated.get("is_table", True):
        return Expected(is_table=False, is_specified=stated["specified"], because=stated["why"])
    if answer.exists() and not stated:
        return _answered(path, json.loads(answer.read_text(encoding="utf-8")))
    return _stated(path, stated)


def _answered(path: Path, answer: list[Any]) -> Expected:
    """The suite's own JSON: a list of rows, header first, or a list of objects."""
    if answer and isinstance(answer[0], dict):
        header = list(answer[0])
        rows = [[str(cell) for cell in one.values()] for one in answer]
    else:
        header, *rows = answer or [_read(path, "utf-8", ",", '"', strict=True)[0][1]]
    if b"\r" not in path.read_bytes():
        # The line ends of some files were changed on their way; those inside cells with them.
        rows = [[cell.replace("\r\n", "\n") for cell in row] for row in rows]
    return Expected(header, rows, because="the suite's answer")


def _stated(path: Path, stated: dict[str, Any]) -> Expected:
    """A strict reading of the stated dialect; records of another width are to be refused."""
    found = _read(
        path,
        stated.get("encoding", "utf-8-sig"),
        stated.get("delimiter", ","),
        stated.get("quote", '"'),
        strict=stated.get("strict", True),
    )
    found = [one for one in found if one[1]]
    preamble, footer = stated.get("preamble", 0), stated.get("footer", 0)
    body = found[preamble : len(found) - footer]
    if stated.get("header", True):
        (_, header), *body = body
    else:
        header = [f"column {n}" for n in range(1, len(body[0][1]) + 1)]
    rows, refused = [], []
    for line, cells in body:
        kept = cells[: len(header)] if not any(cells[len(header) :]) else cells
        if len(kept) == len(header) and line not in stated.get("refused", ()):
            rows.append(kept)
        else:
            refused.append(line)
    return Expected(
        header,
        rows,
        refused,
        is_specified=stated.get("specified", True),
        because=stated.get("why", "RFC 4180"),
    )


def _read(
    path: Path, encoding: str, delimiter: str, quote: str, *, strict: bool
) -> list[tuple[int, list[str]]]:
    """Every record with the line in which it begins."""
    text = path.read_bytes().decode(encoding)
    lines = io.StringIO(text, newline="")
    quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    reader = csv.reader(
        lines, delimiter=delimiter, quotechar=quote or None, quoting=quoting, strict=strict
    )
    found, line = [], 1
    for cells in reader:
        found.append((line, cells))
        line = reader.line_num + 1
    return found
