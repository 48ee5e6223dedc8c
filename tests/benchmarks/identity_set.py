"""A labelled set read into records of a declared model, by a small TOML that says what its columns are.

The base is a model that ships; the TOML may add comparisons and blocks for columns that no contact has.
Comparisons and blocks whose columns the set lacks are left out. Thresholds and training stay the base's.
"""

from __future__ import annotations

import csv
import datetime
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.capture.identity.matching.declared import Declared, read_model
from core.capture.identity.matching.people import person_columns
from core.capture.identity.normalise import fold, phone
from core.capture.identity.normalise.person import of_parts, person
from core.capture.identity.normalise.words import IDENTITY

FOLDER = Path(__file__).parent / "identity_sets"
_OF_ADDRESS = {
    "mailbox",
    "host",
    "local",
    "letters",
    "own_letters",
    "digits",
    "own_local",
    "spelled",
}
_GUESSES = {
    "given": ("given_name", "first_name", "firstname", "forename"),
    "family": ("surname", "last_name", "lastname", "family_name"),
    "name": ("full_name", "name", "contact_name"),
    "email": ("email", "e_mail", "email_address"),
    "phone": ("phone", "telephone", "phone_number", "mobile"),
}


def read_set(
    paths: Iterable[Path], truth: str, mapping: Path | None
) -> tuple[Declared, pa.Table, list[str]]:
    """Model, records (``key`` counts from 1) and each record's party, in the order of keys."""
    rows = [row for path in paths for row in _rows(path)]
    if truth not in rows[0]:
        raise SystemExit(f"The set has no column {truth!r}; it has {', '.join(rows[0])}.")
    document = tomllib.loads(mapping.read_text()) if mapping else _described(list(rows[0]))
    pattern = document.get("party")
    parties = [_party(row[truth], pattern) for row in rows]
    records = [_record(row, document["columns"]) for row in rows]
    table = _table(records)
    return _model(document, set(table.column_names)), table, parties


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def _party(value: str, pattern: str | None) -> str:
    found = re.search(pattern, value) if pattern else None
    return found[1] if found else value


def _described(names: list[str]) -> dict[str, Any]:
    """The description kept here that knows the most of the columns, all of its own among them."""
    known = [tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))]
    fitting = [one for one in known if {c["from"] for c in one["columns"].values()} <= set(names)]
    return max(fitting, key=lambda one: len(one["columns"]), default=_guessed(names))


def _guessed(names: list[str]) -> dict[str, Any]:
    columns = {}
    for kind, known in _GUESSES.items():
        found = next((name for name in names if fold(name).replace(" ", "_") in known), None)
        if found:
            columns[kind] = {"from": found, "as": kind}
    return {"base": "contact", "columns": columns}


def _record(row: dict[str, str], columns: dict[str, dict[str, str]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    parts: dict[str, str] = {}
    for name, source in columns.items():
        value = (row.get(source["from"]) or "").strip()
        if source["as"] in {"given", "family", "name", "email"}:
            parts[source["as"]] = value
        else:
            made[name] = _AS[source["as"]](value) if value else None
    if parts:
        whole = (
            person(parts["name"])
            if "name" in parts
            else of_parts(parts.get("given"), parts.get("family"))
        )
        people = person_columns(whole, parts.get("email"))
        if "email" not in parts:
            people = {name: value for name, value in people.items() if name not in _OF_ADDRESS}
        made |= people
        made["full_name"] = parts.get("name") or " ".join(
            part for part in (parts.get("given"), parts.get("family")) if part
        )
        made["email"] = parts.get("email")
    if "phone" in made:
        found = made["phone"]
        made |= {"line": found.line if found else None, "number": found.number if found else None}
        made["phone"] = found.line if found else None
    return made


def _date(value: str) -> datetime.date | None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(value, form).date()
        except ValueError:
            continue
    return None


_AS: dict[str, Callable[[str], Any]] = {
    "text": lambda value: fold(value) or None,
    "joined": lambda value: fold(value).replace(" ", "") or None,
    "digits": lambda value: re.sub(r"\D", "", value) or None,
    "birthday": lambda value: re.sub(r"\D", "", value)[4:] or None,
    "date": _date,
    "phone": phone,
}


def _table(records: list[dict[str, Any]]) -> pa.Table:
    columns: dict[str, Any] = {"key": pa.array(range(1, len(records) + 1), pa.uint64())}
    for name in records[0]:
        values = [record[name] for record in records]
        lists = name == "related"
        dated = any(isinstance(value, datetime.date) for value in values)
        kind = pa.list_(pa.string()) if lists else pa.date32() if dated else pa.string()
        columns[name] = pa.array(values, kind)
    return pa.table(columns)


def _model(document: dict[str, Any], have: set[str]) -> Declared:
    base = read_model(IDENTITY / f"{document['base']}.toml").model_dump(exclude_defaults=True)
    added = document.get("training", {})
    for name in ("block", "compare"):
        base[name] = [*base[name], *document.get(name, [])]
    whole = Declared.model_validate(base)
    training = whole.training
    certain = [*training.certain, *(tuple(rule) for rule in added.get("certain", []))]
    blocks = [*training.blocks, *(tuple(rule) for rule in added.get("blocks", []))]
    return whole.model_copy(
        update={
            "never": (),
            "block": tuple(one for one in whole.block if {key.column for key in one.on} <= have),
            "compare": tuple(one for one in whole.compare if _conditions(one) <= have),
            "training": training.model_copy(
                update={
                    "certain": tuple(rule for rule in certain if set(rule) <= have),
                    "blocks": tuple(rule for rule in blocks if set(rule) <= have),
                }
            ),
        }
    )


def _conditions(one: Any) -> set[str]:
    return set(one.columns()) - set(one.shows)
