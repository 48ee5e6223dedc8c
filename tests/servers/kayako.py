"""Both Kayakos on this machine: the new one's REST in JSON, and Classic's signed REST in XML.

Both serve the same conversations and write their own export, so that a poll can be compared with it.

    with KayakoServer(now) as server:
        server.cases[1] = case(1, created=...)
        settings = Settings(**server.settings())
"""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import io
import json
import re
import secrets
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from tests.servers.http import Call, LocalServer, Reply

EMAIL, PASSWORD = "agent@us.example", "a password of Kayako"
KEY, SECRET = "9f1a-key", "MjQ5-secret"
STATUSES = {1: "New", 2: "Open", 3: "Pending", 4: "Completed", 5: "Closed"}
PRIORITIES = {1: "Low", 2: "Normal", 3: "High", 4: "Urgent"}
DEPARTMENTS = {1: "Support", 2: "Network"}
Node = dict[str, Any]


def case(
    number: int, *, created: datetime, updated: datetime | None = None, status: int = 2,
    priority: int = 3, subject: str = "It is slow", organization: str = "Acme Corporation",
    email: str = "ann@acme.com", state: str = "ACTIVE",
) -> Node:  # fmt: skip
    """A conversation that its requester opened with one message."""
    opening = {
        "id": number * 1000,
        "at": created,
        "by": "requester",
        "words": f"Help with {number}",
    }
    return {
        "id": number, "created": created, "updated": updated or created, "status": status,
        "priority": priority, "subject": subject, "organization": organization, "email": email,
        "state": state, "posts": [opening], "solved": None, "product": "Gateway",
    }  # fmt: skip


class Desk(LocalServer):
    """``most`` is the most items a page holds, whatever is asked for.

    ``merged`` gives the case that another became, which both answer as; ``forbidden`` ones are not listed
    and refused singly.
    """

    def __init__(self, now: datetime, most: int = 100) -> None:
        super().__init__(now)
        self.cases: dict[int, Node] = {}
        self.merged: dict[int, int] = {}
        self.forbidden: set[int] = set()
        self.most = most

    def post(self, number: int, by: str, moment: datetime, words: str, **more: Any) -> None:
        """Add a post by the ``requester``, an ``agent`` or as a ``note``."""
        held = self.cases[number]
        post = {"id": number * 1000 + len(held["posts"]), "at": moment, "by": by, "words": words}
        held["posts"].append(post | more)
        held["updated"] = max(held["updated"], moment)

    def shown(self) -> list[Node]:
        """The conversations that a list may hold."""
        return [one for number, one in sorted(self.cases.items()) if number not in self.forbidden]

    def merge(self, number: int, into: int) -> None:
        """Merge one conversation into another."""
        del self.cases[number]
        self.merged[number] = into

    def settle(self, number: int, moment: datetime, status: int = 4) -> None:
        """Complete the conversation."""
        self.cases[number] |= {"status": status, "solved": moment, "updated": moment}


class KayakoServer(Desk):
    """The new Kayako. ``sessions`` are those it gave; ``signed_in`` how often a password was sent."""

    def __init__(self, now: datetime, most: int = 100) -> None:
        super().__init__(now, most)
        self.sessions: set[str] = set()
        self.signed_in = 0

    def settings(self) -> dict[str, str]:
        return {"kayako_url": self.url, "kayako_email": EMAIL, "kayako_password": PASSWORD}

    def answer(self, call: Call) -> Reply:
        session = call.headers.get("x-session-id", "")
        given = {}
        if session not in self.sessions:
            wanted = base64.b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode()
            if session or call.headers.get("authorization") != f"Basic {wanted}":
                return _json({"status": 401, "errors": [{"code": "AUTHENTICATION_FAILED"}]}, 401)
            self.signed_in += 1
            given = {"session_id": secrets.token_hex(16)}
            self.sessions.add(given["session_id"])
        offset = int(call.query.get("offset", 0))
        count = min(int(call.query.get("limit", 10)), self.most)
        if call.path == "/api/v1/cases.json":
            listed = [_case(one) for one in self.shown()]
        elif found := re.fullmatch(r"/api/v1/cases/(\d+)\.json", call.path):
            return self._one(int(found[1]), given)
        elif found := re.fullmatch(r"/api/v1/cases/(\d+)/posts\.json", call.path):
            held = self.cases.get(int(found[1]))
            if held is None:
                return _json({"status": 404, "errors": [{"code": "RESOURCE_NOT_FOUND"}]}, 404)
            listed = [_post(one, held) for one in reversed(held["posts"])]
        else:
            return _json({"status": 404}, 404)
        page = listed[offset : offset + count]
        return _json(
            {
                "status": 200,
                "data": page,
                "offset": offset,
                "limit": count,
                "total_count": len(listed),
            }
            | given
        )

    def _one(self, number: int, given: Node) -> Reply:
        held = self.cases.get(self.merged.get(number, number))
        if held is None:
            return _json({"status": 404, "errors": [{"code": "RESOURCE_NOT_FOUND"}]}, 404)
        if held["id"] in self.forbidden:
            return _json({"status": 403, "errors": [{"code": "PERMISSION_DENIED"}]}, 403)
        return _json({"status": 200, "data": _case(held), "resource": "case"} | given)

    def export(self) -> str:
        """The ticket download."""
        header = ["Ticket ID", "Ticket Created", "Subject", "Status", "Priority", "Ticket Solved",
                  "Ticket Updated", "Product", "Organization", "Requester Email"]  # fmt: skip
        rows = [
            [one["id"], _iso(one["created"]), one["subject"], STATUSES[one["status"]],
             PRIORITIES[one["priority"]], _iso(one["solved"]), _iso(one["updated"]), one["product"],
             one["organization"], one["email"]]
            for one in self.cases.values()
        ]  # fmt: skip
        return _csv([header, *rows])


