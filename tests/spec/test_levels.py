"""Score, coverage and level of an executive: the first rule that holds."""

from __future__ import annotations

import pytest

# Every account has its own executive. Enterprise: 12 touchpoints a year, silent after 90 days;
# mid-market 4 and 180; SMB 2 and 365. Dates are counted back from 30 June 2026.
TABLES = """
accounts
account_id | tier
champion_ref | mid_market
champion_dinner | smb
champion_qbr | mid_market
no_advocacy | smb
under_75 | smb
engaged_50 | smb
passive | smb
half_covered | smb
quarter_covered | smb
silent_e90 | enterprise
heard_e89 | enterprise
silent_m180 | mid_market
heard_m179 | mid_market
silent_s365 | smb
heard_s364 | smb
never_met | smb
three_unanswered | smb
two_unanswered | smb
third_answered | smb
pending_third | smb
mail_is_contact | enterprise
ours_is_none | enterprise
note_is_none | enterprise
nobody | enterprise

contacts
contact_id | account_id | title
x_champion_ref | champion_ref | CEO
x_champion_dinner | champion_dinner | CEO
x_champion_qbr | champion_qbr | CEO
x_no_advocacy | no_advocacy | CEO
x_under_75 | under_75 | CEO
x_engaged_50 | engaged_50 | CEO
x_passive | passive | CEO
x_half_covered | half_covered | CEO
x_quarter_covered | quarter_covered | CEO
x_silent_e90 | silent_e90 | CEO
x_heard_e89 | heard_e89 | CEO
x_silent_m180 | silent_m180 | CEO
x_heard_m179 | heard_m179 | CEO
x_silent_s365 | silent_s365 | CEO
x_heard_s364 | heard_s364 | CEO
x_never_met | never_met | CEO
x_three_unanswered | three_unanswered | CEO
x_two_unanswered | two_unanswered | CEO
x_third_answered | third_answered | CEO
x_pending_third | pending_third | CEO
x_mail_is_contact | mail_is_contact | CEO
x_ours_is_none | ours_is_none | CEO
x_note_is_none | note_is_none | CEO
x_nobody | nobody | Analyst

goals
account_id | our_initiative | alignment
champion_ref | g | high
champion_dinner | g | high
champion_qbr | g | high
no_advocacy | g | high
no_advocacy | h | low
under_75 | g | high
engaged_50 | g | low
passive | g | low
half_covered | g | high
silent_e90 | g | high
heard_e89 | g | high
silent_m180 | g | high
heard_m179 | g | high
silent_s365 | g | high
heard_s364 | g | high
never_met | g | high
three_unanswered | g | high
two_unanswered | g | high
third_answered | g | high
pending_third | g | high
mail_is_contact | g | high
ours_is_none | g | high
note_is_none | g | high

activities
account_id | kind | direction | occurred_at | from_email | participants | outcome
champion_ref | strategic_checkin | | 2026-06-01 | | x_champion_ref |
champion_ref | strategic_checkin | | 2026-05-01 | | x_champion_ref |
champion_ref | referral | | 2026-04-01 | | x_champion_ref |
champion_dinner | business_review | | 2026-06-01 | | x_champion_dinner | Internal advocacy
champion_qbr | qbr | | 2026-06-01 | | x_champion_qbr |
no_advocacy | business_review | | 2026-06-01 | | x_no_advocacy | No advocacy yet
no_advocacy | business_review | | 2026-05-01 | | x_no_advocacy |
under_75 | reference | | 2026-06-01 | | x_under_75 |
engaged_50 | business_review | | 2026-06-01 | | x_engaged_50 |
engaged_50 | business_review | | 2026-05-01 | | x_engaged_50 |
passive | business_review | | 2026-06-01 | | x_passive |
half_covered | business_review | | 2026-06-01 | | x_half_covered |
quarter_covered | business_review | | 2026-06-01 | | x_quarter_covered |
silent_e90 | one_to_one | | 2026-04-01 23:59 | | x_silent_e90 |
heard_e89 | one_to_one | | 2026-04-02 00:00 | | x_heard_e89 |
silent_m180 | qbr | | 2026-01-01 | | x_silent_m180 |
heard_m179 | qbr | | 2026-01-02 | | x_heard_m179 |
silent_s365 | business_review | | 2025-06-30 | | x_silent_s365 |
heard_s364 | business_review | | 2025-07-01 | | x_heard_s364 |
never_met | note | | 2026-06-20 | us | us |
three_unanswered | business_review | | 2026-06-20 | | x_three_unanswered |
three_unanswered | email | outbound | 2026-05-01 | us | x_three_unanswered |
three_unanswered | email | outbound | 2026-05-10 | us | x_three_unanswered |
three_unanswered | email | outbound | 2026-05-20 | us | x_three_unanswered |
two_unanswered | business_review | | 2026-06-20 | | x_two_unanswered |
two_unanswered | email | outbound | 2026-05-10 | us | x_two_unanswered |
two_unanswered | email | outbound | 2026-05-20 | us | x_two_unanswered |
third_answered | business_review | | 2026-06-20 | | x_third_answered |
third_answered | email | outbound | 2026-05-01 | us | x_third_answered |
third_answered | email | inbound | 2026-05-02 | x_third_answered | us |
third_answered | email | outbound | 2026-05-10 | us | x_third_answered |
third_answered | email | outbound | 2026-05-20 | us | x_third_answered |
pending_third | business_review | | 2026-06-20 | | x_pending_third |
pending_third | email | outbound | 2026-05-10 | us | x_pending_third |
pending_third | email | outbound | 2026-05-20 | us | x_pending_third |
pending_third | email | outbound | 2026-06-25 | us | x_pending_third |
mail_is_contact | email | inbound | 2026-06-20 | x_mail_is_contact | us |
ours_is_none | email | outbound | 2026-06-20 | us | x_ours_is_none |
note_is_none | note | | 2026-06-20 | us | x_note_is_none |
"""

