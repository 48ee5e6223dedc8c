"""``python -m tests.benchmarks.fuzzing [--minutes 10] [--seed N] [--write]``: the reader under strange bytes.

Three kinds of input by turns until the time is up: tables written in any dialect, which must come back
equal or be refused or asked about; sound files of every form with bytes changed, cut out, doubled and
put in, and bytes at random, which must give tables or refusals, whose records are those that DuckDB
reads from the copy. Everything runs in this process, so that an error is seen as it is, but for damaged workbooks of other
formats than .xlsx: their library may end the process, as the reader's child is there for.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from core.capture.read import SourceTable, Unreadable, child, process, read
from tests.benchmarks import csv_suites
from tests.benchmarks.csv_rows import lines_of, rows_of
from tests.unit.capture.read.books import WRITERS, Sheet
from tests.unit.capture.zoo.animals import TRAPS
from tests.unit.capture.zoo.dialects import Written, written
from tests.unit.capture.zoo.test_round_trips import outcome

BEGIN, END = "<!-- fuzzing -->", "<!-- end of fuzzing -->"
ROUND = 200
"""Inputs of one kind before the next has its turn."""

BOOKS = 15
"""The same, of workbooks, each of which costs the start of a process."""

STRANGE = (
    b"\0",
    b'"',
    b"'",
    b"\r",
    b"\n",
    b"\r\n",
    b",",
    b"\\",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe9",
)


@dataclass
class Tally:
    """What came of the inputs so far; ``faults`` are the first few with their cause."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def fault(self, kind: str, cause: str) -> None:
        """Count a fault and keep it if it is among the first."""
        self.outcomes[f"{kind}: FAULT"] += 1
        if len(self.faults) < 20:
            self.faults.append(f"{kind}: {cause}")


def _in_process(items: Sequence[dict[str, Any]], _size: int, _work: Path) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(child._answer(item))) for item in items]


def round_trips(seed: int, tally: Tally) -> None:
    """Tables written in any dialect."""

    @seeded(seed)
    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(written())
    def once(table: Written) -> None:
        try:
            found = outcome(table)
        except Exception:
            # Whatever went wrong is what this run looks for.
            tally.fault("dialect", traceback.format_exc(limit=-3))
            return
        if found.startswith("wrong"):
            tally.fault("dialect", f"{found} {table.dialect}")
        else:
            tally.outcomes[f"dialect: {found}"] += 1

    once()


def sound_files() -> list[tuple[str, bytes]]:
    """Files of every form, to be damaged."""
    text = b"id,name,note\n" + b"".join(b'%d,Acme %d,"a, b ""c"""\n' % (n, n) for n in range(40))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["id", "name", "on"], *([n, f"Acme {n}", date(2026, 1, 1)] for n in range(30))):
        sheet.append(row)
    workbook, packed = io.BytesIO(), io.BytesIO()
    book.save(workbook)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", text)
        archive.writestr("b.tsv", text.replace(b",", b"\t"))
    return [
        ("a.csv", text),
        ("wide.csv", text.decode().encode("utf-16")),
        ("a.xlsx", workbook.getvalue()),
        ("a.zip", packed.getvalue()),
        ("a.csv.gz", gzip.compress(text)),
        *((f"{n}.csv", animal.content) for n, animal in enumerate(TRAPS)),
    ]


def old_books() -> list[tuple[str, bytes]]:
    """Sound workbooks of the formats that a child process of its own reads."""
    rows = [["", "of whom"], ["id", "name", "on"]]
    rows += [[n, f"Acme {n}", date(2026, 1, 1)] for n in range(30)]
    sheets = {"Data": Sheet(rows, ((0, 0, 1, 2),)), "More": Sheet(rows[:5])}
    return [(f"a.{form}", WRITERS[form](sheets)) for form in ("xls", "xlsb", "ods")]


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to six changes."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randint(0, len(found))
        end = min(len(found), at + dice.choice((1, 2, 8, 64, 1000)))
        change = dice.randint(0, 4)
        if change == 0 and at < len(found):
            found[at] = dice.randint(0, 255)
        elif change == 1:
            del found[at:end]
        elif change == 2:
            found[at:at] = found[at:end] * dice.randint(1, 3)
        elif change == 3:
            found[at:at] = dice.choice(STRANGE) * dice.choice((1, 1, 2, 50))
        else:
            found[at:end] = dice.randbytes(end - at)
    return bytes(found)


def strange(kind: str, name: str, data: bytes, tally: Tally) -> None:
    """Read the bytes; anything but tables and refusals that hold what they promise is a fault."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            found = read(path, Path(folder) / "files")
            for one in found:
                if isinstance(one, SourceTable):
                    _check(one)
        except Exception:
            # Whatever went wrong is what this run looks for.
            tally.fault(kind, f"{traceback.format_exc(limit=-3)} {data[:200]!r}")
            return
    refused = all(isinstance(one, Unreadable) for one in found)
    tally.outcomes[f"{kind}: {'refused' if refused else 'read'}"] += 1


def _check(table: SourceTable) -> None:
    rows, lines = rows_of(table), lines_of(table)
    assert len(rows) == table.records == len(lines), "records differ from what DuckDB reads"
    assert lines == sorted(lines), "lines go back"
    assert all(0 <= one.record_no < table.records for one in table.ragged), (
        "a refused record is none"
    )
    json.dumps(table.reading)


def run(minutes: float, seed: int) -> Tally:
    """All three kinds by turns until the time is up."""
    of_child = process.ask
    tally, dice, until = Tally(), random.Random(seed), time.monotonic() + 60 * minutes
    files, books, turn = sound_files(), old_books(), 0
    while time.monotonic() < until:
        process.ask = of_child
        for _ in range(BOOKS):
            name, data = dice.choice(books)
            strange("old workbook", name, damaged(data, dice), tally)
        process.ask = _in_process
        round_trips(seed * 1000 + turn, tally)
        for _ in range(ROUND):
            name, data = dice.choice(files)
            strange("damaged", name, damaged(data, dice), tally)
            strange("random", "a.csv", dice.randbytes(dice.randint(0, 400)), tally)
        turn += 1
        print(f"turn {turn}: {dict(tally.outcomes)}", file=sys.stderr, flush=True)
    return tally


def report(tally: Tally, minutes: float, seed: int) -> str:
    """The result as it stands on the page."""
    count = tally.outcomes.total()
    faults = sum(n for kind, n in tally.outcomes.items() if kind.endswith("FAULT"))
    lines = [
        f"{date.today().isoformat()}, {minutes:g} minutes, seed {seed}: {count:,} files,"
        f" {faults:,} crashes or misreadings.",
        "",
        "| input: outcome | files |",
        "|---|---:|",
    ]
    lines += [f"| {kind} | {number:,} |" for kind, number in sorted(tally.outcomes.items())]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, write the page. Ends with 1 when anything was read wrong or crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzzing")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--write", action="store_true", help="renew docs/validation/messy-files.md")
    given_ = parser.parse_args(arguments)
    print(f"seed {given_.seed}", flush=True)
    tally = run(given_.minutes, given_.seed)
    text = report(tally, given_.minutes, given_.seed)
    print(text, *tally.faults, sep="\n")
    if given_.write:
        csv_suites.write(text, marks=(BEGIN, END))
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
