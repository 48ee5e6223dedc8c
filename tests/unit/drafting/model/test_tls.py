"""The deadline holds under TLS, and TLS is checked."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core.drafting.model import transport
from core.drafting.model.ledger import Caps, Ledger
from core.drafting.model.writer import ClaudeWriter, ModelConfig
from tests.unit.drafting.model.conftest import LETTER, Desk, PlainPrompting, assignment_of
from tests.unit.drafting.model.messages_server import (
    KEY,
    MessagesServer,
    Reply,
    answers,
    drips_comments,
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def _write(desk: Desk, server: MessagesServer, reply: Reply, deadline: float) -> object:
    server.replies = [reply]
    caps = Caps(20.0, 4.0)
    config = ModelConfig(KEY, "claude-sonnet-5-5", server.url, deadline, caps)
    return ClaudeWriter(config, desk.template, Ledger(desk.store, caps), PlainPrompting()).write(
        assignment_of()
    )


def test_a_certificate_that_nobody_vouches_for_is_refused(desk: Desk, certificate: Path) -> None:
    with MessagesServer(certificate=certificate) as server:
        written = _write(desk, server, answers(LETTER), 5)
        assert written.note == "The template wrote this because Claude could not be reached."
        assert server.received == []


def test_security_20_the_deadline_holds_within_tls(
    desk: Desk, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(transport, "_tls", lambda: trusting)
    with MessagesServer(certificate=certificate) as server:
        assert _write(desk, server, answers(LETTER), 5).writer == "claude"
        written = _write(desk, server, drips_comments, 0.4)
        assert written.note == "The template wrote this because Claude took too long."


def test_security_20_a_handshake_that_never_comes_is_bounded(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        caps = Caps(20.0, 4.0)
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        config = ModelConfig(KEY, "claude-sonnet-5-5", url, 0.4, caps)
        ledger = Ledger(desk.store, caps)
        written = ClaudeWriter(config, desk.template, ledger, PlainPrompting()).write(
            assignment_of()
        )
    assert written.note == "The template wrote this because Claude took too long."
    assert desk.calls()[0]["duration_ms"] < 3_000
