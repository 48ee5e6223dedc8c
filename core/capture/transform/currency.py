"""Currencies: codes of ISO 4217 and nothing else; a name or a sign says too little to add money up."""

from __future__ import annotations

from functools import cache

from core.capture.transform.binder import Binder
from core.capture.transform.values import WordStyle, listed


@cache
def codes() -> frozenset[str]:
    """Every code in use or once in use, e.g. ``EUR``."""
    from babel.numbers import list_currencies  # noqa: PLC0415  (deferred: only some files name one)

    return frozenset(list_currencies())


def is_code(text: str) -> bool:
    """Whether ``text`` is a code, case ignored."""
    return text.upper() in codes()


def currency(raw: str, style: WordStyle | None, binder: Binder) -> str:
    """The code in capitals; ``NULL`` when it is none."""
    if style is None:
        known = codes()
    else:
        known = frozenset(word.upper() for word in style.words if is_code(word))
        if len(known) == len({word.upper() for word in style.words}):
            return f"upper({raw})"
    if not known:
        return "NULL::VARCHAR"
    return f"CASE WHEN lower({raw}) IN ({listed(sorted(known), binder)}) THEN upper({raw}) END"
