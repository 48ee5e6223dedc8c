"""The folders of ``prompts/``: read strictly, rendered strictly, versioned by what is in them."""

from core.drafting.prompts.load import PROMPTS, load_prompt, prompt_names
from core.drafting.prompts.meta import Purpose
from core.drafting.prompts.needs import mentionable, missing_facts, require_facts, sayable
from core.drafting.prompts.prompt import Prompt
from core.drafting.prompts.render import render_system, render_user

__all__ = [
    "PROMPTS",
    "Prompt",
    "Purpose",
    "load_prompt",
    "mentionable",
    "missing_facts",
    "prompt_names",
    "render_system",
    "render_user",
    "require_facts",
    "sayable",
]
