"""What is gathered, what is missing and why, what is stale, and what the date hides."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.actor import Actor, Role
from core.drafting.fact import FactKind, Freshness
from core.drafting.kind import DraftRequest
from core.errors import Forbidden, InvalidInput, NotFound
from core.sponsors.outreach.facts import gather
from tests.spec.world import key
from tests.unit.sponsors.outreach.examples import DAY, US

HEAD = f"""{US.strip()}

accounts
account_id | name       | tier       | owner_email       | arr_amount | currency | renewal_on | country
A1         | Acme, Inc. | enterprise | maya@ours.example | 1000000    | USD      | 2026-02-04 | France
A2         | Other      | smb        | maya@ours.example | 5          | EUR      |            |

contacts
contact_id | account_id | full_name | title | email           | country | status | role              | is_primary_sponsor
C1         | A1         | Ada Byron | CFO   | ada@acme.example | France | active | executive_sponsor | true
C9         | A2         | Bo Else   | CEO   | bo@other.example |        | active |                   |
"""


@pytest.fixture(scope="module")
def plain(load):
    return load(HEAD)


def values(sheet, name):
    return [fact.value for fact in sheet if fact.id.startswith(name)]


def test_days_to_the_renewal_follow_from_its_date(plain):
    fact = plain.sheet()["days_to_renewal"]
    assert (fact.value, fact.unit, fact.derived_from) == (Decimal(30), "days", ("renewal_on",))
    assert fact.evidence == (f"crm.account/{key('A1')}",)


def test_a_renewal_that_has_passed_is_told_as_missing(load):
    sheet = load(HEAD.replace("2026-02-04", "2025-12-31")).sheet()
    assert "days_to_renewal" not in sheet
    (missing,) = [item for item in sheet.missing if item.id == "days_to_renewal"]
    assert "2025-12-31, has passed" in missing.remedy


def test_a_fee_without_its_currency_is_no_fact(load):
    sheet = load(HEAD.replace("| USD ", "|     ")).sheet()
    assert "arr" not in sheet
    assert "currency" in next(item.remedy for item in sheet.missing if item.id == "arr")


def test_the_company_goes_by_its_name_without_legal_form_too(plain):
    assert plain.sheet()["account.name"].aliases == ("Acme",)


def test_the_sheet_of_one_account_holds_nothing_of_another(plain):
    told = " ".join(str(fact.value) for fact in plain.sheet())
    assert "Bo Else" not in told
    assert "Other" not in told


def test_a_contact_of_another_account_is_no_recipient(plain):
    with pytest.raises(NotFound, match="no contact of this account"):
        plain.sheet("C9")


def test_without_a_recipient_the_account_is_told_of_alone(plain):
    sheet = plain.sheet(None)
    assert sheet.contact_key is None
    assert "recipient.name" not in sheet
    assert sheet["sponsor.primary.name"].value == "Ada Byron"


def test_an_unknown_sender_is_an_address_without_a_name(plain):
    sheet = plain.sheet(sender="New@Ours.example")
    assert sheet["sender.email"].value == "new@ours.example"
    assert "sender.name" in {item.id for item in sheet.missing}


def test_who_may_not_see_the_account_learns_nothing(plain):
    request = DraftRequest("executive_outreach", key("A1"), "any", DAY, "x@ours.example")
    stranger = Actor("nobody@ours.example", frozenset({Role.CSM}))
    with pytest.raises(NotFound):
        gather(plain.store, stranger, request)
    with pytest.raises(Forbidden):
        gather(plain.store, Actor("nobody@ours.example"), request)


def test_a_date_without_scores_says_to_refresh(plain):
    request = DraftRequest(
        "executive_outreach", key("A1"), "any", date(2020, 1, 1), "maya@ours.example"
    )
    with pytest.raises(InvalidInput, match="no scores for 2020-01-01"):
        gather(plain.store, Actor("local", frozenset({Role.ADMIN})), request)


def test_an_old_export_makes_the_fee_stale_and_what_follows_from_it(load):
    world = load(HEAD, exported_on=DAY - timedelta(days=181))
    sheet = world.sheet()
    assert sheet["arr"].freshness is Freshness.STALE
    assert sheet["renewal_on"].freshness is Freshness.STALE
    assert sheet["days_to_renewal"].freshness is Freshness.STALE


OUTCOMES = """
outcomes
account_id | metric           | value | unit    | baseline | target | measured_on
A1         | Cycle time       | 26    | hours   | 52       | 30     | 2025-12-31
A1         | Cycle time       | 40    | hours   | 52       | 30     | 2025-09-30
A1         | Cycle time       | 10    | hours   | 52       | 30     | 2026-03-31
A1         | Automated orders | 50    | %       | 41       | 75     | 2025-06-30
A1         | Annual savings   | 3000000 | EUR   |          |        | 2025-12-31
A1         | Uptime           | 99.95 | percent |          | 99.9   | 2025-12-31
"""


@pytest.fixture(scope="module")
def measured(load):
    return load(HEAD + OUTCOMES)


def test_a_metric_that_should_fall_exceeds_its_target_from_below(measured):
    sheet = measured.sheet()
    assert sheet["outcome.cycle_time.value"].value == Decimal(26)
    assert sheet["outcome.cycle_time.value"].kind is FactKind.DURATION
    assert sheet["outcome.cycle_time.standing"].value == "exceeded"
    beyond = sheet["outcome.cycle_time.vs_target"]
    assert (beyond.value, beyond.unit, beyond.direction) == (Decimal(4), "hours", "below")
    ratio = sheet["outcome.cycle_time.ratio"]
    assert (ratio.value, ratio.unit, ratio.direction) == (Decimal("0.5"), "times", "below")
    assert sheet["outcome.cycle_time.change_pct"].value == Decimal(50)


def test_a_metric_in_percent_differs_by_points_and_changes_by_no_percent(measured):
    sheet = measured.sheet()
    change = sheet["outcome.automated_orders.change"]
    assert (change.value, change.unit, change.direction) == (Decimal(9), "points", "above")
    assert "outcome.automated_orders.change_pct" not in sheet
    assert sheet["outcome.automated_orders.standing"].value == "behind"


def test_decimals_stay_as_imported(measured):
    sheet = measured.sheet()
    assert str(sheet["outcome.uptime.value"].value) == "99.95"
    assert str(sheet["outcome.uptime.vs_target"].value) == "0.05"
    assert sheet["outcome.uptime.standing"].value == "exceeded"


def test_a_measurement_older_than_a_quarter_and_a_month_is_stale(measured):
    sheet = measured.sheet()
    assert sheet["outcome.automated_orders.value"].freshness is Freshness.STALE
    assert sheet["outcome.automated_orders.vs_target"].freshness is Freshness.STALE
    assert sheet["outcome.cycle_time.value"].freshness is Freshness.PRESENT


def test_savings_in_another_currency_give_no_return(measured):
    sheet = measured.sheet()
    assert sheet["outcome.annual_savings.value"].unit == "EUR"
    assert "roi.multiple" not in sheet


def test_metrics_come_strongest_first(measured):
    names = values(measured.sheet(), "outcome.")
    order = [name for name in names if name in ("Cycle time", "Uptime", "Automated orders")]
    assert order.index("Automated orders") == 2


def test_the_date_hides_later_measurements(measured):
    sheet = measured.sheet(as_of=date(2025, 10, 15))
    assert sheet["outcome.cycle_time.value"].value == Decimal(40)
    assert "outcome.uptime.value" not in sheet


MET = """
activities
activity_id | account_id | kind    | direction | occurred_at          | participants                       | from_email        | outcome
V1          | A1         | qbr     |           | 2025-05-06T10:00:00Z | ada@acme.example;maya@ours.example |                   |
V2          | A1         | qbr     |           | 2025-12-02T10:00:00Z | maya@ours.example                  |                   |
V3          | A1         | qbr     |           | 2025-12-20T10:00:00Z | ada@acme.example                   |                   | Cancelled
V4          | A1         | qbr     |           | 2026-02-10T10:00:00Z | ada@acme.example                   |                   |
V5          | A1         | qbr     |           | 2026-01-20T10:00:00Z | ada@acme.example                   |                   | cancelled
V6          | A1         | email   | outbound  | 2025-12-10T10:00:00Z | ada@acme.example;maya@ours.example | maya@ours.example |
V7          | A1         | meeting |           | 2026-01-08T10:00:00Z | ada@acme.example                   |                   |

