"""Which model an installation calls, and with what limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.drafting.model.ledger import Caps
from core.settings import Settings


@dataclass(frozen=True)
class ModelConfig:
    """The model an installation uses; without a ``key`` it is never called."""

    key: str = field(repr=False)
    name: str
    url: str
    deadline_seconds: float
    caps: Caps

    @classmethod
    def of(cls, settings: Settings) -> ModelConfig:
        """What the settings say."""
        return cls(
            settings.model_key.get_secret_value().strip(),
            settings.model_name,
            settings.model_url,
            settings.model_deadline_seconds,
            Caps(settings.model_daily_usd, settings.model_user_daily_usd),
        )
