"""The stories worth finding in the demo: which account tells each, and what the cockpit should say.

The tests hold the cockpit to every ``Expected`` here. Nothing of this is written to the exports;
it has to be found in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.demo.shape import (
    AGED_P1,
    CHAMPION,
    ENGAGED,
    GREEN,
    MANY_OPEN,
    NOBODY,
    PASSIVE,
    SILENT,
    UNSEEN,
    Shape,
    Sponsorship,
    Technical,
)

DEPARTED_DAYS_AGO = 18
PROMOTED_DAYS_AGO = 12
FEW_TICKETS = (("P3", 4.4), ("P4", 7.9))


@dataclass(frozen=True)
class Expected:
    """What is to be seen on the last day. Empty means: the story says nothing about it."""

    level: str = ""
    rag: str = ""
    rules: tuple[str, ...] = ()
    changed_fields: tuple[str, ...] = ()
    is_silence_alert: bool = False
    heartbeat_points: float | None = None
    rag_before: tuple[int, str] | None = None


@dataclass(frozen=True)
class Story:
    """``slug`` is the account's, ``tells`` one sentence for the people who look for it."""

    key: str
    slug: str
    tells: str
    shape: Shape
    expected: Expected


def _marked(
    mark: str, sponsorship: Sponsorship, technical: Technical, renewal_in_days: int = 0
) -> Shape:
    return Shape(sponsorship, technical, renewal_in_days, marks=frozenset({mark}))


STORIES: tuple[Story, ...] = (
    Story(
        "departed_sponsor",
        "goldcrest",
        "The primary sponsor left between the two exports; mail to her bounces.",
        _marked("departed_sponsor", ENGAGED, replace(GREEN, open_now=FEW_TICKETS), 140),
        Expected(level="engaged", rag="green", changed_fields=("status",)),
    ),
    Story(
        "promoted_champion",
        "saffron-route",
        "Our champion, IT director until last month, is now the CIO.",
        _marked("promoted_champion", ENGAGED, replace(GREEN, open_now=FEW_TICKETS)),
        Expected(rag="green", changed_fields=("title",)),
    ),
    Story(
        "watermelon",
        "brightkiln",
        "Green, yet a P1 will be overdue tomorrow, API calls sink and the sponsor has gone quiet.",
        _marked(
            "watermelon",
            replace(PASSIVE, silent_days=96),
            Technical(open_now=(("P1", 1.9), ("P3", 6.1), ("P3", 9.5)), calls_lost=0.4),
        ),
        Expected(level="disengaged", rag="green", is_silence_alert=True),
    ),
    Story(
        "silent_integration",
        "tidewell",
        "The ERP connector has not been heard of for five days; nobody has opened a ticket.",
        _marked("silent_integration", ENGAGED, replace(SILENT, silent_hours=104)),
        Expected(rag="amber", rules=("silent_integration",)),
    ),
    Story(
        "silent_executive",
        "ironpeak",
        "Healthy systems, but no executive contact for 100 days, and the renewal is in 55.",
        _marked(
            "silent_executive",
            replace(ENGAGED, silent_days=100),
            replace(GREEN, open_now=FEW_TICKETS),
            55,
        ),
        Expected(level="disengaged", rag="green", is_silence_alert=True),
    ),
    Story(
        "single_threaded_deal",
        "driftwood",
        "A large expansion that hangs on one person.",
        _marked("single_threaded_deal", replace(ENGAGED, executives=1), GREEN),
        Expected(rag="green"),
    ),
    Story(
        "missing_data",
        "cloudberry",
        "Taken over from HubSpot, and nothing else is known: unknown and grey, never green.",
        _marked("missing_data", NOBODY, UNSEEN),
        Expected(level="unknown", rag="grey"),
    ),
    Story(
        "healthy_champion",
        "hoshikawa",
        "Everything as it should be: a champion who recommends us, and calm systems.",
        _marked("healthy_champion", CHAMPION, replace(GREEN, open_now=FEW_TICKETS)),
        Expected(level="champion", rag="green"),
    ),
    Story(
        "recovering",
        "northreach",
        "Red a quarter ago, green today.",
        _marked(
            "recovering",
            ENGAGED,
            Technical(
                open_now=FEW_TICKETS,
                episodes=((118, 40, "P1"), (112, 30, "P2"), (104, 26, "P1")),
            ),
        ),
        Expected(rag="green", rag_before=(90, "red")),
    ),
    Story(
        "api_calls_halved",
        "glasswing",
        "API calls fell to less than half within a week: usage goes before the renewal does.",
        _marked("api_calls_halved", ENGAGED, Technical(open_now=FEW_TICKETS, calls_lost=0.62)),
        Expected(rag="green", heartbeat_points=15.0),
    ),
    Story(
        "too_many_tickets",
        "lagoa-azul",
        "None of the tickets is urgent, but there are far too many of them.",
        _marked("too_many_tickets", ENGAGED, MANY_OPEN),
        Expected(rag="amber", rules=("too_many_open_tickets",)),
    ),
    Story(
        "pushed_close_dates",
        "quillstone",
        "The renewal's close date was moved four times.",
        _marked("pushed_close_dates", PASSIVE, replace(GREEN, open_now=FEW_TICKETS), 38),
        Expected(rag="green"),
    ),
    Story(
        "burning",
        "aldermoor",
        "A P1 open for more than a week at our largest customer: red, and the sponsor knows.",
        _marked("burning", ENGAGED, AGED_P1, 75),
        Expected(rag="red", rules=("aged_critical_tickets",)),
    ),
)


@dataclass(frozen=True)
class Planted:
    """A row that is wrong or cannot be placed on purpose, so that the Imports page has something to show."""

    key: str
    file_stem: str
    outcome: str
    tells: str


PLANTED: tuple[Planted, ...] = (
    Planted("impossible_date", "kayako_tickets", "refused", "A creation date of 31 February."),
    Planted("no_time", "activities", "refused", "An activity without a time."),
    Planted(
        "unknown_sender",
        "kayako_tickets",
        "unplaced",
        "A ticket from a private address that belongs to no account.",
    ),
)


def story(key: str) -> Story:
    """The story called ``key``."""
    return next(told for told in STORIES if told.key == key)
