"""Gaps filled from what was imported: who says so, and when nobody does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.accounts import find_account
from core.actor import LOCAL, Actor, Role
from core.capture.identity.enrich import Filled, account_gaps, contact_gaps
from core.capture.identity.enrich.model import agreed
from core.capture.identity.enrich.phones import country_of_phone
from core.errors import Forbidden, NotFound
from core.store import Store
from tests.exports import import_files

ON = date(2026, 6, 30)
Gaps = dict[str, Filled]


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Callable[..., None]:
    """Import small template files, each given as its lines under its name."""

    def write(**files: str) -> None:
        import_files(store, tmp_path, files)

    return write


def _account(store: Store, name: str = "A") -> Gaps:
    key = find_account(store, LOCAL, name).account_key
    return {gap.field: gap for gap in account_gaps(store, LOCAL, key, ON)}


def _contact(store: Store, source_id: str) -> Gaps:
    row = store.one("SELECT contact_key FROM crm.contact WHERE source_id = $id", {"id": source_id})
    assert row is not None
    return {gap.field: gap for gap in contact_gaps(store, LOCAL, row["contact_key"], ON)}


def test_an_industry_comes_from_an_imported_list_of_domains_and_names_its_row(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name,domain\nA,Acme,www.acme.io\n",
        industries="domain,industry\nacme.io,Logistics\n",
    )
    gap = _account(store)["industry"]
    assert (gap.value, gap.source) == ("Logistics", "a list of domains")
    assert gap.evidence[0].startswith("crm.domain_industry/")


def test_a_value_that_an_import_gives_is_never_filled(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name,domain,country,time_zone\nA,Acme,acme.io,Germany,Europe/Berlin\n",
        contacts="contact_id,account_id,full_name,email,phone\n"
        "1,A,Ann Lee,ann@other.io,+33140205050\n2,A,Bo Wu,bo@other.io,+33140205051\n",
    )
    assert _account(store) == {}


def test_a_domain_comes_from_addresses_that_nearly_all_contacts_share(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name\nA,Acme\n",
        contacts="contact_id,account_id,full_name,email\n1,A,Ann Lee,ann@acme.io\n"
        "2,A,Bo Wu,bo@mail.acme.io\n3,A,Cy Roe,cy@gmail.com\n",
        industries="domain,industry\nacme.io,Logistics\n",
    )
    found = _account(store)
    assert found["domain"].value == "acme.io"
    assert len(found["domain"].evidence) == 2
    assert found["industry"].value == "Logistics"


def test_one_contact_never_decides_for_a_company(store: Store, load: Callable[..., None]) -> None:
    load(
        accounts="account_id,name\nA,Acme\n",
        contacts="contact_id,account_id,full_name,email,phone\n1,A,Ann Lee,ann@acme.io,+33140205050\n",
    )
    assert _account(store) == {}


def test_country_and_zone_come_from_phone_numbers_where_they_agree(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name\nA,Acme\n",
        contacts="contact_id,account_id,full_name,phone\n"
        "1,A,Ann Lee,+33 1 40 20 50 50\n2,A,Bo Wu,+33 1 40 20 50 51\n",
    )
    found = _account(store)
    assert (found["country"].value, found["time_zone"].value) == ("France", "Europe/Paris")
    assert len(found["country"].evidence) == 2


def test_a_country_with_several_zones_needs_its_people_to_tell_them_apart(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name,country\nA,Acme,United States\nB,Bolt,United States\n",
        contacts="contact_id,account_id,full_name,phone\n"
        "1,A,Ann Lee,+1 415 555 2671\n2,A,Bo Wu,+1 415 555 2672\n3,B,Cy Roe,+1 212 555 2671\n",
    )
    assert _account(store, "A")["time_zone"].value == "America/Los_Angeles"
    assert "time_zone" not in _account(store, "B")


def test_a_contacts_zone_comes_from_the_number_and_says_so(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name\nA,Acme\n",
        contacts="contact_id,account_id,full_name,title,phone\n1,A,Ann Lee,CFO,+81 3 3224 9999\n",
    )
    found = _contact(store, "1")
    assert (found["time_zone"].value, found["time_zone"].source) == (
        "Asia/Tokyo",
        "the phone number",
    )
    assert found["country"].value == "Japan"
    assert found["time_zone"].is_certain


def test_a_contact_without_anything_lives_by_the_zone_of_the_account(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name,country\nA,Acme,Germany\n",
        contacts="contact_id,account_id,full_name\n1,A,Ann Lee\n",
    )
    found = _contact(store, "1")
    assert (found["country"].value, found["time_zone"].value) == ("Germany", "Europe/Berlin")


def test_an_account_or_contact_of_another_book_is_not_known(
    store: Store, load: Callable[..., None]
) -> None:
    load(
        accounts="account_id,name,owner_email\nA,Acme,ann@us.example\n",
        contacts="contact_id,account_id,full_name\n1,A,Ann Lee\n",
    )
    key = find_account(store, LOCAL, "A").account_key
    contact = store.rows("SELECT contact_key FROM crm.contact")[0]["contact_key"]
    other = Actor("bob@us.example", frozenset({Role.CSM}))
    for asked, number in ((account_gaps, key), (contact_gaps, contact)):
        with pytest.raises(NotFound):
            asked(store, other, number, ON)
        with pytest.raises(Forbidden):
            asked(store, Actor("x@us.example"), number, ON)


def test_contacts_agree_only_where_four_in_five_do() -> None:
    assert agreed([(1, "a"), (2, "a"), (3, None)]) == ("a", ("crm.contact/1", "crm.contact/2"))
    assert agreed([(1, "a"), (2, "a"), (3, "b")]) is None
    assert agreed([]) is None


@pytest.mark.parametrize(
    ("phone", "country"),
    [("+49 30 901820", "DE"), ("030 901820", None), ("+870 773 111 632", None), ("+1", None)],
)
def test_only_an_international_number_of_a_country_tells_where_it_is(
    phone: str, country: str | None
) -> None:
    assert country_of_phone(phone) == country
