"""What the sponsor score of one account says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.policy.factor import Factor


@dataclass(frozen=True)
class Executive:
    """An active executive; ``contact_id`` is the identifier in the source system.

    ``advocacy_evidence`` names the rows that speak of advocacy, as ``table/key``.
    """

    contact_key: int
    contact_id: str
    full_name: str | None
    title: str | None
    score: float | None
    coverage_pct: float
    level: str
    risk: str
    is_primary: bool
    is_backup: bool
    last_contact_on: date | None
    relationship: str
    advocacy_evidence: tuple[str, ...]
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class SponsorScore:
    """An account's sponsor engagement; ``score`` is ``None`` when it abstains."""

    account_key: int
    account_id: str
    as_of: date
    score: float | None
    level: str
    risk: str
    coverage_pct: float
    primary_sponsor: str | None
    backup_sponsor: str | None
    silence_alert: bool
    missing: tuple[str, ...]
    executives: tuple[Executive, ...]
