"""Feedback as passages, and back: scores, the summary that names them and quotations are not Claude's.

Claude gets the words that scores rest on, never the whole conversation: what it does not get can order nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.coaching.feedback.model import Feedback, Suggestion
from core.coaching.knowledge import Document, Library
from core.coaching.model import Citation, CitationKind
from core.coaching.voice.guidance import sources
from core.coaching.voice.passage import Kind, Material, Passage
from core.coaching.voice.proof import SPOKEN
from core.coaching.voice.speaker import Spoken
from core.drafting.model.outside_text import is_speech

ATTEMPT = "try"


def material_of(
    feedback: Feedback,
    library: Library,
    *,
    style: str = "",
    own_names: tuple[str, ...] = (),
) -> Material:
    """What Claude gets of ``feedback``."""
    found = feedback.assessment
    quotes = [*found.went_well, *(one.quote for one in found.to_try if one.quote)]
    return Material(
        Kind.FEEDBACK,
        tuple(_passages(feedback, library)),
        tuple(sources(_documents(feedback, library))),
        quotes=tuple(dict.fromkeys(quote.text for quote in quotes)),
        style=style,
        own_names=own_names,
    )


def _passages(feedback: Feedback, library: Library) -> Iterable[Passage]:
    for number, suggestion in enumerate(feedback.assessment.to_try, start=1):
        article = _article(suggestion, library)
        cites = () if article is None else (_citation(article),)
        about = _about(suggestion)
        yield Passage(f"{ATTEMPT}.{number}", suggestion.attempt, cites, about)
        if suggestion.better:
            yield Passage(
                f"{SPOKEN}.{number}",
                suggestion.better,
                (),
                about,
                is_outside=suggestion.rewrites,
            )


def _about(suggestion: Suggestion) -> str:
    said = suggestion.quote.text if suggestion.quote else ""
    told = f" Said: {said}" if is_speech(said) else ""
    return f"{suggestion.title}: {suggestion.shows.rstrip('.')}.{told}"


def _article(suggestion: Suggestion, library: Library) -> Document | None:
    return library.get(suggestion.article.ref) if suggestion.article else None


def _documents(feedback: Feedback, library: Library) -> Iterable[Document]:
    found = (_article(one, library) for one in feedback.assessment.to_try)
    return dict.fromkeys(one for one in found if one is not None)


def _citation(document: Document) -> Citation:
    return Citation(CitationKind(document.kind), document.slug, document.title)


def with_words(feedback: Feedback, spoken: Spoken) -> Feedback:
    """``feedback`` as it was spoken."""
    if spoken.writer != "claude":
        return replace(feedback, note=spoken.note)
    said = {passage.id: passage.text for passage in spoken.passages}
    tries = tuple(
        _said(one, said.get(f"{ATTEMPT}.{number}"), said.get(f"{SPOKEN}.{number}"))
        for number, one in enumerate(feedback.assessment.to_try, start=1)
    )
    return replace(
        feedback,
        assessment=replace(feedback.assessment, to_try=tries),
        writer=spoken.writer,
        note=spoken.note,
    )


def _said(suggestion: Suggestion, attempt: str | None, better: str | None) -> Suggestion:
    worded = better or suggestion.better
    return replace(
        suggestion,
        attempt=attempt or suggestion.attempt,
        better=worded,
        rewrites=suggestion.rewrites and worded == suggestion.better,
    )
