"""Rules that a draft must pass before a person may approve it: each one small, each says who lifts it."""

from core.drafting.rules.model import Block, RuleName

__all__ = ["Block", "RuleName"]
