"""``python -m tests.validation.mutation [--group scores|gate|approval] [--sample N --seed S]``.

Changes the code, runs the tests that reach it, and writes the document. ``--sample`` is the number of mutants a file.
With ``--log`` a broken-off run goes on where it was, and ``--again`` tries only what survived an earlier one.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.validation.mutation import document
from tests.validation.mutation.groups import GROUPS, ROOT, Group
from tests.validation.mutation.mutant import Fate, Mutant, sampled

Key = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.validation.mutation")
    parser.add_argument(
        "--group", choices=sorted(GROUPS), help="one group; the others keep their section"
    )
    parser.add_argument("--sample", type=int, help="mutants drawn from each file; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--log", type=Path, help="a file for the fate of each mutant; known fates are taken from it"
    )
    parser.add_argument(
        "--again", action="store_true", help="try the log's survivors again, after adding tests"
    )
    parser.add_argument(
        "--write", action="store_true", help="try nothing: write what the log knows"
    )
    parser.add_argument(
        "--tests", nargs="+", help="only these test files, e.g. new ones on the survivors"
    )
    asked = parser.parse_args()
    for group in GROUPS.values():
        if asked.group in (None, group.name):
            _run(group, asked)


def _run(group: Group, asked: argparse.Namespace) -> None:
    count = group.per_module if asked.sample is None else asked.sample or None
    found = {path: group.mutants(ROOT, path) for path in group.files()}
    drawn = [one for mutants in found.values() for one in sampled(mutants, count, asked.seed)]
    known = _known(asked.log)
    if asked.again or asked.write:
        drawn = [one for mutants in found.values() for one in mutants if _key(one) in known]
    fates = {
        _key(one): known[_key(one)]
        for one in drawn
        if _key(one) in known and (known[_key(one)] is not Fate.SURVIVED or not asked.again)
    }
    waiting = [] if asked.write else [one for one in drawn if _key(one) not in fates]
    if waiting:
        narrowed = replace(group, tests={"core/": asked.tests}) if asked.tests else group
        _runner(group)(narrowed, waiting, _teller(fates, len(waiting), asked.log))
    every = {path: len(mutants) for path, mutants in found.items()}
    done = [(one, fates[_key(one)]) for one in drawn]
    files = len({one.path for one in drawn})
    how = _how(group, asked.seed, (len(done), sum(every.values())), (files, len(every)))
    how += _before(asked.log, [_key(one) for one in drawn])
    document.write(group, every, done, how)


def _how(group: Group, seed: int, mutants: tuple[int, int], files: tuple[int, int]) -> str:
    tests = ", ".join(f"`{test}`" for some in group.tests.values() for test in some)
    return (
        f"{mutants[0]} of {mutants[1]:,} possible mutants, drawn with seed {seed} from {files[0]} of {files[1]} files,"
        f" against {tests}."
    )


def _before(log: Path | None, tried: Sequence[Key]) -> str:
    """What the tests noticed before some were written for the survivors: the fairer guess at mutants not drawn."""
    if log is None or not log.exists():
        return ""
    first: dict[Key, str] = {}
    for path, name, fate, *_ in map(json.loads, log.read_text().splitlines()):
        first.setdefault((path, name), fate)
    noticed = sum(first[key] != Fate.SURVIVED for key in tried)
    return (
        f"\n\nWhen these were first tried, {noticed} of {len(tried)} ({100 * noticed / len(tried):.1f} %) were noticed;"
        " tests were then written for survivors. The first figure, not that of the table, is what mutants not"
        " drawn would have shown before; only another seed tells what they show now."
    )


def _key(one: Mutant) -> Key:
    return one.path, one.name


def _known(log: Path | None) -> dict[Key, Fate]:
    """The last fate of each mutant in a log."""
    if log is None or not log.exists():
        return {}
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    return {(path, name): Fate(fate) for path, name, fate, *_ in entries}


def _teller(
    fates: dict[Key, Fate], count: int, log: Path | None
) -> Callable[[Mutant, Fate, str], None]:
    began = time.monotonic()
    told: list[Key] = []

    def tell(one: Mutant, fate: Fate, by: str) -> None:
        fates[_key(one)] = fate
        told.append(_key(one))
        spent = timedelta(seconds=round(time.monotonic() - began))
        print(
            f"{len(told)}/{count} {spent} {fate} {one.path}:{one.line} {one.name} {by}", flush=True
        )
        if log is not None:
            with log.open("a") as lines:
                lines.write(json.dumps([one.path, one.name, fate, by]) + "\n")

    return tell


def _runner(
    group: Group,
) -> Callable[[Group, Sequence[Mutant], Callable[[Mutant, Fate, str], None]], None]:
    from tests.validation.mutation import forked, scores

    return scores.run if group.name == "scores" else forked.run


if __name__ == "__main__":
    main()
