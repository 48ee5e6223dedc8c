"""Whatever the fact: honest writings of it pass, changed ones do not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from core.drafting.fact import Fact, FactKind
from tests.unit.drafting.gate.helpers import AS_OF, fact, reasons, stands

CURRENCIES = {"USD": "$", "EUR": "\u20ac", "GBP": "\u00a3"}
amounts = st.integers(min_value=1_000, max_value=99_999_999)
percents = st.decimals(min_value=1, max_value=99, places=1).filter(lambda value: value % 1 != 0)
days = st.dates(AS_OF - timedelta(days=900), AS_OF + timedelta(days=900))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _fee(amount: int, currency: str = "USD") -> Fact:
    return fact("arr", FactKind.MONEY, "Annual recurring revenue", amount, currency)


def _share(value: Decimal) -> Fact:
    return fact("share", FactKind.PERCENT, "Share of automated orders", value, "%")


def _renewal(day: date) -> Fact:
    return fact("renewal_on", FactKind.DATE, "Renewal date", day)


def _changed_digit(written: str, place: int, by: int) -> str:
    places = [index for index, letter in enumerate(written) if letter.isdigit()]
    index = places[place % len(places)]
    return written[:index] + str((int(written[index]) + by) % 10) + written[index + 1 :]


@given(amounts, st.sampled_from(sorted(CURRENCIES)))
def test_amounts_pass_in_every_plain_form(amount: int, currency: str) -> None:
    sign = CURRENCIES[currency]
    for said in (f"{sign}{amount:,}", f"{currency} {amount:,}", f"{amount:,} {currency}", f"{sign}{amount}", f"{currency}{amount}"):  # fmt: skip
        assert stands(f"The yearly fee is {said}.", _fee(amount, currency)), said


@given(st.integers(min_value=10, max_value=9_999))
def test_amounts_in_thousands_pass_where_they_are_thousands(thousands: int) -> None:
    fee = _fee(thousands * 1000)
    for said in (f"${thousands}K", f"${thousands:,} thousand", f"USD {thousands}k"):
        assert stands(f"The yearly fee is {said}.", fee), said


@given(amounts, st.integers(0, 7), st.integers(1, 9))
def test_an_amount_with_another_digit_is_stopped(amount: int, place: int, by: int) -> None:
    written = f"{amount:,}"
    changed = _changed_digit(written, place, by)
    assume(not changed.startswith("0"))
    value = int(changed.replace(",", ""))
    assume(abs(value - amount) > 500 or value % 1000)
    assert not stands(f"The yearly fee is ${changed}.", _fee(amount)), changed


@given(amounts, st.sampled_from(sorted(CURRENCIES)), st.sampled_from(sorted(CURRENCIES)))
def test_an_amount_in_another_currency_is_stopped(amount: int, mine: str, other: str) -> None:
    assume(mine != other)
    for said in (f"{CURRENCIES[other]}{amount:,}", f"{amount:,} {other}"):
        assert not stands(f"The yearly fee is {said}.", _fee(amount, mine)), said


@given(amounts, st.sampled_from([10, 1_000, 1_000_000]))
def test_an_amount_of_another_size_is_stopped(amount: int, factor: int) -> None:
    assert not stands(f"The yearly fee is ${amount * factor:,}.", _fee(amount))


@given(percents)
def test_percentages_pass_in_every_plain_form(value: Decimal) -> None:
    rounded = round(value)
    forms = [f"{value}%", f"{value} %", f"{value} percent", f"about {rounded}%"]
    forms += [f"more than {int(value)}%", f"under {int(value) + 1}%"] if value > 10 else []
    for said in forms:
        assert stands(f"The share of automated orders is {said}.", _share(value)), said


@given(percents, st.integers(0, 2), st.integers(1, 9))
def test_a_percentage_with_another_digit_is_stopped(value: Decimal, place: int, by: int) -> None:
    changed = _changed_digit(str(value), place, by)
    assume(not changed.startswith("0") or changed.startswith("0."))
    assert not stands(f"The share of automated orders is {changed}%.", _share(value)), changed


@given(percents, st.sampled_from([" points", "x", " days", " euros", " basis points"]))
def test_a_percentage_in_another_unit_is_stopped(value: Decimal, unit: str) -> None:
    assert not stands(f"The share of automated orders is {value}{unit}.", _share(value))


@given(percents)
def test_more_than_and_less_than_must_be_true(value: Decimal) -> None:
    assert not stands(
        f"The share of automated orders is more than {int(value) + 1}%.", _share(value)
    )
    assert not stands(f"The share of automated orders is less than {int(value)}%.", _share(value))


@given(days)
def test_dates_pass_in_every_full_form(day: date) -> None:
    month = MONTHS[day.month - 1]
    for said in (
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat(), f"{WEEKDAYS[day.weekday()]}, {day.day} {month} {day.year}",
        f"{month} {day.year}", f"the {day.day}th of {month} {day.year}", f"{day.day:02}.{day.month:02}.{day.year}",
    ):  # fmt: skip
        assert stands(f"The renewal date: {said}.", _renewal(day)), reasons(
            f"The renewal date: {said}.", _renewal(day)
        )


@given(days, st.integers(1, 400))
def test_another_day_is_stopped(day: date, off: int) -> None:
    other = day + timedelta(days=off)
    said = f"{other.day} {MONTHS[other.month - 1]} {other.year}"
    assert not stands(f"The renewal date: {said}.", _renewal(day))


@given(days, st.integers(1, 6))
def test_another_weekday_is_stopped(day: date, off: int) -> None:
    weekday = WEEKDAYS[(day.weekday() + off) % 7]
    said = f"{weekday}, {day.day} {MONTHS[day.month - 1]} {day.year}"
    assert not stands(f"The renewal date: {said}.", _renewal(day))


@given(days, st.integers(1, 11))
def test_another_month_is_stopped(day: date, off: int) -> None:
    month = MONTHS[(day.month - 1 + off) % 12]
    assert not stands(f"The renewal date: {month} {day.year}.", _renewal(day))


@given(st.integers(2, 900), st.integers(1, 9))
def test_a_count_is_stopped_when_it_changes(count: int, by: int) -> None:
    sites = fact("sites", FactKind.COUNT, "Sites connected", count, "sites")
    assert stands(f"There are {count} sites connected.", sites)
    assert not stands(f"There are {count + by} sites connected.", sites)
    assert not stands(f"There are -{count} sites connected.", sites)
    assert not stands(f"There are {count} engines connected.", sites) or count == 1


@given(st.integers(3, 400))
def test_days_pass_as_weeks_only_where_they_are(count: int) -> None:
    waited = fact("days_since", FactKind.DURATION, "Days since the last contact", count, "days")
    weeks = count / 7
    said = round(weeks)
    assume(said >= 2)
    assert (
        stands(f"It has been about {said} weeks since we last spoke.", waited)
        or abs(weeks - said) > said * 0.05
    )
    assert not stands(f"It has been {said + 2 + said // 5} weeks since we last spoke.", waited)


@given(
    st.sampled_from(["Robert", "Kim", "Robert Kim"]), st.integers(0, 5), st.sampled_from("aeioux")
)
def test_a_name_with_another_letter_is_stopped(name: str, place: int, letter: str) -> None:
    known = fact(
        "recipient.name", FactKind.PERSON, "Recipient", "Robert Kim", aliases=("Robert", "Kim")
    )
    index = 1 + place % (len(name) - 1)
    changed = name[:index] + letter + name[index + 1 :]
    assume(changed != name and name[index] != " ")
    assert stands(f"Dear {name},\n\nthank you.", known)
    assert not stands(f"Dear {changed},\n\nthank you.", known)
