"""Every scheduled job, one line each."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.actor import Actor
from core.cockpit.freshness import ensure_fresh
from core.counts import count_of
from core.errors import OutsideFailure
from core.wiring import Cockpit

ENTITIES = ("account", "contact")
"""What is matched, accounts first: contacts of one company are compared by it."""


@dataclass(frozen=True)
class Chore:
    """What is looked after every minute, without a row in the ledger: cheap when there is nothing to do."""

    name: str
    run: Callable[[Cockpit, Actor], object]


@dataclass(frozen=True)
class Job:
    """A daily job: due once a period, from ``at`` (UTC) on. ``run`` returns a line for the ledger.

    With a ``weekday`` (0 is Monday) it is due once a week, from that day on. ``run`` may be called again
    for the same period after a crash and must bear that.
    """

    name: str
    at: time
    run: Callable[[Cockpit, Actor], str]
    weekday: int | None = None

    def period(self, now: datetime) -> str:
        """The period in force at ``now``: the date on which it began."""
        begun = now.date() if now.time() >= self.at else now.date() - timedelta(days=1)
        if self.weekday is not None:
            begun -= timedelta(days=(begun.weekday() - self.weekday) % 7)
        return begun.isoformat()

    @property
    def when(self) -> str:
        """``02:00``, or ``Monday 05:00``."""
        day = "" if self.weekday is None else f"{day_name[self.weekday]} "
        return f"{day}{self.at:%H:%M}"


def _scan(cockpit: Cockpit, actor: Actor) -> str:
    """Brings every score up to date, records it, opens and ends escalations and drafts their outreach."""
    from core.cockpit.escalations import scan_all  # noqa: PLC0415 - not at each start

    return scan_all(cockpit, actor).summary


def _backup(cockpit: Cockpit, actor: Actor) -> str:
    """Makes a backup, verifies it and deletes the oldest beyond those kept."""
    from core.cockpit.maintenance import back_up  # noqa: PLC0415 - not at each start

    if not cockpit.store.is_file:
        return "nothing to do: the tables are on a lake, backed up by its own tools"
    return back_up(cockpit, actor).name


def _look_after_drafts(cockpit: Cockpit, actor: Actor) -> str:
    """Voids approvals that data have overtaken and records what imports show of sent drafts."""
    voided = cockpit.drafting.recheck(actor, thorough=True)
    found = cockpit.drafting.recognise(actor)
    return f"{count_of(len(voided), 'approval')} void, {count_of(len(found), 'event')} recognised"


def _keep_profiles(cockpit: Cockpit, actor: Actor) -> str:
    """Tells sales of new co-development opportunities and writes changed profiles to Notion."""
    from core.health.profile import post_codevelopment  # noqa: PLC0415 - not at each start
    from core.health.profile.page import write_pages  # noqa: PLC0415 - not at each start

    today = cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    told = post_codevelopment(cockpit.store, actor, today)
    pages = write_pages(cockpit.store, cockpit.settings, actor, today)
    opportunities = count_of(len(told), "opportunity", "opportunities")
    line = f"{opportunities} told, {count_of(pages.written, 'page')} written"
    return f"{line}, {len(pages.troubles)} not: {pages.troubles[0]}" if pages.troubles else line


def _note_releases(cockpit: Cockpit, actor: Actor) -> str:
    """Drafts the notes on a new release, once for each account that it matters to."""
    from core.cockpit.releases import draft_release_notes  # noqa: PLC0415 - not at each start

    return draft_release_notes(cockpit, actor).summary


def _check_in(cockpit: Cockpit, actor: Actor) -> str:
    """Drafts the health check-ins that are due; they wait in the outbox."""
    from core.cockpit.communications import draft_check_ins  # noqa: PLC0415 - not at each start

    return draft_check_ins(cockpit, actor).summary


def _sum_up_weeks(cockpit: Cockpit, actor: Actor) -> str:
    """Sums up everybody's last week with the coach and mails it to them, and to managers what is shared."""
    from core.coaching.weekly import weekly_round  # noqa: PLC0415 - once a week, not at each start

    ensure_fresh(cockpit, actor, cockpit.clock.today())
    made = weekly_round(cockpit.store, cockpit.settings, actor, voice=cockpit.coach_voice)
    if made.trouble:  # tried again within the hour; what went out does not go out twice
        raise OutsideFailure(made.summary)
    return made.summary


