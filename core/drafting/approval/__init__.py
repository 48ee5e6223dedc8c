"""A person's approval of an exact text for an exact recipient, and what makes it void."""

from core.drafting.approval.model import Approval, CitedFact, FactChange

__all__ = ["Approval", "CitedFact", "FactChange"]
