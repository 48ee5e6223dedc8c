"""Use case of the scheduler: sum up everybody's last week, each on their own behalf, and mail it to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.actor import LOCAL, Actor, ActorKind, Role
from core.auth.guard import allows, require
from core.auth.permissions import Permission
from core.channels.trouble import ChannelDown
from core.coaching.privacy import is_everybody, people
from core.coaching.weekly.digest import digest
from core.coaching.weekly.gather import SQL
from core.coaching.weekly.mail import mail_digest, mail_week, wants_mail
from core.coaching.weekly.model import monday_of
from core.coaching.weekly.summary import kept_week, write_week
from core.settings import Settings
from core.store import Store, load_sql

if TYPE_CHECKING:
    from core.coaching.voice import Voice


@dataclass(frozen=True)
class Round:
    """What became of it; ``trouble`` is why mails did not go out, once."""

    week_on: date
    written: int
    mailed: int
    trouble: str

    @property
    def summary(self) -> str:
        """A line for the ledger of runs."""
        text = f"week from {self.week_on}: {self.written} written, {self.mailed} mailed"
        return f"{text}, not all: {self.trouble}" if self.trouble else text


def weekly_round(
    store: Store, settings: Settings, actor: Actor, *, voice: Voice | None = None
) -> Round:
    """Last week's summaries for everybody who looks after accounts, and the digests of those who lead.

    Bears being called again: what is written or sent is not written or sent twice. Without people who sign
    in it is the one user's own week. The mart of today must be fresh.
    """
    require(actor, Permission.DATABASE_MAINTAIN)
    week = monday_of(store.clock.today()) - timedelta(days=7)
    written = mailed = 0
    trouble = ""
    for person in readers(store):
        seen = people(store, person)
        kept = kept_week(store, person, week)
        # The one user of a single-user installation owns no account and has all of them.
        if kept is None and (seen[0].accounts or is_everybody(person)):
            kept = write_week(store, person, week, voice=voice)
            written += 1
        if trouble or not wants_mail(store, person):
            continue
        try:
            if kept is not None:
                mailed += not mail_week(store, settings, person, kept.summary)
            if len(seen) > 1 and allows(person, Permission.COACHING_TEAM):
                mailed += not mail_digest(store, settings, person, digest(store, person, week))
        except ChannelDown as error:
            trouble = str(error)
    return Round(week, written, mailed, trouble)


def readers(store: Store) -> tuple[Actor, ...]:
    """Those who are coached, each as an actor of their own with the roles of this moment."""
    found = [
        Actor(row["email"], frozenset(Role(name) for name in row["roles"]), ActorKind.JOB)
        for row in store.rows(load_sql(SQL, "readers"))
    ]
    coached = tuple(one for one in found if allows(one, Permission.COACHING_USE))
    return coached if found else (Actor(LOCAL.email, LOCAL.roles, ActorKind.JOB),)
