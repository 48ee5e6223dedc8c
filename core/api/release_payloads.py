"""What the API says of releases and the notes on them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from core.api.payloads import Strict, Utc
from core.cockpit.releases import STATES


class ReleaseItem(Strict):
    """A release and how many of the caller's accounts got notes on it."""

    release: str
    released_on: date
    items: int
    is_new: bool = Field(description="While it is new, notes are drafted without being asked.")
    judged: int = Field(description="Accounts for which it was decided.")
    drafted: int
    waiting: int = Field(description="Something is missing, or their turn comes.")
    none: int = Field(description="Nothing of it matters to them.")
    overtaken: int = Field(description="A newer release matters to them and was told of.")


class ReleaseList(Strict):
    """Releases, the newest first."""

    as_of: date
    items: list[ReleaseItem]


class NotedItem(Strict):
    """An item that matters to an account; ``rule`` is the strongest reason."""

    title: str
    rule: str
    why: str
    evidence: list[str]


class ReleaseNote(Strict):
    """What became of the notes for an account; ``note`` says why there is no draft."""

    release: str
    released_on: date
    account_id: str
    account_name: str
    state: str
    items: list[NotedItem]
    note: str
    draft_id: int | None
    draft_status: str | None
    judged_at: Utc


class ReleaseNoteList(Strict):
    """A page of them: who waits, who got notes, who did not."""

    total: int
    limit: int
    offset: int
    items: list[ReleaseNote]


class ReleaseNoteQuery(Strict):
    """Which of them, and the page."""

    release: str | None = Field(default=None, max_length=200, description="All without.")
    state: list[Literal[STATES]] = Field(default=[], description="All without.")  # type: ignore[valid-type]
    limit: int = Field(default=100, ge=1, le=500, description="Accounts in a page.")
    offset: int = Field(default=0, ge=0, description="Accounts to leave out before the page.")


class Noted(Strict):
    """What a run did."""

    releases: list[str]
    drafts: list[int]
    waiting: int
    none: int


class MatterReason(Strict):
    """Something on record of the account that speaks for an item."""

    rule: str
    what: str
    detail: str
    since: date | None
    tickets: int | None
    said: str
    evidence: list[str]


class Matter(Strict):
    """A release or roadmap item. ``released_on`` or ``planned_on`` is there, not both."""

    title: str
    release: str
    feature: str
    component: str
    status: str
    released_on: date | None = None
    planned_on: date | None = None


class MatterFor(Matter):
    """One that matters to the account."""

    reasons: list[MatterReason]


class MatterNot(Matter):
    """One that does not, and why."""

    why: str


class Matters(Strict):
    """Items that matter, and those that do not."""

    items: list[MatterFor]
    left_out: list[MatterNot]


class AccountReleases(Strict):
    """What of the last releases and of the roadmap matters to an account."""

    account_id: str
    as_of: date
    releases: Matters
    roadmap: Matters
