"""Whether what a passage says is proven: the claim gate, as strict as for letters where the account is spoken of.

General advice ("two people", "each Friday") needs no fact; it may say what the documents say. A passage that
cites a fact or names somebody of the account proves every figure and name by a fact, or repeats what the coach
said itself or the person asked, or a document with the words on either side ("to twenty minutes").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from core.coaching.model import CitationKind
from core.coaching.voice.passage import Passage
from core.coaching.voice.timing import is_timing
from core.coaching.voice.told import Told
from core.drafting.claim import Claim, ClaimKind
from core.drafting.fact import FactKind
from core.drafting.gate import check

_NAMES = frozenset({FactKind.PERSON, FactKind.COMPANY})
_NEVER = frozenset({ClaimKind.LINK, ClaimKind.ADDRESS, ClaimKind.UNREADABLE})
_SMALL = re.compile(
    r"^(?:at (?:most|least) |up to |only |the )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|once|twice|both|half|first|second|third)$",
    re.I,
)
_QUOTED = re.compile(r'["\u201c\u201d]([^"\u201c\u201d\n]{2,400})["\u201c\u201d]')
STEP = "phase."
"""Beginning of the groups of steps."""
SPOKEN = "better"
"""Group of the sentences that the person could say aloud."""
SAY = "say"
"""Group of what a persona says in a practice."""
_OWN_ACT = re.compile(r"^(?:i|we)(?:'ll|\u2019ll| will| shall)$", re.I)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[\w'\u2019]+")
_FEWEST_QUOTED = 3
_MILD = frozenset(
    {
        ClaimKind.NUMBER,
        ClaimKind.DATE,
        ClaimKind.DURATION,
        ClaimKind.ORDINAL,
        ClaimKind.COMPARISON,
        ClaimKind.PRODUCT,
    }
)
"""What honest advice may hold by mistake: such a passage stays in the coach's own words, the others are taken."""
_TIMES = frozenset({ClaimKind.DATE, ClaimKind.DURATION})
_OTHERS = frozenset(
    [
        "they",
        "he",
        "she",
        "who",
        "customer",
        "sponsor",
        "champion",
        "executive",
        "successor",
        "team",
    ]
)
_MENTIONED = frozenset(["discount", "discounts", "compensation", "refund", "refunds", "credit"])
_AVOIDED = re.compile(r"\b(?:do not|don't|never|without|before|instead of|no)\b[^.!?]{0,60}$", re.I)
_REASONS = {
    ClaimKind.QUOTE: "Claude put words in quotation marks that nobody said",
    ClaimKind.COMMITMENT: "Claude wrote a promise that nobody made",
}


@dataclass(frozen=True)
class Problem:
    """Why a passage may not be shown. A ``grave`` one makes the whole answer void; else the passage alone."""

    reason: str
    is_grave: bool


