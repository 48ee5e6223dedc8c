"""Read a folder laid out like the Pollock benchmark from bytes alone, and score it by its rules.

    python -m tests.benchmarks.pollock FOLDER [--complete] [--baselines] [--write FILE]

FOLDER holds ``csv/`` and ``clean/`` (or ``polluted_files.tar.xz``, which is unpacked to a temporary
folder), with ``pollock_weights.json`` in it or beside it. ``--complete`` makes the whole set of
one-row defects from ``csv/source.csv``. What is scored is the raw-text stage of the reader,
``core.capture.read.rows``, in this process and without a hint: the first table of each file.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.capture.read.outcome import Options, Refused
from core.capture.read.rows import rows_of
from tests.benchmarks import pollock_report
from tests.benchmarks.pollock_rows import clean_rows, one_row_defects
from tests.benchmarks.pollock_score import FAILED, Total, measures, total

Table = list[list[str]]
Files = dict[str, tuple[bytes, Table]]


def main(arguments: list[str]) -> int:
    """Run the benchmark and print its table."""
    asked = argparse.ArgumentParser(prog="tests.benchmarks.pollock")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--complete", action="store_true")
    asked.add_argument("--baselines", action="store_true")
    asked.add_argument("--write", type=Path)
    told = asked.parse_args(arguments)
    with unpacked(told.folder) as folder:
        files = files_of(folder, is_complete=told.complete)
        weights = weights_of(told.folder)
        scores = run(files, raw_rows)
    shown = pollock_report.text(
        scores,
        weights,
        own=total(scores, weights),
        perfect=total(run(files, None), weights),
        baselines=_baselines(files, weights) if told.baselines else {},
        published=told.folder.parent / "published_scores_polluted_files.csv",
    )
    sys.stdout.write(shown)
    if told.write:
        pollock_report.replace_figures(told.write, shown)
    return 0


@contextmanager
def unpacked(folder: Path) -> Iterator[Path]:
    """A folder with ``csv/`` and ``clean/``: this one, or what its archive holds."""
    archive = folder / "polluted_files.tar.xz"
    if (folder / "csv").is_dir() or not archive.is_file():
        yield folder
        return
    with tempfile.TemporaryDirectory() as name, tarfile.open(archive) as packed:
        packed.extractall(name, filter="data")
        yield next(path.parent for path in Path(name).rglob("csv") if path.is_dir())


def files_of(folder: Path, *, is_complete: bool) -> Files:
    """Every file by name: its bytes, and its rows as they should be read."""
    files: Files = {}
    if is_complete:
        source = (folder / "csv" / "source.csv").read_bytes().decode()
        clean = _clean(folder / "clean" / "source.csv")
        for one in one_row_defects(source, clean):
            files[one.name] = (one.text.encode(), one.clean)
    for path in sorted((folder / "csv").iterdir()):
        files[path.name] = (path.read_bytes(), _clean(folder / "clean" / path.name))
    return files


def _clean(path: Path) -> Table:
    return clean_rows(path.read_bytes().decode("utf-8", "replace"))


def weights_of(folder: Path) -> dict[str, float]:
    """The weight of each file, from beside or inside the folder; empty when there are none."""
    for place in (folder, folder.parent):
        path = place / "pollock_weights.json"
        if path.is_file():
            return {name: float(one) for name, one in json.loads(path.read_text()).items()}
    return {}


def run(files: Files, reader: Callable[[bytes], Table] | None) -> dict[str, tuple[float, ...]]:
    """The measures of every file read with ``reader``; of the clean rows themselves without one."""
    scores = {}
    for name, (data, clean) in files.items():
        try:
            scores[name] = measures(clean, reader(data) if reader else clean)
        except (Refused, csv.Error, UnicodeDecodeError):
            scores[name] = FAILED
    return scores


def raw_rows(data: bytes) -> Table:
    """The first table of a file as the raw-text stage reads it, names of several rows joined by a space."""
    with tempfile.TemporaryDirectory() as name:
        # A neutral name: nothing but the bytes is to be known.
        path = Path(name) / "received"
        path.write_bytes(data)
        tables = rows_of(path, Options())
    if not tables:
        return []
    first = tables[0]
    names = [[" ".join(parts) for parts in zip(*first.header, strict=True)]] if first.header else []
    return [*names, *first.records]


def _baselines(files: Files, weights: dict[str, float]) -> dict[str, Total]:
    readers: dict[str, Callable[[bytes], Table]] = {
        "Python csv.reader, run here": lambda data: list(csv.reader(_text(data))),
        "Python csv.Sniffer, run here": _sniffed,
    }
    return {name: total(run(files, reader), weights) for name, reader in readers.items()}


def _text(data: bytes) -> io.StringIO:
    return io.StringIO(data.decode(), newline="")


def _sniffed(data: bytes) -> Table:
    return list(csv.reader(_text(data), csv.Sniffer().sniff(data.decode())))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