# account -> score, coverage, level, risk. In brackets: points of frequency, responsiveness, QBR,
# alignment that make the score.
EXPECTED = {
    "champion_ref": (75, 50, "champion", "low"),  # (12.5 + 25) / 50
    "champion_dinner": (75, 50, "champion", "low"),  # (12.5 + 25) / 50
    "champion_qbr": (75, 75, "champion", "low"),  # (6.25 + 25 + 25) / 75
    "no_advocacy": (75, 50, "engaged", "low"),  # (25 + 12.5) / 50
    "under_75": (50, 50, "engaged", "low"),  # (0 + 25) / 50: a reference, but too few points
    "engaged_50": (50, 50, "engaged", "low"),  # (25 + 0) / 50
    "passive": (25, 50, "passive", "medium"),  # (12.5 + 0) / 50
    "half_covered": (75, 50, "engaged", "low"),  # coverage of exactly 50 does not abstain
    "quarter_covered": (None, 25, "unknown", "critical"),
    "silent_e90": (54.166667, 50, "disengaged", "high"),  # (2.083333 + 25) / 50
    "heard_e89": (54.166667, 50, "engaged", "low"),
    "silent_m180": (75, 75, "disengaged", "high"),  # silence comes before champion
    "heard_m179": (75, 75, "champion", "low"),
    "silent_s365": (50, 50, "disengaged", "high"),
    "heard_s364": (75, 50, "engaged", "low"),
    "never_met": (50, 50, "disengaged", "high"),
    "three_unanswered": (50, 75, "disengaged", "high"),  # (12.5 + 0 + 25) / 75
    "two_unanswered": (50, 75, "engaged", "low"),
    # 1, 14 and 14 days: mean 29/3, points 25 x (14 - 29/3) / 13 = 8.333333
    "third_answered": (61.111111, 75, "engaged", "low"),
    "pending_third": (50, 75, "engaged", "low"),
    "mail_is_contact": (50, 50, "engaged", "low"),
    "ours_is_none": (50, 50, "disengaged", "high"),
    "note_is_none": (50, 50, "disengaged", "high"),
    "nobody": (None, 0, "unknown", "critical"),
}


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.mark.parametrize("account", EXPECTED)
def test_the_first_rule_that_holds_gives_the_level(told, account):
    score, coverage, level, risk = EXPECTED[account]
    row = told.sponsor(account)
    assert row["score"] == pytest.approx(score, abs=1e-6)
    assert (row["coverage_pct"], row["level"], row["risk"]) == (coverage, level, risk)


def test_an_abstaining_score_says_what_to_import(told):
    assert any("import goals" in note for note in told.sponsor("quarter_covered")["missing"])
    assert any("import contacts" in note for note in told.sponsor("nobody")["missing"])


def test_contact_is_the_newest_direct_contact(told):
    row = told.executive("x_three_unanswered")
    assert (str(row["last_contact_at"]), row["days_since_contact"]) == ("2026-06-20 00:00:00", 10)
    assert row["last_contact_kind"] == "business_review"
    assert told.executive("x_ours_is_none")["last_contact_at"] is None


@pytest.mark.parametrize(
    ("contact", "phrase"),
    [
        ("x_never_met", "no prior direct contact"),
        ("x_ours_is_none", "no prior direct contact"),
        ("x_champion_qbr", "met once, at QBR Q2 2026"),
        ("x_heard_m179", "met once, at QBR Q1 2026"),
        ("x_mail_is_contact", "wrote once, on 20 June 2026"),
        ("x_passive", "met once, on 1 June 2026"),
        ("x_champion_ref", "regular contact, champion"),
        ("x_no_advocacy", "regular contact, engaged"),
    ],
)
def test_the_relationship_is_said_in_one_phrase(told, contact, phrase):
    assert told.executive(contact)["relationship"] == phrase
