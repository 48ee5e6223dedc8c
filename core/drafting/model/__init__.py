"""Claude as a writer of drafts: what it is told, how it is called, what is taken from it, what it costs."""

from core.drafting.model.config import ModelConfig
from core.drafting.model.converse import Answered, Conversation, Question
from core.drafting.model.costs import ModelCost, model_costs
from core.drafting.model.ledger import Caps, Ledger, OverBudget
from core.drafting.model.prompting import Prompting
from core.drafting.model.writer import ClaudeWriter, writer_for

__all__ = [
    "Answered",
    "Caps",
    "ClaudeWriter",
    "Conversation",
    "Ledger",
    "ModelConfig",
    "ModelCost",
    "OverBudget",
    "Prompting",
    "Question",
    "model_costs",
    "writer_for",
]
