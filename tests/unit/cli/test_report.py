"""The sponsor report on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import AS_OF, Run, payload


def test_each_format_is_written_to_a_file(imported: Run, tmp_path: Path) -> None:
    starts = {
        "md": b"# Executive Sponsor Report",
        "html": b"<!doctype html>",
        "pdf": b"%PDF",
        "ics": b"BEGIN:VCALENDAR",
        "json": b"{",
    }
    for form, start in starts.items():
        target = tmp_path / f"report.{form}"
        found = imported(
            "report",
            "sponsor",
            "--account",
            "A1",
            "--as-of",
            AS_OF,
            "--format",
            form,
            "--out",
            str(target),
        )
        assert found.stdout == ""
        assert target.read_bytes().startswith(start)


def test_without_a_file_the_report_goes_to_standard_output(imported: Run) -> None:
    found = imported("report", "sponsor", "--account", "A1", "--as-of", AS_OF)
    assert found.stdout.startswith("# Executive Sponsor Report")
    assert "Cleo Finn" in found.stdout


def test_into_a_folder_the_report_names_itself(imported: Run, tmp_path: Path) -> None:
    imported(
        "report",
        "sponsor",
        "--account",
        "A1",
        "--as-of",
        AS_OF,
        "--format",
        "md",
        "--out",
        str(tmp_path),
    )
    assert (tmp_path / f"rapport-sponsor-report-A1-{AS_OF}.md").is_file()


def test_a_pack_is_verified_and_a_changed_one_is_not(imported: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    imported(
        "report",
        "sponsor",
        "--account",
        "A1",
        "--as-of",
        AS_OF,
        "--format",
        "html",
        "--out",
        str(target),
    )
    found = imported("report", "verify", str(target))
    assert "the same, byte for byte" in found.stdout
    target.write_bytes(target.read_bytes().replace(b"Cleo Finn", b"Cleo Fox"))
    changed = imported("report", "verify", str(target), "--json", code=1)
    told = payload(changed)
    assert told["same"] is False
    assert told["differences"][0]["what"] == "file"


@pytest.mark.parametrize(
    "arguments", [["verify", "none.html"], ["sponsor", "--account", "A1", "--format", "docx"]]
)
def test_what_cannot_be_done_is_said(imported: Run, arguments: list[str]) -> None:
    found = imported("report", *arguments, code=2)
    assert found.stdout == ""


def test_the_loss_of_a_person_is_told(imported: Run) -> None:
    said = imported("report", "without", "--account", "A1", "--contact", "C1", "--as-of", AS_OF)
    assert "Theo Tan" in said.stdout and "exposed" in said.stdout
    found = imported(
        "report", "without", "--account", "A1", "--contact", "cleo", "--as-of", AS_OF, "--json"
    )
    told = payload(found)
    assert told["before"]["primary"] == "Cleo Finn"
    assert told["after"]["primary"] != "Cleo Finn"
