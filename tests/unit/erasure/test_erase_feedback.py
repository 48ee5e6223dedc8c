"""A person named in a scored conversation is erased from the text, the quotes and the advice."""

from __future__ import annotations

from core.actor import LOCAL
from core.coaching.feedback import feedback, feedback_of, text_of
from core.erasure import erase
from core.store import Store

from .conftest import JANE, NAME
from .test_erase import TRACES, every_text, folder_of_backups

CALL = f"""Me: Asked {NAME} for a start, thanks. What is the goal for this year?
{NAME}: Growth.
Me: So what you are saying is growth, Jane
Doe?
{NAME}: Exactly.
Me: {NAME} will send the plan by Friday to {JANE}.
"""


def test_security_26_feedback_keeps_its_levels_and_loses_the_person(installed: Store) -> None:
    given = feedback(installed, LOCAL, CALL)
    assert any(NAME in quote.text for quote in given.assessment.quotes)
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    assert [trace for trace in TRACES if trace in every_text(installed)] == []
    left = feedback_of(installed, LOCAL, given.interaction_id)
    assert [score.level for score in left.assessment.scores] == [
        score.level for score in given.assessment.scores
    ]
    text = text_of(installed, LOCAL, given.interaction_id)
    assert "What is the goal for this year?" in text
