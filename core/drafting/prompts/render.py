"""What a model is given: a system text that is the same for all drafts of a kind, and one assignment.

The system text depends on the folder alone, so that it can be cached by its prefix. Facts follow as one JSON
field: whatever a customer's system wrote stands inside a JSON string and is data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jinja2

from core.drafting.fact import Fact, FactSheet, Freshness
from core.drafting.kind import Assignment, Length
from core.drafting.prompts.needs import sayable
from core.drafting.prompts.prompt import Prompt
from core.drafting.prompts.strict import BadPrompt
from core.drafting.template.say import say

MAX_TEXT = 300
"""Characters of a text fact that a model is shown."""


def render_system(prompt: Prompt) -> str:
    """The instructions; equal for every draft of the kind."""
    meta = prompt.meta
    return _render(
        prompt,
        "system",
        {
            "title": meta.title,
            "audience": meta.audience,
            "max_words": meta.limits.max_words,
            "short_words": meta.limits.short_words,
            "tones": meta.tones,
            "functions": meta.functions,
            "purposes": meta.purposes,
        },
    )


def render_user(prompt: Prompt, assignment: Assignment) -> str:
    """One assignment: what is wanted, and the facts that may be said, as one JSON field."""
    request = assignment.request
    words = assignment.max_words
    if request.length is Length.SHORT:
        words = min(words, prompt.meta.limits.short_words)
    return _render(
        prompt,
        "user",
        {
            "purpose": request.purpose,
            "tone": request.tone.value,
            "function": assignment.function,
            "maturity": _word(assignment.sheet, "reader.maturity", "medium"),
            "words": words,
            "today": request.as_of.isoformat(),
            "facts": facts_json(sayable(prompt, request.purpose, assignment.sheet)),
        },
    )


def _word(sheet: FactSheet, fact_id: str, otherwise: str) -> str:
    fact = sheet.get(fact_id)
    return otherwise if fact is None else str(fact.value)


def facts_json(sheet: FactSheet) -> str:
    """The facts as one line of JSON: id, what it is, and the exact words a text may use."""
    told = json.dumps([_told(fact) for fact in sheet], ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _told(fact: Fact) -> dict[str, Any]:
    told: dict[str, Any] = {"id": fact.id, "text": say(fact)[:MAX_TEXT]}
    if fact.direction:
        told["direction"] = fact.direction
    if fact.freshness is Freshness.STALE:
        told["stale"] = True
    return told


def _render(prompt: Prompt, key: str, supplied: Mapping[str, Any]) -> str:
    declared = getattr(prompt.meta.variables, key)
    unknown = [name for name in declared if name not in supplied]
    if unknown:
        raise BadPrompt(
            prompt.folder / "meta.toml",
            1,
            f"{unknown[0]!r} is declared for {key}.md, which is given no such variable.",
            f"It is given: {', '.join(supplied)}.",
        )
    given = {name: supplied[name] for name in declared}
    try:
        return prompt.templates[key].render(given).strip() + "\n"
    except jinja2.UndefinedError as error:
        raise BadPrompt(prompt.folder / f"{key}.md", 1, str(error)) from None
