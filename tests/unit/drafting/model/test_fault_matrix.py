"""Whatever goes wrong on the way to the model, the template writes and the screen says why."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from core.settings import PROJECT_ROOT
from tests.unit.drafting.model.conftest import LETTER, Desk, assignment_of
from tests.unit.drafting.model.messages_server import (
    KEY,
    MessagesServer,
    Reply,
    answers,
    cut,
    drips_comments,
    drips_headers,
    drips_text,
    fails,
    fails_within,
    floods,
    hangs,
    hangs_halfway,
    sends,
    stops,
    streams,
)

SHORT = 0.4
HTML = "<!doctype html><html><body>Sign in to the hotel's network</body></html>"


def _by_template(desk: Desk, because: str, *replies: Reply, **options: object) -> dict[str, object]:
    began = time.monotonic()
    written = desk.write(*replies, **options)  # type: ignore[arg-type]
    assert time.monotonic() - began < 5
    assert written.writer == "template"
    assert written.letter == desk.template.letter
    assert written.note == f"The template wrote this because {because}."
    assert desk.shown[-1] == desk.template.letter.body
    call = desk.calls()[-1]
    assert call["duration_ms"] is not None
    return call


@pytest.mark.parametrize(
    ("reply", "outcome", "because"),
    [
        (fails(500, "api_error"), "server_error", "Claude failed"),
        (fails(503, "api_error"), "server_error", "Claude failed"),
        (sends(502, "text/html", HTML), "server_error", "Claude failed"),
        (fails(401, "authentication_error"), "unauthorised", "Claude did not accept the key"),
        (fails(403, "permission_error"), "unauthorised", "Claude did not accept the key"),
        (
            fails(402, "billing_error"),
            "unpaid",
            "the account with Anthropic has no credit left",
        ),
        (
            fails(400, "invalid_request_error"),
            "bad_request",
            "Claude did not accept the request",
        ),
        (fails(404, "not_found_error"), "bad_request", "Claude did not accept the request"),
    ],
    ids=["500", "503", "502 HTML", "401", "403", "402", "400", "404"],
)
def test_security_20_an_error_of_the_server_is_not_retried_and_costs_nothing(
    desk: Desk, reply: Reply, outcome: str, because: str
) -> None:
    call = _by_template(desk, because, reply)
    assert (call["outcome"], call["attempts"]) == (outcome, 1)
    assert (call["cost_usd"], call["is_estimated"]) == (0.0, False)
    assert len(desk.server.received) == 1


@pytest.mark.parametrize(
    ("status", "kind", "outcome"),
    [(429, "rate_limit_error", "rate_limited"), (529, "overloaded_error", "overloaded")],
)
def test_security_20_a_busy_server_is_asked_once_more_after_a_pause(
    desk: Desk, status: int, kind: str, outcome: str
) -> None:
    written = desk.write(fails(status, kind), answers(LETTER))
    assert written.writer == "claude"
    assert desk.calls()[0]["attempts"] == 2
    assert [0.5 <= pause <= 1.0 for pause in desk.slept] == [True]

    _by_template(
        desk,
        {
            "rate_limited": "Claude took no more requests for now",
            "overloaded": "Claude was overloaded",
        }[outcome],
        fails(status, kind),
    )
    assert desk.calls()[1]["attempts"] == 2
    assert desk.calls()[1]["outcome"] == outcome


def test_security_20_a_retry_after_of_an_hour_is_not_waited_for(desk: Desk) -> None:
    call = _by_template(
        desk,
        "Claude took no more requests for now",
        fails(429, "rate_limit_error", retry_after="3600"),
    )
    assert call["attempts"] == 1
    assert desk.slept == []


def test_security_20_a_short_retry_after_is_honoured(desk: Desk) -> None:
    written = desk.write(fails(429, "rate_limit_error", retry_after="3"), answers(LETTER))
    assert written.writer == "claude"
    assert desk.slept == [3.0]


def test_security_20_an_overload_within_the_stream_is_retried(desk: Desk) -> None:
    written = desk.write(fails_within("overloaded_error"), answers(LETTER))
    assert written.writer == "claude"
    assert desk.calls()[0]["attempts"] == 2


def test_security_20_another_error_within_the_stream_ends_it(desk: Desk) -> None:
    call = _by_template(desk, "Claude failed", fails_within("api_error"))
    assert call["outcome"] == "server_error"
    assert call["input_tokens"] > 0
    assert call["is_estimated"] is True


@pytest.mark.parametrize("content_type", ["text/html", "application/json", "text/plain"])
def test_security_20_a_page_in_place_of_the_stream_is_no_letter(
    desk: Desk, content_type: str
) -> None:
    call = _by_template(desk, "Claude's answer could not be read", sends(200, content_type, HTML))
    assert call["outcome"] == "garbled"


_START = (
    'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message",'
    '"role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,'
    '"usage":{"input_tokens":5,"output_tokens":1}}}\n\n'
)
_END = 'event: message_stop\ndata: {"type":"message_stop"}\n\n'


@pytest.mark.parametrize(
    "pieces",
    [
        ("event: message_start\ndata: {not json\n\n",),
        (_START, "event: content_block_delta\ndata: 17\n\n", _END),
        (
            _START,
            'event: content_block_delta\ndata: {"type":"content_block_delta","index":9,'
            '"delta":{"type":"text_delta","text":"x"}}\n\n',
            _END,
        ),
        (_END,),
        (HTML,),
        ('event: message_start\ndata: {"type":"message_start"}\n\n', _END),
    ],
    ids=["not JSON", "a number", "an unknown block", "only the end", "HTML", "no message"],
)
def test_security_20_events_that_are_not_of_the_protocol_are_no_letter(
    desk: Desk, pieces: tuple[str, ...]
) -> None:
    call = _by_template(desk, "Claude's answer could not be read", streams(*pieces))
    assert call["outcome"] == "garbled"


@pytest.mark.parametrize(
    "answer",
    [
        "Dear Ines, here is your letter.",
        "",
        "[]",
        '{"subject": "x"}',
        json.dumps({**LETTER, "recipient": "someone@evil.example"}),
        json.dumps({**LETTER, "paragraphs": "Ines,"}),
        json.dumps({**LETTER, "subject": 7}),
        f"```json\n{json.dumps(LETTER)}\n```",
    ],
    ids=[
        "prose",
        "nothing",
        "a list",
        "half",
        "a field more",
        "text for a list",
        "a number",
        "fenced",
    ],
)
def test_security_20_an_answer_of_another_form_is_no_letter(desk: Desk, answer: str) -> None:
    call = _by_template(desk, "Claude's answer could not be read", answers(answer))
    assert call["outcome"] == "garbled"
    assert call["output_tokens"] == 120


@pytest.mark.parametrize("politely", [True, False], ids=["closed", "broken off"])
def test_security_20_a_stream_that_is_cut_is_no_letter_although_all_its_text_came(
    desk: Desk, politely: bool
) -> None:
    call = _by_template(desk, "Claude's answer broke off", cut(LETTER, politely=politely))
    assert call["outcome"] == "cut_off"
    assert call["is_estimated"] is True
    assert call["output_tokens"] > 100
    assert desk.shown[-2].endswith("Best regards,")


@pytest.mark.parametrize(
    ("reason", "outcome", "because"),
    [
        ("max_tokens", "too_long", "Claude's answer was cut at its length limit"),
        (
            "model_context_window_exceeded",
            "too_long",
            "Claude's answer was cut at its length limit",
        ),
        ("refusal", "refused", "Claude declined to write it"),
        ("stop_sequence", "garbled", "Claude's answer could not be read"),
        ("tool_use", "garbled", "Claude's answer could not be read"),
        ("pause_turn", "garbled", "Claude's answer could not be read"),
        ("a_reason_of_tomorrow", "garbled", "Claude's answer could not be read"),
    ],
)
def test_security_20_only_an_answer_that_came_to_its_own_end_is_taken(
    desk: Desk, reason: str, outcome: str, because: str
) -> None:
    call = _by_template(desk, because, stops(LETTER, reason))
    assert call["outcome"] == outcome
    assert call["output_tokens"] == 120


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_security_20_a_redirect_is_not_followed(desk: Desk, status: int) -> None:
    with MessagesServer([answers(LETTER)]) as elsewhere:
        call = _by_template(
            desk,
            "the server sent the request elsewhere, which is not followed",
            sends(status, "text/plain", "", location=f"{elsewhere.url}/v1/messages"),
        )
        assert elsewhere.received == []
    assert call["outcome"] == "redirected"


@pytest.mark.parametrize(
    "reply",
    [hangs, hangs_halfway, drips_comments, drips_headers, drips_text],
    ids=lambda reply: reply.__name__,
)
def test_security_20_no_server_holds_a_letter_beyond_the_deadline(
    desk: Desk, reply: Callable[..., None]
) -> None:
    call = _by_template(desk, "Claude took too long", reply, deadline=SHORT)
    assert call["outcome"] == "timed_out"
    assert call["is_estimated"] is True
    assert call["cost_usd"] > 0
    assert call["duration_ms"] < 3_000


def test_security_20_an_answer_without_end_is_given_up(desk: Desk) -> None:
    call = _by_template(desk, "Claude's answer broke off", floods)
    assert call["outcome"] == "cut_off"


def test_security_20_an_answer_that_is_packed_is_not_unpacked(desk: Desk) -> None:
    reply = sends(200, "text/event-stream", "\x1f\x8b", content_encoding="gzip")
    assert _by_template(desk, "Claude could not be reached", reply)["outcome"] == "unreachable"
    assert desk.server.last.headers["accept-encoding"] == "identity"


def test_security_20_a_server_that_is_not_there_is_said_to_be_unreachable(desk: Desk) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    writer = desk.writer()
    writer._config = type(writer._config)(**{**vars(writer._config), "url": url})
    written = writer.write(assignment_of())
    assert written.note == "The template wrote this because Claude could not be reached."


def test_security_20_a_name_lookup_that_hangs_is_bounded_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> list[object]:
        time.sleep(2)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    call = _by_template(desk, "Claude took too long", answers(LETTER), deadline=SHORT)
    assert call["duration_ms"] < 1_900


def test_security_20_proxies_and_addresses_of_the_environment_are_ignored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MessagesServer([answers(LETTER)]) as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "ANTHROPIC_BASE_URL"):
            monkeypatch.setenv(name, proxy.url)
            monkeypatch.setenv(name.lower(), proxy.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-of-the-environment")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert desk.write(answers(LETTER)).writer == "claude"
        assert proxy.received == []
    assert desk.server.last.headers["authorization"] == f"Bearer {KEY}"


def test_security_20_without_a_key_no_socket_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-of-the-environment")
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    written = desk.writer(key="").write(assignment_of())
    assert written.writer == "template"
    assert written.note == "The template wrote this because no key for Claude is set."
    assert desk.calls() == []


def test_security_20_without_a_key_the_sdk_is_not_even_loaded() -> None:
    code = (
        "import sys; from core.drafting.model import writer_for;"
        "print([name for name in ('anthropic', 'httpx2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT_ROOT)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_security_20_neither_facts_nor_key_are_logged_at_any_level(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.write(answers(LETTER))
    desk.write(fails(400, "invalid_request_error"))
    said = caplog.text
    assert "outcome=written" in said
    for secret in ("Contoso", "Ines", "18%", KEY, "purpose:"):
        assert secret not in said
