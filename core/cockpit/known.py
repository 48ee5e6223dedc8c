"""What is known of an account and its people that no import says: each value with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.capture.identity.enrich import Filled, account_gaps
from core.capture.identity.enrich.contact import country, of_account, zone
from core.cockpit.query import statement
from core.store import Store


@dataclass(frozen=True)
class KnownPerson:
    """A person with place and office. A ``_source`` says where the value comes from.

    ``is_zone_certain`` is false where several zones fit and ``time_zone`` is the likeliest.
    """

    contact_key: int
    full_name: str
    title: str | None
    seniority: str | None
    function: str | None
    country: str | None
    country_source: str
    time_zone: str | None
    zone_source: str
    is_zone_certain: bool
    note: str
    evidence: tuple[str, ...]


def filled(store: Store, actor: Actor, account_key: int, as_of: date) -> tuple[Filled, ...]:
    """Values found for what the account's own records leave open."""
    return account_gaps(store, actor, account_key, as_of)


def known_people(
    store: Store, actor: Actor, account_key: int, as_of: date
) -> tuple[KnownPerson, ...]:
    """The people of an account, at most 200, with country and time zone wherever something tells."""
    require_account(store, actor, account_key)
    rows = store.rows(statement("account_people"), {"account_key": account_key, "as_of": as_of})
    gaps = of_account(store, rows[0], as_of) if rows else {}
    return tuple(_person(row, gaps, as_of) for row in rows)


def _person(row: dict[str, Any], gaps: dict[str, Filled], as_of: date) -> KnownPerson:
    found = {gap.field: gap for gap in (country(row, gaps), zone(row, gaps, as_of)) if gap}
    place, hours = found.get("country"), found.get("time_zone")
    own = (f"crm.contact/{row['contact_key']}",)
    return KnownPerson(
        contact_key=row["contact_key"],
        full_name=row["full_name"],
        title=row["title"],
        seniority=row["seniority"],
        function=row["function"],
        country=row["country"] or (place.value if place else None),
        country_source=_source(row["country"], place),
        time_zone=row["time_zone"] or (hours.value if hours else None),
        zone_source=_source(row["time_zone"], hours),
        is_zone_certain=hours.is_certain if hours else bool(row["time_zone"]),
        note=" ".join(gap.why for gap in found.values()),
        evidence=tuple(
            dict.fromkeys((*own, *(one for gap in found.values() for one in gap.evidence)))
        ),
    )


def _source(own: str | None, gap: Filled | None) -> str:
    return "their record" if own else gap.source if gap else ""
