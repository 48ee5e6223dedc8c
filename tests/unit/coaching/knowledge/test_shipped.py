"""The documents that ship: sound, tied to each other, and each found by its own title."""

from __future__ import annotations

import pytest

from core.coaching.knowledge.check import citing, problems
from core.coaching.knowledge.library import Library
from core.coaching.knowledge.search import index
from core.coaching.knowledge.shipped import shipped
from core.coaching.skill_areas import skill_areas
from core.draft_kinds import DRAFT_KINDS

HELD = Library(shipped(), "shipped")
EVERY = sorted(HELD.documents)


@pytest.mark.parametrize("slug", EVERY)
def test_every_document_is_sound(slug: str) -> None:
    assert problems(HELD.documents[slug], HELD) == ()


@pytest.mark.parametrize("slug", EVERY)
def test_every_document_is_the_first_found_by_its_own_title(slug: str) -> None:
    hits = index(HELD).search(HELD.documents[slug].title, limit=3)
    assert hits[0].ref == slug


@pytest.mark.parametrize("slug", [one.slug for one in HELD.articles])
def test_every_article_is_cited_by_a_playbook(slug: str) -> None:
    assert citing(slug, HELD)


@pytest.mark.parametrize("slug", [one.slug for one in HELD.playbooks])
def test_every_ready_action_is_a_draft_that_can_be_written(slug: str) -> None:
    playbook = HELD.documents[slug].playbook
    assert playbook is not None
    for action in playbook.ready:
        assert action.act == "plan" or action.draft_kind in DRAFT_KINDS


@pytest.mark.parametrize("slug", [one.slug for one in HELD.playbooks])
def test_every_playbook_is_complete(slug: str) -> None:
    document = HELD.documents[slug]
    playbook = document.playbook
    assert playbook is not None
    assert slug in document.situations
    assert len(playbook.says) >= 8
    assert 3 <= len(playbook.phases) <= 5
    assert all(2 <= len(phase.steps) <= 4 for phase in playbook.phases)
    assert len(playbook.objections) >= 4
    assert playbook.watch_outs
    assert playbook.clarify.endswith("?")
    assert any(action.act == "plan" for action in playbook.ready)
    days = [phase.due_days for phase in playbook.phases]
    assert days == sorted(days)


def test_there_are_enough_and_every_skill_has_articles() -> None:
    assert len(HELD.articles) >= 40
    assert len(HELD.playbooks) >= 20
    for skill in skill_areas():
        assert sum(skill in one.skills for one in HELD.articles) >= 3, skill


def test_every_article_is_of_a_length_to_be_read() -> None:
    lengths = {one.slug: len(one.body.split()) for one in HELD.articles}
    assert {slug: n for slug, n in lengths.items() if not 200 <= n <= 600} == {}
