"""Who is an executive, who is the primary sponsor, who backs them up, and when silence alarms."""

from __future__ import annotations

import pytest

from tests.spec.world import key

# Scores over frequency (12.5 a touchpoint, SMB) and alignment of the account's only goal (high: 25).
TABLES = """
accounts
account_id | tier | created_at
marked | smb |
highest | smb |
tie_started | smb |
tie_name | smb |
two_marked | smb |
abstains | smb |
marked_abstains | smb |
left | smb |
undated_left | smb |
leaves_later | smb |
roles | smb |
not_yet | smb |
future | smb | 2026-07-01
quiet_e | enterprise |
quiet_m | mid_market |
unmet_e | enterprise |
spoken_e | enterprise |
empty_e | enterprise |
unheard_e | enterprise |

contacts
contact_id | account_id | title | role | is_primary_sponsor | started_on | status | left_on
m_marked | marked | Analyst | | yes | | active |
m_better | marked | CEO | | | | active |
h_low | highest | CEO | | | | active |
h_high | highest | VP Sales | | | | active |
s_later | tie_started | CEO | | | 2020-01-02 | active |
s_first | tie_started | CFO | | | 2020-01-01 | active |
s_undated | tie_started | CTO | | | | active |
n_b | tie_name | CEO | | | | active |
n_a | tie_name | CFO | | | | active |
t_low | two_marked | CEO | | yes | | active |
t_high | two_marked | CFO | | yes | | active |
a_only | abstains | CEO | | | | active |
ma_marked | marked_abstains | CEO | | yes | | active |
l_gone | left | CEO | | yes | | left | 2026-06-30
l_stays | left | CFO | | | | active |
u_gone | undated_left | CEO | | yes | | left |
v_going | leaves_later | CEO | | yes | | left | 2026-07-01
r_sponsor | roles | Analyst | executive_sponsor | | | active |
r_director | roles | Director of IT | champion | | | active |
r_vp | roles | Vice President | | | | active |
r_none | roles | | decision_maker | | | active |
y_starts | not_yet | CEO | | | 2026-07-01 | active |
y_started | not_yet | CEO | | | 2026-06-30 | active |
f_ceo | future | CEO | | | | active |
qe | quiet_e | CEO | | | | active |
qe_gone | quiet_e | CFO | | | | left | 2026-06-01
qm | quiet_m | CEO | | | | active |
ue | unmet_e | CEO | | | | active |
se | spoken_e | CEO | | | | active |

goals
account_id | our_initiative | alignment
marked | g | high
highest | g | high
tie_started | g | high
tie_name | g | high
two_marked | g | high
left | g | high
undated_left | g | high
leaves_later | g | high
roles | g | high
not_yet | g | high
quiet_e | g | high
quiet_m | g | high
unmet_e | g | high
spoken_e | g | high

activities
account_id | kind | occurred_at | participants
marked | business_review | 2026-06-01 | m_better
marked | business_review | 2026-05-01 | m_better;m_marked
highest | business_review | 2026-06-01 | h_high;h_low
highest | business_review | 2026-05-01 | h_high
tie_started | business_review | 2026-06-01 | s_later;s_first;s_undated
tie_name | business_review | 2026-06-01 | n_b;n_a
two_marked | business_review | 2026-06-01 | t_high
left | business_review | 2026-06-01 | l_gone;l_stays
left | business_review | 2026-05-01 | l_gone
undated_left | business_review | 2026-06-01 | u_gone
leaves_later | business_review | 2026-06-01 | v_going
roles | business_review | 2026-06-01 | r_sponsor;r_director;r_vp;r_none
quiet_e | one_to_one | 2026-04-01 | qe
quiet_e | one_to_one | 2026-05-31 | qe_gone
quiet_m | qbr | 2026-01-01 | qm
spoken_e | call | 2026-04-02 | se
unmet_e | note | 2026-06-01 |
empty_e | note | 2026-06-01 |
"""


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.mark.parametrize(
    ("account", "primary", "score", "backup"),
    [
        ("marked", "m_marked", 75, "m_better"),  # marked beats the higher score of 100
        ("highest", "h_high", 100, "h_low"),
        ("tie_started", "s_first", 75, "s_later"),  # same score and touchpoints: earliest start
        ("tie_name", "n_a", 75, "n_b"),
        ("two_marked", "t_high", 75, None),  # the other never met us: disengaged
        ("abstains", None, None, None),
        ("marked_abstains", "ma_marked", None, None),
        ("left", "l_stays", 75, None),
        ("undated_left", None, None, None),
        ("leaves_later", "v_going", 75, None),  # left the day after the date
        ("roles", "r_sponsor", 75, "r_vp"),
    ],
)
def test_the_primary_sponsor_and_the_backup(told, account, primary, score, backup):
    row = told.sponsor(account)
    assert row["primary_contact_key"] == (key(primary) if primary else None)
    assert row["score"] == score
    assert row["backup_contact_key"] == (key(backup) if backup else None)


