"""Asks the report's questions and remembers what was asked and answered.

A statement is a file; ``sql/prelude.sql`` (account, thresholds, people) is put in front of each, as its first steps.
What was asked and answered makes the manifest of a pack.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from core.sponsors.report.model import Input
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
_WITH = "WITH\n"


class Questions:
    """Questions about one account on one date."""

    def __init__(self, store: Reader, account_key: int, as_of: date) -> None:
        self._store = store
        self._scope = {"account_key": account_key, "as_of": as_of}
        self._answers: dict[str, list[Row]] = {}
        self._findings: dict[str, list[Row]] = {}
        self.as_of = as_of
        self.account_key = account_key

    def rows(self, name: str, **more: Any) -> list[Row]:
        """The rows of ``sql/name.sql``; asked once, however often they are wanted."""
        if name in self._answers:
            return self._answers[name]
        text = statement(name)
        params = {**self._scope, **more}
        found = self._store.rows(text, {key: params[key] for key in _parameters(text)})
        self._answers[name] = found
        return found

    def findings(self, names: Sequence[str]) -> dict[str, list[Row]]:
        """The rows of every rule ``sql/rule/name.sql``, as JSON has them: asked all at once.

        Alone each would take longer to plan than to answer.
        """
        if not self._findings:
            text = together(tuple(names))
            for row in self._store.rows(text, self._scope):
                found = [json.loads(item, parse_float=Decimal) for item in row["found"] or []]
                self._findings[row["rule"]] = found
                self._answers[f"rule/{row['rule']}"] = found
        return self._findings

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was asked and answered, by name."""
        return tuple(
            Input(name, digest(statement(name)), len(rows), digest(_canonical(rows)))
            for name, rows in sorted(self._answers.items())
        )


def _canonical(rows: list[Row]) -> str:
    return json.dumps(rows, sort_keys=True, ensure_ascii=False, default=_plain)


@cache
def statement(name: str) -> str:
    """The statement ``sql/name.sql``, with the steps of the prelude where it names one of them."""
    text = load_sql(SQL, name)
    comment, body = _split(text)
    if "prelude" not in comment:
        return text
    steps = load_sql(SQL, "prelude")
    if body.startswith(_WITH):
        return f"{comment}WITH\n{steps.rstrip()},\n{body.removeprefix(_WITH)}"
    return f"{comment}WITH\n{steps.rstrip()}\n{body}"


@cache
def together(names: tuple[str, ...]) -> str:
    """One statement that asks several rules; every step of the prelude is worked out once."""
    asked = []
    for name in names:
        body = _split(load_sql(SQL, f"rule/{name}"))[1].strip()
        order = " ORDER BY found.place" if " AS place" in body else ""
        # Text of the program only: names come from file names, never from input.
        asked.append(
            f"SELECT '{name}' AS rule,"  # noqa: S608
            f" (SELECT list(CAST(to_json(found) AS VARCHAR){order}) FROM (\n{body}\n) AS found) AS found"
        )
    steps = re.sub(r"^(\w+) AS \(", r"\1 AS MATERIALIZED (", load_sql(SQL, "prelude"), flags=re.M)
    union = "\nUNION ALL\n".join(asked)
    return f"WITH\n{steps.rstrip()}\n{union}"


@cache
def _parameters(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(re.findall(r"\$([a-z_]+)", re.sub(r"--[^\n]*", "", text)))))


def _split(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    head = next(index for index, line in enumerate(lines) if not line.startswith("--"))
    return "".join(lines[:head]), "".join(lines[head:])


def digest(text: str) -> str:
    """SHA-256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
