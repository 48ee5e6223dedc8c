"""The address of a webhook: which service it is of, and whether it may be called at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from core.auth.door import is_loopback
from core.errors import InvalidInput
from core.settings import ChatWebhook, Settings


class Service(StrEnum):
    """What a webhook is of."""

    SLACK = "Slack"
    GOOGLE_CHAT = "Google Chat"


HOSTS = {"hooks.slack.com": Service.SLACK, "chat.googleapis.com": Service.GOOGLE_CHAT}
_PATHS = {Service.SLACK: "/services/", Service.GOOGLE_CHAT: "/v1/spaces/"}
_REMEDY = (
    "RAPPORT_CHAT_WEBHOOK, and the url in RAPPORT_CHAT_WEBHOOKS, is an address as Slack (https://hooks.slack.com/services/…) or Google Chat"
    " (https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…) gives it."
)


@dataclass(frozen=True)
class Hook:
    """A webhook that may be called. ``local`` is ``host:port`` when it is on this machine."""

    service: Service
    host: str
    url: str = field(repr=False)  # whoever knows it can write there
    local: str = ""


_KINDS = {"slack": Service.SLACK, "google_chat": Service.GOOGLE_CHAT}


def hook_of(settings: Settings, webhook: ChatWebhook | None = None) -> Hook | None:
    """That webhook, or the one that has no name; ``None`` where there is none.

    Raises :class:`InvalidInput` for one not to be called.
    """
    url = (webhook.url if webhook else settings.chat_webhook).get_secret_value().strip()
    if not url:
        return None
    hook = _checked(url, settings)
    if webhook and hook.service is not _KINDS[webhook.kind]:
        raise InvalidInput(
            f"The webhook {webhook.name} is one of {hook.service}, not of its kind.", _REMEDY
        )
    return hook


def _checked(url: str, settings: Settings) -> Hook:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidInput("The chat webhook is no web address.", _REMEDY) from error
    host = (parts.hostname or "").lower()
    listed = {one.strip().lower() for one in settings.chat_hosts}
    local = f"{host}:{port}" if is_loopback(host) and f"{host}:{port}" in listed else ""
    if not local and host not in HOSTS and host not in listed:
        raise InvalidInput(
            f"The chat webhook's host {host!r} is not one of those allowed.", _REMEDY
        )
    if not local and (parts.scheme != "https" or port not in (None, 443)):
        raise InvalidInput("The chat webhook is not called by https on its usual port.", _REMEDY)
    if local and parts.scheme not in ("http", "https"):
        raise InvalidInput("The chat webhook is no web address.", _REMEDY)
    return Hook(_service(host, parts), host, url, local)


def _service(host: str, parts: SplitResult) -> Service:
    service = HOSTS.get(host) or next(
        (one for one, path in _PATHS.items() if parts.path.startswith(path)), None
    )
    if (
        service is None
        or not parts.path.startswith(_PATHS[service])
        or parts.username is not None
        or parts.fragment
    ):
        raise InvalidInput("The chat webhook is not of the form its service gives.", _REMEDY)
    return service
