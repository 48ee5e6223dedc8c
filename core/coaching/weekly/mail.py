"""The week by e-mail: one's own summary to oneself, the team's digest to its manager. Each goes out once."""

from __future__ import annotations

from datetime import date
from typing import Literal

from core.actor import Actor
from core.channels.mail import UnsafeMail
from core.channels.smtp import PersonalMail, personal_missing, send_personal
from core.channels.trouble import ChannelDown, ChannelRefuses, NotAddressed
from core.coaching.style import choices, set_choice
from core.coaching.weekly.digest import digest_lines
from core.coaching.weekly.gather import SQL
from core.coaching.weekly.model import TeamDigest, WeeklySummary
from core.coaching.weekly.notes import said_week
from core.coaching.weekly.wording import summary_lines
from core.errors import InvalidInput
from core.settings import Settings
from core.store import Store, load_sql

MAIL = "mail"
"""Name of the choice whether the weekly mail is wanted; ``on`` where nothing was chosen."""

PATH = "/coaching?part=This+week"
MOST_ATTEMPTS = 5

MailKind = Literal["weekly", "digest"]


def wants_mail(store: Store, actor: Actor) -> bool:
    """Whether the actor wants the weekly mail."""
    return choices(store, actor).get(MAIL, "on") == "on"


def choose_mail(store: Store, actor: Actor, *, wanted: bool) -> None:
    """Want the weekly mail, or not."""
    set_choice(store, actor, MAIL, "on" if wanted else "off")


def mail_week(store: Store, settings: Settings, actor: Actor, summary: WeeklySummary) -> str:
    """Send the actor their own summary, unless it went out; why it did not, or empty.

    Raises :class:`~core.channels.trouble.ChannelDown` while the server is not there.
    """
    if summary.person != actor.email.casefold():
        raise InvalidInput("This is somebody else's week.", "Each person is sent their own.")
    said = said_week(summary.week_on, summary.until_on)
    lines = summary_lines(summary)
    return _send(store, settings, actor, "weekly", summary.week_on, f"Your week, {said}", lines)


def mail_digest(store: Store, settings: Settings, actor: Actor, found: TeamDigest) -> str:
    """The same for the digest of the actor's team."""
    said = said_week(found.week_on, found.until_on)
    lines = digest_lines(found)
    return _send(
        store, settings, actor, "digest", found.week_on, f"Your team's week, {said}", lines
    )


def is_sent(store: Store, actor: Actor, kind: MailKind, week_on: date) -> bool:
    """Whether that mail went out or was refused for good."""
    state, attempts = _state(store, actor, kind, week_on)
    return state in ("sent", "refused") or attempts >= MOST_ATTEMPTS


def _send(  # noqa: PLR0917 - private, every caller is above
    store: Store,
    settings: Settings,
    actor: Actor,
    kind: MailKind,
    week_on: date,
    subject: str,
    lines: tuple[str, ...],
) -> str:
    if "@" not in actor.email:
        return "There is no address to send it to."
    if missing := personal_missing(settings):
        return missing
    if is_sent(store, actor, kind, week_on):
        return ""
    attempts = _state(store, actor, kind, week_on)[1] + 1
    # On record before it goes out: a crash in between repeats a mail with the same id, never without end.
    _keep(store, actor, kind, week_on, state="begun", note="", attempts=attempts)
    key = f"{kind}/{actor.email.casefold()}/{week_on.isoformat()}"
    try:
        send_personal(store, settings, PersonalMail(key, actor.email, subject, lines, PATH))
    except (NotAddressed, ChannelRefuses, UnsafeMail) as error:
        _keep(store, actor, kind, week_on, state="refused", note=str(error), attempts=attempts)
        return str(error)
    except ChannelDown as error:
        _keep(store, actor, kind, week_on, state="begun", note=str(error), attempts=attempts)
        raise
    _keep(store, actor, kind, week_on, state="sent", note="", attempts=attempts)
    return ""


def _state(store: Store, actor: Actor, kind: MailKind, week_on: date) -> tuple[str, int]:
    params = {"person": actor.email.casefold(), "kind": kind, "week_on": week_on}
    row = store.one(load_sql(SQL, "mail_state"), params)
    return (row["state"], row["attempts"]) if row else ("", 0)


def _keep(
    store: Store,
    actor: Actor,
    kind: MailKind,
    week_on: date,
    *,
    state: str,
    note: str,
    attempts: int,
) -> None:
    one = {"person": actor.email.casefold(), "kind": kind, "week_on": week_on}
    with store.transaction(actor, "coaching.mail", f"{kind} {week_on}") as work:
        work.execute(load_sql(SQL, "mail_forget"), one)
        more = {"state": state, "note": note, "attempts": attempts, "at": work.clock.now()}
        work.execute(load_sql(SQL, "mail_insert"), one | more)
        work.touch("ops.coaching_mail")
