"""Imports: exports in, and what became of every line."""

from core.ui.opener import open_page

view = open_page("imports", bar="none")
