"""The rubric is kept by version: shipped, changed with a reason, compared, put in force again."""

from __future__ import annotations

from typing import Any

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching import rubric as rubrics
from core.coaching.rubric.document import as_fields, checked
from core.coaching.skill_areas import skill_areas
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store

MANAGER = Actor("meg@us.example", frozenset({Role.MANAGER}))
CSM = Actor("ann@us.example", frozenset({Role.CSM}))


def _changed(**values: Any) -> rubrics.RubricDocument:
    fields = as_fields(rubrics.shipped())
    fields["criteria"]["value"] |= values
    return checked(fields)


def test_the_shipped_rubric_has_every_skill_with_five_anchors_and_both_kinds_of_markers() -> None:
    shipped = rubrics.shipped()
    assert list(shipped.criteria) == list(skill_areas())
    for criterion in shipped.criteria.values():
        assert len(criterion.anchors) == 5
        weights = [marker.weight for marker in criterion.markers]
        assert sum(weight > 0 for weight in weights) >= 3
        assert sum(weight < 0 for weight in weights) >= 2


def test_every_article_of_the_shipped_rubric_is_in_the_knowledge_base(store: Store) -> None:
    from core.coaching.knowledge import library

    known = library(store, LOCAL)
    for criterion in rubrics.shipped().criteria.values():
        for slug in {criterion.article, *(marker.article for marker in criterion.markers)} - {""}:
            assert known.get(slug) is not None, slug


def test_a_rubric_is_written_and_read_as_the_same() -> None:
    assert rubrics.parse(rubrics.write(rubrics.shipped())) == rubrics.shipped()


def test_a_change_is_a_new_version_and_an_old_one_can_come_back(store: Store) -> None:
    wanted = _changed(looks_for="Results in their words")
    assert rubrics.rubric(store).version == 1
    saved = rubrics.save(store, MANAGER, wanted, "Clearer")
    assert (saved.version, rubrics.rubric(store).document) == (2, wanted)
    kept = rubrics.history(store, CSM)
    assert [(one.version, one.reason) for one in kept] == [
        (2, "Clearer"),
        (1, "Shipped with Rapport"),
    ]
    (change,) = rubrics.diff(rubrics.parse(kept[1].document), wanted)
    assert (change.skill, change.where, change.after) == (
        "value",
        "looks_for",
        "Results in their words",
    )
    assert rubrics.restore(store, MANAGER, 1).version == 3
    assert rubrics.rubric(store).document == rubrics.shipped()
    with pytest.raises(NotFound):
        rubrics.version(store, CSM, 9)


def test_a_newer_shipped_rubric_follows_an_older_one_but_not_one_that_people_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction(LOCAL, "tests.use") as work:
        rubrics.ensure(work)
    newer = _changed(looks_for="Newer")
    monkeypatch.setattr("core.coaching.rubric.versions.shipped", lambda: newer)
    assert (rubrics.rubric(store).version, rubrics.rubric(store).document) == (2, newer)
    own = _changed(looks_for="Own")
    rubrics.save(store, MANAGER, own, "Ours")
    monkeypatch.setattr(
        "core.coaching.rubric.versions.shipped", lambda: _changed(looks_for="Newest")
    )
    assert rubrics.rubric(store).document == own


def test_only_managers_and_administrators_change_the_rubric(store: Store) -> None:
    with pytest.raises(Forbidden):
        rubrics.save(store, CSM, _changed(looks_for="Mine"), "Because")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"anchors": ["a", "b"]}, "anchors"),
        ({"anchors": ["a", "b", "c", "d", " "]}, "every level needs an anchor"),
        ({"markers": []}, "markers"),
        ({"markers": [{"slug": "x", "shows": "Some", "weight": 1}]}, "no patterns"),
        (
            {"markers": [{"slug": "x", "shows": "Some", "weight": 0, "patterns": ["a"]}]},
            "no weight",
        ),
        (
            {"markers": [{"slug": "x", "shows": "Some", "weight": -1, "patterns": ["a"]}]},
            "what to try",
        ),
        (
            {"markers": [{"slug": "x", "shows": "Some", "weight": 1, "patterns": ["a"]}] * 2},
            "same slug",
        ),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_rubric_is_refused_naming_the_fault(values: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _changed(**values)
    assert said in refused.value.message


def test_a_change_needs_a_reason_and_a_difference(store: Store) -> None:
    with pytest.raises(InvalidInput):
        rubrics.save(store, MANAGER, _changed(looks_for="Other"), " ")
    with pytest.raises(InvalidInput):
        rubrics.save(store, MANAGER, rubrics.shipped(), "No difference")
    with pytest.raises(InvalidInput):
        rubrics.save(store, MANAGER, "title = ", "Broken")
