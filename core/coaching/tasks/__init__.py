"""Tasks: what people mean to do by a day, made by hand or from a plan of the coach."""

from core.coaching.tasks.change import change, drop, finish, reopen
from core.coaching.tasks.create import create_tasks
from core.coaching.tasks.model import (
    LONGEST_DETAIL,
    LONGEST_TITLE,
    MOST_AT_ONCE,
    STATES,
    Doer,
    DueTasks,
    NewTask,
    Task,
    by_due,
)
from core.coaching.tasks.plan import plan_tasks
from core.coaching.tasks.read import doers, task, tasks

__all__ = [
    "LONGEST_DETAIL",
    "LONGEST_TITLE",
    "MOST_AT_ONCE",
    "STATES",
    "Doer",
    "DueTasks",
    "NewTask",
    "Task",
    "by_due",
    "change",
    "create_tasks",
    "doers",
    "drop",
    "finish",
    "plan_tasks",
    "reopen",
    "task",
    "tasks",
]
