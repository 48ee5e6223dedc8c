"""The relationship profile on the account's page in Notion: one section that is Rapport's."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.channels.notion.api import Notion
from core.channels.notion.blocks import PageBlock
from core.channels.notion.sections import PROFILE, Section, Written, write_section
from core.channels.patience import Pause
from core.channels.plain import line_of
from core.channels.trouble import ChannelDown, ChannelRefuses, NotAddressed
from core.health.profile.compose import profile
from core.health.profile.model import RelationshipProfile
from core.settings import Settings
from core.store import Reader, Store, load_sql

SQL = Path(__file__).parent / "sql"
_NEWEST = 5
_NOTE = "Rapport rewrites this section; what you write elsewhere on the page stays as it is."


@dataclass(frozen=True)
class Pages:
    """What became of a round over the accounts whose pages are known."""

    written: int
    unchanged: int
    troubles: tuple[str, ...]


def write_page(
    store: Store,
    settings: Settings,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    pause: Pause = time.sleep,
) -> Written:
    """Make the section of the account's page say what the profile says; the rest is left as it is.

    Raises the errors of :mod:`core.channels.trouble`: not set up, no page known, Notion down.
    """
    require(actor, Permission.NOTICE_DELIVER)
    found = profile(store, actor, account_key, as_of)
    section = Section(account_key, PROFILE, blocks(found))
    return write_section(store, settings, actor, section, pause=pause)


def write_pages(
    store: Store, settings: Settings, actor: Actor, as_of: date, *, pause: Pause = time.sleep
) -> Pages:
    """The same for every account whose page is known; one account's trouble is not the others'.

    Nothing is done where Notion is not set up. The round ends early when Notion is down.
    """
    require(actor, Permission.NOTICE_DELIVER)
    if Notion.missing(settings):
        return Pages(0, 0, ())
    counts: Counter[bool] = Counter()
    troubles = []
    for key in _with_page(store, actor):
        try:
            counts[write_page(store, settings, actor, key, as_of, pause=pause).is_changed] += 1
        except (ChannelRefuses, NotAddressed) as error:
            troubles.append(str(error))
        except ChannelDown as error:
            troubles.append(str(error))
            break
    return Pages(counts[True], counts[False], tuple(troubles))


def blocks(found: RelationshipProfile) -> tuple[PageBlock, ...]:
    """The section's lines. Nothing in them counts days, so that a day alone changes nothing."""
    return (
        *_part("People and how technical they are", _people(found)),
        *_part("Integrations", _integrations(found)),
        *_part("Features", _features(found)),
        *_part("Other systems", _systems(found)),
        *_part("Latest conversations", _conversations(found)),
        *_part("Roadmap", _roadmap(found)),
        *_part("To build or connect together", _opportunities(found)),
        PageBlock("paragraph", _NOTE),
    )


def _part(title: str, lines: Iterable[str]) -> tuple[PageBlock, ...]:
    found = [PageBlock("bullet", line_of(line)) for line in lines]
    return (PageBlock("heading", title), *(found or [PageBlock("paragraph", "Nothing is known.")]))


def _people(found: RelationshipProfile) -> Iterable[str]:
    for person in found.stakeholders:
        if person.status == "active":
            title = f", {person.title}" if person.title else ""
            level = person.maturity.level or "not known"
            yield f"{person.full_name or person.contact_id}{title}: {level}. {person.maturity.why}"


def _integrations(found: RelationshipProfile) -> Iterable[str]:
    for item in found.integrations:
        yield f"{item.integration}: {item.state}, since {_day(item.first_seen_at)}, depth {item.depth}"


def _features(found: RelationshipProfile) -> Iterable[str]:
    words = {
        "used": "In use",
        "connected": "Connected",
        "named": "Named in tickets only",
        "not_used": "Not in use",
    }
    for state, word in words.items():
        if names := [item.feature for item in found.features if item.state == state]:
            yield f"{word}: {', '.join(names)}"


def _systems(found: RelationshipProfile) -> Iterable[str]:
    for item in found.systems:
        parts = [item.category, item.note]
        parts.append(f"reached by {item.integration}" if item.integration else "not connected")
        yield f"{item.application}: {', '.join(part for part in parts if part)}"


def _conversations(found: RelationshipProfile) -> Iterable[str]:
    for item in found.communications[:_NEWEST]:
        who = f" with {', '.join(item.people)}" if item.people else ""
        remark = item.remark
        outcome = remark.value if remark else item.outcome or item.status
        note = f" ({remark.note})" if remark and remark.note else ""
        what = f"{_words(item.what)}{who}: {item.subject or 'no subject'}"
        yield f"{_day(item.at)}, {what}; {_words(outcome)}{note}"


def _roadmap(found: RelationshipProfile) -> Iterable[str]:
    for item in found.roadmap:
        when = f", planned for {_day(item.planned_on)}" if item.planned_on else ""
        note = f" ({item.remark.note})" if item.remark and item.remark.note else ""
        yield f"{item.title}{when}: alignment {item.alignment}{note}"


def _opportunities(found: RelationshipProfile) -> Iterable[str]:
    for item in found.opportunities:
        yield f"{item.title}: {item.reason} {item.next_step} State: {item.state}."


def _with_page(store: Reader, actor: Actor) -> list[int]:
    return [row["account_key"] for row in store.rows(load_sql(SQL, "with_page"), viewer(actor))]


def _words(text: str) -> str:
    return text.replace("_", " ")


def _day(when: date | datetime) -> str:
    return f"{when:%-d %B %Y}"
