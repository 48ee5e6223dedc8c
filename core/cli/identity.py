"""Duplicates from the command line: what waits, what was decided, what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, opened
from core.cli.identity_match import app
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from core.capture.identity import Listing

__all__ = ["app"]

EntityName = Annotated[Literal["account", "contact"], typer.Argument(help="account or contact.")]
Which = Annotated[
    Literal["account", "contact"], typer.Option("--entity", help="account or contact.")
]
Named = Annotated[
    str, typer.Argument(help="A record: system:identifier, identifier, address or name.")
]
Search = Annotated[str, typer.Option(help="Only with this in a name, address or identifier.")]
Limit = Annotated[int, typer.Option(help="Rows at most.", min=1, max=10_000)]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("review")
def review(
    entity: Which = "account",
    min_probability: Annotated[
        float, typer.Option(help="Only pairs at least this likely, 0 to 1.", min=0, max=1)
    ] = 0,
    search: Search = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Pairs that wait for a person, the likeliest first."""
    from core.capture.identity import queue  # noqa: PLC0415 - opens the store's libraries
    from core.capture.identity.as_json import queued_json  # noqa: PLC0415

    with opened() as cockpit:
        found = queue(
            cockpit.store,
            ACTOR,
            entity,
            min_probability=min_probability,
            search=search,
            limit=limit,
        )
    if as_json:
        print_json(_listed(found, queued_json))
        return
    rows = [
        (f"{row['probability']:.1%}", *(_side(row, side) for side in ("left", "right")))
        for row in found.rows
    ]
    table(("likely", "one", "other"), rows)
    waiting = "1 pair waits" if found.total == 1 else f"{found.total:,} pairs wait"
    result(f"{waiting}.")


@app.command("decide")
def decided(
    entity: EntityName,
    left: Named,
    right: Named,
    *,
    verdict: Annotated[
        Literal["same", "different"], typer.Option("--verdict", help="same or different.")
    ] = "same",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Say that two records are the same, or different."""
    from core.capture.identity import decide  # noqa: PLC0415 - see review
    from core.capture.identity.find import find_record  # noqa: PLC0415

    with opened() as cockpit:
        pair = tuple(find_record(cockpit.store, ACTOR, entity, text) for text in (left, right))
        done = decide(cockpit.store, ACTOR, entity, [(pair[0], pair[1])], verdict, reason)
    if as_json:
        print_json({"decision_ids": done.decision_ids, "withdrawn": done.withdrawn})
        return
    numbers = ", ".join(map(str, done.decision_ids))
    result(f"{done.summary}{f': decision {numbers}' if numbers else ''}.")


@app.command("undo")
def undone(
    decision: Annotated[int, typer.Argument(help="Number of the decision.", min=1)],
    reason: Reason = "",
) -> None:
    """Withdraw a decision: everything is as if it had not been made."""
    from core.capture.identity import withdraw  # noqa: PLC0415 - see review

    with opened() as cockpit:
        withdraw(cockpit.store, ACTOR, decision, reason)
    result(f"Decision {decision} is withdrawn.")


@app.command("settle")
def settled(entity: Which = "account", as_json: Json = False) -> None:
    """Merge what the newest matching is certain of, and part what it no longer stands by."""
    from core.capture.identity import settle  # noqa: PLC0415 - see review

    with opened() as cockpit:
        done = settle(cockpit.store, ACTOR, entity)
    if as_json:
        print_json({"decision_ids": done.decision_ids, "withdrawn": done.withdrawn})
        return
    result(f"{done.summary}.")


@app.command("clusters")
def clustered(
    entity: Which = "account", search: Search = "", limit: Limit = 50, as_json: Json = False
) -> None:
    """Records that are one, with the systems they come from."""
    from core.capture.identity import clusters  # noqa: PLC0415 - see review
    from core.capture.identity.as_json import cluster_json  # noqa: PLC0415

    with opened() as cockpit:
        found = clusters(cockpit.store, ACTOR, entity, search=search, limit=limit)
    if as_json:
        print_json(_listed(found, cluster_json))
        return
    rows = [
        (
            row["label"],
            ", ".join(f"{one['source_system']}:{one['source_id']}" for one in row["members"]),
            "matching" if row["has_automatic"] else "person",
        )
        for row in found.rows
    ]
    table(("name", "records", "decided by"), rows)
    result(f"{found.total:,} cluster{'' if found.total == 1 else 's'}.")


@app.command("decisions")
def decisions(
    entity: Which = "account", search: Search = "", limit: Limit = 50, as_json: Json = False
) -> None:
    """What was decided, the newest first, withdrawn decisions among them."""
    from core.capture.identity import history  # noqa: PLC0415 - see review
    from core.capture.identity.as_json import decision_json  # noqa: PLC0415

    with opened() as cockpit:
        found = history(cockpit.store, ACTOR, entity, search=search, limit=limit)
    if as_json:
        print_json(_listed(found, decision_json))
        return
    rows = [
        (
            row["decision_id"],
            row["verdict"] + (" (withdrawn)" if row["withdrawn_at"] else ""),
            *(_side(row, side) for side in ("left", "right")),
            row["decided_by"],
            row["decided_at"],
        )
        for row in found.rows
    ]
    table(("number", "verdict", "one", "other", "by", "at"), rows)


@app.command("show")
def shown(
    entity: EntityName,
    record: Named,
    other: Annotated[str, typer.Argument(help="Another record, to see both side by side.")] = "",
    as_json: Json = False,
) -> None:
    """A golden record field by field with its sources, or two records side by side."""
    from core.capture.identity import golden_fields, pair  # noqa: PLC0415 - see review
    from core.capture.identity.as_json import golden_json, pair_json  # noqa: PLC0415
    from core.capture.identity.find import find_record  # noqa: PLC0415

    with opened() as cockpit:
        store = cockpit.store
        keys = [find_record(store, ACTOR, entity, text) for text in (record, other) if text]
        if len(keys) > 1:
            payload = pair_json(pair(store, ACTOR, entity, keys[0], keys[1]))
        else:
            payload = {
                "entity": entity,
                "golden": golden_json(golden_fields(store, ACTOR, entity, keys[0])),
            }
    if as_json:
        print_json(payload)
        return
    _show_fields(payload)


def _show_fields(payload: dict[str, Any]) -> None:
    columns = ["field", "golden", "rule", "from"]
    sides = [payload[side] for side in ("left", "right") if side in payload]
    rows = [
        [
            one["field"],
            one["value"],
            one["rule"],
            f"{one['system']}:{one['id']}",
            *(side["fields"].get(one["field"]) for side in sides),
        ]
        for one in payload["golden"]
    ]
    table(columns + [f"{side['system']}:{side['id']}" for side in sides], rows)
    for step in payload.get("evidence", []):
        result(f"  {step.get('comparison', '')}: {step.get('weight', 0):+.1f} bits")
    if payload.get("probability") is not None:
        result(f"The same with a probability of {payload['probability']:.1%}.")
    for said in (payload.get("obstacle"), *_moving(payload)):
        if said:
            result(said)


def _moving(payload: dict[str, Any]) -> list[str]:
    return [
        f"{count:,} rows of {name} would follow."
        for name, count in payload.get("moving", {}).items()
    ]


def _side(row: dict[str, Any], side: str) -> str:
    if row[f"{side}_id"] is None:
        return "a record that is not here"
    return f"{row[f'{side}_label']} ({row[f'{side}_system']}:{row[f'{side}_id']})"


def _listed(found: Listing, form: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    return {"total": found.total, "items": [form(row) for row in found.rows]}
