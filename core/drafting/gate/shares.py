"""Whether the words say of what a share, a multiple or a relative change is."""

from __future__ import annotations

import re

from core.drafting.gate.candidate import Candidate
from core.drafting.gate.concepts import stem
from core.drafting.gate.context import Surroundings, speaks_of
from core.drafting.gate.direction import nearest

SHARES = frozenset({"of start", "of target", "inverse", "ratio", "occasions", "relative"})
"""Roles of candidates that follow from two facts, or count occasions."""

_OF_START = re.compile(
    r"\bof (?:what|its|their)\b|\b(?:it|they) (?:once )?(?:was|were|used to|took|cost|had|needed|stood)\b|\b(?:at|of|from) the (?:start|outset|beginning)\b"
    r"|\bwhen we (?:began|started)\b|\bas (?:long|much|many|high|big|large|fast|slow)\b|\b(?:in|by) half\b|\bhalved\b|\bin half the\b|\bof the (?:\$|\u20ac|\u00a3)?\d"
    r"|\b(?:as|than) before\b|\bremains?\b|\b(?:is|are) left\b|\bformer\w*\b|\bprevious\w*\b|\bonce\b"
)
_OF_TARGET = re.compile(r"\b(?:planned|plan|target|goal|agreed|aimed)\b")
_TIMES_TARGET = re.compile(
    r"^\s*(?:as \w+ as\s+)?(?:(?:the|our|your|its|their|this|that|what|was|were|we|had)\s+)*(?:original\w*\s+|initial\w*\s+|annual\s+)?(?:planned|plan|targets?|goals?|agreed|aim\w*)\b(?!\s+(?:baseline|start))"
)
_OF_ALL = re.compile(r"^\s*of\s+(?:(?:the|our|your|all|these|those)\s+)*([a-z]+)(?:\s+([a-z]+))?")
_FASTER = re.compile(r"\bas (?:fast|quick)|\bfaster\b|\bquicker\b")
_BY = re.compile(r"\bby\s+(?:a\s+)?$")
_LESS = re.compile(r"^\s*(?:lower|fewer|less|higher|more|smaller|larger)\b")


def share_problem(item: Candidate, theirs: frozenset[str], around: Surroundings) -> str:
    """What is missing or wrong; empty where the words fit."""
    if item.role == "of target":
        whole = _OF_ALL.match(around.right)
        of_all = whole and any(
            stem(word) in item.entry.unit_stems for word in whole.groups() if word
        )
        told = of_all or _OF_TARGET.search(around.whole)
        return "" if told else "that is its share of the target, and the sentence does not say so"
    if item.role == "occasions":
        return "" if speaks_of(item.entry, theirs, around) else "the words do not speak of it"
    if item.role == "of start":
        told_start = _OF_START.search(around.whole)
        return "" if told_start else "that is its share of the value at the start"
    if item.role == "relative":
        said = _BY.search(around.left) or _LESS.match(around.right)
        return (
            ""
            if said
            else "that is its change relative to the start, and the sentence does not say so"
        )
    return _multiple_problem(item, around)


def _multiple_problem(item: Candidate, around: Surroundings) -> str:
    """What is wrong with a multiple of the value at the start, or with the inverse of one."""
    if _TIMES_TARGET.match(around.right):
        return "that is a multiple of the value at the start, not of the target"
    if item.role == "inverse":
        return "" if _FASTER.search(around.whole) else "it became smaller, not larger"
    way = nearest(around.left, around.right, None)
    return "it became larger, not smaller" if way < 0 and item.value > 1 else ""
