"""Keeping an erased person out: finding mentions, cleaning kept files, holding back imports."""

from core.capture.erased.columns import PersonColumns, person_columns
from core.capture.erased.kept import Form, Rewritten, form_of_batch, rewrite
from core.capture.erased.marks import Marks, load_marks, new_key
from core.capture.erased.mentions import MARKER, Mentions

__all__ = [
    "MARKER",
    "Form",
    "Marks",
    "Mentions",
    "PersonColumns",
    "Rewritten",
    "form_of_batch",
    "load_marks",
    "new_key",
    "person_columns",
    "rewrite",
]
