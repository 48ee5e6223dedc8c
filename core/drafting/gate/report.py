"""From findings to claims: places in the text as typed, side by side, with vouches, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.drafting.claim import Claim, ClaimKind, Standing, Vouch
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.normalise import normalise

_SPACE = re.compile(r"\s+")
_EDGE = " \n,;:("


def claims_of(checked: Checked, vouches: Sequence[Vouch]) -> Iterable[Claim]:
    """The claims of a part, in its order; none overlaps another."""
    given = {_plain(vouch.words): vouch for vouch in vouches}
    for finding in _apart(_trimmed(checked, item) for item in checked.findings):
        yield _claim(checked, finding, given)


def _trimmed(checked: Checked, finding: Finding) -> Finding:
    """Without spaces and commas at its ends."""
    words, start, end = checked.text.words, finding.start, finding.end
    edge = _EDGE + "." if finding.kind is ClaimKind.DATE and words[end - 2 : end] != "m." else _EDGE
    while end - 1 > start and words[end - 1] in edge:
        end -= 1
    while start < end - 1 and words[start] in " \n":
        start += 1
    return replace(finding, start=start, end=end)


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Side by side: of two that overlap the one that does not stand, and nobody may vouch for, stays whole."""
    found: list[Finding] = []
    for item in sorted(
        findings, key=lambda each: (each.stands, each.vouchable, each.start, -each.end)
    ):
        found += _outside(item, found)
    return sorted(found, key=lambda each: each.start)


def _outside(item: Finding, others: Sequence[Finding]) -> list[Finding]:
    """What of a finding no other covers: the longest piece."""
    pieces = [(item.start, item.end)]
    for other in others:
        pieces = [
            piece
            for start, end in pieces
            for piece in ((start, min(end, other.start)), (max(start, other.end), end))
            if piece[0] < piece[1]
        ]
    longest = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    return [] if longest is None else [replace(item, start=longest[0], end=longest[1])]


def _plain(words: str) -> str:
    return _SPACE.sub(" ", normalise(words).text).strip(" .,;:!?").lower()


def _claim(checked: Checked, finding: Finding, given: dict[str, Vouch]) -> Claim:
    finding = _trimmed(checked, finding)
    normal = checked.text.normal
    start, end = normal.span(finding.start, finding.end) if normal.text else (0, 0)
    words = normal.original[start:end]
    standing, reason = Standing.UNMATCHED, finding.reason
    vouch = _vouch_for(words, given)
    if finding.stands:
        standing = Standing.ATTACHED if finding.attached else Standing.MATCHED
        labels = ", ".join(dict.fromkeys(fact.label for fact in finding.facts[:3]))
        reason = f"Stands for {labels}." if labels else "One of our own names."
    elif vouch is not None and finding.vouchable:
        standing, reason = Standing.VOUCHED, f"{vouch.vouched_by} stands for it: {vouch.reason}"
    elif vouch is not None:
        reason = f"{finding.reason} Nobody can vouch for this; it must be a fact."
    facts = tuple(dict.fromkeys(fact.id for fact in finding.facts))
    return Claim(
        checked.text.part,
        start,
        end,
        words,
        finding.kind,
        standing,
        facts,
        reason,
        finding.vouchable,
    )


def _vouch_for(words: str, given: dict[str, Vouch]) -> Vouch | None:
    """A vouch for these words, or for a passage of which they are part."""
    mine = _plain(words)
    if mine in given:
        return given[mine]
    for said, vouch in given.items():
        if mine and f" {mine} " in f" {said} ":
            return vouch
    return None
