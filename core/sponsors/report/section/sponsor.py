"""The primary sponsor: profile, what happened, and how each factor of the score came about."""

from __future__ import annotations

from typing import Any

from core.drafting.fact import Fact, FactKind
from core.sponsors.report.context import FACTORS, KINDS, Context, tenure
from core.sponsors.report.model import Line, Part, Section, Style
from core.sponsors.report.pen import Said

SHOWN = 12
"""Interactions in the timeline; how many more there were is said below."""


def sponsor_section(context: Context) -> Section:
    """Everything about the primary sponsor, or what to import to have one."""
    if context.sponsor is None:
        said = (
            *context.account["missing"],
            "Mark one contact as the primary sponsor, or import titles and activities.",
        )
        parts = tuple(
            Part(
                name,
                title,
                Style.PAIRS,
                missing=said if name == "profile" else ("There is no primary sponsor.",),
            )
            for name, title in (
                ("profile", "Profile"),
                ("timeline", "Engagement Timeline"),
                ("breakdown", "Engagement Score Breakdown"),
            )
        )
        return Section("sponsor", "Primary Sponsor: none known", parts)
    parts = (_profile(context, context.sponsor), _timeline(context), _breakdown(context))
    return Section("sponsor", f"Primary Sponsor: {context.person(context.sponsor).value}", parts)


def _profile(context: Context, sponsor: dict[str, Any]) -> Part:
    ref = sponsor["contact_ref"]
    lines: list[Line] = []
    missing: list[str] = []

    def say(lead: str, wording: str, facts: dict[str, Said] | None, lack: str) -> None:
        if facts is None:
            lines.append(Line("not known", lead, evidence=(ref,)))
            missing.append(lack)
        else:
            lines.append(context.pen.line(wording, facts, lead=lead))

    title = sponsor["title"]
    say("Title", "{title}", {"title": context.status("sponsor.title", title, ref)} if title else None,
        "No title: import contacts with title.")  # fmt: skip
    say(
        "Tenure",
        "{time} in the role, since {since}",
        _tenure(context, sponsor),
        "No first day in the role: import contacts with started_on.",
    )
    named = [text for text in sponsor["priorities"] or [] if text.strip()]
    facts = tuple(
        context.pen.fact(f"sponsor.priority.{place}", FactKind.QUOTE, text, evidence=[ref])
        for place, text in enumerate(named, start=1)
    )
    say(
        "Priorities",
        "{priorities}",
        {"priorities": facts} if facts else None,
        "No priorities: import contacts with priorities.",
    )
    preference = sponsor["communication_preference"]
    say("Communication Preference", "{preference}", {"preference": context.status("sponsor.preference", preference, ref)} if preference else None,
        "No preference: import contacts with communication_preference.")  # fmt: skip
    say("Relationship", "{relationship}", {"relationship": _relationship(context, sponsor)}, "")
    return Part("profile", "Profile", Style.PAIRS, tuple(lines), missing=tuple(missing))


def _relationship(context: Context, sponsor: dict[str, Any]) -> Fact:
    return context.status(
        "sponsor.relationship",
        sponsor["relationship"],
        sponsor["contact_ref"],
        sponsor["last_contact_ref"],
    )


def _tenure(context: Context, sponsor: dict[str, Any]) -> dict[str, Said] | None:
    since = sponsor["started_on"]
    if since is None:
        return None
    value, unit = tenure(since, context.as_of)
    ref = sponsor["contact_ref"]
    return {
        "time": context.pen.fact(
            "sponsor.tenure", FactKind.DURATION, value, unit=unit, evidence=[ref]
        ),
        "since": context.on("sponsor.since", since, ref),
    }


def _timeline(context: Context) -> Part:
    rows = context.questions.rows("timeline")
    lines = [_interaction(context, row) for row in rows[:SHOWN]]
    missing: tuple[str, ...] = ()
    if not rows:
        missing = (
            ("No meeting or message with the primary sponsor within the window.",)
            if context.account["has_activities"]
            else ("No activities: import meetings, calls and e-mails with their participants.",)
        )
    if len(rows) > SHOWN:
        more = context.count(
            "timeline.more",
            len(rows) - SHOWN,
            "further interactions",
            *(row["activity_ref"] for row in rows[SHOWN:]),
        )
        window = context.pen.fact(
            "window", FactKind.DURATION, context.threshold("window_days"), unit="days"
        )
        lines.append(
            context.pen.row(
                [
                    "earlier",
                    "",
                    ("{more} in the window of {window}", {"more": more, "window": window}),
                    "",
                ]
            )
        )
    columns = ("Date", "Interaction", "Topics", "Outcome")
    return Part("timeline", "Engagement Timeline", Style.TABLE, tuple(lines), columns, missing)


