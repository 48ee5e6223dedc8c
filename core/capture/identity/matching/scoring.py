"""The probability of each pair, with the weight of each comparison beside it."""

from __future__ import annotations

from core.capture.identity.matching.declared import Declared
from core.capture.identity.matching.settings import Parameters
from core.capture.identity.matching.splinking import predict
from core.store.workspace import Workspace

SCORED = "scored"
"""Table of pairs at or above the floor: ``key_l``, ``key_r``, ``match_probability``, ``match_weight``,
``gamma_*`` (level) and ``mw_*`` (weight) of each comparison."""


def score(space: Workspace, model: Declared, parameters: Parameters) -> int:
    """Fill :data:`SCORED` from the pairs found; returns how many are at or above the model's floor."""
    predict(space, model, parameters, "candidate", model.thresholds.floor)
    return int(str(space.value("SELECT count(*) FROM scored")))
