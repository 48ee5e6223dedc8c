"""How technical people are: the assessment, the title, what they write, and a correction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core.actor import LOCAL
from core.cockpit import set_contact_override
from core.health.profile import Maturity, technical_maturity
from tests.spec.world import World, key

ACCOUNT = """
accounts
account_id | tier
A          | smb
"""

TECHNICAL = "Webhook retries miss the idempotency key"
PLAIN = "How do I change the language of the page?"


def _of(world: World, contact: str, as_of: date | None = None) -> Maturity:
    return technical_maturity(world.store, key(contact), as_of or world.as_of)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior Software Engineer", "high"),
        ("Systems Administrator", "high"),
        ("Chief Technology Officer", "high"),
        ("CIO", "medium"),
        ("IT Manager", "medium"),
        ("Product Owner", "medium"),
        ("CFO", "low"),
        ("Head of Procurement", "low"),
        ("Founder and CEO", "low"),
        ("Poet", ""),
    ],
)
def test_a_title_is_a_first_guess_that_says_it_is_one(
    world: Callable[..., World], title: str, level: str
) -> None:
    made = world(f"{ACCOUNT}\ncontacts\ncontact_id | account_id | title\nc | A | {title}\n")
    found = _of(made, "c")
    assert (found.level, found.source) == (level, "title" if level else "unknown")
    assert not level or "nobody has assessed it" in found.why


def test_what_a_representative_set_comes_before_the_title(world: Callable[..., World]) -> None:
    made = world(
        f"""{ACCOUNT}
contacts
contact_id | account_id | title | technical_maturity
c          | A          | CFO   | high
"""
    )
    found = _of(made, "c")
    assert (found.level, found.source, found.first) == ("high", "assessed", "high")
    assert found.evidence == (f"crm.contact/{key('c')}",)


def _messages(count: int, words: str) -> str:
    lines = "\n".join(f"A | c | 2026-06-{day:02d} 10:00 | {words}" for day in range(1, count + 1))
    return f"\ntickets\naccount_id | requester_email | opened_at | subject\n{lines}\n"


@pytest.mark.parametrize(
    ("first", "messages", "words", "value", "level", "source"),
    [
        # first assessment weighs as 4 messages; low up to 5/3, high from 7/3 on
        ("low", 2, TECHNICAL, None, "low", "assessed"),
        ("low", 3, TECHNICAL, 1.86, "medium", "refined"),
        ("low", 8, TECHNICAL, 2.33, "high", "refined"),
        ("medium", 3, TECHNICAL, 2.43, "high", "refined"),
        ("high", 3, TECHNICAL, 3.0, "high", "assessed"),
        ("high", 8, PLAIN, 1.67, "low", "refined"),
        ("medium", 3, PLAIN, 1.57, "low", "refined"),
        ("", 3, TECHNICAL, 3.0, "high", "refined"),
        ("", 2, TECHNICAL, None, "", "unknown"),
    ],
)
def test_what_people_write_refines_the_first_assessment(
    world: Callable[..., World],
    *,
    first: str,
    messages: int,
    words: str,
    value: float | None,
    level: str,
    source: str,
) -> None:
    made = world(
        f"{ACCOUNT}\ncontacts\ncontact_id | account_id | technical_maturity\nc | A | {first}\n"
        + _messages(messages, words)
    )
    found = _of(made, "c")
    assert (found.value, found.level, found.source) == (value, level, source)
    assert len(found.signs) == messages


def test_each_message_shows_its_words_and_is_evidence(world: Callable[..., World]) -> None:
    made = world(
        f"""{ACCOUNT}
contacts
contact_id | account_id | technical_maturity
c          | A          | low

