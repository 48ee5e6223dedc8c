"""Giving rows their account by hand, once: later imports follow."""

from __future__ import annotations

from core.accounts import AccountRef, find_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.reconcile import reconcile, release
from core.capture.place import PLACED, place
from core.errors import InvalidInput
from core.store import Store, Transaction

MATCH_KINDS = ("row", "account_ref", "domain", "name")


def assign(
    store: Store,
    actor: Actor,
    match_kind: str,
    match_value: str,
    account: str,
    *,
    table: str = "",
) -> int:
    """Assign the rows that ``match_value`` points at to an account; returns how many rows moved.

    ``match_kind`` and ``match_value`` are those of :func:`~core.capture.listing.unplaced`;
    ``table`` (``crm.ticket``) narrows to one table. The assignment is remembered and comes before
    every other way of finding the account. Raises :class:`~core.errors.InvalidInput` for a kind
    that does not exist, and what looking the account up raises.
    """
    require(actor, Permission.IMPORT_PUBLISH)
    targets = [target for target in PLACED if table in ("", target.table)]
    if match_kind not in MATCH_KINDS or not match_value or not targets:
        raise InvalidInput(
            f"Rows cannot be assigned by {match_kind!r}.", f"Use one of {', '.join(MATCH_KINDS)}."
        )
    found = find_account(store, actor, account)
    with store.transaction(actor, "placement.assign", f"{match_kind}:{match_value}") as work:
        _remember(work, actor, found, (table, match_kind, match_value))
        release(work)
        moved = 0
        for target in targets:
            if count := place(work, target, [], everything=True):
                moved += count
                work.touch(target.table)
        reconcile(work, rows_changed=True, released=True)
        work.touch("ops.account_assignment")
        work.note(account=found.source_id, rows=moved)
    return moved


def _remember(
    work: Transaction, actor: Actor, account: AccountRef, what: tuple[str, str, str]
) -> None:
    work.execute(
        "MERGE INTO ops.account_assignment AS earlier"
        " USING (SELECT $table AS table_name, $match_kind AS match_kind,"
        " $match_value AS match_value) AS assigned USING (table_name, match_kind, match_value)"
        " WHEN MATCHED THEN UPDATE SET"
        " account_key = $account_key, assigned_at = $now, assigned_by = $by"
        " WHEN NOT MATCHED THEN INSERT VALUES"
        " ($table, $match_kind, $match_value, $account_key, $now, $by)",
        {
            "table": what[0],
            "match_kind": what[1],
            "match_value": what[2],
            "account_key": account.account_key,
            "now": work.clock.now(),
            "by": actor.name,
        },
    )
