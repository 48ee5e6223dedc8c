"""A random table in a random dialect comes back equal, each record with its true line."""

from __future__ import annotations

import csv
import io
import tempfile
from array import array
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.capture.read.outcome import Finding, Options
from core.capture.read.text import read_text
from tests.unit.capture.read.conftest import duck_rows

HEADER = ["Account ID", "Name", "Owner", "Amount", "Note", "Stage"]
TEXT = st.text(st.sampled_from("abcXYZ 0189.-éüłЖ東\u2019'\"\n,;\t|\\@"), max_size=12).map(
    str.strip
)


@dataclass(frozen=True)
class Case:
    rows: list[list[str]]
    width: int
    delimiter: str
    newline: str
    inner_newline: str
    encoding: str
    bom: bytes
    quoting: int
    preamble: int
    ends_with_newline: bool

    def content(self) -> tuple[bytes, list[int]]:
        """The file's bytes, and the line in which each record begins."""
        out = io.StringIO(newline="")
        writer = csv.writer(
            out, delimiter=self.delimiter, lineterminator=self.newline, quoting=self.quoting
        )
        for number in range(self.preamble):
            out.write(f"Report title {number}{self.newline}")
        writer.writerow(HEADER[: self.width])
        lines = []
        for row in self.rows:
            lines.append(len(_lines(out.getvalue())) + 1)
            writer.writerow(row)
        text = out.getvalue()
        if not self.ends_with_newline:
            text = text[: -len(self.newline)]
        return self.bom + text.encode(self.encoding), lines


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    width = draw(st.integers(2, 6))
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    # The csv module quotes a cell only for the line end it writes itself.
    inner = draw(st.sampled_from(["\n", "\r\n", "\r"])) if quoting else newline
    # A first cell that is never empty keeps clear of blank lines and of title rows.
    row = st.tuples(st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True), *[TEXT] * (width - 1))
    rows = [
        [cell.replace("\n", inner) for cell in one]
        for one in draw(st.lists(row, min_size=3, max_size=25))
    ]
    encoding, bom = draw(
        st.sampled_from(
            [
                ("utf-8", b""),
                ("utf-8", b"\xef\xbb\xbf"),
                ("utf-16-le", b"\xff\xfe"),
                ("utf-16-be", b"\xfe\xff"),
            ]
        )
    )
    return Case(
        rows,
        width,
        draw(st.sampled_from([",", ";", "\t", "|"])),
        newline,
        inner,
        encoding,
        bom,
        quoting,
        draw(st.integers(0, 2)),
        draw(st.booleans()),
    )


def _read(data: bytes, folder: Path, **options: object) -> Finding:
    source = folder / "received"
    source.write_bytes(data)
    return read_text(source, folder, Options(**options))  # type: ignore[arg-type]


def _rows(finding: Finding, folder: Path) -> list[list[str]]:
    found = duck_rows(
        folder / (finding.csv or "received"),
        width=len(finding.header),
        skip=finding.skip_lines,
        delimiter=finding.delimiter,
        quote=finding.quote,
        escape=finding.escape,
        newline=finding.csv_newline,
    )
    return [list(row) for row in found]


def _line_numbers(finding: Finding, folder: Path) -> list[int]:
    if not finding.line_map:
        return list(range(finding.first_line, finding.first_line + finding.records))
    numbers = array("Q")
    numbers.frombytes((folder / finding.line_map).read_bytes())
    return list(numbers)


def _check(case: Case, **options: object) -> None:
    data, lines = case.content()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finding = _read(data, folder, **options)
        assert finding.header == HEADER[: case.width]
        assert finding.records == len(case.rows)
        assert finding.ragged == []
        assert _rows(finding, folder) == case.rows
        assert _line_numbers(finding, folder) == lines


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_any_table_read_with_its_delimiter_told_is_read_back_equal(case: Case) -> None:
    _check(case, delimiter=case.delimiter)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_any_quoted_table_is_read_back_equal_without_being_told(case: Case) -> None:
    quoted = Case(**{**case.__dict__, "quoting": csv.QUOTE_ALL})
    _check(quoted)


@pytest.mark.fuzz
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_many_tables_are_read_back_equal(case: Case) -> None:
    _check(case, delimiter=case.delimiter)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_refusal(data: bytes) -> None:
    from core.capture.read import identify
    from core.capture.read.outcome import Refused

    form = identify.identify(data)
    if form is not identify.Form.TEXT:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            finding = _read(data, folder)
        except Refused:
            return
        rows = _rows(finding, folder)
        assert len(rows) == finding.records == len(_line_numbers(finding, folder))
