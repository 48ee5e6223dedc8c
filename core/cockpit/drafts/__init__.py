"""Drafts by other doors than the screen: asked for in words, shown with every row they rest on."""

from core.cockpit.drafts.ask import OUTREACH, Asked, document_of, letter_request, request_of
from core.cockpit.drafts.payload import (
    contact_ids,
    document_json,
    draft_json,
    missing_json,
    page_json,
)
from core.cockpit.drafts.proof import opened

__all__ = [
    "OUTREACH",
    "Asked",
    "contact_ids",
    "document_json",
    "document_of",
    "draft_json",
    "letter_request",
    "missing_json",
    "opened",
    "page_json",
    "request_of",
]
