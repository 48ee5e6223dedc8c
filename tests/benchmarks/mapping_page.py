"""The page about suggestions: figures by vendor, calibration, and what they do not say."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from core.capture.mapping.suggest import confidence_of
from tests.benchmarks.mapping import File, Judged, judge

SURE = 0.8
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def page(found: Sequence[File]) -> str:
    """The whole page as Markdown."""
    judged = judge(list(found))
    seen = [one for one in judged if not one.file.is_labelled]
    unseen = [one for one in judged if one.file.is_labelled]
    nameless = [one for one in judge(list(found), with_names=False) if not one.file.is_labelled]
    lines = [HEAD, _table("Vendors with a mapping, each read without its own", _by_vendor(seen))]
    lines.append(_table("The same without the name of the file", [("all", nameless)]))
    lines.append(_table("Vendors that have no mapping, labelled by hand", _by_vendor(unseen)))
    lines.append(_calibration(judged))
    lines.append(TAIL)
    return "\n".join(lines)


def _by_vendor(judged: Iterable[Judged]) -> list[tuple[str, list[Judged]]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[one.file.vendor].append(one)
    rows = sorted(found.items())
    return [*rows, ("all", [one for _, part in rows for one in part])]


def _table(title: str, rows: Sequence[tuple[str, list[Judged]]]) -> str:
    lines = [
        f"## {title}",
        "",
        "| vendor | files | table right | columns with a field | suggested | first right | one of three right | nowhere, left alone | sure | sure and wrong |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, judged in rows:
        files = {id(one.file): one.is_table for one in judged}
        filled = {(id(one.file), field) for one in judged if one.is_right for field in one.truth}
        real = [
            one
            for one in judged
            if one.truth and (one.made or not {(id(one.file), f) for f in one.truth} <= filled)
        ]
        none = [one for one in judged if not one.truth]
        sure = [one for one in judged if one.made and confidence_of(one.made) >= SURE]
        wrong = [one for one in sure if not one.is_right]
        lines.append(
            f"| {name} | {len(files)} | {_share(sum(files.values()), len(files))} | {len(real)} |"
            f" {_share(sum(bool(one.made) for one in real), len(real))} |"
            f" {_share(sum(one.is_right for one in real), len(real))} |"
            f" {_share(sum(one.is_near for one in real), len(real))} |"
            f" {_share(sum(not one.made for one in none), len(none))} |"
            f" {len(sure)} | {len(wrong)} ({_share(len(wrong), len(sure))}) |"
        )
    return "\n".join([*lines, ""])


def _calibration(judged: Sequence[Judged]) -> str:
    lines = [
        "## Confidence",
        "",
        "| confidence said | suggestions | of these right | mean confidence |",
        "|---|---|---|---|",
    ]
    made = [(confidence_of(one.made), one.is_right) for one in judged if one.made]
    gap = 0.0
    for low, high in itertools.pairwise(STEPS):
        part = [pair for pair in made if low <= pair[0] < high]
        if part:
            right = sum(ok for _, ok in part) / len(part)
            mean = sum(said for said, _ in part) / len(part)
            gap += abs(right - mean) * len(part) / len(made)
            top = "1.0" if high > 1 else f"{high:.1f}"
            lines.append(f"| {low:.1f} to {top} | {len(part)} | {right:.0%} | {mean:.0%} |")
    return "\n".join(
        [*lines, "", f"Mean distance between what is said and what is so: {gap:.1%}.", ""]
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"


HEAD = """# Suggestions for columns never seen

Made by `python -m tests.benchmarks.mapping --write`. Every file is read without the mappings and labels of
its own vendor. The truth is what the shipped mapping of the file reads into its first table; a column
it does not read belongs nowhere, and any suggestion for it counts as wrong.
"""
TAIL = """## How to read this

- *Table right*: the suggested table is the one meant. *First right* and *one of three right* count columns
  with a field; a wrong table makes all of its columns wrong. *Suggested* is the coverage. A second column for
  a field that another fills rightly (a mobile phone beside a phone) is left out of the count.
- *Sure*: said with at least 0.8. *Sure and wrong* counts suggestions for columns that belong nowhere too. Many
  are matters of taste: one mapping takes a type for the component, another leaves it out.
- Headers without rows are most of the files; with rows, what values look like speaks as well. Keys that join with
  loaded records and names confirmed here are not in these figures: both only add.

## What these figures do not say

- The words of `data/mappings/names.toml` were written before the files labelled by hand were looked at, but by
  somebody who had seen the others. The weights of a table's evidence were chosen on the same files, the labelled ones
  among them: at the first measurement, before any choice, the table was right for 83% and 60% (labelled), the
  first field for 70% and 57%. A vendor quite unlike these may do worse than the tables above.
- The curve of confidence is fitted on all of them; `python -m tests.benchmarks.mapping_fit` fits it without each
  vendor in turn and prints how it does there. It says too much for help desks (Zendesk, Jira) and too little
  for HubSpot.
- Without the name of the file the table is right much less often: a list of people with mail addresses
  may be contacts, leads or users.
"""
