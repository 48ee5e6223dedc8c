"""What people say of lines of the profile."""

from __future__ import annotations

import pytest

from core.errors import Forbidden, InvalidInput, NotFound
from core.health.profile import profile, remark
from tests.spec.world import AS_OF, World, key
from tests.unit.health.profile.conftest import ANN, BOB, LEE

REVIEW = f"crm.activity/{key('M5')}"
ITEM = f"crm.roadmap_item/{key('R1')}"


def test_an_outcome_is_noted_on_a_conversation_and_the_newest_holds(world: World) -> None:
    for value, note in (("negative", "First look"), ("positive", "They extend")):
        remark(
            world.store,
            ANN,
            key("A"),
            about="communication",
            subject=REVIEW,
            value=value,
            note=note,
        )
    found = profile(world.store, ANN, key("A"), AS_OF).communications
    (noted,) = [item for item in found if item.remark]
    assert noted.remark is not None
    assert (noted.subject, noted.remark.value, noted.remark.note) == (
        "Review",
        "positive",
        "They extend",
    )
    assert noted.remark.remarked_by == ANN.email
    (event,) = world.store.rows(
        "SELECT count(*) AS events, max(subject) AS subject FROM ops.audit_event WHERE action = 'profile.remark'"
    )
    assert event == {"events": 2, "subject": "account A"}


def test_a_person_s_word_on_a_planned_item_stands_over_what_was_counted(world: World) -> None:
    ignored = f"crm.roadmap_item/{key('R2')}"
    for subject, value in ((ITEM, "low"), (ignored, "high")):
        remark(world.store, ANN, key("A"), about="roadmap", subject=subject, value=value)
    found = profile(world.store, ANN, key("A"), AS_OF)
    assert [(item.title, item.alignment) for item in found.roadmap] == [
        ("Audit anew", "high"),
        ("Read Kontor ERP", "medium"),
        ("Returns anew", "low"),
    ]
    assert found.unrelated_items == 0


def test_an_opportunity_is_declined_only_with_a_reason(world: World) -> None:
    (first, *_) = profile(world.store, ANN, key("A"), AS_OF).opportunities

    def say(value: str, note: str = "") -> None:
        remark(
            world.store,
            ANN,
            key("A"),
            about="codevelopment",
            subject=first.reference,
            value=value,
            note=note,
        )

    with pytest.raises(InvalidInput, match="reason"):
        say("declined")
    say("declined", "They have a partner for it")
    again = profile(world.store, ANN, key("A"), AS_OF).opportunities[0]
    assert (again.reference, again.state) == (first.reference, "declined")


@pytest.mark.parametrize(
    ("about", "subject", "value"),
    [
        ("weather", REVIEW, "positive"),
        ("communication", REVIEW, "excellent"),
        ("communication", ITEM, "positive"),
        ("communication", f"crm.activity/{key('nothing')}", "positive"),
        ("communication", "draft/1", "positive"),
        ("roadmap", "crm.roadmap_item/1; DROP", "high"),
        ("codevelopment", "no rule", "done"),
    ],
)
def test_what_is_no_line_or_no_value_is_refused(
    world: World, about: str, subject: str, value: str
) -> None:
    with pytest.raises(InvalidInput):
        remark(world.store, ANN, key("A"), about=about, subject=subject, value=value)
    assert world.store.value("SELECT count(*) FROM ops.profile_remark") == 0


def test_a_line_of_another_account_is_none_of_this_one_s(world: World) -> None:
    with pytest.raises(InvalidInput):
        remark(
            world.store,
            BOB,
            key("B"),
            about="communication",
            subject=REVIEW,
            value="positive",
        )


def test_security_01_only_who_sees_the_account_and_may_note_says_something(world: World) -> None:
    with pytest.raises(NotFound):
        remark(world.store, BOB, key("A"), about="roadmap", subject=ITEM, value="high")
    with pytest.raises(Forbidden):
        remark(world.store, LEE, key("A"), about="roadmap", subject=ITEM, value="high")
