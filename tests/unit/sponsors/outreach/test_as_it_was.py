"""Values that a later export changed are those of the date; who left is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.sponsors.outreach.examples import US, imported

FIRST = f"""{US.strip()}

accounts
account_id | name | tier       | owner_email       | arr_amount | currency | renewal_on
A1         | Acme | enterprise | maya@ours.example | 100000     | USD      | 2026-06-30

contacts
contact_id | account_id | full_name | title | email            | status | role              | is_primary_sponsor
C1         | A1         | Ada Byron | CFO   | ada@acme.example | active | executive_sponsor | true
C2         | A1         | Jo March  | CEO   | jo@acme.example  | active |                   |
C3         | A1         | Al Gore   | CTO   | al@acme.example  | active |                   |

opportunities
opportunity_id | account_id | name             | stage | amount | currency | close_on   | outcome | created_on
O1             | A1         | Acme - Expansion | Offer | 20000  | USD      | 2026-03-01 | open    | 2025-11-01

activities
activity_id | account_id | kind       | occurred_at          | participants
V1          | A1         | one_to_one | 2025-06-01T10:00:00Z | ada@acme.example
"""
SECOND = """
accounts
account_id | name      | tier       | owner_email      | arr_amount | currency | renewal_on
A1         | Acme Labs | enterprise | tom@ours.example | 120000     | USD      | 2027-06-30

contacts
contact_id | account_id | full_name | title | email            | status | role              | is_primary_sponsor
C1         | A1         | Ada Byron | CFO   | ada@acme.example | active | executive_sponsor | true
C2         | A1         | Jo March  | CEO   | jo@acme.example  | left   |                   |

opportunities
opportunity_id | account_id | name             | stage | amount | currency | close_on   | outcome | created_on
O1             | A1         | Acme - Expansion | Won   | 25000  | USD      | 2026-01-10 | won     | 2025-11-01
"""
BEFORE, AFTER = date(2025, 12, 31), date(2026, 1, 15)


@pytest.fixture(scope="module")
def changed(load, models, tmp_path_factory):
    world = load(FIRST, exported_on=BEFORE)
    imported(world.store, models, tmp_path_factory.mktemp("second"), SECOND, AFTER)
    return world


def test_after_the_second_export_its_values_hold(changed):
    sheet = changed.sheet(as_of=AFTER)
    assert sheet["account.name"].value == "Acme Labs"
    assert sheet["arr"].value == Decimal(120000)
    assert sheet["renewal_on"].value == date(2027, 6, 30)
    assert sheet["team.tom_ferreira.role"].value == "owner"
    assert not any(fact.id.startswith("opportunity.") for fact in sheet)


def test_before_it_the_first_exports_values_hold(changed):
    sheet = changed.sheet(as_of=BEFORE)
    assert sheet["account.name"].value == "Acme"
    assert sheet["arr"].value == Decimal(100000)
    assert sheet["renewal_on"].value == date(2026, 6, 30)
    assert sheet["team.maya_okonjo.role"].value == "owner"
    assert sheet["opportunity.acme_expansion.amount"].value == Decimal(20000)
    assert sheet["opportunity.acme_expansion.close_on"].value == date(2026, 3, 1)
    assert sheet["opportunity.acme_expansion.stage"].value == "Offer"


def test_a_changed_fee_changes_the_version_of_its_fact_and_of_nothing_else_about_the_person(
    changed,
):
    before, after = changed.sheet(as_of=BEFORE), changed.sheet(as_of=AFTER)
    assert before["arr"].version != after["arr"].version
    assert before["recipient.name"].version == after["recipient.name"].version


def test_an_executive_who_left_is_named_with_the_day(changed):
    sheet = changed.sheet(as_of=AFTER)
    assert sheet["risk.departure.jo_march.name"].value == "Jo March"
    assert sheet["risk.departure.jo_march.left_on"].value == AFTER
    assert not any(fact.id.startswith("risk.departure") for fact in changed.sheet(as_of=BEFORE))


def test_a_recipient_who_left_is_told_so(changed):
    assert changed.sheet("C2", as_of=AFTER)["recipient.status"].value == "left"


def test_silence_beyond_the_alert_is_a_risk_and_no_contact_at_all_is_said(changed):
    sheet = changed.sheet("C3", as_of=AFTER)
    assert sheet["risk.silence"].value == Decimal(228)
    assert sheet["recipient.relationship"].value == "no prior direct contact"
    (missing,) = [item for item in sheet.missing if item.id == "recipient.last_contact_on"]
    assert missing.remedy == "There has been no direct contact yet."
