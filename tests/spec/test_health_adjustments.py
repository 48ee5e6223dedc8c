"""Notes and deals move the health score by at most 10 points; the cap comes last."""

from __future__ import annotations

import pytest

from tests.spec.world import key

TABLES = """
accounts
account_id
quiet
trouble
praise
both
old_note
not_a_note
resolved_trouble
lost
won
lost_and_trouble
won_at_100
old_deal
open_deal
capped

tickets
account_id | priority | opened_at
quiet | P3 | 2026-06-30
capped | P1 | 2026-06-27

heartbeats
account_id | integration | seen_at
trouble | api | 2026-06-29 00:00
praise | api | 2026-06-29 00:00
both | api | 2026-06-29 00:00
lost_and_trouble | api | 2026-06-29 00:00
won | api | 2026-06-29 00:00

activities
activity_id | account_id | kind | occurred_at | subject | body
n1 | trouble | note | 2026-06-01 | Call | They are frustrated with the sync.
n2 | praise | note | 2026-06-20 | Very happy with the rollout |
n3 | both | note | 2026-06-20 | Delighted by support |
n4 | both | note | 2026-06-21 | | Second OUTAGE this month!
n5 | old_note | note | 2026-05-31 23:59 | Outage |
n6 | not_a_note | email | 2026-06-20 | Outage |
n7 | resolved_trouble | note | 2026-06-20 | No outage this quarter, outages are over |
n8 | lost_and_trouble | note | 2026-06-20 | Unhappy |
n9 | capped | note | 2026-06-20 | Delighted |

opportunities
opportunity_id | account_id | name | stage | outcome | close_on
o1 | lost | Add-on | Closed Lost | lost | 2026-04-02
o2 | won | Renewal | Closed Won | won | 2026-06-30
o3 | lost_and_trouble | Add-on | Closed Lost | lost | 2026-06-01
o4 | lost_and_trouble | More | Closed Lost | lost | 2026-06-02
o5 | won_at_100 | Renewal | Closed Won | won | 2026-06-01
o6 | old_deal | Renewal | Closed Lost | lost | 2026-04-01
o7 | open_deal | Renewal | Negotiation | open | 2026-06-01
o8 | won | Later | Closed Lost | lost | 2026-07-01
"""

# account -> adjustments, score. Tickets earn 70 of 70; a heartbeat of 48 hours makes 85 of 100.
EXPECTED = {
    "quiet": ({}, 100),
    "trouble": ({"note_trouble": -5}, 80),
    "praise": ({"note_praise": 3}, 88),
    "both": ({"note_trouble": -5}, 80),  # trouble outweighs praise
    "old_note": ({}, 100),
    "not_a_note": ({}, 100),
    "resolved_trouble": ({"note_praise": 3}, 100),
    "lost": ({"deal_lost": -5}, 95),
    "won": ({"deal_won": 3}, 88),
    "lost_and_trouble": ({"deal_lost": -5, "note_trouble": -5}, 75),
    "won_at_100": ({"deal_won": 3}, 100),
    "old_deal": ({}, 100),
    "open_deal": ({}, 100),
    # P1 of 4 days: 40 x 5/6 = 33.333333, 63.333333 of 70 = 90.5, and praise; the rule caps at 69
    "capped": ({"note_praise": 3}, 69),
}


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


@pytest.mark.parametrize("account", EXPECTED)
def test_each_adjustment_is_shown_and_applied(told, account):
    adjustments, score = EXPECTED[account]
    found = {row["adjustment"]: row["points"] for row in told.rows("health_adjustment", account)}
    assert found == adjustments
    assert told.health(account)["score"] == pytest.approx(score)


SAID = {
    # what a recent note says -> the adjustment that follows
    "They are not unhappy and did not cancel. No problem.": None,
    "She isn't frustrated any more": None,
    "Never had an outage": None,
    "No escalations, no downtime, without data loss": None,
    "No outages or downtime since May": None,
    "Nobody was dissatisfied": None,
    "They are no longer unhappy": None,
    "Not very happy with support": "note_trouble",
    "Not thrilled": None,
    "Not unhappy with support, but frustrated with the sync": "note_trouble",
    "Not unhappy in May. Unhappy in June.": "note_trouble",
    "No escalation, but an outage": "note_trouble",
    "Notable outage": "note_trouble",
    "No. An outage": "note_trouble",
    "Cannot say that they are not frustrated": None,
    "No outage, and very happy": "note_praise",
    "Not only great feedback, delighted": "note_praise",
}


@pytest.fixture(scope="module")
def notes(world):
    accounts = "\n".join(f"n{number}" for number, _ in enumerate(SAID))
    said = "\n".join(f"n{n} | note | 2026-06-20 | {text}" for n, text in enumerate(SAID))
    return world(
        f"""
accounts
account_id
{accounts}

activities
account_id | kind | occurred_at | body
{said}
"""
    )


@pytest.mark.parametrize("number", range(len(SAID)), ids=list(SAID))
def test_what_a_note_denies_it_does_not_say(notes, number):
    found = [row["adjustment"] for row in notes.rows("health_adjustment", f"n{number}")]
    expected = list(SAID.values())[number]
    assert found == ([expected] if expected else [])


def test_an_adjustment_names_its_rows(told):
    rows = {row["adjustment"]: row for row in told.rows("health_adjustment", "lost_and_trouble")}
    assert sorted(rows["deal_lost"]["evidence"]) == sorted(
        f"crm.opportunity/{key(name)}" for name in ("o3", "o4")
    )
    assert rows["note_trouble"]["evidence"] == [f"crm.activity/{key('n8')}"]


def test_together_they_move_the_score_by_no_more_than_the_policy_allows(world):
    from core.actor import LOCAL
    from core.policy import current, save

    told = world(TABLES)
    stronger = current(told.store).with_values(
        {
            ("adjustment_deal_lost", ""): 9,
            ("adjustment_note_trouble", ""): 9,
            ("adjustment_deal_won", ""): 10,
        }
    )
    save(told.store, LOCAL, stronger, "a harder look")
    told.refresh()
    assert told.health("lost_and_trouble")["score"] == 75  # 85 - 10, not 85 - 18
    assert told.health("won")["score"] == 95
    assert told.health("lost")["score"] == 91
