"""Feedback as JSON: what the API and the command line answer, and what is kept."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from core.coaching.feedback.model import Assessment, Feedback

_FEEDBACK = TypeAdapter(Feedback)


def as_json(found: Feedback) -> dict[str, Any]:
    """Plain values. Places are characters of the text handed in, from 0; keys of tables stay inside."""
    plain: dict[str, Any] = _FEEDBACK.dump_python(found, mode="json", exclude={"account_key"})
    return plain


def kept(found: Feedback) -> str:
    """As ``guidance_provided`` keeps it."""
    return _FEEDBACK.dump_json(found).decode()


def read(text: str) -> Feedback:
    """What :func:`kept` wrote."""
    return _FEEDBACK.validate_json(text)


def slugs(found: Assessment) -> tuple[str, ...]:
    """The articles that its advice rests on, each once."""
    articles = (suggestion.article for suggestion in found.to_try)
    return tuple(dict.fromkeys(article.ref for article in articles if article))
