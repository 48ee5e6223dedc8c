"""What of the material reaches Claude: everything in one JSON field, with nothing in it to obey.

Facts go through the screen that a letter's facts go through, quotes through one for speech; addresses and
numbers leave as tokens. A passage that repeats words which must stay here is not told and stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.coaching.guidance.fill import fact_citation
from core.coaching.model import Citation, CitationKind
from core.coaching.voice.passage import Material, Passage
from core.drafting.fact import Fact, FactSheet
from core.drafting.model.offer import Offer, screened
from core.drafting.model.outside_text import is_speech, plain
from core.drafting.model.redact import Redactor
from core.drafting.prompts.render import facts_json

MOST_OTHER_FACTS = 40
"""Facts that no passage rests on, told because the question may be about them."""
LONGEST_DOCUMENT = 3_000
MOST_DOCUMENTS = 10
LONGEST_ASKED = 4_000
SHORTEST_COPY = 3
"""Words of a text from outside that give it away: fewer may stand anywhere."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NEVER = date(1970, 1, 1)
"""Date of a sheet without facts."""


@dataclass(frozen=True)
class Told:
    """What Claude is told of ``material``, and what it may therefore say and cite."""

    material: Material
    passages: tuple[Passage, ...]
    kept: tuple[Passage, ...]
    offer: Offer
    facts: FactSheet
    quotes: tuple[str, ...]
    citable: dict[str, Citation]
    json: str

    def passage(self, passage_id: str) -> Passage | None:
        return next((item for item in self.passages if item.id == passage_id), None)


def told(material: Material) -> Told:
    """The material as it is told."""
    redactor = Redactor()
    sheet = material.facts or FactSheet(0, _NEVER, ())
    shown = screened(sheet, redactor)
    given = _few({cited.ref for cited in _cited(material)}, shown)
    quotes = tuple(quote for quote in material.quotes if is_speech(quote))
    outside = [*_withheld(sheet, given), *(q for q in material.quotes if q not in quotes)]
    passages = tuple(p for p in material.passages if _is_told(p, outside))
    kept = tuple(p for p in material.passages if p not in passages)
    offer = Offer(given, frozenset(), redactor)
    citable: dict[str, Citation] = {}
    for item in _citable(material, passages, sheet.only([fact.id for fact in given])):
        citable.setdefault(name_of(item), item)
    said = {**material.asked, **dict(_background(material, outside))}
    told_json = _json(_object(material, said, passages, offer, quotes), redactor)
    return Told(
        material,
        passages,
        kept,
        offer,
        sheet.only([fact.id for fact in given]),
        quotes,
        citable,
        told_json,
    )


def name_of(citation: Citation) -> str:
    """How a citation is called in request and answer; a document and a fact may share a name."""
    prefix = "fact" if citation.kind is CitationKind.FACT else "doc"
    return f"{prefix}:{citation.ref}"


def _few(cited: set[str], shown: FactSheet) -> FactSheet:
    """The facts that passages rest on, and the first of the others."""
    others = [fact.id for fact in shown if fact.id not in cited][:MOST_OTHER_FACTS]
    return shown.only([*cited, *others])


def _cited(material: Material) -> Iterator[Citation]:
    for passage in material.passages:
        yield from passage.citations


def _citable(
    material: Material, passages: Iterable[Passage], given: FactSheet
) -> Iterator[Citation]:
    for source in material.documents[:MOST_DOCUMENTS]:
        yield source.citation
    for passage in passages:
        for citation in passage.citations:
            if citation.kind is not CitationKind.FACT or citation.ref in given:
                yield citation
    yield from map(fact_citation, given)


def _withheld(sheet: FactSheet, given: FactSheet) -> Iterator[str]:
    """Texts of facts that are not told, or not as they are."""
    for fact in sheet:
        if not isinstance(fact.value, str):
            continue
        same = given.get(fact.id)
        if same is None and any(fact.value == other.value for other in given):
            continue
        if same is None or same.value != plain(fact.value):
            yield from _long(fact)


def _long(fact: Fact) -> Iterator[str]:
    for text in (str(fact.value), *fact.aliases):
        if len(text.split()) >= SHORTEST_COPY:
            yield text


def _is_told(passage: Passage, outside: Iterable[str]) -> bool:
    """Advice is ours; what says something of an account or a conversation may repeat others."""
    if passage.is_outside and not is_speech(passage.text):
        return False
    return not _repeats(f"{passage.text} {passage.about}", outside)


def _repeats(text: str, outside: Iterable[str]) -> bool:
    """Whether a text holds the words of one from outside, or a good part of them."""
    mine = f" {' '.join(text.casefold().split())} "
    for other in outside:
        words = other.casefold().split()
        size = min(len(words), 2 * SHORTEST_COPY)
        runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
        if any(run.strip(".,;:!?\"'") in mine for run in runs):
            return True
    return False


def _background(material: Material, outside: list[str]) -> Iterator[tuple[str, str]]:
    """Name and text, without sentences that repeat what stays here or give orders."""
    for name, text in material.background.items():
        sentences = _SENTENCE_END.split(text)
        kept = [one for one in sentences if is_speech(one) and not _repeats(one, outside)]
        yield name, " ".join(kept)


def _object(
    material: Material,
    said: Mapping[str, str],
    passages: tuple[Passage, ...],
    offer: Offer,
    quotes: tuple[str, ...],
) -> dict[str, Any]:
    made: dict[str, Any] = {name: plain_lines(text)[:LONGEST_ASKED] for name, text in said.items()}
    made["passages"] = [_shown(item, offer) for item in passages]
    made["documents"] = [
        {
            "id": name_of(source.citation),
            "title": source.citation.title,
            "text": source.text[:LONGEST_DOCUMENT],
        }
        for source in material.documents[:MOST_DOCUMENTS]
    ]
    facts = json.loads(facts_json(offer.sheet))
    made["facts"] = [{**fact, "id": f"fact:{fact['id']}"} for fact in facts]
    if quotes:
        made["quotes"] = list(quotes)
    return made


def _shown(passage: Passage, offer: Offer) -> dict[str, Any]:
    cites = [
        name_of(item)
        for item in passage.citations
        if item.kind is not CitationKind.FACT or item.ref in offer.sheet
    ]
    shown: dict[str, Any] = {"id": passage.id, "text": passage.text, "cites": cites}
    return shown | {"about": passage.about} if passage.about else shown


def plain_lines(text: str) -> str:
    """``text`` without characters that cannot be seen; line breaks stay."""
    return "\n".join(plain(line) for line in text.splitlines())


def _json(told_object: dict[str, Any], redactor: Redactor) -> str:
    """One line that no text within it can end, with tokens for addresses and phone numbers."""
    hidden = _hidden(told_object, redactor)
    line = json.dumps(hidden, ensure_ascii=False, separators=(",", ":"))
    return line.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hidden(item: Any, redactor: Redactor) -> Any:
    if isinstance(item, str):
        return redactor.hide(item)
    if isinstance(item, list):
        return [_hidden(each, redactor) for each in item]
    if isinstance(item, dict):
        return {
            name: each if name in ("id", "cites") else _hidden(each, redactor)
            for name, each in item.items()
        }
    return item
