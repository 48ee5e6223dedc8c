"""Approvals put under the knife: a draft to a person of its own each time, made and approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from core.actor import LOCAL
from core.drafting.engine import Engine
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.gate import check
from core.drafting.kind import Assignment, DraftKind, DraftRequest, Written
from core.drafting.letter import Letter, Paragraph
from core.store import ModelSet, Store, refresh

ACCOUNT = 1
NAMES = {"account.name": "Acme", "recipient.name": "Robert Kim", "sender.name": "Maya Okonjo"}
KINDS = {"account.name": FactKind.COMPANY}


class Plain:
    """A writer that claims nothing."""

    def write(
        self, assignment: Assignment, on_text: Callable[[str], None] | None = None
    ) -> Written:
        paragraphs = (Paragraph("Robert Kim,", ("recipient.name",)), Paragraph("Shall we talk?"))
        return Written(Letter("A first conversation", paragraphs), "template", "1")


def gather(store: Store, actor: object, request: DraftRequest) -> FactSheet:
    """Who writes to whom."""
    facts = [
        Fact(name, KINDS.get(name, FactKind.PERSON), name, value, request.as_of)
        for name, value in NAMES.items()
    ]
    return FactSheet(ACCOUNT, request.as_of, tuple(facts), request.contact_key)


class Approve:
    """The approval, the state of its draft, its event and the audit are all there, or none is."""

    def __init__(self) -> None:
        self._models = ModelSet.load()

    def step(self, store: Store, number: int) -> None:
        self._add_person(store, number)
        engine = self._engine(store)
        request = DraftRequest(
            "executive_outreach", ACCOUNT, "introduction", store.clock.today(), LOCAL.email, number
        )
        draft = engine.make(LOCAL, request)
        engine.approve(LOCAL, draft.draft_id, draft.content_hash)

    def batches(self, store: Store) -> set[int]:
        rows = store.rows(
            "SELECT draft.contact_key, draft.status, draft.draft_id,"
            " (SELECT count(*) FROM ops.approval AS a WHERE a.draft_id = draft.draft_id) AS approvals,"
            " (SELECT count(*) FROM ops.draft_event AS e WHERE e.draft_id = draft.draft_id AND e.event = 'approved') AS events,"
            " (SELECT count(*) FROM ops.draft_version AS v WHERE v.draft_id = draft.draft_id) AS texts,"
            " (SELECT count(*) FROM ops.audit_event AS l WHERE l.action = 'draft.approve' AND l.subject = 'draft ' || draft.draft_id) AS audited"
            " FROM ops.draft AS draft"
        )
        for row in rows:
            assert row["texts"] == 1, "a draft is there without its text"
            whole = 1 if row["status"] == "approved" else 0
            counts = (row["approvals"], row["events"], row["audited"])
            assert counts == (whole,) * 3, "an approval is there in part"
        return {row["contact_key"] for row in rows if row["status"] == "approved"}

    def _engine(self, store: Store) -> Engine:
        kinds = {"executive_outreach": DraftKind("executive_outreach", "Outreach", gather)}
        return Engine(store, kinds=kinds, writer=Plain(), template=Plain(), check=check)

    def _add_person(self, store: Store, number: int) -> None:
        """The account and models with the first, then a person a draft."""
        with store.transaction(LOCAL, "import.publish", str(number)) as work:
            if not work.value("SELECT count(*) FROM crm.account"):
                work.execute(
                    "INSERT INTO crm.account (account_key, name, source_id) VALUES (1, 'Acme', 'A1')"
                )
            work.execute("DELETE FROM crm.contact WHERE contact_key = $key", {"key": number})
            work.execute(
                "INSERT INTO crm.contact (contact_key, full_name, email, account_key)"
                " VALUES ($key, 'Robert Kim', $email, 1)",
                {"key": number, "email": f"r{number}@acme.example"},
            )
            work.touch("crm.account", "crm.contact")
        if not store.value(
            "SELECT count(*) FROM information_schema.tables WHERE table_name = 'executive_touchpoint'"
        ):
            refresh(store, self._models, date(2026, 6, 30), LOCAL)
