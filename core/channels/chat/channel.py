"""The channel: one POST a notice."""

from __future__ import annotations

import json

from core.channels.chat import google, slack
from core.channels.chat.hook import Hook, Service, hook_of
from core.channels.chat.receivers import receives
from core.channels.links import link_to
from core.channels.notices.channel import Sent
from core.channels.notices.model import ChannelName, Notice
from core.channels.patience import Pause, patiently
from core.channels.trouble import ChannelDown, ChannelRefuses, retry_after
from core.channels.web import Answer, open_client, post
from core.errors import InvalidInput
from core.settings import ChatWebhook, Settings


class ChatChannel:
    """Posts notices to one webhook: a named one, or the one that has no name and receives all."""

    name = ChannelName.CHAT

    def __init__(
        self, settings: Settings, pause: Pause, webhook: ChatWebhook | None = None
    ) -> None:
        self._settings = settings
        self._pause = pause
        self._webhook = webhook
        self.webhook = webhook.name if webhook else ""

    def missing(self) -> str:
        """What has to be set up first; empty when nothing."""
        try:
            found = hook_of(self._settings, self._webhook)
        except InvalidInput as error:
            return str(error)
        if found:
            return ""
        if self._webhook:
            return f"The webhook {self.webhook} has no url."
        if self._settings.chat_webhooks:
            return "No webhook receives this (RAPPORT_CHAT_WEBHOOKS)."
        return "No chat is set up here (RAPPORT_CHAT_WEBHOOK)."

    def where(self) -> str:
        """What it is set up for, without its secret."""
        found = hook_of(self._settings, self._webhook)
        if not found:
            return ""
        return (
            f"{found.service.value}: {receives(self._webhook)}"
            if self._webhook
            else found.service.value
        )

    def deliver(self, notice: Notice) -> Sent:
        """Post ``notice``. A repeat after a cut connection makes no second message in Google Chat."""
        hook = hook_of(self._settings, self._webhook)
        assert hook is not None  # noqa: S101 - missing() was asked
        return Sent(patiently(self._pause, lambda: self._post(hook, notice)))

    def _post(self, hook: Hook, notice: Notice) -> str:
        import httpx  # noqa: PLC0415 - with the first notice, not with the server

        link = link_to(self._settings, notice.path)
        url = httpx.URL(hook.url)
        if hook.service is Service.SLACK:
            body = slack.payload(notice, link)
        else:
            body = google.payload(notice, link)
            url = url.copy_set_param("requestId", google.request_id(notice))
        with open_client(local=hook.local) as client:
            answer = post(client, url, body)
        return _READ[hook.service](_checked(hook.service, answer))


def _checked(service: Service, answer: Answer) -> Answer:
    name, wait = service.value, retry_after(answer.retry_after)
    if answer.status == 200:
        return answer
    if answer.status == 429:
        raise ChannelDown(f"{name} takes no more messages just now.", wait=wait, is_busy=True)
    if answer.status >= 500:
        raise ChannelDown(f"{name} has a problem of its own ({answer.status}).", wait=wait)
    if answer.status in (400, 413):
        raise ChannelRefuses(f"{name} does not take this message ({answer.status}).")
    raise ChannelDown(
        f"{name} does not accept the webhook ({answer.status}).",
        "Make a new one there and set RAPPORT_CHAT_WEBHOOK or RAPPORT_CHAT_WEBHOOKS.",
    )


def _slack_said(answer: Answer) -> str:
    if answer.content.strip() != b"ok":
        raise ChannelDown("The answer is not one of Slack's.")
    return ""


def _google_said(answer: Answer) -> str:
    try:
        return str(json.loads(answer.content)["name"])[:200]
    except (ValueError, KeyError, TypeError) as error:
        raise ChannelDown("The answer is not one of Google Chat's.") from error


_READ = {Service.SLACK: _slack_said, Service.GOOGLE_CHAT: _google_said}
