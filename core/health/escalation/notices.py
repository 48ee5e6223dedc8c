"""Who is told of an escalation, and in which words; written with the escalation itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote

from core.channels.events import EventKind
from core.channels.notices import ChannelName, Notice, queue
from core.drafting.template.say import money
from core.health.escalation.model import Moved, Severity, State, Step
from core.store import Row, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
KEY = "escalation/"
"""How the keys of all notices and events of escalations begin."""

_KINDS = {
    Step.OPEN: EventKind.ESCALATION_OPENED,
    Step.WORSEN: EventKind.ESCALATION_WORSENED,
    Step.RECOVER: EventKind.ESCALATION_RECOVERED,
}
_REASONS = {
    "very_low_score": "the score is very low",
    "large_arr": "its ARR is among the largest",
    "renewal_near": "the renewal is near",
}


def tell(
    work: Transaction,
    number: int,
    move: Moved,
    *,
    as_of: date,
    channels: Sequence[ChannelName],
) -> None:
    """Queue the notice of a step on ``channels``.

    The end of an escalation that somebody called none is told to nobody.
    """
    row = work.one(load_sql(SQL, "standing"), {"escalation_id": number}) or {}
    if move.step is Step.RECOVER and row["stance"] == State.DISAGREED.value:
        return
    severity = Severity(row["severity"])
    told = _told(work, move.account_key, severity)
    tripped = work.rows(
        load_sql(SQL, "open_rules"), {"account_key": move.account_key, "as_of": as_of}
    )
    notice = Notice(
        key=_key(number, move.step, row["times_worsened"]),
        account_key=move.account_key,
        account_name=told["account_name"],
        title=_title(told["account_name"], move, severity),
        severity=severity.value,
        lines=(
            _ended(move, row) if move.step is Step.RECOVER else _what(move),
            *_lines(
                move,
                severity,
                told,
                tripped,
                days=told["update_days"],
                as_of=as_of,
            ),
        ),
        rep_email=told["rep_email"],
        manager_email=told["manager_email"] if told["tells_manager"] else "",
        sales_email=told["sales_email"],
        crm_page_id="",
        path=f"/account?account={quote(told['source_system'] + ':' + told['account_id'], safe=':')}",
        kind=_KINDS[move.step],
        subject=f"escalation {number}",
        evidence=tuple(row["evidence"]),
        data={"escalation_id": str(number), "band": move.band, "score": f"{move.score:g}"},
    )
    queue(work, notice, channels)


def _told(work: Transaction, account_key: int, severity: Severity) -> Row:
    asked = {
        "account_key": account_key,
        "update_days": f"update_days_{severity.value}",
        "tell_manager": f"tell_manager_{severity.value}",
    }
    return work.one(load_sql(SQL, "told"), asked) or {}


def _key(number: int, step: Step, times: int) -> str:
    ending = {Step.OPEN: "opened", Step.WORSEN: f"worsened/{times}", Step.RECOVER: "recovered"}
    return f"{KEY}{number}/{ending[step]}"


def _title(name: str, move: Moved, severity: Severity) -> str:
    if move.step is Step.RECOVER:
        return f"{name} has recovered: technical health {move.band}, {move.score:.0f} of 100"
    what = "escalation" if move.step is Step.OPEN else "escalation got worse"
    return f"{name}: {severity.value} {what}, technical health {move.band}, {move.score:.0f} of 100"


def _lines(
    move: Moved, severity: Severity, told: Row, tripped: Sequence[Row], *, days: int, as_of: date
) -> list[str]:
    lines: list[str] = []
    if move.step is not Step.RECOVER:
        lines += [rule["note"] for rule in tripped if rule["note"]]
        if why := [_REASONS[name] for name in move.severity_reasons if name in _REASONS]:
            lines.append(f"Severity {severity.value}: {', '.join(why)}.")
        every = "every day" if days == 1 else f"every {days} days"
        lines.append(f"Update the customer {every}.")
    worth = []
    if told["arr_amount"]:
        whole = told["arr_amount"].to_integral_value()
        worth.append(f"ARR {money(whole, told['currency'], exact=True).strip()}")
    if told["renewal_on"] and told["renewal_on"] >= as_of:
        worth.append(f"renewal on {_day(told['renewal_on'])}")
    if worth:
        lines.append(f"{'; '.join(worth)}.")
    return lines


def _what(move: Moved) -> str:
    if not move.from_band:
        return f"First seen {move.band} with {move.score:.0f} of 100."
    was = "" if move.from_score is None else f" with {move.from_score:.0f}"
    return f"Now {move.band} with {move.score:.0f} of 100, before {move.from_band}{was}."


def _ended(move: Moved, row: Row) -> str:
    """The scan before was a better one already: what it recovered from is the worst there was."""
    worst = f"at worst {row['worst_band']} with {row['worst_score']:.0f}"
    return f"Now {move.band} with {move.score:.0f} of 100; since {_day(row['opened_on'])} {worst}."


def _day(value: date) -> str:
    """``15 Nov 2026``, as pages write it."""
    return f"{value.day} {value:%b %Y}"
