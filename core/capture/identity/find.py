"""A record as people type it: ``system:identifier``, identifier, address or exact name."""

from __future__ import annotations

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.capture.identity.entity import CONTACT, entity_named
from core.capture.identity.review import account_of
from core.capture.identity.statement import statement
from core.errors import Ambiguous, NotFound
from core.store import Reader


def find_record(store: Reader, actor: Actor, entity: str, text: str) -> int:
    """The key of the one imported record that ``text`` names, as far as the actor sees it.

    Raises :class:`~core.errors.Ambiguous` when it names several and
    :class:`~core.errors.NotFound` when it names none.
    """
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    sql = statement(
        "record_by_text",
        table=kind.table,
        key=kind.key,
        label=kind.label,
        email="r.email" if kind is CONTACT else "r.domain",
        account=account_of(kind),
    )
    rows = store.rows(sql, {**viewer(actor), "text": text.strip().lower()})
    if len(rows) == 1:
        return int(rows[0]["record_key"])
    if not rows:
        raise NotFound(f"No {kind.name} {text!r} is known to you.", "Give system:identifier.")
    options = tuple(f"{row['label']} ({row['source_system']}:{row['source_id']})" for row in rows)
    raise Ambiguous(
        f"{text!r} names {len(rows)} {kind.name}s: {'; '.join(options[:5])}.",
        f"Give one as {rows[0]['source_system']}:{rows[0]['source_id']}.",
        options,
    )
