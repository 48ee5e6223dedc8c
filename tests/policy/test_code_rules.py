"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT
from core.store.migrate import MIGRATIONS
from core.store.models import ModelSet, parse_header

PYTHON = sorted(
    path
    for folder in ("core", "pages", "tests")
    for path in (PROJECT_ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)
CORE = [path for path in PYTHON if "core" in path.relative_to(PROJECT_ROOT).parts[:1]]
SQL = sorted((PROJECT_ROOT / "core").rglob("sql/**/*.sql"))


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT_ROOT))


def _statements(sql: str) -> int:
    """How many statements ``sql`` holds; a semicolon within a string or a comment ends none."""
    words = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.S)
    bare = words.sub(lambda word: "" if word[0][0] in "-/" else "''", sql)
    return len([statement for statement in bare.split(";") if statement.strip()])


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_python_file_is_longer_than_400_lines() -> None:
    assert {_name(path): _lines(path) for path in PYTHON if _lines(path) > 400} == {}


def test_the_median_file_of_core_is_small() -> None:
    sizes = sorted(_lines(path) for path in CORE if path.read_text().strip())
    assert sizes[len(sizes) // 2] <= 160


def test_no_page_is_longer_than_150_lines() -> None:
    pages = (PROJECT_ROOT / "pages").glob("*.py")
    assert {_name(path): _lines(path) for path in pages if _lines(path) > 150} == {}


def test_the_launcher_is_at_most_25_lines() -> None:
    assert _lines(PROJECT_ROOT / "app.py") <= 25


def test_no_function_of_core_is_longer_than_50_lines() -> None:
    long = {
        f"{_name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in CORE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 50
    }
    assert long == {}


def test_no_sql_file_is_longer_than_120_lines() -> None:
    assert {_name(path): _lines(path) for path in SQL if _lines(path) > 120} == {}


@pytest.mark.parametrize("path", SQL, ids=_name)
def test_a_sql_file_holds_one_statement_and_never_reads_the_clock(path: Path) -> None:
    assert _statements(path.read_text()) == 1
    text = re.sub(r"--[^\n]*", "", path.read_text())
    assert not re.search(r"\b(now\(\)|current_date|current_timestamp|today\(\))", text, re.I)


@pytest.mark.parametrize(
    ("sql", "statements"),
    [
        ("SELECT 1;", 1),
        ("SELECT 1; SELECT 2", 2),
        ("SELECT 'a;b', \"c;d\" -- e; it's f\nFROM t", 1),
        ("SELECT 'it''s; one' /* two;\n three; */", 1),
        ("SELECT 'one'; SELECT '; two'", 2),
    ],
)
def test_a_semicolon_in_a_string_or_a_comment_ends_no_statement(sql: str, statements: int) -> None:
    assert _statements(sql) == statements


@pytest.mark.parametrize("model", ModelSet.load().ordered, ids=lambda model: model.name)
def test_a_model_says_its_grain_and_takes_the_date(model: object) -> None:
    sql = model.sql  # type: ignore[attr-defined]
    assert "grain" in parse_header(sql)
    assert "$as_of" in sql


def test_migrations_are_numbered_once_each() -> None:
    numbers = Counter(path.name[:4] for path in MIGRATIONS.glob("*.sql"))
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_module_of_core_says_what_it_is() -> None:
    silent = [
        _name(path)
        for path in CORE
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []


def test_nothing_unfinished_is_left_behind() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError|coming soon|lorem ipsum)\b")
    here = Path(__file__)
    found = [
        _name(path)
        for path in [*PYTHON, *SQL, *(PROJECT_ROOT / "docs").rglob("*.md")]
        if path != here and words.search(path.read_text())
    ]
    assert found == []


def test_no_raw_html_reaches_a_page() -> None:
    raw = re.compile(r"unsafe_allow_html\s*=\s*True|st\.html\(|components\.v1")
    pages = [*(PROJECT_ROOT / "pages").glob("*.py"), *(PROJECT_ROOT / "core/ui").rglob("*.py")]
    assert [_name(path) for path in pages if raw.search(path.read_text())] == []
