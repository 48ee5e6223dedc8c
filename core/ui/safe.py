"""The one place where text from files is made harmless for Streamlit's Markdown.

Most of Streamlit's elements read their text as Markdown, which fetches images and makes links. Text
that came from a file reaches the browser through elements that do neither (`st.text`, `st.code`,
text columns of a table), or, where there is no such element (headings, labels, messages), through
:func:`label`. ``tests/pages/test_text_from_outside.py`` holds pages to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from core.ui.prose import arranged

_JOINER = "\u2060"
"""WORD JOINER: invisible, and no part of an address, so that no address is recognised."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_RECOGNISED = re.compile(r":(?=//|[a-zA-Z+_-])|(?<=www)\.|@", re.IGNORECASE)
"""What Markdown recognises even where it is escaped: addresses, e-mails, icon names."""

_OPEN = {"green": "\ue000", "orange": "\ue001", "red": "\ue002"}
_CLOSE = "\ue00f"
"""Private characters that stand for the marks while the text around them is made harmless."""


class Mark(NamedTuple):
    """Characters ``start`` to ``end`` on a ``colour``, after a ``sign`` that says the same without it."""

    start: int
    end: int
    colour: str
    sign: str = ""


def label(text: object, limit: int = 200) -> str:
    """``text`` as Markdown that shows it literally: no link, image, icon, formula or line break.

    Longer than ``limit`` characters is cut with an ellipsis: a label is read at a glance, the
    whole text stands in the table or record it came from.
    """
    flat = plain(text)
    if len(flat) > limit:
        flat = flat[: limit - 1].rstrip() + "…"
    return _PUNCTUATION.sub(r"\\\1", _RECOGNISED.sub(rf"{_JOINER}\g<0>{_JOINER}", flat))


def marked(text: str, marks: Sequence[Mark]) -> str:
    """``text`` as :func:`label` shows it, line breaks kept, with some words on a coloured ground.

    ``marks`` are spans of ``text``; one that begins inside another is left out.
    """
    pieces, at = [], 0
    for mark in sorted(marks):
        if mark.start >= at and mark.end > mark.start:
            pieces += [_unmarked(text[at : mark.start]), _OPEN[mark.colour], mark.sign]
            pieces += [_unmarked(text[mark.start : mark.end]), _CLOSE]
            at = mark.end
    pieces.append(_unmarked(text[at:]))
    lines = "".join(pieces).split("\n")
    shown = "  \n".join(label(line, len(line) + 1) for line in lines)
    for colour, sign in _OPEN.items():
        shown = shown.replace(sign, f":{colour}-background[")
    return shown.replace(_CLOSE, "]")


def prose(text: str, *, bold: bool = False) -> str:
    """Markdown that people wrote, as Markdown with its headings, lists and emphasis and nothing else.

    Links and pictures become their words, and every word stands as :func:`label` shows it. With ``bold``
    headings are bold lines.
    """
    return arranged(text, lambda words: label(words, len(words) + 1), bold=bold)


def _unmarked(text: str) -> str:
    return text.translate(dict.fromkeys((*map(ord, _OPEN.values()), ord(_CLOSE))))


def plain(text: object) -> str:
    """``text`` on one line, without control characters and without those that turn its direction."""
    return " ".join(_CONTROL.sub(" ", str(text)).split())


def line(text: str) -> str:
    """``text`` as it stands, blanks and all, for ``st.code``: control characters are made visible."""
    return _CONTROL.sub(lambda found: "".join(_picture(one) for one in found[0]), text)


def _picture(control: str) -> str:
    """The Unicode picture of a control character; a sign for those that have none."""
    return chr(0x2400 + ord(control)) if ord(control) < 0x20 else "\ufffd"


def chart(text: object, limit: int = 60) -> str:
    """``text`` for a Plotly figure, whose texts may hold HTML-like markup and links."""
    flat = plain(text)
    if len(flat) > limit:
        flat = flat[: limit - 1].rstrip() + "…"
    return html.escape(flat, quote=False)


def leads_to(link: str, host: str) -> str:
    """``link`` if it leads to ``host`` over https, or to this machine: a page links nowhere else."""
    parts = urlsplit(link)
    is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if parts.hostname != host or parts.username or not (parts.scheme == "https" or is_here):
        raise ValueError(f"not a link to {host}")
    return link


def own(text: str) -> str:
    """``text`` unchanged: says that it is written in this program, so that it may be Markdown."""
    return text
