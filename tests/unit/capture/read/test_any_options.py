"""Whatever a person says about whatever text: tables that can be read by position, or a refusal."""

from __future__ import annotations

import tempfile
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.capture.read import identify
from core.capture.read.outcome import Finding, Options, Refused
from core.capture.read.rows import rows_of
from core.capture.read.text import read_tables
from tests.unit.capture.read.conftest import duck_rows

CELLS = ["", "a", "Name", "1", "2.5", "2026-01-01", "x y", "a@b.com", '"q"', '"a,b"', "'s'", "n/a"]
LINE = st.lists(st.sampled_from(CELLS), max_size=5).flatmap(
    lambda cells: st.sampled_from([",", ";", "||", "\t"]).map(lambda mark: mark.join(cells))
)
TEXT = st.one_of(
    st.lists(LINE, min_size=1, max_size=14).map("\n".join),
    st.text(st.sampled_from("ab1,;|\"'\n\r \\~"), min_size=1, max_size=60),
)
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "delimiter": st.sampled_from([",", ";", "||"]),
        "quote": st.sampled_from(["", '"', "'"]),
        "escape": st.sampled_from(["", "\\", '"']),
        "header_line": st.integers(1, 4),
        "header_rows": st.integers(0, 3),
        "footer_lines": st.integers(0, 3),
        "table": st.integers(1, 3),
    },
)


def _check(text: str, options: dict[str, Any]) -> None:
    data = text.encode()
    if identify.identify(data) is not identify.Form.TEXT:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "received"
        source.write_bytes(data)
        rows_of(source, Options(**options))
        try:
            tables = read_tables(source, folder, Options(**options))
        except Refused:
            return
        for one in tables:
            if isinstance(one, Finding):
                _check_table(one, folder)


def _check_table(found: Finding, folder: Path) -> None:
    rows = duck_rows(
        folder / (found.csv or "received"),
        width=len(found.header),
        skip=found.skip_lines,
        delimiter=found.delimiter,
        quote=found.quote,
        escape=found.escape,
        newline=found.csv_newline,
    )
    assert len(rows) == found.records
    assert {len(row) for row in rows} <= {len(found.header)}
    assert all(one.record_no < found.records for one in found.ragged)
    assert set(found.reading["dialect"]) >= {"delimiter", "header", "footer", "tables", "decimal"}
    if found.line_map:
        numbers = array("Q", (folder / found.line_map).read_bytes())
        assert len(numbers) == found.records
        assert list(numbers) == sorted(set(numbers))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, OPTIONS)
def test_any_text_with_any_options_gives_tables_or_a_refusal(
    text: str, options: dict[str, Any]
) -> None:
    _check(text, options)


@pytest.mark.fuzz
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, OPTIONS)
def test_many_texts_with_many_options_give_tables_or_a_refusal(
    text: str, options: dict[str, Any]
) -> None:
    _check(text, options)
