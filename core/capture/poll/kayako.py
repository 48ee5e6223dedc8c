"""The new Kayako: conversations (its API calls them cases) with their posts.

Cases become a file in the layout of Kayako's own ticket download. The list of cases knows no "changed
since", so all of it is read, a hundred a request; posts are asked for where a case has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from core.capture.poll.client import Pause, PollClient, Site
from core.capture.poll.json_nodes import node, nodes, text
from core.capture.poll.seen import Seen
from core.capture.poll.sheet import Sheet
from core.capture.poll.source import (
    IN_TRASH,
    NOT_FOUND,
    NOT_POLLED,
    NOT_VISIBLE,
    Event,
    Events,
    iso,
    moved_to,
    utc,
)
from core.capture.poll.trouble import NotThere, NotVisible, SourceDown
from core.capture.poll.walk import walk
from core.settings import Settings

Node = Mapping[str, Any]
_EVERYTHING = "*"
"""What a list brings of the things it refers to, people, organisations and statuses among them."""

_LEFT_OUT = frozenset({"TRASH", "SUSPENDED"})
"""States of cases that nobody works on: what was thrown away, and what is taken for spam."""


class KayakoPoller:
    """One poll of a new Kayako. After the first answer a session stands for name and password."""

    ticket_kind, event_kind = "kayako.ticket_data", "kayako.event"
    event_ticket = "Ticket ID"
    ticket_header: tuple[str, ...] = (
        "Ticket ID", "Subject", "Status", "Priority", "Organization", "Requester",
        "Requester Email", "Product", "Ticket Created", "Ticket Updated", "Ticket Solved",
        "Ticket Closed", "First Message",
    )  # fmt: skip

    def __init__(self, settings: Settings, seen: Seen, pause: Pause) -> None:
        site = Site("Kayako", settings.kayako_url, "RAPPORT_KAYAKO_URL, _EMAIL and _PASSWORD")
        self._session, self._seen = "", seen
        user = (settings.kayako_email, settings.kayako_password.get_secret_value())
        self.client = PollClient(
            site, headers=self._headers, user=user, pause=pause, renew=self._forget_session
        )

    def _headers(self) -> dict[str, str]:
        known = {"X-Session-ID": self._session} if self._session else {}
        return {"Accept": "application/json", **known}

    def _forget_session(self) -> bool:
        """Sessions end; name and password begin another."""
        had, self._session = bool(self._session), ""
        return had

    def read(self, since: datetime | None, tickets: Sheet, events: Events) -> None:
        """Read all cases that changed after ``since`` (all without it), each with its posts."""
        for case in walk(self._cases, lambda one: text(one, "id")):
            updated = utc(case.get("updated_at"))
            if since is not None and updated is not None and updated < since:
                continue
            if text(case, "state").upper() in _LEFT_OUT:
                continue
            identifier = text(case, "id")
            try:
                posts = sorted(self._posts(identifier), key=_moment)
            except NotThere:
                continue  # deleted while we were reading
            opening = posts[0] if posts and _is_theirs(posts[0], case) else {}
            cells = ticket_cells(case, _words(opening))
            if tickets.add(identifier, iso(case.get("updated_at")), cells):
                for event in events_of(case, [one for one in posts if one is not opening]):
                    events.add(event)
                seen = self._seen.changes(
                    identifier,
                    cells["Ticket Updated"],
                    status=cells["Status"],
                    priority=cells["Priority"],
                )
                for event in seen:
                    events.add(event)

    def listed(self) -> Iterator[str]:
        """Every case but those thrown away or suspended."""

        def page(offset: int, count: int) -> list[Node]:
            return self._page("/api/v1/cases.json", offset, count, include="")

        for case in walk(page, lambda one: text(one, "id")):
            if text(case, "state").upper() not in _LEFT_OUT:
                yield text(case, "id")

    def missed(self, identifier: str) -> str:
        """What Kayako says of one case; a merged one answers as the case it became."""
        try:
            found = self.client.json("GET", f"/api/v1/cases/{quote(identifier, safe='')}.json")
        except NotThere:
            return NOT_FOUND
        except NotVisible:
            return NOT_VISIBLE
        case = node(found, "data") if isinstance(found, dict) else {}
        if not text(case, "id"):
            raise SourceDown("Kayako answers what is no case.", "Poll again later.")
        if text(case, "id") != identifier:
            return moved_to(text(case, "id"))
        state = text(case, "state").upper()
        return IN_TRASH if state == "TRASH" else NOT_POLLED if state in _LEFT_OUT else ""

    def _cases(self, offset: int, count: int) -> list[Node]:
        return self._page("/api/v1/cases.json", offset, count)

    def _posts(self, case: str) -> Iterator[Node]:
        def page(offset: int, count: int) -> list[Node]:
            return self._page(f"/api/v1/cases/{case}/posts.json", offset, count)

        return walk(page, lambda one: text(one, "id"))

    def _page(self, path: str, offset: int, count: int, include: str = _EVERYTHING) -> list[Node]:
        asked = {"offset": offset, "limit": count} | ({"include": include} if include else {})
        found = self.client.json("GET", path, params=asked)
        if not isinstance(found, dict) or not isinstance(found.get("data"), list):
            raise SourceDown("Kayako answers what is no list.", "Poll again later.")
        if session := found.get("session_id"):
            self._session = str(session)
        return nodes(found, "data")


def ticket_cells(case: Node, first_message: str) -> dict[str, str]:
    """The case as a line of the ticket download."""
    requester = node(case, "requester")
    organization = node(requester, "organization") or node(case, "organization")
    return {
        "Ticket ID": text(case, "id"),
        "Subject": text(case, "subject"),
        "Status": text(node(case, "status"), "label"),
        "Priority": text(node(case, "priority"), "label"),
        "Organization": text(organization, "name"),
        "Requester": text(requester, "full_name"),
        "Requester Email": _email(requester) or text(node(case, "identity"), "email"),
        "Product": _custom(case, "product"),
        "Ticket Created": iso(case.get("created_at")),
        "Ticket Updated": iso(case.get("updated_at")),
        "Ticket Solved": iso(case.get("last_completed_at")),
        "Ticket Closed": iso(case.get("last_closed_at")),
        "First Message": first_message,
    }


def events_of(case: Node, posts: list[Node]) -> Iterator[Event]:
    """Each post as a reply of one side, or a note."""
    for post in posts:
        kind = "note" if _is_note(post) else "customer_reply" if _is_theirs(post, case) else "reply"
        yield Event(
            text(case, "id"),
            f"post/{text(post, 'id')}",
            iso(post.get("created_at")),
            kind,
            author=_author(post),
            text=_words(post),
        )


def _is_theirs(post: Node, case: Node) -> bool:
    creator = node(post, "creator")
    if post.get("is_requester") is True:
        return True
    if text(node(creator, "role"), "type").upper() == "CUSTOMER":
        return True
    requester = text(node(case, "requester"), "id")
    return bool(requester) and text(creator, "id") == requester


def _is_note(post: Node) -> bool:
    kinds = (
        text(node(post, "source_channel"), "type"),
        text(node(post, "original"), "resource_type"),
        text(post, "source"),
    )
    return "NOTE" in {kind.upper() for kind in kinds}


def _author(post: Node) -> str:
    original, creator = node(post, "original"), node(post, "creator")
    return (
        text(original, "email")
        or text(node(post, "identity"), "email")
        or _email(creator)
        or text(creator, "full_name")
    )


def _words(post: Node) -> str:
    return (text(post, "contents") or text(node(post, "original"), "body_text")).strip()


def _email(user: Node) -> str:
    listed = nodes(user, "emails")
    first = [one for one in listed if one.get("is_primary") is True] or listed
    return text(first[0], "email") if first else text(user, "email")


def _custom(case: Node, key: str) -> str:
    return next(
        (
            text(field, "value")
            for field in nodes(case, "custom_fields")
            if text(node(field, "field"), "key").lower() == key
        ),
        "",
    )


def _moment(post: Node) -> tuple[str, int]:
    identifier = text(post, "id")
    return (iso(post.get("created_at")), int(identifier) if identifier.isdigit() else 0)
