"""What is secret is in no log, whatever level somebody sets."""

from __future__ import annotations

import logging

import pytest

from core.channels.gmail import Gmail, NotConnected, deliver
from tests.servers.gmail import CLIENT_SECRET, GmailServer

from .conftest import ANN, connect, mail


def test_no_token_is_logged_or_shown(
    gmail: Gmail, server: GmailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    connect(gmail, server)
    server.expire_tokens()
    deliver(gmail, ANN, mail())
    server.revoke_all()
    with pytest.raises(NotConnected) as caught:
        deliver(gmail, ANN, mail(draft_id=8, approval_id=80))
    (grant,) = server.grants
    secrets = [grant.refresh_token, *grant.tokens, CLIENT_SECRET]
    said = caplog.text + str(caught.value) + repr(gmail.settings)
    assert [secret for secret in secrets if secret in said] == []
    assert "robert.kim" not in caplog.text
