"""Word differences between two versions of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from core.drafting.drafts.model import DraftVersion, WordChange
from core.errors import NotFound

_WORDS = re.compile(r"\s+|[^\s]+")


def difference(versions: Sequence[DraftVersion], a: int, b: int) -> tuple[WordChange, ...]:
    """Words that are the same, removed from version ``a``, or added in version ``b``, in order.

    Joining the words that are the same or removed gives version ``a`` exactly, those that are the same
    or added version ``b``.
    """
    before, now = _version(versions, a).letter, _version(versions, b).letter
    return (
        *word_changes("subject", before.subject, now.subject),
        *word_changes("body", before.body, now.body),
    )


def word_changes(part: str, before: str, now: str) -> tuple[WordChange, ...]:
    """The same for two texts."""
    old, new = _WORDS.findall(before), _WORDS.findall(now)
    found: list[WordChange] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(WordChange(part, "same", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            found.append(WordChange(part, "removed", "".join(old[i1:i2])))
        if j1 < j2:
            found.append(WordChange(part, "added", "".join(new[j1:j2])))
    return tuple(found)


def _version(versions: Sequence[DraftVersion], number: int) -> DraftVersion:
    for version in versions:
        if version.version == number:
            return version
    raise NotFound(f"The draft has no version {number}.", f"It has 1 to {len(versions)}.")
