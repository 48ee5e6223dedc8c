"""What readers see of an account and a person that two systems know: one of each, with all that is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from core.accounts import find_account
from core.actor import Actor, Role
from core.capture.identity import decide, withdraw
from core.clock import Clock
from core.cockpit.account import account_detail
from core.cockpit.evidence import evidence
from core.cockpit.filters import Filters
from core.cockpit.listing import account_list
from core.cockpit.overrides import set_contact_override
from core.drafting.approval.suppression import end_suppression, suppress, suppressions
from core.drafting.rules.load import SQL as RULES
from core.drafting.rules.load import recipient
from core.drafting.tracking.touches import Asked, touches
from core.errors import NotFound
from core.store import ModelSet, Store, load_sql, refresh

AS_OF = date(2026, 6, 30)
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
TAM = Actor("tam@us.example", frozenset({Role.CSM}))
ACME, ACME_TOO, BOLT = 1, 2, 3
ROBERT, ROB = 11, 12
SCRIPT = Path(__file__).with_name("acme_twice.sql")


@dataclass(frozen=True)
class Cockpit:
    store: Store
    models: ModelSet
    clock: Clock


@pytest.fixture
def twice(store: Store) -> Store:
    """Acme and its CFO as Salesforce and as Zendesk know them, not yet decided to be one."""
    with store.transaction(ADA, "tests.fill") as work:
        for statement in SCRIPT.read_text().split(";\n"):
            work.execute(statement)
        work.touch("crm.account", "crm.contact", "crm.activity", "crm.account_team")
    return store


@pytest.fixture
def once(twice: Store) -> Store:
    """The same after a person said that they are one account and one person."""
    decide(twice, ADA, "account", [(ACME, ACME_TOO)], "same", "same company")
    decide(twice, ADA, "contact", [(ROBERT, ROB)], "same", "same person")
    return twice


def _key(store: Store) -> int:
    return find_account(store, ADA, "salesforce:001A").account_key


def _person(store: Store) -> int:
    return int(store.value("SELECT contact_key FROM ops.contact_alias WHERE member_key = 11"))


def _touchpoints(store: Store) -> list[tuple[int, int]]:
    refresh(store, ModelSet.load(), AS_OF, ADA)
    rows = store.rows("SELECT contact_key, activity_key FROM mart.executive_touchpoint ORDER BY 2")
    return [(row["contact_key"], row["activity_key"]) for row in rows]


def _covering(store: Store) -> Sequence[object]:
    asked = {"contact_key": _person(store), "email": "robert@acme.example", "today": AS_OF}
    return store.rows(load_sql(RULES, "suppressions"), asked)


def test_touchpoints_under_both_addresses_and_references_count_once_and_together(
    once: Store,
) -> None:
    person = _person(once)
    assert _touchpoints(once) == [(person, key) for key in (101, 102, 103, 104, 105)]


def test_a_reference_of_another_system_is_none_of_theirs(once: Store) -> None:
    assert 106 not in [activity for _person_key, activity in _touchpoints(once)]


def test_before_the_decision_and_after_its_withdrawal_each_record_stands_alone(
    once: Store,
) -> None:
    assert len(_touchpoints(once)) == 5
    for row in once.rows("SELECT decision_id FROM ops.match_decision ORDER BY 1 DESC"):
        withdraw(once, ADA, row["decision_id"], "they are two")
    assert _touchpoints(once) == [(ROBERT, 101)]
    assert account_detail(once, ADA, ACME, AS_OF).records[0].gives == ()


def test_one_profile_carries_the_addresses_and_records_of_both(once: Store) -> None:
    refresh(once, ModelSet.load(), AS_OF, ADA)
    row = once.one(
        "SELECT addresses, records FROM mart.contact_profile WHERE account_key = $key",
        {"key": _key(once)},
    )
    assert row == {
        "addresses": ["rkim@acme-group.example", "robert@acme.example"],
        "records": ["salesforce:003R", "zendesk:900"],
    }


@pytest.mark.parametrize("actor", [ANN, BOB, TAM], ids=["one owner", "the other", "its team"])
def test_whoever_looks_after_either_record_sees_the_account(once: Store, actor: Actor) -> None:
    assert find_account(once, actor, "Acme").account_key == _key(once)


def test_who_looks_after_neither_sees_nothing(once: Store) -> None:
    with pytest.raises(NotFound):
        find_account(once, Actor("eve@us.example", frozenset({Role.CSM})), "Acme")


@pytest.mark.parametrize(
    "text", ["001A", "77", "zendesk:77", "2", "1", "acme incorporated", "Acme"]
)
def test_any_name_identifier_or_key_of_either_record_finds_the_account(
    once: Store, text: str
) -> None:
    assert find_account(once, ADA, text).account_key == _key(once)


@pytest.mark.parametrize("text", ["acme-group", "incorporated", "acme.ex", "001a"])
def test_the_list_is_searched_in_the_names_and_domains_of_both(once: Store, text: str) -> None:
    refresh(once, ModelSet.load(), AS_OF, ADA)
    found = account_list(once, ADA, Filters(as_of=AS_OF, search=text))
    assert [row.account_key for row in found.rows] == [_key(once)]


def test_the_account_tells_its_records_and_what_is_taken_from_each(once: Store) -> None:
    refresh(once, ModelSet.load(), AS_OF, ADA)
    detail = account_detail(once, ADA, _key(once), AS_OF)
    given = {record.source_system: record.gives for record in detail.records}
    assert "arr_amount" in given["salesforce"]
    assert "industry" in given["zendesk"]
    assert detail.facts.industry == "Retail"
    assert detail.row.arr_amount == 1000


def test_the_evidence_of_an_account_opens_the_line_of_each_record(once: Store) -> None:
    found = evidence(once, ADA, [f"crm.account/{_key(once)}"])
    assert {(row.source_system, row.file_name, row.line) for row in found} == {
        ("salesforce", "accounts.csv", 2),
        ("zendesk", "organizations.csv", 2),
    }


def test_the_evidence_of_one_record_is_its_own_line_and_for_those_who_see_the_account(
    once: Store,
) -> None:
    absorbed = ({ACME, ACME_TOO} - {_key(once)}).pop()
    for actor in (ANN, BOB, TAM):
        found = evidence(once, actor, [f"crm.account/{absorbed}"])
        assert [row.reference for row in found] == [f"crm.account/{absorbed}"]
    assert not evidence(once, BOB, [f"crm.account/{BOLT}"])


@pytest.mark.parametrize(
    "value", ["robert@acme.example", "rkim@acme-group.example", "acme-group.example"]
)
def test_security_19_an_opt_out_of_either_address_or_its_domain_holds_for_the_person(
    once: Store, value: str
) -> None:
    assert not _covering(once)
    suppress(once, ADA, value, "asked by phone")
    assert _covering(once)


@pytest.mark.parametrize("record", [ROBERT, ROB])
def test_security_19_an_opt_out_of_either_record_before_the_decision_holds_for_the_person(
    twice: Store, record: int
) -> None:
    suppress(twice, ADA, "", "asked by phone", contact_key=record)
    decide(twice, ADA, "contact", [(ROBERT, ROB)], "same", "same person")
    assert _covering(twice)


def _part(store: Store) -> None:
    rows = store.rows("SELECT decision_id FROM ops.match_decision WHERE entity = 'contact'")
    for row in rows:
        withdraw(store, ADA, row["decision_id"], "they are two")


def test_security_19_an_opt_out_of_a_merged_person_holds_for_each_record_when_they_are_parted(
    once: Store,
) -> None:
    suppress(once, ADA, "", "asked by phone", contact_key=_person(once))
    assert len(suppressions(once, ADA)) == 1
    _part(once)
    for record in (ROBERT, ROB):
        asked = {"contact_key": record, "email": "", "today": AS_OF}
        assert once.rows(load_sql(RULES, "suppressions"), asked)


def test_an_opt_out_of_a_merged_person_is_ended_as_one(once: Store) -> None:
    number = suppress(once, ADA, "", "asked by phone", contact_key=_person(once))
    _part(once)
    decide(once, ADA, "contact", [(ROBERT, ROB)], "same", "one after all")
    end_suppression(once, ADA, number, "asked to hear from us")
    assert not _covering(once)
    assert not once.rows("SELECT suppression_id FROM ops.suppression WHERE ended_at IS NULL")


@pytest.mark.parametrize(("gone", "there"), [(ROBERT, ROB), (ROB, ROBERT)])
def test_security_19_who_left_by_a_correction_of_either_record_has_left(
    twice: Store, gone: int, there: int
) -> None:
    for record, value in ((gone, "left"), (there, "active")):
        set_contact_override(
            twice, ADA, record, field="status", value=value, reason="heard on the phone"
        )
    decide(twice, ADA, "contact", [(ROBERT, ROB)], "same", "same person")
    person = recipient(twice, _person(twice))
    assert person is not None
    assert person.status == "left"
    later = date(2030, 1, 1)
    refresh(twice, ModelSet.load(), later, ADA)
    sql = "SELECT status FROM mart.contact_profile WHERE contact_key = $key AND as_of = $day"
    assert twice.value(sql, {"key": _person(twice), "day": later}) == "left"


def test_security_19_consent_withdrawn_in_one_system_is_withdrawn(twice: Store) -> None:
    with twice.transaction(ADA, "tests.withdraw") as work:
        work.execute("UPDATE crm.contact SET consent = 'withdrawn' WHERE contact_key = 12")
        work.touch("crm.contact")
    decide(twice, ADA, "contact", [(ROBERT, ROB)], "same", "same person")
    person = recipient(twice, _person(twice))
    assert person is not None
    assert person.consent == "withdrawn"
    assert person.addresses == ("rkim@acme-group.example", "robert@acme.example")


def test_the_attention_a_person_had_is_found_by_either_address(once: Store) -> None:
    refresh(once, ModelSet.load(), AS_OF, ADA)
    for address in ("robert@acme.example", "rkim@acme-group.example"):
        asked = Asked(AS_OF, date(2026, 6, 1), AS_OF, emails=(address,))
        found = touches(once, asked)
        assert {touch.reference for touch in found} >= {"crm.activity/101", "crm.activity/104"}
        assert all(touch.shares_address for touch in found)
