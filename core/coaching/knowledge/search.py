"""Searching the library: what answers a question, how well, and by which words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from functools import cache
from threading import Lock

from core.actor import Actor
from core.coaching.knowledge.document import Document, Hit
from core.coaching.knowledge.library import Library
from core.coaching.knowledge.read import library
from core.coaching.learning import HelpedCount, helped
from core.settings import PROJECT_ROOT
from core.store import FullText, Store

STOPWORDS = PROJECT_ROOT / "data" / "coaching" / "stopwords.txt"
WEIGHTS = {"title": 4.0, "says": 3.0, "summary": 2.0, "about": 1.5, "steps": 1.0, "body": 1.0}
"""What a word counts by where it stands; ``about`` is the topic, ``steps`` all a playbook advises."""
_KEPT = 2
_SITUATIONS = 3
_MEANT = 0.85
"""What being sure of a situation counts against a text that holds every word asked for."""
_LIKELY = 0.45
"""How sure a situation must be where its playbook has none of the words."""
_BESIDE = 0.5
"""What the words of a playbook count whose situation is not among the likeliest."""
_indexes: OrderedDict[str, FullText] = OrderedDict()
_lock = Lock()


def search(
    store: Store,
    actor: Actor,
    query: str,
    *,
    kind: str | None = None,
    skills: Collection[str] = (),
    situations: Collection[str] = (),
    limit: int = 10,
) -> tuple[Hit, ...]:
    """Documents that answer ``query``, best first; none for one of words that say nothing.

    A playbook whose situation a sentence describes is found although it shares no word with it.
    ``skills`` and ``situations`` keep documents of at least one of them. Documents on which guidance
    rested that helped rise a little.
    """
    held = library(store, actor)
    known = helped(store, actor)
    hits = [
        _hit(document, score, words, known.get(slug))
        for slug, (score, words) in _found(held, query).items()
        if (document := held.get(slug)) is not None
        and (kind is None or document.kind == kind)
        and (not skills or set(skills) & set(document.skills))
        and (not situations or set(situations) & set(document.situations))
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.relevance, hit.document.slug))[:limit])


def _found(held: Library, query: str) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Relevance and words by slug: by the words of the texts, or by the situation that is meant."""
    # Understanding rests on this package.
    from core.coaching.situation.understand import recogniser  # noqa: PLC0415

    found = {
        one.ref: (one.score, one.words)
        for one in index(held).search(query, limit=len(held.documents))
    }
    meant = {one.slug: one for one in recogniser(held).candidates(query)[:_SITUATIONS]}
    for slug, (score, words) in found.items():
        if slug not in meant and held.documents[slug].playbook is not None:
            found[slug] = (_BESIDE * score, words)
    for slug, candidate in meant.items():
        if slug not in found and candidate.confidence < _LIKELY:
            continue
        score, words = found.get(slug, (0.0, ()))
        found[slug] = (max(score, _MEANT * candidate.confidence), words or candidate.matched)
    return found


def index(held: Library) -> FullText:
    """The index of a library, made when it is first searched."""
    # Under the lock to the end: two that ask at once must not both make it.
    with _lock:
        if held.version not in _indexes:
            texts = {slug: fields_of(document) for slug, document in held.documents.items()}
            _indexes[held.version] = FullText(texts, WEIGHTS, stopwords())
            while len(_indexes) > _KEPT:
                _indexes.popitem(last=False)
        _indexes.move_to_end(held.version)
        return _indexes[held.version]


@cache
def stopwords() -> frozenset[str]:
    """Words that say nothing of a situation."""
    return frozenset(STOPWORDS.read_text(encoding="utf-8").split())


def fields_of(document: Document) -> dict[str, str]:
    """The text of a document by the fields that :data:`WEIGHTS` names."""
    about = [document.topic, *document.situations, *document.skills, document.stage]
    fields = {
        "title": document.title,
        "summary": document.summary,
        "about": " ".join(about).replace("_", " "),
        "body": document.body,
    }
    if document.playbook is not None:
        playbook = document.playbook
        fields["says"] = " . ".join((*playbook.says, *playbook.signals))
        lines = [*playbook.analysis]
        for phase in playbook.phases:
            lines += [phase.name, *(step.do for step in phase.steps)]
        lines += [one.say for one in playbook.watch_outs]
        for objection in playbook.objections:
            lines += [objection.they_say, objection.answer]
        fields["steps"] = " . ".join(lines)
    return fields


def _hit(
    document: Document, score: float, words: tuple[str, ...], experience: HelpedCount | None
) -> Hit:
    boost = experience.boost if experience else 1.0
    return Hit(document, round(min(1.0, score * boost), 4), words, experience)
