"""Alerts by e-mail to one's own people; letters to customers never go this way."""

from core.channels.smtp.channel import EmailChannel

__all__ = ["EmailChannel"]
