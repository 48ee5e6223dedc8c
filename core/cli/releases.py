"""Releases on the command line: what is out, who was told, and what matters to an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, fresh, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from core.wiring import Cockpit


def releases(
    account_text: Annotated[
        str | None,
        typer.Option("--account", help="Which release and roadmap items matter to this account."),
    ] = None,
    release: Annotated[
        str | None, typer.Option("--release", help="Whose notes to list; the newest without.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="First draft the notes on new releases, once each.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Releases, the notes drafted on them and who got none and why; or what matters to an account."""
    with opened() as cockpit:
        if account_text:
            _of_account(cockpit, account_text, as_json=as_json)
        else:
            _of_all(cockpit, release, draft=draft, as_json=as_json)


def _of_account(cockpit: Cockpit, text: str, *, as_json: bool) -> None:
    from core.cockpit.releases import matters, matters_json  # noqa: PLC0415 - heavy, see --help

    found, today = account(cockpit, text), cockpit.clock.today()
    fresh(cockpit, today)
    both = matters(cockpit.store, ACTOR, found.account_key, today)
    told = {
        "account_id": found.source_id,
        "as_of": today,
        **dict(zip(("releases", "roadmap"), map(matters_json, both), strict=True)),
    }
    if as_json:
        print_json(told)
        return
    for name, of in zip(("Releases", "Roadmap"), both, strict=True):
        rows = [
            [one.item.release, one.item.dated_on, one.item.title, _reasons(one)] for one in of.items
        ]
        rows += [[one.item.release, one.item.dated_on, one.item.title, f"not: {one.why}"] for one in of.left_out]  # fmt: skip
        table(["Release", "Date", "Item", "Why it matters"], rows, title=name)


def _reasons(one: Any) -> str:
    return "; ".join(reason.said for reason in one.reasons)


def _of_all(cockpit: Cockpit, release: str | None, *, draft: bool, as_json: bool) -> None:
    from core.cockpit import Filters  # noqa: PLC0415 - heavy, see --help
    from core.cockpit import releases as asked  # noqa: PLC0415

    done = asked.draft_release_notes(cockpit, ACTOR) if draft else None
    out = asked.release_list(cockpit.store, ACTOR, Filters())
    chosen = release or (out[0].release if out else None)
    notes = tuple(asked.note_lines(cockpit.store, ACTOR, Filters(), release=chosen))
    if as_json:
        shown = asked.note_list(cockpit.store, ACTOR, Filters(), release=chosen, limit=10_000)
        print_json(
            {
                "drafts_made": list(done.made) if done else [],
                "releases": [asked.release_json(one) for one in out],
                "release": chosen,
                "notes": [asked.as_json(run) for run in shown.rows],
            }
        )
        return
    if done:
        result(f"{done.summary[0].upper()}{done.summary[1:]}.")
    columns = ["Release", "Out on", "Items", "Drafted", "Waiting", "Nothing that matters"]
    table(columns, [[one.release, one.released_on, one.items, one.drafted, one.waiting, one.nothing] for one in out])  # fmt: skip
    rows = [[line.account_name, line.state, line.draft_id, line.reasons] for line in notes]
    table(["Account", "Notes", "Draft", "Why"], rows, title=f"Release {chosen}" if chosen else "")
