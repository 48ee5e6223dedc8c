"""How far a column is a field: by its name, by what its cells look like, by the keys they join with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.capture.mapping.model import normal
from core.capture.mapping.names import Vocabulary, overlap, rarity
from core.capture.mapping.registry import Registry
from core.capture.mapping.shapes import Cells, agreement
from core.capture.targets import TARGETS, FieldType

Where = tuple[str, str]
"""A table and a field of it."""

SAME_NAME, SAME_WORDS = 1.0, 0.92
"""Evidence of a name a mapping knows, and of one that means the same."""

BY_VALUES = 0.62
"""Evidence of values alone, where they tell: addresses, words of a field's own."""

LEARNED = 1.05
"""Evidence of a column name somebody confirmed here: over any other."""

_JOINS = {
    "account_ref": "account id",
    "account_name_ref": "account name",
    "account_domain_ref": "account domain",
    "requester_email": "contact email",
    "contact_refs": "contact id",
    "owner_email": "member",
    "assignee_email": "member",
    "ticket_key": "ticket id",
    "opportunity_key": "opportunity id",
    "contact_key": "contact id",
    "parent_account_ref": "account id",
}
"""Which loaded keys the values of a field are."""

_SECOND = {"account_domain_ref": 0.8, "source_status": 0.9}
"""Fields read beside another from the same column: the other is meant first."""

OURS = frozenset({"owner_email", "assignee_email", "manager_email", "author_email"})
"""Fields that name one of our own people, by address, identifier or name."""

_TELLING = (FieldType.EMAIL, FieldType.DOMAIN)


@dataclass(frozen=True)
class Candidate:
    """A field a column may fill: ``score`` 0 to about 1, and why."""

    table: str
    field: str
    score: float
    because: str


@dataclass(frozen=True)
class Knowledge:
    """Every name known for a field: exact ones with where they are from, and what they mean.

    ``usual``: by table and field, the share of the mappings of the table that fill the field.
    """

    exact: Mapping[str, Mapping[Where, tuple[float, str]]]
    meanings: Mapping[Where, Mapping[frozenset[str], str]]
    weights: Mapping[str, float]
    vocabulary: Vocabulary
    words: Mapping[str, Mapping[str, str]]
    usual: Mapping[str, Mapping[str, float]]


def knowledge_of(
    registry: Registry, vocabulary: Vocabulary, learned: Mapping[str, Iterable[Where]]
) -> Knowledge:
    """The names of the mappings in force, of the vocabulary and of what was confirmed here.

    ``learned``: by normal form of a name, where it belonged.
    """
    exact: dict[str, dict[Where, tuple[float, str]]] = {}
    meanings: dict[Where, dict[frozenset[str], str]] = {}
    for where, name, sure, source in _known_names(registry, vocabulary):
        place = exact.setdefault(normal(name), {})
        if sure > place.get(where, (0.0, ""))[0]:
            place[where] = (sure, source)
        meanings.setdefault(where, {}).setdefault(vocabulary.meaning(name), name)
    for key, places in learned.items():
        for where in places:
            exact.setdefault(key, {})[where] = (LEARNED, "confirmed here before")
    weights = rarity(meaning for found in meanings.values() for meaning in found)
    return Knowledge(
        exact, meanings, weights, vocabulary, registry.words.tables, _usual_fields(registry)
    )


def _usual_fields(registry: Registry) -> dict[str, dict[str, float]]:
    filled: dict[str, list[frozenset[str]]] = {}
    for mapping in registry.mappings.values():
        for fill in mapping.target[:1]:
            names = frozenset(name for name, source in fill.fields.items() if source.columns)
            filled.setdefault(fill.table, []).append(names)
    return {
        table: {
            field: sum(field in names for names in found) / (len(found) + 1)
            for field in TARGETS[table].fields
        }
        for table, found in filled.items()
    }


