"""Decisions as a graph: who is connected to whom, through what, and what must not be."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]


def ordered(one: int, other: int) -> Pair:
    """A pair as the tables hold it: the smaller key first."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class Link:
    """What holds for a pair now."""

    pair: Pair
    verdict: str
    is_automatic: bool
    decision_id: int
    probability: float


class Clusters:
    """Sets of records that are the same, joined one by one; keeps what is known to differ."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._parent: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}
        self._different: dict[int, set[int]] = {}
        links = list(links)
        for link in links:
            if link.verdict == "different":
                self.set_apart(link.pair)
        for link in links:
            if link.verdict == "same":
                self.join(link.pair)

    def root(self, key: int) -> int:
        """What stands for the set ``key`` is in."""
        root = key
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(key, key) != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def members(self, key: int) -> set[int]:
        """All records of the set ``key`` is in, itself included."""
        return self._members.get(self.root(key), {key})

    def set_apart(self, pair: Pair) -> None:
        """Remember that both of ``pair`` are different."""
        for one, other in (pair, pair[::-1]):
            self._different.setdefault(one, set()).add(other)

    def conflict(self, pair: Pair) -> Pair | None:
        """Two records known to differ that joining ``pair`` would put in one set; else ``None``."""
        left, right = self.members(pair[0]), self.members(pair[1])
        if left is right:
            return None
        fewer, more = sorted((left, right), key=len)
        for key in sorted(fewer):
            if found := self._different.get(key, set()) & more:
                return ordered(key, min(found))
        return None

    def join(self, pair: Pair) -> None:
        """Make both sets of ``pair`` one."""
        left, right = self.root(pair[0]), self.root(pair[1])
        if left == right:
            return
        if len(self.members(left)) < len(self.members(right)):
            left, right = right, left
        joined = self.members(left) | self.members(right)
        self._parent[left], self._parent[right] = left, left
        self._members.pop(right, None)
        self._members[left] = joined


def path(links: Mapping[Pair, Link], start: int, end: int) -> list[Link] | None:
    """The shortest way from ``start`` to ``end`` over links that say the same; ``None`` without one."""
    near: dict[int, list[Link]] = {}
    for link in links.values():
        if link.verdict == "same":
            for key in link.pair:
                near.setdefault(key, []).append(link)
    came_by: dict[int, Link | None] = {start: None}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        if at == end:
            return _back(came_by, end)
        for link in near.get(at, []):
            further = link.pair[1] if link.pair[0] == at else link.pair[0]
            if further not in came_by:
                came_by[further] = link
                waiting.append(further)
    return None


def _back(came_by: Mapping[int, Link | None], end: int) -> list[Link]:
    found = []
    at = end
    while link := came_by[at]:
        found.append(link)
        at = link.pair[0] if link.pair[1] == at else link.pair[1]
    return found
