"""P10: how much of an account a model is told for a letter, and how much of the prompt its provider has cached.

Sizes are characters: the provider's tokens are not counted offline, and run at about the same number of
characters in all parts of a prompt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median

from core.drafting.fact import FactSheet
from core.drafting.kind import Assignment, DraftRequest
from core.drafting.model.from_folders import FolderPrompting
from core.drafting.model.prompting import prepared
from core.drafting.prompts import load_prompt
from core.drafting.prompts.render import facts_json
from core.settings import PROJECT_ROOT
from tests.benchmarks.bench import Bench
from tests.benchmarks.measure import Measurement, compare

KIND = "executive_outreach"
EXAMPLES = PROJECT_ROOT / "prompts" / KIND / "examples"
LARGE = 20_000
"""Sheets of accounts that much is known of, characters; a thin one has nothing to leave out."""
CACHED_AT_LEAST = 0.80


def prompt_size(bench: Bench) -> list[Measurement]:
    """P10: every purpose on the example accounts that much is known of."""
    del bench  # needs no tables
    told, known, cached, whole = [], [], [], []
    for assignment in _assignments():
        given, offered = prepared(FolderPrompting(), assignment)
        told.append(float(len(facts_json(offered.sheet))))
        known.append(float(len(facts_json(assignment.sheet))))
        total = len(given.system) + len(given.user)
        cached.append(len(given.system) / total)
        whole.append(total / (total - told[-1] + known[-1]))
    return [
        compare(
            "P10",
            "facts in a prompt",
            "all facts of the account",
            times=(told, known),
            at_most=0.40,
            unit="characters",
            note=f"the whole prompt is {median(whole):.0%} of one with all facts",
        ),
        Measurement(
            "P10",
            "share of the prompt in the cached prefix",
            "-",
            f">= {CACHED_AT_LEAST:.0%}",
            value=100 * min(cached),
            unit="%",
            met=min(cached) >= CACHED_AT_LEAST,
            runs=len(cached),
            note=f"the least of {len(cached)}; median {median(cached):.0%}",
        ),
    ]


def _assignments() -> Iterator[Assignment]:
    for path in sorted(EXAMPLES.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        if len(text) <= LARGE:
            continue
        sheet = FactSheet.from_dict(json.loads(text))
        for purpose in load_prompt(KIND).meta.purposes:
            request = DraftRequest(KIND, sheet.account_key, purpose, sheet.as_of, "")
            yield Assignment(request, sheet, "cfo", 150)
