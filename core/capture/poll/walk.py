"""Pages by offset, over a list that changes while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from core.capture.poll.trouble import SourceDown

T = TypeVar("T")
PAGE = 100
MOST_PAGES = 100_000


def walk(
    page: Callable[[int, int], Sequence[T]], key: Callable[[T], str], size: int = PAGE
) -> Iterator[T]:
    """Every item once; ``page(offset, count)`` gives some of them from ``offset`` on.

    Each page begins with the last item of the one before. Where its first item is new, items ahead
    of it went away and others moved up unseen: then the pages before are read again. What moved
    down is seen twice and given once. A page that brings nothing new and is shorter than others is the
    end; a full one may only have been pushed down by what came in ahead.
    """
    seen: set[str] = set()
    offset, last, widest = 0, size, 0
    for _number in range(MOST_PAGES):
        items = page(offset, size)
        keys = [key(item) for item in items]
        if offset and (not keys or keys[0] not in seen):
            # As far back as the page before reached: what moved up is in there, or further back.
            offset = max(offset - last, 0)
            continue
        fresh = {name: item for name, item in zip(keys, items, strict=True) if name not in seen}
        yield from fresh.values()
        seen.update(fresh)
        last, widest = len(items), max(widest, len(items))
        if not fresh and (last <= 1 or last < widest):
            return
        offset += last - 1
    raise SourceDown("The list does not end.", "Report this with the name of the ticket system.")
