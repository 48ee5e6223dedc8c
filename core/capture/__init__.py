"""Capture: exports in, canonical rows out. Read, recognise, map, validate, stage, publish, undo."""

from core.capture.model import (
    FilePlan,
    FileReport,
    ImportOptions,
    ImportPlan,
    ImportResult,
    Level,
    Problem,
    Question,
    Suggestion,
)
from core.capture.planning import files_dir, plan
from core.capture.publishing import publish
from core.capture.undoing import undo

__all__ = [
    "FilePlan",
    "FileReport",
    "ImportOptions",
    "ImportPlan",
    "ImportResult",
    "Level",
    "Problem",
    "Question",
    "Suggestion",
    "files_dir",
    "plan",
    "publish",
    "undo",
]
