"""The demonstration: an invented portfolio with stories worth finding, loaded by the normal import."""

from core.demo.exports import Export, write_exports
from core.demo.load import clear, is_loaded, load
from core.demo.stories import PLANTED, STORIES, Story, story

__all__ = [
    "PLANTED",
    "STORIES",
    "Export",
    "Story",
    "clear",
    "is_loaded",
    "load",
    "story",
    "write_exports",
]
