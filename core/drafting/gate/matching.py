"""Which fact a figure stands for, and what is wrong where none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.drafting.claim import ClaimKind
from core.drafting.fact import Fact, FactKind
from core.drafting.gate import durations, money, numbers, percent
from core.drafting.gate.candidate import Asked, Candidate
from core.drafting.gate.checked import Checked
from core.drafting.gate.concepts import stem, words_of
from core.drafting.gate.context import (
    Surroundings,
    better_named,
    disagreement,
    speaks_of,
    surroundings,
)
from core.drafting.gate.direction import nearest
from core.drafting.gate.facts import Entry
from core.drafting.gate.quantity import Dimension, Quantity
from core.drafting.gate.roles import is_stated_target, role_problem
from core.drafting.gate.say import named, number, value_of
from core.drafting.gate.shares import SHARES, share_problem
from core.drafting.gate.tolerance import honest

_Candidates = Callable[[Asked], Iterable[Candidate]]
_SOURCES: dict[Dimension, tuple[_Candidates, ...]] = {
    Dimension.MONEY: (money.candidates,),
    Dimension.PERCENT: (percent.candidates,),
    Dimension.FRACTION: (percent.candidates,),
    Dimension.POINTS: (percent.points,),
    Dimension.TIME: (durations.candidates,),
    Dimension.TIMES: (numbers.times,),
    Dimension.PLAIN: (numbers.candidates,),
}
KIND = {
    Dimension.MONEY: ClaimKind.MONEY, Dimension.PERCENT: ClaimKind.PERCENT,
    Dimension.POINTS: ClaimKind.PERCENT, Dimension.FRACTION: ClaimKind.PERCENT,
    Dimension.TIME: ClaimKind.DURATION, Dimension.TIMES: ClaimKind.NUMBER,
    Dimension.PLAIN: ClaimKind.NUMBER,
}  # fmt: skip
_COMPARING = frozenset(
    {
        "over",
        "under",
        "well over",
        "well under",
        "at most",
        "at least",
        "nearly",
        "just under",
        "just over",
    }
)
_ASK = re.compile(
    r"\b(?:may i|could|would|can i|shall we|suggest|ask|spare|grateful|welcome|enough|call|propose|let us|let's|use|plenty|suit\w*|speak|talk|glad\w*|do|discuss|aim|need|take|meet\w*|your time)\b"
)
_RATE = re.compile(
    r"^\s*(?:\w+\s+){0,4}?(?:a|an|per|each|every|/)\s*(hour|day|week|month|quarter|year|annum)\b"
)
_RATE_WORDS = {"annum": "year", "annual": "year", "yearly": "year", "monthly": "month", "weekly": "week",
               "daily": "day", "quarterly": "quarter", "hourly": "hour"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """The entries that prove a figure, or the reason why none does."""

    entries: tuple[Entry, ...] = ()
    reason: str = ""
    attached: bool = False


def match(checked: Checked, quantity: Quantity) -> Match:
    """Look a figure up."""
    attached = checked.attached_to(*quantity.core)
    found = list(_candidates(checked, quantity))
    if attached is not None:
        return _match_attached(checked, quantity, found, attached)
    fitting = [item for item in found if _is_honest(quantity, item)]
    if not fitting:
        return Match(reason=_nearest(checked, quantity, found))
    around = surroundings(
        checked,
        quantity.start,
        quantity.end,
        of_time=quantity.dimension is Dimension.TIME,
        is_joint=quantity.whole is not None,
    )
    plain = quantity.dimension is Dimension.PLAIN
    words = numbers.noun_run(checked, quantity) if plain else around.near
    problem, passed = "", []
    for item in fitting:
        wrong = _problem(checked, quantity, item, around) or _misnamed(item, fitting, found, words)
        if not wrong:
            passed.append(item)
        problem = problem or wrong
    if not passed:
        return Match(reason=problem)
    passed.sort(key=lambda item: len(item.also))
    entries = [entry for item in passed for entry in item.entries]
    return Match(tuple({entry.fact.id: entry for entry in entries}.values()))


def _misnamed(
    item: Candidate, fitting: list[Candidate], found: list[Candidate], words: Sequence[str]
) -> str:
    """Whether the words name another fact of the same sort more closely: active seats, not all seats."""
    right = {other.entry.fact.id for other in fitting}
    plain = ("", "value")
    for other in found:
        same = other.dimension is item.dimension and other.entry.fact.unit == item.entry.fact.unit
        if (
            same
            and other.role in plain
            and item.role in plain
            and other.entry.fact.id not in right
            and better_named(item.entry, other.entry, words)
        ):
            return (
                f"That is {named(item.entry.fact)}, but the words name {named(other.entry.fact)}."
            )
    return ""


def _candidates(checked: Checked, quantity: Quantity) -> Iterator[Candidate]:
    one = Decimal(1)
    asked = [(quantity.dimension, quantity.units, one)]
    if quantity.whole:
        asked = [(Dimension.PERCENT, (), one)]
    asked += quantity.borrowed
    if (
        quantity.dimension is Dimension.PLAIN
        and not quantity.whole
        and abs(quantity.numeral.value) >= 1000
    ):
        asked.append((Dimension.MONEY, (), one))
    if quantity.dimension is Dimension.FRACTION and quantity.numeral.value * 4 == 1:
        asked.append((Dimension.TIME, ("quarters",), one))
    if quantity.dimension is Dimension.MONEY and _PER_COIN.search(
        checked.low, *_sentence(checked, quantity)
    ):
        asked.append((Dimension.TIMES, (), one))
    for dimension, units, factor in asked:
        for source in _SOURCES[dimension]:
            for item in source(Asked(quantity, units, checked.facts)):
                yield item if factor == 1 else replace(item, value=item.value / factor)


_PER_COIN = re.compile(
    r"\b(?:for|per|of) (?:each|every|one)? ?(?:dollar|euro|pound)\b|\b(?:each|every) (?:dollar|euro|pound)\b"
)


def _sentence(checked: Checked, quantity: Quantity) -> tuple[int, int]:
    return checked.text.sentence_of(quantity.start)


def _is_honest(quantity: Quantity, item: Candidate) -> bool:
    if _compares(quantity, item):
        return honest("exact", quantity.figure(item.dimension), item.value)
    if item.dimension is Dimension.TIME:
        return durations.is_honest(_as_quarter(quantity), item)
    return honest(quantity.hedge, quantity.figure(item.dimension), item.value)


def _as_quarter(quantity: Quantity) -> Quantity:
    """The fraction "a quarter" read as three months."""
    if quantity.dimension is not Dimension.FRACTION:
        return quantity
    numeral = quantity.numeral.times(4, quantity.numeral.last)
    return Quantity(
        quantity.start, quantity.end, quantity.core, numeral, quantity.hedge, Dimension.TIME, ("quarters",)
    )  # fmt: skip


def _compares(quantity: Quantity, item: Candidate) -> bool:
    """Whether "above 85 %" may mean that something else is above the target of exactly 85 %."""
    return quantity.hedge in _COMPARING and item.role in ("target", "baseline")


def _match_attached(
    checked: Checked, quantity: Quantity, found: list[Candidate], fact: Fact
) -> Match:
    """The person says which fact is meant: its value must still agree."""
    for item in found:
        if item.entry.fact.id == fact.id and _is_honest(quantity, item):
            return Match((item.entry,), attached=True)
    said = checked.text.words[quantity.start : quantity.end]
    return Match(reason=f"\u201c{said}\u201d was attached to {named(fact)}, which does not agree.")


def _problem(checked: Checked, quantity: Quantity, item: Candidate, around: Surroundings) -> str:
    """Why a fact of the right value is still not what the sentence says; empty where it is."""
    entry, said = item.entry, checked.text.words[quantity.start : quantity.end]
    what = f"\u201c{said}\u201d is {named(entry.fact)}"
    if entry.fact.id.startswith("meeting."):
        if _ASK.search(around.whole):
            return ""
        if quantity.numeral.form == "digits" and quantity.units != (entry.fact.unit,):
            return f"{what}, and nothing is asked for here."
    rest = _rest_problem(checked, quantity, item, around)
    if rest:
        return f"{what}: {rest}."
    if quantity.dimension is Dimension.PLAIN and any(
        stem(word) in entry.unit_stems for word in numbers.noun_run(checked, quantity)
    ):
        return ""
    rival = disagreement(entry, checked.facts.theirs(entry), around)
    return f"{what}, but the words speak of {rival}." if rival else ""


def _rest_problem(
    checked: Checked, quantity: Quantity, item: Candidate, around: Surroundings
) -> str:
    entry = item.entry
    if (
        quantity.dimension is Dimension.PLAIN
        and entry.fact.kind is FactKind.COUNT
        and not quantity.whole
    ):
        other = numbers.noun_problem(entry, numbers.noun_run(checked, quantity))
        if other:
            return f"it counts {entry.fact.unit or 'something else'}, not {other}"
        bare = not numbers.noun_run(checked, quantity) and item.role in ("", "ratio")
        if (bare or item.dimension is Dimension.TIMES) and not speaks_of(
            entry, checked.facts.theirs(entry), around
        ):
            return "the words do not speak of it"
    if item.also and not speaks_of(entry, checked.facts.theirs(entry), around):
        return "the sentence does not speak of it"
    if item.role in SHARES:
        return share_problem(item, checked.facts.theirs(entry), around) or _sign_problem(
            checked, item, around
        )
    if item.role in ("ahead", "past"):
        return durations.time_problem(item, around)
    return (
        role_problem(item.role, around)
        or _side_problem(checked, quantity, item, around)
        or _sign_problem(checked, item, around)
        or _rate_problem(entry, around)
    )


def _sign_problem(checked: Checked, item: Candidate, around: Surroundings) -> str:
    if item.role not in ("change", "relative") or not item.sign:
        return ""
    metric = checked.facts.metrics.get(item.entry.group)
    told = nearest(around.left, around.right, metric)
    if told and told != item.sign:
        return (
            "the fact is above, the words say below"
            if item.sign > 0
            else "the fact is below, the words say above"
        )
    return ""


_SIDES = {
    "over": 1, "well over": 1, "just over": 1,
    "under": -1, "well under": -1, "just under": -1, "nearly": -1,
}  # fmt: skip


def _side_problem(
    checked: Checked, quantity: Quantity, item: Candidate, around: Surroundings
) -> str:
    """Whether "below the 85 %" is said of a value above that target or start."""
    metric = checked.facts.metrics.get(item.entry.group)
    side = _SIDES.get(quantity.hedge, 0)
    if (
        not side
        or item.role not in ("target", "baseline")
        or metric is None
        or metric.value is None
    ):
        return ""
    gap = metric.value.number - item.entry.number
    if is_stated_target(around) or not gap or (gap > 0) is (side > 0):
        return ""
    return f"{metric.value.fact.label} is {'above' if gap > 0 else 'below'} it"


def _rate_problem(entry: Entry, around: Surroundings) -> str:
    told = _RATE.match(around.right)
    if not told:
        return ""
    label = [_RATE_WORDS.get(word.lower(), word.lower()) for word in words_of(entry.fact.label)]
    periods = {
        word for word in label if word in ("hour", "day", "week", "month", "quarter", "year")
    }
    said = _RATE_WORDS.get(told[1], told[1])
    return (
        f"it is by the {periods.pop()}, not by the {said}"
        if periods and said not in periods
        else ""
    )


def _nearest(checked: Checked, quantity: Quantity, found: list[Candidate]) -> str:
    said = checked.text.words[quantity.start : quantity.end]
    figure = quantity.figure(quantity.dimension)
    other = [
        entry.fact
        for entry in checked.facts.numeric
        if entry.number == figure.value
        and entry.fact.id not in {item.entry.fact.id for item in found}
    ]
    if other:
        return f"No fact says \u201c{said}\u201d; the figure is that of {named(other[0])}, in another unit."
    close = min(found, key=lambda item: abs(item.value - figure.value), default=None)
    if close is None:
        return f"No fact says \u201c{said}\u201d, and none is of this kind."
    shown = value_of(close.entry.fact)
    if close.also or close.is_span:
        shown = f"{number(close.value)}, from {shown}"
    return f"No fact says \u201c{said}\u201d; the nearest is {close.entry.fact.label} ({shown})."
