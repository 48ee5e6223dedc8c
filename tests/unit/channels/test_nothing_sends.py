"""Nothing sends: not the code, not the client, not the transport."""

from __future__ import annotations

import ast
import base64
import re
from pathlib import Path

import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build

from core.channels.gmail import Gmail, deliver
from core.channels.gmail.access import access
from core.channels.gmail.allow import AllowList, NotLetOut
from core.channels.gmail.drafts import Drafts, description
from core.channels.gmail.endpoints import Endpoints
from core.channels.gmail.transport import ConsentSession, Transport
from core.settings import PROJECT_ROOT
from tests.servers.gmail import GmailServer

from .conftest import ANN, mail

ALERTS = PROJECT_ROOT / "core/channels/smtp/server.py"
CODE = sorted((PROJECT_ROOT / "core").rglob("*.py")) + sorted((PROJECT_ROOT / "pages").glob("*.py"))
SENDING_WORDS = re.compile(
    r"drafts[/.]send|messages[/.]send|gmail\.send\b|//mail\.google\.com/$|^(send|sendmail|send_message)$"
    r"|smtp\.|:465|:587",
    re.I,
)
SENDING_MODULES = ("smtplib", "aiosmtplib", "imaplib", "yagmail", "sendgrid", "postmarker")
GOOGLE = Endpoints()
DRAFTS = "https://gmail.googleapis.com/gmail/v1/users/ann%40us.example/drafts"


