"""Notes and mails: which lines of them were written here, and which are quoted from an earlier mail."""

from __future__ import annotations

import re

from core.coaching.transcript.model import Span

_LINE = re.compile(r"[^\r\n]*(?:\r?\n|$)")
_EARLIER = re.compile(
    r"\s*(?:On\b.{4,160}\bwrote:|-{2,}\s*(?:Original|Forwarded) message\s*-{2,}|_{10,})\s*$",
    re.IGNORECASE,
)
"""The line above an earlier mail: all below it was written before, by whomever."""
_QUOTED = re.compile(r"\s*>")


def own_lines(text: str) -> tuple[Span, ...]:
    """The pieces of ``text`` that are no quotation of another mail; all of it where nothing else is left."""
    pieces: list[Span] = []
    for line in _LINE.finditer(text):
        if _EARLIER.match(line[0]):
            break
        if _QUOTED.match(line[0]) or line.start() == line.end():
            continue
        if pieces and pieces[-1][1] == line.start():
            pieces[-1] = (pieces[-1][0], line.end())
        else:
            pieces.append(line.span())
    kept = [piece for piece in pieces if text[slice(*piece)].strip()]
    return tuple(kept) if kept else ((0, len(text)),)
