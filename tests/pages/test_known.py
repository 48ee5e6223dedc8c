"""What was found for the gaps of an account and its people: on its page and in what letters start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.accounts import find_account
from core.actor import LOCAL
from core.cockpit import ensure_fresh
from core.cockpit.known import known_people
from core.drafting.gathering.read import read
from core.drafting.kind import DraftRequest
from core.policy import ensure_shipped
from core.wiring import Cockpit
from tests.exports import import_files
from tests.pages.conftest import Open

ON = date(2026, 6, 30)
FILES = {
    "accounts": "account_id,name,tier,domain\nA,Acme,enterprise,acme.io\n",
    "contacts": "contact_id,account_id,full_name,title,email,phone\n"
    "1,A,Ann Lee,CIO,ann@acme.io,+81 3 3224 9999\n2,A,Bo Wu,Accountant,bo@acme.io,+81 3 3224 9998\n"
    "3,A,Cy Roe,Clerk,cy@acme.io,\n",
    "industries": "domain,industry\nacme.io,![x](http://evil.example/i.png) Logistics\n",
}


@pytest.fixture
def told(cockpit: Cockpit, tmp_path: Path) -> Cockpit:
    """An account of which no import says industry, country or zone."""
    ensure_shipped(cockpit.store)
    import_files(cockpit.store, tmp_path, FILES)
    ensure_fresh(cockpit, LOCAL, ON)
    return cockpit


def test_an_account_shows_what_was_found_with_its_source(told: Cockpit, open_page: Open) -> None:
    page = open_page("account", account="A")
    assert not page.exception
    table = next(one.value for one in page.dataframe if "Why" in one.value and "From" in one.value)
    found = dict(zip(table["Field"], table["Value"], strict=True))
    assert set(found) == {"Industry", "Country", "Time zone"}
    assert (found["Country"], found["Time zone"]) == ("Japan", "Asia/Tokyo")


def test_people_stand_with_the_time_there_and_where_it_is_known_from(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("account", account="A", tab="Executives")
    assert not page.exception
    table = next(one.value for one in page.dataframe if "Time there" in one.value)
    rows = {row["Person"]: row for row in table.to_dict("records")}
    assert (rows["Ann Lee"]["Time there"], rows["Ann Lee"]["Zone from"]) == (
        "Tue 21:00",
        "the phone number",
    )
    assert rows["Cy Roe"]["Time zone"] == "Asia/Tokyo"
    assert rows["Ann Lee"]["Seniority"] == "C-level"


def test_letters_start_from_what_was_found_with_its_rows(told: Cockpit) -> None:
    account = find_account(told.store, LOCAL, "A").account_key
    person = next(
        one for one in known_people(told.store, LOCAL, account, ON) if one.full_name == "Ann Lee"
    )
    found = read(
        told.store,
        DraftRequest(
            kind="executive_outreach",
            purpose="introduction",
            account_key=account,
            contact_key=person.contact_key,
            sender="ann@us.example",
            as_of=ON,
        ),
    )
    assert found.filled["industry"].evidence[0].startswith("crm.domain_industry/")
    assert found.filled["time_zone"].value == "Asia/Tokyo"
