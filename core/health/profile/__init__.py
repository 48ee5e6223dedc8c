"""The relationship profile: how technical their people are, what they run and use, and what was said.

``technical_maturity`` answers for one person, ``maturities`` for an account, ``profile`` all of it. They
are asked for an account on a date, and read the mart of that date.
"""

from core.health.profile.maturity import maturities, technical_maturity
from core.health.profile.model import Maturity, Sign, Stakeholder

__all__ = ["Maturity", "Sign", "Stakeholder", "maturities", "technical_maturity"]
