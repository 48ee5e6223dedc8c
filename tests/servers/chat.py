"""Slack's and Google Chat's incoming webhooks on this machine.

The server checks what they check and remembers what readers see: ``messages``, and in ``rang`` whom a
message called, because a mention in it worked.

    with ChatServer() as server:
        settings = Settings(**server.slack())
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers.gmail_faults import Answer
from tests.servers.local_http import LocalHttp

SLACK_PATH = "/services/T0RAPPORT/B0RAPPORT/a-secret-of-slack"
GOOGLE_PATH = "/v1/spaces/AAAARAPPORT/messages"
GOOGLE_QUERY = {"key": ["a-key"], "token": ["a-secret-of-google"]}
_SLACK_CALLS = re.compile(r"<!(?:channel|here|everyone|subteam\^\w+)[^>]*>|<@\w+[^>]*>")
_SLACK_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]*)>")
_GOOGLE_CALLS = re.compile(r"<users/[^>]+>")


class ChatServer(LocalHttp):
    """Both services at one address, told apart by their paths."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.rang: list[str] = []
        self.by_request: dict[str, str] = {}

    def slack(self) -> dict[str, Any]:
        """Fields of the settings that make Rapport use this server as Slack."""
        return {"chat_webhook": f"{self.url}{SLACK_PATH}", "chat_hosts": frozenset({self.host})}

    def google(self) -> dict[str, Any]:
        """The same as Google Chat."""
        query = "key=a-key&token=a-secret-of-google"
        return self.slack() | {"chat_webhook": f"{self.url}{GOOGLE_PATH}?{query}"}

    @property
    def texts(self) -> list[str]:
        """What a reader sees of each message."""
        return [_shown(message) for message in self.messages]

    def reply(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        fault = self.faults.meet("post", "before")
        if fault is not None:
            return fault
        parts = urlsplit(target)
        if method != "POST" or not headers["content-type"].startswith("application/json"):
            return Answer(400, b"invalid_payload")
        if parts.path.startswith("/services/"):
            done = self._slack(parts.path, json.loads(body))
        else:
            done = self._google(parts.path, parse_qs(parts.query), body)
        return self.faults.meet("post", "after") or done

    def _slack(self, path: str, message: dict[str, Any]) -> Answer:
        if path != SLACK_PATH:
            return Answer(404, b"no_service")
        if not message.get("text"):
            return Answer(400, b"missing_text_or_fallback_or_attachments")
        for block in message.get("blocks", []):
            text, longest = block["text"]["text"], 150 if block["type"] == "header" else 3000
            if not 0 < len(text) <= longest or block["type"] not in ("header", "section"):
                return Answer(400, b"invalid_blocks")
        parsed = [message["text"]]
        parsed += [b["text"]["text"] for b in message.get("blocks", [])]
        for text in parsed:
            self.rang += _SLACK_CALLS.findall(text)
        self.messages.append({"service": "slack"} | message)
        return Answer(200, b"ok", {"Content-Type": "text/html"})

    def _google(self, path: str, query: dict[str, list[str]], body: bytes) -> Answer:
        if path != GOOGLE_PATH:
            return Answer.google(404, "notFound", "Not found", "NOT_FOUND")
        request = query.pop("requestId", [""])[0]
        if query != GOOGLE_QUERY:
            return Answer.google(403, "forbidden", "Permission denied", "PERMISSION_DENIED")
        message = json.loads(body)
        if len(body) > 32_000 or set(message) - {"text", "cardsV2", "fallbackText", "thread"}:
            return Answer.google(400, "badRequest", "Invalid JSON payload", "INVALID_ARGUMENT")
        if request and request in self.by_request:
            return Answer.of({"name": self.by_request[request]})
        name = f"spaces/AAAARAPPORT/messages/{len(self.messages) + 1}"
        if request:
            self.by_request[request] = name
        for text in (message.get("text", ""), message.get("fallbackText", "")):
            self.rang += _GOOGLE_CALLS.findall(text)
        self.messages.append({"service": "google"} | message)
        return Answer.of({"name": name, "thread": {"name": "spaces/AAAARAPPORT/threads/1"}})


def _shown(message: dict[str, Any]) -> str:
    if message["service"] == "slack":
        said = [block["text"]["text"] for block in message["blocks"]]
        text = _SLACK_LINK.sub(r"\2: \1", "\n".join(said))
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    widgets = message["cardsV2"][0]["card"]["sections"][0]["widgets"]
    text = re.sub(r"</?b>", "", widgets[0]["textParagraph"]["text"]).replace("<br>", "\n")
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    links = [w["buttonList"]["buttons"][0]["onClick"]["openLink"]["url"] for w in widgets[1:]]
    return "\n".join([text, *(f"Open in Rapport: {link}" for link in links)])
