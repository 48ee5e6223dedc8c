"""A task as the command line and the API show it: identifiers as imported, no internal keys."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from core.coaching.tasks.model import Task


def task_json(task: Task, today: date) -> dict[str, Any]:
    """The task's fields, and whether it is overdue on ``today``."""
    shown = {name: value for name, value in asdict(task).items() if name != "account_key"}
    return {**shown, "is_overdue": task.is_overdue(today)}
