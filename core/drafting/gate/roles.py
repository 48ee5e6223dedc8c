"""Whether the words around a figure give it as what was reached, as the target or as the start."""

from __future__ import annotations

import re

from core.drafting.gate.context import Surroundings

_TARGET = r"(?:targets?|goals?|objectives?|aims?|plan|ceiling|limit|threshold|budget)"
_TARGET_LEFT = re.compile(
    rf"\b{_TARGET}\b[^,;:.]{{0,60}}\b(?:is|was|stands at|stood at)\s+$|\b{_TARGET}(?:\s+(?:value|level))?\s*(?:of|is|was|at|:|to|being)?\s*(?:(?:no|not)\s+(?:more|less|fewer)\s+than|at\s+(?:least|most)|the|a|an|only)?\s*$"
)
_TARGET_RIGHT = re.compile(
    r"^[\s)-]{0,2}(?:(?!than|of|above|below|against|short|ahead|behind|over|under|versus|vs|beyond|to|and|or|but|better|more|less|exceed|beat|miss|pass|surpass|met|meet|reach|hit|fall|fell|outperform)[a-z'-]+\s+){0,3}?"
    rf"(?:{_TARGET}\b(?!\s+(?:is|was|of)\b)(?!\s*(?:at|to|:|,|being)?\s*#)|planned\b|agreed\b|promised\b|you\s+(?:aimed|asked|wanted|set)|we\s+(?:had\s+)?(?:planned|agreed|aimed|set))"
)
_TARGET_WEAK = re.compile(
    rf"\b(?:{_TARGET}|planned|aimed|agreed|against|versus|vs|intended|promised|expected|set out|short of|hoped|committed|above|over|below|under|beyond|past|passed|beat\w*|exceed\w*|miss\w*|better than|not|was to be)\b"
)
_OF_LEFT = re.compile(
    r"^\s*(?:[a-z-]+\s+){0,3}(?:of|out of|/)\s+(?:the|our|your|all|those)?\s*(?:[a-z]+\s+)?$"
)
_BASE_LEFT = re.compile(
    r"(?:\b(?:from|baseline (?:of|was|is)|starting (?:point|value) (?:of|was)|instead of|rather than|used to (?:be|take|cost|stand at|cover|need)|compared (?:with|to)|originally|previously|formerly|once|start(?:ed|ing)? at|start(?:ing point)?(?: was| of)?:?"
    r"|when we (?:began|started)\W*|(?:it|they|we|you|which|that|and) (?:once )?(?:took|was|were|gave|covered|cost|had|needed|stood at|ran)|at the (?:start|outset|beginning)\b(?!\s+of\b)(?:(?!\band\b)[^,;]){0,25}?)"
    r"|^\s*(?:it|they) (?:took|needed|cost))\s+(?:the\s+)?$"
)
_START_LEFT = re.compile(
    r"\bat the (?:start|outset|beginning)\b(?!\s+of\b)(?:(?!\band\b)[^,;]){0,25}?\s+$"
)
_BASE_RIGHT = re.compile(
    r"^[\s,]*(?:[a-z'-]+\s+){0,4}?(?:(?:at|of|from) the (?:start|outset|beginning)(?!\s+of\s+(?:the|this|next|last)\b)|when we (?:began|started)|before we|to begin with|originally|initially|at first)\b"
)
_BASE_WEAK = re.compile(
    r"\b(?:from|instead|used to|start|started|began|originally|initially|before|earlier|compared|once|outset|beginning|took|gave|were|was|covered)\b"
)
_NOW_LEFT = re.compile(
    r"(?:\bstands? at|\breached|\bnow(?: at)?|\bcurrently(?: at)?|\btoday)\s+(?:the\s+)?$"
)
_DIFFERENCE = re.compile(
    r"^\s*(?:(?!and|or|but|to)[a-z]+\s+){0,3}?(?:more|fewer|less|higher|lower|better|worse|faster|slower)\s+than\b"
)
_CHANGE = re.compile(
    r"\b(?:by|more|fewer|less|gain(?:ed|s)?|up|down|points?|above|below|ahead|behind|better|worse|exceed\w*|beat\w*|miss\w*|(?:in|de)creas\w*|rise|rose|risen|fell|fallen|drop\w*|gr[eo]wn?|climb\w*|improv\w*|remain\w*|to come|still|sav\w*|further|additional|cut|cheap\w*|higher|lower|reduc\w*|late|missing|left|beyond|over|under|past|faster|slower|quicker|half|third|won|expansion|added|new|difference|gap|distance|change\w*|doubled|tripled|halved|not yet|short\w*|long\w*|larg\w*|small\w*|gone|went|lost|rid|freed|grow\w*|came|come|back|moved)\b"
)  # fmt: skip
_AGAINST_LEFT = re.compile(r"\b(?:against|versus|vs\.?)\s+(?:a |an |the )?$")
_CLAUSE = re.compile(r"[,;]|\band\b")
_MOVING = re.compile(r"\b(?:up|down|risen|fallen|rose|fell|come|came|gone|went|grown|grew)\b")


def is_stated_target(around: Surroundings) -> bool:
    """Whether a figure is introduced as a target: "a goal of less than 3 %"."""
    return bool(_TARGET_LEFT.search(around.left))


def role_problem(role: str, around: Surroundings) -> str:  # noqa: PLR0911 - one return a case
    """What is wrong where a target is given as the value reached, or the other way round."""
    left, right = around.left, around.right
    target = bool(_TARGET_LEFT.search(left) or _TARGET_RIGHT.search(right))
    onwards = re.match(r"\W*(?:[a-z]+\s+){0,3}onwards?\b", right)
    base_left = bool(_BASE_LEFT.search(left))
    base = (base_left or bool(_BASE_RIGHT.search(right))) and not onwards
    to_left = bool(re.search(r"\bto\s+$", left)) and (
        "from" in around.whole.split() or bool(_MOVING.search(left))
    )
    now = to_left or bool(_NOW_LEFT.search(left))
    if role in ("target", "baseline", "value") and _DIFFERENCE.match(right):
        return "it is given as a difference"
    if role == "target":
        weak = (
            _TARGET_WEAK.search(left)
            or _TARGET_WEAK.search(_CLAUSE.split(right)[0])
            or _OF_LEFT.search(left)
        )
        return "" if target or (weak and not base and not now) else "that is the target"
    if role == "baseline":
        weak = _BASE_WEAK.search(left) or _BASE_WEAK.search(right)
        return "" if base or (weak and not target and not now) else "that was at the start"
    if role == "value":
        if target or _AGAINST_LEFT.search(left):
            return "that is what was reached, not the target"
        return "that is today's, not the start" if base and not to_left else ""
    if target:
        return "that is no target"
    if not role and (_BASE_RIGHT.search(right) or _START_LEFT.search(left)):
        return "that is not of the start"
    if role == "change" and (to_left or base_left) and around.is_sentence:
        return "that is a difference, and the sentence gives it as a level"
    if role == "change" and not _CHANGE.search(around.whole) and around.is_sentence:
        return "that is a difference, and the sentence does not say so"
    return ""
