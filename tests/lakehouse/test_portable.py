"""What people do is written on the lake too, where no key holds a rule for the use case."""

from __future__ import annotations

import re

import pytest

from core.actor import LOCAL, Role
from core.auth.tokens import actor_of_token, create_token
from core.auth.users import create_user, list_users
from core.capture.assign import assign
from core.cockpit.overrides import contact_overrides, set_contact_override
from core.errors import RapportError
from core.settings import PROJECT_ROOT
from core.store import Store

from .material import fill

LACKING = re.compile(
    r"\b(INSERT OR (REPLACE|IGNORE)|ON CONFLICT|RETURNING|nextval|CREATE INDEX)\b", re.IGNORECASE
)


def test_no_statement_asks_for_what_a_lake_table_lacks() -> None:
    core = PROJECT_ROOT / "core"
    asking = [
        str(path.relative_to(core))
        for path in [*core.rglob("*.sql"), *core.rglob("*.py")]
        if LACKING.search(re.sub(r"--[^\n]*|#[^\n]*", "", path.read_text()))
    ]
    assert asking == []


def test_tokens_and_people_are_kept_on_the_lake(store_on_lake: Store) -> None:
    first = create_token(store_on_lake, LOCAL, "first", [Role.ADMIN])
    second = create_token(store_on_lake, LOCAL, "second", [Role.ANALYST])
    assert (first.token_id, second.token_id) == (1, 2)
    assert actor_of_token(store_on_lake, second.secret).roles == {Role.ANALYST}
    create_user(store_on_lake, LOCAL, "ada@x.example", [Role.CSM])
    with pytest.raises(RapportError):
        create_user(store_on_lake, LOCAL, "ada@x.example", [Role.ADMIN])
    assert [user.roles for user in list_users(store_on_lake, LOCAL)] == [{Role.CSM}]


def test_a_correction_replaces_the_one_before_it_on_the_lake(store_on_lake: Store) -> None:
    fill(store_on_lake)
    contact = store_on_lake.rows("SELECT contact_key, account_key FROM crm.contact ORDER BY ALL")[0]
    for value in ("low", "high"):
        set_contact_override(
            store_on_lake,
            LOCAL,
            contact["contact_key"],
            field="technical_maturity",
            value=value,
            reason="met them",
        )
    found = contact_overrides(store_on_lake, LOCAL, contact["account_key"])
    assert [override.value for override in found] == ["high"]


def test_an_assignment_replaces_the_one_before_it_on_the_lake(store_on_lake: Store) -> None:
    fill(store_on_lake)
    for account in ("A1", "A2"):
        assign(store_on_lake, LOCAL, "domain", "stray.example", account)
    rows = store_on_lake.rows("SELECT match_value, account_key FROM ops.account_assignment")
    assert [tuple(row.values()) for row in rows] == [("stray.example", 2)]
