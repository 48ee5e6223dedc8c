"""From a received file to tables that can be trusted: bytes in, dialect and line numbers out."""

from core.capture.read.identify import SUFFIXES
from core.capture.read.reader import read
from core.capture.read.table import Ragged, SourceTable, Unreadable

__all__ = ["SUFFIXES", "Ragged", "SourceTable", "Unreadable", "read"]
