"""What every section starts from: the questions, the pen, the account and its sponsor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.drafting.fact import Fact, FactKind
from core.sponsors.report.pen import Pen
from core.sponsors.report.question import Questions

LEVELS = {
    "champion": "Champion",
    "engaged": "Engaged",
    "passive": "Passive",
    "disengaged": "Disengaged",
    "unknown": "Unknown",
}
KINDS = {
    "one_to_one": "1:1",
    "qbr": "QBR",
    "exec_dinner": "Executive dinner",
    "strategic_checkin": "Strategic check-in",
    "business_review": "Business review",
    "email": "E-mail",
    "call": "Call",
    "meeting": "Meeting",
    "event": "Event",
    "referral": "Referral",
    "reference": "Reference",
}
FACTORS = {
    "meeting_frequency": "Meeting Frequency",
    "responsiveness": "Responsiveness",
    "qbr_attendance": "QBR Attendance",
    "strategic_alignment": "Strategic Alignment",
}


@dataclass(frozen=True)
class Context:
    """One report being written; ``sponsor`` is the primary sponsor's profile, if there is one."""

    questions: Questions
    pen: Pen
    account: dict[str, Any]
    sponsor: dict[str, Any] | None

    @property
    def as_of(self) -> date:
        return self.questions.as_of

    def threshold(self, name: str) -> float:
        """A threshold of the policy for the account's tier."""
        rows = self.questions.rows("threshold")
        return float(next(row["value"] for row in rows if row["name"] == name))

    def person(self, row: dict[str, Any]) -> Fact:
        """A person, as the same fact wherever they are named."""
        return self.pen.fact(
            f"person.{row['contact_key']}",
            FactKind.PERSON,
            row["person"],
            evidence=[row["contact_ref"]],
        )

    def status(self, name: str, words: str, *evidence: str) -> Fact:
        """Words that the data hold or that a score gave."""
        return self.pen.fact(name, FactKind.STATUS, words, evidence=evidence)

    def on(self, name: str, value: date, *evidence: str) -> Fact:
        """A date."""
        return self.pen.fact(name, FactKind.DATE, value, evidence=evidence)

    def count(self, name: str, value: Any, unit: str = "", *evidence: str, label: str = "") -> Fact:
        """A number of something; ``label`` says of what where the end of ``name`` does not."""
        return self.pen.fact(name, FactKind.COUNT, value, unit=unit, evidence=evidence, label=label)


def months(since: date, until: date) -> int:
    """Whole months from ``since`` to ``until``."""
    whole = (until.year - since.year) * 12 + until.month - since.month
    return whole if until.day >= since.day else whole - 1


def tenure(since: date, until: date) -> tuple[int, str]:
    """Time in a role: months below two years, then years."""
    whole = months(since, until)
    return (whole, "months") if whole < 24 else (whole // 12, "years")
