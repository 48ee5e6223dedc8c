"""A desk to draft at: one imported account, its people, the real engine, and a clock to set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from core.actor import LOCAL, Actor, ActorKind, Role
from core.capture import ImportOptions, plan, publish
from core.clock import Clock, fixed
from core.draft_kinds import DRAFT_KINDS
from core.drafting.drafts import Draft
from core.drafting.drafts.delivering import Deliver
from core.drafting.engine import Engine
from core.drafting.gate import check
from core.drafting.kind import DraftRequest, Writer
from core.drafting.template.writer import TemplateWriter
from core.store import ModelSet, Store
from tests.spec.world import key
from tests.unit.sponsors.outreach.examples import RICH, US, _write, imported

TODAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 15)
"""A Monday, ten in the morning in New York."""

MAYA = Actor("maya@ours.example", frozenset({Role.CSM}))
TOM = Actor("tom@ours.example", frozenset({Role.MANAGER}))
STRANGER = Actor("sam@ours.example", frozenset({Role.CSM}))
ANALYST = Actor("ann@ours.example", frozenset({Role.ANALYST}))
SERVICE = Actor("nightly", frozenset({Role.ADMIN}), ActorKind.TOKEN, "nightly")
OWN_TOKEN = Actor(
    "maya@ours.example", frozenset({Role.CSM}), ActorKind.TOKEN, "maya's", for_person=True
)
ROBERT, AMANDA, JENNIFER, LUIS = key("C2"), key("C3"), key("C1"), key("C4")
ACCOUNT = key("A1")


class Desk:
    """The engine over one database. ``now`` can be moved on."""

    def __init__(
        self,
        folder: Path,
        models: ModelSet,
        *,
        writer: Writer | None = None,
        deliver: Deliver | None = None,
    ) -> None:
        self.folder, self.models = folder, models
        self.now = NOON
        self.store = Store.open(folder / "rapport.duckdb", clock=Clock(lambda: self.now), threads=2)
        template = TemplateWriter("Lumenfold")
        self.engine = Engine(
            self.store,
            kinds=DRAFT_KINDS,
            writer=writer or template,
            template=template,
            check=check,
            models=models,
            deliver=deliver,
            own_names=("Lumenfold",),
        )
        self._imports = 0

    def request(
        self, purpose: str = "strategic_alignment", contact: int = ROBERT, **more: Any
    ) -> DraftRequest:
        asked = {"as_of": self.now.date(), "sender": MAYA.email, **more}
        return DraftRequest("executive_outreach", ACCOUNT, purpose, contact_key=contact, **asked)

    def make(
        self,
        purpose: str = "strategic_alignment",
        contact: int = ROBERT,
        actor: Actor = MAYA,
        **more: Any,
    ) -> Draft:
        return self.engine.make(actor, self.request(purpose, contact, **more))

    def approved(self, **more: Any) -> Draft:
        draft = self.make(**more)
        self.engine.approve(MAYA, draft.draft_id, draft.content_hash)
        return self.engine.draft(MAYA, draft.draft_id)

    def edited(self, draft: Draft, more: str = "I would be glad to hear your view.") -> Draft:
        """The draft with a sentence before the sign-off."""
        parts = [part.text for part in draft.letter.paragraphs]
        body = "\n\n".join([*parts[:-1], more, parts[-1]])
        return self.engine.edit(MAYA, draft.draft_id, draft.letter.subject, body)

    def write(self, sql: str, *tables: str, **params: Any) -> None:
        """Change rows as an import would, and say which tables changed."""
        with self.store.transaction(LOCAL, "import.publish") as work:
            work.execute(sql, params)
            work.touch(*tables)

    def import_(self, text: str) -> None:
        """Import tables as template files, through capture."""
        self._imports += 1
        self.now += timedelta(minutes=1)
        folder = self.folder / f"import-{self._imports}"
        folder.mkdir()
        options = ImportOptions(exported_at=self.now)
        paths = _write(folder, text)
        result = publish(self.store, LOCAL, plan(self.store, LOCAL, paths, options=options))
        assert [problem for found in result.files for problem in found.problems] == []

    def audit(self) -> list[str]:
        """What was audited, in order."""
        rows = self.store.rows("SELECT action FROM ops.audit_event ORDER BY sequence")
        return [row["action"] for row in rows]

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


def build(folder: Path, models: ModelSet) -> Path:
    """The database every desk starts from."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = fixed(datetime.combine(TODAY, time(9)))
    with Store.open(folder / "rapport.duckdb", clock=clock, threads=2) as store:
        imported(store, models, folder, f"{US.strip()}\n\n{RICH.strip()}", TODAY)
    return folder


@contextmanager
def copied(
    built: Path,
    folder: Path,
    models: ModelSet,
    *,
    writer: Writer | None = None,
    deliver: Deliver | None = None,
) -> Iterator[Desk]:
    """A desk over a copy of the database."""
    shutil.copytree(built, folder / "desk")
    desk = Desk(folder / "desk", models, writer=writer, deliver=deliver)
    try:
        yield desk
    finally:
        desk.store.close()
