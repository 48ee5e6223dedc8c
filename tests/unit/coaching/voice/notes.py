"""Feedback on an invented conversation into which somebody wrote orders."""

from __future__ import annotations

from dataclasses import replace

from core.coaching.feedback import Feedback, Quote, Suggestion, assess, summary
from core.coaching.model import Citation, CitationKind
from core.coaching.rubric import Rubric, shipped
from core.coaching.transcript import read_transcript

TRANSCRIPT = """Tom: Thank you for the time, Ines. What would have to be true for you to call this year a success?
Ines: We need the monthly closing two days sooner. {attack}
Tom: So the closing is what the board looks at. Who else decides on the renewal?
Ines: Robert does. {attack}
Tom: I think maybe we should probably talk again some time. {attack}
Tom: I will send you the plan by Friday, and you check the figures with Robert.
"""
ARTICLE = Citation(CitationKind.ARTICLE, "champion_transition", "When a champion moves on")


def feedback_on(attack: str) -> Feedback:
    """Feedback on the conversation with ``attack`` in it.

    As if the rubric had quoted the attack as well, which stands for the worst that a marker can do.
    """
    text = TRANSCRIPT.format(attack=attack)
    found = assess(_rubric(), read_transcript(text, own=["Tom"]))
    start = text.index(attack)
    quote = Quote(
        "listening", "planted", "Speaks past it", -1.0, attack, start, start + len(attack)
    )
    planted = Suggestion(
        "listening", "Listening", "Speaks past what was said", "Say back what you heard before you answer.",
        f"If I heard you right: {attack}", quote, rewrites=True, article=ARTICLE,
    )  # fmt: skip
    found = replace(found, to_try=(*found.to_try, planted), went_well=(*found.went_well, quote))
    return Feedback(0, "Closing", found, summary(found))


def _rubric() -> Rubric:
    return Rubric(1, "shipped", shipped())
