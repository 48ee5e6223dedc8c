"""Documents of facts: brief, impact summary, talking points, meeting proposal; on screen, Markdown, PDF."""

from core.drafting.documents.make import DOCUMENT_KINDS, SHEETS, make
from core.drafting.documents.model import Document, Row, Section

__all__ = ["DOCUMENT_KINDS", "SHEETS", "Document", "Row", "Section", "make"]
