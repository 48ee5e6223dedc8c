"""Every playbook with accounts of the demonstration, through Claude's voice: what the coach says itself always passes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from core.actor import COMMAND_LINE
from core.coaching.guidance.compose import Material, compose
from core.coaching.guidance.facts import gather
from core.coaching.knowledge import Document, library
from core.coaching.model import CitationKind, Guidance, Situation
from core.coaching.style import DEFAULT_STYLE
from core.coaching.voice import Speaker, Voice
from core.drafting.fact import FactSheet
from core.drafting.model import Caps, Conversation, Ledger, ModelConfig
from core.store import Store
from core.wiring import Cockpit
from tests.prompts.conftest import EXECUTIVES, TODAY
from tests.unit.coaching.voice.conftest import material_in
from tests.unit.drafting.model.messages_server import KEY, MessagesServer, Received, answers

OWN = ("Lumenfold",)
CAPS = Caps(1e6, 1e6)
Composed = tuple[Document, Guidance, FactSheet]


@pytest.fixture
def voice(store: Store) -> Iterator[tuple[Voice, MessagesServer]]:
    """Claude's voice over a server, with a ledger of its own."""
    with MessagesServer() as server:
        config = ModelConfig(KEY, "claude-sonnet-5-5", server.url, 20.0, CAPS)
        yield Voice(Speaker(Conversation(config, Ledger(store, CAPS))), OWN), server


@pytest.fixture(scope="session")
def composed(demo: Cockpit) -> list[Composed]:
    """Each playbook's answer for an executive of the demonstration, another one each time."""
    held = library(demo.store, COMMAND_LINE)
    people = itertools.cycle(demo.store.rows(EXECUTIVES, {"as_of": TODAY})[::3])
    found = []
    for document in held.playbooks:
        assert document.playbook is not None
        row = next(people)
        key, contact = row["account_key"], row["contact_key"]
        sheet = gather(demo.store, COMMAND_LINE, key, TODAY, contact_key=contact)
        situation = Situation(document.slug, document.title, 1.0, key, "", ())
        material = Material(document, document.playbook, held, situation, TODAY, sheet, OWN)
        found.append((document, compose(material), sheet))
    return found


def _repeats(received: Received) -> dict[str, Any]:
    """Says every passage as it was."""
    given = material_in(received)["passages"]
    return {"passages": [{k: p[k] for k in ("id", "text", "cites")} for p in given]}


def _turns_to_the_account(received: Received) -> dict[str, Any]:
    """Says the analysis in one passage, and each step for the account by name."""
    given = material_in(received)
    company = next(fact["text"] for fact in given["facts"] if fact["id"] == "fact:account.name")
    parts = {p["id"]: {k: p[k] for k in ("id", "text", "cites")} for p in given["passages"]}
    analysis = [part for name, part in parts.items() if name.startswith("analysis.")]
    for part in analysis[1:]:
        del parts[part["id"]]
    analysis[0]["text"] = " ".join(part["text"] for part in analysis[:2])
    analysis[0]["cites"] = [*analysis[0]["cites"], *analysis[min(1, len(analysis) - 1)]["cites"]]
    for name, part in parts.items():
        if name.startswith("phase."):
            part["text"] = f"For {company}: {part['text'][0].lower()}{part['text'][1:]}"
            part["cites"] = [*part["cites"], "fact:account.name"]
    return {"passages": list(parts.values())}


@pytest.mark.parametrize("says", [_repeats, _turns_to_the_account])
def test_what_the_coach_says_itself_passes_the_gate_of_its_voice(
    demo: Cockpit, composed: list[Composed], voice: tuple[Voice, MessagesServer], says: Any
) -> None:
    held = library(demo.store, COMMAND_LINE)
    speaker, server = voice
    server.replies = [answers(says)]
    refused = []
    for document, guidance, sheet in composed:
        made = speaker.guidance(
            COMMAND_LINE,
            guidance,
            question="What should I do?",
            library=held,
            sheet=sheet,
            style=DEFAULT_STYLE,
            own_names=OWN,
        )
        if made.writer != "claude":
            refused.append(f"{document.slug}: {made.note}")
        lines = [*made.analysis, *made.watch_outs, *(s for p in made.phases for s in p.steps)]
        facts = {fact.id for fact in sheet}
        for one in (cited for line in lines for cited in line.citations):
            assert one.ref in facts if one.kind is CitationKind.FACT else held.get(one.ref)
    assert refused == []
