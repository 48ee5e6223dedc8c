"""Changed texts are stopped, honest ones pass, and the published figures are what the code gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validation.claim_gate.document import DOCUMENT, drawn_part, written_part
from tests.validation.claim_gate.measure import Measured, drawn, written


@pytest.fixture(scope="module")
def sets() -> tuple[tuple[Measured, ...], tuple[Measured, ...]]:
    return written()


def test_security_14_every_changed_text_is_stopped(
    sets: tuple[tuple[Measured, ...], tuple[Measured, ...]],
) -> None:
    _, changed = sets
    assert sum(len(item.cases) for item in changed) >= 200
    assert [case.body for item in changed for case in item.passed] == []


def test_security_14_at_most_two_percent_of_honest_texts_are_stopped(
    sets: tuple[tuple[Measured, ...], tuple[Measured, ...]],
) -> None:
    honest, _ = sets
    every = sum(len(item.cases) for item in honest)
    assert every >= 200
    assert sum(len(item.stopped) for item in honest) <= 0.02 * every


def test_security_14_real_exports_too(shared_data: Path) -> None:
    honest, changed = drawn(shared_data)
    assert len(honest.cases) + len(changed.cases) >= 400
    assert len(honest.stopped) <= 0.02 * len(honest.cases)
    assert changed.passed == ()


def test_security_14_the_published_figures_are_what_the_code_gives(
    sets: tuple[tuple[Measured, ...], tuple[Measured, ...]],
) -> None:
    assert written_part(*sets) in DOCUMENT.read_text()


def test_security_14_the_published_figures_of_real_exports_are_too(shared_data: Path) -> None:
    assert drawn_part(shared_data) in DOCUMENT.read_text()
