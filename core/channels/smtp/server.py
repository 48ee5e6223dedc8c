"""The mail server: how it is reached, and what its refusals mean."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from core.auth.door import is_loopback
from core.channels.mail import UnsafeMail
from core.channels.mail.address import safe_mailbox
from core.channels.trouble import ChannelDown, ChannelRefuses, NotAddressed
from core.settings import Settings

TIMEOUT_SECONDS = 20.0


@dataclass(frozen=True)
class Server:
    """A mail server as the settings name it."""

    settings: Settings

    def missing(self) -> str:
        """What has to be set up first; empty when nothing."""
        given = self.settings
        if not given.smtp_host:
            return "No mail server is set up here (RAPPORT_SMTP_HOST)."
        if not given.smtp_sender:
            return "Alerts have no sender's address (RAPPORT_SMTP_SENDER)."
        try:
            safe_mailbox(given.smtp_sender, "sender")
        except UnsafeMail as error:
            return f"RAPPORT_SMTP_SENDER cannot be used. {error}"
        if given.smtp_security == "none" and not is_loopback(given.smtp_host):
            return (
                "RAPPORT_SMTP_SECURITY is `none`, which is taken only for a server on this machine."
            )
        return ""

    def hand_over(self, message: EmailMessage, recipients: list[str]) -> list[str]:
        """Give ``message`` to the server; the recipients it refused, while it took another.

        Raises :class:`ChannelDown`, or :class:`NotAddressed` when it refused every recipient.
        """
        with _explained(), self._connected() as connection:
            refused = connection.send_message(
                message, from_addr=self.settings.smtp_sender, to_addrs=recipients
            )
        return sorted(refused)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        given = self.settings
        if given.smtp_security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                given.smtp_host, given.smtp_port, timeout=TIMEOUT_SECONDS, context=self._tls()
            )
        else:
            connection = smtplib.SMTP(given.smtp_host, given.smtp_port, timeout=TIMEOUT_SECONDS)
        try:
            if given.smtp_security == "starttls":
                # Refused by a server that has none: nothing is ever said in clear instead.
                connection.starttls(context=self._tls())
            if given.smtp_user:
                connection.login(given.smtp_user, given.smtp_password.get_secret_value())
            yield connection
        finally:
            # The message is taken once the server said so; what it says at parting changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.settings.smtp_ca_file is not None:
            context.load_verify_locations(self.settings.smtp_ca_file)
        return context


@contextmanager
def _explained() -> Iterator[None]:
    """Turn the library's errors into ours; the server's own words stay out of them."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted({code for code, _ in error.recipients.values()})
        raise _refused(codes) from error
    except smtplib.SMTPAuthenticationError as error:
        raise ChannelDown(
            f"The mail server does not accept the sign-in ({error.smtp_code}).",
            "Check RAPPORT_SMTP_USER and RAPPORT_SMTP_PASSWORD.",
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ChannelDown(
            "The mail server does not offer what is asked of it (STARTTLS, or a sign-in).",
            "Check RAPPORT_SMTP_SECURITY and the port.",
        ) from error
    except smtplib.SMTPSenderRefused as error:
        raise ChannelDown(
            f"The mail server does not take mail from this sender ({error.smtp_code}).",
            "Check RAPPORT_SMTP_SENDER.",
        ) from error
    except smtplib.SMTPDataError as error:
        kind = ChannelRefuses if error.smtp_code >= 500 else ChannelDown
        raise kind(f"The mail server does not take this mail ({error.smtp_code}).") from error
    except ssl.SSLError as error:
        raise ChannelDown(
            "The mail server's certificate is not one that can be trusted, or it speaks no TLS.",
            "Check RAPPORT_SMTP_SECURITY, and RAPPORT_SMTP_CA_FILE for a company's own certificates.",
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise ChannelDown("The mail server cannot be reached, or broke off.") from error


def _refused(codes: list[int]) -> ChannelDown | NotAddressed:
    said = ", ".join(map(str, codes))
    if all(code >= 500 for code in codes):
        return NotAddressed(f"The mail server does not take mail to the recipient ({said}).")
    return ChannelDown(f"The mail server takes no mail to the recipient just now ({said}).")
