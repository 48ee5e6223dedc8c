"""Responsiveness: mean days from our message to their reply; 25 at <= 1 day, 0 at 14."""

from __future__ import annotations

import pytest

from tests.spec.world import key

# One executive a case; the account's other activity is nothing but these messages.
TABLES = """
accounts
account_id | tier
A | enterprise

contacts
contact_id | account_id | title
same_day | A | CEO
one_day | A | CEO
half_way | A | CEO
at_the_window | A | CEO
late | A | CEO
two_messages | A | CEO
never | A | CEO
pending | A | CEO
pending_and_answered | A | CEO
no_message | A | CEO
other_thread | A | CEO
same_thread | A | CEO
no_threads | A | CEO
first_reply | A | CEO
earlier_mail | A | CEO
colleague_answers | A | CEO
colleague | A | Analyst
together_one | A | CEO
together_two | A | CFO
no_direction | A | CEO
outside | A | CEO
met_instead | A | CEO

activities
activity_id | account_id | kind | direction | occurred_at | from_email | participants | thread_id
a1 | A | email | outbound | 2026-03-01 09:00 | us | same_day | t1
a2 | A | email | inbound | 2026-03-01 15:00 | same_day | us | t1
b1 | A | email | outbound | 2026-03-01 09:00 | us | one_day | t2
b2 | A | email | inbound | 2026-03-02 09:00 | one_day | us | t2
c1 | A | email | outbound | 2026-03-01 00:00 | us | half_way | t3
c2 | A | email | inbound | 2026-03-08 12:00 | half_way | us | t3
d1 | A | email | outbound | 2026-03-01 00:00 | us | at_the_window | t4
d2 | A | email | inbound | 2026-03-15 00:00 | at_the_window | us | t4
e1 | A | email | outbound | 2026-03-01 00:00 | us | late | t5
e2 | A | email | inbound | 2026-03-31 00:00 | late | us | t5
f1 | A | email | outbound | 2026-03-01 00:00 | us | two_messages | t6
f2 | A | email | inbound | 2026-03-02 00:00 | two_messages | us | t6
f3 | A | email | outbound | 2026-04-01 00:00 | us | two_messages | t7
g1 | A | email | outbound | 2026-06-16 23:00 | us | never | t8
h1 | A | email | outbound | 2026-06-17 00:00 | us | pending | t9
i1 | A | email | outbound | 2026-06-28 00:00 | us | pending_and_answered | t10
i2 | A | email | inbound | 2026-06-30 00:00 | pending_and_answered | us | t10
i3 | A | email | outbound | 2026-06-30 10:00 | us | pending_and_answered | t10
j1 | A | email | outbound | 2026-03-01 00:00 | us | other_thread | t11
j2 | A | email | inbound | 2026-03-02 00:00 | other_thread | us | t12
k1 | A | email | outbound | 2026-03-01 00:00 | us | same_thread | t13
k2 | A | email | inbound | 2026-03-02 00:00 | same_thread | us | t14
k3 | A | email | inbound | 2026-03-05 00:00 | same_thread | us | t13
l1 | A | email | outbound | 2026-03-01 00:00 | us | no_threads |
l2 | A | email | inbound | 2026-03-04 00:00 | no_threads | us |
m1 | A | email | outbound | 2026-03-01 00:00 | us | first_reply |
m2 | A | email | inbound | 2026-03-03 00:00 | first_reply | us |
m3 | A | email | inbound | 2026-03-09 00:00 | first_reply | us |
n1 | A | email | inbound | 2026-02-28 00:00 | earlier_mail | us |
n2 | A | email | outbound | 2026-03-01 00:00 | us | earlier_mail |
o1 | A | email | outbound | 2026-03-01 00:00 | us | colleague_answers;colleague | t15
o2 | A | email | inbound | 2026-03-02 00:00 | colleague | us;colleague_answers | t15
p1 | A | email | outbound | 2026-03-01 00:00 | us | together_one;together_two | t16
p2 | A | email | inbound | 2026-03-02 00:00 | together_one | us | t16
q1 | A | email | | 2026-03-01 00:00 | us | no_direction | t17
q2 | A | email | | 2026-03-02 00:00 | no_direction | us | t17
r1 | A | email | outbound | 2025-06-30 12:00 | us | outside | t18
s1 | A | email | outbound | 2026-03-01 00:00 | us | met_instead | t19
s2 | A | meeting | | 2026-03-02 00:00 | | met_instead | t19
"""

# executive -> mean reply days and points, worked out by hand: 25 x (14 - mean) / 13, at most 25
EXPECTED = {
    "same_day": (0.25, 25),
    "one_day": (1, 25),
    "half_way": (7.5, 12.5),
    "at_the_window": (14, 0),
    "late": (14, 0),  # 30 days count as 14
    "two_messages": (7.5, 12.5),  # 1 and an unanswered 14
    "never": (14, 0),  # sent 14 days before the date
    "pending": (None, None),  # sent 13 days before: its reply is not due yet
    "pending_and_answered": (2, 23.076923),  # 25 x 12 / 13; the last message is still pending
    "no_message": (None, None),
    "other_thread": (14, 0),  # a message in another thread is no reply
    "same_thread": (4, 19.230769),  # 25 x 10 / 13
    "no_threads": (3, 21.153846),  # 25 x 11 / 13
    "first_reply": (2, 23.076923),
    "earlier_mail": (14, 0),  # what came before our message is no reply to it
    "colleague_answers": (14, 0),
    "together_one": (1, 25),
    "together_two": (14, 0),  # each recipient is judged by the own reply
    "no_direction": (1, 25),  # sender and domains tell the direction
    "outside": (None, None),  # before the window
    "met_instead": (14, 0),  # a meeting is no reply
}


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.mark.parametrize("contact", EXPECTED)
def test_points_follow_the_mean_days_to_the_reply(told, contact):
    found = told.factor(contact, "responsiveness")
    mean, points = EXPECTED[contact]
    assert found["measure"] == pytest.approx(mean)
    assert found["points"] == pytest.approx(points, abs=1e-6)
    assert found["state"] == ("missing" if points is None else "present")
    assert told.executive(contact)["mean_reply_days"] == pytest.approx(mean)


def test_the_evidence_is_our_messages_and_their_replies(told):
    evidence = told.factor("two_messages", "responsiveness")["evidence"]
    assert set(evidence) == {f"crm.activity/{key(name)}" for name in ("f1", "f2", "f3")}


def test_the_last_outreach_is_our_newest_message(told):
    assert str(told.executive("pending_and_answered")["last_exec_outreach_on"]) == "2026-06-30"
    assert told.executive("no_message")["last_exec_outreach_on"] is None
    rows = {row["contact_key"]: row for row in told.rows("contact_engagement")}
    assert str(rows[key("outside")]["last_exec_outreach_on"]) == "2025-06-30"