def _deliver(cockpit: Cockpit, actor: Actor) -> object:
    """Takes the notices that are due to their channels."""
    from core.cockpit.escalations import deliver  # noqa: PLC0415 - not at each start

    return deliver(cockpit, actor)


def _poll(cockpit: Cockpit, actor: Actor) -> object:
    """Reads what changed in the ticket systems that are set up, each once in `RAPPORT_POLL_MINUTES`."""
    from core.capture.poll import poll_due  # noqa: PLC0415 - most installations poll nothing

    return poll_due(cockpit.store, cockpit.settings, actor)


def _sweep(cockpit: Cockpit, actor: Actor) -> str:
    """Lists the tickets of the systems that are polled, and flags those that are gone or back."""
    from core.capture.poll import sweep_all  # noqa: PLC0415 - most installations poll nothing

    return sweep_all(cockpit.store, cockpit.settings, actor)


def _match_all(cockpit: Cockpit, actor: Actor) -> str:
    """Looks for accounts of one company and contacts of one person, and merges what is certain."""
    return "; ".join(_match_one(cockpit, actor, name) for name in ENTITIES)


def _match_imported(cockpit: Cockpit, actor: Actor) -> object:
    """Looks for duplicates again once imports have been quiet for two minutes; merges what is certain."""
    from core.capture.identity.matching import is_due  # noqa: PLC0415 - heavy

    quiet = timedelta(minutes=2)
    due = [name for name in ENTITIES if is_due(cockpit.store, name, quiet)]
    return [_match_one(cockpit, actor, name) for name in due]


def _match_one(cockpit: Cockpit, actor: Actor, entity: str) -> str:
    from core.capture.identity import settle  # noqa: PLC0415 - with what follows
    from core.capture.identity.matching import match  # noqa: PLC0415 - heavy, and seldom needed

    found = match(cockpit.store, actor, entity).summary
    return f"{found}; {settle(cockpit.store, actor, entity).summary}"


CHORES: tuple[Chore, ...] = (
    Chore("deliver_notices", _deliver),
    Chore("poll_tickets", _poll),
    Chore("match_imported", _match_imported),
)

JOBS: tuple[Job, ...] = (
    Job("daily_sweep", time(1, 15), _sweep),
    Job("daily_matching", time(1, 30), _match_all),
    Job("daily_scan", time(2, 0), _scan),
    Job("daily_profiles", time(2, 20), _keep_profiles),
    Job("daily_drafts", time(2, 30), _look_after_drafts),
    Job("daily_check_ins", time(2, 40), _check_in),
    Job("daily_release_notes", time(2, 50), _note_releases),
    Job("daily_backup", time(3, 0), _backup),
    Job("weekly_coaching", time(5, 0), _sum_up_weeks, weekday=0),
)


def jobs_markdown() -> str:
    """The jobs as Markdown: name, time, what each does."""
    rows = [f"| `{job.name}` | {job.when} | {(job.run.__doc__ or '').strip()} |" for job in JOBS]
    return "\n".join(
        [
            "# Jobs",
            "",
            "Run by the server, each once in its period, whatever restarts in between; every run is a row",
            "of `ops.job_run`. Times are UTC.",
            "",
            "| job | at | what it does |",
            "|---|---|---|",
            *rows,
            "",
            "Looked after every minute, cheap when there is nothing to do, without a row in the ledger:",
            "",
            "| chore | what it does |",
            "|---|---|",
            *(f"| `{chore.name}` | {(chore.run.__doc__ or '').strip()} |" for chore in CHORES),
        ]
    )
