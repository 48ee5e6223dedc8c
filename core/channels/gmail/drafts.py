"""The drafts of one mailbox, through Google's own client.

The client is made from the description of Gmail that ships inside Google's package, so that nothing
is fetched, cut down to the four functions used here: others do not exist on it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.channels.gmail.allow import AllowList
from core.channels.gmail.endpoints import Endpoints
from core.channels.gmail.problems import DraftGone, explained, not_gmail

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

FUNCTIONS = ("create", "get", "list", "update")
_PAGE = 500


@dataclass(frozen=True)
class Placed:
    """Gmail's names for a draft. ``message_id`` changes with every edit, ``draft_id`` never."""

    draft_id: str
    message_id: str
    thread_id: str


class Drafts:
    """Lists, reads, makes and replaces drafts; raises what :mod:`.problems` names."""

    def __init__(self, address: str, where: Endpoints, credentials: Credentials) -> None:
        self._address = address
        with explained(address):
            self._api = _client(where, AllowList(where, address), credentials)

    def probe(self) -> None:
        """Ask for one draft: Google refuses unless the access is for exactly this address."""
        self._run("list", maxResults=1)

    def ids(self, query: str = "") -> Iterator[str]:
        """Ids of all drafts, or of those a search finds."""
        page: dict[str, Any] = {"maxResults": _PAGE} | ({"q": query} if query else {})
        while True:
            found = self._run("list", **page)
            yield from (item["id"] for item in found.get("drafts", []))
            if "nextPageToken" not in found:
                return
            page["pageToken"] = found["nextPageToken"]

    def headers(self, draft_id: str) -> tuple[Placed, Mapping[str, str]]:
        """A draft's headers, by name in lower case."""
        found = self._run("get", id=draft_id, format="metadata")
        listed = found["message"].get("payload", {}).get("headers", [])
        return _placed(found), {item["name"].lower(): item["value"] for item in listed}

    def raw(self, draft_id: str) -> tuple[Placed, bytes]:
        """A draft's whole message."""
        found = self._run("get", id=draft_id, format="raw")
        return _placed(found), base64.urlsafe_b64decode(found["message"]["raw"] + "==")

    def exists(self, draft_id: str) -> bool:
        """Whether the draft is still one."""
        try:
            self._run("get", id=draft_id, format="minimal")
        except DraftGone:
            return False
        return True

    def create(self, message: bytes) -> Placed:
        """Make a draft."""
        return _placed(self._run("create", body=_body(message)))

    def update(self, draft_id: str, message: bytes) -> Placed:
        """Put another message in a draft's place."""
        return _placed(self._run("update", id=draft_id, body=_body(message)))

    def _run(self, function: str, **given: Any) -> Any:
        with explained(self._address):
            drafts = self._api.users().drafts()
            return getattr(drafts, function)(userId=self._address, **given).execute(num_retries=0)


def _client(where: Endpoints, allowed: AllowList, credentials: Credentials) -> Any:
    # Google's client takes a quarter of a second to import: not before a mailbox is used.
    from google_auth_httplib2 import AuthorizedHttp  # noqa: PLC0415
    from googleapiclient.discovery import build_from_document  # noqa: PLC0415

    from core.channels.gmail.transport import Transport  # noqa: PLC0415

    return build_from_document(
        description(),
        http=AuthorizedHttp(credentials, http=Transport(allowed)),
        client_options={"api_endpoint": where.api},
    )


def description() -> dict[str, Any]:
    """Google's description of Gmail, with nothing but drafts and their four functions."""
    from googleapiclient.discovery_cache import get_static_doc  # noqa: PLC0415

    found: dict[str, Any] = json.loads(get_static_doc("gmail", "v1"))
    drafts = found["resources"]["users"]["resources"]["drafts"]["methods"]
    methods = {name: _without_upload(drafts[name]) for name in FUNCTIONS}
    found["resources"] = {"users": {"resources": {"drafts": {"methods": methods}}}}
    return found


def _without_upload(method: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in method.items() if "upload" not in key.lower()}


def _body(message: bytes) -> dict[str, Any]:
    return {"message": {"raw": base64.urlsafe_b64encode(message).decode()}}


def _placed(found: Mapping[str, Any]) -> Placed:
    try:
        message = found["message"]
        return Placed(found["id"], message["id"], message.get("threadId", ""))
    except (KeyError, TypeError) as error:
        raise not_gmail() from error
