"""QBR attendance: 25 x attended / held. Strategic alignment: 25 x mean of high 1, medium 0.5, low 0."""

from __future__ import annotations

import pytest

from tests.spec.world import key

TABLES = """
accounts
account_id | tier
A | enterprise
B | enterprise
C | smb

contacts
contact_id | account_id | title | contact_refs
all_held | A | CEO |
two_of_three | A | CFO |
none_held | A | CTO |
by_reference | A | COO |
no_qbr | B | CEO |
old_qbr | C | CEO |

activities
activity_id | account_id | kind | occurred_at | participants | contact_refs | outcome
q1 | A | qbr | 2025-07-01 | all_held;two_of_three | |
q2 | A | qbr | 2025-12-01 | all_held;two_of_three | by_reference |
q3 | A | qbr | 2026-06-30 23:00 | all_held;us | |
q4 | A | qbr | 2026-03-01 | none_held | | Cancelled
q5 | A | qbr | 2026-07-01 | none_held | |
n1 | B | note | 2026-06-01 | | |
o1 | C | qbr | 2025-06-30 | old_qbr | |

goals
account_id | our_initiative | alignment
A | one | high
A | two | medium
A | three | low
B | one | high
"""

EXPECTED = {
    # contact: (attended, held, QBR points, alignment points)
    "all_held": (3, 3, 25, 12.5),
    "two_of_three": (2, 3, 16.666667, 12.5),
    "none_held": (0, 3, 0, 12.5),
    "by_reference": (1, 3, 8.333333, 12.5),
    "no_qbr": (0, 0, None, 25),
    "old_qbr": (0, 0, None, None),
}


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.mark.parametrize("contact", EXPECTED)
def test_qbrs_attended_of_those_held(told, contact):
    attended, held, points, _ = EXPECTED[contact]
    row = told.executive(contact)
    assert (row["qbrs_attended"], row["qbrs_held"]) == (attended, held)
    assert told.points(contact)["qbr_attendance"] == pytest.approx(points, abs=1e-6)


@pytest.mark.parametrize("contact", EXPECTED)
def test_alignment_is_the_mean_over_initiatives(told, contact):
    assert told.points(contact)["strategic_alignment"] == EXPECTED[contact][3]


def test_every_qbr_held_is_evidence_attended_or_not(told):
    found = told.factor("none_held", "qbr_attendance")
    assert set(found["evidence"]) == {f"crm.activity/{key(name)}" for name in ("q1", "q2", "q3")}
    assert (found["measure"], found["target"], found["unit"]) == (0, 3, "QBRs")


def test_goals_are_the_evidence_of_alignment(told):
    found = told.factor("no_qbr", "strategic_alignment")
    assert found["evidence"] == [f"crm.goal/{key('G4')}"]
    assert (found["measure"], found["state"]) == (1, "present")


def test_what_is_missing_names_the_import(told):
    assert "import QBRs" in told.factor("no_qbr", "qbr_attendance")["note"]
    assert "import goals" in told.factor("old_qbr", "strategic_alignment")["note"]


@pytest.mark.parametrize(
    ("account", "held", "with_executive"), [("A", 3, 3), ("B", 0, 0), ("C", 0, 0)]
)
def test_qbrs_with_an_executive_are_counted_for_the_portfolio(told, account, held, with_executive):
    (part,) = told.rows("sponsor_kpi_part", account)
    assert (part["qbrs_held"], part["qbrs_with_executive"]) == (held, with_executive)
