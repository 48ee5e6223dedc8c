"""What could be built or connected together: each rule by example, and what does not count."""

from __future__ import annotations

from collections.abc import Callable

from core.actor import LOCAL
from core.health.profile import Opportunity, opportunities
from tests.spec.world import World, key

ACCOUNT = """
accounts
account_id | tier | owner_email
A          | smb  | ann@us.example
"""
SYSTEMS = """
environment
account_id | application | category  | note
A          | Kontor ERP  | ERP       | being replaced next year
A          | Prism       | Reporting |
"""
ERP = """
heartbeats
account_id | integration   | seen_at
A          | ERP connector | 2026-06-29 00:10
"""
ROADMAP = """
features
account_id | feature | in_use | first_seen_on
A          | Returns | yes    | 2025-01-01

roadmap
item_id | feature | title                | planned_on | status
R1      | Returns | Returns in two steps | 2026-09-01 | planned
R2      | Returns | Returns, long ago    | 2026-01-01 | shipped
"""


def _tickets(*subjects: str, on: str = "2026-06-01 10:00") -> str:
    lines = "\n".join(f"A | {on} | {subject}" for subject in subjects)
    return f"\ntickets\naccount_id | opened_at | subject\n{lines}\n"


def _found(world: World) -> dict[str, Opportunity]:
    return {item.reference: item for item in opportunities(world.store, LOCAL, world.as_of)}


def test_three_tickets_about_a_feature_in_use_that_is_planned_make_a_design_partner(
    world: Callable[..., World],
) -> None:
    subjects = ("Returns are slow", "Two approvals for Returns", "Print all Returns")
    (item,) = _found(world(ACCOUNT + ROADMAP + _tickets(*subjects))).values()
    assert (item.rule, item.subject) == ("design_partner", "Returns in two steps")
    assert item.reason == (
        "They use Returns and wrote 3 tickets about it; Returns in two steps is planned for "
        "1 September 2026."
    )
    assert item.evidence[0] == f"crm.roadmap_item/{key('R1')}"
    assert len([row for row in item.evidence if row.startswith("crm.ticket/")]) == 3


def test_two_tickets_are_no_theme_nor_is_a_verb_a_feature(world: Callable[..., World]) -> None:
    assert _found(world(ACCOUNT + ROADMAP + _tickets("Returns are slow", "Returns again"))) == {}
    verbs = _tickets("API returns 429", "It returns nothing", "Nobody returns calls")
    assert _found(world(ACCOUNT + ROADMAP + verbs)) == {}


def test_old_tickets_are_no_theme(world: Callable[..., World]) -> None:
    old = _tickets("Returns", "Returns", "Returns", on="2025-12-31 10:00")
    assert _found(world(ACCOUNT + ROADMAP + old)) == {}


def test_a_system_they_speak_of_that_nothing_reaches(world: Callable[..., World]) -> None:
    spoken = _tickets("Totals in Prism differ", "Kontor ERP is down")
    found = _found(world(ACCOUNT + SYSTEMS + ERP + spoken))
    assert found["unconnected_system:prism"].reason == (
        "They run Prism (Reporting); no integration of ours reaches it, and it is named in 1 message of theirs."
    )
    assert "unconnected_system:kontor erp" not in found


def test_a_system_nobody_speaks_of_is_left_alone(world: Callable[..., World]) -> None:
    assert "unconnected_system:prism" not in _found(world(ACCOUNT + SYSTEMS))


def test_a_connected_system_on_its_way_out(world: Callable[..., World]) -> None:
    item = _found(world(ACCOUNT + SYSTEMS + ERP))["replacement_ahead:kontor erp"]
    assert item.reason == "Kontor ERP, which ERP connector reaches, is on its way out."
    assert _found(world(ACCOUNT + SYSTEMS)) == {}


def test_what_they_built_offer_and_ask_for_is_told_apart(world: Callable[..., World]) -> None:
    spoken = _tickets(
        "We built our own export into Prism",
        "Happy to test Returns before others",
        "Is there an API for Kontor ERP?",
        "Is there an endpoint for Kontor ERP too?",
    )
    found = _found(world(ACCOUNT + SYSTEMS + ROADMAP + spoken))
    assert set(found) == {
        "built_their_own:prism",
        "offers_to_test:returns",
        "asks_for_connection:kontor erp",
    }
    assert "in 2 messages" in found["asks_for_connection:kontor erp"].reason


def test_a_system_they_ask_us_to_connect_is_not_offered_once_more(
    world: Callable[..., World],
) -> None:
    spoken = _tickets("Could you connect Prism?", "Prism has other totals")
    assert set(_found(world(ACCOUNT + SYSTEMS + spoken))) == {"asks_for_connection:prism"}


def test_what_we_write_to_them_is_no_wish_of_theirs(world: Callable[..., World]) -> None:
    ours = """
activities
account_id | kind  | direction | occurred_at      | from_email | participants | body
A          | email | outbound  | 2026-06-01 10:00 | us         | x@a.com      | Is there an API you miss?
"""
    assert _found(world(ACCOUNT + ours)) == {}


def test_the_owner_of_the_deal_to_close_next_is_told(world: Callable[..., World]) -> None:
    deals = """
opportunities
opportunity_id | account_id | name   | outcome | close_on   | owner_email
D1             | A          | Later  | open    | 2026-12-01 | dan@us.example
D2             | A          | Sooner | open    | 2026-08-01 | sal@us.example
D3             | A          | Over   | won     | 2026-07-01 | won@us.example
"""
    wish = _tickets("Happy to test what comes next")
    (item,) = _found(world(ACCOUNT + deals + wish)).values()
    assert (item.for_email, item.deal_name) == ("sal@us.example", "Sooner")
    (without,) = _found(world(ACCOUNT + wish)).values()
    assert (without.for_email, without.deal_name) == ("ann@us.example", None)


def test_a_name_without_letters_is_named_by_nobody(world: Callable[..., World]) -> None:
    odd = """
environment
account_id | application | category
A          | ***         | Other

features
account_id | feature | in_use | first_seen_on
A          | ---     | yes    | 2025-01-01

roadmap
item_id | feature | title | planned_on | status
R1      | ---     | Next  | 2026-09-01 | planned
"""
    spoken = _tickets("*** one", "- two -", "(three)  four", "...")
    assert _found(world(ACCOUNT + odd + spoken)) == {}


def test_a_later_date_sees_nothing_that_was_not_known_yet(world: Callable[..., World]) -> None:
    later = _tickets("Happy to test it", on="2026-07-01 00:00")
    assert _found(world(ACCOUNT + later)) == {}
