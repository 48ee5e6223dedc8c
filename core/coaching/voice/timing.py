"""When to do something is advice ("ask her by Friday"); when something was or will be is a fact ("it renews on Friday")."""

from __future__ import annotations

import re

_ENDS = re.compile(r"(?<=[.!?;:])\s+")
_OF_RECORD = re.compile(
    r"\b(?:renew\w*|contracts?|agreements?|tickets?|issues?|outages?|escalat\w*|incidents?|go-live|due|deadlines?|"
    r"ends?|ended|expires?|expired|starts?|started|since|ago|last(?:ed|s)?|past|open|opened|closed|silent|silence|quiet|"
    r"fix(?:es|ed)?|ships?|shipp\w+|deliver\w*|releas\w*|available|ready|live|done|will|shall|goes|prices?|rises?|increase\w*|"
    r"that|which|whose|because|left|leaves|leaving|joined|joins|signed|promoted|measured|reviews?|reviewed|qbrs?|usage|logins?|was|were|has|have|had|is|are)\b",
    re.I,
)
"""Words of sentences that say how something stands: a time in them is no advice."""
_ACT = re.compile(
    r"^(?:then |first,? |today,? |(?:if|when|once|before|after) [^,]{3,60}, )?(?:do not |don't |never )?"
    r"(?:re)?(?:mind|add|agree|aim|answer|arrange|ask|block|book|bring|build|call|check|clear|close|collect|come|confirm|congratulate|"
    r"describe|draw|draft|end|explain|find|finish|fix|follow|get|give|go|hold|invite|keep|learn|leave|let|limit|list|listen|"
    r"look|make|map|meet|move|name|offer|open|organise|plan|prepare|propose|put|raise|reach|read|repeat|reply|report|"
    r"request|reserve|run|say|schedule|send|set|settle|share|show|sit|sketch|speak|spend|start|stay|stop|suggest|sum|take|talk|tell|"
    r"test|thank|think|tie|try|update|use|visit|wait|work|write)\b",
    re.I,
)
"""Beginnings of sentences that say what to do."""
_LEAD = re.compile(
    r"^(?:within|by|before|in|over|for|after|this|next|today|tomorrow|at)\b[^,]{0,40}, ", re.I
)


def is_timing(text: str, place: int) -> bool:
    """Whether the time at ``place`` of ``text`` is when to do something, and says nothing of how things stand."""
    start = max((match.end() for match in _ENDS.finditer(text) if match.end() <= place), default=0)
    rest = _ENDS.split(text[start:], maxsplit=1)[0]
    lead = _LEAD.match(rest)
    act = rest[lead.end() :] if lead else rest
    return bool(_ACT.match(act)) and not _OF_RECORD.search(rest)
