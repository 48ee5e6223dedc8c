"""To which account a row belongs: by hand, by id, through a contact, by domain, by exact name.

Only rows without an account are looked at, in sets. Rows of earlier imports that find their account
now are written down, so that undoing the import takes it from them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from collections.abc import Mapping as Dictionary
from typing import Any

from core.capture.domains import free_mail, registrable
from core.capture.rows import make_account_reference, name_normalised
from core.capture.statement import statement
from core.capture.targets import TARGETS, Target
from core.store import Transaction

PLACED = tuple(target for target in TARGETS.values() if target.places)
"""Tables whose rows belong to an account; contacts come before what is placed through them."""

_EMAILS = {
    "activity": "list_append(participant_emails, from_email)",
    "ticket": "[requester_email]",
    "signal": "[contact_email]",
}
"""Addresses of a row that may be a contact's, by table."""


def addresses(table: str) -> str:
    """The addresses of a row as a list, in SQL over the table's own columns."""
    return _EMAILS.get(table, "[]::VARCHAR[]")


def place_all(work: Transaction, batch_ids: Sequence[int], tables: Set[str] | None) -> set[str]:
    """Find accounts for unplaced rows; returns the tables in which any was found.

    With ``tables``, those that the batches wrote to, only rows of ``batch_ids`` are tried: when
    neither accounts nor contacts changed, the others would fail again.
    """
    touched = set()
    everything = tables is None
    for target in PLACED:
        if tables is not None and target.table not in tables:
            continue
        if place(work, target, batch_ids, everything=everything):
            touched.add(target.table)
    return touched


def place(work: Transaction, target: Target, batch_ids: Sequence[int], *, everything: bool) -> int:
    """Find accounts for the unplaced rows of one table; returns how many were found."""
    scope = "" if everything else " AND list_contains($batch_ids, t.batch_id)"
    names = {"table": target.table, "key": target.key, "scope": scope}
    params: dict[str, Any] = {} if everything else {"batch_ids": list(batch_ids)}
    found = _by_hand(work, names, target, params)
    if not work.value(statement("unplaced_exists", **names), params):
        return found
    for _step in _steps(work, target, names, params):
        found += _apply(work, names, batch_ids)
        if not work.value(statement("unplaced_exists", **names), params):
            break
    return found


def _steps(
    work: Transaction, target: Target, names: dict[str, str], params: Dictionary[str, Any]
) -> Iterator[str]:
    """Fill ``placement`` (row key, account, how) by one means after the other."""
    steps = ["place_by_id", "place_by_rapport_id"]
    if target.name == "activity":
        steps.append("place_by_contact_ref")
    if target.name != "contact":
        steps.append("place_by_contact_email")
    steps += ["place_by_domain", "place_by_name"]
    emails = addresses(target.name)
    for step in steps:
        work.execute("DROP TABLE IF EXISTS temp.placement")
        if step == "place_by_rapport_id":
            make_account_reference(work)
        if step == "place_by_domain":
            _register_references(work, names, params, emails)
        sql = statement(step, **names, emails=emails, folded=name_normalised("t.account_name_ref"))
        work.execute(sql, params if "$batch_ids" in sql else None)
        yield step


def _register_references(
    work: Transaction,
    names: dict[str, str],
    params: Dictionary[str, Any],
    emails: str,
) -> None:
    """``reference_domain``: the registrable domain of each reference that is no free mail."""
    import pyarrow as pa  # noqa: PLC0415  (deferred: pages need no Arrow to start)

    rows = work.rows(statement("unplaced_references", **names, emails=emails), params)
    common = free_mail()
    pairs = [(row["reference"], registrable(row["reference"])) for row in rows]
    kept = [(host, domain) for host, domain in pairs if domain and domain not in common]
    work.register(
        "reference_domain",
        pa.table(
            {
                "reference": pa.array([pair[0] for pair in kept], pa.string()),
                "domain": pa.array([pair[1] for pair in kept], pa.string()),
            }
        ),
    )


def _apply(work: Transaction, names: dict[str, str], batch_ids: Sequence[int]) -> int:
    count = int(work.value("SELECT count(*) FROM placement") or 0)
    if count:
        work.execute(
            statement("place_late", **names),
            {"table": names["table"], "batch_ids": list(batch_ids)},
        )
        work.execute(statement("place", **names))
    return count


def _by_hand(
    work: Transaction, names: dict[str, str], target: Target, params: Dictionary[str, Any]
) -> int:
    """Assignments made by hand come first, and over what was found otherwise."""
    if not work.value(
        "SELECT count(*) FROM ops.account_assignment WHERE table_name IN ($table, '')",
        {"table": target.table},
    ):
        return 0
    work.execute("DROP TABLE IF EXISTS temp.placement")
    sql = statement("place_by_hand", **names, emails=addresses(names["table"].removeprefix("crm.")))
    work.execute(sql, {"table": target.table, **params})
    batch_ids = params.get("batch_ids", [])
    return _apply(work, names, batch_ids if isinstance(batch_ids, list) else [])
