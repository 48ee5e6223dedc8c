"""Words between quotation marks, and the names and wordings of the records repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.drafting.claim import ClaimKind
from core.drafting.fact import Fact, FactKind
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.normalise import normalise

_QUOTED = re.compile(r'"([^"\n]{2,300})"')
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)?%?")
_TEXT = (FactKind.QUOTE, FactKind.STATUS)


def wording(text: str) -> list[str]:
    """The words of a text in lower case, for comparison."""
    return _WORDS.findall(normalise(text).text.lower())


def find(checked: Checked) -> Iterator[Finding]:
    """What repeats a fact word by word: it stands, figures within it included."""
    yield from _repeated(checked)
    for start, end, facts in _quotations(checked):
        if facts and checked.text.is_free(start, end):
            yield Finding(start, end, ClaimKind.QUOTE, facts)


def find_unproven(checked: Checked) -> Iterator[Finding]:
    """After all else: quotations of three words or more that no fact holds."""
    for start, end, facts in _quotations(checked):
        repeated = sum(
            min(end, item.end) - max(start, item.start)
            for item in checked.findings
            if item.kind is ClaimKind.QUOTE and item.start < end and start < item.end
        )
        if not facts and repeated < 0.8 * (end - start - 2):
            reason = "No fact holds these words; do not quote what nobody is on record for."
            yield Finding(start, end, ClaimKind.QUOTE, reason=reason, vouchable=True)


def is_quoted(checked: Checked, start: int, end: int, of: str = "") -> bool:
    """Whether the words stand within a quotation that is all of a quotable fact, word for word.

    Such words are somebody's, and told as theirs. ``of`` limits it to facts whose id begins so.
    """
    for match in _QUOTED.finditer(checked.low):
        if match.start() < start and end < match.end():
            said = wording(match[1])
            return any(
                entry.fact.kind is FactKind.QUOTE
                and entry.fact.id.startswith(of)
                and wording(str(entry.fact.value)) == said
                for entry in checked.facts.entries
            )
    return False


def _quotations(checked: Checked) -> Iterator[tuple[int, int, tuple[Fact, ...]]]:
    """Start and end of each quotation, and the facts whose text holds its words."""
    texts = [
        (entry.fact, f" {' '.join(wording(entry.fact.value))} ")
        for entry in checked.facts.entries
        if isinstance(entry.fact.value, str)
    ]
    for match in _QUOTED.finditer(checked.low):
        said = wording(match[1])
        if len(said) >= 3:
            facts = tuple(fact for fact, text in texts if f" {' '.join(said)} " in text)
            yield match.start(), match.end(), facts


def _repeated(checked: Checked) -> Iterator[Finding]:
    """Texts of facts with two words or more, the longest first."""
    low = checked.low
    texts = sorted(
        ((normalise(str(entry.fact.value)).text.strip().lower(), entry.fact) for entry in checked.facts.entries if entry.fact.kind in _TEXT),
        key=lambda pair: -len(pair[0]),
    )  # fmt: skip
    for text, fact in texts:
        if len(text.split()) < 2 and not (
            len(text) > 2 and any(letter.isdigit() for letter in text)
        ):
            continue
        place = low.find(text)
        while place >= 0:
            end = place + len(text)
            if _stands_alone(low, place, end) and checked.text.is_free(place, end):
                checked.text.take(place, end)
                finding = Finding(place, end, ClaimKind.QUOTE, _same(texts, text, fact))
                checked.findings.append(finding)
            place = low.find(text, place + 1)
    return iter(())


def _same(texts: list[tuple[str, Fact]], text: str, fact: Fact) -> tuple[Fact, ...]:
    return (fact, *(other for words, other in texts if words == text and other is not fact))


def _stands_alone(low: str, start: int, end: int) -> bool:
    before, behind = low[start - 1 : start], low[end : end + 1]
    return (
        not before.isalnum()
        and not behind.isalnum()
        and not (behind in "." and low[end + 1 : end + 2].isdigit())
    )
