"""A mail server on this machine, with STARTTLS or TLS, sign-in and trouble to order.

with SmtpServer(folder) as server:
    settings = Settings(**server.settings())
"""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "rapport", "a secret of the mail server"
SENDER = "rapport@us.example"


class SmtpServer:
    """``messages`` are those taken, ``trouble`` answers by command: ``{"RCPT": "550 no"}``.

    The trouble ``hang up`` at ``DATA`` takes the message and ends the connection without saying so.
    """

    def __init__(self, folder: Path, security: str = "starttls", *, speaks: str = "") -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.trouble: dict[str, str] = {}
        self.refused: set[str] = set()
        self.was_encrypted: list[bool] = []
        self.connections = 0
        self.security = security
        self._speaks = speaks or security
        self.certificate = folder / "smtp.pem"
        self._context = _context(self.certificate)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller: Controller | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, on the same port each time."""
        starttls = self._speaks == "starttls"
        self._controller = Controller(
            _Handler(self),
            hostname="127.0.0.1",
            port=self.port,
            ssl_context=self._context if self._speaks == "tls" else None,
            tls_context=self._context if starttls else None,
            require_starttls=starttls,
            authenticator=_authenticate,
            auth_required=starttls,
            auth_require_tls=starttls,  # TLS from the start is none that the library sees
        )
        self._controller.start()

    def stop(self) -> None:
        """Stop listening: whoever connects is refused."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def settings(self) -> dict[str, Any]:
        """Fields of the settings that make Rapport use this server."""
        return {
            "smtp_host": "127.0.0.1",
            "smtp_port": self.port,
            "smtp_security": self.security,
            "smtp_user": "" if self._speaks == "none" else USER,
            "smtp_password": PASSWORD,
            "smtp_sender": SENDER,
            "smtp_ca_file": self.certificate,
        }


def _authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object) -> AuthResult:  # fmt: skip
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=False)


class _Handler:
    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    async def handle_MAIL(  # noqa: N802 - named by the library
        self, _smtp: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._server.connections += 1
        if "MAIL" in self._server.trouble:
            return self._server.trouble["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _smtp: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if "RCPT" in self._server.trouble:
            return self._server.trouble["RCPT"]
        if address in self._server.refused:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, smtp: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        trouble = self._server.trouble.get("DATA", "")
        if trouble and trouble != "hang up":
            return trouble
        assert isinstance(envelope.content, bytes)
        read = message_from_bytes(envelope.content, policy=POLICY)
        assert isinstance(read, EmailMessage)
        self._server.messages.append(read)
        self._server.recipients.append(list(envelope.rcpt_tos))
        assert smtp.transport is not None
        encrypted = smtp.transport.get_extra_info("sslcontext") is not None
        self._server.was_encrypted.append(encrypted)
        if trouble:
            smtp.transport.abort()
        return "250 OK"


def _context(path: Path) -> ssl.SSLContext:
    """A certificate for this machine, made now; ``path`` is what a client has to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = path.with_suffix(".key")
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return context
