"""What a purpose needs, may say and must leave unsaid, held against a sheet of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from core.drafting.fact import FactSheet, Missing
from core.drafting.fact_spec import matches
from core.drafting.prompts.prompt import Prompt
from core.errors import MissingFacts


def sayable(prompt: Prompt, purpose: str, sheet: FactSheet) -> FactSheet:
    """The facts a text for ``purpose`` may say."""
    wanted = prompt.purpose(purpose)
    allowed = _any_of((*wanted.needs, *wanted.may_use))
    forbidden = _any_of((*prompt.meta.must_not, *wanted.must_not))
    return sheet.only(
        [fact.id for fact in sheet if allowed.match(fact.id) and not forbidden.match(fact.id)]
    )


def mentionable(prompt: Prompt, purpose: str, sheet: FactSheet) -> FactSheet:
    """The facts that may prove what a person writes for ``purpose``: all but those to leave unsaid."""
    forbidden = _any_of((*prompt.meta.must_not, *prompt.purpose(purpose).must_not))
    return sheet.only([fact.id for fact in sheet if not forbidden.match(fact.id)])


def missing_facts(prompt: Prompt, purpose: str, sheet: FactSheet) -> tuple[Missing, ...]:
    """What ``purpose`` needs and the sheet lacks, each with the import that would supply it."""
    found = []
    for pattern in prompt.purpose(purpose).needs:
        wanted = _any_of((pattern,))
        if not any(wanted.match(fact.id) for fact in sheet):
            found.append(_missing(prompt, pattern.split("|"), sheet))
    return tuple(found)


def require_facts(prompt: Prompt, purpose: str, sheet: FactSheet) -> None:
    """Raise MissingFacts, with labels and remedies, unless all that ``purpose`` needs is there."""
    missing = missing_facts(prompt, purpose, sheet)
    if missing:
        labels = ", ".join(item.label.lower() for item in missing)
        title = prompt.purpose(purpose).title
        raise MissingFacts(
            f"{title} cannot be written without: {labels}.",
            tuple((item.label, item.remedy) for item in missing),
        )


def _missing(prompt: Prompt, names: list[str], sheet: FactSheet) -> Missing:
    for name in names:
        if (gap := prompt.meta.gaps.get(name)) is not None:
            return Missing(name, gap.label, gap.remedy)
        for item in sheet.missing:
            if item.id == name or matches(name, item.id) or matches(item.id, name):
                return item
    readable = names[0].replace(".*", "").replace(".", ", ").replace("_", " ")
    return Missing(names[0], readable.capitalize(), "Nothing imported says it.")


@lru_cache(maxsize=256)
def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One expression for all patterns, with the meaning of :func:`core.drafting.fact_spec.matches`."""
    parts = [part for pattern in patterns for part in pattern.split("|")]
    return re.compile("|".join(f"(?:{_expression(part)})$" for part in parts) or r"(?!)")


def _expression(pattern: str) -> str:
    *before, last = pattern.split(".")
    named = [r"[^.]+" if part == "*" else re.escape(part) for part in before]
    return r"\.".join([*named, ".+" if last == "*" else re.escape(last)])
