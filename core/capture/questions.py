"""Open questions, as the problems of a file they are."""

from __future__ import annotations

from core.capture.model import Level, Problem, Question


def question_problem(question: Question, count: int) -> Problem:
    """An open question as a problem of the whole file, naming the option that answers it.

    ``count`` are the records that wait for the answer.
    """
    choices = f" ({' or '.join(question.choices)})" if question.choices else ""
    reason = f"{question.text} Answer with {question.option}{choices}."
    return Problem(
        None, ", ".join(question.columns), question.example, reason, count, Level.QUESTION
    )
