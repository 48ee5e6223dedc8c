"""Scores of an account and of the portfolio, and computing them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cli.context import ACTOR, account, day, fresh, opened
from core.cli.output import number, print_json, result, table
from core.counts import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.cockpit import Kpi
    from core.wiring import Cockpit

score_app = typer.Typer(help="One account's scores.", no_args_is_help=True)

AsOf = Annotated[
    str | None, typer.Option("--as-of", help="End of this day, UTC (YYYY-MM-DD); today without.")
]
Account = Annotated[
    str, typer.Option("--account", help="Identifier, system:identifier, key or name.")
]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


def refresh(
    as_of: AsOf = None,
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account, whatever the rest's size.")
    ] = None,
) -> None:
    """Compute the scores whose inputs changed; for today, record a scan."""
    from core.cockpit.freshness import refresh_one  # noqa: PLC0415 - heavy, and --help needs none
    from core.cockpit.scan import scan  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        if account_text:
            found = account(cockpit, account_text)
            report = refresh_one(cockpit, ACTOR, found.account_key, on)
            result(f"{found.label} on {on}: {count_of(len(report.ran), 'model')} ran.")
            return
        ran = fresh(cockpit, on).ran
        scanned = scan(cockpit, ACTOR, on)
        scores = count_of(scanned.scores, "score")
        result(f"{count_of(len(ran), 'model')} ran, {scores} recorded for {on}.")


@score_app.command("sponsors")
def score_sponsors(account_text: Account, as_of: AsOf = None, as_json: Json = False) -> None:
    """Executive sponsor engagement: level, executives, factors with their rows."""
    from core import sponsors  # noqa: PLC0415 - see refresh

    with opened() as cockpit:
        on = day(as_of, cockpit)
        found = account(cockpit, account_text)
        fresh(cockpit, on)
        scored = sponsors.score(cockpit.store, ACTOR, found.account_key, on)
        if as_json:
            print_json(_opened(cockpit, sponsors.as_json(scored)))
            return
    result(f"{found.label} on {on}: {scored.level}, {_points(scored.score)}, risk {scored.risk}")
    result(
        f"Coverage {number(scored.coverage_pct)} %, primary sponsor {scored.primary_sponsor or '-'}"
    )
    for line in scored.missing:
        result(f"Missing: {line}")
    columns = ["Executive", "Title", "Score", "Level", "Last contact", "Relationship"]
    table(
        [*columns],
        [
            [who.full_name, who.title, who.score, who.level, who.last_contact_on, who.relationship]
            for who in scored.executives
        ],
    )


@score_app.command("health")
def score_health(account_text: Account, as_of: AsOf = None, as_json: Json = False) -> None:
    """Technical health: status, rules that tripped, factors with their rows."""
    from core import health  # noqa: PLC0415 - see refresh

    with opened() as cockpit:
        on = day(as_of, cockpit)
        found = account(cockpit, account_text)
        fresh(cockpit, on)
        scored = health.score(cockpit.store, ACTOR, found.account_key, on)
        if as_json:
            payload = health.as_json(scored)
            payload["factors"] = {**_NO_HEALTH_FACTORS, **payload["factors"]}
            print_json(_opened(cockpit, payload))
            return
    result(f"{found.label} on {on}: {scored.rag}, {_points(scored.score)}")
    tripped = ", ".join(scored.rules_tripped) or "none"
    result(f"Coverage {number(scored.coverage_pct)} %, rules tripped: {tripped}")
    for line in scored.missing:
        result(f"Missing: {line}")
    columns = ["Factor", "Points", "Of", "State", "Measure", "Unit", "Note"]
    table(
        columns,
        [
            [
                item.factor,
                item.points,
                item.max_points,
                item.state,
                item.measure,
                item.unit,
                item.note,
            ]
            for item in scored.factors
        ],
    )


def portfolio(
    as_of: AsOf = None,
    as_json: Json = False,
    filters: Annotated[
        str, typer.Option("--filters", help="Filters as an address has them: tier=smb&rag=red.")
    ] = "",
) -> None:
    """The five sponsor KPIs against target, and accounts by status."""
    from core.cockpit import Filters, portfolio_kpis, rag_distribution  # noqa: PLC0415 - see refresh

    with opened() as cockpit:
        on = day(as_of, cockpit)
        chosen = Filters.from_query(f"{filters}&as_of={on}")
        fresh(cockpit, on)
        kpis = portfolio_kpis(cockpit.store, ACTOR, chosen)
        counts = rag_distribution(cockpit.store, ACTOR, chosen)
    if as_json:
        print_json(
            {
                "as_of": on,
                **{
                    kpi.name: {
                        "value": kpi.value,
                        "numerator": kpi.numerator,
                        "denominator": kpi.denominator,
                        "target": kpi.target,
                        "unit": kpi.unit,
                        "met": kpi.met,
                    }
                    for kpi in kpis
                },
                "rag": {count.rag: count.accounts for count in counts},
            }
        )
        return
    _kpi_table(kpis, title=f"Portfolio on {on}")
    table(["Status", "Accounts", "At risk"], [[c.rag, c.accounts, c.at_risk] for c in counts])


def _kpi_table(kpis: Iterable[Kpi], *, title: str) -> None:
    table(
        ["KPI", "Value", "Target", "Unit", "Met", "Numerator", "Denominator"],
        [
            [
                kpi.label,
                _in_percent(kpi.value, kpi.unit),
                _in_percent(kpi.target, kpi.unit),
                "%" if kpi.unit == "share" else kpi.unit,
                kpi.met,
                kpi.numerator,
                kpi.denominator,
            ]
            for kpi in kpis
        ],
        title=title,
    )


_NO_HEALTH_FACTORS: dict[str, dict[str, Any]] = {
    "aged_critical_tickets": {"points": None, "of": 40, "evidence": []},
    "open_tickets": {"points": None, "of": 30, "evidence": []},
    "integration_heartbeat": {"points": None, "of": 30, "evidence": []},
}
"""What scripts find when the account was not known on the date: the same keys, no points."""


def _opened(cockpit: Cockpit, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with each evidence reference opened to system, identifier, file and line."""
    from core.cockpit.evidence import evidence  # noqa: PLC0415 - see refresh

    lists = list(_evidence_lists(payload))
    references = [reference for holder in lists for reference in holder["evidence"]]
    opened_by = {item.reference: item for item in evidence(cockpit.store, ACTOR, references)}
    for holder in lists:
        holder["evidence"] = [
            {
                "reference": reference,
                "system": item.source_system if item else None,
                "id": item.source_id if item else None,
                "file": item.file_name if item else None,
                "line": item.line if item else None,
            }
            for reference in holder["evidence"]
            for item in [opened_by.get(reference)]
        ]
    return payload


def _evidence_lists(node: Any) -> Any:
    if isinstance(node, dict):
        if isinstance(node.get("evidence"), list):
            yield node
        for value in node.values():
            yield from _evidence_lists(value)
    elif isinstance(node, list):
        for value in node:
            yield from _evidence_lists(value)


def _points(score: float | None) -> str:
    return "no score: too little is known" if score is None else f"{number(score)} of 100"


def _in_percent(value: float | None, unit: str) -> float | None:
    return value * 100 if value is not None and unit == "share" else value
