"""What is kept beside the CRM: goals, outcomes, plans, features, environment, signals, releases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from core.demo.dice import dice
from core.demo.material import texts
from core.demo.rows import Row
from core.demo.touches import owner_email
from core.demo.world import Account


def account_team(account: Account) -> Iterator[Row]:
    """The technical account manager beside the owner; the manager on large accounts."""
    chance = dice("team", account.company.slug)
    yield {
        "account_id": account.account_id,
        "email": owner_email(chance.choice(["dana", "kofi"])),
        "role": "technical_account_manager",
    }
    if account.company.tier == "enterprise":
        yield {
            "account_id": account.account_id,
            "email": owner_email("vera"),
            "role": "executive_sponsor",
        }


def goals(account: Account) -> Iterator[Row]:
    """One initiative for each of the sponsor's alignments."""
    chance = dice("goals", account.company.slug)
    levels = account.shape.sponsorship.alignment
    pairs = chance.sample(texts()["goals"]["pairs"], len(levels))
    for place, ((ours, theirs), level) in enumerate(zip(pairs, levels, strict=True)):
        yield {
            "goal_id": f"G-{account.company.slug}-{place + 1}",
            "account_id": account.account_id,
            "our_initiative": ours,
            "their_priority": theirs,
            "alignment": level,
            "tied_to_renewal": "burning" in account.shape.marks or chance.chance(0.35),
        }


def outcomes(account: Account, day: date) -> Iterator[Row]:
    """One metric measured every quarter, moving from its baseline towards its target."""
    chance = dice("outcomes", account.company.slug)
    metric, unit, baseline, target = chance.choice(texts()["goals"]["metrics"])
    speed = chance.uniform(0.1, 0.25)
    first = date(day.year - 1, 3, 31)
    for place, measured in enumerate(_quarter_ends(first, day)):
        reached = min(1.05, speed * (place + 1) * chance.uniform(0.8, 1.2))
        yield {
            "account_id": account.account_id,
            "metric": metric,
            "value": round(baseline + (target - baseline) * reached, 1),
            "unit": unit,
            "baseline": baseline,
            "target": target,
            "measured_on": measured,
        }


def _quarter_ends(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (end := date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)) <= last:
        yield end
        year, month = (year, month + 3) if month < 12 else (year + 1, 3)


def account_plans(account: Account, end: date) -> Iterator[Row]:
    """One objective for larger accounts; it asks for executives where the renewal is near."""
    if account.company.tier == "smb":
        return
    chance = dice("plans", account.company.slug)
    near = account.renewal_on - end < timedelta(days=120)
    yield {
        "plan_id": f"P-{account.company.slug}",
        "account_id": account.account_id,
        "objective": chance.choice(texts()["goals"]["objectives"]),
        "due_on": account.renewal_on - timedelta(days=30),
        "needs_executive_engagement": near or chance.chance(0.2),
        "status": chance.choice(["on_track", "on_track", "at_risk", "not_started"]),
    }


def features(account: Account, start: date, day: date) -> Iterator[Row]:
    """Which features are in use, and since when."""
    chance = dice("features", account.company.slug)
    for feature in texts()["features"]["names"]:
        first = start + timedelta(days=chance.randint(-300, 500))
        in_use = chance.chance(0.55) and first <= day
        if in_use or chance.chance(0.3):
            yield {
                "account_id": account.account_id,
                "feature": feature,
                "in_use": in_use,
                "first_seen_on": first if first <= day else "",
                "last_seen_on": day - timedelta(days=chance.randint(0, 6)) if in_use else "",
            }


def environment(account: Account) -> Iterator[Row]:
    """Two or three applications the customer runs."""
    chance = dice("environment", account.company.slug)
    for application, category in chance.sample(texts()["features"]["applications"], 3):
        yield {
            "account_id": account.account_id,
            "application": application,
            "category": category,
            "note": chance.choice(
                ["", "", "", *["hosted by the customer"] * 4, "being replaced next year"]
            ),
        }


def signals(account: Account, end: date, day: date) -> Iterator[Row]:
    """A few pieces of news, each with an invented source."""
    chance = dice("signals", account.company.slug)
    for place in range(chance.randint(0, 3)):
        kind, title = chance.choice(texts()["signals"]["kinds"])
        observed = end - timedelta(days=chance.randint(3, 300))
        if observed <= day:
            yield {
                "account_id": account.account_id,
                "kind": kind,
                "observed_on": observed,
                "title": title,
                "source_url": f"https://news.example/{account.company.slug}/{place + 1}",
                "contact_email": "",
                "detail": "",
            }


_CHANGES = {
    "faster lists": "Lists of more than 1,000 lines open page by page.",
    "clearer errors": "Messages name the record and the field that stopped them.",
    "new filters": "Filters can be combined, named and shared.",
    "bulk changes": "Up to 500 records can be changed in one step.",
}
_PLANS = (
    "A new set of pages, usable beside the present ones.",
    "The same rules for every site, kept in one place.",
    "Changes on record, with who made them and when.",
)


def releases(end: date, day: date) -> Iterator[Row]:
    """Our own releases, one every six weeks, three items each."""
    chance = dice("releases")
    names = texts()["features"]["names"]
    for number in range(13):
        released = end - timedelta(days=12 + 42 * (12 - number))
        items = chance.sample(names, 3)
        for place, feature in enumerate(items):
            if released > day:
                continue
            component = chance.choice([kind["component"] for kind in texts()["ticket"]])
            change = chance.choice(list(_CHANGES))
            yield {
                "release": f"7.{number}",
                "released_on": released,
                "item_id": f"R7.{number}-{place + 1}",
                "feature": feature,
                "component": component,
                "title": f"{feature}: {change}",
                "description": _CHANGES[change],
                "integrations": chance.choice(texts()["features"]["integrations"]),
            }


def roadmap(end: date) -> Iterator[Row]:
    """What we plan for the coming quarters."""
    chance = dice("roadmap")
    for place, feature in enumerate(texts()["features"]["names"]):
        yield {
            "item_id": f"RM-{place + 1:02d}",
            "feature": feature,
            "title": f"{feature}: next generation",
            "planned_on": end + timedelta(days=40 + place * 35),
            "status": chance.choice(["planned", "in_progress", "considered"]),
            "description": _PLANS[place % len(_PLANS)],
        }
