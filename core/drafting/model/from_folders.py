"""The prompts of ``prompts/`` as the model's writer asks for them."""

from __future__ import annotations

from core.drafting.fact import FactSheet
from core.drafting.kind import Assignment
from core.drafting.prompts import load_prompt, render_system, render_user, sayable


class FolderPrompting:
    """Implements :class:`core.drafting.model.prompting.Prompting`."""

    def version(self, assignment: Assignment) -> str:
        return load_prompt(assignment.request.kind).version

    def sayable(self, assignment: Assignment) -> FactSheet:
        prompt = load_prompt(assignment.request.kind)
        return sayable(prompt, assignment.request.purpose, assignment.sheet)

    def system(self, assignment: Assignment) -> str:
        return render_system(load_prompt(assignment.request.kind))

    def user(self, assignment: Assignment) -> str:
        return render_user(load_prompt(assignment.request.kind), assignment)
