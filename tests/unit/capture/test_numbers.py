"""Numbers are read by the marks their column proves; what could be read in two ways is asked."""

from __future__ import annotations

import pytest

from core.capture import FileReport, Level, Unanswered
from core.store import Store
from tests.unit.capture.conftest import Bring, Write


def arr(write: Write, bring: Bring, *values: str, **options: str) -> FileReport:
    lines = [f'A{number:02},Acme,"{value}",EUR' for number, value in enumerate(values)]
    (report,) = bring(
        write("accounts.csv", "account_id,name,arr_amount,currency", *lines), **options
    )
    return report


def kept(store: Store) -> list[float]:
    rows = store.rows("SELECT arr_amount FROM crm.account ORDER BY source_id")
    return [float(row["arr_amount"]) for row in rows]


@pytest.mark.parametrize(
    ("values", "amounts"),
    [
        (["1234.5", "-2"], [1234.5, -2]),
        (["1,234.50", "12"], [1234.5, 12]),
        (["1,234.50", "1,000"], [1234.5, 1000]),
        (["1.234,50", "1.000"], [1234.5, 1000]),
        (["1234,50", "7"], [1234.5, 7]),
        (["1,234,567", "$ 1,200", "(300)"], [1234567, 1200, -300]),
        (["1.234.567", "1.200 €", "- 300"], [1234567, 1200, -300]),
        (["EUR 1 200,00", "5 €"], [1200, 5]),
        (["1\u202f200,00", "1\u00a0200\u00a0€"], [1200, 1200]),
        (["CHF 1'200.50", "1'000"], [1200.5, 1000]),
        (["1’200.50", "US$ 3"], [1200.5, 3]),  # noqa: RUF001
        (["0.125", "0.5"], [0.13, 0.5]),
        (["1234.567", "1.5"], [1234.57, 1.5]),
    ],
)
def test_amounts_are_read_by_the_marks_of_their_column(
    store: Store, write: Write, bring: Bring, values: list[str], amounts: list[float]
) -> None:
    assert arr(write, bring, *values).refused == 0
    assert kept(store) == amounts


@pytest.mark.parametrize(
    ("with_comma", "with_point"), [("1234,50", "99.5"), ("1.234,50", "1234.50")]
)
def test_a_column_of_both_decimal_marks_is_asked_about_and_the_other_style_refused_by_value(
    write: Write, bring: Bring, with_comma: str, with_point: str
) -> None:
    with pytest.raises(Unanswered, match="--decimal-mark") as asked:
        arr(write, bring, with_comma, with_point)
    (question,) = asked.value.files[0].questions
    assert (question.choices, question.columns) == (("comma", "point"), ("arr_amount",))
    assert with_comma in question.example and with_point in question.example
    for mark, refused in (("comma", with_point), ("point", with_comma)):
        report = arr(write, bring, with_comma, with_point, decimal_mark=mark)
        (problem,) = report.problems
        assert (report.accepted, report.refused) == (1, 1)
        assert (problem.level, problem.value) == (Level.REFUSED, refused)


@pytest.mark.parametrize(
    ("value", "amounts"),
    [("1.234", {"comma": 1234, "point": 1.23}), ("12,345", {"comma": 12.35, "point": 12345})],
)
def test_one_mark_before_three_digits_is_asked_about(
    store: Store, write: Write, bring: Bring, value: str, amounts: dict[str, float]
) -> None:
    with pytest.raises(Unanswered, match="--decimal-mark") as asked:
        arr(write, bring, value, "10")
    assert asked.value.files[0].questions[0].example == value
    for mark, amount in amounts.items():
        arr(write, bring, value, "10", decimal_mark=mark)
        assert kept(store) == [amount, 10]


def test_another_column_of_the_file_settles_what_one_leaves_open(
    store: Store, write: Write, bring: Bring
) -> None:
    header = "account_id,metric,value,unit,baseline,target,measured_on"
    (report,) = bring(write("outcomes.csv", header, 'A1,Hours,"1.234",h,"2,5","3.000",2026-06-01'))
    assert report.refused == 0
    row = store.one("SELECT value, baseline, target FROM crm.outcome_metric")
    assert row == {"value": 1234.0, "baseline": 2.5, "target": 3000.0}


@pytest.mark.parametrize(
    "value", ["1,23,456.00", "1.2.3", "12,34.5", "1,234.5.6", "1 23", "NaN", "inf", "1,,5"]
)
def test_groups_that_are_not_of_three_digits_are_no_number(
    write: Write, bring: Bring, value: str
) -> None:
    report = arr(write, bring, value, "1,234.50")
    assert [problem.value for problem in report.problems] == [value]
    assert (report.accepted, report.refused) == (1, 1)


@pytest.mark.parametrize(
    "value", ["12,5 k€", "k€ 12", "M$ 3", "3M$", "12 Mio", "7 Mrd", "40 Tsd", "2 mln", "(5 bn€)"]
)
def test_thousands_and_millions_in_a_unit_are_never_dropped(
    write: Write, bring: Bring, value: str
) -> None:
    report = arr(write, bring, value, "1.234,50")
    assert [problem.value for problem in report.problems] == [value]
    assert (report.accepted, report.refused) == (1, 1)


def test_decimals_beyond_two_are_rounded_and_noted(
    store: Store, write: Write, bring: Bring
) -> None:
    report = arr(write, bring, "1.2345", "2.500", "0.1")
    (note,) = report.problems
    assert (note.level, note.value, note.count) == (Level.NOTE, "1.2345", 1)
    assert "two decimals" in note.reason
    assert kept(store) == [1.23, 2.5, 0.1]


def test_whole_numbers_are_not_rounded_and_counts_not_negative(
    store: Store, write: Write, bring: Bring
) -> None:
    header = "account_id,integration,seen_at,api_calls"
    counts = ["18,250", "12.5", "-3", "many", "7.0", "3", ""]
    lines = [
        f'A1,erp,2026-06-0{number}T10:00Z,"{count}"' for number, count in enumerate(counts, start=1)
    ]
    (report,) = bring(write("heartbeats.csv", header, *lines))
    assert (report.accepted, report.refused) == (4, 3)
    assert all(problem.column == "api_calls" for problem in report.problems)
    assert all("not negative" in problem.reason for problem in report.problems)
    rows = store.rows("SELECT api_calls FROM crm.heartbeat ORDER BY seen_at")
    assert [row["api_calls"] for row in rows] == [18250, 7, 3, None]


def test_an_answer_leaves_columns_that_show_their_mark_as_they_are(
    store: Store, write: Write, bring: Bring
) -> None:
    assert arr(write, bring, "99.5", "12.25", decimal_mark="comma").refused == 0
    assert kept(store) == [99.5, 12.25]
