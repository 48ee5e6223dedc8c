"""From findings to claims: places in the text as typed, vouches, order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.drafting.claim import Claim, Standing, Vouch
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.normalise import normalise

_SPACE = re.compile(r"\s+")


def claims_of(checked: Checked, vouches: Sequence[Vouch]) -> Iterable[Claim]:
    """The claims of a part, in its order."""
    given = {_plain(vouch.words): vouch for vouch in vouches}
    for finding in sorted(checked.findings, key=lambda item: (item.start, -item.end)):
        yield _claim(checked, finding, given)


def _plain(words: str) -> str:
    return _SPACE.sub(" ", normalise(words).text).strip(" .,;:!?").lower()


def _claim(checked: Checked, finding: Finding, given: dict[str, Vouch]) -> Claim:
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
