"""What playbooks and the standing sentences ask for exists: facts, letters, articles."""

from __future__ import annotations

from datetime import date

import pytest

from core.coaching.guidance.catalogue import CATALOGUE
from core.coaching.guidance.compose import due, said_when
from core.coaching.guidance.fill import PLACE
from core.coaching.guidance.standing import sentences
from core.coaching.guidance.turns import paragraphs
from core.coaching.knowledge.document import Document
from core.drafting.fact_spec import spec_of
from tests.unit.coaching.crm import TODAY
from tests.validation.coaching_situations.measure import playbooks


@pytest.mark.parametrize("document", playbooks(), ids=lambda one: one.slug)
def test_every_fact_a_playbook_names_is_one_the_coach_gathers(document: Document) -> None:
    playbook = document.playbook
    assert playbook is not None
    named = {name for text in playbook.analysis for name, _form in PLACE.findall(text)}
    named |= {name for phase in playbook.phases for step in phase.steps for name in step.facts}
    assert {name for name in named if spec_of(CATALOGUE, name.replace("*", "x")) is None} == set()


def test_every_fact_a_standing_sentence_names_is_one_the_coach_gathers() -> None:
    slugs = {one.slug for one in playbooks()}
    for sentence in (one for listed in sentences().values() for one in listed):
        assert all(
            spec_of(CATALOGUE, name.replace("*", "x"))
            for name in (*sentence.facts, *sentence.unless)
        )
        assert set(sentence.situations) <= slugs


def test_a_phase_ends_on_a_working_day() -> None:
    assert [due(TODAY, days).isoformat() for days in (0, 3, 4, 5, 6)] == [
        "2026-06-30",
        "2026-07-03",
        "2026-07-06",
        "2026-07-06",
        "2026-07-06",
    ]


def test_only_prose_of_a_body_is_read_out() -> None:
    body = "## Why\n\nBecause **it** works, see [this](x).\n\n- a list\n\n> a quote\n\nThe end."
    assert paragraphs(body) == ("Because it works, see this.", "The end.")


@pytest.mark.parametrize(
    ("when", "day", "days", "said"),
    [
        ("today", 23, 0, "today"),
        ("today", 23, 1, "next working day"),
        ("today", 23, 2, "within 2 days"),
        ("today", 21, 0, "next working day"),
        ("today", 20, 2, "next working day"),
        ("this week", 23, 4, "this week"),
        ("this week", 23, 7, "within a week"),
        ("this week", 21, 7, "within 9 days"),
        ("within a month", 23, 30, "within a month"),
    ],
)
def test_what_is_said_of_a_phase_holds_for_its_last_day(
    when: str, day: int, days: int, said: str
) -> None:
    as_of = date(2026, 11, day)  # the 23rd is a Monday
    assert said_when(when, as_of, due(as_of, days)) == said
