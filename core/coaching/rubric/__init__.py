"""The rubric: what each level of each skill looks like and which words show it. Data, edited and versioned."""

from core.coaching.rubric.document import Criterion, Marker, RubricDocument, parse, write
from core.coaching.rubric.patterns import Pattern, compiled
from core.coaching.rubric.versions import (
    Change,
    Rubric,
    RubricVersion,
    diff,
    ensure,
    history,
    restore,
    rubric,
    save,
    shipped,
    version,
)

__all__ = [
    "Change",
    "Criterion",
    "Marker",
    "Pattern",
    "Rubric",
    "RubricDocument",
    "RubricVersion",
    "compiled",
    "diff",
    "ensure",
    "history",
    "parse",
    "restore",
    "rubric",
    "save",
    "shipped",
    "version",
    "write",
]
