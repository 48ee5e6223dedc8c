"""How an account behaves: its executives' habits and its technical health, and the usual mixtures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.demo.dice import dice

Alignment = tuple[str, ...]
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sponsorship:
    """Habits of the primary sponsor; the other executives follow at a distance.

    ``touch_share`` is of the tier's yearly target, ``reply_days`` the mean, ``silent_days`` the time
    since the last direct contact with any executive (0: no silence), ``executives`` how many there are.
    """

    touch_share: float
    reply_days: float
    reply_share: float
    qbr_share: float
    alignment: Alignment
    executives: int = 2
    silent_days: int = 0
    is_advocate: bool = False


@dataclass(frozen=True)
class Technical:
    """Tickets open now as (priority, age in days), silence in hours, API calls lost as a share.

    ``episodes`` are past troubles: (began days ago, lasted days, priority of the stuck ticket), and
    ``outages`` past silences of the first integration: (began days ago, lasted days).
    """

    open_now: tuple[tuple[str, float], ...] = ()
    silent_hours: int = 0
    calls_lost: float = 0.0
    episodes: tuple[tuple[int, int, str], ...] = ()
    outages: tuple[tuple[int, int], ...] = ()
    has_tickets: bool = True
    has_heartbeats: bool = True


@dataclass(frozen=True)
class Shape:
    """Everything that makes one account unlike another. ``marks`` name what a story adds."""

    sponsorship: Sponsorship
    technical: Technical
    renewal_in_days: int = 0
    marks: frozenset[str] = NONE


CHAMPION = Sponsorship(1.05, 1.0, 0.98, 1.0, ("high", "high", "medium"), 3, is_advocate=True)
ENGAGED = Sponsorship(0.72, 2.6, 0.9, 0.6, ("high", "medium"), 3)
PASSIVE = Sponsorship(0.3, 6.5, 0.6, 0.25, ("medium", "low"), 2)
DISENGAGED = Sponsorship(0.2, 8.0, 0.45, 0.2, ("low", "medium"), 2, silent_days=125)
NOBODY = Sponsorship(0.0, 5.0, 0.0, 0.0, ("low",), 0)

GREEN = Technical()
AGED_P2 = Technical(open_now=(("P2", 13.4), ("P3", 6.2), ("P4", 9.0)))
MANY_OPEN = Technical(open_now=tuple(("P3" if n % 3 else "P4", 1.5 + 1.7 * n) for n in range(17)))
SLIPPING = Technical(
    open_now=(("P1", 4.3), ("P3", 5.1), ("P3", 8.8), ("P4", 11.0), ("P4", 14.2), ("P3", 2.2))
)
SILENT = Technical(silent_hours=100, open_now=(("P3", 4.1),))
AGED_P1 = Technical(open_now=(("P1", 9.6), ("P2", 12.3), ("P3", 3.3)))
DARK = Technical(silent_hours=240, open_now=(("P2", 11.8), ("P3", 7.5), ("P3", 2.9)))
UNSEEN = Technical(has_tickets=False, has_heartbeats=False)

_SPONSORSHIPS = (CHAMPION,) * 9 + (ENGAGED,) * 20 + (PASSIVE,) * 10 + (DISENGAGED,) * 5 + (NOBODY,)
_TECHNICALS = (
    (GREEN,) * 29 + (AGED_P2,) * 4 + (MANY_OPEN,) + (SLIPPING,) * 4 + (SILENT,) * 2
    + (AGED_P1,) * 3 + (DARK,) * 2
)  # fmt: skip


def usual_shapes(slugs: list[str]) -> dict[str, Shape]:
    """A shape for each account that tells no story: a portfolio's usual mixture, well shuffled.

    Trouble goes loosely with poor sponsorship: both lists are dealt in order of a noisy rank.
    """
    chance = dice("shapes")
    ranks = {slug: chance.random() for slug in slugs}
    by_sponsor = sorted(slugs, key=lambda slug: ranks[slug])
    by_trouble = sorted(slugs, key=lambda slug: ranks[slug] + chance.gauss(0, 0.45))
    sponsorships = _stretch(_SPONSORSHIPS, len(slugs))
    technicals = _stretch(_TECHNICALS, len(slugs))
    sponsor_of = dict(zip(by_sponsor, sponsorships, strict=True))
    technical_of = dict(zip(by_trouble, technicals, strict=True))
    return {slug: _varied(slug, sponsor_of[slug], technical_of[slug]) for slug in slugs}


def _stretch(items: tuple[object, ...], count: int) -> list:  # type: ignore[type-arg]
    return [items[index * len(items) // count] for index in range(count)]


def _varied(slug: str, sponsorship: Sponsorship, technical: Technical) -> Shape:
    chance = dice("shape", slug)
    sponsorship = replace(
        sponsorship,
        touch_share=sponsorship.touch_share * chance.uniform(0.9, 1.15),
        reply_days=sponsorship.reply_days * chance.uniform(0.8, 1.2),
        silent_days=sponsorship.silent_days and sponsorship.silent_days + chance.randint(-20, 60),
    )
    if technical is GREEN:
        technical = replace(GREEN, open_now=_harmless(slug))
    marks = frozenset({"new_sponsor"}) if sponsorship.executives and chance.chance(0.14) else NONE
    return Shape(sponsorship, _with_past(slug, technical), marks=marks)


def _with_past(slug: str, technical: Technical) -> Technical:
    """The troubles every account has had, those in trouble now more than others; all are over."""
    chance = dice("past", slug)
    episodes: list[tuple[int, int, str]] = []
    is_calm = (
        technical.silent_hours == 0
        and len(technical.open_now) < 5
        and not any(
            priority == "P1" or age > 10 for priority, age in technical.open_now if priority != "P4"
        )
    )
    for _ in range(chance.randint(2, 6) if is_calm else chance.randint(14, 22)):
        ago = chance.randint(25, 545)
        kind, shortest, longest = chance.weighted(
            [
                (("P2", 14, 21), 6.0),
                (("P2", 22, 40), 1.5),
                (("P1", 5, 6), 4.0),
                (("P1", 8, 18), 1.5),
            ]
        )
        episodes.append((ago, min(chance.randint(shortest, longest), ago - 3), kind))
    outages = ((chance.randint(40, 500), chance.randint(4, 9)),) if chance.chance(0.35) else ()
    return replace(technical, episodes=tuple(episodes), outages=outages)


def _harmless(slug: str) -> tuple[tuple[str, float], ...]:
    """A few young tickets, as every healthy account has."""
    chance = dice("harmless", slug)
    kinds = [("P3", 9.0), ("P4", 14.0), ("P3", 6.0), ("P2", 5.0)]
    return tuple(
        (priority, round(chance.uniform(0.6, oldest), 1))
        for priority, oldest in kinds[: chance.randint(0, 4)]
    )