def _sending(path: Path) -> list[str]:
    """What in a file could send a mail, with its line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Attribute(attr="send" | "sendmail" | "send_message" | "send_raw"):
                found.append(f"{node.lineno}: .{node.attr}")
            case ast.Import(names=names):
                found += [f"import {n.name}" for n in names if n.name in SENDING_MODULES]
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in SENDING_MODULES:
                found.append(f"{node.lineno}: from {module}")
            case ast.Constant(value=str(text)) if SENDING_WORDS.search(text):
                found.append(f"{node.lineno}: {text!r}")
    return found


def test_security_17_no_code_calls_anything_that_sends() -> None:
    found = {str(path.relative_to(PROJECT_ROOT)): _sending(path) for path in CODE if path != ALERTS}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_security_17_alerts_to_ones_own_people_are_the_only_mail_and_know_no_draft() -> None:
    """The one file that can send is used by two others, which ask first who may be written to."""
    assert [line.partition(" ")[2] for line in _sending(ALERTS)] == ["smtplib", ".send_message"]
    users = [path for path in CODE if "smtp.server" in path.read_text()]
    assert users == [ALERTS.with_name("channel.py"), ALERTS.with_name("personal.py")]
    for path in users:
        handed_over, _, _ = path.read_text().partition(".hand_over(")
        assert re.search(r"\b(recipients|refusal)\(", handed_over), path.name
    for path in ALERTS.parent.glob("*.py"):
        assert not re.search(r"OutgoingMail|core\.drafting|ops\.draft|gmail", path.read_text())


@pytest.mark.parametrize(
    "line",
    [
        "service.users().drafts().send(userId='me').execute()",
        "getattr(drafts, 'send')()",
        "smtp = __import__('smtplib'); smtp.SMTP().sendmail('a', 'b', 'c')",
        "import smtplib",
        "from smtplib import SMTP",
        "url = base + '/drafts/send'",
        "url = 'https://gmail.googleapis.com/gmail/v1/users/me/messages/send'",
        "scope = 'https://www.googleapis.com/auth/gmail.send'",
        "scope = 'https://mail.google.com/'",
    ],
)
def test_the_search_finds_code_that_sends(tmp_path: Path, line: str) -> None:
    file = tmp_path / "sends.py"
    file.write_text(line)
    assert _sending(file)


def test_security_17_the_client_has_four_functions() -> None:
    users = description()["resources"]["users"]
    assert "methods" not in users
    assert list(users["resources"]) == ["drafts"]
    methods = users["resources"]["drafts"]["methods"]
    assert sorted(methods) == ["create", "get", "list", "update"]
    assert "/upload/" not in str(methods)


def test_the_built_client_cannot_send(connected: Gmail) -> None:
    own = access(connected, ANN)
    api = Drafts(own.address, connected.endpoints, own.credentials)._api
    assert not hasattr(api.users().drafts(), "send")
    assert not hasattr(api.users().drafts(), "delete")
    assert not hasattr(api.users(), "messages")
    assert not hasattr(api.users(), "getProfile")


ALLOWED = [
    ("GET", DRAFTS),
    ("GET", f"{DRAFTS}?maxResults=500&pageToken=x&q=rfc822msgid%3Aa%40b&alt=json"),
    ("POST", f"{DRAFTS}?alt=json"),
    ("GET", f"{DRAFTS}/r-123_aB?format=raw&alt=json"),
    ("PUT", f"{DRAFTS}/r123?alt=json"),
    ("POST", "https://oauth2.googleapis.com/token"),
    ("POST", "https://oauth2.googleapis.com/revoke"),
]


@pytest.mark.parametrize(("method", "url"), ALLOWED)
def test_what_is_let_out(method: str, url: str) -> None:
    AllowList(GOOGLE, "ann@us.example").check(method, url, {"accept": "application/json"})


USERS = "https://gmail.googleapis.com/gmail/v1/users"
REFUSED = [
    ("POST", f"{DRAFTS}/send"),
    ("POST", f"{DRAFTS}/send?alt=json"),
    ("PUT", f"{DRAFTS}/send"),
    ("GET", f"{DRAFTS}/send"),
    ("POST", f"{DRAFTS}/r1"),
    ("POST", f"{DRAFTS}/../messages/send"),
    ("POST", f"{DRAFTS}%2Fsend"),
    ("POST", f"{DRAFTS}/%73end"),
    ("POST", f"{DRAFTS}//send"),
    ("POST", f"{DRAFTS};/send"),
    ("POST", f"{DRAFTS}#/send"),
    ("POST", f"{DRAFTS}\n/send"),
    ("POST", f"{DRAFTS}/"),
    ("DELETE", f"{DRAFTS}/r1"),
    ("PATCH", f"{DRAFTS}/r1"),
    ("get", DRAFTS),
    ("POST", f"{USERS}/ann%40us.example/messages/send"),
    ("GET", f"{USERS}/ann%40us.example/messages"),
    ("GET", f"{USERS}/ann%40us.example/profile"),
    ("POST", f"{USERS}/me/drafts"),
    ("POST", f"{USERS}/bob%40us.example/drafts"),
    ("POST", f"{USERS}/ann@us.example/drafts"),
    ("POST", "https://gmail.googleapis.com/upload/gmail/v1/users/ann%40us.example/drafts"),
    ("POST", "https://gmail.googleapis.com/batch/gmail/v1"),
    ("POST", "http://gmail.googleapis.com/gmail/v1/users/ann%40us.example/drafts"),
    ("POST", "https://gmail.googleapis.com.evil.example/gmail/v1/users/ann%40us.example/drafts"),
    ("POST", "https://gmail.googleapis.com@evil.example/gmail/v1/users/ann%40us.example/drafts"),
    ("POST", f"{DRAFTS}?uploadType=media"),
    ("GET", f"{DRAFTS}?access_token=x"),
    ("GET", f"{DRAFTS}?$httpMethod=POST"),
    ("POST", f"{DRAFTS}?q=x"),
    ("PUT", f"{DRAFTS}/r1?format=raw"),
    ("GET", "https://oauth2.googleapis.com/token"),
    ("POST", "https://oauth2.googleapis.com/token?x=1"),
    ("GET", "https://www.googleapis.com/discovery/v1/apis/gmail/v1/rest"),
    ("GET", "https://evil.example/"),
]


@pytest.mark.parametrize(("method", "url"), REFUSED)
def test_security_17_nothing_else_is_let_out(method: str, url: str) -> None:
    with pytest.raises(NotLetOut):
        AllowList(GOOGLE, "ann@us.example").check(method, url)


@pytest.mark.parametrize(("method", "url"), ALLOWED)
def test_security_17_a_header_cannot_change_the_method(method: str, url: str) -> None:
    with pytest.raises(NotLetOut):
        AllowList(GOOGLE, "ann@us.example").check(method, url, {"X-HTTP-Method-Override": "DELETE"})


@pytest.mark.parametrize(("method", "url"), ALLOWED[:5])
def test_tokens_alone_reach_no_mailbox(method: str, url: str) -> None:
    with pytest.raises(NotLetOut):
        AllowList(GOOGLE).check(method, url)


def test_security_17_googles_full_client_cannot_send_through_our_transport(
    connected: Gmail, server: GmailServer
) -> None:
    """Even a bug that builds the whole client and calls it is stopped above the socket."""
    own = access(connected, ANN)
    done = deliver(connected, ANN, mail())
    where = connected.endpoints
    transport = Transport(AllowList(where, own.address))
    full = build(
        "gmail",
        "v1",
        http=AuthorizedHttp(own.credentials, http=transport),
        client_options={"api_endpoint": where.api},
        static_discovery=True,
    )
    users, named = full.users(), {"userId": own.address}
    body = {"id": done.gmail_draft_id}
    requests = [
        users.drafts().send(**named, body=body),
        users.messages().send(**named, body={"raw": ""}),
        users.drafts().delete(**named, id=done.gmail_draft_id),
        users.messages().list(**named),
        users.getProfile(**named),
        users.drafts().list(userId="me"),
    ]
    before = len(server.log)
    for request in requests:
        with pytest.raises(NotLetOut):
            request.execute()
    assert len(server.log) == before
    assert server.mailbox.sent == []


def test_the_server_of_these_tests_can_send(connected: Gmail, server: GmailServer) -> None:
    """Else the test above would show nothing."""
    own = access(connected, ANN)
    done = deliver(connected, ANN, mail())
    credentials = Credentials(own.credentials.token)
    full = build(
        "gmail",
        "v1",
        credentials=credentials,
        client_options={"api_endpoint": server.url},
        static_discovery=True,
    )
    full.users().drafts().send(userId="me", body={"id": done.gmail_draft_id}).execute()
    assert len(server.mailbox.sent) == 1


def test_a_redirect_is_not_followed(connected: Gmail, server: GmailServer) -> None:
    server.faults.redirect("drafts.create", f"{server.url}/gmail/v1/users/me/drafts/send")
    before = len(server.log)
    with pytest.raises(Exception, match="307"):
        deliver(connected, ANN, mail())
    assert not [line for line in server.log[before:] if "send" in line]


def test_the_session_for_tokens_asks_for_nothing_else(connected: Gmail) -> None:
    session = ConsentSession(AllowList(connected.endpoints), client_id="x")
    with pytest.raises(NotLetOut):
        session.get(f"{connected.endpoints.api}/gmail/v1/users/me/drafts")
    with pytest.raises(NotLetOut):
        session.post("https://evil.example/token")


def test_a_broken_connection_is_not_tried_again_below(
    connected: Gmail, server: GmailServer
) -> None:
    """Google's own transport would repeat the request by itself."""
    own = access(connected, ANN)
    drafts = Drafts(own.address, connected.endpoints, own.credentials)
    drafts.probe()
    server.faults.hang_up("drafts.create", after=True)
    before = len(server.mailbox.drafts)
    with pytest.raises(Exception, match="does not answer"):
        drafts.create(b"Subject: once\r\n\r\ntext")
    assert len(server.mailbox.drafts) == before + 1


def test_googles_own_transport_makes_two_drafts_of_one(
    connected: Gmail, server: GmailServer
) -> None:
    """Why ours lies below Google's client; when this fails, theirs may do."""
    own = access(connected, ANN)
    theirs = build(
        "gmail",
        "v1",
        credentials=Credentials(own.credentials.token),
        client_options={"api_endpoint": server.url},
        static_discovery=True,
    )
    server.faults.hang_up("drafts.create", after=True)
    raw = base64.urlsafe_b64encode(b"Subject: twice\r\n\r\ntext").decode()
    theirs.users().drafts().create(userId="me", body={"message": {"raw": raw}}).execute()
    assert len(server.mailbox.drafts) == 2
