"""Erasing a person: everything that identifies them leaves the database and the kept files.

Imports capture and the store. Start with ``erase`` (the order of steps that outlives a crash), then
``tables`` (what goes from where) and ``verify`` (the proof that nothing is left).
"""

from core.erasure.erase import erase, survey
from core.erasure.person import Person, find_person
from core.erasure.report import ErasureReport, FileCount, TableCount

__all__ = [
    "ErasureReport",
    "FileCount",
    "Person",
    "TableCount",
    "erase",
    "find_person",
    "survey",
]
