"""A server, a sheet of facts, a template and Claude in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.actor import Actor, Role
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.kind import Assignment, DraftRequest, Writer, Written
from core.drafting.letter import Letter, Paragraph
from core.drafting.model.ledger import Caps, Ledger
from core.drafting.model.writer import ClaudeWriter, ModelConfig
from core.store import Store
from tests.unit.drafting.model.messages_server import KEY, MessagesServer, Reply

ON = date(2026, 6, 30)
SENDER = "tom@ours.example"
TOM = Actor(SENDER, frozenset({Role.CSM}))
LETTER: dict[str, Any] = {
    "subject": "Cost per invoice and your monthly closing",
    "paragraphs": [
        {"text": "Ines,", "fact_ids": ["recipient.first_name"]},
        {
            "text": "Your cost per invoice is 18% below where it started.",
            "fact_ids": ["outcome.invoice_cost.name", "outcome.invoice_cost.change_pct"],
        },
        {"text": "Could we speak on 10 July?", "fact_ids": ["meeting.slot.1"]},
        {"text": "Best regards,\nTom", "fact_ids": ["sender.first_name"]},
    ],
    "ask": "Could we speak on 10 July?",
}


def fact(id: str, kind: FactKind, label: str, value: Any, **more: Any) -> Fact:
    return Fact(id, kind, label, value, ON, **more)


FACTS = (
    fact("account.name", FactKind.COMPANY, "Company", "Contoso GmbH", aliases=("Contoso",)),
    fact("arr", FactKind.MONEY, "Annual recurring revenue", Decimal(450_000), unit="USD"),
    fact("recipient.first_name", FactKind.PERSON, "First name of the recipient", "Ines"),
    fact("recipient.email", FactKind.ADDRESS, "Address of the recipient", "ines@contoso.example"),
    fact("sender.first_name", FactKind.PERSON, "First name of the sender", "Tom"),
    fact("outcome.invoice_cost.name", FactKind.QUOTE, "Metric", "Cost per invoice"),
    fact(
        "outcome.invoice_cost.change_pct", FactKind.PERCENT,
        "Cost per invoice, change since the start in percent", Decimal(18), direction="below",
    ),
    fact("meeting.slot.1", FactKind.DATE, "Meeting time", date(2026, 7, 10)),
)  # fmt: skip


def sheet_of(*more: Fact) -> FactSheet:
    return FactSheet(1, ON, (*FACTS, *more))


def assignment_of(
    sheet: FactSheet | None = None, *, max_words: int = 150, actor: Actor | None = TOM
) -> Assignment:
    request = DraftRequest("executive_outreach", 1, "strategic_alignment", ON, SENDER)
    return Assignment(request, sheet or sheet_of(), "cfo", max_words, actor)


class PlainPrompting:
    """A prompt without folders: every fact may be said."""

    def version(self, _: Assignment) -> str:
        return "1.0+test"

    def sayable(self, assignment: Assignment) -> FactSheet:
        return assignment.sheet

    def system(self, _: Assignment) -> str:
        return "You write letters to executives. " * 200

    def user(self, assignment: Assignment) -> str:
        facts = [{"id": f.id, "kind": f.kind.value, "text": str(f.value)} for f in assignment.sheet]
        import json

        return (
            f"purpose: {assignment.request.purpose}\nfacts: {json.dumps(facts, ensure_ascii=False)}"
        )


@dataclass
class Template:
    """Writes always the same, and counts."""

    calls: int = 0
    letter: Letter = field(
        default_factory=lambda: Letter("From the template", (Paragraph("Ines,"), Paragraph("Tom")))
    )

    def write(
        self, assignment: Assignment, on_text: Callable[[str], None] | None = None
    ) -> Written:
        self.calls += 1
        if on_text is not None:
            on_text(self.letter.body)
        return Written(self.letter, "template", "1.0+template")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the SDK would read from the machine the tests run on."""
    for name in (
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_BASE_URL",
        "ANTHROPIC_CUSTOM_HEADERS",
    ):
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
class Desk:
    """Claude behind a server, with the template behind Claude."""

    store: Store
    server: MessagesServer
    template: Template = field(default_factory=Template)
    slept: list[float] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def writer(
        self,
        *,
        deadline: float = 10.0,
        key: str = KEY,
        name: str = "claude-sonnet-5-5",
        caps: Caps = Caps(20.0, 4.0),  # noqa: B008 - frozen
        template: Writer | None = None,
        prompting: Any = None,
    ) -> ClaudeWriter:
        config = ModelConfig(key, name, self.server.url, deadline, caps)
        return ClaudeWriter(
            config,
            template or self.template,
            Ledger(self.store, caps),
            prompting or PlainPrompting(),
            sleep=self.slept.append,
        )

    def write(
        self, *replies: Reply, assignment: Assignment | None = None, **options: Any
    ) -> Written:
        """One letter, the server answering with ``replies``."""
        self.server.replies = list(replies)
        return self.writer(**options).write(assignment or assignment_of(), self.shown.append)

    def calls(self) -> list[dict[str, Any]]:
        return self.store.rows("SELECT * FROM ops.model_call ORDER BY call_id")


@pytest.fixture
def desk(store: Store, server: MessagesServer) -> Desk:
    return Desk(store, server)
