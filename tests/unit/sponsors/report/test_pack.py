"""The pack: made anew from its manifest it is the same, byte for byte; if not, it is said what differs."""

from __future__ import annotations

import re

import pytest

from core.actor import LOCAL, Actor, Role
from core.errors import InvalidInput, NotFound
from core.sponsors.report import Verified, pack, read_manifest, verify
from tests.unit.sponsors.report.world import World


@pytest.fixture
def made(acme: World) -> bytes:
    return pack(acme.report())


def differences(found: Verified) -> list[tuple[str, str]]:
    return [(item.what, item.name) for item in found.differences]


def test_it_is_made_anew_byte_for_byte(acme: World, made: bytes) -> None:
    found = verify(acme.store, LOCAL, made)
    assert found.is_same and found.differences == ()
    assert (found.account, found.as_of) == ("Acme & Söhne (rapport:A1)", acme.as_of)


def test_the_manifest_names_data_policy_questions_models_and_versions(
    acme: World, made: bytes
) -> None:
    manifest = read_manifest(made)[0]
    assert (manifest.label, manifest.on) == ("rapport:A1", acme.as_of)
    assert {"account", "goal", "rule/silence", "source"} <= set(manifest.inputs)
    assert manifest.inputs["goal"].rows == 2
    assert {"contact_profile", "sponsor_score", "tier_policy", "import_coverage"} <= set(
        manifest.models
    )
    assert {"python", "duckdb", "holidays", "tzdata"} <= set(manifest.versions)
    hashes = [
        manifest.data_hash,
        manifest.query_hash,
        manifest.policy.hash,
        manifest.program,
        manifest.body,
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in hashes)
    assert manifest.data_hash.encode() in made


def test_later_data_are_named(acme: World, made: bytes) -> None:
    acme.run("UPDATE crm.goal SET alignment = 'medium' WHERE source_id = 'g2'")
    found = differences(verify(acme.store, LOCAL, made))
    assert ("data", "goal") in found and ("data", "factor") in found
    assert {what for what, _ in found} == {"data"}


def test_another_accounts_data_make_no_difference(acme: World, made: bytes) -> None:
    acme.run("UPDATE crm.account SET arr_amount = 5, currency = 'USD' WHERE source_id = 'B1'")
    assert verify(acme.store, LOCAL, made).is_same


def test_another_policy_is_named(acme: World, made: bytes) -> None:
    acme.run("UPDATE ops.policy_version SET hash = repeat('0', 64)")
    assert differences(verify(acme.store, LOCAL, made)) == [("policy", "thresholds")]


def test_an_edit_of_the_text_is_named(acme: World, made: bytes) -> None:
    edited = made.replace(b"68.9/100", b"98.9/100")
    assert ("file", "text") in differences(verify(acme.store, LOCAL, edited))


def test_an_edit_is_named_although_the_data_changed_too(acme: World, made: bytes) -> None:
    acme.run("UPDATE crm.goal SET alignment = 'medium' WHERE source_id = 'g2'")
    found = differences(verify(acme.store, LOCAL, made.replace(b"Automation", b"Automatism")))
    assert ("file", "text") in found and ("data", "goal") in found


def test_an_edit_of_the_manifest_is_named(acme: World, made: bytes) -> None:
    manifest = read_manifest(made)[0]
    goal = manifest.inputs["goal"].content
    forged = made.replace(goal.encode(), b"0" * 64)
    assert ("data", "goal") in differences(verify(acme.store, LOCAL, forged))
    spaced = made.replace(b'{\n "account"', b'{\n  "account"')
    assert spaced != made
    assert [item.what for item in verify(acme.store, LOCAL, spaced).differences] == ["file"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b'<script type="application/json" id="manifest">{}</script>\n',
        b'<script type="application/json" id="manifest">[1</script>\n',
    ],
)
def test_what_is_no_pack_is_refused(acme: World, content: bytes) -> None:
    with pytest.raises(InvalidInput):
        verify(acme.store, LOCAL, content)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"as_of": "2026-06-30"', b'"as_of": "30 June"'),
        (b'"format": 1', b'"format": 2'),
        (b'"format": 1', b'"format": "1"'),
        (b'"kind":', b'"mind":'),
    ],
)
def test_a_manifest_of_another_form_is_refused(
    acme: World, made: bytes, before: bytes, after: bytes
) -> None:
    assert before in made
    with pytest.raises(InvalidInput):
        verify(acme.store, LOCAL, made.replace(before, after))


def test_who_may_not_see_the_account_cannot_verify_its_pack(acme: World, made: bytes) -> None:
    with pytest.raises(NotFound):
        verify(acme.store, Actor("bob@us.example", frozenset({Role.CSM})), made)
