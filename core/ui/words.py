"""Numbers, dates and known values as people read them. Plain text, no Markdown.

What comes from a file and is not one of the known values passes through unchanged: give it to
``safe.label`` before it reaches a Markdown element.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal

from core.counts import count_of

Number = int | float | Decimal

_NAMES = {
    "enterprise": "Enterprise",
    "mid_market": "Mid-market",
    "smb": "SMB",
    "csm": "CSM",
    "green": "Green",
    "amber": "Amber",
    "red": "Red",
    "grey": "Not scored",
    "champion": "Champion",
    "engaged": "Engaged",
    "passive": "Passive",
    "disengaged": "Disengaged",
    "unknown": "Unknown",
    "meeting_frequency": "Meeting frequency",
    "responsiveness": "Responsiveness",
    "qbr_attendance": "QBR attendance",
    "strategic_alignment": "Strategic alignment",
    "aged_critical_tickets": "Aged critical tickets",
    "too_many_open_tickets": "Too many open tickets",
    "open_tickets": "Open tickets",
    "silent_integration": "Silent integration",
    "integration_heartbeat": "Integration heartbeat",
    "one_to_one": "1:1",
    "qbr": "QBR",
    "c_level": "C-level",
    "vp": "VP",
    "it": "IT",
    "arr_amount": "ARR",
    "in_gmail": "In Gmail",
    "replied": "Answered",
    "quiet_hours": "Quiet hours",
    "ceo": "CEO",
    "cfo": "CFO",
    "cto": "CTO",
    "pre_qbr_briefing": "Pre-QBR briefing",
    "email": "E-mail",
    "inbound_email": "E-mail from them",
    "outbound_email": "E-mail from us",
    "exec_dinner": "Executive dinner",
    "health_checkin": "Health check-in",
}

RAG_SIGN = {"green": "●", "amber": "▲", "red": "◆", "grey": "○"}
RAG_COLOUR = {"green": "green", "amber": "orange", "red": "red", "grey": "gray"}
RAG_ICON = {
    "green": ":material/check_circle:",
    "amber": ":material/warning:",
    "red": ":material/dangerous:",
    "grey": ":material/help:",
}
LEVEL_SIGN = {"champion": "★", "engaged": "●", "passive": "◐", "disengaged": "◆", "unknown": "○"}
LEVEL_COLOUR = {
    "champion": "green",
    "engaged": "green",
    "passive": "orange",
    "disengaged": "red",
    "unknown": "gray",
}
LEVEL_ICON = {
    "champion": ":material/star:",
    "engaged": ":material/check_circle:",
    "passive": ":material/contrast:",
    "disengaged": ":material/dangerous:",
    "unknown": ":material/help:",
}
NONE = "\N{EN DASH}"
ROWS = "The imported rows that this rests on, each with its file and line."
"""What a button named Rows opens."""


def name(value: str | None) -> str:
    """A known value in words; ``snake_case`` that is not known loses its underscores."""
    if not value:
        return NONE
    return _NAMES.get(value) or sentence(value.replace("_", " "))


def rag(value: str | None) -> str:
    """A status with its sign, so that colour is never the only difference."""
    known = value if value in RAG_SIGN else "grey"
    return f"{RAG_SIGN[known]} {_NAMES[known]}"


def level(value: str | None) -> str:
    """An engagement level with its sign."""
    known = value if value in LEVEL_SIGN else "unknown"
    return f"{LEVEL_SIGN[known]} {_NAMES[known]}"


def number(value: Number | None, digits: int = 0, unit: str = "") -> str:
    """With thousands separators; trailing zeros after the point are dropped."""
    if value is None:
        return NONE
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {unit}".rstrip()


def cut(value: Number, digits: int = 0) -> float:
    """Cut down to so many digits: a score of 69.6 is not yet 70, where another colour begins."""
    scale = 10.0**digits
    return float(math.floor(round(float(value) * scale, 6)) / scale)


def score(value: Number | None, digits: int = 0) -> str:
    """A score or its points, cut down and never rounded up."""
    return number(None if value is None else cut(value, digits), digits)


def measure(value: Number | None, unit: str | None) -> str:
    """A measured value in its unit: ``1 day``, ``3.6 days``, ``75%``."""
    if value is None or not unit:
        return number(value, 1)
    if unit == "share":
        return percent(value)
    text = number(value, 1)
    return f"{text} {unit.removesuffix('s') if text == '1' else unit}"


def hours(value: Number | None) -> str:
    """A span of hours, in days from the third day on."""
    if value is None:
        return NONE
    return measure(value, "hours") if value < 48 else measure(float(value) / 24, "days")


def percent(share: Number | None, digits: int = 0) -> str:
    """A share of one as a percentage."""
    return NONE if share is None else f"{number(float(share) * 100, digits)}%"


def money(amount: Number | None, currency: str | None = None) -> str:
    """Rounded to three figures: ``USD 1.25M``. Without a currency the number stands alone."""
    if amount is None:
        return NONE
    value = float(amount)
    for size, suffix in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if abs(value) >= size:
            scaled = value / size
            digits = 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2
            return f"{currency or ''} {number(scaled, digits)}{suffix}".strip()
    return f"{currency or ''} {number(value)}".strip()


def day(value: date | datetime | None) -> str:
    """``21 Nov 2026``."""
    return f"{value.day} {value:%b %Y}" if value else NONE


def moment(value: datetime | None) -> str:
    """``21 Nov 2026 14:05 UTC``."""
    return f"{day(value)} {value:%H:%M} UTC" if value else NONE


def ago(value: date | datetime | None, today: date) -> str:
    """``3 days ago``, ``in 40 days``, ``today``; empty becomes a dash."""
    if value is None:
        return NONE
    then = value.date() if isinstance(value, datetime) else value
    days = (today - then).days
    if days == 0:
        return "today"
    span = plural(abs(days), "day")
    return f"{span} ago" if days > 0 else f"in {span}"


def plural(count: int, noun: str, many: str = "") -> str:
    """``1 day``, ``2 days``; ``many`` where the plural is not made with an s."""
    return count_of(count, noun, many)


def sentence(text: str) -> str:
    """With its first letter upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def listed(values: list[str] | tuple[str, ...], shown: int = 3) -> str:
    """``a, b, c and 4 more``."""
    if not values:
        return NONE
    rest = len(values) - shown
    head = ", ".join(values[:shown])
    return f"{head} and {rest:,} more" if rest > 0 else head


def direction(value: str) -> str:
    """``better`` or ``worse`` with an arrow."""
    return {"better": "▲ Better", "worse": "▼ Worse"}.get(value, name(value))
