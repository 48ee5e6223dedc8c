"""Received files read as they were told to be: by a person, or by what was learned of their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.capture.erased.withhold import replacement
from core.capture.learned import Known, follow, recall
from core.capture.model import ImportOptions
from core.capture.read import SourceTable, Unreadable, read
from core.errors import RapportError
from core.store import Reader

Corrections = Mapping[tuple[Path, str], Mapping[str, Any]]
"""What was said of one file alone: options by path and :func:`place`."""

_TABLE = re.compile(r"(?:^|/)table \d+$")


@dataclass(frozen=True)
class Received:
    """One table, and the options it was read with; ``learned`` and ``offered`` as in a file's plan."""

    table: SourceTable | Unreadable
    options: ImportOptions
    learned: str = ""
    offered: Mapping[str, str] = field(default_factory=dict)


def place(member: str) -> str:
    """The file, archive member or sheet that a table stands in: what can be read another way."""
    return _TABLE.sub("", member)


def receive(
    reader: Reader,
    path: Path,
    folder: Path,
    options: ImportOptions,
    *,
    corrections: Corrections,
    choices: Known,
) -> list[Received]:
    """Every table of the file at ``path``, kept in ``folder``.

    A place with a correction is read with it. Elsewhere, and where nothing was said of how to read,
    what was learned of files of the same shape is followed.
    """
    told = {where: said for (file, where), said in corrections.items() if file == path}
    if set(told) == {""}:
        corrected = replace(options, **told[""])
        return [Received(table, corrected) for table in _read(reader, path, folder, corrected)]
    found: list[Received] = []
    tables = _read(reader, path, folder, options)
    for where, of_place in _by_place(tables):
        if where in told:
            found += _again(reader, path, folder, replace(options, **told[where]), where)
        else:
            found += _learned(reader, path, folder, options, (where, of_place, choices))
    return found


def _by_place(
    tables: list[SourceTable | Unreadable],
) -> Iterator[tuple[str, list[SourceTable | Unreadable]]]:
    places: dict[str, list[SourceTable | Unreadable]] = {}
    for table in tables:
        places.setdefault(place(table.member_name), []).append(table)
    yield from places.items()


def _learned(
    reader: Reader,
    path: Path,
    folder: Path,
    options: ImportOptions,
    found: tuple[str, list[SourceTable | Unreadable], Known],
) -> list[Received]:
    where, tables, choices = found
    first = tables[0]
    is_told = bool(options.reading.keys() - {"encoding"})
    if not choices or is_told or isinstance(first, Unreadable) or len(tables) > 1:
        return [Received(table, options) for table in tables]
    recalled = recall(first, choices)
    if recalled is None:
        return [Received(first, options)]
    choice, line = recalled
    followed = follow(options, first, choice, line)
    if followed == options:
        return [Received(first, options, "", choice.offered)]
    again = _again(reader, path, folder, followed, where)
    if any(isinstance(one.table, Unreadable) for one in again):
        return [Received(first, options, "", choice.offered)]
    return [replace(one, learned=choice.fingerprint, offered=choice.offered) for one in again]


def _again(
    reader: Reader, path: Path, folder: Path, options: ImportOptions, where: str
) -> list[Received]:
    tables = _read(reader, path, folder, options)
    return [Received(table, options) for table in tables if place(table.member_name) == where]


def _read(
    reader: Reader, path: Path, folder: Path, options: ImportOptions
) -> list[SourceTable | Unreadable]:
    try:
        return read(replacement(reader, path, folder), folder, **options.reading)
    except RapportError as error:
        return [Unreadable(path.name, "", error.message, error.remedy)]
