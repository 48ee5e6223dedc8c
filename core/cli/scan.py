"""The scan: scores, escalations, and the drafts that wait for review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, opened
from core.cli.output import print_json, progress, result, table
from core.counts import count_of

if TYPE_CHECKING:
    from core.health.escalation import Escalation
    from core.wiring import Cockpit


def scan(
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account, whatever the rest's size.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Compute today's scores, open and end escalations, draft an outreach for each; nothing is sent."""
    from core.cockpit.escalations import as_json as as_payload  # noqa: PLC0415 - heavy, see --help
    from core.cockpit.escalations import scan_all, scan_one  # noqa: PLC0415
    from core.health.escalation import escalations  # noqa: PLC0415

    with opened() as cockpit:
        if account_text:
            found = account(cockpit, account_text)
            done: Any = scan_one(cockpit, ACTOR, found.account_key)
            about: dict[str, Any] = {"account_key": found.account_key}
        else:
            with progress() as shown:
                task = shown.add_task("Scan", total=len(cockpit.models.ordered))
                done = scan_all(
                    cockpit, ACTOR, progress=lambda _model: shown.update(task, advance=1)
                )
            about = {}
        standing = escalations(cockpit.store, ACTOR, limit=500, **about)
        if as_json:
            payload = as_payload(done)
            payload["escalations"] = [_json(cockpit, one) for one in standing.rows]
            payload["total"] = standing.total
            print_json(payload)
            return
    result(f"{done.observed.summary}, {count_of(len(done.drafted.made), 'draft')} made.")
    columns = ["Severity", "Account", "State", "Health", "Since", "Update by", "Draft"]
    table(columns, [_row(one) for one in standing.rows])


def _row(one: Escalation) -> list[Any]:
    draft = one.draft_id if one.draft_id is not None else one.draft_note
    since, until = one.opened_on, one.update_on
    return [one.severity.value, one.account_name, one.state.value, one.band, since, until, draft]


def _json(cockpit: Cockpit, one: Escalation) -> dict[str, Any]:
    """An escalation with its rules and the rows that tripped them."""
    from core.cockpit.drafts import opened as rows_of  # noqa: PLC0415 - see scan
    from core.health.escalation import escalation_json, rules_of  # noqa: PLC0415

    rows = rows_of(cockpit.store, ACTOR, list(one.evidence))
    return {
        **escalation_json(one, rules_of(cockpit.store, ACTOR, one.escalation_id)),
        "evidence": [rows[name] for name in one.evidence if name in rows],
    }
