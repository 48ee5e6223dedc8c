"""WebVTT and SubRip: the files that meeting software exports."""

from __future__ import annotations

import re
from io import StringIO

from core.coaching.transcript.labels import is_speaker
from core.coaching.transcript.model import Shape, Side, Turn
from core.errors import InvalidInput

_VTT = re.compile(r"\ufeff?WEBVTT\b")
_SRT = re.compile(r"\ufeff?\s*\d+\s*\r?\n\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->")
_TAG = re.compile(r"<[^<>]*>")
_LABEL = re.compile(r"\s*([^:\n]{1,60}?):\s+(?=\S)")


def subtitle_shape(text: str) -> Shape | None:
    """Which kind of subtitle file ``text`` is; ``None`` for none."""
    if _VTT.match(text):
        return Shape.VTT
    return Shape.SRT if _SRT.match(text) else None


def subtitle_turns(text: str, shape: Shape) -> list[Turn]:
    """A turn a caption. A caption that names nobody goes on with the speaker before it.

    Raises :class:`~core.errors.InvalidInput` where the file is damaged.
    """
    import webvtt  # noqa: PLC0415 - most texts are no subtitles
    from webvtt.errors import MalformedCaptionError, MalformedFileError  # noqa: PLC0415

    try:
        captions = webvtt.from_buffer(
            StringIO(text.removeprefix("\ufeff")), format="vtt" if shape is Shape.VTT else "srt"
        )
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise InvalidInput(
            "This subtitle file is damaged.", "Export it again, or paste the text."
        ) from error
    turns: list[Turn] = []
    at, speaker = 0, ""
    for caption in captions.captions:
        pieces = []
        for line in caption.lines:
            found = text.find(line, at)
            if found < 0 or not line.strip():
                continue
            at = found + len(line)
            pieces += _spoken(line, found)
        speaker = caption.voice or speaker
        pieces, speaker = _named(text, pieces, speaker)
        if pieces:
            starts, ends = (_in_seconds(time) for time in (caption.start_time, caption.end_time))
            turns.append(Turn(speaker, Side.UNKNOWN, tuple(pieces), starts, ends))
    return turns


def _spoken(line: str, start: int) -> list[tuple[int, int]]:
    """The pieces of a line between its tags."""
    pieces, at = [], 0
    for tag in [*_TAG.finditer(line), None]:
        end = tag.start() if tag else len(line)
        if line[at:end].strip():
            pieces.append((start + at, start + end))
        at = tag.end() if tag else end
    return pieces


def _named(
    text: str, pieces: list[tuple[int, int]], speaker: str
) -> tuple[list[tuple[int, int]], str]:
    """Take a name and colon off the beginning of a caption."""
    if pieces:
        start, end = pieces[0]
        label = _LABEL.match(text, start, end)
        if label and is_speaker(label[1]):
            return [(label.end(), end), *pieces[1:]], label[1].strip()
    return pieces, speaker


def _in_seconds(time: object) -> float:
    parts = ("hours", "minutes", "seconds", "milliseconds")
    hours, minutes, whole, thousandths = (float(getattr(time, part)) for part in parts)
    return hours * 3600 + minutes * 60 + whole + thousandths / 1000
