"""Alerts by e-mail to one's own people; letters to customers never go this way."""

from core.channels.smtp.channel import EmailChannel
from core.channels.smtp.personal import PersonalMail, personal_missing, send_personal

__all__ = ["EmailChannel", "PersonalMail", "personal_missing", "send_personal"]
