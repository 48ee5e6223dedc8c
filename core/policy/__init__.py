"""Every threshold as data: shipped, validated, versioned, and read by the SQL models."""

from core.policy.document import policy_markdown
from core.policy.model import TIERS, Policy, Threshold
from core.policy.versions import (
    Change,
    PolicyVersion,
    current,
    current_version,
    diff,
    ensure_shipped,
    history,
    in_force,
    save,
    shipped,
)

__all__ = [
    "TIERS",
    "Change",
    "Policy",
    "PolicyVersion",
    "Threshold",
    "current",
    "current_version",
    "diff",
    "ensure_shipped",
    "history",
    "in_force",
    "policy_markdown",
    "save",
    "shipped",
]
