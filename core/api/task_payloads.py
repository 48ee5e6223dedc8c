"""What the API says and takes of tasks."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from core.api.payloads import Strict, Utc
from core.coaching.tasks import LONGEST_DETAIL, LONGEST_TITLE, MOST_AT_ONCE, STATES, NewTask
from core.coaching.tasks.read import MOST


class TaskQuery(Strict):
    """Which tasks."""

    account_id: str = Field(default="", description="Only this account's.")
    owner: str = Field(default="", description="Only this person's, by e-mail address.")
    state: Literal[STATES] | Literal["all"] = Field(  # type: ignore[valid-type]
        default="open", description="open, done, dropped or all."
    )
    limit: int = Field(default=200, ge=1, le=MOST, description="Tasks at most, earliest due first.")


class Task(BaseModel):
    """A task. ``interaction_id`` is told to the person whose turn with the coach it came from."""

    task_id: int
    source_system: str
    account_id: str = Field(description="Empty for a task about no account.")
    account_name: str
    title: str
    detail: str
    phase: str
    document: str = Field(description="Slug of the article or playbook that says how.")
    due_on: date
    owner: str
    owner_name: str
    state: str
    is_overdue: bool
    interaction_id: int | None
    created_by: str
    created_at: Utc
    changed_by: str
    changed_at: Utc
    ended_at: Utc | None
    reason: str


class TaskList(BaseModel):
    """Tasks, the earliest due first."""

    today: date
    items: list[Task]


class TaskWish(Strict):
    """One task to be made."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    due_on: date
    owner: str = Field(default="", max_length=254, description="The caller without.")
    phase: str = Field(default="", max_length=120)
    detail: str = Field(default="", max_length=LONGEST_DETAIL)
    document: str = Field(default="", max_length=120)

    def wanted(self) -> NewTask:
        """As the use case takes it."""
        return NewTask(**self.model_dump())


class TaskRequest(Strict):
    """Tasks to be made in one go; without an account they are their owner's alone."""

    account_id: str = Field(default="", max_length=255)
    interaction_id: int | None = Field(
        default=None, ge=1, description="The caller's own turn with the coach they come from."
    )
    tasks: list[TaskWish] = Field(min_length=1, max_length=MOST_AT_ONCE)


class TaskChange(Strict):
    """What to change; what is absent stays. A task that has ended is opened again first."""

    title: str | None = Field(default=None, min_length=1, max_length=LONGEST_TITLE)
    detail: str | None = Field(default=None, max_length=LONGEST_DETAIL)
    due_on: date | None = None
    owner: str | None = Field(default=None, min_length=1, max_length=254)
    state: Literal[STATES] | None = Field(  # type: ignore[valid-type]
        default=None, description="done, dropped, or open to take that back."
    )
    reason: str = Field(default="", max_length=LONGEST_DETAIL, description="Why it is dropped.")
