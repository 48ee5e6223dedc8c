"""Capture: exports in, canonical rows out. Read, recognise, map, validate, stage, publish, undo."""

from core.capture.assign import assign
from core.capture.learned import forget_reading, learned_readings
from core.capture.listing import Unplaced, imports, refused_rows, unplaced
from core.capture.mapping.confirmed import forget_name, learned_names
from core.capture.mapping.save import mappings, save_mapping, suggest_mapping
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
from core.capture.preview import Line, Preview, preview
from core.capture.publishing import Unanswered, publish
from core.capture.record import raw_record
from core.capture.undoing import undo

__all__ = [
    "FilePlan",
    "FileReport",
    "ImportOptions",
    "ImportPlan",
    "ImportResult",
    "Level",
    "Line",
    "Preview",
    "Problem",
    "Question",
    "Suggestion",
    "Unanswered",
    "Unplaced",
    "assign",
    "files_dir",
    "forget_name",
    "forget_reading",
    "imports",
    "learned_names",
    "learned_readings",
    "mappings",
    "plan",
    "preview",
    "publish",
    "raw_record",
    "refused_rows",
    "save_mapping",
    "suggest_mapping",
    "undo",
    "unplaced",
]
