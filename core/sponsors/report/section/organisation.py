"""Their organisation: what changed, who reports to whom, and who could follow the sponsor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.drafting.fact import FactKind
from core.sponsors.report.context import Context, tenure
from core.sponsors.report.model import Line, Part, Section, Style
from core.sponsors.report.rule import apply, first

DEEPEST = 8
MOST_PEOPLE = 40
MOST_BACKUPS = 6
_PARTS = ("seniority", "function", "engagement", "recency", "tenure")


def organisation_section(context: Context) -> Section:
    """Recent changes, reporting lines, succession."""
    parts = (_changes(context), _tree(context), _succession(context), _backups(context))
    return Section("organisation", "Organizational Intelligence", parts)


def _changes(context: Context) -> Part:
    lines = apply("change", context.questions, context.pen)
    missing = () if lines else (
        "No change within the window: a second export of contacts shows changes, signals supply news and LinkedIn.",
    )  # fmt: skip
    return Part("changes", "Recent Changes", Style.BULLETS, lines, missing=missing)


def _tree(context: Context) -> Part:
    people = context.questions.rows("colleague")
    below: dict[int | None, list[dict[str, Any]]] = {}
    for person in people:
        below.setdefault(person["superior_key"], []).append(person)
    tops = [person for person in people if person["superior_key"] is None]
    linked = [person for person in tops if person["contact_key"] in below or person["is_executive"]]
    ordered = list(_walk(linked, below, 0, set()))
    seen = {person["contact_key"] for person, _ in ordered}
    # People who report to each other in a circle hang on no top.
    ordered += [
        (p, 0) for p in people if p["superior_key"] is not None and p["contact_key"] not in seen
    ]
    lines = [_seat(context, person, depth) for person, depth in ordered[:MOST_PEOPLE]]
    rest = len(people) - len(lines)
    if rest > 0:
        shown = {person["contact_key"] for person, _ in ordered[:MOST_PEOPLE]}
        refs = [person["contact_ref"] for person in people if person["contact_key"] not in shown]
        more = context.count("tree.more", rest, "contacts", *refs)
        lines.append(context.pen.line("{more} without a known place", {"more": more}))
    missing: tuple[str, ...] = ()
    if not people:
        missing = ("No people: import contacts.",)
    elif all(person["superior_key"] is None for person in people):
        missing = ("No reporting lines: import contacts with reports_to_contact_id.",)
    return Part("reporting_lines", "Reporting Lines", Style.TREE, tuple(lines), missing=missing)


def _walk(
    people: list[dict[str, Any]],
    below: dict[int | None, list[dict[str, Any]]],
    depth: int,
    seen: set[int],
) -> Iterator[tuple[dict[str, Any], int]]:
    for person in people:
        if person["contact_key"] in seen:
            continue
        seen.add(person["contact_key"])
        yield person, depth
        if depth < DEEPEST:
            yield from _walk(below.get(person["contact_key"], []), below, depth + 1, seen)


def _seat(context: Context, person: dict[str, Any], depth: int) -> Line:
    ref = person["contact_ref"]
    facts = {"person": context.person(person)}
    wording = "{person}"
    if person["title"]:
        facts["title"] = context.status(f"seat.{person['contact_key']}", person["title"], ref)
        wording = "{person}, {title}"
    if person["is_primary"]:
        wording += " (primary sponsor)"
    elif person["has_left"]:
        wording += " (has left; nobody is known in the place)"
    return context.pen.line(wording, facts, depth=depth)


def _succession(context: Context) -> Part:
    lines: list[Line] = []
    missing: list[str] = []
    sponsor = context.sponsor
    if sponsor is not None and sponsor["started_on"] is not None:
        value, unit = tenure(sponsor["started_on"], context.as_of)
        time = context.pen.fact(
            "sponsor.tenure", FactKind.DURATION, value, unit=unit, evidence=[sponsor["contact_ref"]]
        )
        lines.append(context.pen.line("{time}", {"time": time}, lead="Current sponsor tenure"))
    else:
        missing.append("No tenure: import contacts with started_on and mark the primary sponsor.")
    engaged = [
        row for row in context.questions.rows("backup") if row["level"] in ("champion", "engaged")
    ]
    if engaged:
        people = tuple(context.person(row) for row in engaged)
        lines.append(context.pen.line("{people}", {"people": people}, lead="Backup relationships"))
    else:
        lines.append(
            Line(
                "none is engaged yet",
                "Backup relationships",
                evidence=(context.account["account_ref"],),
            )
        )
    risk = first("succession", context.questions, context.pen)
    if risk is not None:
        lines.append(
            Line(
                f"{risk.lead}: {risk.text}",
                "Risk level",
                (),
                risk.evidence,
                risk.fact_ids,
                risk.rule,
            )
        )
    return Part("succession", "Succession Risk", Style.PAIRS, tuple(lines), missing=tuple(missing))


def _backups(context: Context) -> Part:
    rows = context.questions.rows("backup")
    weights = {name: context.threshold(f"backup_weight_{name}") for name in _PARTS}
    ref = context.account["account_ref"]
    heads = tuple(
        f"{name.capitalize()} /{context.count(f'backup.weight.{name}', weight, '', ref).value}"
        for name, weight in weights.items()
    )
    whole = context.count("backup.weight", sum(weights.values()), "", ref)
    lines = tuple(_backup(context, row) for row in rows[:MOST_BACKUPS])
    missing: tuple[str, ...] = ()
    if not rows:
        missing = ("Nobody could follow: import contacts with title, role and reporting line.",)
    elif any(row["engagement_points"] is None for row in rows[:MOST_BACKUPS]):
        missing = (
            "A dash: not known, no points. Only executives have an engagement score; titles, first days and activities are imported.",
        )
    columns = ("Candidate", "Last Touch", *heads, f"Sum /{whole.value}")
    return Part("backups", "Who Could Follow", Style.TABLE, lines, columns, missing)


def _backup(context: Context, row: dict[str, Any]) -> Line:
    name = f"backup.{row['contact_key']}"
    ref = row["contact_ref"]
    facts = {"person": context.person(row)}
    who = "{person}"
    if row["title"]:
        facts["title"] = context.status(f"seat.{row['contact_key']}", row["title"], ref)
        who = "{person}, {title}"
    touched: Any = "never" if context.account["has_activities"] else "not imported"
    if row["last_contact_on"]:
        touched = context.on(f"{name}.touched", row["last_contact_on"], row["touch_ref"])
    cells: list[Any] = [(who, facts), touched]
    for part in _PARTS:
        points = row[f"{part}_points"]
        cells.append("-" if points is None else context.count(f"{name}.{part}", points, "", ref))
    cells.append(context.count(f"{name}.sum", row["points"], "", ref))
    return context.pen.row(cells, evidence=[ref])
