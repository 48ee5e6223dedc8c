"""Meeting frequency: 25 x min(1, touchpoints that count / the tier's yearly target)."""

from __future__ import annotations

import pytest

from tests.spec.world import key

MONTHS = [f"2025-{m:02d}-15" for m in range(7, 13)] + [f"2026-{m:02d}-15" for m in range(1, 7)]


ACCOUNTS = """
accounts
account_id | tier
E | enterprise
M | mid_market
S | smb

contacts
contact_id | account_id | title
eve | E | CEO
max | M | CEO
sam | S | CEO
"""

# tier, kind, how many in the window, points
CASES = [
    ("enterprise", "one_to_one", 12, 25),
    ("enterprise", "one_to_one", 6, 12.5),
    ("enterprise", "exec_dinner", 3, 6.25),
    ("enterprise", "qbr", 1, 2.083333),
    ("enterprise", "strategic_checkin", 12, 0),
    ("enterprise", "business_review", 12, 0),
    ("mid_market", "qbr", 4, 25),
    ("mid_market", "strategic_checkin", 1, 6.25),
    ("mid_market", "strategic_checkin", 5, 25),
    ("mid_market", "one_to_one", 12, 0),
    ("mid_market", "exec_dinner", 12, 0),
    ("smb", "business_review", 1, 12.5),
    ("smb", "business_review", 2, 25),
    ("smb", "business_review", 9, 25),
    ("smb", "qbr", 9, 0),
    ("enterprise", "meeting", 12, 0),
    ("enterprise", "call", 12, 0),
    ("enterprise", "event", 12, 0),
    ("enterprise", "email", 12, 0),
]


@pytest.fixture(scope="module")
def cases(world):
    accounts = "\n".join(f"A{n} | {case[0]}" for n, case in enumerate(CASES))
    contacts = "\n".join(f"c{n} | A{n} | CEO" for n, _ in enumerate(CASES))
    activities = "\n".join(
        f"A{n} | {kind} | {day} | c{n}"
        for n, (_, kind, count, _) in enumerate(CASES)
        for day in MONTHS[:count]
    )
    return world(
        f"""
accounts
account_id | tier
{accounts}

contacts
contact_id | account_id | title
{contacts}

activities
account_id | kind | occurred_at | participants
{activities}
"""
    )


@pytest.mark.parametrize("case", range(len(CASES)), ids=lambda n: "-".join(map(str, CASES[n])))
def test_only_the_tiers_kinds_count_up_to_its_target(cases, case):
    points = cases.points(f"c{case}")["meeting_frequency"]
    assert points == pytest.approx(CASES[case][3], abs=1e-6)


def test_the_window_is_365_days_to_the_end_of_the_date(world):
    told = world(
        ACCOUNTS
        + """
activities
activity_id | account_id | kind | occurred_at | participants
before | E | one_to_one | 2025-06-30 23:59:59 | eve
first | E | one_to_one | 2025-07-01 00:00 | eve
last | E | one_to_one | 2026-06-30 23:59:59 | eve
after | E | one_to_one | 2026-07-01 00:00 | eve
"""
    )
    found = told.factor("eve", "meeting_frequency")
    assert found["measure"] == 2
    assert set(found["evidence"]) == {f"crm.activity/{key('last')}", f"crm.activity/{key('first')}"}


def test_an_executive_takes_part_by_address_as_sender_or_by_contact_reference(world):
    told = world(
        ACCOUNTS
        + """
activities
account_id | kind | occurred_at | participants | from_email | contact_refs
E | one_to_one | 2026-01-10 | eve;us | |
E | one_to_one | 2026-02-10 | us | eve |
E | one_to_one | 2026-03-10 | us | | eve
E | one_to_one | 2026-04-10 | us | us | max
M | one_to_one | 2026-05-10 | eve | | eve
"""
    )
    assert told.factor("eve", "meeting_frequency")["measure"] == 3


def test_what_did_not_take_place_does_not_count(world):
    told = world(
        ACCOUNTS
        + """
activities
account_id | kind | occurred_at | participants | outcome
E | one_to_one | 2026-01-10 | eve | Cancelled
E | one_to_one | 2026-02-10 | eve | no_show
E | one_to_one | 2026-03-10 | eve | Rescheduled
E | one_to_one | 2026-04-10 | eve | Rescheduled the rollout, agreed on dates
"""
    )
    assert told.factor("eve", "meeting_frequency")["measure"] == 1


def test_no_touchpoints_where_activities_were_imported_is_a_real_zero(world):
    told = world(
        ACCOUNTS
        + """
activities
account_id | kind | occurred_at | participants
E | note | 2026-01-10 | us
M | note | 2026-07-01 | us
"""
    )
    found = told.factor("eve", "meeting_frequency")
    assert (found["points"], found["measure"], found["state"]) == (0, 0, "stale")
    for contact in ("max", "sam"):  # none of their accounts up to the date, whatever the system has
        found = told.factor(contact, "meeting_frequency")
        assert (found["points"], found["measure"], found["state"]) == (None, None, "missing")
        assert told.executive(contact)["relationship"] == "contact history not imported"


def test_without_activities_of_its_own_an_account_is_unknown_and_not_out_of_touch(world):
    told = world(
        ACCOUNTS
        + """
goals
account_id | our_initiative | alignment
E | g | high

activities
account_id | kind | occurred_at | participants
M | qbr | 2026-06-10 | max
"""
    )
    row = told.sponsor("E")
    assert (row["score"], row["coverage_pct"], row["level"], row["risk"]) == (
        None, 25, "unknown", "critical",
    )  # fmt: skip
    assert row["silence_alert"] is False
    assert told.executive("eve")["is_overdue"] is None
    assert {note.split(":")[0] for note in row["missing"]} == {
        "No activities",
        "No message of ours with a reply due",
        "No QBR held in the window",
    }


def test_without_any_activities_the_measure_is_missing_and_names_the_import(world):
    found = world(ACCOUNTS).factor("eve", "meeting_frequency")
    assert (found["points"], found["measure"], found["state"]) == (None, None, "missing")
    assert "import meetings" in found["note"]


def test_activities_of_another_system_do_not_make_a_zero(world):
    told = world(
        """
accounts
account_id | tier | system
X | enterprise | salesforce
E | enterprise | rapport

contacts
contact_id | account_id | title
eve | E | CEO

activities
account_id | kind | occurred_at
E | note | 2026-07-01
"""
    )
    assert told.factor("eve", "meeting_frequency")["state"] == "missing"


def test_without_a_tier_there_is_no_target(world):
    told = world(
        """
accounts
account_id | tier
N |

contacts
contact_id | account_id | title
ned | N | CEO

activities
account_id | kind | occurred_at | participants
N | qbr | 2026-06-01 | ned
"""
    )
    found = told.factor("ned", "meeting_frequency")
    assert (found["points"], found["target"], found["state"]) == (None, None, "missing")
    assert "tier" in found["note"]
    assert told.executive("ned")["is_overdue"] is None
