"""Files from outside: acid tests with their answers, and every export."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from core.capture.read import identify
from core.capture.read.outcome import Finding, Options, Refused
from core.capture.read.text import read_text
from tests.unit.capture.read.conftest import duck_rows


def reading(path: Path, folder: Path) -> Finding | str:
    """What the child would find, or the reason why not; without the child, for speed."""
    form = identify.identify(path.read_bytes()[: 256 * 1024])
    if isinstance(form, identify.Refusal):
        return form.reason
    try:
        return read_text(path, folder, Options())
    except Refused as refusal:
        return refusal.reason


def rows(finding: Finding, path: Path, folder: Path) -> list[tuple[str, ...]]:
    return duck_rows(
        folder / finding.csv if finding.csv else path,
        width=len(finding.header),
        skip=finding.skip_lines,
        delimiter=finding.delimiter,
        quote=finding.quote,
        escape=finding.escape,
        newline=finding.csv_newline,
    )


def test_csv_spectrum_is_read_as_its_answers_say(shared_data: Path, tmp_path: Path) -> None:
    for path in sorted((shared_data / "csv_spectrum" / "csvs").glob("*.csv")):
        answer = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text())
        found = reading(path, tmp_path)
        assert isinstance(found, Finding), path.name
        # The files lost their CRs on the way here.
        answer = json.loads(json.dumps(answer).replace("\\r\\n", "\\n"))
        records = [dict(zip(found.header, row, strict=True)) for row in rows(found, path, tmp_path)]
        assert records == [{k: str(v) for k, v in one.items()} for one in answer], path.name


def test_rfc_4180_files_are_read_as_their_answers_say(shared_data: Path, tmp_path: Path) -> None:
    one_column_of_blank_lines = {"all-empty", "empty-one-column"}
    for path in sorted((shared_data / "csv_test_data" / "csv").glob("[!b]*.csv")):
        if path.stem in one_column_of_blank_lines:
            continue
        answer = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text())
        found = reading(path, tmp_path)
        assert isinstance(found, Finding), path.name
        data = [list(row) for row in rows(found, path, tmp_path)]
        if answer and isinstance(answer[0], dict):
            assert [dict(zip(found.header, row, strict=True)) for row in data] == answer, path.name
        elif answer:
            assert [list(found.header), *data] == answer, path.name


def test_bad_files_are_refused_or_their_bad_record_is(shared_data: Path, tmp_path: Path) -> None:
    harmless = {
        "bad-header-wrong-header",  # a header alone, whatever it says
        "bad-unescaped-quote",  # a quote inside a cell that is not quoted is a letter
    }
    for path in sorted((shared_data / "csv_test_data" / "csv").glob("bad-*.csv")):
        found = reading(path, tmp_path)
        if path.stem not in harmless:
            assert isinstance(found, str) or len(found.ragged) == 1, path.name


EXPORTS = {
    "csv_papaparse": set(),
    "sf_datacloud_workshop": set(),
    "sf_powerbi": set(),
    "sf_snowfakery": set(),
    "hubspot_dummy": set(),
    "jira_exports": set(),
    "fivetran_seeds": set(),
    "maven_crm": set(),
    "churnguard": set(),
    "ravenstack": set(),
    "headers": set(),
    "workbench": {"events.csv"},
}
"""Folders, and the files in them that must be refused."""


@pytest.mark.parametrize("folder", EXPORTS)
def test_every_export_is_read_whole(shared_data: Path, tmp_path: Path, folder: str) -> None:
    paths = sorted((shared_data / folder).rglob("*.[ct]sv"))
    assert paths
    for path in paths:
        found = reading(path, tmp_path)
        if path.name in EXPORTS[folder]:
            assert isinstance(found, str), path
            continue
        assert isinstance(found, Finding), f"{path}: {found}"
        assert len(rows(found, path, tmp_path)) == found.records, path
        if folder != "csv_papaparse":
            assert found.reading["header_is_certain"] or found.header[0].count("@"), path
            assert len(found.header) > 1 or found.records < 100, path


def test_polluted_files_are_read_or_refused_but_never_misread(shared_data: Path) -> None:
    sample = shared_data / "csv_pollock" / "sample"
    for path in sorted((sample / "csv").glob("*.csv")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            found = reading(path, folder)
            if isinstance(found, str):
                continue
            data = rows(found, path, folder)
            assert len(data) == found.records, path.name
            if path.stem.startswith("row_"):
                assert len(found.header) == 9, path.name
                assert len(found.ragged) <= 1, path.name