class Proof:
    """Judges the passages of one answer."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def problem(self, passage: Passage) -> Problem | None:
        """The worst that is wrong with a passage, or nothing."""
        if self._invents_a_quotation(passage):
            return Problem(_REASONS[ClaimKind.QUOTE], is_grave=True)
        names = (*self._told.material.own_names,)
        report = check("", passage.text, self._told.facts, own_names=names)
        is_account = self._speaks_of_the_account(passage)
        wrong = [
            claim for claim in report.unmatched if not self._stands(claim, passage, is_account)
        ]
        wrong.sort(key=lambda claim: claim.kind in _MILD)
        for claim in wrong:
            reason = f"no fact proves what Claude wrote: \u201c{claim.words[:60]}\u201d"
            is_grave = claim.kind not in _MILD or self._told.material.is_settled
            return Problem(_REASONS.get(claim.kind, reason), is_grave)
        return None

    def _stands(self, claim: Claim, passage: Passage, is_account: bool) -> bool:
        if claim.kind in _NEVER:
            return False
        if claim.kind is ClaimKind.QUOTE:
            return True  # judged word for word before
        if claim.kind is ClaimKind.COMMITMENT and _binds_nobody(claim, passage):
            return True
        return (
            (claim.kind is ClaimKind.PRODUCT and _opens_a_sentence(claim, passage.text))
            or _followed(claim, passage.text) in self._sayable(passage)
            or self._repeats_its_figures(claim, passage)
            or self._is_advice(claim, passage, is_account)
        )

    def _is_advice(self, claim: Claim, passage: Passage, is_account: bool) -> bool:
        """Whether it is said of any customer, as a document says it, or is when to do something."""
        if claim.kind in _TIMES and is_timing(passage.text, claim.start):
            return True
        if is_account:
            return _between(claim, passage.text) in self._written
        loose = claim.kind is ClaimKind.NUMBER and _SMALL.match(claim.words)
        is_general = bool(loose) or claim.kind is ClaimKind.COMPARISON
        return is_general or _said(claim.words) in self._written

    def _repeats_its_figures(self, claim: Claim, passage: Passage) -> bool:
        """Whether a figure is one of the passage that is only rephrased, whatever words now stand beside it."""
        given = self._told.passage(passage.id)
        if given is None or not self._told.material.is_settled:
            return False
        figures = _FIGURE.findall(claim.words)
        return bool(figures) and set(figures) <= set(_FIGURE.findall(given.text))

    def _speaks_of_the_account(self, passage: Passage) -> bool:
        if any(cited.kind is CitationKind.FACT for cited in passage.citations):
            return True
        said = _said(passage.text)
        return any(name in said for name in self._names)

    def _invents_a_quotation(self, passage: Passage) -> bool:
        for found in _QUOTED.finditer(passage.text):
            said = _said(found[1])
            known = self._sayable(passage) + self._written
            if len(said.split()) >= _FEWEST_QUOTED and said not in known:
                return True
        return False

    @cached_property
    def _names(self) -> tuple[str, ...]:
        texts = [
            text
            for fact in self._told.facts
            if fact.kind in _NAMES
            for text in (str(fact.value), *fact.aliases)
        ]
        return tuple(_said(text) for text in texts if len(text) > 1)

    def _sayable(self, passage: Passage) -> str:
        """What may be repeated; a step may become a task that others see, and a question is for its person alone."""
        return self._shown if passage.group.startswith(STEP) else f"{self._shown}|{self._asked}"

    @cached_property
    def _shown(self) -> str:
        """What the coach said without Claude, and what was said in the notes."""
        return _joined([*(item.text for item in self._told.passages), *self._told.quotes])

    @cached_property
    def _asked(self) -> str:
        """What the person said."""
        return _joined(list(self._told.material.asked.values()))

    @cached_property
    def _written(self) -> str:
        """What the documents say."""
        return _joined([source.text for source in self._told.material.documents])


def _binds_nobody(claim: Claim, passage: Passage) -> bool:
    """Whether what looks like a promise of ours is none: a persona's, the reader's own, or a third person's.

    A good sentence to say aloud ends in something that its speaker will do.
    """
    if passage.group == SAY:
        return True
    before = _WORDS.findall(passage.text[: claim.start].casefold())[-2:]
    if passage.group == SPOKEN and _OWN_ACT.match(claim.words):
        return True
    words = claim.words.casefold()
    if words.startswith(("you ", "you'")):
        return passage.group != SPOKEN
    if words in ("promise", "promises"):
        return not {"we", "i"} & set(before)
    if words.startswith("will "):
        return before[-1:] != [] and before[-1] in _OTHERS
    return words in _MENTIONED and bool(_AVOIDED.search(passage.text[: claim.start]))


def _said(text: str) -> str:
    """The words alone, between spaces, so that one text can be found in another as whole words."""
    return f" {' '.join(_WORDS.findall(text.casefold().replace(chr(8217), chr(39))))} "


def _joined(texts: list[str]) -> str:
    """Texts with a sign between them that no search runs across."""
    return "|".join(_said(text) for text in texts)


def _followed(claim: Claim, text: str) -> str:
    """The words of a claim with the word that follows a number: "two executives" is not "two weeks"."""
    words = claim.words
    if claim.kind is ClaimKind.NUMBER:
        behind = _WORDS.match(text[claim.end :].lstrip(" -"))
        words = f"{words} {behind[0]}" if behind else words
    return _said(words)


def _between(claim: Claim, text: str) -> str:
    """The words of a claim with those on either side of it."""
    before, behind = _WORDS.findall(text[: claim.start]), _WORDS.findall(text[claim.end :])
    return _said(" ".join([*before[-1:], claim.words, *behind[:1]]))


def _opens_a_sentence(claim: Claim, text: str) -> bool:
    """Whether it is one ordinary word with the capital that begins a sentence."""
    before = text[: claim.start].rstrip(" \"'\u201c(")
    return len(claim.words.split()) == 1 and (not before or before[-1] in ".!?:;")
