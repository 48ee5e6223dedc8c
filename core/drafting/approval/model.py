"""What an approval is bound to, and what changed when it is void."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class CitedFact:
    """A fact that an approved text rests on, as it was said at the time."""

    fact_id: str
    label: str
    said: str
    version: str


@dataclass(frozen=True)
class FactChange:
    """What changed under an approval: ``before`` and ``after`` in words, ``after`` empty when gone."""

    what: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """E.g. ``Annual recurring revenue: 450,000 USD -> 400,000 USD``."""
        return f"{self.what}: {self.before} -> {self.after or 'no longer known'}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {**asdict(self), "sentence": self.sentence}


@dataclass(frozen=True)
class Approval:
    """A person's word that this text may go to this recipient.

    It stands while nothing it is bound to has changed and ``expires_at`` is ahead; ``send_from`` is
    the first moment outside the recipient's quiet hours. Times are naive UTC. ``changes`` says what
    made it void.
    """

    approval_id: int
    draft_id: int
    version: int
    content_hash: str
    contact_key: int | None
    recipient_email: str
    policy_version: int
    cited: tuple[CitedFact, ...]
    approved_by: str
    approved_at: datetime
    expires_at: datetime
    send_from: datetime
    voided_at: datetime | None = None
    void_reason: str = ""
    changes: tuple[FactChange, ...] = ()

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    def stands(self, content_hash: str, at: datetime) -> bool:
        """Whether the text with this hash may go out on its strength at ``at``."""
        return not self.is_void and self.content_hash == content_hash and at < self.expires_at
