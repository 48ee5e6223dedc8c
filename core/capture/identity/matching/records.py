"""Records as they are compared: the columns of a declared model, made from what was imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.accounts.countries import country_code
from core.capture.identity.matching.people import person_columns
from core.capture.identity.normalise import (
    company,
    company_domain,
    domain_label,
    email,
    fold,
    person,
    phone,
)
from core.store import Store, load_sql

if TYPE_CHECKING:
    import pyarrow as pa

SQL = Path(__file__).parent / "sql"
LISTS = frozenset({"related", "domains", "people", "phones", "words"})
_BATCH = 50_000
_OWN_SHARE = 0.3
"""Of an account's contacts, this share must write from a domain for it to count as the account's."""
Record = dict[str, Any]


def contact_record(row: Record) -> Record:
    """What contacts are compared by; the columns of ``data/identity/contact.toml``."""
    code = country_code(row["country"])
    found = phone(row["phone"], code)
    return {
        "key": row["key"],
        "full_name": row["full_name"],
        "email": row["email"],
        "phone": row["phone"],
        "title": row["title"],
        "account": row["account"],
        "country": row["country"],
        **person_columns(person(row["full_name"]), row["email"]),
        "line": found.line if found else None,
        "number": found.number if found else None,
        "title_folded": fold(row["title"]) or None,
        "company": None if row["account_key"] is None else str(row["account_key"]),
        "country_code": code,
        "record_ref": row["record_ref"],
        "reports_to": row["reports_to"],
    }


def account_record(row: Record) -> Record:
    """What accounts are compared by; the columns of ``data/identity/account.toml``."""
    name = company(row["name"])
    own = company_domain(row["domain"])
    addresses = [found for text in row["emails"] or [] if (found := email(text))]
    code = country_code(row["country"])
    numbers = [line.number for text in row["phones"] or [] if (line := phone(text, code))]
    domains = {own, *_usual_domains([one.domain for one in addresses])} - {None}
    return {
        "key": row["key"],
        "name": row["name"],
        "domain_shown": row["domain"],
        "country": row["country"],
        "region": row["region"],
        "full_name": name.full if name else None,
        "core": name.core if name else None,
        "joined": name.joined if name else None,
        "initials": name.initials if name else None,
        "words": [word for word in name.words if len(word) > 2] or None if name else None,
        "domain": own,
        "label": domain_label(own),
        "domains": sorted(str(one) for one in domains) or None,
        "people": sorted({one.mailbox for one in addresses if not one.is_shared}) or None,
        "phones": sorted(set(numbers)) or None,
        "country_code": code,
        "record_ref": row["record_ref"],
        "parent_ref": row["parent_ref"],
    }


RECORDS: dict[str, Callable[[Record], Record]] = {
    "account": account_record,
    "contact": contact_record,
}


def read_records(store: Store, entity: str) -> Iterator[pa.Table]:
    """Every row of the entity as it is compared, in the order of keys, some at a time."""
    rows = store.patient.arrow(load_sql(SQL, f"{entity}_records"))
    for part in rows.to_batches(_BATCH):
        yield as_table([RECORDS[entity](row) for row in part.to_pylist()])


def as_table(records: Sequence[Record]) -> pa.Table:
    """Records of one shape, at least one, as an Arrow table: keys unsigned, lists of text, and text."""
    import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    return pa.table(
        {name: pa.array([record[name] for record in records], _kind(name)) for name in records[0]}
    )


def _kind(name: str) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    if name == "key":
        return pa.uint64()
    return pa.list_(pa.string()) if name in LISTS else pa.string()


def _usual_domains(domains: Sequence[str | None]) -> set[str]:
    """Domains that a fair share of the contacts write from: an adviser's address names no account."""
    named = [one for one in domains if one]
    return {one for one in set(named) if named.count(one) >= max(_OWN_SHARE * len(domains), 1)}
