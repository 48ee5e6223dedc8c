"""A notice as Google Chat takes it: a card, whose text knows a few HTML tags and no mentions."""

from __future__ import annotations

import html
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from core.channels.notices.model import Notice
from core.channels.plain import fitting, headline, lines_of

LONGEST_TEXT = 6000
"""A message may have 32,000 bytes; four bytes a character at most."""

_HARMLESS = str.maketrans({"<": "(", ">": ")"})


def payload(notice: Notice, link: str) -> dict[str, Any]:
    """The JSON of the message. ``link`` is ours; empty for none."""
    title = headline(notice.title, notice.account_name, 200)
    lines = fitting([escaped(line) for line in lines_of(notice.lines)], LONGEST_TEXT)
    text = "<br>".join([f"<b>{escaped(title)}</b>", *lines])
    widgets: list[dict[str, Any]] = [{"textParagraph": {"text": text}}]
    if link:
        button = {"text": "Open in Rapport", "onClick": {"openLink": {"url": link}}}
        widgets.append({"buttonList": {"buttons": [button]}})
    card = {"sections": [{"widgets": widgets}]}
    # The words of a phone's notification are message text, where <users/all> would call everyone.
    return {
        "fallbackText": title.translate(_HARMLESS),
        "cardsV2": [{"cardId": "notice", "card": card}],
    }


def escaped(text: str) -> str:
    """Without what Google Chat reads as a tag or a mention, ``<users/all>`` among them."""
    return html.escape(text, quote=False)


def request_id(notice: Notice) -> str:
    """The same for the same notice: Google answers a second request of it with the first's message."""
    return str(uuid5(NAMESPACE_URL, f"rapport:notice:{notice.key}"))
