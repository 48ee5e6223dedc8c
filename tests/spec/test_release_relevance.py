"""Which release and roadmap items matter to whom: each rule just inside and just outside its limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.actor import LOCAL, Actor, Role
from core.errors import NotFound
from core.health.release import ItemKind, Relevance, items, relevance, relevance_of_all
from tests.spec.world import AS_OF, World, key

TABLES = """
accounts
account_id  | tier       | owner_email
uses        | mid_market | ann@us.example
not_used    | mid_market | ann@us.example
later       | mid_market | ann@us.example
unlisted    | mid_market | ann@us.example
runs        | mid_market | ann@us.example
gone_quiet  | mid_market | ann@us.example
stack       | mid_market | ann@us.example
stack_used  | mid_market | ann@us.example
asks        | mid_market | ann@us.example
asks_unused | mid_market | ann@us.example
reports     | mid_market | ann@us.example
often       | mid_market | ann@us.example
seldom      | mid_market | ann@us.example
aims        | mid_market | ann@us.example
blank       | mid_market | bob@us.example

features
account_id  | feature       | in_use | first_seen_on
uses        | data-EXPORT   | yes    | 2025-04-02
not_used    | Data export   | no     |
later       | Data export   | yes    | 2026-07-01
unlisted    | Returns       | yes    | 2025-04-02
stack_used  | Returns       | yes    | 2025-04-02
asks_unused | Data export   | no     |
aims        | Data export   | no     |

heartbeats
account_id | integration   | seen_at
runs       | erp connector | 2026-01-02 08:00
not_used   | ERP connector | 2026-06-29 08:00
gone_quiet | ERP connector | 2025-12-31 08:00

environment
account_id | application | category
stack      | Kontor      | ERP
stack_used | Kontor      | ERP

tickets
account_id  | priority | status | opened_at        | resolved_at      | component | subject                   | display_id
asks        | P3       | open   | 2026-06-01 08:00 |                  | sign-in   | Data Export, cut short    | SUP-1
asks        | P1       | closed | 2026-06-01 08:00 | 2026-06-02 08:00 | sign-in   | Returns fail              | SUP-2
asks_unused | P3       | open   | 2026-06-01 08:00 |                  |           | The data exports are slow | SUP-3
reports     | P2       | open   | 2026-06-01 08:00 |                  | Exports   | Slow                      | SUP-4
often       | P3       | closed | 2026-01-01 08:00 | 2026-01-02 08:00 | Exports   | Slow                      | SUP-5
often       | P3       | closed | 2026-03-01 08:00 | 2026-03-02 08:00 | Exports   | Slow                      | SUP-6
often       | P3       | closed | 2026-03-02 08:00 | 2026-03-03 08:00 | Exports   | Slow                      | SUP-7
seldom      | P3       | closed | 2025-12-31 08:00 | 2026-01-02 08:00 | Exports   | Slow                      | SUP-8
seldom      | P3       | closed | 2026-03-01 08:00 | 2026-03-02 08:00 | Exports   | Slow                      | SUP-9
seldom      | P3       | closed | 2026-03-02 08:00 | 2026-03-03 08:00 | Exports   | Slow                      | SUP-10

goals
account_id | our_initiative            | their_priority       | alignment
aims       | Self-service data export  | One place for totals | high

releases
item_id | release | released_on | feature     | component | title                 | integrations
R1      | 7.2     | 2026-06-20  | Data export | exports   | Exports of any size   | ERP connector; Warehouse
R2      | 7.2     | 2026-06-20  |             |           | Kontor sign-in kept   |
R3      | 7.1     | 2026-03-03  | Data export |           | Faster exports        |
R4      | 7.0     | 2026-03-02  | Data export |           | Too old               |
R5      | 7.3     | 2026-07-01  | Data export |           | Not yet released      |

