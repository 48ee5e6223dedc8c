"""Guidance for an invented account, its facts and documents, and Claude's voice over a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.actor import Actor, Role
from core.coaching.knowledge import Document, Library
from core.coaching.model import (
    ActionPhase,
    Citation,
    CitationKind,
    Guidance,
    Line,
    ReadyAction,
    Situation,
)
from core.coaching.style.model import DEFAULT_STYLE
from core.coaching.voice import Speaker, Voice
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.model import Caps, Conversation, Ledger, ModelConfig
from core.store import Store
from tests.unit.drafting.model.messages_server import KEY, MessagesServer, Received, Reply

ON = date(2026, 6, 30)
TOM = Actor("tom@ours.example", frozenset({Role.CSM}))
QUESTION = "My champion Ines was promoted and Ravi takes over, how should I handle this?"


def fact(id: str, kind: FactKind, label: str, value: Any, **more: Any) -> Fact:
    return Fact(id, kind, label, value, ON, **more)


FACTS = (
    fact("account.name", FactKind.COMPANY, "Company", "Contoso GmbH", aliases=("Contoso",)),
    fact("champion.ines.name", FactKind.PERSON, "Champion", "Ines Duarte", aliases=("Ines",)),
    fact("renewal_on", FactKind.DATE, "Renewal", date(2026, 9, 30)),
    fact("issue.open_critical", FactKind.COUNT, "Open tickets of high priority", Decimal(3), unit="tickets"),
    fact("arr", FactKind.MONEY, "Annual recurring revenue", Decimal(450_000), unit="USD"),
)  # fmt: skip
PLAYBOOK = Citation(CitationKind.PLAYBOOK, "champion_promoted", "Your champion was promoted")
ARTICLE = Citation(CitationKind.ARTICLE, "champion_transition", "When a champion moves on")
DOCUMENTS = (
    Document(
        "champion_promoted", "playbook", "Your champion was promoted", "Congratulate, learn, secure.", "Stakeholders",
        (), (), "value", "Rapport practice", "A promoted champion gains influence and loses time for you.",
    ),
    Document(
        "champion_transition", "article", "When a champion moves on", "Find the successor early.", "Stakeholders",
        (), (), "value", "Rapport practice",
        "Ask who takes over the daily work. Keep the first call to twenty minutes. Say: \"What has changed for you?\"",
    ),
)  # fmt: skip
LIBRARY = Library({document.slug: document for document in DOCUMENTS}, "test")


def cited(name: str) -> Citation:
    return Citation(CitationKind.FACT, name, name)


GUIDANCE = Guidance(
    Situation("champion_promoted", "Your champion was promoted", 0.9, 1, "Contoso GmbH"),
    analysis=(
        Line("This is good news with a deadline: your champion has less time for you.", (PLAYBOOK,)),
        Line("The renewal is on 30 September.", (PLAYBOOK, cited("renewal_on"))),
    ),
    phases=(
        ActionPhase("Congratulate", "today", ON, (
            Line("Send a short personal note and ask for nothing in it.", (PLAYBOOK,)),
        )),
        ActionPhase("Learn what changed", "this week", date(2026, 7, 7), (
            Line("Ask directly who takes over the daily work.", (ARTICLE, cited("champion.ines.name"))),
            Line("Update the stakeholder map.", (PLAYBOOK,)),
        )),
    ),
    watch_outs=(Line("Their priorities may shift away from your product.", (PLAYBOOK,)),),
    wording=(Line("They may say: “Not now.” You could answer: “When?”", (ARTICLE,)),),
    ready=(ReadyAction("Draft the note", "draft", "executive_outreach", "congratulations", 7),),
    facts=(FACTS[1], FACTS[2]),
)  # fmt: skip
WORDED: dict[str, Any] = {
    "passages": [
        {"id": "analysis.1", "text": "Ines Duarte has a bigger job and less time for you, and the renewal is on 30 September.",
         "cites": ["doc:champion_promoted", "fact:champion.ines.name", "fact:renewal_on"]},
        {"id": "phase.1.1", "text": "Send a personal note today that asks for nothing.", "cites": ["doc:champion_promoted"]},
        {"id": "phase.2.1", "text": "Ask Ines directly who takes over the daily work. Keep the call to twenty minutes.",
         "cites": ["doc:champion_transition", "fact:champion.ines.name"]},
        {"id": "phase.2.2", "text": "Redraw the stakeholder map.", "cites": ["doc:champion_promoted"]},
        {"id": "watch_out.1", "text": "New priorities may lead away from your product.", "cites": ["doc:champion_promoted"]},
    ]
}  # fmt: skip


def sheet_of(*more: Fact) -> FactSheet:
    return FactSheet(1, ON, (*more, *FACTS))


def worded(passage_id: str, text: str, *cites: str) -> dict[str, Any]:
    """The good answer with one passage put differently."""
    parts = [
        {**part, "text": text, "cites": list(cites) or part["cites"]}
        if part["id"] == passage_id
        else part
        for part in WORDED["passages"]
    ]
    return {"passages": parts}


def material_in(received: Received) -> dict[str, Any]:
    """What the request told, read back."""
    found: dict[str, Any] = json.loads(received.user[received.user.index("material: ") + 10 :])
    return found


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the SDK would read from the machine the tests run on."""
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def sdk() -> None:
    """Loaded before any deadline runs."""
    import core.drafting.model.call  # noqa: F401


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as running:
        yield running


@dataclass
class Booth:
    """Claude's voice behind a server."""

    store: Store
    server: MessagesServer
    shown: list[str] = field(default_factory=list)

    def voice(self, caps: Caps = Caps(20.0, 4.0), deadline: float = 10.0) -> Voice:  # noqa: B008 - frozen
        config = ModelConfig(KEY, "claude-sonnet-5-5", self.server.url, deadline, caps)
        slept: list[float] = []
        conversation = Conversation(config, Ledger(self.store, caps), sleep=slept.append)
        return Voice(Speaker(conversation), ("Lumenfold",))

    def guide(self, *replies: Reply, facts: FactSheet | None = None, **options: Any) -> Guidance:
        """Guidance, the server answering with ``replies``."""
        self.server.replies = list(replies)
        guidance = options.pop("guidance", GUIDANCE)
        return self.voice(**options).guidance(
            TOM,
            guidance,
            question=QUESTION,
            library=LIBRARY,
            sheet=facts or sheet_of(),
            style=DEFAULT_STYLE,
            on_text=self.shown.append,
        )

    def calls(self) -> list[dict[str, Any]]:
        return self.store.rows("SELECT * FROM ops.model_call ORDER BY call_id")


@pytest.fixture
def booth(store: Store, server: MessagesServer) -> Booth:
    return Booth(store, server)
