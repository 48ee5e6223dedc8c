"""Who the account is and how engaged its executives are, in a few lines; then the executives themselves."""

from __future__ import annotations

from typing import Any

from core.drafting.fact import Fact, FactKind
from core.sponsors.report.context import LEVELS, Context
from core.sponsors.report.model import Line, Part, Section, Style

_TIERS = {"enterprise": "Enterprise", "mid_market": "Mid-Market", "smb": "SMB"}


def headline(context: Context) -> dict[str, Fact]:
    """The figures that are read first."""
    account = context.account
    ref = account["account_ref"]
    level = LEVELS[account["account_level"]]
    found = {
        "account": context.pen.fact(
            "account", FactKind.COMPANY, account["name"] or account["account_id"], evidence=[ref]
        ),
        "tier": context.status("tier", _TIERS.get(account["tier"], "not known"), ref),
        "level": context.status("level", level, *_level_rows(context)),
        "most": context.count("score.most", 100, "", ref, label="exec engagement maximum"),
        "engaged": context.count("engaged", account["engaged_executives"], "", ref),
        "executives": context.count("executives", account["executives"], "", ref),
    }
    if account["account_score"] is not None:
        found["score"] = context.count(
            "score",
            account["account_score"],
            "",
            *_level_rows(context),
            label="exec engagement",
        )
    if account["arr_amount"] is not None and account["currency"]:
        found["arr"] = context.pen.fact(
            "arr", FactKind.MONEY, account["arr_amount"], unit=account["currency"], evidence=[ref]
        )
    if account["renewal_on"] is not None:
        found["renewal"] = context.on("renewal", account["renewal_on"], ref)
        days = (account["renewal_on"] - context.as_of).days
        if days >= 0:
            found["renewal_ahead"] = context.pen.fact(
                "renewal.ahead", FactKind.DURATION, days, unit="days", evidence=[ref]
            )
    if account["owner_name"]:
        found["owner"] = context.pen.fact(
            "owner", FactKind.PERSON, account["owner_name"], evidence=[account["owner_ref"]]
        )
    return found


def _level_rows(context: Context) -> list[str]:
    if context.sponsor is None:
        return [str(context.account["account_ref"])]
    return [context.sponsor["contact_ref"], context.sponsor["last_contact_ref"]]


def account_section(context: Context, facts: dict[str, Fact]) -> Section:
    """Account, tier, overall engagement, as the first lines of the report."""
    line = context.pen.line
    lines = [
        line("{account}", facts, lead="Account"),
        line("{tier}", facts, lead="Account Tier"),
        line(
            "{level} ({score}/{most})" if "score" in facts else "{level} (no score)",
            facts,
            lead="Overall Exec Engagement",
        ),
    ]
    missing: list[str] = []
    if context.account["tier"] == "":
        missing.append(
            "No tier: import accounts with their tier; cadence and targets depend on it."
        )
    if "score" not in facts:
        missing += context.account["missing"]
    if "owner" in facts:
        lines.append(line("{owner}", facts, lead="Customer Success Manager"))
    lines += _team(context)
    if "arr" in facts:
        lines.append(line("{arr}", facts, lead="Annual Recurring Revenue"))
    else:
        missing.append("No annual recurring revenue: import accounts with arr_amount and currency.")
    if "renewal_ahead" in facts:
        lines.append(line("{renewal}, in {renewal_ahead}", facts, lead="Renewal"))
    elif "renewal" in facts:
        lines.append(line("{renewal}, in the past", facts, lead="Renewal"))
    else:
        missing.append("No renewal date: import accounts with renewal_on.")
    return Section(
        "account",
        "Account",
        (Part("account", "", Style.PAIRS, tuple(lines), missing=tuple(missing)),),
    )


def _team(context: Context) -> list[Line]:
    """Whom of ours to agree with before anyone writes to an executive."""
    people: list[Fact] = []
    for number, row in enumerate(context.questions.rows("team"), start=1):
        said = f"{row['person']} ({row['role']})" if row["role"] else row["person"]
        people.append(context.status(f"team.{number}", said, row["team_ref"]))
    if not people:
        return []
    return [context.pen.line("{people}", {"people": tuple(people)}, lead="Account Team")]


def executives_section(context: Context) -> Section:
    """The table of executive sponsors."""
    rows = context.questions.rows("executive")
    missing = () if rows else tuple(context.account["missing"])
    part = Part(
        "executives",
        "",
        Style.TABLE,
        tuple(_executive(context, row) for row in rows),
        ("Name", "Title", "Engagement", "Last Touch", "Status"),
        missing,
    )
    return Section("executives", "Executive Sponsors", (part,))


def _executive(context: Context, row: dict[str, Any]) -> Line:
    name = f"executive.{row['contact_key']}"
    score: Any = "no score"
    if row["score"] is not None:
        points = context.count(
            f"{name}.score", row["score"], "", row["contact_ref"], label="engagement"
        )
        score = ("{points}/{most}", {"points": points, "most": context.pen.facts["score.most"]})
    touched: Any = "not imported" if not context.account["has_activities"] else "never"
    if row["last_contact_on"] is not None:
        touched = context.on(f"{name}.touched", row["last_contact_on"], row["last_contact_ref"])
    title = (
        context.status(f"{name}.title", row["title"], row["contact_ref"])
        if row["title"]
        else "not imported"
    )
    person = context.person(row)
    mark = (
        "{person} (primary)"
        if row["is_primary"]
        else "{person} (backup)"
        if row["is_backup"]
        else "{person}"
    )
    cells = [(mark, {"person": person}), title, score, touched, standing(row)]
    return context.pen.row(cells, evidence=[row["contact_ref"], row["last_contact_ref"]])


def standing(row: dict[str, Any]) -> str:
    """``✓`` engaged and on time, ``⚠`` passive or overdue, ``✗`` disengaged or unknown; always with a word."""
    level = LEVELS[row["level"]]
    if row["level"] in ("disengaged", "unknown"):
        return f"✗ {level}"
    if row["is_overdue"]:
        return f"⚠ {level}, overdue"
    return f"⚠ {level}" if row["level"] == "passive" else f"✓ {level}"
