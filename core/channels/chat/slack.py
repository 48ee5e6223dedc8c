"""A notice as Slack takes it.

Text from outside stands in ``plain_text`` only, where no markup works, and is escaped all the same:
the short ``text`` of a phone's notification has no such form.
"""

from __future__ import annotations

from typing import Any

from core.channels.notices.model import Notice
from core.channels.plain import fitting, headline, lines_of

LONGEST_HEADER, LONGEST_SECTION = 150, 3000


def payload(notice: Notice, link: str) -> dict[str, Any]:
    """The JSON of the message. ``link`` is ours; empty for none."""
    title = escaped(headline(notice.title, notice.account_name, 100))
    blocks = [{"type": "header", "text": _plain(_cut(title, LONGEST_HEADER))}]
    lines = fitting([escaped(line) for line in lines_of(notice.lines)], LONGEST_SECTION - 100)
    if lines:
        blocks.append({"type": "section", "text": _plain("\n".join(lines))})
    if link:
        text = {"type": "mrkdwn", "text": f"<{link}|Open in Rapport>", "verbatim": True}
        blocks.append({"type": "section", "text": text})
    return {"text": title, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def escaped(text: str) -> str:
    """Without the three characters that begin Slack's control sequences, ``<!channel>`` among them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cut(text: str, longest: int) -> str:
    """At most ``longest`` characters, no escape cut in two."""
    if len(text) <= longest:
        return text
    short = text[: longest - 1]
    start = short.rfind("&")
    if start != -1 and ";" not in short[start:]:
        short = short[:start]
    return f"{short}…"


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