class ClassicServer(Desk):
    """Kayako Classic. ``sorts`` is whether it keeps the order that is asked for."""

    sorts = True

    def settings(self) -> dict[str, str]:
        return {
            "kayako_classic_url": f"{self.url}/api/index.php",
            "kayako_classic_key": KEY,
            "kayako_classic_secret": SECRET,
        }

    def answer(self, call: Call) -> Reply:
        digest = hmac.new(SECRET.encode(), call.query.get("salt", "").encode(), hashlib.sha256)
        signature = base64.b64encode(digest.digest()).decode()
        if call.query.get("apikey") != KEY or call.query.get("signature") != signature:
            return Reply(401, b"Invalid API Key or Signature")
        path = call.query.get("e", "")
        if path == "/Base/Department/":
            return _xml("departments", "department", [
                {"id": one, "title": title, "type": "public", "app": "tickets"}
                for one, title in DEPARTMENTS.items()
            ] + [{"id": 9, "title": "Chat", "type": "public", "app": "livechat"}])  # fmt: skip
        if path == "/Tickets/TicketStatus/":
            return _xml("ticketstatuses", "ticketstatus", [
                {"id": one, "title": title, "markasresolved": int(one > 3)}
                for one, title in STATUSES.items()
            ])  # fmt: skip
        if path == "/Tickets/TicketPriority/":
            return _xml("ticketpriorities", "ticketpriority", [
                {"id": one, "title": title} for one, title in PRIORITIES.items()
            ])  # fmt: skip
        return self._tickets(path)

    def _tickets(self, path: str) -> Reply:
        asked = re.fullmatch(
            r"/Tickets/Ticket/ListAll/([\d,]+)/-1/-1/-1/(\d+)/(\d+)/lastactivity/DESC/", path
        )
        if asked:
            count, start = min(int(asked[2]), self.most), int(asked[3])
            every = [one for one in self.shown() if one["state"] != "TRASH"]
            if self.sorts:
                every.sort(key=lambda one: one["updated"], reverse=True)
            return _xml(
                "tickets", "ticket", [_ticket(one) for one in every[start : start + count]], "id"
            )
        if found := re.fullmatch(r"/Tickets/TicketPost/ListAll/(\d+)/", path):
            held = self.cases.get(int(found[1]))
            if held is None:
                return Reply(404, b"Ticket not found")
            return _xml("posts", "post", [_classic_post(one, held) for one in held["posts"]])
        if found := re.fullmatch(r"/Tickets/Ticket/ABC-(\d+)-\d+/", path):
            return self._one(int(found[1]))
        return Reply(404, b"Not here")

    def _one(self, asked: int) -> Reply:
        number = self.merged.get(asked, asked)
        if number in self.forbidden:
            return Reply(403, b"Access denied")
        if number not in self.cases:
            return Reply(404, b"Ticket not Found")
        return _xml("tickets", "ticket", [_ticket(self.cases[number])], "id")

    def export(self) -> str:
        """The ticket report."""
        header = ["Ticket Mask ID", "Subject", "Department", "Status", "Priority", "Full Name", "Email",
                  "Organization", "Owner", "Creation Date", "Last Activity", "First Response Time",
                  "Resolved Date", "Last Ticket Post"]  # fmt: skip
        rows = []
        for one in self.cases.values():
            seen = [post for post in one["posts"] if post["by"] != "note"]
            replied = [post["at"] for post in seen if post["by"] == "agent"]
            waited = int((replied[0] - one["created"]).total_seconds()) if replied else ""
            rows.append([
                _mask(one["id"]), one["subject"], "Support", STATUSES[one["status"]],
                PRIORITIES[one["priority"]], "Ann Customer", one["email"], one["organization"], "Ben Agent",
                _iso(one["created"]), _iso(one["updated"]), waited, _iso(one["solved"]), seen[-1]["words"],
            ])  # fmt: skip
        return _csv([header, *rows])


