"""Who spoke how much: only where the text has speaker turns, never guessed from notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.coaching.transcript.model import Side, Span, Transcript, Turn
from core.coaching.transcript.sentences import sentences

FEWEST_WORDS = 120
MOST_WORDS_OF_ASSENT = 2
"""``Mm-hm`` or ``Yes, right`` does not end a monologue."""
_OPEN = re.compile(
    r"(?:(?:and|so|but|well|okay|ok|right|then|now)[, ]+)*"
    r"(?:what|how|why|which|who|whom|whose|when|where|tell me|walk me|help me understand|talk me)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Talk:
    """Shares are of words. ``longest_seconds`` is empty where the text gives no times.

    ``longest_at`` is where the longest stretch begins: its first sentence, as a place in the text.
    """

    own_words: int
    our_words: int
    their_words: int
    questions: int
    open_questions: int
    longest_words: int
    longest_seconds: float | None
    longest_at: Span | None

    @property
    def words(self) -> int:
        return self.our_words + self.their_words

    @property
    def is_telling(self) -> bool:
        """Whether there is enough of it to say anything of shares: a few lines are no conversation."""
        return self.words >= FEWEST_WORDS and self.their_words > 0

    @property
    def our_share(self) -> float:
        """0 to 1."""
        return self.our_words / self.words if self.words else 0.0


def talk(transcript: Transcript) -> Talk | None:
    """Counts over the turns; ``None`` for notes and where nobody knows who is ours."""
    if not transcript.has_turns or not transcript.is_resolved:
        return None
    counts = dict.fromkeys(Side, 0)
    for turn in transcript.turns:
        counts[turn.side] += _count(transcript, turn)
    asked = [
        said for said in sentences(transcript) if said.turn.side is Side.OWN and said.is_question
    ]
    stretch = max(
        _stretches(transcript),
        key=lambda turns: (_words(transcript, turns), -turns[0].pieces[0][0]),
        default=(),
    )
    return Talk(
        own_words=counts[Side.OWN],
        our_words=counts[Side.OWN] + counts[Side.US],
        their_words=counts[Side.THEM],
        questions=len(asked),
        open_questions=sum(bool(_OPEN.match(said.words)) for said in asked),
        longest_words=_words(transcript, stretch),
        longest_seconds=_lasted(transcript, stretch),
        longest_at=_begins(transcript, stretch),
    )


def _stretches(transcript: Transcript) -> list[tuple[Turn, ...]]:
    """Turns of one of ours that nothing but a word of assent comes between."""
    found: list[tuple[Turn, ...]] = []
    is_broken = True
    for turn in transcript.turns:
        if turn.side is not Side.OWN:
            is_broken = is_broken or _count(transcript, turn) > MOST_WORDS_OF_ASSENT
        elif found and not is_broken and found[-1][-1].speaker == turn.speaker:
            found[-1] = (*found[-1], turn)
        else:
            found.append((turn,))
            is_broken = False
    return found


def _count(transcript: Transcript, turn: Turn) -> int:
    return len(transcript.passage(turn).words.split())


def _words(transcript: Transcript, turns: tuple[Turn, ...]) -> int:
    return sum(_count(transcript, turn) for turn in turns)


def _lasted(transcript: Transcript, turns: tuple[Turn, ...]) -> float | None:
    """From the first turn's beginning to the last one's end, or to the next speaker's beginning."""
    if not turns or turns[0].starts is None:
        return None
    end = turns[-1].ends
    if end is None:
        after = transcript.turns[transcript.turns.index(turns[-1]) + 1 :]
        end = after[0].starts if after else None
    return end - turns[0].starts if end is not None and end >= turns[0].starts else None


def _begins(transcript: Transcript, turns: tuple[Turn, ...]) -> Span | None:
    for said in sentences(transcript) if turns else ():
        if said.turn == turns[0]:
            return said.quote(0, len(said.words))
    return None
