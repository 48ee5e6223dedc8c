"""Which facts of a sheet are strong enough to build a text on: named rules, each with its reason.

A rule looks at the whole sheet, facts for our own eyes included; what it hands on to be said are only
facts that may be said. Wording is not decided here: a rule's name is a section of the phrase book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.drafting.fact import Fact, FactSheet, Freshness
from core.drafting.fact_spec import matching

RENEWAL_NEAR_DAYS = 120
RENEWAL_AHEAD_DAYS = 270
REVIEW_NEAR_DAYS = 60
RECENT_DAYS = 45
SILENT_DAYS = 120
NEW_ROLE_DAYS = 200
TENURE_MONTHS = 24
NEWS_KINDS = ("news", "funding")


@dataclass(frozen=True)
class Strength:
    """A fact, or a few that belong together, that a text can be built on.

    ``roles`` name the facts as the phrases do; ``weight`` orders strengths of one purpose, higher first.
    """

    rule: str
    reason: str
    weight: int
    roles: Mapping[str, Fact]


@dataclass(frozen=True)
class View:
    """The sheet a rule reads: ``all`` of it, and what may be said of it."""

    all: FactSheet
    said: FactSheet

    def number(self, fact_id: str) -> Decimal | None:
        """A number from the whole sheet."""
        fact = self.all.get(fact_id)
        return fact.value if fact is not None and isinstance(fact.value, Decimal) else None

    def items(self, name: str) -> Iterator[tuple[str, Fact]]:
        """Facts of a name that may be said, each with the id it has up to its last part."""
        for fact in matching(name, self.said):
            yield fact.id.rsplit(".", 1)[0], fact

    def word(self, fact_id: str) -> str:
        """A status from the whole sheet, or nothing."""
        fact = self.all.get(fact_id)
        return str(fact.value) if fact is not None else ""

    def roles(self, **ids: str) -> dict[str, Fact]:
        """The facts that there are, by role."""
        return {role: self.said[fact_id] for role, fact_id in ids.items() if fact_id in self.said}


Rule = Callable[[View], Iterator[Strength]]


_STANDINGS = {
    "exceeded": (100, "is better than its target"),
    "met": (95, "has met its target"),
    "on_course": (80, "is more than half way to its target"),
    "behind": (40, "is behind its target"),
}


def outcomes(view: View) -> Iterator[Strength]:
    """A measured result, the nearer its target the stronger; a stale one is weaker."""
    for place, (stem, value) in enumerate(view.items("outcome.*.value")):
        standing = view.word(f"{stem}.standing")
        parts = (
            "name",
            "target",
            "baseline",
            "measured_on",
            "vs_target",
            "change",
            "change_pct",
            "progress_pct",
        )
        roles = {"value": value, **view.roles(**{part: f"{stem}.{part}" for part in parts})}
        if "name" not in roles or standing not in _STANDINGS or "target" not in roles:
            continue
        if "baseline" in roles and not _moved(roles):
            standing = "behind"
        weight, reason = _STANDINGS[standing]
        weight -= place + (15 if value.freshness is Freshness.STALE else 0)
        said = f"{roles['name'].value} {reason}"
        if standing in ("on_course", "behind") and "baseline" not in roles:
            standing += "_unmeasured"
        yield Strength(f"outcome_{standing}", said, weight, roles)


def _moved(roles: Mapping[str, Fact]) -> bool:
    """Whether the value has left its baseline in the direction of the target."""
    value, base, target = (roles[name].value for name in ("value", "baseline", "target"))
    assert isinstance(value, Decimal)  # noqa: S101 - a metric's facts are numbers
    assert isinstance(base, Decimal)  # noqa: S101
    assert isinstance(target, Decimal)  # noqa: S101
    return (value - base) * (target - base) > 0


def return_on_fee(view: View) -> Iterator[Strength]:
    """Savings that are a multiple of the fee."""
    multiple = view.said.get("roi.multiple")
    if multiple is not None and isinstance(multiple.value, Decimal) and multiple.value > 1:
        yield Strength("roi", "Yearly savings exceed the fee", 110, {"multiple": multiple})


def adoption(view: View) -> Iterator[Strength]:
    """Features in daily use, for readers of whom no result was measured."""
    used = [fact for _, fact in view.items("feature.*.name")]
    if len(used) >= 2:
        count = view.said.get("features.in_use")
        roles = {"first_feature": used[0], "second_feature": used[1]}
        yield Strength(
            "adoption", "Features in use", 30, {**roles, **({"count": count} if count else {})}
        )


def priorities(view: View) -> Iterator[Strength]:
    """What the reader, or their company, wants: a known priority of their own is strongest."""
    for place, (_, fact) in enumerate(view.items("recipient.priority.*")):
        yield Strength(
            "priority_own", "A known priority of the reader", 90 - place, {"priority": fact}
        )
    own = {str(fact.value).casefold() for _, fact in view.items("recipient.priority.*")}
    for place, (stem, fact) in enumerate(view.items("goal.*.priority")):
        if str(fact.value).casefold() in own:
            continue
        tied = view.word(f"{stem}.tied_to_renewal") == "yes"
        weight = {"high": 80, "medium": 60}.get(view.word(f"{stem}.alignment"), 30)
        reason = "A goal that the renewal depends on" if tied else "A goal of theirs that we serve"
        roles = {"priority": fact, **view.roles(initiative=f"{stem}.initiative")}
        yield Strength("goal", reason, weight - place + (25 if tied else 0), roles)


def renewal(view: View) -> Iterator[Strength]:
    """A renewal within reach gives a date to decide by."""
    days = view.number("days_to_renewal")
    roles = view.roles(renewal_on="renewal_on", days="days_to_renewal", arr="arr")
    if days is None or "renewal_on" not in roles:
        return
    if days <= RENEWAL_NEAR_DAYS:
        yield Strength("renewal_near", f"The renewal is in {days} days", 85, roles)
    elif days <= RENEWAL_AHEAD_DAYS:
        yield Strength("renewal_ahead", f"The renewal is in {days} days", 35, roles)


def review(view: View) -> Iterator[Strength]:
    """A business review in sight is the natural occasion."""
    days = view.number("qbr.days_to_next")
    roles = view.roles(review_on="qbr.next_on", last_review_on="qbr.last_on")
    if "review_on" in roles:
        near = days is not None and days <= REVIEW_NEAR_DAYS
        yield Strength(
            "review_near" if near else "review_ahead",
            "A review is planned",
            88 if near else 30,
            roles,
        )


def contact(view: View) -> Iterator[Strength]:
    """How things stand between us and the reader: recent, silent for long, or never met."""
    days = view.number("recipient.days_since_contact")
    roles = view.roles(last_contact_on="recipient.last_contact_on")
    kind = view.word("recipient.last_contact_kind")
    if days is None:
        yield Strength("never_met", "No contact so far", 50, {})
    elif "last_contact_on" in roles and days <= RECENT_DAYS and kind in _MET:
        yield Strength(_MET[kind], "Contact not long ago", 55, roles)
    elif "last_contact_on" in roles and days >= SILENT_DAYS:
        yield Strength("silence", f"No contact for {days} days", 60, roles)


_MET = {
    "meeting": "recent_meeting", "one_to_one": "recent_meeting", "strategic_checkin": "recent_meeting",
    "business_review": "recent_review", "qbr": "recent_review", "call": "recent_call",
    "exec_dinner": "recent_dinner",
}  # fmt: skip


def new_role(view: View) -> Iterator[Strength]:
    """Someone new in the role decides afresh what matters."""
    roles = view.roles(started_on="recipient.started_on", title="recipient.title")
    started = roles.get("started_on")
    if started is not None and isinstance(started.value, date):
        days = (view.all.as_of - started.value).days
        if 0 <= days <= NEW_ROLE_DAYS:
            yield Strength("new_role", f"In the role for {days} days", 75, roles)


def people(view: View) -> Iterator[Strength]:
    """Someone of theirs who knows us: the reader can ask them."""
    for place, (stem, name) in enumerate(view.items("champion.*.name")):
        roles = {"colleague": name, **view.roles(colleague_title=f"{stem}.title")}
        yield Strength("colleague", "A champion among their colleagues", 65 - place, roles)
    sponsor = view.roles(colleague="sponsor.primary.name", colleague_title="sponsor.primary.title")
    if "colleague" in sponsor:
        yield Strength("colleague", "Their sponsor, a colleague of the reader", 58, sponsor)


def tenure(view: View) -> Iterator[Strength]:
    """A long relationship."""
    months = view.number("customer_tenure")
    roles = view.roles(customer_since="customer_since")
    if months is not None and months >= TENURE_MONTHS and roles:
        yield Strength("tenure", f"A customer for {months} months", 25, roles)


def next_step(view: View) -> Iterator[Strength]:
    """Something not yet in use, which an expansion can be about."""
    for place, (_, name) in enumerate(view.items("unused_feature.*.name")):
        yield Strength("unused", "A feature they do not use yet", 45 - place, {"feature": name})


def news(view: View) -> Iterator[Strength]:
    """Something public about their company."""
    for place, (stem, title) in enumerate(view.items("signal.*.title")):
        if view.word(f"{stem}.kind") in NEWS_KINDS:
            yield Strength("news", "News of their company", 42 - place, {"news": title})


def issue(view: View) -> Iterator[Strength]:
    """Open critical issues, as many and as old as they are, and nothing else about them."""
    roles = view.roles(
        issues="issue.open_critical",
        issue_age="issue.oldest_critical_age",
        issue_since="issue.oldest_critical_on",
    )
    if "issues" in roles:
        several = roles["issues"].value != 1
        rule = "issue_several" if several else "issue_one"
        yield Strength(rule, "Critical issues are open", 100, roles)


EXECUTIVE: tuple[Rule, ...] = (
    outcomes, return_on_fee, adoption, priorities, renewal, review, contact, new_role, people, tenure, next_step, news,
    issue,
)  # fmt: skip
"""Rules for letters to executives, in the order that decides between equal weights."""
