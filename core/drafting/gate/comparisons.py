"""Comparisons: above or below target, risen or fallen, doubled, the largest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.drafting.claim import ClaimKind
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.concepts import SHRINKING, meanings
from core.drafting.gate.facts import Entry, Metric
from core.drafting.gate.quotes import is_quoted

_AIM = r"(?:targets?|goals?|objectives?|plan(?:ned)?|ceiling|limit|threshold|budget|schedule|forecast|expectations?|benchmark|aim|(?:what )?(?:was |we |you )?(?:had )?(?:agreed|aimed|set|hoped))"
_FILL = r"(?:(?!\b(?:and|but|while|where|which)\b)[^;!?\n]){0,34}?"
_OVER = r"(?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|above|over|beyond|past|passed|more than|higher than|greater than)"
_UNDER = r"(?:below|under|less than|lower than|fewer than)"
_GOOD = r"(?:ahead (?:of|on)|beat(?:s|en|ing)?|outperform(?:s|ed|ing)?|better than|faster than|quicker than)"
_BAD = r"(?:behind(?: on)?|short of|miss(?:es|ed|ing)?|worse than|slower than|fall(?:s|ing)? short of|fell short of)"
_EVEN = r"(?:on (?:target|plan|budget|schedule)|in line with (?:the |our |your )?(?:target|plan|goal)|(?:met|meets|reached|reaches|hit|hits) (?:the|its|their|our|your) (?:target|goal|plan))"
_AGAINST_AIM = re.compile(
    rf"\b(?:(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b{_FILL}\b{_AIM}\b|\b(?P<even>{_EVEN})\b"
    r"|\b(?P<lag>behind|ahead) on\b"
)
_ROSE = "rose risen grew grown increased climbed gained gone-up"
_FELL = "fell fallen dropped declined decreased shrunk shrank slipped"
_MOVED = re.compile(
    r"\b(?:(?P<up>rose|risen|grew|grown|increased|climbed|(?:gone|went|came|is|are|was|were|been|now) up(?! (?:for|to|and|with|in)\b)(?!\s+[\d.,]+\s*%\s+of\b)|up from|up by|up to (?=[^.;]{0,40}\bfrom\b)|up (?=[\d$\u20ac\u00a3])(?![\d.,]+\s*%\s+of\b))"
    r"|(?P<down>fell|fallen|dropped|declined|decreased|shrunk|shrank|slipped|(?:gone|went|come|came|is|are|was|were|been|brought|now) down|down from|down by|down to|down (?=[\d$\u20ac\u00a3])|(?:been|was|were) (?:cut|reduced))"
    r"|(?P<better>improved)|(?P<worse>worsened|deteriorated))\b"
)
_MULTIPLE = {
    "doubled": Decimal(2), "doubling": Decimal(2), "twofold": Decimal(2), "tripled": Decimal(3), "trebled": Decimal(3),
    "threefold": Decimal(3), "quadrupled": Decimal(4), "fourfold": Decimal(4), "fivefold": Decimal(5), "tenfold": Decimal(10),
    "halved": Decimal("0.5"), "twice": Decimal(2), "thrice": Decimal(3),
}  # fmt: skip
_MULTIPLIED = re.compile(rf"\b(?:{'|'.join(_MULTIPLE)})\b")
_MOST = re.compile(
    r"\b(?:highest|lowest|largest|biggest|smallest|fastest|slowest|cheapest|best[- ]in[- ]class|world[- ]class|market[- ]leading|industry[- ]leading|"
    r"record (?:year|quarter|month|high|low|level|result|growth)|number one|no\. ?1|second to none|unrivalled|unmatched|"
    r"(?:the )?majority of|(?:than|of) (?:any|all)(?: other| of)?(?: our| your)? (?:customers?|clients?|vendors?|suppliers?|compan(?:y|ies)|competitors?|peers?|partners?|accounts?)|"
    r"(?:than|of) your (?:peers|competitors)|(?:top|first) (?:quartile|decile))\b"
)
_METRIC_ONLY = frozenset({"~talk", "~customer", "~executive", "~staff", "~return"})


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all comparisons; those that belong to a figure follow the fact it stands for."""
    low = checked.low
    done: list[tuple[int, int]] = []
    for pattern in (_AGAINST_AIM, _MOVED, _MULTIPLIED, _MOST):
        for match in pattern.finditer(low):
            start = match.start()
            end = _end_of_words(checked, match)
            if any(start < last and first < end for first, last in done):
                continue
            if is_quoted(checked, start, end):
                continue
            found = _judge(checked, pattern, match, start, end)
            if found is not None:
                done.append((start, end))
                yield found


