"""The pages: where each is, what it is called, and who may open it. Order here is order on screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "pages"


@dataclass(frozen=True)
class PageEntry:
    """One page. ``section`` groups it in the navigation by whom it serves."""

    name: str
    title: str
    icon: str
    section: str
    permission: Permission
    summary: str

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.py"


PAGES = (
    PageEntry(
        "portfolio",
        "Portfolio",
        ":material/monitoring:",
        "Managers",
        Permission.PORTFOLIO_READ,
        "Five sponsor measures against target, health by colour, and the accounts behind them.",
    ),
    PageEntry(
        "sponsors",
        "Sponsors",
        ":material/supervisor_account:",
        "Managers",
        Permission.PORTFOLIO_READ,
        "Every executive: level, risk, last contact against the cadence, and who stands in.",
    ),
    PageEntry(
        "health",
        "Technical health",
        ":material/vital_signs:",
        "Managers",
        Permission.PORTFOLIO_READ,
        "Accounts by colour, the three signals of each, and the rules that tripped.",
    ),
    PageEntry(
        "today",
        "Today",
        ":material/today:",
        "Customer success",
        Permission.ACCOUNT_READ,
        "What calls for a word with an executive now, ranked, each with a draft one click away.",
    ),
    PageEntry(
        "account",
        "Account",
        ":material/domain:",
        "Customer success",
        Permission.ACCOUNT_READ,
        "One account: executives, scores with every point explained, tickets, timeline, notes.",
    ),
    PageEntry(
        "outbox",
        "Outbox",
        ":material/outbox:",
        "Customer success",
        Permission.DRAFT_READ,
        "Everything drafted: to review, approved, in Gmail, sent and answered.",
    ),
    PageEntry(
        "coaching",
        "Coaching",
        ":material/school:",
        "Customer success",
        Permission.COACHING_USE,
        "Ask how to handle a situation, practise it, have notes scored, and see skills grow.",
    ),
    PageEntry(
        "imports",
        "Imports",
        ":material/upload_file:",
        "Analysts",
        Permission.IMPORT_READ,
        "Bring in exports: what each file is, what was refused, what could not be placed.",
    ),
    PageEntry(
        "duplicates",
        "Duplicates",
        ":material/join:",
        "Analysts",
        Permission.IDENTITY_READ,
        "Records that may be of one person or company: decide, undo, and see what stands.",
    ),
    PageEntry(
        "policy",
        "Policy",
        ":material/tune:",
        "Administration",
        Permission.POLICY_READ,
        "The thresholds behind every score, their history, and who changed what.",
    ),
    PageEntry(
        "people",
        "People and access",
        ":material/manage_accounts:",
        "Administration",
        Permission.USER_MANAGE,
        "Who may sign in and with which role, and the tokens of the API.",
    ),
)


def entry(name: str) -> PageEntry:
    """The page called ``name``; a name that is not in the registry is a defect."""
    return next(page for page in PAGES if page.name == name)


def sections(actor: Actor) -> dict[str, list[PageEntry]]:
    """The pages the actor may open, by section, in order."""
    found: dict[str, list[PageEntry]] = {}
    for page in PAGES:
        if allows(actor, page.permission):
            found.setdefault(page.section, []).append(page)
    return found
