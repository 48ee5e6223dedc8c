"""A table written in any dialect is read back equal, or refused, or asked about: never read wrong."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from core.capture.explained import UNSURE_BELOW
from core.capture.read import SourceTable, Unreadable, read
from tests.unit.capture.read.conftest import lines_of, rows_of
from tests.unit.capture.zoo.dialects import Written, written

pytestmark = pytest.mark.usefixtures("in_process")

TALLY: Counter[str] = Counter()
"""How the tables of a run were read, for the record of the long one."""


def _relaxed(examples: int, *, fuzzing: bool = False) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=slow, derandomize=not fuzzing
    )


def outcome(table: Written, **told: object) -> str:
    """``equal``, ``refused``, ``some refused``, ``asked`` or ``wrong: ...``."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "export.csv"
        path.write_bytes(table.content)
        found = read(path, Path(name) / "files", **told)  # type: ignore[arg-type]
        if any(isinstance(one, Unreadable) for one in found):
            return "refused"
        (source,) = found if len(found) == 1 else (None,)
        if not isinstance(source, SourceTable):
            return f"wrong: {len(found)} tables"
        difference = _difference(table, source)
        if not difference:
            return "some refused" if source.ragged else "equal"
        if _is_asked(source):
            return "asked"
        return f"wrong: {difference}"


def _difference(table: Written, source: SourceTable) -> str:
    if source.header != table.header:
        return f"header {source.header!r}"
    refused = {one.record_no for one in source.ragged}
    kept = [
        (line, row)
        for n, (line, row) in enumerate(zip(lines_of(source), rows_of(source), strict=True))
        if n not in refused
    ]
    expected = dict(zip(table.lines, table.rows, strict=True))
    for line, row in kept:
        if expected.get(line) != row:
            return f"line {line}: {row!r} for {expected.get(line)!r}"
    missing = set(table.lines) - {line for line, _ in kept} - {one.line for one in source.ragged}
    return f"lines {sorted(missing)} are missing" if missing else ""


def _is_asked(source: SourceTable) -> bool:
    dialect = source.reading["dialect"]
    parts = ("encoding", "delimiter", "quote", "escape", "header", "footer", "tables")
    sure = min(float(dialect[part]["confidence"]) for part in parts)
    return not source.reading["encoding_is_certain"] or sure < UNSURE_BELOW


@_relaxed(40)
@given(written())
def test_any_dialect_is_read_back_equal_or_refused_or_asked_about(table: Written) -> None:
    found = outcome(table)
    TALLY[found.partition(":")[0]] += 1
    assert not found.startswith("wrong"), (found, table.dialect)


@_relaxed(40)
@given(written())
def test_any_dialect_that_is_told_is_read_back_equal(table: Written) -> None:
    dialect = table.dialect
    found = outcome(
        table,
        encoding=dialect.encoding,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        escape=dialect.escape,
        header_line=dialect.preamble + 1,
    )
    assert found == "equal", (found, table.dialect)


@pytest.mark.fuzz
@_relaxed(int(os.environ.get("FUZZ_EXAMPLES", "2000")), fuzzing=True)
@given(written())
def test_many_dialects_are_read_back_equal_or_refused_or_asked_about(table: Written) -> None:
    found = outcome(table)
    TALLY[found.partition(":")[0]] += 1
    assert not found.startswith("wrong"), (found, table.dialect)
