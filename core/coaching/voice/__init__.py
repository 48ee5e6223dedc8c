"""Claude as the coach's voice: it puts what the coach worked out into words, and decides nothing.

What comes in is a whole result of the coach; what goes out is the same result in Claude's words, or the one that
came in with a note that says why. Scores, dates, situations and ready actions are never Claude's.
"""

from core.coaching.voice.passage import Kind, Material, Passage, Source
from core.coaching.voice.persona import PersonaLine, Turn
from core.coaching.voice.speaker import Speaker, Spoken
from core.coaching.voice.voice import Voice, voice_for

__all__ = [
    "Kind",
    "Material",
    "Passage",
    "PersonaLine",
    "Source",
    "Speaker",
    "Spoken",
    "Turn",
    "Voice",
    "voice_for",
]