def _known_names(
    registry: Registry, vocabulary: Vocabulary
) -> Iterable[tuple[Where, str, float, str]]:
    for table, target in TARGETS.items():
        for field in target.all_fields:
            yield (table, field), field, 0.97, "named as the field"
    for where, names in vocabulary.phrases.items():
        for name in names:
            yield where, name, 0.95, "a usual name of the field"
    for mapping in registry.mappings.values():
        for fill in mapping.target:
            for field, source in fill.fields.items():
                first = {*source.column, *(alias for group in source.join for alias in group)}
                is_made = bool(source.patterns or source.plus_minutes or source.plus_seconds)
                for group in source.columns:
                    for alias in group:
                        sure = SAME_NAME if alias in first else 0.5 if first else 0.9
                        sure = 0.6 if is_made else sure
                        if not alias.startswith("cell."):
                            yield (fill.table, field), alias, sure, f"named so in {mapping.title}"


def candidates(
    column: str, cells: Cells, joins: Mapping[str, float], table: str, known: Knowledge
) -> list[Candidate]:
    """The fields of a table a column may fill, the likeliest first."""
    entity = known.vocabulary.entities.get(table, frozenset())
    meaning = known.vocabulary.meaning(column)
    exact = known.exact.get(normal(column), {})
    is_own_id = meaning - entity == {"identifier"} and meaning <= entity | {"identifier"}
    found = []
    for field, kind in TARGETS[table].all_fields.items():
        where = (table, field)
        if is_own_id and (field != "display_id" or meaning == {"identifier"}):
            continue
        score, because = exact.get(where, (0.0, ""))
        if not score:
            score, because = _by_meaning(meaning, entity, known, where)
        score *= _SECOND.get(field, 1.0)
        score *= agreement(FieldType.MEMBER if field in OURS else kind, field, cells)
        score, because = _by_values(where, kind, cells, known, (score, because))
        share = joins.get(_JOINS.get(field, ""), 0.0)
        if share >= 0.5 and field in _JOINS:
            least = 0.55 + 0.4 * share
            because = f"{share:.0%} of its values are an {_JOINS[field]} already loaded"
            score = max(score, least)
        if score > 0.3:
            found.append(Candidate(table, field, score, because))
    return sorted(found, key=lambda one: -one.score)


def _by_meaning(
    meaning: frozenset[str], entity: frozenset[str], known: Knowledge, where: Where
) -> tuple[float, str]:
    best, called = 0.0, ""
    needed = known.vocabulary.needs.get(where)
    if needed and needed.isdisjoint(meaning):
        return 0.0, ""
    for phrase, name in known.meanings.get(where, {}).items():
        if phrase <= entity:
            if meaning == phrase:
                best, called = 1.0, name
            continue
        for one in (meaning, meaning - entity):
            if one and not one.isdisjoint(phrase):
                alike = overlap(one, phrase - entity, known.weights)
                alike = max(alike, overlap(one, phrase, known.weights))
                if alike > best:
                    best, called = alike, name
    return SAME_WORDS * best, f"means the same as {called}" if best > 0.99 else f"like {called}"


def _by_values(
    where: Where, kind: FieldType, cells: Cells, known: Knowledge, so_far: tuple[float, str]
) -> tuple[float, str]:
    """Evidence of the cells alone: addresses tell a field, and so do words only it has."""
    score, because = so_far
    if not cells.values:
        return so_far
    if kind in _TELLING and cells.like(kind) >= 0.9 and score < BY_VALUES:
        return (
            BY_VALUES,
            f"its values are {kind.value}s"
            if kind is FieldType.EMAIL
            else "its values are domains",
        )
    if words := known.words.get(".".join(where)):
        share = cells.known(words)
        if share >= 0.8 and len(cells.values) > 1 and score < BY_VALUES:
            return BY_VALUES, f"{share:.0%} of its values are words of the field"
        choices = (TARGETS[where[0]].choices or {}).get(where[1])
        if choices and share == 0 and len(cells.values) > 1:
            return score * 0.7, because
    return score, because
