"""Use case: a manager's week of the team, from what its people share. Nobody's words are in it."""

from __future__ import annotations

from datetime import date

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.privacy import Coached, is_own, people
from core.coaching.skill_areas import skill_areas
from core.coaching.skills.team import last_coached
from core.coaching.weekly.gather import SKILL_DAYS, SQL, last_day, moves
from core.coaching.weekly.model import DigestRow, SkillMove, TeamDigest, check_week, monday_of
from core.coaching.weekly.notes import plural, said_day, said_week
from core.policy import current
from core.store import Store, load_sql


def digest(store: Store, actor: Actor, week_on: date | None = None) -> TeamDigest:
    """Those who report to the actor, by name; the mart of today must be fresh.

    Judgements and turns that a person does not share are not even counted.
    """
    require(actor, Permission.COACHING_TEAM)
    today = store.clock.today()
    week = check_week(week_on or monday_of(today), today)
    until = last_day(week, today)
    team = [one for one in people(store, actor) if not is_own(actor, one.email)]
    addresses = [one.email for one in team]
    days = {"persons": addresses, "from_on": week, "until_on": until}
    turns = _by_person(store, "team_week", days, "turns")
    seen = viewer(actor) | {"persons": addresses, "as_of": today}
    needing = _by_person(store, "team_accounts", seen, "needing")
    found = moves(store, {**days, "only_shared": True, "days": SKILL_DAYS})
    coached = last_coached(store, actor, addresses, until)
    gap = int(current(store).value("coaching_gap_days"))
    rows = tuple(
        DigestRow(
            email=one.email,
            name=one.name,
            accounts=one.accounts,
            needing=needing.get(one.email, 0),
            turns=turns.get(one.email, 0),
            coached_on=coached.get(one.email),
            skills=tuple(move for move in found if move.person == one.email),
        )
        for one in team
    )
    late = tuple(_names(team, coached, until, gap))
    return TeamDigest(week, until, rows, late, gap)


def digest_lines(found: TeamDigest) -> tuple[str, ...]:
    """The digest as lines of plain text, for a mail or a terminal."""
    lines = [f"Your team's week, {said_week(found.week_on, found.until_on)}."]
    for row in found.rows:
        parts = [f"{row.needing} of {plural(row.accounts, 'account')} red or escalated"]
        if row.turns:
            parts.append(f"{plural(row.turns, 'shared turn')} with the coach")
        parts += [skill_words(move) for move in row.skills]
        parts.append(
            f"last coached on {said_day(row.coached_on)}"
            if row.coached_on
            else "nothing shared with you yet"
        )
        lines.append(f"{row.name}: {'; '.join(parts)}.")
    if found.not_coached:
        lines.append(
            f"Nothing shared in the last {found.days} days: {', '.join(found.not_coached)}."
        )
    return tuple(lines)


def skill_words(move: SkillMove) -> str:
    """``discovery 3.4 from 2 judgements (3.1 before)``."""
    area = skill_areas().get(move.skill_area)
    title = (area.title if area else move.skill_area).lower()
    said = f"{title} {move.level:.1f} from {plural(move.n, 'judgement')}"
    return said if move.level_before is None else f"{said} ({move.level_before:.1f} before)"


def _by_person(store: Store, name: str, params: dict[str, object], column: str) -> dict[str, int]:
    return {str(row["person"]): int(row[column]) for row in store.rows(load_sql(SQL, name), params)}


def _names(team: list[Coached], coached: dict[str, date], until: date, gap: int) -> list[str]:
    return [
        one.name
        for one in team
        if (last := coached.get(one.email)) is None or (until - last).days > gap
    ]
