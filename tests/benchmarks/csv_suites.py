"""``python -m tests.benchmarks.csv_suites [FOLDER] [--write]``: public suites of CSV files, one by one.

Every file is read as an import reads it, from its bytes alone. What it should give comes from the
suite's own answers, or else from an independent strict RFC 4180 reading (Python's ``csv``) of the
dialect that ``csv_suites.toml`` states for the file, with the reason why. A file is

* ``right``: header and every record equal;
* ``right, refused by name``: the same but for records that do not fit, each refused with its line;
* ``refused``: the whole file, with a reason and a remedy;
* ``asked``: read, with a question on which the answer depends;
* ``wrong``: anything else, above all a difference without a word.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core.capture.read import SourceTable, Unreadable, read
from core.settings import PROJECT_ROOT
from tests.benchmarks import csv_expected
from tests.benchmarks.csv_expected import Expected
from tests.benchmarks.csv_rows import lines_of, rows_of

SUITES = ("csv_test_data", "csv_csvkit", "csv_spectrum", "csv_papaparse")
FOLDER = PROJECT_ROOT.parent / "shared" / "data"
PAGE = PROJECT_ROOT / "docs" / "validation" / "messy-files.md"
BEGIN, END = "<!-- suites -->", "<!-- end of suites -->"
RIGHT, PARTLY, REFUSED, ASKED, WRONG = (
    "right",
    "right, refused by name",
    "refused",
    "asked",
    "wrong",
)


@dataclass(frozen=True)
class Verdict:
    """How one file was read; ``because`` is the source of what was expected, or the difference."""

    suite: str
    name: str
    outcome: str
    is_specified: bool
    because: str


def judge_all(folder: Path) -> Iterator[Verdict]:
    """A verdict for every file of every suite that is present below ``folder``."""
    for suite in SUITES:
        for name, path, expected in csv_expected.files_of(folder / suite):
            yield judge(suite, name, path, expected)


def judge(suite: str, name: str, path: Path, expected: Expected) -> Verdict:
    """Read the file at ``path`` and compare it with what it should give."""
    with TemporaryDirectory() as scratch:
        found = read(path, Path(scratch))
        outcome, because = _compared(found, expected)
    return Verdict(suite, name, outcome, expected.is_specified, because or expected.because)


def _compared(found: list[SourceTable | Unreadable], expected: Expected) -> tuple[str, str]:
    refusals = [one for one in found if isinstance(one, Unreadable)]
    if refusals:
        return REFUSED, f"{expected.because}; {refusals[0].reason}"
    if not expected.is_table:
        return WRONG, f"read as a table, though {expected.because}"
    if len(found) != 1:
        return WRONG, f"{len(found)} tables found"
    (table,) = found
    assert isinstance(table, SourceTable)
    difference = _difference(table, expected)
    if not difference:
        return (PARTLY if table.ragged else RIGHT), ""
    if not table.reading["encoding_is_certain"]:
        return ASKED, "which encoding: " + ", ".join(table.reading["encoding_candidates"])
    return WRONG, difference


def _difference(table: SourceTable, expected: Expected) -> str:
    """The first difference in words; empty when there is none."""
    if list(table.header) != expected.header:
        return f"header {list(table.header)!r} for {expected.header!r}"
    refused = {one.record_no for one in table.ragged}
    lines = lines_of(table)
    rows = [list(row) for n, row in enumerate(rows_of(table)) if n not in refused]
    refused_lines = sorted(one.line for one in table.ragged)
    if refused_lines != expected.refused_lines:
        return f"refused lines {refused_lines} for {expected.refused_lines}"
    if len(lines) != table.records:
        return f"{len(lines)} lines for {table.records} records"
    for got, wanted in zip(rows, expected.rows, strict=False):
        if got != wanted:
            return f"row {got!r} for {wanted!r}"
    return "" if len(rows) == len(expected.rows) else f"{len(rows)} rows for {len(expected.rows)}"


def table_of(verdicts: Sequence[Verdict]) -> str:
    """Counts a suite, then every file that is not simply right, then the others by name."""
    kinds = (RIGHT, PARTLY, ASKED, REFUSED, WRONG)
    lines = [f"| suite | files | {' | '.join(kinds)} |", "|---|---:|" + "---:|" * len(kinds)]
    for suite in SUITES:
        counts = Counter(one.outcome for one in verdicts if one.suite == suite)
        told = " | ".join(str(counts[kind]) for kind in kinds)
        lines.append(f"| {suite} | {counts.total()} | {told} |")
    wrong = [one for one in verdicts if one.outcome == WRONG]
    specified = sum(one.is_specified for one in wrong)
    lines += ["", f"Read wrong: {len(wrong)}, of files that a specification defines: {specified}."]
    lines += ["", "| suite | file | how | specified | because |", "|---|---|---|---|---|"]
    for one in verdicts:
        specified_word = "yes" if one.is_specified else "no"
        because = one.because.replace("|", "\\|").replace("\n", " ")
        lines.append(f"| {one.suite} | {one.name} | {one.outcome} | {specified_word} | {because} |")
    return "\n".join(lines)


def write(text: str, page: Path = PAGE, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Put the text between its marks on the page."""
    begin, end = marks
    whole = page.read_text(encoding="utf-8")
    before, rest = whole.split(begin)
    after = rest.split(end)[1]
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables. Ends with 1 when a file that a specification defines is read wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.csv_suites")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--write", action="store_true", help="renew docs/validation/messy-files.md")
    given = parser.parse_args(arguments)
    verdicts = list(judge_all(given.folder))
    text = table_of(verdicts)
    print(text)
    if given.write:
        write(text)
    return int(any(one.outcome == WRONG and one.is_specified for one in verdicts))


if __name__ == "__main__":
    sys.exit(main())
