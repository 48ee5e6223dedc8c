"""From a text to its turns: which shape it has, who speaks, whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.coaching.transcript.model import Shape, Side, Span, Transcript, Turn
from core.coaching.transcript.notes import own_lines
from core.coaching.transcript.sides import Known, names_of, sides_of
from core.coaching.transcript.subtitles import subtitle_shape, subtitle_turns
from core.coaching.transcript.written import headed_turns, labelled_turns
from core.errors import InvalidInput

LONGEST_TEXT = 400_000
"""Characters: about six hours of speech."""


def read_transcript(
    text: str, known: Known | None = None, own: Iterable[str] = (), *, as_notes: bool = False
) -> Transcript:
    """Take ``text`` apart. ``own`` are the labels under which the person themself speaks.

    ``as_notes`` takes it for notes although lines look like a speaker's.

    Raises :class:`~core.errors.InvalidInput` for a text that is empty, too long or a damaged subtitle file.
    """
    if not text.strip():
        raise InvalidInput("There is nothing to read.", "Paste notes or a transcript.")
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            f"The text has more than {LONGEST_TEXT:,} characters.", "Hand in one conversation."
        )
    known, own = known or Known(), tuple(own)

    def is_known(label: str) -> bool:
        return sides_of([label], known, own)[label] is not Side.UNKNOWN

    shape, turns = (Shape.NOTES, []) if as_notes else _shaped(text, is_known)
    if not turns:
        notes = Turn("", Side.NOTE, own_lines(text))
        return Transcript(text, Shape.NOTES, (notes,), names_of(known.own | known.us))
    joined = _joined(text, turns)
    sides = sides_of((turn.speaker for turn in joined), known, own)
    return Transcript(text, shape, tuple(turn.of(sides[turn.speaker]) for turn in joined))


def _shaped(text: str, is_known: Callable[[str], bool]) -> tuple[Shape, list[Turn]]:
    if subtitles := subtitle_shape(text):
        return subtitles, subtitle_turns(text, subtitles)
    if turns := headed_turns(text):
        return Shape.HEADED, turns
    return Shape.LABELLED, labelled_turns(text, is_known)


def _joined(text: str, turns: list[Turn]) -> list[Turn]:
    """Turns of one speaker in a row made one, and pieces with nothing but blanks between them joined."""
    found: list[Turn] = []
    for turn in turns:
        if found and found[-1].speaker == turn.speaker:
            last = found[-1]
            pieces = last.pieces + turn.pieces
            found[-1] = Turn(last.speaker, last.side, pieces, last.starts, turn.ends)
        else:
            found.append(turn)
    return [
        Turn(turn.speaker, turn.side, _merged(text, turn.pieces), turn.starts, turn.ends)
        for turn in found
        if turn.pieces
    ]


def _merged(text: str, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in pieces:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
