"""Telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.drafting.claim import ClaimKind
from core.drafting.fact import FactKind
from core.drafting.gate.checked import Checked, Finding

_PHONE = re.compile(
    r"(?<![\w.,$\u20ac\u00a3])(?:\+|00)\d[\d ()./-]{6,20}\d|(?<![\w.,$\u20ac\u00a3])\(?\d{2,5}\)?[ /-]\d{2,4}[ -]\d{2,5}(?:[ -]\d{2,5})?(?![\w%]|[.,]\d)"
)
_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,3}(?: \d{3})+")


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all telephone numbers."""
    for match in _PHONE.finditer(checked.low):
        start, end = match.span()
        if not checked.text.is_free(start, end) or _DATE.fullmatch(match[0]):
            continue
        digits = _digits(match[0])
        if len(digits) < 7:
            continue
        facts = tuple(
            entry.fact
            for entry in checked.facts.entries
            if entry.fact.kind is FactKind.ADDRESS
            and any(
                _fits(digits, _digits(known))
                for known in (str(entry.fact.value), *entry.fact.aliases)
            )
        )
        reason = "" if facts else f"No fact gives the telephone number \u201c{match[0]}\u201d."
        yield Finding(start, end, ClaimKind.ADDRESS, facts, reason)


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written.replace("(0)", "")).removeprefix("00")


def _fits(said: str, known: str) -> bool:
    """The same digits, with or without country code or leading zero."""
    bare = said.lstrip("0")
    return len(known) >= 7 and (
        said == known or (len(bare) >= 7 and known.endswith(bare) and len(known) - len(bare) <= 3)
    )
