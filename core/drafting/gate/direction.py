"""Words that say up or down, better or worse."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.drafting.gate.facts import Metric
from core.drafting.gate.wordlist import words as _split

UP = frozenset(
    _split("""up above over more higher greater rise rises rose risen rising grew grown grows growing growth increase
    increased increases increasing climb climbed climbs gain gained gains exceed exceeds exceeded exceeding surpass
    surpassed surpasses surpassing beyond passed added additional larger bigger longer extra expansion""")
)
DOWN = frozenset(
    _split("""down below under less fewer lower smaller fall falls fell fallen falling drop drops dropped dropping decline
    declined declines decrease decreased decreases reduced reduction cut shrank shrunk slipped halved cheaper
    remain remains remaining missing late left still shorter""")
)
GOOD = frozenset(
    _split("""better ahead beat beats beaten beating outperform outperforms outperformed faster quicker improved
    improvement improves improving""")
)
BAD = frozenset(
    _split("""worse behind short miss misses missed missing slower worsened deteriorated""")
)

_SAFE = re.compile(
    r"\b(?:up to|up for|brought up|brings? up|set up|sign(?:ed)? up|follow(?:ed|ing)?[ -]up|looking up|still at|over the (?:past|last|next|course)|more than|less than|fewer than|over time|more about|broken down|run down|come up|comes up|came up|is left|write down|cut[- ]off|under way|left to|over to|once more|some more|more of)\b"
)


def cues(words: Iterable[str], metric: Metric | None) -> list[int]:
    """The directions that words tell, in order: 1 is up, -1 is down."""
    better = 1 if metric is None or metric.more_is_better else -1
    found = []
    for word in words:
        if word in UP:
            found.append(1)
        elif word in BAD:
            found.append(-better)
        elif word in DOWN:
            found.append(-1)
        elif word in GOOD:
            found.append(better)
    return found


def nearest(left: str, right: str, metric: Metric | None) -> int:
    """The direction told nearest to a figure: behind it within its clause, else before; 0 for none."""
    behind = re.split(r"[,;.(\u2013]|\band\b|\bwhere\b|\bfrom\b", right, maxsplit=1)[0]
    found = cues(re.findall(r"[a-z]+", behind)[:5], metric)
    if found:
        return found[0]
    front = re.split(r"[;(\u2013]|,\s(?=and\b)", left)[-1]
    found = cues(re.findall(r"[a-z]+", _SAFE.sub(" ", front))[-8:], metric)
    return found[-1] if found else 0


def sign_of(direction: str) -> int:
    """A fact's direction as a sign."""
    return {"above": 1, "below": -1}.get(direction, 0)
