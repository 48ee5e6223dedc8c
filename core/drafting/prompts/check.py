"""Renders everything a prompt folder can say, so that what is wrong is found before a draft needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.kind import Assignment, DraftRequest, Length, Tone
from core.drafting.prompts.examples import examples, function_of
from core.drafting.prompts.load import PROMPTS, load_prompt, prompt_names
from core.drafting.prompts.phrases import phrase_book
from core.drafting.prompts.prompt import Prompt
from core.drafting.prompts.render import render_system, render_user
from core.drafting.template.compose import HELPERS, Voice
from core.drafting.template.writer import TemplateWriter
from core.errors import MissingFacts

OWN_COMPANY = "Lumenfold"
"""Our company in examples, as in the demonstration."""


@dataclass(frozen=True)
class Checked:
    """What was rendered of one kind. ``refused`` counts examples that lack what a purpose needs."""

    kind: str
    version: str
    purposes: int
    wordings: int
    drafts: int
    refused: int
    most_words: int
    max_words: int


def check_prompts(folder: Path = PROMPTS) -> tuple[Checked, ...]:
    """Check every folder; raises BadPrompt, with file and line, for the first thing that is wrong."""
    return tuple(check_prompt(load_prompt(name, folder), folder) for name in prompt_names(folder))


def check_prompt(prompt: Prompt, folder: Path = PROMPTS) -> Checked:
    """Render the system text, every wording, and a text for each example, purpose, tone and length."""
    render_system(prompt)
    wordings = _render_wordings(prompt)
    writer = TemplateWriter(OWN_COMPANY)
    drafts, refused, most = 0, 0, 0
    for _, sheet in examples(prompt.name, folder):
        for assignment in assignments(prompt, sheet):
            render_user(prompt, assignment)
            try:
                letter = writer.write(assignment).letter
            except MissingFacts:
                refused += 1
                continue
            drafts += 1
            most = max(most, letter.words)
    return Checked(
        prompt.name, prompt.version, len(prompt.meta.purposes), wordings, drafts, refused, most, prompt.max_words
    )  # fmt: skip


def assignments(prompt: Prompt, sheet: FactSheet) -> Iterator[Assignment]:
    """One assignment for each purpose, tone and length."""
    for purpose in prompt.meta.purposes:
        for tone in Tone:
            for length in Length:
                request = DraftRequest(
                    prompt.name, sheet.account_key, purpose, sheet.as_of, "", sheet.contact_key, tone, length
                )  # fmt: skip
                yield Assignment(request, sheet, function_of(sheet), prompt.max_words)


_ON = date(2026, 6, 30)


def _render_wordings(prompt: Prompt) -> int:
    """Render each wording of the phrase book with made-up facts; the number of wordings."""
    book = phrase_book(prompt)
    count = 0
    for phrase in book:
        roles = {name: _made_up(name) for name in phrase.names - HELPERS - {"us"}}
        voice = Voice(book, phrase.tags, "check", roles, {"us": OWN_COMPANY})
        voice.render(
            phrase, {**roles, "value": _made_up("value"), "baseline": _made_up("baseline")}
        )
        count += 1
    return count


_NUMBERS = {
    "value": "31",
    "baseline": "52",
    "target": "30",
    "multiple": "4.2",
    "issues": "2",
    "arr": "450000",
}


def _made_up(name: str) -> Fact:
    """A fact of the kind that a role's name stands for."""
    if name in _NUMBERS:
        kind, unit = (FactKind.MONEY, "USD") if name == "arr" else (FactKind.COUNT, "hours")
        return Fact(name, kind, name, Decimal(_NUMBERS[name]), _ON, unit)
    if name.endswith(("_on", "_since")) or name == "customer_since":
        return Fact(name, FactKind.DATE, name, _ON, _ON)
    if name.startswith("slot_"):
        return Fact(name, FactKind.DATE, name, datetime(2026, 7, 7, 10, tzinfo=UTC), _ON)
    return Fact(name, FactKind.QUOTE, name, name.replace("_", " ").capitalize(), _ON)