tickets
ticket_id | account_id | subject        | body                | priority | status | opened_at            | resolved_at          | component
T1        | A1         | Secret subject | Ask Zoe Quartermain | P2       | open   | 2025-12-30T08:00:00Z |                      | Month-end
T2        | A1         | Gone           |                     | P1       | solved | 2025-11-01T08:00:00Z | 2025-11-03T08:00:00Z | Month-end
T3        | A1         | Later          |                     | P1       | open   | 2026-01-09T08:00:00Z |                      | Month-end

goals
goal_id | account_id | our_initiative | their_priority           | alignment | tied_to_renewal
G1      | A1         | Reporting      | A faster month-end close | high      | true

opportunities
opportunity_id | account_id | name             | stage | amount | currency | close_on   | outcome | created_on
O1             | A1         | Acme - Expansion | Offer | 20000  | USD      | 2026-03-01 | open    | 2025-11-01
O2             | A1         | Acme - Paris     | Offer | 9000   | EUR      | 2026-04-01 | open    | 2025-11-02
O3             | A1         | Acme - Later     | Offer | 7000   | USD      | 2026-06-01 | open    | 2026-02-01
O4             | A1         | Acme - Renewal   | Won   | 7000   | USD      | 2025-02-01 | won     | 2024-11-01

roadmap
item_id | feature | title     | planned_on | status
M1      | Export  | Export 2  | 2026-05-01 | planned
M2      | Export  | Export 1  | 2025-12-01 | planned
M3      | Other   | Unrelated | 2026-05-01 | planned

