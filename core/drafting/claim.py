"""What the claim gate finds in a text, and what it says of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ClaimKind(StrEnum):
    """What kind of statement some words make."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    COMPARISON = "comparison"
    PERSON = "person"
    COMPANY = "company"
    PRODUCT = "product"
    LINK = "link"
    ADDRESS = "address"
    COMMITMENT = "commitment"
    QUOTE = "quote"
    UNREADABLE = "unreadable"


class Standing(StrEnum):
    """Whether a claim may stay. Only ``UNMATCHED`` blocks approval."""

    MATCHED = "matched"
    ATTACHED = "attached"
    VOUCHED = "vouched"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class Claim:
    """Words of a text that claim something.

    ``part`` is ``subject`` or ``body``; ``start`` and ``end`` count its characters from 0. ``fact_ids`` are the facts
    that prove it, best first; ``reason`` says in a sentence why it stands or what is wrong;
    ``vouchable`` that a person's own word may do.
    """

    part: str
    start: int
    end: int
    words: str
    kind: ClaimKind
    standing: Standing
    fact_ids: tuple[str, ...] = ()
    reason: str = ""
    vouchable: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {**asdict(self), "fact_ids": list(self.fact_ids)}


@dataclass(frozen=True)
class Vouch:
    """A person's own word for ``words``, which no fact proves; never for a number."""

    words: str
    reason: str
    vouched_by: str
    vouched_at: datetime


@dataclass(frozen=True)
class Attachment:
    """A person says which fact ``words`` stand for; the gate still checks that they agree."""

    words: str
    fact_id: str


@dataclass(frozen=True)
class GateReport:
    """All claims of a text, in its order."""

    claims: tuple[Claim, ...]

    @property
    def unmatched(self) -> tuple[Claim, ...]:
        """What blocks approval."""
        return tuple(claim for claim in self.claims if claim.standing is Standing.UNMATCHED)

    @property
    def passes(self) -> bool:
        return not self.unmatched

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that the text cites."""
        return tuple(dict.fromkeys(name for claim in self.claims for name in claim.fact_ids))
