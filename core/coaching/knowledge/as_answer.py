"""Documents and hits as the API and the command line give them."""

from __future__ import annotations

from typing import Any

from core.coaching.knowledge.document import Document, Hit
from core.coaching.knowledge.parse import render


def document_json(document: Document) -> dict[str, Any]:
    """What a document is about, without its text."""
    return {
        "slug": document.slug,
        "kind": document.kind,
        "title": document.title,
        "summary": document.summary,
        "topic": document.topic,
        "situations": list(document.situations),
        "skills": list(document.skills),
        "stage": document.stage,
        "source": document.source,
        "origin": document.origin,
        "author": document.author,
        "version": document.version,
    }


def whole_json(document: Document) -> dict[str, Any]:
    """A document with its text: front matter and Markdown."""
    return {**document_json(document), "text": render(document)}


def hit_json(hit: Hit) -> dict[str, Any]:
    """A document with how it answers the query, and what was said of it where guidance rested on it."""
    return {
        **document_json(hit.document),
        "relevance": hit.relevance,
        "matched": list(hit.matched),
        "helped": hit.helped.said if hit.helped else None,
        "n": hit.helped.n if hit.helped else 0,
    }
