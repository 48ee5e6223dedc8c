"""People that HubSpot knows as well, written a little differently: what the matching is there for.

They are chosen among those whom no score counts, with addresses that no message names, so that what is
known of their accounts stays as it is until a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.demo.dice import dice
from core.demo.people import latin, slug
from core.demo.rows import Row, write_dicts
from core.demo.world import Account, Person, World

COLUMNS = (
    "Record ID",
    "First Name",
    "Last Name",
    "Email",
    "Phone Number",
    "Job Title",
    "Country/Region",
    "Create Date",
)
PEOPLE = 14
"""How many are known twice."""
NAMESAKES = 3
"""How many more share a family name and an account with one of them and are somebody else."""
_SHORT = {
    "Director": "Dir.",
    "Manager": "Mgr",
    "Senior": "Sr.",
    "Engineer": "Eng.",
    "Information Technology": "IT",
}


@dataclass(frozen=True)
class _Known:
    account: Account
    person: Person


def write_doubles(world: World, path: Path) -> None:
    """Write the contacts; the export is the same on every day."""
    chosen = _chosen(world)
    rows = [_row(place, known) for place, known in enumerate(chosen)]
    rows += [_namesake(place, known) for place, known in enumerate(chosen[:NAMESAKES])]
    write_dicts(path, COLUMNS, rows, quote_all=True)


def _chosen(world: World) -> list[_Known]:
    found = []
    for account in world.accounts:
        if account.company.source != "salesforce" or account.company.tier == "smb":
            continue
        present = [
            person
            for person in account.people
            if not person.is_executive and not person.role and person.left_on is None
        ]
        if present:
            found.append(_Known(account, present[0]))
    return found[:PEOPLE]


def _row(place: int, known: _Known) -> Row:
    """One way of writing the same person: every other one with an initial and without a number, to be looked at."""
    person, company = known.person, known.account.company
    first, last = (slug(latin(part)) for part in (person.first, person.last))
    is_plain = place % 2 == 0
    address = f"{first[0]}{last}" if is_plain else f"{last}.{first}"
    initial = f"{person.first[0]}." if person.first.isascii() else person.first
    title = person.titles[-1][1]
    for long, short in _SHORT.items():
        title = title.replace(long, short) if is_plain else title
    return {
        "Record ID": str(91_300_000 + place * 379),
        "First Name": person.first if is_plain else initial,
        "Last Name": person.last.upper() if place % 6 == 2 else person.last,
        "Email": f"{address}@{company.domain}",
        "Phone Number": person.phone if is_plain else "",
        "Job Title": title if person.first.isascii() or is_plain else "",
        "Country/Region": company.country,
        "Create Date": f"{known.account.created_on.isoformat()} 09:30",
    }


def _namesake(place: int, known: _Known) -> Row:
    company, person = known.account.company, known.person
    other = dice("namesake", company.slug).choice(["Robin", "Kim", "Sasha", "Noor"])
    return {
        "Record ID": str(91_390_000 + place * 379),
        "First Name": other,
        "Last Name": person.last,
        "Email": f"{other.lower()}.{slug(latin(person.last))}@{company.domain}",
        "Phone Number": "",
        "Job Title": "Accountant",
        "Country/Region": company.country,
        "Create Date": f"{known.account.created_on.isoformat()} 09:30",
    }
