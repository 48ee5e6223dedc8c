"""Ann and Bob report to Meg, Meg to Vic; Pam is another team's manager. Nobody has said anything yet."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.actor import LOCAL, Actor, Role
from core.policy import ensure_shipped
from core.store import Store

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
VIC = Actor("vic@us.example", frozenset({Role.MANAGER}))
PAM = Actor("pam@us.example", frozenset({Role.MANAGER}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))
NOW = datetime(2026, 6, 30, 12)

_FILL = (
    "INSERT INTO crm.account BY NAME SELECT * FROM (VALUES"
    " (1, 'Acme', 'smb', 'ann@us.example', 'rapport', 'A1'),"
    " (2, 'Bolt', 'smb', 'bob@us.example', 'rapport', 'B1'),"
    " (3, 'Core', 'smb', 'zed@us.example', 'rapport', 'C1'))"
    " AS t (account_key, name, tier, owner_email, source_system, source_id)",
    "INSERT INTO crm.team_member BY NAME SELECT * FROM (VALUES"
    " (1, 'ann@us.example', 'Ann Lee', 'meg@us.example'), (2, 'bob@us.example', 'Bob Ray', 'meg@us.example'),"
    " (3, 'meg@us.example', 'Meg Fox', 'vic@us.example'), (4, 'vic@us.example', 'Vic Day', NULL),"
    " (5, 'zed@us.example', 'Zed Orr', 'pam@us.example'), (6, 'pam@us.example', 'Pam Hill', NULL))"
    " AS t (member_key, email, full_name, manager_email)",
)


@pytest.fixture
def team_store(store: Store) -> Store:
    """The people above with an account each."""
    ensure_shipped(store)
    with store.transaction(LOCAL, "tests.fill") as work:
        for statement in _FILL:
            work.execute(statement)
        work.touch("crm.account", "crm.team_member")
    return store


def score(
    store: Store,
    person: str,
    skill: str,
    level: float,
    *,
    at: datetime = NOW,
    is_shared: bool = True,
    kind: str = "feedback",
    source: str = "rubric",
) -> None:
    """A scored turn with the coach, as feedback and practice leave it."""
    with store.transaction(LOCAL, "tests.score") as work:
        turn = int(work.value("SELECT count(*) + 1 FROM ops.coaching_interactions"))
        work.execute(
            "INSERT INTO ops.coaching_interactions VALUES ($n, $n, $person, $kind, NULL, 'rubric', '{}', 'secret',"
            " '', 'template', $shared, $at)",
            {"n": turn, "person": person, "kind": kind, "shared": is_shared, "at": at},
        )
        work.execute(
            "INSERT INTO ops.csm_skill_assessments BY NAME SELECT $n AS assessment_id, $person AS person,"
            " $skill AS skill_area, $level AS proficiency_level, $source AS source, $n AS interaction_id,"
            " 1 AS rubric_version, 'a private word' AS note, '[]' AS recommendations, $shared AS is_shared,"
            " $person AS assessed_by, $at AS assessed_at",
            {
                "n": turn,
                "person": person, "skill": skill, "level": level, "source": source,
                "shared": is_shared, "at": at,
            },
        )  # fmt: skip
        work.touch("ops.csm_skill_assessments", "ops.coaching_interactions")
