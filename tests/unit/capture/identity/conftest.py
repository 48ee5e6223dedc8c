"""A CRM and a ticket system that both know the same two customers, and short ways to decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from core.actor import COMMAND_LINE, Actor
from core.capture.identity import Decided, decide
from core.store import Store, Transaction

PRIOR = {"comparison": "prior", "level": "at random", "weight": -3}
PLAIN: dict[str, list[dict[str, str | int]]] = {
    "account": [
        {"comparison": "Name", "level": "the same name without legal form", "weight": 8},
        {"comparison": "Domain", "level": "the same domain", "weight": 8},
        {"comparison": "Country", "level": "the same country", "weight": 1},
    ],
    "contact": [
        {"comparison": "Given name", "level": "the same given name", "weight": 4},
        {"comparison": "Family name", "level": "the same family name", "weight": 6},
        {"comparison": "E-mail", "level": "the same mailbox", "weight": 12},
        {"comparison": "Account", "level": "nothing to compare", "weight": 0},
    ],
}
Decide = Callable[..., Decided]
Key = Callable[[str], int]


@pytest.fixture
def key(store: Store) -> Key:
    """``key("A1")`` is the key of the account or contact with this identifier."""

    def _key(source_id: str) -> int:
        found = store.rows(
            "SELECT account_key AS key FROM crm.account WHERE source_id = $id"
            " UNION ALL SELECT contact_key FROM crm.contact WHERE source_id = $id",
            {"id": source_id},
        )
        assert len(found) == 1, source_id
        return int(found[0]["key"])

    return _key


@pytest.fixture
def say(store: Store, key: Key) -> Decide:
    """``say("account", "A1", "A2")``: both are the same; ``verdict="different"`` for the other word."""

    def _say(
        entity: str, one: str, other: str, verdict: str = "same", actor: Actor = COMMAND_LINE
    ) -> Decided:
        return decide(store, actor, entity, [(key(one), key(other))], verdict)

    return _say


@pytest.fixture
def customers(store: Store) -> None:
    """Three accounts, their people and what belongs to them, in two systems."""
    with store.transaction(COMMAND_LINE, "test.seed") as work:
        seed(work)


def seed(work: Transaction) -> None:
    """A1 and Z1 are one company, and C1 and P1 one person; A2 is another company."""
    accounts = [
        ("A1", "salesforce", "Acme Corporation", "acme.com", "enterprise", "ann@us.example", 100),
        ("Z1", "zendesk", "ACME Corp.", None, "smb", "bob@us.example", None),
        ("A2", "salesforce", "Borel SARL", "borel.fr", None, "ann@us.example", 50),
    ]
    for source_id, system, name, domain, tier, owner, arr in accounts:
        work.execute(
            "INSERT INTO crm.account BY NAME SELECT"
            " md5_number_lower($system || chr(31) || $id) AS account_key, $name AS name,"
            " $domain AS domain, $tier AS tier, $owner AS owner_email, $arr AS arr_amount,"
            " 'EUR' AS currency, $system AS source_system, $id AS source_id, 1 AS batch_id,"
            " 2 AS source_line, hash($name) AS row_hash",
            {"system": system, "id": source_id, "name": name, "domain": domain, "tier": tier,
             "owner": owner, "arr": arr},
        )  # fmt: skip
    people: list[tuple[Any, ...]] = [
        ("C1", "salesforce", "A1", "Jane Doe", "jane@acme.com", "CEO", "given", "active"),
        ("P1", "zendesk", "Z1", "Doe, Jane", "jane.doe@acme.io", None, "withdrawn", "active"),
        ("C2", "salesforce", "A2", "Ben Borel", "ben@borel.fr", "CTO", None, "active"),
    ]
    for source_id, system, account, name, email, title, consent, status in people:
        work.execute(
            "INSERT INTO crm.contact BY NAME SELECT"
            " md5_number_lower($system || chr(31) || $id) AS contact_key, $name AS full_name,"
            " $title AS title, $email AS email, $consent AS consent, $status AS status,"
            " $account AS account_ref, md5_number_lower($system || chr(31) || $account) AS account_key,"
            " 'id' AS placed_by, $system AS source_system, $id AS source_id, 1 AS batch_id,"
            " 2 AS source_line, hash($name) AS row_hash",
            {"system": system, "id": source_id, "account": account, "name": name,
             "email": email, "title": title, "consent": consent, "status": status},
        )  # fmt: skip
    for source_id, system, account in (("T1", "zendesk", "Z1"), ("T2", "salesforce", "A2")):
        work.execute(
            "INSERT INTO crm.ticket BY NAME SELECT"
            " md5_number_lower($system || chr(31) || $id) AS ticket_key, 'Down' AS subject,"
            " md5_number_lower($system || chr(31) || $account) AS account_key,"
            " $account AS account_ref, $system AS source_system, $id AS source_id, 1 AS batch_id,"
            " 2 AS source_line, 1 AS row_hash",
            {"system": system, "id": source_id, "account": account},
        )
    work.touch("crm.account", "crm.contact", "crm.ticket")


def found(work: Transaction, entity: str, pairs: list[tuple[int, int, float]]) -> None:
    """Write a finished run of the matching with these pairs (keys, probability), as plain as can be."""
    run_id = work.value("SELECT coalesce(max(run_id), 0) + 1 FROM ops.match_run")
    at = work.clock.now()
    work.execute(
        "INSERT INTO ops.match_run VALUES ($run, $entity, $at, $at, 'h', 9, 9, '{}', 0.5, 0.99)",
        {"run": run_id, "entity": entity, "at": at},
    )
    work.execute("DELETE FROM ops.match_pair WHERE entity = $entity", {"entity": entity})
    for left, right, probability in pairs:
        one, other = sorted((left, right))
        work.execute(
            "INSERT INTO ops.match_pair VALUES ($entity, $one, $other, $run, $p,"
            " log2($p / (1.0000001 - $p)), $evidence)",
            {"entity": entity, "one": one, "other": other, "run": run_id, "p": probability,
             "evidence": json.dumps([PRIOR, *PLAIN[entity]])},
        )  # fmt: skip
