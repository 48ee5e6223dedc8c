"""Suggestions for the columns of files of a vendor whose mappings are taken away.

``python -m tests.benchmarks.mapping`` reads the headers and exports below ``../shared/data``, each
without the mappings and labels of its own vendor, and compares what is suggested with what the shipped
mapping says; files of vendors without a mapping are compared with ``mapping_labels.toml``. With
``--write`` the page ``docs/validation/mapping.md`` is written.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from core.capture.compile import Resolver
from core.capture.mapping.model import Mapping, normal
from core.capture.mapping.recognise import recognise
from core.capture.mapping.registry import Registry, shipped
from core.capture.mapping.suggest import Hints, Scored, confidence_of, scored
from core.settings import PROJECT_ROOT

SHARED = PROJECT_ROOT.parent / "shared" / "data"
LABELS = Path(__file__).with_name("mapping_labels.toml")
FOLDERS = (
    "headers",
    "hubspot_dummy",
    "sf_datacloud_workshop/data",
    "sf_powerbi",
    "sf_snowfakery/medium",
    "maven_crm/iso_dates",
    "churnguard",
    "ravenstack",
    "fivetran_seeds",
    "jira_exports",
    "workbench",
)
ROWS = 200


@dataclass(frozen=True)
class File:
    """A file with the truth about it: for a column, the fields it may fill; none: nowhere."""

    name: str
    vendor: str
    table: str
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    truth: dict[str, frozenset[str]]
    is_labelled: bool


@dataclass(frozen=True)
class Judged:
    """One column: what was suggested for it, if anything, and whether that or a near one is right."""

    file: File
    column: str
    truth: frozenset[str]
    made: Scored | None
    is_table: bool

    @property
    def is_right(self) -> bool:
        return bool(self.made and self.is_table and self.made.best.field in self.truth)

    @property
    def is_near(self) -> bool:
        """Whether one of the first three is right."""
        if not self.made or not self.is_table:
            return False
        return self.is_right or any(one.field in self.truth for one in self.made.others)


def files(shared: Path = SHARED) -> Iterator[File]:
    """Every file with a truth: recognised by a shipped mapping, or labelled by hand."""
    registry = shipped()
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    seen = set()
    for folder in FOLDERS:
        for path in sorted((shared / folder).rglob("*.csv")):
            name = f"{path.parent.name}/{path.name}"
            header, sample = _read(path)
            if not header or (tuple(header), name) in seen:
                continue
            seen.add((tuple(header), name))
            if name in labels:
                entry = dict(labels[name])
                table = entry.pop("table")
                truth = {column: frozenset(entry.get(column, ())) for column in header}
                yield File(name, path.parent.name, table, header, sample, truth, True)
                continue
            matches = recognise(registry, header, sample)
            if matches and not matches[0].mapping.kind.startswith("rapport."):
                mapping = matches[0].mapping
                truth = _truth(mapping, header)
                yield File(
                    name, mapping.system, mapping.target[0].table, header, sample, truth, False
                )


def _read(path: Path) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        rows = [tuple(row) for row, _ in zip(csv.reader(file), range(ROWS + 1), strict=False)]
    return (rows[0], tuple(rows[1:])) if rows else ((), ())


def _truth(mapping: Mapping, header: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """What the mapping's first table reads from each column."""
    resolver = Resolver(header)
    found: dict[str, set[str]] = {column: set() for column in header}
    fill = mapping.target[0]
    for field, source in fill.fields.items():
        for group in source.columns:
            for place in resolver.positions(group)[:1]:
                found[header[place]].add(field)
    return {column: frozenset(fields) for column, fields in found.items()}


def without(registry: Registry, vendor: str) -> Registry:
    """The registry as if nobody had ever mapped the vendor's exports."""
    kept = {kind: one for kind, one in registry.mappings.items() if one.system != vendor}
    return replace(registry, mappings=kept)


def judge(found: list[File], *, with_names: bool = True) -> list[Judged]:
    """Each column of each file, read without its vendor's mappings."""
    judged = []
    for file in found:
        registry = without(shipped(), file.vendor)
        hints = Hints(file_name=Path(file.name).name if with_names else "")
        made = {
            normal(one.column): one for one in scored(registry, file.header, file.sample, hints)
        }
        is_table = any(one.best.table == file.table for one in made.values())
        judged += [
            Judged(file, column, file.truth[column], made.get(normal(column)), is_table)
            for column in dict.fromkeys(file.header)
        ]
    return judged


def main() -> None:
    """Print the table; with ``--write`` write the page."""
    from tests.benchmarks.mapping_page import page

    found = list(files())
    if not found:
        print("There are no files to measure on.")
        return
    text = page(found)
    print(text)
    if "--wrong" in sys.argv:
        for one in judge(found):
            if one.made and not one.is_right:
                share = confidence_of(one.made)
                print(
                    f"{share:.2f} {one.file.name}: {one.column} -> {one.made.best.table}."
                    f"{one.made.best.field} ({one.made.best.because}); {sorted(one.truth)} of {one.file.table}"
                )
    if "--missed" in sys.argv:
        for one in judge(found):
            if one.truth and not one.made:
                print(
                    f"missed {one.file.name}: {one.column}: {sorted(one.truth)} of {one.file.table}"
                )
    if "--write" in sys.argv:
        Path("docs/validation/mapping.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
