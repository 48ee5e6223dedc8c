"""The Pollock benchmark's figures as a page: totals beside the published ones, then file by file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.pollock_score import MEASURES, Total, total

BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"

HINTS = {
    "duckdbauto": "none",
    "pycsv": "encoding",
    "clevercs": "encoding",
    "pandas": "all but the delimiter",
}
"""What a published system was told; the others were told the dialect, and some the header."""


def text(
    scores: Mapping[str, tuple[float, ...]],
    weights: Mapping[str, float],
    *,
    own: Total,
    perfect: Total,
    baselines: Mapping[str, Total],
    published: Path,
) -> str:
    """The page's figures in Markdown."""
    lines = [
        f"{own.files:,} files. Clean files against themselves:"
        f" {perfect.simple:.3f} and {perfect.weighted:.3f}.",
        "",
        "| system | told | simple | weighted |",
        "|---|---|---|---|",
        f"| Rapport, raw-text stage | none | **{own.simple:.3f}** | **{own.weighted:.3f}** |",
        *(
            f"| {name} | encoding | {one.simple:.3f} | {one.weighted:.3f} |"
            for name, one in baselines.items()
        ),
        *_published(published),
        "",
        "By kind of file (mean of the ten measures' sum):",
        "",
        "| file | simple | lost |",
        "|---|---|---|",
        *_one_by_one(scores, weights),
        "",
    ]
    return "\n".join(lines)


def _published(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        rows = [
            (row["sut"], float(row["pollock_simple"]), float(row["pollock_weighted"]))
            for row in csv.DictReader(file)
        ]
    rows.sort(key=lambda row: -(row[1] + row[2]))
    return [
        f"| {name}, published | {HINTS.get(name, 'the dialect')} | {simple:.3f} | {weighted:.3f} |"
        for name, simple, weighted in rows
    ]


def _one_by_one(scores: Mapping[str, tuple[float, ...]], weights: Mapping[str, float]) -> list[str]:
    kinds = ("row_more_sep", "row_less_sep", "row_extra_quote", "row_field_delimiter")
    lines = []
    for name, one in sorted(scores.items()):
        if not name.startswith(kinds):
            lines.append(f"| `{name}` | {sum(one):.3f} | {_lost(one)} |")
    for kind in kinds:
        own = {name: one for name, one in scores.items() if name.startswith(kind)}
        if own:
            mean = tuple(sum(column) / len(own) for column in zip(*own.values(), strict=True))
            found = total(own, weights)
            lines.append(f"| {len(own):,} `{kind}*` | {found.simple:.4f} | {_lost(mean)} |")
    return lines


def _lost(one: tuple[float, ...]) -> str:
    lost = [
        f"{name} {value:.3f}" for name, value in zip(MEASURES, one, strict=True) if value < 0.9995
    ]
    return ", ".join(lost)


def replace_figures(path: Path, shown: str) -> None:
    """Put the figures between their marks in a page."""
    page = path.read_text()
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    path.write_text(f"{before}{BEGIN}{shown}{END}{after}")
