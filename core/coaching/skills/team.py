"""A manager's team: each person's shared levels side by side, and who was not coached for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import privacy
from core.coaching.privacy import Coached
from core.coaching.skills.behaviour import behaviours
from core.coaching.skills.estimate import Weights
from core.coaching.skills.judgements import judgements
from core.coaching.skills.model import SkillLevel
from core.coaching.skills.profile import skill_levels
from core.policy import current
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Member:
    """A person of the team. ``last_coached_on`` is empty where the actor may know of nothing."""

    person: Coached
    skills: tuple[SkillLevel, ...]
    last_coached_on: date | None
    days_since: int | None
    is_due: bool

    def skill(self, slug: str) -> SkillLevel:
        """The skill with that slug."""
        return next(skill for skill in self.skills if skill.skill_area == slug)


@dataclass(frozen=True)
class Team:
    """The people who report to the actor, by name; ``gap_days`` is the policy's ``coaching_gap_days``."""

    as_of: date
    gap_days: int
    members: tuple[Member, ...]

    @property
    def due(self) -> tuple[Member, ...]:
        """Those not coached for longer than the policy's days, the longest first, those never first of all."""
        late = [member for member in self.members if member.is_due]
        return tuple(sorted(late, key=lambda member: -(member.days_since or 10**6)))


def team(store: Store, actor: Actor, as_of: date | None = None) -> Team:
    """Those who report to the actor and look after accounts or were ever coached; without ``coaching.team`` it is refused.

    Only shared levels, the actor's own judgements and behaviour in the accounts' records: no text.
    """
    require(actor, Permission.COACHING_USE)
    require(actor, Permission.COACHING_TEAM)
    day = as_of or store.clock.today()
    policy = current(store)
    gap_days = int(policy.value("coaching_gap_days"))
    people = [
        person for person in privacy.people(store, actor) if not privacy.is_own(actor, person.email)
    ]
    addresses = [person.email for person in people]
    made = judgements(store, actor, addresses, day)
    measured = behaviours(store, addresses, day)
    coached = last_coached(store, actor, addresses, day)
    weights = Weights.of(policy)
    members = []
    for person in people:
        last = coached.get(person.email)
        since = (day - last).days if last else None
        levels = skill_levels(made[person.email], measured[person.email], weights, day)
        is_coached = bool(person.accounts or last or any(one.level for one in levels))
        if is_coached:  # others report to a manager too: technical people, managers
            members.append(Member(person, levels, last, since, since is None or since > gap_days))
    return Team(day, gap_days, tuple(members))


def last_coached(store: Store, actor: Actor, people: list[str], day: date) -> dict[str, date]:
    """The day of the last coaching that the actor may know of, by e-mail address."""
    rows = store.rows(
        load_sql(SQL, "last_coached"),
        {"people": people, "viewer": actor.email.casefold(), "as_of": day},
    )
    return {str(row["person"]): row["coached_at"].date() for row in rows}
