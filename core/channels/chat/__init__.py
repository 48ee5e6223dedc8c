"""Alerts in a Slack channel or a Google Chat space, by an incoming webhook."""

from core.channels.chat.channel import ChatChannel
from core.channels.chat.hook import Hook, Service, hook_of

__all__ = ["ChatChannel", "Hook", "Service", "hook_of"]
