"""What would turn an account green, and what a policy would change before it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Account, AsOf, Json
from core.cli.context import ACTOR, account, day, fresh, opened
from core.cli.output import number, print_json, progress, result, table

if TYPE_CHECKING:
    from datetime import date

    from core.cockpit.simulation import Value
    from core.health.simulator import Backtest, Rate, Simulation
    from core.wiring import Cockpit


def green(account_text: Account, as_of: AsOf = None, as_json: Json = False) -> None:
    """The smallest change to green: what to close and restore, the cheapest set first."""
    from core.cockpit.simulation import smallest_change  # noqa: PLC0415 - heavy, and --help needs none
    from core.health import remedy  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        found = account(cockpit, account_text)
        fresh(cockpit, on)
        told = smallest_change(cockpit, ACTOR, found.account_key, on)
    if as_json:
        print_json(remedy.as_json(told))
        return
    result(f"{found.label} on {on}: {told.rag}. {remedy.sentence(told)}")
    for plan in told.plans:
        table(
            ["Action", "On", "What", "Effort h", "Score then", "Status then"],
            [
                [
                    step.action.kind.value,
                    f"{step.action.priority} {step.action.target}".strip(),
                    step.action.detail,
                    step.action.effort_hours,
                    step.score,
                    step.rag,
                ]
                for step in plan.steps
            ],
            title=f"{number(plan.effort_hours)} hours",
        )


def simulate(
    values: Annotated[
        list[str] | None,
        typer.Option("--set", help="NAME=NUMBER or TIER.NAME=NUMBER; may be given again."),
    ] = None,
    weeks: Annotated[
        int, typer.Option(help="Weeks of the past to replay day by day, at most 52; 0 for none.")
    ] = 0,
    reason: Annotated[
        str, typer.Option("--save", help="Put the values in force for this reason.")
    ] = "",
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """What other thresholds would change: colours now, warnings of the past, before they are in force."""
    from core import policy  # noqa: PLC0415 - see green
    from core.cockpit.simulation import parse_change, simulation, supposed  # noqa: PLC0415
    from core.health import simulator  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        changes = tuple(parse_change(text) for text in values or ())
        found = simulation(cockpit, ACTOR, changes, on)
        past = _past(cockpit, changes, on, weeks)
        saved = None
        if reason:
            saved = policy.save(cockpit.store, ACTOR, supposed(cockpit, changes), reason).version
    if as_json:
        told = {name: simulator.backtest_json(one) for name, one in past.items()}
        print_json({**simulator.simulation_json(found), "past": told, "saved_version": saved})
        return
    _show(found)
    for name, one in past.items():
        _show_past(name, one)
    if saved is not None:
        result(f"Version {saved} is in force.")


def _past(
    cockpit: Cockpit, changes: tuple[Value, ...], on: date, weeks: int
) -> dict[str, Backtest]:
    """Under the policy in force, and under the values given where there are any."""
    from core.cockpit.simulation import past_warnings  # noqa: PLC0415 - see green

    asked = {"in_force": (), **({"supposed": changes} if changes else {})}
    found = {}
    for name, values in asked.items() if weeks else ():
        with progress() as shown:
            task = shown.add_task(f"Replaying {weeks} weeks, {name}", total=weeks * 7 + 1)
            found[name] = past_warnings(
                cockpit,
                ACTOR,
                values,
                on,
                weeks=weeks,
                progress=lambda done, _of, shown=shown, task=task: shown.update(  # type: ignore[misc]
                    task, completed=done
                ),
            )
    return found


def _show(found: Simulation) -> None:
    table(
        ["Status", "Now", "Then"],
        [[rag, found.before[rag], found.after[rag]] for rag in found.before],
        title=f"{found.accounts} accounts on {found.as_of}",
    )
    table(
        ["Account", "Name", "From", "Score", "To", "Score then"],
        [
            [one.account_id, one.name, one.from_rag, one.from_score, one.to_rag, one.to_score]
            for one in found.moved
        ],
        title=f"{len(found.moved)} change colour, {found.rescored} more their score",
    )


def _show_past(name: str, found: Backtest) -> None:
    result(
        f"{name}, {found.from_on} to {found.as_of}: {found.warnings} warnings, "
        f"{number(found.a_week)} a week. Right: {_said(found.precision)}; "
        f"{found.waiting} wait for {found.horizon_days} days to pass. "
        f"Foreseen: {_said(found.recall)}, "
        f"{'no lead time' if found.lead_days is None else f'{number(found.lead_days)} days before (median of {found.leads})'}."
    )


def _said(rate: Rate) -> str:
    if rate.share is None or rate.low is None or rate.high is None:
        return "none to count"
    return f"{rate.hits} of {rate.n} ({rate.low:.0%} to {rate.high:.0%})"
