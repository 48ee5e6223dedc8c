"""What both data-frame versions of the scores share: inputs as Parquet, the policy, phrases, the check.

The versions do the same job as the SQL models: the same rows in, every executive's and account's score,
level and colour out, with the points of each factor and the rows they were made from. They are
written the way each library wants it: columns at a time, no row loops, only the columns needed read.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

AS_OF = date(2026, 6, 30)
END = datetime(2026, 7, 1)
INPUTS = {
    "account": "account_key, tier, source_system",
    "contact": "contact_key, account_key, full_name, title, email, role, is_primary_sponsor, "
    "started_on, status, left_on, created_at, source_system, source_id",
    "activity": "activity_key, account_key, kind, direction, occurred_at, participant_emails, "
    "from_email, outcome, thread_id, subject, body",
    "goal": "goal_key, account_key, alignment",
    "ticket": "ticket_key, account_key, priority, status, opened_at, resolved_at, updated_at",
    "heartbeat": "heartbeat_key, account_key, integration, seen_at, api_calls",
}


@dataclass(frozen=True)
class Rules:
    """Thresholds by (name, tier) and the phrase tables by attribute, in order."""

    values: dict[tuple[str, str], float]
    phrases: dict[str, list[tuple[str, str, str]]]

    def value(self, name: str, tier: str = "") -> float:
        return self.values[name, tier]

    def read(self, attribute: str, text: str | None) -> str | None:
        """What the first phrase found in ``text`` says."""
        words = fold(text or "")
        return next(
            (
                value
                for phrase, also, value in self.phrases.get(attribute, [])
                if phrase in words and also in words
            ),
            None,
        )


@dataclass(frozen=True)
class Scores:
    """``sponsors``: contact -> (score, level); ``health``: account -> (score, colour)."""

    sponsors: dict[int, tuple[float | None, str]]
    health: dict[int, tuple[float | None, str]]
    contributions: int


def fold(text: str) -> str:
    """Text as the phrase tables expect it."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+|_+", " ", plain).strip()
    return f" ^ {words} $ "


def measure(database: str, score: Callable[[Path, Rules], Scores]) -> dict[str, float]:
    """Time ``score`` on the database's tables, and count where it differs from the models' rows."""
    folder = Path(database).parent / "parquet"
    folder.mkdir(exist_ok=True)
    with duckdb.connect(database, read_only=True) as connection:
        for table, columns in INPUTS.items():
            path = folder / f"{table}.parquet"
            if not path.exists():
                connection.execute(f"COPY (SELECT {columns} FROM crm.{table}) TO '{path}'")
        rules = _rules(connection)
        started = time.perf_counter()
        scores = score(folder, rules)
        took = time.perf_counter() - started
        differing = _differences(connection, scores)
    compared = len(scores.sponsors) + len(scores.health)
    return {
        "seconds": took,
        "differences": differing,
        "compared": compared,
        "contributions": scores.contributions,
    }


def _rules(connection: duckdb.DuckDBPyConnection) -> Rules:
    rows = connection.execute("SELECT name, tier, value FROM ops.policy").fetchall()
    phrases: dict[str, list[tuple[str, str, str]]] = {}
    for attribute, phrase, also, value in connection.execute(
        "SELECT attribute, phrase, also, value FROM ops.phrase_rule ORDER BY attribute, position"
    ).fetchall():
        phrases.setdefault(attribute, []).append((phrase, also, value))
    return Rules({(name, tier): value for name, tier, value in rows}, phrases)


def _differences(connection: duckdb.DuckDBPyConnection, scores: Scores) -> int:
    sponsors = _by_key(
        connection, "SELECT contact_key, score, level FROM mart.sponsor_score WHERE as_of = ?"
    )
    health = _by_key(
        connection, "SELECT account_key, score, rag FROM mart.account_health WHERE as_of = ?"
    )
    return _unlike(sponsors, scores.sponsors) + _unlike(health, scores.health)


def _by_key(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[int, tuple[float | None, str]]:
    return {key: (score, band) for key, score, band in connection.execute(sql, [AS_OF]).fetchall()}


def _unlike(ours: dict[int, Any], theirs: dict[int, Any]) -> int:
    missing = len(ours.keys() ^ theirs.keys())
    return missing + sum(
        band != theirs[key][1] or abs((score or -1) - (theirs[key][0] or -1)) > 1e-4
        for key, (score, band) in ours.items()
        if key in theirs
    )


def window_start(rules: Rules, name: str = "window_days") -> datetime:
    """The first moment of a window that ends with the day."""
    return END - timedelta(days=int(rules.value(name)))