def _case(held: Node) -> Node:
    return {
        "id": held["id"], "subject": held["subject"], "state": held["state"],
        "status": {"label": STATUSES[held["status"]], "resource_type": "case_status"},
        "priority": {"label": PRIORITIES[held["priority"]], "resource_type": "case_priority"},
        "requester": {"id": 77, "full_name": "Ann Customer",
                      "emails": [{"email": "old@acme.com", "is_primary": False},
                                 {"email": held["email"], "is_primary": True}],
                      "organization": {"name": held["organization"]}},
        "custom_fields": [{"field": {"key": "product"}, "value": held["product"]}],
        "created_at": _iso(held["created"]), "updated_at": _iso(held["updated"]),
        "last_completed_at": _iso(held["solved"]) or None, "last_closed_at": None,
        "resource_type": "case",
    }  # fmt: skip


def _post(post: Node, held: Node) -> Node:
    is_theirs = post["by"] == "requester"
    return {
        "id": post["id"], "contents": post["words"], "is_requester": is_theirs,
        "creator": {"id": 77 if is_theirs else 5, "full_name": "Ben Agent"},
        "identity": {"email": held["email"] if is_theirs else EMAIL},
        "source_channel": {"type": "NOTE" if post["by"] == "note" else "MAIL"},
        "created_at": _iso(post["at"]), "resource_type": "post",
    }  # fmt: skip


def _ticket(held: Node) -> Node:
    return {
        "id": held["id"], "flagtype": 0, "displayid": _mask(held["id"]),
        "departmentid": 0 if held["state"] == "TRASH" else 1,
        "statusid": held["status"], "priorityid": held["priority"], "userid": 77,
        "userorganization": held["organization"], "ownerstaffname": "Ben Agent",
        "fullname": "Ann Customer", "email": held["email"], "subject": held["subject"],
        "creationtime": _epoch(held["created"]), "lastactivity": _epoch(held["updated"]),
        "replies": len(held["posts"]) - 1,
    }  # fmt: skip


def _classic_post(post: Node, held: Node) -> Node:
    is_theirs = post["by"] == "requester"
    return {
        "id": post["id"], "ticketpostid": post["id"], "ticketid": held["id"],
        "dateline": _epoch(post["at"]), "userid": 77 if is_theirs else 0,
        "staffid": 0 if is_theirs else 5, "fullname": "Ann Customer" if is_theirs else "Ben Agent",
        "email": held["email"] if is_theirs else EMAIL, "creator": 2 if is_theirs else 1,
        "isthirdparty": 0, "isprivate": int(post["by"] == "note"), "ishtml": int(post.get("html", False)),
        "contents": post["words"],
    }  # fmt: skip


def _mask(number: int) -> str:
    return f"ABC-{number:03d}-{10000 + number}"


def _epoch(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())


def _iso(moment: datetime | None) -> str:
    return f"{moment.isoformat()}+00:00" if moment else ""


def _csv(rows: list[list[Any]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def _json(content: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(content).encode(), {"Content-Type": "application/json"})


def _xml(root: str, name: str, items: list[Node], *attributes: str) -> Reply:
    """A list in Classic's form: the values in CDATA, some of them attributes."""
    written = []
    for item in items:
        inside = "".join(
            f"<{key}><![CDATA[{value}]]></{key}>"
            for key, value in item.items()
            if key not in attributes
        )
        outside = "".join(f' {key}="{escape(str(item[key]))}"' for key in attributes)
        written.append(f"<{name}{outside}>{inside}</{name}>")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{"".join(written)}</{root}>'
    return Reply(200, text.encode(), {"Content-Type": "text/xml"})
