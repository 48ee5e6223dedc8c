"""The knowledge base: articles and playbooks that ship with Rapport or are written here, and their search."""

from core.coaching.knowledge.document import (
    Document,
    Hit,
    Objection,
    Origin,
    Phase,
    Playbook,
    Step,
    WatchOut,
)
from core.coaching.knowledge.library import Library
from core.coaching.knowledge.read import library
from core.coaching.knowledge.search import search
from core.coaching.knowledge.versions import Version, archived, changed_lines, versions
from core.coaching.knowledge.write import archive, restore, save

__all__ = [
    "Document",
    "Hit",
    "Library",
    "Objection",
    "Origin",
    "Phase",
    "Playbook",
    "Step",
    "Version",
    "WatchOut",
    "archive",
    "archived",
    "changed_lines",
    "library",
    "restore",
    "save",
    "search",
    "versions",
]