def _end_of_words(checked: Checked, match: re.Match[str]) -> int:
    """The words that compare, without a figure among them: "exceeding" in "exceeding the 25 % target"."""
    if checked.text.is_free(match.start(), match.end()):
        return match.end()
    ends = [match.end(name) for name, said in match.groupdict().items() if said]
    return ends[0] if ends else match.end()


def _judge(
    checked: Checked, pattern: re.Pattern[str], match: re.Match[str], start: int, end: int
) -> Finding | None:
    if pattern is _MOST:
        reason = "No fact compares with all others; leave it out, or give your own word for it."
        return Finding(start, end, ClaimKind.COMPARISON, reason=reason, vouchable=True)
    named = checked.attached_to(start, end)
    metric = checked.facts.metrics.get(named.id.rsplit(".", 1)[0]) if named else None
    metrics = [metric] if metric else _metrics(checked, match.start(), match.end())
    judge = {_AGAINST_AIM: _against_aim, _MOVED: _moved}.get(pattern, _multiplied)
    found = judge(checked, match, metrics, start, end)
    return replace(found, attached=True) if found and metric and found.stands else found


def _metrics(checked: Checked, start: int, end: int) -> list[Metric]:
    """The metrics a comparison is about: those of the nearest figures or words in its sentence."""
    first, last = checked.text.sentence_of(start)
    by_words = _by_words(checked, first, start, last)
    by_figure = [
        metric
        for quantity, entries in checked.measured
        if first <= quantity.start < last
        for entry in entries
        for metric in [checked.facts.metrics.get(entry.group)]
        if metric is not None
    ]
    beside = _beside(checked, start, end)
    if beside:
        return beside
    both = [metric for metric in by_words if metric in by_figure]
    return both or by_words or list({metric.group: metric for metric in by_figure}.values())


def _beside(checked: Checked, start: int, end: int) -> list[Metric]:
    """Metrics of the figure right behind a comparison, or right before it."""
    for quantity, entries in checked.measured:
        near = 0 <= quantity.core[0] - end <= 3 or 0 <= start - quantity.core[1] <= 1
        inside = start <= quantity.core[0] < end
        if near or inside:
            found = [checked.facts.metrics.get(entry.group) for entry in entries]
            return [metric for metric in found if metric is not None]
    return []


def _by_words(checked: Checked, first: int, start: int, last: int) -> list[Metric]:
    """Metrics named in the sentence; of several, the one named last before the comparison."""
    named: list[tuple[int, int, Metric]] = []
    for metric in checked.facts.metrics.values():
        wanted = metric.concepts - _METRIC_ONLY
        places = [
            token.start
            for token in checked.text.between(first, last)
            if token.is_word and meanings(token.low) & wanted
        ]
        if places:
            before = [place for place in places if place <= start]
            named.append((max(before, default=-1), len(places), metric))
    if not named:
        return []
    nearest = max(place for place, _, _ in named)
    found = [(count, metric) for place, count, metric in named if place == nearest]
    most = max(count for count, _ in found)
    return [metric for count, metric in found if count == most]


def _facts(metric: Metric, other: Entry | None) -> tuple[Entry, ...]:
    return tuple(entry for entry in (metric.value, other) if entry is not None)


def _against_aim(
    checked: Checked, match: re.Match[str], metrics: list[Metric], start: int, end: int
) -> Finding | None:
    groups = match.groupdict()
    aimed = [metric for metric in metrics if metric.value and metric.target]
    known = aimed or (
        [] if metrics else [m for m in checked.facts.metrics.values() if m.value and m.target]
    )
    for metric in known:
        assert metric.value and metric.target  # noqa: S101 - chosen so
        gap = metric.value.number - metric.target.number
        better = gap if metric.more_is_better else -gap
        lag = groups["lag"]
        wanted = (
            (groups["over"] and gap > 0) or (groups["under"] and gap < 0)
            or ((groups["good"] or lag == "ahead") and better > 0)
            or ((groups["bad"] or lag == "behind") and better < 0) or (groups["even"] and better >= 0)
        )  # fmt: skip
        if wanted:
            facts = tuple(entry.fact for entry in _facts(metric, metric.target))
            return Finding(start, end, ClaimKind.COMPARISON, facts)
    said = checked.text.words[start:end].strip()
    if groups["lag"] and not known:
        return None
    reason = f"No fact says that {_what(known)} is \u201c{said}\u201d."
    if known:
        metric = known[0]
        assert metric.value and metric.target  # noqa: S101 - chosen so
        reason = f"\u201c{said}\u201d does not fit: {metric.value.fact.label} {metric.value.number.normalize():f}, target {metric.target.number.normalize():f}."
    return Finding(start, end, ClaimKind.COMPARISON, reason=reason, vouchable=not known)


