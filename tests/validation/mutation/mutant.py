"""A mutant: one small change of one file, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Fate(StrEnum):
    """What the tests made of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"


@dataclass(frozen=True)
class Mutant:
    """``text()`` is the whole file (relative to the root) after the change from ``before`` to ``after``.

    ``line`` is 0 where the language's parser keeps none; ``number`` tells changes of equal words apart.
    """

    path: str
    line: int
    operator: str
    before: str
    after: str
    text: Callable[[], str] = field(compare=False, repr=False)
    number: int = 0

    @property
    def name(self) -> str:
        """What a person calls it, and how ``judged.toml`` refers to it."""
        return f"{self.operator}: {self.before} => {self.after} #{self.number}"


def numbered(found: Iterable[Mutant]) -> list[Mutant]:
    """Mutants of a file with changes of equal words counted from 1 in their order."""
    seen: dict[tuple[str, str, str], int] = {}
    made = []
    for one in found:
        key = (one.operator, one.before, one.after)
        seen[key] = seen.get(key, 0) + 1
        made.append(replace(one, number=seen[key]))
    return made


def sampled(found: Sequence[Mutant], count: int | None, seed: int) -> list[Mutant]:
    """``count`` of a file's mutants, drawn with the seed; all of them where there are no more."""
    if count is None or len(found) <= count:
        return list(found)
    drawn = random.Random(f"{seed} {found[0].path}").sample(range(len(found)), count)
    return [found[index] for index in sorted(drawn)]


def short(code: str, length: int = 90) -> str:
    """Code on one line, cut in the middle where it is long."""
    line = " ".join(code.split())
    if len(line) <= length:
        return line
    return f"{line[: length // 2 - 2]} ... {line[-(length // 2 - 3) :]}"
