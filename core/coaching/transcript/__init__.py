"""Notes and transcripts: who said what, with the place of every word in the text as it was handed in."""

from core.coaching.transcript.model import Passage, Shape, Side, Speaker, Transcript, Turn
from core.coaching.transcript.read import LONGEST_TEXT, read_transcript
from core.coaching.transcript.sentences import Sentence, sentences
from core.coaching.transcript.sides import Known
from core.coaching.transcript.talk import Talk, talk

__all__ = [
    "LONGEST_TEXT",
    "Known",
    "Passage",
    "Sentence",
    "Shape",
    "Side",
    "Speaker",
    "Talk",
    "Transcript",
    "Turn",
    "read_transcript",
    "sentences",
    "talk",
]
