"""Times in the forms of ISO 8601, whatever is left out of them, arrive in UTC."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.store import Store
from tests.unit.capture.conftest import Bring, Write

TEN = datetime(2026, 6, 1, 10)
ACTIVITIES = "activity_id,account_id,kind,occurred_at"


FORMS = (
    ("2026-06-01T10:00:00Z", TEN),
    ("2026-06-01T10:00Z", TEN),
    ("2026-06-01 10:00Z", TEN),
    ("2026-06-01T10Z", TEN),
    ("2026-06-01t10:00:00z", TEN),
    ("2026-06-01T12:00+02:00", TEN),
    ("2026-06-01T12:00:00+0200", TEN),
    ("2026-06-01T12:00:00+02", TEN),
    ("2026-06-01T12:00 +0200", TEN),
    ("2026-06-01T05:30-0430", TEN),
    ("2026-06-01 10:00 UTC", TEN),
    ("2026-06-01 10:00:00 GMT", TEN),
    ("20260601T100000Z", TEN),
    ("20260601T1000Z", TEN),
    ("20260601T120000+0200", TEN),
    ("2026-06-01T10:00:00.250Z", datetime(2026, 6, 1, 10, 0, 0, 250_000)),
    ("2026-06-01T12:00:00.123456789+02:00", datetime(2026, 6, 1, 10, 0, 0, 123_456)),
    ("2026-06-01T10:00:00,5Z", datetime(2026, 6, 1, 10, 0, 0, 500_000)),
    ("2026-06-02T00:30+02:00", datetime(2026, 6, 1, 22, 30)),
    ("2026-06-01", datetime(2026, 6, 1)),
    ("20260601", datetime(2026, 6, 1)),
)


@pytest.mark.parametrize(("written", "moment"), FORMS)
def test_a_time_with_a_zone_is_kept_in_utc(
    store: Store, write: Write, bring: Bring, written: str, moment: datetime
) -> None:
    (report,) = bring(write("activities.csv", ACTIVITIES, f'1,A1,call,"{written}"'))
    assert (report.refused, report.problems) == (0, ())
    assert store.value("SELECT occurred_at FROM crm.activity") == moment


def test_every_form_may_stand_in_one_column(store: Store, write: Write, bring: Bring) -> None:
    lines = [f'{number:02},A1,call,"{written}"' for number, (written, _) in enumerate(FORMS)]
    (report,) = bring(write("activities.csv", ACTIVITIES, *lines), time_zone="Asia/Tokyo")
    assert report.refused == 0
    rows = store.rows("SELECT occurred_at FROM crm.activity ORDER BY source_id")
    assert [row["occurred_at"] for row in rows] == [moment for _, moment in FORMS]


@pytest.mark.parametrize(
    "written", ["2026-06-01T10:00", "2026-06-01 10", "20260601T1000", "2026-06-01T10:00:00"]
)
def test_a_time_without_a_zone_is_moved_from_the_one_that_is_named(
    store: Store, write: Write, bring: Bring, written: str
) -> None:
    path = write(
        "hubspot.csv",
        "Activity ID,Activity Type,Activity Date,Associated Contact Email",
        f"1,Call,{written},jo@acme.com",
        "2,Call,2026-06-01T10Z,jo@acme.com",
    )
    bring(path, time_zone="Europe/Berlin")
    rows = store.rows("SELECT occurred_at FROM crm.activity ORDER BY source_id")
    assert [row["occurred_at"] for row in rows] == [datetime(2026, 6, 1, 8), TEN]


@pytest.mark.parametrize(
    "written",
    ["2026-06-01banana", "2026-06-01T25:00Z", "2026-13-01T10:00Z", "2026-06-01T10:00+2"],
)
def test_what_only_begins_like_a_time_is_refused_with_its_column(
    write: Write, bring: Bring, written: str
) -> None:
    (report,) = bring(write("activities.csv", ACTIVITIES, f"1,A1,call,{written}"))
    (problem,) = report.problems
    assert (report.accepted, report.refused) == (0, 1)
    assert (problem.column, problem.value) == ("occurred_at", written)


def test_an_optional_time_that_cannot_be_read_refuses_the_record_and_names_the_column(
    write: Write, bring: Bring
) -> None:
    header = "ticket_id,account_id,subject,priority,status,opened_at,resolved_at"
    (report,) = bring(
        write("tickets.csv", header, "1,A1,Slow,P1,solved,2026-06-01T10:00Z,last week")
    )
    (problem,) = report.problems
    assert (problem.column, problem.line, problem.value) == ("resolved_at", 2, "last week")
    assert "a time" in problem.reason
    assert report.refused == 1


def test_a_date_column_takes_the_day_as_written(store: Store, write: Write, bring: Bring) -> None:
    (report,) = bring(
        write(
            "account_plans.csv",
            "account_id,objective,plan_id,due_on",
            "A1,x,1,2026-06-01T23:30-05:00",
            "A1,x,2,20260602",
            "A1,x,3,2026-06-03banana",
        )
    )
    assert (report.accepted, report.refused) == (2, 1)
    rows = store.rows("SELECT due_on FROM crm.account_plan ORDER BY source_id")
    assert [row["due_on"] for row in rows] == [date(2026, 6, 1), date(2026, 6, 2)]


@pytest.mark.parametrize(
    ("early", "good"),
    [
        ("0026-07-01", "2026-07-02"),
        ("0001-01-02T00:00:00Z", "2026-07-02T00:00:00Z"),
        ("0026-07-01T10:00+02:00", "2026-07-02T10:00+02:00"),
        ("01.07.0026", "02.07.2026"),
        ("0026/07/01", "2026/07/02"),
        ("13 Jul 0026", "2 Jul 2026"),
    ],
)
def test_a_year_that_lost_its_century_is_refused_and_says_why(
    store: Store, write: Write, bring: Bring, early: str, good: str
) -> None:
    lines = (f"A1,x,1,{early}", f"A1,x,2,{good}", f"A1,x,3,{good}")
    header = "account_id,objective,plan_id,due_on"
    (report,) = bring(write("account_plans.csv", header, *lines), date_order="dmy")
    assert (report.accepted, report.refused) == (2, 1)
    (problem,) = report.problems
    assert (problem.line, problem.column, problem.value) == (2, "due_on", early)
    assert "years from 1000 on" in problem.reason
    assert store.value("SELECT min(due_on) FROM crm.account_plan") == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("none", "good"),
    [
        ("0001-01-01", "2026-07-02"),
        ("0001-01-01T00:00:00", "2026-07-02"),
        ("0001-01-01T00:00:00.0000000Z", "2026-07-02T00:00:00Z"),
        ("0000-00-00", "2026-07-02"),
        ("0000-00-00 00:00:00", "2026-07-02 00:00:00"),
        ("01.01.0001 00:00:00", "02.07.2026"),
        ("1/1/0001 12:00:00 AM", "2/7/2026 12:00:00 AM"),
    ],
)
def test_a_well_known_way_of_writing_no_date_is_read_as_empty(
    store: Store, write: Write, bring: Bring, none: str, good: str
) -> None:
    lines = (f"A1,x,1,{none}", f"A1,x,2,{good}", "A1,x,3,")
    header = "account_id,objective,plan_id,due_on"
    (report,) = bring(write("account_plans.csv", header, *lines), date_order="dmy")
    assert (report.accepted, report.refused, report.problems) == (3, 0, ())
    rows = store.rows("SELECT due_on FROM crm.account_plan ORDER BY source_id")
    assert [row["due_on"] for row in rows] == [None, date(2026, 7, 2), None]


def test_no_date_of_dotnet_asks_for_no_zone(store: Store, write: Write, bring: Bring) -> None:
    header = "ticket_id,account_id,opened_at,resolved_at,priority,status"
    lines = (
        "T1,A1,2026-06-01T10:00:00Z,0001-01-01T00:00:00,P1,open",
        "T2,A1,2026-06-01T10:00:00Z,2026-06-02T10:00:00Z,P2,closed",
    )
    (report,) = bring(write("tickets.csv", header, *lines))
    assert (report.accepted, report.problems) == (2, ())
    rows = store.rows("SELECT resolved_at FROM crm.ticket ORDER BY source_id")
    assert [row["resolved_at"] for row in rows] == [None, datetime(2026, 6, 2, 10)]


def test_a_date_that_is_needed_cannot_be_none(write: Write, bring: Bring) -> None:
    (report,) = bring(write("activities.csv", ACTIVITIES, "1,A1,call,0001-01-01T00:00:00"))
    assert (report.accepted, report.refused) == (0, 1)
