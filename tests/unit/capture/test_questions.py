"""What a file cannot say about itself is asked; what its values settle is not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.actor import COMMAND_LINE
from core.capture import FileReport, ImportOptions, Level, Unanswered, plan
from core.errors import Ambiguous, InvalidInput
from core.store import Store
from tests.unit.capture.conftest import Bring, Write

GOALS = "account_id,objective,plan_id,due_on"
JIRA = "Issue key,Summary,Status,Created,Priority,Comment,Comment,Reporter Id"


def days(store: Store) -> list[date | None]:
    return [
        row["due_on"]
        for row in store.rows("SELECT due_on FROM crm.account_plan ORDER BY source_id")
    ]


def test_one_day_above_twelve_settles_the_whole_file(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("account_plans.csv", GOALS, "A1,x,1,05/06/2026", "A1,x,2,25/06/2026"))
    assert days(store) == [date(2026, 6, 5), date(2026, 6, 25)]


def test_one_second_number_above_twelve_settles_it_the_other_way(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("account_plans.csv", GOALS, "A1,x,1,05/06/26", "A1,x,2,06/25/26"))
    assert days(store) == [date(2026, 5, 6), date(2026, 6, 25)]


def test_day_and_month_that_could_be_swapped_are_asked_about(
    store: Store, write: Write, bring: Bring
) -> None:
    path = write("account_plans.csv", GOALS, "A1,x,1,01/02/2026")
    with pytest.raises(Ambiguous) as refused:
        bring(path)
    assert "--date-order" in str(refused.value)
    assert refused.value.options == ("dmy", "mdy")
    assert store.value("SELECT count(*) FROM crm.account_plan") == 0
    bring(path, date_order="mdy")
    assert days(store) == [date(2026, 1, 2)]


def test_dates_of_both_orders_keep_only_what_is_clear(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(
        write(
            "account_plans.csv",
            GOALS,
            "A1,x,1,25/06/2026",
            "A1,x,2,06/25/2026",
            "A1,x,3,05/06/2026",
            "A1,x,4,07/07/2026",
        )
    )
    assert (report.accepted, report.refused) == (3, 1)
    assert report.problems[0].value == "05/06/2026"
    assert days(store) == [date(2026, 6, 25), date(2026, 6, 25), date(2026, 7, 7)]


def test_a_file_with_an_open_question_is_held_back_and_the_others_go_on(
    store: Store, write: Write, bring: Bring
) -> None:
    reports = bring(
        write("account_plans.csv", GOALS, "A1,x,1,01/02/2026"),
        write("accounts.csv", "account_id,name", "A1,Acme"),
    )
    held = reports[0]
    assert (held.kind, held.read, held.accepted, held.refused) == ("rapport.account_plans", 1, 0, 1)
    assert [question.option for question in held.questions] == ["--date-order"]
    assert held.problems[0].level is Level.QUESTION
    assert "--date-order" in held.problems[0].reason
    assert reports[1].accepted == 1


def test_a_dry_run_lists_the_questions(store: Store, write: Write) -> None:
    made = plan(store, COMMAND_LINE, [write("account_plans.csv", GOALS, "A1,x,1,01/02/2026")])
    assert [question.name for question in made.questions] == ["date_order"]
    assert made.questions[0].example == "01/02/2026"
    assert made.questions[0].columns == ("due_on",)


def test_times_without_a_zone_are_asked_about_and_moved_to_utc(
    store: Store, write: Write, bring: Bring
) -> None:
    path = write(
        "jira.csv",
        JIRA,
        "S-1,Broken,Done,22/Sep/25 9:26 AM,High,22/Sep/25 10:00 AM;u1;First; and more,22/Sep/25 11:30 PM;u2;Mine,u2",
        "S-2,Slow,Waiting for customer,3/Mar/25 12:05 AM,,,,",
    )
    with pytest.raises(Unanswered) as refused:
        bring(path)
    assert "--time-zone" in str(refused.value)
    assert refused.value.files[0].read == refused.value.files[0].refused == 2
    bring(path, time_zone="America/New_York")
    tickets = store.rows("SELECT * FROM crm.ticket ORDER BY source_id")
    assert [row["opened_at"] for row in tickets] == [
        datetime(2025, 9, 22, 13, 26),
        datetime(2025, 3, 3, 5, 5),
    ]
    assert [(row["status"], row["priority"]) for row in tickets] == [
        ("solved", "P2"),
        ("pending", None),
    ]
    events = store.rows(
        "SELECT kind, occurred_at, author_email, body FROM crm.ticket_event ORDER BY occurred_at"
    )
    assert [tuple(event.values()) for event in events] == [
        ("reply", datetime(2025, 9, 22, 14, 0), "u1", "First; and more"),
        ("customer_reply", datetime(2025, 9, 23, 3, 30), "u2", "Mine"),
    ]


def test_a_localised_jira_export_is_read_in_its_language(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(
        write(
            "jira.csv",
            "Resumen,Clave de incidencia,Estado,Prioridad,Creada,Resuelta",
            "Lento,T-1,Listo,Crítica,18/jul/26 9:05 AM,03/dic/26 1:00 PM",
        ),
        time_zone="Europe/Madrid",
    )
    assert report.kind == "jira.issue"
    (ticket,) = store.rows("FROM crm.ticket")
    assert (ticket["opened_at"], ticket["resolved_at"]) == (
        datetime(2026, 7, 18, 7, 5),
        datetime(2026, 12, 3, 12, 0),
    )
    assert (ticket["status"], ticket["priority"]) == ("solved", "P1")


def test_a_comment_that_cannot_be_read_is_noted_and_its_issue_kept(
    store: Store, write: Write, bring: Bring
) -> None:
    (report,) = bring(
        write("jira.csv", JIRA, "S-1,Broken,Done,22/Sep/25 9:26 AM,High,no date here,,u2"),
        time_zone="UTC",
    )
    assert report.accepted == 1
    assert any(problem.level is Level.NOTE for problem in report.problems)
    assert store.value("SELECT count(*) FROM crm.ticket_event") == 0


def test_a_documented_zone_is_not_asked_about(store: Store, write: Write, bring: Bring) -> None:
    bring(
        write(
            "Event.csv",
            '"Id","WhoId","Subject","ActivityDateTime","DurationInMinutes","AccountId"',
            '"00U1","003","QBR with Acme","2023-02-07 20:47:49","60","000000000000000AAA"',
            '"00U2","003","Lunch","2023-02-07T20:47:49.000+0200","60",""',
        )
    )
    rows = store.rows("SELECT kind, occurred_at, account_ref FROM crm.activity ORDER BY source_id")
    assert [tuple(row.values()) for row in rows] == [
        ("qbr", datetime(2023, 2, 7, 20, 47, 49), None),
        ("meeting", datetime(2023, 2, 7, 18, 47, 49), None),
    ]


def test_a_creation_time_without_a_zone_is_no_reason_to_ask(
    store: Store, write: Write, bring: Bring
) -> None:
    lines = ("Record ID,Company name,Website URL,Create Date", "1,Acme,acme.com,2024-02-01 09:30")
    (report,) = bring(write("companies.csv", *lines))
    assert report.accepted == 1
    assert "--time-zone" in report.problems[0].reason
    assert store.value("SELECT created_at FROM crm.account") is None
    bring(write("companies.csv", *lines), time_zone="Europe/Paris")
    assert store.value("SELECT created_at FROM crm.account") == datetime(2024, 2, 1, 8, 30)


def test_a_date_is_kept_as_written_and_has_no_zone(
    store: Store, write: Write, bring: Bring, accounts: list[FileReport]
) -> None:
    bring(
        write(
            "hubspot.csv",
            "Activity ID,Activity Type,Activity Date,Associated Contact Email",
            "1,Call,2023-07-14,jo@acme.com",
        )
    )
    assert store.value("SELECT occurred_at FROM crm.activity") == datetime(2023, 7, 14)


def test_amounts_without_a_currency_are_kept_without_one_and_noted(
    store: Store, write: Write, bring: Bring
) -> None:
    path = write(
        "accounts.csv", "account_id,name,arr_amount,currency", "A1,Acme,100,", "B1,Borel,50,eur"
    )
    bring(path)
    assert [
        row["currency"] for row in store.rows("SELECT currency FROM crm.account ORDER BY 1")
    ] == ["EUR", None]
    (report,) = bring(write("more.csv", "account_id,name,arr_amount", "C1,Ceto,7"))
    assert "--currency" in report.problems[0].reason
    bring(path, currency="usd")
    assert store.value("SELECT currency FROM crm.account WHERE source_id = 'A1'") == "USD"


def test_what_is_no_code_of_iso_4217_is_no_currency(
    store: Store, write: Write, bring: Bring
) -> None:
    path = write(
        "accounts.csv",
        "account_id,name,arr_amount,currency",
        "A1,Acme,100,euro",
        "B1,Borel,50,eur",
        "C1,Ceto,7,",
        "D1,Dione,8,XYZ",
    )
    for options, missing in (({}, None), ({"currency": "usd"}, "USD")):
        (report,) = bring(path, **options)
        (note,) = report.problems
        assert (note.level, note.column, note.value) == (Level.NOTE, "currency", "euro")
        assert (note.line, note.count) == (2, 2)
        assert "ISO 4217" in note.reason
        assert report.accepted == 4
        rows = store.rows("SELECT currency FROM crm.account ORDER BY source_id")
        assert [row["currency"] for row in rows] == [None, "EUR", missing, None]


@pytest.mark.parametrize("wrong", [{"currency": "euro"}, {"time_zone": "Berlin"}], ids=str)
def test_an_answer_that_is_none_is_refused_by_name(wrong: dict[str, str]) -> None:
    (said,) = wrong.values()
    with pytest.raises(InvalidInput, match=said):
        ImportOptions(**wrong)  # type: ignore[arg-type]


def test_what_is_no_amount_refuses_its_record(store: Store, write: Write, bring: Bring) -> None:
    (report,) = bring(
        write("accounts.csv", "account_id,name,arr_amount", "1,A,12 apples", "2,B,much", "3,C,5")
    )
    assert (report.accepted, report.refused) == (1, 2)


def test_the_question_of_encoding_shows_the_words_as_each_would_read_them(
    write: Write, bring: Bring
) -> None:
    path = write("accounts.csv", "account_id,name", "A1,Crème", "A2,très", encoding="cp1252")
    with pytest.raises(Unanswered, match="--encoding") as asked:
        bring(path)
    (question,) = asked.value.files[0].questions
    assert question.example.startswith("cp1252: Crème")
    assert all(f"{choice}: " in question.example for choice in question.choices)
