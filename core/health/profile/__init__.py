"""The relationship profile: how technical their people are, what they run and use, and what was said.

``profile`` is all of it for an account on a date; ``technical_maturity`` answers for one person and
``maturities`` for everybody at an account; ``opportunities`` is what could be built together. All read the
mart of the date; nothing of it is kept but what people say.
"""

from core.health.profile.codevelopment import (
    codevelopment_cards,
    opportunities,
    post_codevelopment,
)
from core.health.profile.compose import profile
from core.health.profile.maturity import maturities, technical_maturity
from core.health.profile.model import (
    LEVELS,
    Communication,
    CustomerSystem,
    FeatureAdoption,
    IntegrationDepth,
    Maturity,
    Opportunity,
    RelationshipProfile,
    Remark,
    RoadmapAlignment,
    Sign,
    Stakeholder,
)
from core.health.profile.remarks import VALUES, remark
from core.health.profile.rules import RULES, OpportunityRule

__all__ = [
    "LEVELS",
    "RULES",
    "VALUES",
    "Communication",
    "CustomerSystem",
    "FeatureAdoption",
    "IntegrationDepth",
    "Maturity",
    "Opportunity",
    "OpportunityRule",
    "RelationshipProfile",
    "Remark",
    "RoadmapAlignment",
    "Sign",
    "Stakeholder",
    "codevelopment_cards",
    "maturities",
    "opportunities",
    "post_codevelopment",
    "profile",
    "remark",
    "technical_maturity",
]
