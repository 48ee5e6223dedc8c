"""The words of commands: a literal that grammar, completion and help all read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a command wants."""

    OPEN = "open"
    DRAFT = "draft"
    DOCUMENT = "document"
    REPORT = "report"
    STRESS = "stress"


@dataclass(frozen=True)
class Thing:
    """Something that can be made: ``kind`` and ``purpose`` as the drafting engine calls them."""

    intent: Intent
    kind: str
    purpose: str
    names: tuple[str, ...]


THINGS = (
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "",
        (
            "executive outreach",
            "outreach",
            "executive e-mail",
            "executive email",
            "e-mail",
            "email",
            "message",
        ),
    ),
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "introduction",
        ("introduction", "intro", "introductory e-mail", "introduction e-mail"),
    ),
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "strategic_alignment",
        ("strategic alignment", "alignment", "strategic check-in"),
    ),
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "pre_qbr_briefing",
        ("pre-qbr briefing", "qbr briefing", "pre-qbr", "qbr", "business review briefing"),
    ),
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "issue_escalation_awareness",
        (
            "issue escalation awareness",
            "escalation awareness",
            "issue awareness",
            "escalation",
            "issue",
        ),
    ),
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "expansion_conversation",
        ("expansion conversation", "expansion", "upsell"),
    ),
    Thing(
        Intent.DRAFT,
        "executive_outreach",
        "congratulations",
        ("congratulations", "congratulations e-mail", "congratulations email"),
    ),
    Thing(
        Intent.DRAFT,
        "escalation_outreach",
        "",
        ("escalation outreach", "escalation letter", "escalation e-mail"),
    ),
    Thing(Intent.DRAFT, "release_notes", "", ("release notes", "tailored release notes")),
    Thing(Intent.DRAFT, "roadmap_preview", "", ("roadmap preview", "technical roadmap preview")),
    Thing(Intent.DRAFT, "health_checkin", "", ("health check-in", "check-in", "health checkin")),
    Thing(
        Intent.DRAFT,
        "success_review",
        "",
        ("success review", "customer success review", "success review letter"),
    ),
    Thing(Intent.DOCUMENT, "executive_brief", "", ("executive brief", "brief", "one-pager")),
    Thing(
        Intent.DOCUMENT,
        "impact_summary",
        "",
        ("business impact summary", "business impact", "impact summary", "impact"),
    ),
    Thing(Intent.DOCUMENT, "talking_points", "", ("talking points", "call notes")),
    Thing(Intent.DOCUMENT, "meeting_proposal", "", ("meeting proposal", "meeting")),
    Thing(
        Intent.REPORT,
        "sponsor_report",
        "",
        ("executive sponsor report", "sponsor report", "report"),
    ),
)

MAKE = ("draft", "write", "compose", "prepare", "create", "make")
CONTACT = ("contact", "e-mail", "email", "message", "reach out to", "reach", "write to", "meet")
OPEN = ("open", "show", "go to", "account")
ARTICLES = ("a", "an", "the", "me", "new")
JOINTS = ("for", "to", "with", "about", "on", "of")
PLACES = ("at", "of", "from", "@")
ABOUT = ("about", "regarding", "on", "for")
LEAVING = ("leaves", "left", "leave", "quits", "departs", "goes")

EXAMPLES = (
    "Draft executive outreach for Acme",
    "Contact Robert Kim at Acme",
    "Contact Robert Kim at Acme about expansion",
    "Talking points for Robert Kim at Acme",
    "Sponsor report for Acme",
    "What if Robert Kim leaves Acme",
    "Open Acme",
)
"""One of each form, shown where a command is typed."""
