"""What the prompt folders say, kept as files to be read; a change of wording shows in the review.

After a change that is wanted: ``UPDATE_SNAPSHOTS=1 python -m pytest tests/prompts``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.drafting.documents import DOCUMENT_KINDS, make
from core.drafting.kind import Assignment, DraftRequest, Tone
from core.drafting.prompts import load_prompt, prompt_names, render_system, render_user
from core.drafting.prompts.check import OWN_COMPANY
from core.drafting.prompts.examples import examples, function_of
from core.drafting.template.writer import TemplateWriter
from core.errors import MissingFacts

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "UPDATE_SNAPSHOTS"
LETTERS = "executive_outreach"
EXAMPLES = [(LETTERS, name) for name, _ in examples(LETTERS)]
EXAMPLES += [
    (kind, name)
    for kind in prompt_names()
    if load_prompt(kind).meta.names_tickets
    for name, _ in examples(kind)
]


def _same(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"run {UPDATE}=1 python -m pytest tests/prompts"
    assert text == path.read_text(encoding="utf-8"), f"{name} changed"


def _assignment(kind: str, example: str, purpose: str, tone: Tone = Tone.WARM) -> Assignment:
    sheet = dict(examples(kind))[example]
    request = DraftRequest(
        kind, sheet.account_key, purpose, sheet.as_of, "", sheet.contact_key, tone
    )
    return Assignment(request, sheet, function_of(sheet), load_prompt(kind).max_words)


@pytest.mark.parametrize("kind", prompt_names())
def test_what_a_model_is_told(kind: str) -> None:
    prompt = load_prompt(kind)
    purpose = next(iter(prompt.meta.purposes))
    user = render_user(prompt, _assignment(kind, "rich", purpose))
    _same(f"{kind}.model.txt", f"{render_system(prompt)}\n=== user ===\n\n{user}")


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_letters_without_a_model(kind: str, example: str) -> None:
    parts = []
    for purpose in load_prompt(kind).meta.purposes:
        for tone in Tone:
            head = f"=== {purpose}, {tone.value} ==="
            try:
                letter = (
                    TemplateWriter(OWN_COMPANY)
                    .write(_assignment(kind, example, purpose, tone))
                    .letter
                )
                said = (
                    f"Subject: {letter.subject}\n\n{letter.body}\n\n[{', '.join(letter.fact_ids)}]"
                )
            except MissingFacts as missing:
                said = f"Not written. {missing}"
            parts.append(f"{head}\n\n{said}\n")
    _same(f"{kind}.{example}.letters.txt", "\n".join(parts))


@pytest.mark.parametrize("kind", DOCUMENT_KINDS)
def test_documents(kind: str) -> None:
    parts = []
    for name, sheet in examples(kind):
        try:
            parts.append(
                f"<!-- {name} -->\n\n{make(kind, sheet, own_company=OWN_COMPANY).markdown()}"
            )
        except MissingFacts as missing:
            parts.append(f"<!-- {name} -->\n\nNot written. {missing}\n")
    _same(f"{kind}.documents.md", "\n".join(parts))
