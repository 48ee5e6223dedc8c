"""The contacts of an account: executives first, then those who do the work."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import cache

from core.demo.dice import Dice, dice
from core.demo.ids import salesforce_id
from core.demo.material import people, texts
from core.demo.stories import DEPARTED_DAYS_AGO, PROMOTED_DAYS_AGO
from core.demo.world import Account, Person

_OTHERS = {"enterprise": (6, 9), "mid_market": (4, 6), "smb": (1, 2)}
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "þ": "th",
        "Þ": "Th",
        "ð": "d",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ß": "ss",
        "æ": "ae",
    }
)


def add_people(account: Account, number: int, end: date) -> None:
    """Fill ``account.people``; the primary sponsor, if any, comes first."""
    chance = dice("people", account.company.slug)
    seats = _seats(account, chance)
    for place, (kind, title) in enumerate(seats):
        person = _person(account, chance, number * 40 + place, kind=kind, title=title, end=end)
        account.people.append(person)
    _give_roles(account, chance)
    _tell_stories(account, number, end)


def _seats(account: Account, chance: Dice) -> list[tuple[str, str]]:
    titles = texts()["titles"]
    executives = account.shape.sponsorship.executives
    others = chance.randint(*_OTHERS[account.company.tier])
    if account.company.tier == "smb":
        executives = min(executives, chance.randint(1, 2))
        kinds = ["owner", "vp"][:executives]
    else:
        kinds = [chance.choice(["c_level", "vp"]) for _ in range(executives)]
        if account.company.tier == "mid_market":
            kinds = kinds[: max(1, executives - 1)] if executives else []
    kinds += [
        chance.weighted([("director", 2.0), ("manager", 3.0), ("staff", 4.0)])
        for _ in range(others)
    ]
    seats: list[tuple[str, str]] = []
    for kind in kinds:
        free = [title for title in titles[kind] if (kind, title) not in seats]
        seats.append((kind, chance.choice(free or titles[kind])))
    return seats


def _person(
    account: Account, chance: Dice, number: int, *, kind: str, title: str, end: date
) -> Person:
    company = account.company
    names = people()[people()["countries"][company.country_code]]
    known = {person.last for person in account.people}
    last_names = [name for name in names["last"] if _latin(name)[0] not in known]
    used = {person.email for person in account.people}
    while True:
        first, first_latin = _latin(chance.choice(names["first"]))
        last, last_latin = _latin(chance.choice(last_names or names["last"]))
        email = f"{slug(first_latin)}.{slug(last_latin)}@{company.domain}"
        if email not in used:
            break
    in_crm = company.source == "salesforce"
    return Person(
        person_id=salesforce_id("003", number) if in_crm else f"RC-{number:05d}",
        account_id=account.account_id,
        first=first,
        last=last,
        email=email,
        phone=f"{people()['dialling'][company.country_code]} {number % 9000 + 1000}",
        kind=kind,
        titles=[(end - timedelta(days=2000), title)],
        started_on=end - timedelta(days=chance.randint(400, 2600)),
        maturity=chance.choice(["low", "medium", "high"]),
        consent=chance.weighted([("given", 8.0), ("unknown", 3.0), ("withdrawn", 0.3)]),
    )


def _latin(entry: str) -> tuple[str, str]:
    shown, _, latin = entry.partition("|")
    return shown, latin or shown


def latin(name: str) -> str:
    """A name in Latin letters, where the list of names gives one; otherwise as it is."""
    return _in_latin().get(name, name)


@cache
def _in_latin() -> dict[str, str]:
    lists = [
        names for kinds in people().values() if isinstance(kinds, dict) for names in kinds.values()
    ]
    entries = [entry for names in lists if isinstance(names, list) for entry in names]
    return dict(entry.split("|") for entry in entries if isinstance(entry, str) and "|" in entry)


def slug(name: str) -> str:
    """A name as it stands in an address."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z]+", "-", letters.lower()).strip("-")


def _give_roles(account: Account, chance: Dice) -> None:
    executives = account.executives
    for place, person in enumerate(executives):
        person.role = ("executive_sponsor", "economic_buyer", "decision_maker")[min(place, 2)]
        person.priorities = chance.choice(texts()["goals"]["pairs"])[1]
    if executives:
        executives[0].is_primary = True
    others = [person for person in account.people if not person.is_executive]
    for person, role in zip(others, ("champion", "evaluator", "procurement"), strict=False):
        person.role = role
    for person in others:
        person.reports_to = executives[0].person_id if executives else ""


def _tell_stories(account: Account, number: int, end: date) -> None:
    marks = account.shape.marks
    if "departed_sponsor" in marks:
        account.executives[0].left_on = end - timedelta(days=DEPARTED_DAYS_AGO)
    if "new_sponsor" in marks and account.executives:
        _replace_sponsor(account, number, end)
    if "promoted_champion" in marks:
        champion = next(person for person in account.people if person.role == "champion")
        champion.titles = [
            (end - timedelta(days=2000), "IT Director"),
            (end - timedelta(days=PROMOTED_DAYS_AGO), "Chief Information Officer"),
        ]


def _replace_sponsor(account: Account, number: int, end: date) -> None:
    """The present sponsor came within the year; the one before has left."""
    chance = dice("successor", account.company.slug)
    sponsor = account.executives[0]
    sponsor.started_on = end - timedelta(days=chance.randint(120, 300))
    title = sponsor.titles[0][1]
    former = _person(account, chance, number * 40 + 39, kind="c_level", title=title, end=end)
    former.role = "executive_sponsor"
    former.left_on = sponsor.started_on - timedelta(days=15)
    account.people.append(former)
