"""Which delimiter and quote are found in random small tables: ours, CleverCSV's and DuckDB's answers.

    python -m tests.benchmarks.dialects [TABLES]

Tables of 2 to 12 records are written in a random dialect, with other separators in their text, and
each reader is given the bytes alone. It is right when it reads back every record as it was written.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import clevercsv
import duckdb

from core.capture.read import dialect
from core.capture.read.records import Dialect, records

SEED = 20260117
CLOSE = 0.9
"""Below this confidence an answer of ours is counted as not sure."""

WORDS = [
    "Acme",
    "Paris, France",
    "a; b",
    "x|y",
    "10:30",
    "it's",
    "1,250",
    "3.5",
    "Größe",
    "",
    "A-1",
]
NOTES = [
    "called, no answer",
    "see: notes; later",
    "ok",
    'said "yes"',
    "first, second; third",
    "a - b",
]
Table = list[list[str]]


def written(chance: random.Random) -> tuple[str, Table]:
    """A table's text and its rows."""
    delimiter = chance.choice([",", ",", ";", ";", "\t", "|", "||", "~", "::"])
    width, height = chance.randint(2, 7), chance.randint(2, 12)
    rows = [[f"name {n}" for n in range(width)]]
    for number in range(height):
        cells = [str(number), *(chance.choice([*WORDS, *NOTES]) for _ in range(width - 1))]
        rows.append(cells)
    quotes_all = chance.random() < 0.2
    lines = [
        delimiter.join(_quoted(cell, delimiter, always=quotes_all) for cell in row) for row in rows
    ]
    return "\n".join(lines) + "\n", rows


def _quoted(cell: str, delimiter: str, *, always: bool) -> str:
    if always or '"' in cell or any(letter in cell for letter in delimiter):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def ours(text: str) -> tuple[Table, bool]:
    """Our rows, and whether we are sure."""
    lines = text.splitlines(keepends=True)
    found = dialect.find(lines)
    return [one.cells for one in records(lines, found.dialect)], found.confidence >= CLOSE


def clever(text: str) -> Table:
    """The rows in CleverCSV's dialect, read by the same parser as ours."""
    found = clevercsv.Detector().detect(text)
    if found is None or not found.delimiter:
        return []
    chosen = Dialect(found.delimiter, found.quotechar, found.escapechar or found.quotechar)
    return [one.cells for one in records(text.splitlines(keepends=True), chosen)]


def duck(text: str) -> Table:
    """The rows as DuckDB reads them with everything found out, types aside."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "received.csv"
        path.write_text(text)
        relation = duckdb.sql(
            f"SELECT * FROM read_csv('{path}', all_varchar = true, header = false)"
        )
        return [[cell or "" for cell in row] for row in relation.fetchall()]


def main(arguments: list[str]) -> int:
    """Print how many tables each read right, and who was right where we were not sure."""
    count = int(arguments[0]) if arguments else 500
    chance = random.Random(SEED)
    right: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for _ in range(count):
        text, rows = written(chance)
        found, is_sure = ours(text)
        answers: dict[str, Callable[[], Table]] = {
            "Rapport": lambda found=found: found,
            "CleverCSV": lambda text=text: clever(text),
            "DuckDB": lambda text=text: duck(text),
        }
        unsure["tables"] += not is_sure
        for name, answer in answers.items():
            is_right = _answered(answer) == rows
            right[name] += is_right
            unsure[name] += is_right and not is_sure
            if name == "Rapport" and not is_right:
                right["sure and wrong"] += is_sure
                if "-v" in sys.argv:
                    sys.stdout.write(f"{text}{dialect.find(text.splitlines(True))}\n\n")
    lines = [f"{count} tables, seed {SEED}; we are not sure of {unsure['tables']}.", ""]
    lines += ["| reader | read back equal | of those we are not sure of |", "|---|---|---|"]
    lines += [
        f"| {name} | {right[name]} ({right[name] / count:.1%}) | {unsure[name]} |"
        for name in ("Rapport", "CleverCSV", "DuckDB")
    ]
    lines += ["", f"Sure and wrong: {right['sure and wrong']}."]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _answered(answer: Callable[[], Table]) -> Table:
    try:
        return answer()
    except Exception:  # a reader that gives up in whatever way has not read the table
        return []


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:2]))
