"""What an account's record leaves open: domain, industry, country and time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.accounts import require_account
from core.accounts.countries import country_code, country_of_zone
from core.accounts.zones import is_zone, zones_of
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.domains import free_mail, registrable
from core.capture.identity.enrich.model import SQL, Filled, agreed
from core.capture.identity.enrich.phones import country_name, country_of_phone
from core.store import Reader, load_sql

Person = dict[str, Any]


def account_gaps(store: Reader, actor: Actor, account_key: int, on: date) -> tuple[Filled, ...]:
    """The values found for what the account's record leaves open; raises NotFound for one not seen."""
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    return gaps_of_account(store, account_key, on)


def gaps_of_account(reader: Reader, account_key: int, on: date) -> tuple[Filled, ...]:
    """The same for code that has already asked who is looking."""
    row = reader.one(load_sql(SQL, "account"), {"account_key": account_key})
    if row is None or all(row[name] for name in ("domain", "industry", "country", "time_zone")):
        return ()
    people = reader.rows(load_sql(SQL, "people"), {"account_key": account_key})
    domain = None if row["domain"] else _domain(people)
    country = None if row["country"] else _country(row, people)
    found = [
        domain,
        None if row["industry"] else _industry(reader, row, domain),
        country,
        None if row["time_zone"] else _zone(row, country, people, on),
    ]
    return tuple(one for one in found if one is not None)


def _domain(people: Sequence[Person]) -> Filled | None:
    common = free_mail()
    hosts = [(person["contact_key"], registrable(person["email"])) for person in people]
    found = agreed((key, host) for key, host in hosts if host not in common)
    if found is None:
        return None
    why = f"{len(found[1])} of its contacts have an address there."
    return Filled("domain", found[0], "addresses of its contacts", why, found[1])


def _industry(reader: Reader, row: dict[str, Any], domain: Filled | None) -> Filled | None:
    name = row["domain"] or (domain.value if domain else None)
    listed = reader.one(load_sql(SQL, "industry"), {"domain": name}) if name else None
    if listed is None:
        return None
    rows: tuple[str, ...] = (f"crm.domain_industry/{listed['domain_industry_key']}",)
    why = f"An imported list of domains says so of {name}."
    if domain is not None:
        rows, why = (*rows, *domain.evidence), f"{why} {domain.why}"
    return Filled("industry", listed["industry"], "a list of domains", why, rows)


def _country(row: dict[str, Any], people: Sequence[Person]) -> Filled | None:
    own = (f"crm.account/{row['account_key']}",)
    code = country_of_zone(row["time_zone"]) if row["time_zone"] else None
    if code:
        why = f"Its time zone {row['time_zone']} is kept in no other country."
        return Filled("country", country_name(code), "its time zone", why, own)
    for source, said in (
        (
            "countries of its contacts",
            [(p["contact_key"], country_code(p["country"])) for p in people],
        ),
        (
            "phone numbers of its contacts",
            [(p["contact_key"], country_of_phone(p["phone"])) for p in people],
        ),
    ):
        if found := agreed(said):
            why = (
                f"{len(found[1])} of its contacts are there, by the {source.partition(' of ')[0]}."
            )
            return Filled("country", country_name(found[0]), source, why, found[1])
    return None


def _zone(
    row: dict[str, Any], country: Filled | None, people: Sequence[Person], on: date
) -> Filled | None:
    place = row["country"] or (country.value if country else None)
    of_country = zones_of(country=place, on=on)
    if of_country.is_certain:
        rows = country.evidence if country else (f"crm.account/{row['account_key']}",)
        why = f"{place} has one time zone."
        return Filled("time_zone", of_country.names[0], "its country", why, rows)
    found = agreed((person["contact_key"], _certain(person, on)) for person in people)
    if found is None:
        return None
    why = f"{len(found[1])} of its contacts live by it, by their records and phone numbers."
    return Filled("time_zone", found[0], "its contacts", why, found[1])


def _certain(person: Person, on: date) -> str | None:
    zone = person["time_zone"] if is_zone(person["time_zone"] or "") else None
    found = zones_of(zone=zone, phone=person["phone"], country=person["country"], on=on)
    return found.names[0] if found.is_certain else None