features
account_id | feature | in_use | first_seen_on | last_seen_on
A1         | Export  | true   | 2024-05-01    | 2026-01-02
"""


@pytest.fixture(scope="module")
def met(load):
    return load(HEAD + MET)


def test_last_contact_is_a_meeting_and_never_our_own_message(met):
    sheet = met.sheet()
    assert sheet["recipient.last_contact_on"].value == date(2025, 5, 6)
    assert sheet["recipient.days_since_contact"].value == Decimal(244)
    assert sheet["recipient.last_outreach_on"].value == date(2025, 12, 10)


def test_a_cancelled_review_is_neither_held_nor_next(met):
    sheet = met.sheet()
    assert sheet["qbr.last_on"].value == date(2025, 12, 2)
    assert sheet["qbr.next_on"].value == date(2026, 2, 10)
    assert sheet["qbr.held"].value == Decimal(2)
    assert sheet["recipient.qbrs_attended"].value == Decimal(1)


def test_an_issue_is_told_of_by_count_and_age_on_the_grounds_of_a_goal(met):
    sheet = met.sheet()
    assert sheet["issue.open_critical"].value == Decimal(1)
    assert sheet["issue.oldest_critical_age"].value == Decimal(6)
    assert sheet["issue.grounds"].value == "tied_to_renewal"
    assert any(row.startswith("crm.goal/") for row in sheet["issue.grounds"].evidence)


def test_security_13_no_word_of_a_ticket_is_on_the_sheet(met):
    told = str(met.sheet().to_dict())
    for words in ("Secret", "Zoe", "Quartermain", "Gone"):
        assert words not in told


def test_money_keeps_its_currency_and_is_never_summed(met):
    sheet = met.sheet()
    amounts = {(fact.value, fact.unit) for fact in sheet if fact.id.endswith(".amount")}
    assert amounts == {(Decimal(20000), "USD"), (Decimal(9000), "EUR")}


def test_a_first_order_that_is_a_renewal_tells_nothing_of_since_when(met):
    assert "customer_since" not in met.sheet()


def test_only_the_roadmap_ahead_of_the_own_features_is_offered(met):
    assert values(met.sheet(), "roadmap.export_2.title") == ["Export 2"]
    assert not any("export_1" in fact.id or "unrelated" in fact.id for fact in met.sheet())


PLANNED_AHEAD = (
    "renewal_on",
    "qbr.next_on",
    "close_on",
    "planned_on",
    "due_on",
    "meeting.",
    "send.",
)


@pytest.mark.parametrize("as_of", [date(2025, 11, 15), date(2026, 1, 5), date(2026, 1, 10)])
def test_nothing_after_the_date_is_seen_but_what_was_planned(met, as_of):
    for fact in met.sheet(as_of=as_of):
        if fact.kind is FactKind.DATE and not any(name in fact.id for name in PLANNED_AHEAD):
            assert fact.value <= as_of, fact.id


def test_the_date_moves_meetings_and_tickets_with_it(met):
    early, late = met.sheet(as_of=date(2025, 11, 2)), met.sheet(as_of=date(2026, 1, 10))
    assert early["issue.open_critical"].value == Decimal(1)
    assert early["issue.oldest_critical_on"].value == date(2025, 11, 1)
    assert late["recipient.last_contact_on"].value == date(2026, 1, 8)
    assert late["issue.open_critical"].value == Decimal(2)


def test_no_critical_issue_is_said_to_be_none(met):
    sheet = met.sheet(as_of=date(2025, 12, 1))
    (missing,) = [item for item in sheet.missing if item.id == "issue.open_critical"]
    assert missing.remedy == "No critical issue is open: there is none to tell of."


def test_ids_and_versions_are_the_same_from_one_gathering_to_the_next(met):
    one, two = met.sheet(), met.sheet()
    assert [(fact.id, fact.version) for fact in one] == [(fact.id, fact.version) for fact in two]


def test_what_has_no_text_or_no_rows_gives_no_fact(load):
    sheet = load(HEAD.replace("CFO", "   ")).sheet()
    assert "recipient.title" not in sheet
    assert "recipient.title" in {item.id for item in sheet.missing}
