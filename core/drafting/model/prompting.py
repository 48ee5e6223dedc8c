"""What the writer needs of a kind's prompt, and the request it becomes.

The request begins with what is the same for every letter of a kind, marked for the provider's cache: the
house rules, the kind's system prompt and the form of the answer. What differs comes last: what is wanted
this time, then the facts. The form of the answer names no fact, for a form that differs from account to
account would be a new prefix, and a new grammar, each time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from core.drafting.fact import FactSheet
from core.drafting.kind import Assignment
from core.drafting.model.known_models import CHARACTERS_PER_TOKEN, KnownModel, Tokens
from core.drafting.model.offer import Offer, facts_budget, offer

HOUSE_RULES = Path(__file__).parent / "house_rules.md"
MAX_OUTPUT_TOKENS = 2_000
"""A letter of 150 words with its fact ids takes about 500; a page-long document some 1,500."""


class Prompting(Protocol):
    """The prompts of all kinds, as ``core.drafting.prompts`` keeps them."""

    def version(self, assignment: Assignment) -> str:
        """Version of the prompt, recorded with the draft."""

    def sayable(self, assignment: Assignment) -> FactSheet:
        """The facts a text for this purpose may say, the most important first."""

    def system(self, assignment: Assignment) -> str:
        """The same for every assignment of a kind."""

    def user(self, assignment: Assignment) -> str:
        """What is wanted this time, and the assignment's facts as one JSON field."""


LETTER_FORM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["subject", "paragraphs", "ask"],
    "properties": {
        "subject": {"type": "string", "description": "One line, no name of the recipient."},
        "paragraphs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "fact_ids"],
                "properties": {
                    "text": {"type": "string"},
                    "fact_ids": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "Ids of the facts this paragraph says; empty when none.",
                    },
                },
            },
        },
        "ask": {
            "type": "string",
            "description": "The one thing asked for, word for word as in a paragraph; or empty.",
        },
    },
}
"""JSON schema of the answer. No field for a recipient: a person chooses it, never a text."""


@dataclass(frozen=True)
class Instructions:
    """A prompt for one draft: ``system`` is the cached prefix, ``user`` what differs."""

    system: str
    user: str
    version: str


def prepared(prompting: Prompting, assignment: Assignment) -> tuple[Instructions, Offer]:
    """The prompt for ``assignment``, and the facts in it."""
    system = f"{_house_rules()}\n\n{prompting.system(assignment)}"
    budget = facts_budget(assignment.sheet, len(system))
    told = offer(prompting.sayable(assignment), assignment.request.sender, budget)
    narrowed = replace(assignment, sheet=told.sheet)
    user = _again(assignment.variant) + told.redactor.hide_emails(prompting.user(narrowed))
    return Instructions(system, user, prompting.version(assignment)), told


def request(model: KnownModel, given: Instructions) -> dict[str, Any]:
    """The arguments of ``messages.stream``. No tools: there is nothing the model could do but write."""
    output: dict[str, Any] = {"format": {"type": "json_schema", "schema": LETTER_FORM}}
    if model.effort:
        output["effort"] = model.effort
    made: dict[str, Any] = {
        "model": model.name,
        "max_tokens": MAX_OUTPUT_TOKENS,
        "system": [
            {"type": "text", "text": given.system, "cache_control": {"type": "ephemeral"}},
        ],
        "messages": [
            {
                "role": "user",
                "content": [{"type": "text", "text": given.user}],
            }
        ],
        "output_config": output,
    }
    if model.thinking:
        made["thinking"] = {"type": model.thinking}
    return made


def most_tokens(given: Instructions) -> Tokens:
    """An upper bound of what one call can use: everything written to the cache, the longest answer."""
    letters = len(given.system) + len(given.user)
    return Tokens(
        output=MAX_OUTPUT_TOKENS, cache_write=round(letters / CHARACTERS_PER_TOKEN) + 1_000
    )


def _again(variant: int) -> str:
    """Ahead of what is wanted, so that nothing written by others stands between it and the rest."""
    if variant == 0:
        return ""
    return (
        f"This text was written {variant} times before for the same reader and was not liked. Open with "
        "another fact, build it in another order and take other words.\n\n"
    )


@cache
def _house_rules() -> str:
    return HOUSE_RULES.read_text(encoding="utf-8").strip()