roadmap
item_id | feature     | title              | planned_on | status
M1      | Data export | Exports to buckets | 2026-07-01 | planned
M2      | Data export | Already there      | 2026-06-30 | planned
M3      | Data export | Given up           | 2026-09-01 | Cancelled
M4      | Data export | Some day           |            | considered
"""


@pytest.fixture(scope="module")
def made(world: Callable[..., World]) -> World:
    return world(TABLES)


def judged(made: World, account: str, kind: ItemKind = ItemKind.RELEASE) -> Relevance:
    wanted = items(made.store, LOCAL, kind, AS_OF)
    return relevance(made.store, LOCAL, key(account), AS_OF, wanted)


def rules(made: World, account: str, title: str) -> list[str]:
    """Rules that make the item matter, the strongest first; empty when it does not."""
    kind = ItemKind.ROADMAP if title == "Exports to buckets" else ItemKind.RELEASE
    found = [one for one in judged(made, account, kind).items if one.item.title == title]
    return [reason.rule for one in found for reason in one.reasons]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("uses", ["feature"]),
        ("not_used", []),
        ("later", []),
        ("unlisted", []),
        ("runs", ["integration"]),
        ("gone_quiet", []),
        ("stack", ["stack"]),
        ("stack_used", []),
        ("asks", ["ticket"]),
        ("asks_unused", []),
        ("reports", ["component"]),
        ("often", ["component_often"]),
        ("seldom", []),
        ("aims", []),
        ("blank", []),
    ],
)
def test_an_item_matters_by_feature_ticket_integration_component_or_stack(
    made: World, account: str, expected: list[str]
) -> None:
    assert rules(made, account, "Exports of any size") == expected


def test_a_feature_not_in_use_outweighs_an_integration_and_says_so(made: World) -> None:
    left = {one.item.title: one.why for one in judged(made, "not_used").left_out}
    assert left["Exports of any size"] == "Data export is known to be not in use."


def test_usage_that_is_known_and_lacks_the_feature_outweighs_a_mere_application(
    made: World,
) -> None:
    left = {one.item.title: one.why for one in judged(made, "stack_used").left_out}
    assert left["Exports of any size"] == "Their usage is known, and does not include it."


def test_an_account_of_which_nothing_is_known_gets_nothing(made: World) -> None:
    found = judged(made, "blank")
    assert found.items == ()
    assert found.why_none == "Nothing on record of theirs has to do with it."


def test_an_application_named_in_the_text_counts_where_the_item_is_about_no_feature(
    made: World,
) -> None:
    assert rules(made, "stack_used", "Kontor sign-in kept") == ["stack"]
    assert rules(made, "uses", "Kontor sign-in kept") == []


def test_items_of_the_last_120_days_are_told_the_newest_release_first(made: World) -> None:
    titles = [item.title for item in items(made.store, LOCAL, ItemKind.RELEASE, AS_OF)]
    assert titles == ["Exports of any size", "Kontor sign-in kept", "Faster exports"]
    (only,) = items(made.store, LOCAL, ItemKind.RELEASE, AS_OF, release="7.1")
    assert only.title == "Faster exports"


def test_the_roadmap_has_what_is_ahead_or_without_a_date_and_not_given_up(made: World) -> None:
    titles = [item.title for item in items(made.store, LOCAL, ItemKind.ROADMAP, AS_OF)]
    assert titles == ["Exports to buckets", "Some day"]


def test_a_goal_that_names_the_feature_makes_a_planned_item_matter_even_before_its_use(
    made: World,
) -> None:
    assert rules(made, "aims", "Exports to buckets") == ["goal"]
    assert rules(made, "uses", "Exports to buckets") == ["feature"]
    assert rules(made, "not_used", "Exports to buckets") == []


def test_every_reason_names_the_rows_it_rests_on(made: World) -> None:
    found = judged(made, "reports").items[0]
    (reason,) = found.reasons
    assert (reason.what, reason.detail, reason.tally) == ("Exports", "SUP-4", 1)
    assert reason.said == "SUP-4 is about Exports"
    (row,) = reason.evidence
    table, number = row.split("/")
    assert table == "crm.ticket"
    subject = made.store.value(
        "SELECT subject FROM crm.ticket WHERE ticket_key = $key", {"key": int(number)}
    )
    assert subject == "Slow"


def test_all_accounts_at_once_say_what_each_says_alone(made: World) -> None:
    wanted = items(made.store, LOCAL, ItemKind.RELEASE, AS_OF)
    together = relevance_of_all(made.store, LOCAL, AS_OF, wanted)
    assert len(together) == 15
    for one in together:
        assert one == relevance(made.store, LOCAL, one.account_key, AS_OF, wanted)


def test_security_01_nobody_learns_of_accounts_that_are_not_theirs(made: World) -> None:
    bob = Actor("bob@us.example", frozenset({Role.CSM}))
    wanted = items(made.store, bob, ItemKind.RELEASE, AS_OF)
    assert [one.account_key for one in relevance_of_all(made.store, bob, AS_OF, wanted)] == [
        key("blank")
    ]
    with pytest.raises(NotFound):
        relevance(made.store, bob, key("uses"), AS_OF, wanted)
