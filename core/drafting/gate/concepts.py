"""Which thing words speak of: word families, so that "adoption" and "use the dashboards" meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from core.drafting.gate.wordlist import words as _split

_FAMILIES: dict[str, str] = {
    "cost": "cost costs costing expense expenses spend spending opex expenditure cheaper costly",
    "adoption": "adoption adopt adopted adopting use uses used using usage user users login logins utilisation utilization",
    "uptime": "uptime availability available downtime",
    "fee": "fee fees arr contract agreement subscription pay pays paid price licence license invest invested investment contract-value bill billed recurring acv spend",
    "saving": "saving savings save saves saved benefit benefits return returns returned payback",
    "return": "roi return returns returned payback multiple multiples back saving savings save saves saved earned programme",
    "renewal": "renewal renew renews renewed renewing contract agreement expire expires expiry term extension",
    "review": "review reviews qbr qbrs ebr ebrs",
    "talk": "contact spoke spoken speak talk talked met meet meets meeting meetings conversation conversations call calls discuss exchange saw see seen visit session touch",
    "executive": "executive executives leadership sponsor sponsors",
    "customer": "customer client partner partnership together joined signed trusted relationship",
    "delivery": "delivery deliveries deliver delivered punctual punctuality",
    "error": "error errors fail fails failed failing failure failures defect defects fault faults",
    "manual": "manual manually hand",
    "booking": "booking bookings order-entry",
    "site": "site sites location locations warehouse warehouses depot depots plant plants",
    "fuel": "fuel diesel petrol",
    "staff": "staff employee employees workforce colleagues",
    "reconciliation": "reconciliation reconcile reconciled reconciling",
    "satisfaction": "satisfaction satisfied nps csat",
    "noshow": "no-show no-shows noshow noshows missed appointment appointments",
    "waste": "waste wasted wasting spoilage",
    "accuracy": "accuracy accurate accurately",
    "forecast": "forecast forecasts forecasting",
    "stock": "stock inventory",
    "capital": "capital",
    "issue": "issue issues incident incidents problem problems ticket tickets case cases",
    "churn": "churn churned attrition",
    "retention": "retention retained",
    "latency": "latency response",
    "revenue": "revenue revenues turnover sales",
    "margin": "margin margins profit profitability profits",
    "productivity": "productivity productive throughput output efficiency",
    "headcount": "headcount",
    "conversion": "conversion conversions converted",
    "compliance": "compliance compliant",
    "quality": "quality",
    "growth": "growth",
    "traffic": "traffic visits visitors",
    "critical": "critical serious severe urgent",
    "feature": "feature features module modules capability capabilities",
    "payment": "payment payments transaction transactions",
    "clinic": "clinic clinics practice practices",
    "planner": "planner planners",
    "dashboard": "dashboard dashboards",
    "cycle": "cycle",
    "measured": "measured measurement",
    "straight": "straight straight-through stp",
}
_STOP = frozenset(
    _split("""the a an of in on at to for with by per and or since date measured target start distance from change
    percent times its it way covered number count yearly annual annually monthly weekly daily quarterly
    hourly month months week weeks year years day days hour hours minutes next time length first last name
    account recipient our their your open live business rate value level total average score mean as
    oldest age reached into whole new item kind status title primary planned due held
    that this these those is are was were be been has have had i we you they he she not no yes
    outcome goal plan arr value vs qbr released observed attended so far more than against
    better worse most all every each""")
)

_PEOPLE = frozenset(
    _split("""agent agents planner planners user users customer customers employee employees manager managers colleague
    colleagues people driver drivers nurse nurses patient patients buyer buyers seller sellers engineer engineers operator
    operators team teams staff member members worker workers""")
)
"""Whoever does or gets something: of a share or a time they tell no more than that it is somebody's."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending, good enough to compare: ``operational`` and ``operating`` agree."""
    low = word.lower().removesuffix("'s").removesuffix("'")
    if low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", low):
        low = low[:-2]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        low = low[:-1]
    return low[:7]


def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, words in _FAMILIES.items():
        for word in words.split():
            found.setdefault(word, set()).add(f"~{family}")
    return {word: frozenset(families) for word, families in found.items()}


_OF_WORD = _families()


@lru_cache(maxsize=8192)
def meanings(word: str) -> frozenset[str]:
    """What a word may speak of: its families, marked ``~``, and its stem; nothing for idle words."""
    low = word.lower().removesuffix("'s").removesuffix("'")
    families = _OF_WORD.get(low, frozenset())
    if low in _PEOPLE:
        return families | {"~people"}
    if low in _STOP or len(low) < 3:
        return families
    return families | {stem(low)}


def concepts(words: Iterable[str]) -> frozenset[str]:
    """What all these words may speak of."""
    return frozenset().union(*(meanings(word) for word in words))


def is_family(meaning: str) -> bool:
    """Whether a meaning is a family of words, i.e. certainly a thing that is measured."""
    return meaning.startswith("~")


LESS_IS_BETTER = frozenset(
    {
        "~cost",
        "~error",
        "~noshow",
        "~waste",
        "~stock",
        "~issue",
        "~churn",
        "~latency",
        "~manual",
        "~cycle",
    }
) | {
    stem(word)
    for word in _split("time downtime reconciliation effort complaints delay defects risk")
}
"""Of what less is better, where no baseline and target say so."""

SHRINKING = frozenset({"reduction", "saving", "savings", "decrease", "cut", "decline"})
"""In the name of a metric that grows while its thing shrinks: "cost reduction"."""

WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
"""Words of a label or an identifier."""


def words_of(label: str) -> list[str]:
    """Words of a label, hyphened ones also in parts."""
    found = []
    for word in WORDS.findall(label.replace("_", " ")):
        found.append(word)
        if "-" in word:
            found += word.split("-")
    return found
