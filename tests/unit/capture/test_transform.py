"""Single values, as the generated SQL reads them."""

from __future__ import annotations

import pytest

from core.capture.transform import ids, text, values
from core.capture.transform.binder import Binder
from core.capture.transform.dates import Order, formats_of, months_of, shape
from core.capture.transform.text import AddressStyle
from core.store import Store


def read(store: Store, sql: str, binder: Binder, raw: str | None) -> object:
    return store.value(f"SELECT {sql}", {**binder.used(sql), "raw": raw})


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("Jo@Acme.com", "jo@acme.com"),
        ("Jo Ray <Jo@Acme.com>", "jo@acme.com"),
        ("jo.ray+x@mail.acme.co.uk", "jo.ray+x@mail.acme.co.uk"),
        ("müller@käse.de", "müller@käse.de"),
        ("no address", None),
        ("fcb67ef339b691956cc85fa12be6490c", None),
        ("@acme.com", None),
        (None, None),
    ],
)
def test_addresses(store: Store, raw: str | None, address: str | None) -> None:
    binder = Binder()
    assert read(store, text.email("$raw", AddressStyle.MIXED, binder), binder, raw) == address


def test_a_cell_loses_the_blanks_at_its_ends_and_nothing_else(store: Store) -> None:
    cells = [
        "",
        "  ",
        " a",
        "a ",
        "\u00a0a\u3000b\u2003 ",
        "\ta\n",
        "a \n ",
        "\u200ba\u180e",
        "é 日 ",
    ]
    for raw in (*cells, None):
        found = store.value(f"SELECT {text.filled('$raw')}", {"raw": raw})
        assert found == store.value("SELECT nullif(trim($raw), '')", {"raw": raw})


def test_the_blanks_of_a_cell_are_those_that_the_engine_trims(store: Store) -> None:
    padded = "chr(code::INTEGER) || 'a' || chr(code::INTEGER)"
    every = "SELECT range AS code FROM range(1, 1114112) WHERE range NOT BETWEEN 55296 AND 57343"
    sql = (
        f"SELECT count(*) FILTER ({text.filled('cell')} IS DISTINCT FROM nullif(trim(cell), '')) AS wrong,"
        f" count(*) FILTER (trim(cell) = 'a') AS blanks FROM (SELECT {padded} AS cell FROM ({every}))"
    )
    assert store.one(sql) == {"wrong": 0, "blanks": 17}


@pytest.mark.parametrize(
    ("raw", "host"),
    [
        ("https://www.Acme.com/home?x=1", "acme.com"),
        ("acme.com", "acme.com"),
        ("http://shop.acme.co.uk:8080", "shop.acme.co.uk"),
        ("jo@acme.com", "acme.com"),
        ("not a domain", None),
        ("localhost", None),
    ],
)
def test_hosts(store: Store, raw: str, host: str | None) -> None:
    binder = Binder()
    assert read(store, text.host("$raw", binder), binder, raw) == host


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("+49 (30) 555-0100", "+49305550100"),
        ("0049 30 5550100", "+49305550100"),
        ("(512) 757-6000", "(512) 757-6000"),
        ("+1-786-298-5227x7505", "+1-786-298-5227x7505"),
    ],
)
def test_phones_are_e164_where_they_are_international(store: Store, raw: str, number: str) -> None:
    binder = Binder()
    assert read(store, text.phone("$raw", binder), binder, raw) == number


@pytest.mark.parametrize(
    ("raw", "style", "found"),
    [
        ("a@x.com;B@y.com", AddressStyle.PLAIN, ["a@x.com", "b@y.com"]),
        ("a@x.com; b@y.com ;", AddressStyle.SPACED, ["a@x.com", "b@y.com"]),
        ("A <a@x.com>, B <b@y.com>", AddressStyle.MIXED, ["a@x.com", "b@y.com"]),
        ("nobody", AddressStyle.MIXED, None),
    ],
)
def test_lists_of_addresses(
    store: Store, raw: str, style: AddressStyle, found: list[str] | None
) -> None:
    binder = Binder()
    assert read(store, text.email_items("$raw", ";", style, binder), binder, raw) == found


@pytest.mark.parametrize(
    ("raw", "long"),
    [
        ("001bm00001ZL8U9", "001bm00001ZL8U9AAL"),
        ("003bm00000zapth", "003bm00000zapthAAA"),
        ("001Ec00000GGw3hIAD", "001Ec00000GGw3hIAD"),
        ("000000000000000AAA", None),
        ("17", "17"),
    ],
)
def test_short_salesforce_identifiers_get_their_check_characters(
    store: Store, raw: str, long: str | None
) -> None:
    assert read(store, ids.identifier("$raw", "salesforce"), Binder(), raw) == long


@pytest.mark.parametrize(
    ("raw", "truth"),
    [("TRUE", True), ("1", True), ("x", True), ("nein", False), ("0", False), ("maybe", None)],
)
def test_yes_and_no(store: Store, raw: str, truth: bool | None) -> None:
    binder = Binder()
    assert read(store, values.boolean("$raw", binder), binder, raw) is truth


def test_equal_values_share_a_parameter_and_others_do_not() -> None:
    binder = Binder()
    assert binder.bind("1") == binder.bind("1")
    assert binder.bind("1") != binder.bind(1)
    assert binder.bind(True) != binder.bind(1)
    assert binder.used("$v0 $v1") == {"v0": "1", "v1": 1}


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("22/Sep/25 9:26 AM", "9/a/9 9:9 a"),
        ("22/sept/25 9:26 a. m.", "9/a/9 9:9 a"),
        ("02/23/26 08:55 PM", "9/9/9 9:9 a"),
        ("July 13, 2022 8:54 AM", "a 9, Y 9:9 a"),
        ("3.12.2025", "9.9.Y"),
    ],
)
def test_the_form_of_a_date(value: str, form: str) -> None:
    assert shape(value) == form


@pytest.mark.parametrize(
    ("value", "formats"),
    [
        ("22/Sep/25 9:26 AM", ("%d/%b/%y %I:%M %p",)),
        ("3.12.2025", ("%d.%m.%Y",)),
        ("2025/3/1 10:00:05", ("%Y/%m/%d %H:%M:%S",)),
        ("22 September 2025 09:26 AM", ("%d %b %Y %I:%M %p",)),
        ("July 13, 2022 8:54 AM", ("%b %d, %Y %I:%M %p", "%b %d %Y %I:%M %p")),
        ("soon", ()),
        ("12", ()),
    ],
)
def test_the_formats_that_may_read_a_date(value: str, formats: tuple[str, ...]) -> None:
    assert formats_of(value, Order.DMY) == formats


def test_months_are_known_in_several_languages() -> None:
    words = ["ene", "mai", "dezember", "fevr", "sep", "maart", "ago", "word"]
    assert dict(months_of(words)) == {
        "ene": "Jan",
        "mai": "May",
        "dezember": "Dec",
        "fevr": "Feb",
        "maart": "Mar",
        "ago": "Aug",
    }
