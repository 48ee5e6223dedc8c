"""Names as identifiers and as people say them; metrics' units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafting.fact import FactKind
from core.drafting.gathering.names import (
    company_aliases,
    first_name,
    person_aliases,
    slug,
    slugs,
)
from core.drafting.gathering.people import reader_function
from core.drafting.gathering.quantity import Unit, exact, rounded, side, unit_of


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Order cycle time", "order_cycle_time"),
        ("  Öl & Gas (EU) ", "ol_gas_eu"),
        ("a.b/c", "a_b_c"),
        ("星川", "星川"),
        ("!!", "unnamed"),
    ],
)
def test_a_slug_is_words_parted_by_underscores(text, made):
    assert slug(text) == made


@given(st.text())
def test_a_slug_never_parts_an_identifier(text):
    assert slug(text)
    assert "." not in slug(text)
    assert "*" not in slug(text)


def test_names_that_agree_are_told_apart_by_their_keys():
    assert slugs([("Uptime", 1), ("uptime!", 2), ("Cost", 3)]) == ["uptime_1", "uptime_2", "cost"]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Robert Kim", "Robert"),
        ("Dr. Anke Weber", "Anke"),
        ("J. Robert Smith", None),
        ("Seo", None),
        ("美咲 五十嵐", "美咲"),
        ("Maria Corazon dela Cruz", "Maria"),
        ("Kim Lee, MBA", "Kim"),
    ],
)
def test_a_greeting_uses_the_first_name_where_there_is_one(name, first):
    assert first_name(name) == first


def test_a_person_goes_by_first_and_last_name():
    assert person_aliases("Lourdes da Conceição Ferreira") == (
        "Lourdes",
        "da Conceição Ferreira",
        "Ferreira",
    )
    assert "Mei Zhiling" in person_aliases("梅 志玲 (Mei Zhiling)")


@pytest.mark.parametrize(
    ("name", "domain", "aliases"),
    [
        ("Global Retail Co", None, ("Global Retail",)),
        ("Foo GmbH & Co. KG", None, ("Foo",)),
        ("Brightkiln Ceramics International", "brightkiln.example", ("Brightkiln",)),
        ("Acme", "acme.example", ()),
        ("星川精密工業株式会社", None, ("星川精密工業",)),
        ("Northmoor Foods plc", "northmoor.co.uk", ("Northmoor Foods", "Northmoor")),
        ("Aldermoor Freight Group", "elsewhere.example", ()),
    ],
)
def test_a_company_goes_by_its_name_without_legal_form_and_by_its_domain(name, domain, aliases):
    assert company_aliases(name, domain) == aliases


@pytest.mark.parametrize(
    ("seniority", "function", "expected"),
    [
        ("c_level", "executive", "ceo"),
        ("individual", "executive", "other"),
        ("vp", "finance", "cfo"),
        ("c_level", "security", "cto"),
        ("c_level", "operations", "other"),
        (None, None, "other"),
    ],
)
def test_the_function_says_which_way_to_write(seniority, function, expected):
    assert reader_function(seniority, function) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("percent", Unit(FactKind.PERCENT)),
        ("%", Unit(FactKind.PERCENT)),
        ("usd", Unit(FactKind.MONEY, "USD")),
        ("€", Unit(FactKind.MONEY, "EUR")),
        ("hrs", Unit(FactKind.DURATION, "hours")),
        ("per month", Unit(FactKind.COUNT, "per month")),
        ("ABC", Unit(FactKind.COUNT, "ABC")),
        (None, Unit(FactKind.COUNT)),
    ],
)
def test_a_metrics_unit_decides_what_kind_of_fact_it_is(text, unit):
    assert unit_of(text) == unit


def test_numbers_are_the_decimals_that_were_imported():
    assert str(exact(0.1)) == "0.1"
    assert str(exact(1890000.0)) == "1890000"
    assert exact(None) is None
    assert str(rounded(Decimal("2.499999"), 2)) == "2.5"
    assert str(rounded(Decimal(40), 1)) == "40"
    assert side(Decimal(1), Decimal(1)) == "equal"
