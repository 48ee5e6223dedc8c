"""Which playbook a question calls for: words weighed by BM25, and what our vocabulary says of them.

Three signs are added up, each bounded: words of the question in the playbook's own ways of saying it (BM25, a
rare word weighs more), the nearest of those ways (share of words in common), and the points that the
concepts of ``data/coaching/synonyms.toml`` give. No model takes part, so the same question always
reaches the same playbook.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.coaching.knowledge.document import Document, Playbook
from core.coaching.situation.concepts import Vocabulary, vocabulary
from core.coaching.situation.words import stem, stems, telling, words

_K1, _B = 1.2, 0.5
_BM25_SHARE, _NEAREST_SHARE, _CONCEPT_SHARE = 0.3, 3.0, 1.2
_ASIDE = 0.2
"""What a word in the steps counts against one in the ways of saying it."""
_LIKE_ENOUGH = 84.0
_SHORTEST_SLIP = 6
"""Letters from which a word nobody writes is a slip: of five, "pasta" would be "past" and "lunch" a launch."""
_RIVALS = 2
_SURE = 6.0
"""Points at which a question with one clear candidate counts as understood."""


@dataclass(frozen=True)
class Candidate:
    """A playbook that may be meant. ``points`` order; ``confidence`` is 0 to 1; ``matched`` are words that told."""

    slug: str
    points: float
    confidence: float
    matched: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    slug: str
    counts: dict[str, float]
    length: float
    ways: tuple[frozenset[str], ...]


class Recogniser:
    """Ranks playbooks for a question. Made once for a set of playbooks."""

    def __init__(self, playbooks: Sequence[Document], known: Vocabulary | None = None) -> None:
        self._known = known or vocabulary()
        self._entries = tuple(
            _entry(one, one.playbook) for one in playbooks if one.playbook is not None
        )
        self._mean = sum(entry.length for entry in self._entries) / max(1, len(self._entries))
        self._idf = self._rarity()
        self._stems = sorted(set(self._idf) | self._known.stems)

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Those with any sign for them, likeliest first."""
        said = tuple(self._mended(one) for one in stems(text))
        wanted = [self._mended(one) for one in telling(text)]
        concepts = self._known.in_text(said)
        given = self._known.points(concepts)
        scored = []
        for entry in self._entries:
            points = (
                _BM25_SHARE * self._bm25(entry, wanted)
                + _NEAREST_SHARE * self._nearest(entry, wanted)
                + _CONCEPT_SHARE * given.get(entry.slug, 0.0)
            )
            if points > 0:
                scored.append((points, entry))
        scored.sort(key=lambda pair: (-pair[0], pair[1].slug))
        best = [points for points, _entry in scored]
        return tuple(
            Candidate(entry.slug, points, _confidence(points, place, best), self._told(entry, text))
            for place, (points, entry) in enumerate(scored)
        )

    def _rarity(self) -> dict[str, float]:
        total = len(self._entries)
        seen = Counter(term for entry in self._entries for term in entry.counts)
        return {
            term: math.log(1 + (total - count + 0.5) / (count + 0.5))
            for term, count in seen.items()
        }

    def _bm25(self, entry: _Entry, wanted: Sequence[str]) -> float:
        points = 0.0
        for term in set(wanted):
            count = entry.counts.get(term, 0)
            if count:
                room = 1 - _B + _B * entry.length / self._mean
                points += self._idf[term] * count * (_K1 + 1) / (count + _K1 * room)
        return points

    def _nearest(self, entry: _Entry, wanted: Sequence[str]) -> float:
        asked = frozenset(wanted)
        weight = sum(self._idf.get(term, 1.0) for term in asked)
        best = 0.0
        for way in entry.ways:
            shared = sum(self._idf.get(term, 0.0) for term in asked & way)
            both = weight + sum(self._idf.get(term, 0.0) for term in way) - shared
            best = max(best, shared / both if both else 0.0)
        return best

    def _told(self, entry: _Entry, text: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(word for word in words(text) if self._mended(stem(word)) in entry.counts)
        )

    def _mended(self, term: str) -> str:
        """The stem that was meant where nobody ever writes this one."""
        if term in self._idf or len(term) < _SHORTEST_SLIP:
            return term
        return _likest(term, tuple(self._stems))


@lru_cache(maxsize=4096)
def _likest(term: str, known: tuple[str, ...]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a word nobody knows pays for it

    if term in known:
        return term
    found = process.extractOne(term, known, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return str(found[0]) if found else term


def _entry(document: Document, playbook: Playbook) -> _Entry:
    ways = tuple(frozenset(telling(way)) for way in (*playbook.says, document.title))
    counts: dict[str, float] = {}
    told = (*playbook.says, *playbook.signals, document.title, document.summary)
    for weight, texts in ((1.0, told), (_ASIDE, _asides(document, playbook))):
        for term in (term for text in texts for term in telling(text)):
            counts[term] = counts.get(term, 0.0) + weight
    return _Entry(document.slug, counts, sum(counts.values()), ways)


def _asides(document: Document, playbook: Playbook) -> Iterator[str]:
    """What the playbook says of what to do: it uses words of the situation, and many others."""
    yield document.body
    yield from playbook.analysis
    yield from (step.do for phase in playbook.phases for step in phase.steps)
    yield from (one.say for one in playbook.watch_outs)
    yield from (one.they_say for one in playbook.objections)


def _confidence(points: float, place: int, best: Sequence[float]) -> float:
    """How much there is for it, and its share beside the likeliest other."""
    others = [one for number, one in enumerate(best[: _RIVALS + 1]) if number != place]
    rival = max(others, default=0.0)
    return round(min(1.0, points / _SURE) * points / (points + rival), 3)
