"""What a task is, and how a list of them falls into overdue, today and later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

STATES = ("open", "done", "dropped")
LONGEST_TITLE = 300
LONGEST_DETAIL = 2000
MOST_AT_ONCE = 50
"""Tasks one call makes at most: a plan has a dozen."""


@dataclass(frozen=True)
class NewTask:
    """A task to be made. Without ``owner`` it is for whoever makes it.

    ``document`` is the slug of the article that says how; ``phase`` names the part of a plan.
    """

    title: str
    due_on: date
    owner: str = ""
    phase: str = ""
    detail: str = ""
    document: str = ""


@dataclass(frozen=True)
class Task:
    """A task as it stands; ``account_key`` is empty for one that only its owner sees.

    ``interaction_id`` is the turn with the coach it came from, told to the person of that turn alone.
    """

    task_id: int
    account_key: int | None
    source_system: str
    account_id: str
    account_name: str
    title: str
    detail: str
    phase: str
    document: str
    due_on: date
    owner: str
    owner_name: str
    state: str
    interaction_id: int | None
    created_by: str
    created_at: datetime
    changed_by: str
    changed_at: datetime
    ended_at: datetime | None
    reason: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    def is_overdue(self, today: date) -> bool:
        """Open after its last day."""
        return self.is_open and self.due_on < today


@dataclass(frozen=True)
class Doer:
    """Somebody of ours who sees an account and can therefore be given a task about it."""

    email: str
    full_name: str

    @property
    def name(self) -> str:
        """The name, or the address where no export names them."""
        return self.full_name or self.email


@dataclass(frozen=True)
class DueTasks:
    """Open tasks by when they are due, the earliest first in each."""

    overdue: tuple[Task, ...] = ()
    today: tuple[Task, ...] = ()
    later: tuple[Task, ...] = ()


def by_due(found: Iterable[Task], today: date) -> DueTasks:
    """The open ones among ``found``, parted at ``today``."""
    ordered = sorted(
        (task for task in found if task.is_open), key=lambda task: (task.due_on, task.task_id)
    )
    return DueTasks(
        tuple(task for task in ordered if task.due_on < today),
        tuple(task for task in ordered if task.due_on == today),
        tuple(task for task in ordered if task.due_on > today),
    )
