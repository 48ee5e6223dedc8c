"""What cannot be read for certain: foreign letters, hidden signs, spelt-out words, leftover digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.drafting.claim import ClaimKind
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.text import foreign_words

_SPELT = re.compile(r"(?<![\w'])(?:[a-z][\s.\u00b7_*-]{1,3}){3,}[a-z](?![\w'])")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NO_ROMAN = frozenset(
    {
        "CC",
        "CD",
        "CV",
        "DC",
        "MC",
        "MD",
        "MM",
        "CI",
        "DI",
        "MI",
        "LI",
        "DM",
        "CM",
        "MIX",
        "DL",
        "CL",
        "XL",
        "XX",
        "XXL",
        "MV",
    }
)
_IDIOMS = frozenset(
    {"24/7", "1:1", "b2b", "b2c", "1-to-1", "1-on-1", "co2", "50/50", "o365", "h2o"}
)
_IDIOM = re.compile(r"(?<![\w/:.,])(?:24/7|1:1|1-to-1|1-on-1|b2b|b2c)(?![\w/:%]|[.,]\d)")
_ALNUM = re.compile(r"[\w$\u20ac\u00a3]*\d[\w$\u20ac\u00a3]*(?:[/:-]\w*\d\w*|-(?:to|on)-\d)?")


def find_hidden(checked: Checked) -> Iterator[Finding]:
    """Before all else: signs that hide or turn what is read, and letters of another alphabet."""
    normal = checked.text.normal
    known = " ".join(
        [str(entry.fact.value) for entry in checked.facts.entries] + list(checked.own_names)
    )
    found = [
        (item.start, item.end, f"This holds {item.reason}; type it anew.")
        for item in normal.unreadable
    ]
    for start, end, word in foreign_words(checked.text):
        if word not in known:
            found.append(
                (
                    start,
                    end,
                    f"\u201c{word}\u201d has letters of another alphabet and no fact is written so.",
                )
            )
    for start, end, reason in found:
        first, last = _place(normal.starts, normal.ends, start, end)
        yield Finding(first, last, ClaimKind.UNREADABLE, reason=reason)
    for match in _IDIOM.finditer(checked.low):
        checked.text.take(*match.span())
    for match in _SPELT.finditer(checked.low):
        reason = "Letters set apart cannot be read as a word; write it as one."
        yield Finding(match.start(), match.end(), ClaimKind.UNREADABLE, reason=reason)


def _place(starts: list[int], ends: list[int], start: int, end: int) -> tuple[int, int]:
    """Characters of the text as read that come from this place of the original; at least one."""
    inside = [index for index in range(len(starts)) if starts[index] < end and ends[index] > start]
    if inside:
        return inside[0], inside[-1] + 1
    after = next((index for index in range(len(starts)) if starts[index] >= start), len(starts) - 1)
    return max(after, 0), max(after, 0) + 1


def find_leftovers(checked: Checked) -> Iterator[Finding]:
    """After all numbers: digits that nobody has claimed, and Roman numerals."""
    text = checked.text
    facts = [entry.fact for entry in checked.facts.entries]
    for match in _ALNUM.finditer(checked.low):
        start, end = match.span()
        if not text.is_free(start, end) or match[0] in _IDIOMS or _is_list(checked.low, start, end):
            continue
        word = re.compile(rf"(?<!\w){re.escape(match[0])}(?!\w)", re.I)
        named = tuple(
            fact
            for fact in facts
            if word.search(
                f"{fact.label} | {fact.unit}"
                + (f" | {fact.value}" if isinstance(fact.value, str) else "")
            )
        )
        named = named if not match[0].isdigit() else ()
        reason = (
            ""
            if named
            else f"No fact says \u201c{text.words[start:end]}\u201d, or it cannot be read as one figure."
        )
        yield Finding(start, end, ClaimKind.NUMBER, named, reason)
    for token in text.tokens:
        roman = (
            token.is_word
            and len(token.text) > 1
            and token.text.isupper()
            and _ROMAN.fullmatch(token.text)
        )
        if roman and token.text not in _NO_ROMAN and text.is_free(token.start, token.end):
            reason = "A Roman numeral; write the number in digits so that it can be checked."
            yield Finding(token.start, token.end, ClaimKind.NUMBER, reason=reason)


def _is_list(low: str, start: int, end: int) -> bool:
    line = low.rfind("\n", 0, start) + 1
    return not low[line:start].strip() and low[end : end + 2] in (". ", ") ")
