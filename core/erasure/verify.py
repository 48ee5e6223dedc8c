"""Proof that nothing is left: every text of a database, and the bytes of every file beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from core.capture.erased import Mentions
from core.erasure.cells import clean_json
from core.erasure.holding import holds, holds_bytes
from core.erasure.person import Person
from core.erasure.tables import columns_by_table
from core.store import Reader, Store


def database_holds(path: Path, person: Person) -> bool:
    """Whether a closed database file holds an address or name, in its texts or in its bytes.

    Bytes alone say nothing when another text contains them: ``mary.jane@…`` holds ``jane@…``.
    """
    with Store.open_copy(path) as copy:
        alike = list(_alike(copy.patient, person))
    if any(_tells(text, person.mentions, is_json) for _where, text, is_json in alike):
        return True
    return not alike and holds_bytes(path, person.mentions)


def files_holding(paths: Iterable[Path], person: Person) -> list[Path]:
    """Those of the files that hold the person, packed or not."""
    return [path for path in paths if path.is_file() and holds(path, person.mentions)]


def _alike(reader: Reader, person: Person) -> Iterator[tuple[str, str, bool]]:
    """Column, text and whether it is JSON, of every text that is like a mention."""
    for (schema, table), columns in columns_by_table(reader).items():
        for column in (one for one in columns if one.is_text):
            cell = f'"{column.name}"'
            text = (
                f"array_to_string({cell}, chr(10))" if "[]" in column.type else f"{cell}::VARCHAR"
            )
            rows = reader.rows(
                f'SELECT DISTINCT {text} AS value FROM "{schema}"."{table}"'  # noqa: S608  (catalog)
                f" WHERE regexp_matches({text}, $coarse)",
                {"coarse": person.mentions.coarse},
            )
            for row in rows:
                yield f"{schema}.{table}.{column.name}", row["value"], column.type == "JSON"


def _tells(text: str, mentions: Mentions, is_json: bool) -> bool:
    return clean_json(text, mentions) != text if is_json else mentions.mentioned(text)
