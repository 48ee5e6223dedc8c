"""One account's sponsor score, as the command line and the API give it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from core import sponsors
from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, NotFound
from core.store import ModelSet, Store
from tests.spec.world import AS_OF, World, key

TABLES = """
accounts
account_id | tier | owner_email | created_at
A1 | smb | csm@us.example |
A2 | smb | csm@us.example | 2026-06-01
A3 | smb | |

contacts
contact_id | account_id | title
c1 | A1 | CEO
c2 | A1 | CFO

goals
account_id | our_initiative | alignment
A1 | g | high

activities
activity_id | account_id | kind | occurred_at | participants
m1 | A1 | business_review | 2026-06-01 | c1;c2
m2 | A1 | business_review | 2026-05-01 | c1
"""


@pytest.fixture
def told(store: Store) -> World:
    return World(store, ModelSet.load(), TABLES)


def test_the_json_form_keeps_the_contract(told: World) -> None:
    found = sponsors.as_json(sponsors.score(told.store, LOCAL, key("A1"), AS_OF))
    assert json.loads(json.dumps(found)) == found
    assert {
        name: found[name] for name in ("account_id", "score", "level", "risk", "coverage_pct")
    } == {"account_id": "A1", "score": 100, "level": "engaged", "risk": "low", "coverage_pct": 50}
    assert (found["primary_sponsor"], found["backup_sponsor"]) == ("c1", "c2")
    first, second = found["executives"]
    assert (first["contact_id"], first["score"], first["last_contact_on"]) == (
        "c1",
        100,
        "2026-06-01",
    )
    assert (second["contact_id"], second["score"], second["level"]) == ("c2", 75, "engaged")
    factors = first["factors"]
    assert list(factors) == [
        "meeting_frequency",
        "responsiveness",
        "qbr_attendance",
        "strategic_alignment",
    ]
    assert (factors["meeting_frequency"]["points"], factors["meeting_frequency"]["of"]) == (25, 25)
    assert set(factors["meeting_frequency"]["evidence"]) == {
        f"crm.activity/{key(name)}" for name in ("m1", "m2")
    }
    assert (factors["responsiveness"]["points"], factors["responsiveness"]["evidence"]) == (
        None,
        [],
    )


def test_an_account_without_executives_is_unknown(told: World) -> None:
    found = sponsors.score(told.store, LOCAL, key("A3"), AS_OF)
    assert (found.score, found.level, found.risk) == (None, "unknown", "critical")
    assert (found.primary_sponsor, found.executives) == (None, ())


def test_an_account_not_known_yet_says_so(told: World) -> None:
    found = sponsors.score(told.store, LOCAL, key("A2"), date(2026, 5, 31))
    assert (found.score, found.level) == (None, "unknown")
    assert "not known on 2026-05-31" in found.missing[0]


def test_who_may_not_see_the_account_learns_nothing(told: World) -> None:
    own = Actor("csm@us.example", frozenset({Role.CSM}))
    assert sponsors.score(told.store, own, key("A1"), AS_OF).score == 100
    with pytest.raises(NotFound):
        sponsors.score(told.store, own, key("A3"), AS_OF)
    with pytest.raises(Forbidden):
        sponsors.score(told.store, Actor("nobody"), key("A1"), AS_OF)
