"""The five portfolio figures: sums and ratios over accounts, each with numerator and denominator."""

from __future__ import annotations

import pytest

TABLES = """
accounts
account_id | tier
E1 | enterprise
E2 | enterprise
M1 | mid_market
S1 | smb
N1 |

contacts
contact_id | account_id | title | role | is_primary_sponsor | started_on | status | left_on
e1_ceo | E1 | CEO | | yes | 2023-01-01 | active |
e1_cfo | E1 | CFO | | | 2023-01-01 | active |
e1_cto | E1 | CTO | | | | active |
e2_old | E2 | CEO | executive_sponsor | | 2022-01-01 | left | 2026-02-01
e2_new | E2 | CEO | | yes | 2026-02-01 | active |
m1_gone | M1 | CEO | executive_sponsor | | 2022-01-01 | left |
m1_now | M1 | CFO | | | 2026-01-01 | active |
s1_ceo | S1 | CEO | | | | active |
n1_dir | N1 | Director | | | | active |

goals
account_id | our_initiative | alignment
E1 | g | high
E2 | g | low
M1 | g | high
S1 | g | high

activities
account_id | kind | occurred_at | participants
E1 | one_to_one | 2026-03-01 | e1_ceo
E1 | one_to_one | 2026-04-10 | e1_cfo
E1 | qbr | 2026-05-20 | e1_ceo;e1_cfo
E1 | exec_dinner | 2026-06-29 | e1_ceo
E1 | meeting | 2026-06-30 | e1_cto
E1 | one_to_one | 2025-06-30 | e1_ceo
E2 | qbr | 2026-06-01 | us
E2 | one_to_one | 2026-06-02 | e2_new
M1 | qbr | 2026-06-01 | m1_now
M1 | qbr | 2026-03-01 | m1_now
M1 | strategic_checkin | 2026-04-01 | m1_now
S1 | business_review | 2025-06-01 | s1_ceo
S1 | business_review | 2026-06-01 | s1_ceo
S1 | call | 2026-06-20 | s1_ceo
N1 | qbr | 2026-06-01 | n1_dir
"""


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


# account -> engaged, gap days, gaps, QBRs held, with executive, sponsors a year ago, retained,
# executives engaged, executives
PARTS = {
    # e1_ceo: 3 touchpoints 6.25, QBR 25, goal 25 of 75 -> 75, all QBRs: champion.
    # e1_cfo: 2 -> 4.166667 + 25 + 25 -> 72.2: engaged. e1_cto: 0 + 0 + 25 -> 33.3: passive.
    # Touchpoints 1 Mar, 10 Apr, 20 May, 29 Jun: 120 days, 3 gaps; the meeting does not count.
    "E1": (True, 120, 3, 1, 1, 1, 1, 2, 3),
    # e2_new: 1 -> 2.083333 + 0 + 0 of 75: passive. The sponsor of a year ago left in February.
    "E2": (False, 0, 0, 1, 0, 1, 0, 0, 1),
    # m1_now: 3 of 4 -> 18.75 + 25 + 25 of 75: champion. The sponsor before left, date unknown.
    "M1": (True, 92, 2, 2, 2, 1, 0, 1, 1),
    # s1_ceo: 1 of 2 -> 12.5 + 25 of 50 = 75, no advocacy: engaged. Nobody is marked; met a year ago.
    "S1": (True, 0, 0, 0, 0, 1, 1, 1, 1),
    # No executive; the QBR was held without one.
    "N1": (False, 0, 0, 1, 0, 0, 0, 0, 0),
}


@pytest.mark.parametrize("account", PARTS)
def test_each_accounts_part(told, account):
    (part,) = told.rows("sponsor_kpi_part", account)
    names = (
        "is_engaged",
        "gap_days",
        "gaps",
        "qbrs_held",
        "qbrs_with_executive",
        "sponsors_year_ago",
        "sponsors_retained",
        "executives_engaged",
        "executives",
    )
    assert tuple(part[name] for name in names) == PARTS[account]


@pytest.mark.parametrize(
    ("figure", "numerator", "denominator"),
    [
        ("exec_engagement_rate", 3, 5),  # E1, M1, S1 of 5 accounts
        ("avg_days_between_exec_contacts", 212, 5),  # 120 + 92 over 3 + 2
        ("qbr_exec_attendance", 3, 5),  # 1 + 0 + 2 + 0 of 1 + 1 + 2 + 1
        ("sponsor_retention_yoy", 2, 4),
        ("multi_thread_score", 4, 5),  # 2 + 0 + 1 + 1 + 0
    ],
)
def test_the_portfolio_is_the_sum_of_its_accounts(told, figure, numerator, denominator):
    assert told.kpi()[figure] == (numerator, denominator)


def test_the_targets_are_policy(told):
    targets = {
        row["name"]: row["value"]
        for row in told.store.rows(
            "SELECT * FROM ops.policy WHERE tier = '' AND name LIKE '%_target'"
        )
    }
    assert targets["exec_engagement_rate_target"] == 80
    assert targets["avg_days_between_exec_contacts_target"] == 45
    assert targets["qbr_exec_attendance_target"] == 70
    assert targets["sponsor_retention_yoy_target"] == 85
    assert targets["multi_thread_score_target"] == 1.5
