"""How a file was read, in words: each part with its reason, its certainty and what else it could be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from core.characters import named

_LINE_ENDS = {"lf": "LF", "crlf": "CR LF", "cr": "CR", "none": "none"}
UNSURE_BELOW = 0.75
"""A part that is less certain than this is pointed out."""


@dataclass(frozen=True)
class Part:
    """``value`` and ``others`` are words to show; ``confidence`` runs from 0 to 1."""

    name: str
    title: str
    value: str
    because: str
    confidence: float
    others: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.confidence >= UNSURE_BELOW

    def to_dict(self) -> dict[str, Any]:
        """As the command line's JSON and the API show it."""
        return asdict(self)


def _count(noun: str) -> Callable[[Any, Mapping[str, Any]], str]:
    def words(value: Any, _found: Mapping[str, Any]) -> str:
        return "none" if not value else f"{value} {noun}{'' if value == 1 else 's'}"

    return words


def _plain(value: Any, _found: Mapping[str, Any]) -> str:
    return "not seen" if value in (None, "") else str(value)


def _character(value: Any, _found: Mapping[str, Any]) -> str:
    return "a sheet's cells" if value == "sheet" else named(str(value))


def _escape(value: Any, _found: Mapping[str, Any]) -> str:
    return "quote written twice" if value in ('"', "'") else named(str(value))


def _line_ends(value: Any, _found: Mapping[str, Any]) -> str:
    return _LINE_ENDS.get(str(value), str(value))


def _header(value: Any, found: Mapping[str, Any]) -> str:
    first = found.get("line") or 0
    if not value:
        return "no line names them"
    last = first + int(value) - 1
    return f"line {first}" if last == first else f"lines {first} to {last}"


def _tables(value: Any, found: Mapping[str, Any]) -> str:
    return "1" if value == 1 else f"{found.get('table', 1)} of {value}"


_PARTS: dict[str, tuple[str, Callable[[Any, Mapping[str, Any]], str]]] = {
    "encoding": ("Encoding", _plain),
    "delimiter": ("Between cells", _character),
    "quote": ("Quotes", _character),
    "escape": ("Quotes in cells", _escape),
    "line_ends": ("Line ends", _line_ends),
    "preamble": ("Above the table", _count("line")),
    "header": ("Column names", _header),
    "footer": ("Below the table", _count("line")),
    "tables": ("Table of the file", _tables),
    "decimal": ("Decimal mark", _plain),
    "thousands": ("Thousands", _plain),
}


_TOLD = {
    "encoding": "encoding",
    "delimiter": "delimiter",
    "quote": "quote",
    "escape": "escape",
    "header_line": "header",
    "header_rows": "header",
    "footer_lines": "footer",
    "table": "tables",
    "decimal_mark": "decimal",
}
"""The part that each import option is about."""

SAID = "a person said so"


def explain(
    reading: Mapping[str, Any], told: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Part, ...]:
    """Each part of a reading, in the order a file is taken apart; ``told`` are the options given."""
    said = {_TOLD[name] for name, value in told.items() if name in _TOLD and value is not None}
    dialect: Mapping[str, Any] = reading.get("dialect") or {}
    found = []
    for name, (title, words) in _PARTS.items():
        one = dialect.get(name)
        if one is None:
            continue
        others = tuple(words(other["value"], {**one, **other}) for other in one["alternatives"])
        value = words(one["value"], one)
        if name in said and one["value"] != "sheet":
            value = str(told["decimal_mark"]) if name == "decimal" else value
            found.append(Part(name, title, value, SAID, 1.0))
            continue
        found.append(Part(name, title, value, one["because"], float(one["confidence"]), others[:3]))
    return tuple(found)


def sentence(reading: Mapping[str, Any]) -> str:
    """``semicolon, cp1252, 3 lines of preamble, names in line 4``: what is worth a look first."""
    parts = {part.name: part for part in explain(reading)}
    if not parts:
        return ""
    said = [parts[name].value for name in ("delimiter", "encoding") if name in parts]
    for name, words in (("preamble", "of preamble"), ("footer", "of footer")):
        if name in parts and parts[name].value != "none":
            said.append(f"{parts[name].value} {words}")
    if "header" in parts:
        value = parts["header"].value
        said.insert(2, "no column names" if value.startswith("no ") else f"names in {value}")
    if "tables" in parts and parts["tables"].value != "1":
        said.append(f"table {parts['tables'].value}")
    return ", ".join(said)