def _what(metrics: list[Metric]) -> str:
    return metrics[0].group.rsplit(".", 1)[-1].replace("_", " ") if metrics else "it"


def _moved(
    checked: Checked, match: re.Match[str], metrics: list[Metric], start: int, end: int
) -> Finding | None:
    """Up or down against the start; a metric of a decrease moves its thing down."""
    if not metrics:
        return None
    groups = match.groupdict()
    first, last = checked.text.sentence_of(start)
    words = set(re.findall(r"[a-z]+", checked.low[first:last]))
    for metric in metrics:
        sign = _movement(metric, words)
        wanted = 1 if groups["up"] else -1 if groups["down"] else 0
        if groups["better"] or groups["worse"]:
            wanted = (1 if metric.more_is_better else -1) * (1 if groups["better"] else -1)
        if sign == wanted:
            facts = tuple(entry.fact for entry in _facts(metric, metric.baseline))
            return Finding(start, end, ClaimKind.COMPARISON, facts)
    said = checked.text.words[start:end].strip()
    reason = f"\u201c{said}\u201d does not fit: {_what(metrics)} went the other way, or no fact says which way it went."
    return Finding(start, end, ClaimKind.COMPARISON, reason=reason)


def _movement(metric: Metric, words: set[str]) -> int:
    """1 where the thing spoken of went up, -1 down, 0 where no fact says."""
    if metric.shrinks and not words & SHRINKING:
        return -1
    if metric.value is None or metric.baseline is None:
        return 0
    gap = metric.value.number - metric.baseline.number
    return (gap > 0) - (gap < 0)


def _multiplied(
    checked: Checked, match: re.Match[str], metrics: list[Metric], start: int, end: int
) -> Finding | None:
    """Doubled, halved and the like, within 3 % of the ratio."""
    said, wanted = match[0], _MULTIPLE[match[0]]
    if said in ("twice", "thrice") and not re.match(
        r"\s+(?:as|the|what|its)\b", checked.low[match.end() :]
    ):
        return _occasions(checked, start, end, wanted)
    for metric in metrics:
        if metric.value is None or metric.baseline is None or not metric.baseline.number:
            continue
        ratio = metric.value.number / metric.baseline.number
        if ratio < 1 and re.match(r"\s+as (?:fast|quick)", checked.low[match.end() :]):
            ratio = 1 / ratio
        if abs(ratio - wanted) <= wanted * Decimal("0.03"):
            facts = tuple(entry.fact for entry in _facts(metric, metric.baseline))
            return Finding(start, end, ClaimKind.COMPARISON, facts)
    if said.endswith("fold"):
        entries = [entry for entry in checked.facts.numeric if entry.fact.unit == "times"]
        facts = tuple(
            entry.fact
            for entry in entries
            if abs(entry.number - wanted) <= wanted * Decimal("0.03")
            and entry.concepts & _spoken(checked, start)
        )
        if facts:
            return Finding(start, end, ClaimKind.COMPARISON, facts)
    reason = f"No fact says that {_what(metrics)} has \u201c{said}\u201d."
    return Finding(start, end, ClaimKind.COMPARISON, reason=reason)


def _spoken(checked: Checked, place: int) -> frozenset[str]:
    """What the words of a sentence may speak of."""
    first, last = checked.text.sentence_of(place)
    words = re.findall(r"[a-z]+", checked.low[first:last])
    return frozenset().union(*(meanings(word) for word in words))


def _occasions(checked: Checked, start: int, end: int, times: Decimal) -> Finding | None:
    """``We met twice``: a count."""
    words = _spoken(checked, start)
    facts = tuple(
        entry.fact
        for entry in checked.facts.numeric
        if entry.number == times and entry.concepts & words
    )
    reason = "" if facts else f"No fact says \u201c{checked.text.words[start:end]}\u201d."
    return Finding(start, end, ClaimKind.NUMBER, facts, reason)
