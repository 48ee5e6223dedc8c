"""Promises: what binds us needs a fact, or a person's own word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from core.drafting.claim import ClaimKind
from core.drafting.fact import FactKind
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.quotes import is_quoted, wording

_WE = r"(?:we|i|our (?:team|company|engineers|people|developers|colleagues|side)|my (?:team|colleagues))"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WE}(?:'ll|\s+will|\s+shall|\s+are\s+going\s+to|\s+is\s+going\s+to|'re\s+going\s+to|\s+am\s+going\s+to|'m\s+going\s+to)\b(?!\s+(?:not|never)\b)",
        r"\bguarantee(?:s|d|ing)?\b",
        rf"\bpromises?\b|\b{_WE}\s+(?:\w+\s+)?promised\b|\b(?:is|are) promised\b",
        rf"\b{_WE}\s+(?:\w+\s+)?commit(?:s|ted)?\b|\b{_WE}(?:\s+are|'re)\s+(?:fully\s+)?committed\b|\bour\s+commitment\b",
        r"\b(?:discounts?|rebates?|refunds?|waive[sd]?|waiver|complimentary|money[- ]back guarantee|credit note|service credits?|compensat\w+)\b",
        r"\b(?:free of charge|for free|at no (?:extra |additional )?(?:cost|charge)|without (?:extra )?charge|on the house|no extra cost|(?:is|are|be|comes) free\b(?! (?:to|of|for|at|on|in|from)))",
        r"\bprice (?:freeze|hold|lock|cap|protection|match)\b|\bfreeze (?:the|your) price",
        r"\b(?:it|they|this|that|issues?|fix(?:es)?|release|module|feature|sites?|problem)?\s*will (?:all )?(?:be|have been) (?:\w+ )?(?:fixed|resolved|delivered|released|shipped|ready|live|available|completed?|done|in place|restored|solved|closed|connected|repaired|credited)\b",
        r"\bwill (?:credit|refund|reimburse|pay|compensate|waive|deliver|fix|resolve|ship|build|provide|extend|cover|guarantee|upgrade|install)\b",
        r"\byou (?:will|shall|'ll) (?:receive|get|have|save|gain|see)\b|\byou'll (?:receive|get|have|save|gain|see)\b",
        r"\brest assured\b|\bmy word\b|\bcount on (?:us|me)\b|\bnever (?:\w+ )?again\b|\bwithout fail\b|\bno later than\b|\bat the latest\b",
        r"\bby (?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week|month[- ]end|year[- ]end)[, ]+(?:we|i|it|our)\b",
    )
)
_MODEST = re.compile(
    r"^\s+(?:gladly |happily |then |also |of course |only |just |certainly |not )?(?:not\b|send|share|bring|prepare|circulate|forward|keep|hold|work around|adapt|fit|follow up|be in touch|be brief|call|confirm|make|take|come|need|ask|write|listen|be (?:there|glad|happy|at|in)|meet|speak|talk|leave|look forward|see you)\b"
)
_THEIRS = "ticket."
"""Subjects of tickets are what a customer reported, and no promise of ours."""
_OBJECT = re.compile(
    r"\b(?:agenda|invitation|invite|note|summary|brief|briefing|short|minutes?|times?|calendar|slot|schedule|diary|details|page|slides?|call|touch|then|there|meet|speak|talk|hear|listen|glad|happy|more than|at|you)\b"
)


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all promises; to send an agenda or keep a call short is none."""
    low = checked.low
    spans: list[tuple[int, int]] = []
    for place, pattern in enumerate((*_PATTERNS, *_of_names(checked.own_names))):
        for match in pattern.finditer(low):
            start, end = match.span()
            while low[start] == " ":
                start += 1
            _, last = checked.text.sentence_of(start)
            if place in (0, len(_PATTERNS)) and _is_modest(low[end:last]):
                continue
            if _of_a_target(checked, start, end):
                continue
            if _denied(low[max(0, start - 12) : start]) or is_quoted(checked, start, end, _THEIRS):
                continue
            if all(end <= first or start >= final for first, final in spans):
                spans.append((start, end))
    for start, end in sorted(spans):
        yield _judge(checked, start, end)


@lru_cache(maxsize=64)
def _of_names(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Promises made in the name of our company or product."""
    if not names:
        return ()
    known = "|".join(re.escape(name.lower()) for name in names)
    return (re.compile(rf"\b(?:{known})\s+(?:will|shall|is\s+going\s+to)\b"),)


def _is_modest(rest: str) -> bool:
    modest = _MODEST.match(rest)
    if not modest:
        return False
    return "not" in modest[0].split() or bool(_OBJECT.search(rest[: modest.end() + 48]))


def _of_a_target(checked: Checked, start: int, end: int) -> bool:
    """Whether a past promise is the target that a figure beside it stands for: "we promised 25 %"."""
    if not re.search(r"promised|committed", checked.low[start:end]):
        return False
    return any(
        any(entry.role == "target" for entry in entries)
        and (0 <= quantity.start - end <= 4 or 0 <= start - quantity.end <= 2)
        for quantity, entries in checked.measured
    )


def _denied(before: str) -> bool:
    """Whether it is said not to be one: "no promise" binds nobody."""
    return bool(re.search(r"\b(?:no|not a|not|never|cannot|without) $", before))


def _judge(checked: Checked, start: int, end: int) -> Finding:
    first, last = checked.text.sentence_of(start)
    said = " ".join(wording(checked.low[first:last]))
    for entry in checked.facts.entries:
        fact = entry.fact
        agreed = re.search(r"commit|promis|agreed", f"{fact.id} {fact.label}".lower())
        if (
            agreed
            and fact.kind in (FactKind.QUOTE, FactKind.STATUS)
            and said == " ".join(wording(str(fact.value)))
        ):
            return Finding(start, end, ClaimKind.COMMITMENT, (fact,))
    words = checked.text.words[start:end]
    reason = f"\u201c{words}\u201d binds us, and no fact says that it was agreed; leave it out, or give your own word for it."
    return Finding(start, end, ClaimKind.COMMITMENT, reason=reason, vouchable=True)