def test_executives_are_c_level_vp_sponsors_by_role_and_the_one_marked(told):
    executives = told.executives()
    assert {key("r_sponsor"), key("r_vp"), key("m_marked")} <= executives
    assert not {key("r_director"), key("r_none")} & executives
    assert told.sponsor("roles")["executives"] == 2


def test_who_has_left_or_not_started_is_no_executive_at_the_date(told):
    executives = told.executives()
    assert not {key("l_gone"), key("u_gone"), key("y_starts"), key("f_ceo")} & executives
    assert {key("v_going"), key("y_started")} <= executives


def test_an_account_created_after_the_date_has_no_row(told):
    assert told.rows("account_sponsor", "future") == []
    assert told.rows("account_health", "future") == []


@pytest.mark.parametrize(
    ("account", "days", "alert"),
    [
        ("quiet_e", 90, True),  # contact with someone who has since left does not count
        ("quiet_m", 180, False),  # the alert is for enterprise accounts
        ("unmet_e", None, True),
        ("spoken_e", 89, False),
        ("empty_e", None, True),  # no executive at all: certainly no contact with one
        ("unheard_e", None, False),  # no activities of its own: contact is not known
    ],
)
def test_silence_alarms_at_90_days_for_enterprise(told, account, days, alert):
    row = told.sponsor(account)
    assert (row["days_since_contact"], row["silence_alert"]) == (days, alert)


def test_silence_cannot_be_known_without_activities(world):
    told = world("accounts\naccount_id | tier\nE | enterprise\n")
    assert told.sponsor("E")["silence_alert"] is False


def test_cadence_is_overdue_only_after_its_days(world):
    told = world(
        """
accounts
account_id | tier
E | enterprise
M | mid_market
S | smb

contacts
contact_id | account_id | title
e30 | E | CEO
e31 | E | CFO
e_call | E | CTO
e_never | E | COO
m91 | M | CEO
m92 | M | CFO
s182 | S | CEO
s183 | S | CFO

activities
account_id | kind | occurred_at | participants
E | qbr | 2026-05-31 | e30
E | qbr | 2026-05-30 | e31;e_call
E | call | 2026-06-29 | e_call
M | qbr | 2026-03-31 | m91
M | qbr | 2026-03-30 | m92
S | business_review | 2025-12-30 | s182
S | business_review | 2025-12-29 | s183
"""
    )
    overdue = {row["contact_key"]: row["is_overdue"] for row in told.rows("sponsor_score")}
    assert {name for name in ("e30", "e31", "e_call", "e_never") if overdue[key(name)]} == {
        "e31",
        "e_call",  # a call is contact, but no touchpoint of the cadence
        "e_never",
    }
    assert not overdue[key("m91")] and overdue[key("m92")]
    assert not overdue[key("s182")] and overdue[key("s183")]


def test_a_correction_by_a_person_overlays_the_import_from_the_day_it_was_made(world):
    told = world(
        """
accounts
account_id | tier
A | smb

contacts
contact_id | account_id | title | status
c1 | A | Chief Happiness Officer | active
c2 | A | Wizard | active
c3 | A | CEO | active
"""
    )
    corrections = [
        ("c1", "seniority", "individual", "2026-06-30 23:00"),
        ("c2", "role", "executive_sponsor", "2026-06-30 23:00"),
        ("c3", "status", "left", "2026-07-01 00:00"),
    ]
    from core.actor import LOCAL

    with told.store.transaction(LOCAL, "test.correct") as work:
        for contact, field, value, at in corrections:
            work.execute(
                "INSERT INTO ops.contact_override VALUES ($key, $field, $value, 'seen', $at, 'me')",
                {"key": key(contact), "field": field, "value": value, "at": at},
            )
        work.touch("ops.contact_override")
    assert told.refresh().executives() == {key("c2"), key("c3")}