def _interaction(context: Context, row: dict[str, Any]) -> Line:
    name = f"activity.{row['activity_key']}"
    ref = row["activity_ref"]
    happened = context.on(f"{name}.on", row["happened_on"], ref)
    kind = KINDS.get(row["kind"], row["kind"].replace("_", " ").capitalize())
    if row["kind"] == "email":
        kind = f"{kind} from us" if row["direction"] == "outbound" else f"{kind} from them"
    topic: Any = "no subject"
    if row["subject"]:
        topic = context.status(f"{name}.subject", row["subject"], ref)
    how = context.status(f"{name}.kind", kind, ref)
    return context.pen.row([happened, how, topic, _outcome(context, row, name)])


def _outcome(context: Context, row: dict[str, Any], name: str) -> Any:
    ref = row["activity_ref"]
    if row["outcome"]:
        return context.status(f"{name}.outcome", row["outcome"], ref)
    if row["reply_state"] == "answered":
        days = context.pen.fact(
            f"{name}.reply",
            FactKind.DURATION,
            row["reply_days"],
            unit="days",
            evidence=[ref, row["reply_ref"]],
        )
        return ("answered after {days}", {"days": days}) if days.value else "answered the same day"
    if row["reply_state"]:
        return "not answered" if row["reply_state"] == "unanswered" else "answer still due"
    if row["direction"] == "inbound" and row["kind"] == "email":
        return "received"
    return "held; counts for the cadence" if row["counts_for_cadence"] else "held"


def _breakdown(context: Context) -> Part:
    rows = context.questions.rows("factor")
    lines = tuple(_factor(context, row) for row in rows)
    missing = tuple(row["note"] for row in rows if row["state"] == "missing")
    return Part(
        "breakdown",
        "Engagement Score Breakdown",
        Style.TABLE,
        lines,
        ("Factor", "Score", "Notes"),
        missing,
    )


def _factor(context: Context, row: dict[str, Any]) -> Line:
    name = f"factor.{row['factor']}"
    rows = row["evidence"] or [row["contact_ref"]]
    label = FACTORS[row["factor"]].lower()
    most = context.count(f"{name}.most", row["max_points"], "", *rows, label=f"{label} maximum")
    if row["points"] is None:
        return context.pen.row(
            [FACTORS[row["factor"]], ("-/{most}", {"most": most}), "not measured"], evidence=rows
        )
    points = context.count(f"{name}.points", row["points"], "", *rows, label=label)
    wording, facts = _note(context, row, name, rows)
    if row["state"] == "stale":
        wording += "; no newer activities are imported"
    score = ("{points}/{most}", {"points": points, "most": most})
    return context.pen.row([FACTORS[row["factor"]], score, (wording, facts)], evidence=rows)


def _note(
    context: Context, row: dict[str, Any], name: str, rows: list[str]
) -> tuple[str, dict[str, Fact]]:
    match row["factor"]:
        case "meeting_frequency":
            return "Target: {target}; actual: {actual}", {
                "target": context.count(
                    f"{name}.target", row["target"], "touchpoints a year", *rows
                ),
                "actual": context.count(f"{name}.actual", row["measure"], "", *rows),
            }
        case "responsiveness":
            days = context.pen.fact(
                f"{name}.days", FactKind.DURATION, row["measure"], unit="days", evidence=rows
            )
            return "{days} to respond on average", {"days": days}
        case "qbr_attendance":
            return "{attended} of {held} attended", {
                "attended": context.count(f"{name}.attended", row["measure"], "", *rows),
                "held": context.count(f"{name}.held", row["target"], "QBRs", *rows),
            }
        case _:
            counts = {
                level: context.count(f"{name}.{level}", row[level], "", *rows)
                for level in ("high", "medium", "low")
            }
            return "{high} high, {medium} medium, {low} low", counts
