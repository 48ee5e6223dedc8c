"""Full-text search over texts held in memory, by DuckDB's fts extension: words are stemmed and ranked.

The index is no part of the database: it is made from texts in milliseconds, belongs to the process and
is thrown away when they change. Ranking is BM25F (Robertson and Zaragoza, "The Probabilistic Relevance
Framework: BM25 and Beyond", 2009): a word counts by how rare it is, in a heavier field more, in a longer
one less, and the second time less than the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from core.store.connect import LOCKED_DOWN
from core.store.extensions import load_extension
from core.store.statement import load_sql

SQL = Path(__file__).parent / "sql"
MAX_WORDS = 60
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W\d_]+")
_CONFIG = {**LOCKED_DOWN, "threads": 1, "memory_limit": "256MB"}
_NO_WORD = re.compile(r"[\W\d_]+")
_TABLES = ("fulltext_posting", "fulltext_lexicon", "fulltext_vocabulary", "fulltext_heading")


@dataclass(frozen=True)
class Found:
    """A text that answers. ``score`` is 0 to 1: how much of the query, by rarity, it is about.

    ``words`` are those of the query that it holds; a word spelt otherwise stands as ``typed → read``.
    """

    ref: str
    score: float
    words: tuple[str, ...]


class FullText:
    """An index of texts with ``fields``; made once, asked by any thread."""

    def __init__(
        self,
        texts: Mapping[str, Mapping[str, str]],
        weights: Mapping[str, float],
        stopwords: Collection[str] = (),
        *,
        heading: str = "title",
    ) -> None:
        """``texts`` are fields by reference, ``weights`` what a word in a field counts.

        A text whose field ``heading`` reads like the query comes before one that only speaks of it.

        ``stopwords`` say nothing: they are neither indexed nor searched for. Fields without a weight
        are left out.
        """
        self._stopwords = frozenset(stopwords)
        self._root = duckdb.connect(":memory:", config=_CONFIG)
        load_extension(self._root, "fts")
        self._root.execute(
            "CREATE TABLE heading_field AS SELECT $field AS field", {"field": heading}
        )
        self._fill(texts, weights)
        self._root.execute("SET enable_external_access = false")
        self._root.execute("SET lock_configuration = true")

    def search(self, query: str, *, limit: int = 20) -> tuple[Found, ...]:
        """The texts that hold a word of ``query``, best first; none for a query of stopwords.

        Only the first words of a long query are read (:data:`MAX_WORDS` different ones), and none that
        is longer than any word is (:data:`LONGEST_WORD`).
        """
        asked = self.words(query)
        if not asked:
            return ()
        params = {"words": asked, "limit": limit}
        with self._root.cursor() as cursor:
            rows = cursor.execute(load_sql(SQL, "fulltext_search"), params).fetchall()
        return tuple(Found(ref, score, tuple(words)) for ref, score, words in rows)

    def words(self, query: str) -> list[str]:
        """The words of ``query`` that are searched for, each once."""
        found = (word for word in _WORD.findall(query.casefold()) if 1 < len(word) <= LONGEST_WORD)
        asked = dict.fromkeys(word for word in found if word not in self._stopwords)
        return list(asked)[:MAX_WORDS]

    def _fill(self, texts: Mapping[str, Mapping[str, str]], weights: Mapping[str, float]) -> None:
        run = self._root.execute
        run("CREATE TABLE stopword (word VARCHAR)")
        run("INSERT INTO stopword SELECT unnest($words)", {"words": ["", *self._stopwords]})
        run("CREATE TABLE weight (field VARCHAR, weight DOUBLE)")
        run(
            "INSERT INTO weight SELECT unnest($fields), unnest($weights)",
            {"fields": list(weights), "weights": list(weights.values())},
        )
        passages = [
            (ref, field, text)
            for ref, fields in texts.items()
            for field, text in fields.items()
            if field in weights and text
        ]
        run("CREATE TABLE passage (passage BIGINT, ref VARCHAR, field VARCHAR, text VARCHAR)")
        run(
            "INSERT INTO passage SELECT unnest($numbers), unnest($refs), unnest($fields), unnest($texts)",
            {
                "numbers": list(range(len(passages))),
                "refs": [ref for ref, _, _ in passages],
                "fields": [field for _, field, _ in passages],
                "texts": [_NO_WORD.sub(" ", text.casefold()) for _, _, text in passages],
            },
        )
        run(
            "PRAGMA create_fts_index('passage', 'passage', 'text', stemmer = 'english', "
            "stopwords = 'stopword')"
        )
        for table in _TABLES:
            run(load_sql(SQL, table))