tickets
ticket_id | account_id | requester_email | opened_at        | subject                        | component
T1        | A          | c               | 2026-06-01 10:00 | The API answers 429            | Integration
T2        | A          | c               | 2026-06-02 10:00 | Dashboard is slow today        | Reporting
T3        | A          | c               | 2026-06-03 10:00 | Endpoint fails, how do I retry | Mobile
T4        | A          | c               | 2026-06-04 10:00 | Where can I find my invoice    | Billing
"""
    )
    found = _of(made, "c")
    said = {sign.title: (sign.points, sign.level, sign.words) for sign in found.signs}
    assert said == {
        "The API answers 429": (3, "high", ("429", "api")),
        "Endpoint fails, how do I retry": (1, "medium", ("endpoint", "how do i", "retry")),
        "Where can I find my invoice": (-2, "low", ("where can i",)),
    }
    assert f"crm.ticket/{key('T1')}" in found.evidence


def test_mails_and_comments_count_and_what_we_wrote_below_does_not(
    world: Callable[..., World],
) -> None:
    made = world(
        f"""{ACCOUNT}
contacts
contact_id | account_id
c          | A

activities
account_id | kind  | direction | occurred_at      | from_email | participants | body
A          | email | inbound   | 2026-06-01 10:00 | c          | us           | Please explain
A          | email | outbound  | 2026-06-02 10:00 | us         | c            | The API and its webhook

tickets
ticket_id | account_id | requester_email | opened_at        | subject
T1        | A          | x@else.com      | 2026-06-01 10:00 | API

ticket_events
ticket_id | at               | kind           | author_email | body
T1        | 2026-06-02 10:00 | customer_reply | c@a.com      | OAuth fails, request id inside
"""
    )
    with made.store.transaction(LOCAL, "test.quote") as work:
        work.execute(
            "UPDATE crm.activity SET body = body || chr(10) || 'On Monday, us wrote:' || chr(10) || '> webhook'"
            " WHERE direction = 'inbound'"
        )
    kinds = {sign.kind: sign.words for sign in _of(made, "c").signs}
    assert kinds == {"email": ("please explain",), "comment": ("oauth", "request id")}


def test_only_the_window_up_to_the_date_is_read(world: Callable[..., World]) -> None:
    made = world(
        f"""{ACCOUNT}
contacts
contact_id | account_id | technical_maturity
c          | A          | low

tickets
account_id | requester_email | opened_at        | subject
A          | c               | 2025-06-30 10:00 | API webhook of long ago
A          | c               | 2025-07-01 10:00 | API webhook a year ago
A          | c               | 2026-06-30 23:59 | API webhook today
A          | c               | 2026-07-01 00:00 | API webhook tomorrow
"""
    )
    assert [sign.title for sign in _of(made, "c").signs] == [
        "API webhook today",
        "API webhook a year ago",
    ]


def test_a_correction_stands_and_what_they_write_is_shown_beside_it(
    world: Callable[..., World],
) -> None:
    made = world(
        f"{ACCOUNT}\ncontacts\ncontact_id | account_id | technical_maturity\nc | A | low\n"
        + _messages(8, TECHNICAL)
    )
    set_contact_override(
        made.store, LOCAL, key("c"), field="technical_maturity", value="medium", reason="Met her"
    )
    found = _of(made.refresh(), "c")
    assert (found.level, found.source, found.read) == ("medium", "override", "high")
    assert "Met her" in found.why and "8 messages read high" in found.why
    earlier = made.refresh(date(2026, 6, 29))
    assert _of(earlier, "c").source == "refined"


def test_another_account_s_tickets_say_nothing_of_a_person(world: Callable[..., World]) -> None:
    made = world(
        """accounts
account_id | tier
A          | smb
B          | smb

contacts
contact_id | account_id
c          | A

tickets
account_id | requester_email | opened_at        | subject
B          | c               | 2026-06-01 10:00 | API webhook
"""
    )
    assert _of(made, "c").signs == ()


def test_a_first_assessment_made_here_comes_before_the_crm_s_and_is_refined(
    world: Callable[..., World],
) -> None:
    made = world(
        f"{ACCOUNT}\ncontacts\ncontact_id | account_id | technical_maturity\nc | A | high\n"
        + _messages(3, TECHNICAL)
    )
    set_contact_override(
        made.store, LOCAL, key("c"), field="first_maturity", value="low", reason="First call"
    )
    found = _of(made.refresh(), "c")
    assert (found.level, found.source, found.first, found.value) == (
        "medium",
        "refined",
        "low",
        1.86,
    )
    assert "First assessed as low" in found.why and "First call" in found.why
