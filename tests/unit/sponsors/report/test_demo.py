"""The reports of the demonstration: every number proven, every sentence with a number opens to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from core.actor import COMMAND_LINE
from core.clock import fixed
from core.demo import load
from core.settings import Settings
from core.sponsors.report import Report, pack, sponsor_report, verify
from core.sponsors.report.proof import unproven
from core.wiring import Cockpit, build

END = date(2026, 6, 30)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cockpit]:
    settings = Settings(database=tmp_path_factory.mktemp("demo") / "rapport.duckdb", threads=2)
    cockpit = build(settings, clock=fixed(datetime(2026, 6, 30, 12, 0)))
    load(cockpit, COMMAND_LINE)
    yield cockpit
    cockpit.store.close()


@pytest.fixture(scope="module")
def reports(demo: Cockpit) -> list[Report]:
    keys = demo.store.rows("SELECT account_key FROM crm.account ORDER BY name")
    return [sponsor_report(demo.store, COMMAND_LINE, row["account_key"], END) for row in keys]


def test_there_is_a_report_for_every_account(reports: list[Report]) -> None:
    assert len(reports) >= 60
    assert len({rule for report in reports for rule in report.rules()}) > 25


def test_no_sentence_says_what_no_fact_of_its_own_proves(reports: list[Report]) -> None:
    found = [
        (report.account.name, line.sentence, claim.words, claim.reason)
        for report in reports
        for line, claim in unproven(report)
    ]
    assert found == []


def test_a_number_that_is_made_up_is_found(reports: list[Report]) -> None:
    from dataclasses import replace

    report = reports[0]
    section = report.sections[0]
    part = section.parts[0]
    line = next(line for line in part.lines if "score" in "".join(line.fact_ids))
    forged = replace(line, text=re.sub(r"\d+\.?\d*/", "97/", line.text))
    other = replace(section, parts=(replace(part, lines=(forged,)),))
    (claim,) = [claim for _, claim in unproven(replace(report, sections=(other,)))]
    assert "97" in claim.words


def test_each_sentence_with_a_number_opens_to_a_line_of_an_imported_file(
    reports: list[Report],
) -> None:
    closed = [
        (report.account.name, line.sentence)
        for report in reports
        for line in report.lines
        if re.search(r"\d", line.sentence)
        and not any(source.file and source.line for source in report.sources_of(line))
    ]
    assert closed == []


def test_no_part_is_empty_without_a_word(reports: list[Report]) -> None:
    parts = [part for report in reports for section in report.sections for part in section.parts]
    assert [part.name for part in parts if not part.lines and not part.missing] == []


def test_the_story_of_the_departed_sponsor_is_told(reports: list[Report]) -> None:
    (report,) = [report for report in reports if report.account.name.startswith("Goldcrest")]
    assert {"sponsor_left", "escalate_departure", "person_left"} <= set(report.rules())


def test_a_pack_of_the_demonstration_is_made_anew_byte_for_byte(
    demo: Cockpit, reports: list[Report]
) -> None:
    assert verify(demo.store, COMMAND_LINE, pack(reports[7])).is_same
