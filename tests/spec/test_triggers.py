"""What calls for a word with an executive: each rule just inside and just outside its limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.actor import LOCAL, Actor, Role
from core.policy import current
from core.sponsors.triggers import RULES, triggers
from tests.exports import OPTIONS, import_files
from tests.spec.world import AS_OF, key

FILES = {
    "accounts": """
account_id,name,tier,owner_email,arr_amount,currency,renewal_on
left,Left,enterprise,ann@us.example,100,USD,
left_long_ago,Left long ago,enterprise,ann@us.example,100,USD,
qbr,Qbr,mid_market,ann@us.example,100,USD,
qbr_far,Qbr far,mid_market,ann@us.example,100,USD,
qbr_briefed,Qbr briefed,mid_market,ann@us.example,100,USD,
plan,Plan,smb,ann@us.example,100,USD,
plan_done,Plan done,smb,ann@us.example,100,USD,
plan_met,Plan met,smb,ann@us.example,100,USD,
silent,Silent,enterprise,ann@us.example,100,USD,
red,Red,smb,bob@us.example,100,USD,2026-09-28
red_untied,Red untied,smb,bob@us.example,100,USD,2026-09-28
""",
    "contacts": """
contact_id,account_id,full_name,title,email,role,is_primary_sponsor,status
gone,left,Gone Girl,CEO,gone@left.example,executive_sponsor,yes,active
next,left,Next Norm,CFO,next@left.example,,,active
gone2,left_long_ago,Old Gone,CEO,gone@ago.example,executive_sponsor,yes,active
q1,qbr,Quinn,CFO,quinn@qbr.example,,yes,active
q2,qbr_far,Quill,CFO,quill@far.example,,yes,active
q3,qbr_briefed,Quade,CFO,quade@briefed.example,,yes,active
p1,plan,Pat,CEO,pat@plan.example,,yes,active
p2,plan_done,Pia,CEO,pia@done.example,,yes,active
p3,plan_met,Pam,CEO,pam@met.example,,yes,active
s1,silent,Sid,CEO,sid@silent.example,,yes,active
r1,red,Rex,CTO,rex@red.example,,yes,active
""",
    "activities": """
activity_id,account_id,kind,occurred_at,participants
a1,qbr,qbr,2026-07-21T09:00:00Z,quinn@qbr.example
a2,qbr,meeting,2026-06-08T09:00:00Z,quinn@qbr.example
a3,qbr_far,qbr,2026-07-22T09:00:00Z,quill@far.example
a4,qbr_briefed,qbr,2026-07-21T09:00:00Z,quade@briefed.example
a5,qbr_briefed,one_to_one,2026-06-09T09:00:00Z,quade@briefed.example
a6,plan,meeting,2026-05-30T09:00:00Z,pat@plan.example
a7,plan_met,meeting,2026-05-31T09:00:00Z,pam@met.example
a8,silent,meeting,2026-03-31T09:00:00Z,sid@silent.example
a9,left,meeting,2026-06-20T09:00:00Z,next@left.example
a10,red,meeting,2026-06-20T09:00:00Z,rex@red.example
""",
    "account_plans": """
plan_id,account_id,objective,due_on,needs_executive_engagement,status
1,plan,Grow,2026-07-15,yes,open
2,plan,Later,2026-12-15,yes,open
3,plan_done,Grow,2026-07-15,yes,done
4,plan_met,Grow,2026-07-15,yes,open
""",
    "goals": """
goal_id,account_id,our_initiative,their_priority,alignment,tied_to_renewal
1,red,Faster sync,Close the books in 3 days,high,yes
2,red_untied,Faster sync,Close the books,high,no
""",
    "tickets": """
ticket_id,account_id,priority,status,opened_at
1,red,P1,open,2026-05-01T00:00:00Z
2,red_untied,P1,open,2026-05-01T00:00:00Z
""",
    "heartbeats": """
account_id,integration,seen_at,api_calls
red,sync,2026-06-01T00:00:00Z,10
red_untied,sync,2026-06-01T00:00:00Z,10
""",
}


@pytest.fixture(scope="module")
def told(world, tmp_path_factory):
    told = world()
    _import(told, tmp_path_factory.mktemp("first"), FILES, datetime(2026, 1, 1))
    contacts = FILES["contacts"]
    long_ago = contacts.replace(
        "gone@ago.example,executive_sponsor,yes,active",
        "gone@ago.example,executive_sponsor,yes,left",
    )
    _import(told, tmp_path_factory.mktemp("ago"), {"contacts": long_ago}, datetime(2026, 4, 1))
    now = long_ago.replace(
        "gone@left.example,executive_sponsor,yes,active",
        "gone@left.example,executive_sponsor,yes,left",
    )
    _import(told, tmp_path_factory.mktemp("now"), {"contacts": now}, datetime(2026, 4, 2, 12))
    return told.refresh(AS_OF)


def _import(told, folder, files, exported_at):
    options = replace(OPTIONS, exported_at=exported_at)
    import_files(told.store, folder, {name: text.lstrip() for name, text in files.items()}, options)


@pytest.fixture(scope="module")
def found(told):
    return {(item.rule, item.account_key): item for item in triggers(told.store, LOCAL, AS_OF)}


EXPECTED = [
    # rule, account, whom to write to, about, days
    ("sponsor_departed", "left", "next", "Gone Girl", 89),
    ("qbr_unbriefed", "qbr", "q1", "", 21),
    ("plan_asks", "plan", "p1", "Grow", 15),
    ("executives_silent", "silent", "s1", "", 91),
    ("issue_threatens_goal", "red", "r1", "Close the books in 3 days", 90),
]


@pytest.mark.parametrize("expected", EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_rule_names_whom_to_write_to_and_why(found, expected):
    rule, account, contact, about, days = expected
    item = found[rule, key(account)]
    assert (item.contact_key, item.about, item.days) == (key(contact), about, days)
    assert item.evidence


@pytest.mark.parametrize(
    ("rule", "account"),
    [
        ("sponsor_departed", "left_long_ago"),
        ("qbr_unbriefed", "qbr_far"),
        ("qbr_unbriefed", "qbr_briefed"),
        ("plan_asks", "plan_done"),
        ("plan_asks", "plan_met"),
        ("executives_silent", "qbr"),
        ("issue_threatens_goal", "red_untied"),
    ],
)
def test_beyond_its_limits_a_rule_is_silent(found, rule, account):
    assert (rule, key(account)) not in found


def test_every_rule_names_a_purpose_and_thresholds_of_the_policy(told):
    policy = current(told.store)
    purposes = {
        "introduction",
        "strategic_alignment",
        "pre_qbr_briefing",
        "issue_escalation_awareness",
        "expansion_conversation",
    }
    assert {rule.purpose for rule in RULES} == purposes
    for rule in RULES:
        for name in rule.thresholds:
            assert policy.value(name) > 0


def test_a_csm_is_told_of_their_own_accounts_only(told):
    ann = Actor("ann@us.example", frozenset({Role.CSM}))
    accounts = {item.account_key for item in triggers(told.store, ann, AS_OF)}
    assert key("plan") in accounts
    assert key("red") not in accounts


def test_nothing_after_the_date_is_seen(told):
    earlier = told.refresh(date(2026, 4, 1))
    rules = {
        (item.rule, item.account_key) for item in triggers(earlier.store, LOCAL, date(2026, 4, 1))
    }
    assert ("sponsor_departed", key("left")) not in rules
    assert ("sponsor_departed", key("left_long_ago")) in rules
