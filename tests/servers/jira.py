"""Jira Cloud's REST v3 on this machine: search by JQL with page tokens, fields, comments, changes.

It knows the JQL that Rapport writes, refuses a search that nothing bounds as Jira does, gives the
first of long lists only, and forgets page tokens when told to. It also writes its own CSV export.

    with JiraServer(now) as server:
        server.issues["SUP-1"] = issue("SUP-1", created=..., updated=...)
        settings = Settings(**server.settings())
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.servers.http import Call, LocalServer, Reply

EMAIL, TOKEN = "poller@us.example", "a token of Jira"
CUSTOMER, AGENT = "557058:aaaa-customer", "5b10ac8d82e05b22cc7d4ef5"
STATUSES = {"1": ("Waiting for support", "new"), "2": ("Waiting for customer", "indeterminate"),
            "3": ("Triage", "indeterminate"), "4": ("Done", "done")}  # fmt: skip
LONGEST_LIST = 20
ORGANIZATIONS = "customfield_10002"
Node = dict[str, Any]


def at(moment: datetime) -> str:
    """A time as Jira writes it, in a zone of its own."""
    local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/Berlin"))
    return (
        local.strftime("%Y-%m-%dT%H:%M:%S.")
        + f"{local.microsecond // 1000:03d}"
        + local.strftime("%z")
    )


def doc(*paragraphs: str) -> Node:
    """A document of plain paragraphs."""
    content = [
        {"type": "paragraph", "content": [{"type": "text", "text": one}]} for one in paragraphs
    ]
    return {"type": "doc", "version": 1, "content": content}


def person(account_id: str, name: str, *, email: str = "", kind: str = "atlassian") -> Node:
    """A user as Jira shows it; most hide their address."""
    shown = {"emailAddress": email} if email else {}
    return {"accountId": account_id, "displayName": name, "accountType": kind, **shown}


ANN = person(CUSTOMER, "Ann Customer", email="ann@acme.com", kind="customer")
BEN = person(AGENT, "Ben Agent")


def issue(
    key: str, *, created: datetime, updated: datetime | None = None, summary: str = "It is slow",
    status: str = "1", priority: str = "High", resolved: datetime | None = None,
    description: object = None, organization: str = "Acme Corporation", component: str = "API",
) -> Node:  # fmt: skip
    """An issue as the server keeps it."""
    return {
        "id": str(10000 + int(key.split("-")[1])),
        "key": key,
        "created": created,
        "updated": updated or created,
        "resolved": resolved,
        "summary": summary,
        "status": status,
        "priority": priority,
        "description": description or doc("It hurts.", "Please help."),
        "organization": organization,
        "component": component,
        "comments": [],
        "worklogs": [],
        "histories": [],
    }


class JiraServer(LocalServer):
    """``page_size`` is the most a page holds; ``lose_places`` makes it forget its tokens once.

    ``moved`` gives the new key of issues that were moved, which are then known by it and found by either;
    ``forbidden`` issues are left out of searches and refused singly.
    """

    def __init__(self, now: datetime, page_size: int = 2) -> None:
        super().__init__(now)
        self.issues: dict[str, Node] = {}
        self.page_size = page_size
        self.lose_places = False
        self.moved: dict[str, str] = {}
        self.forbidden: set[str] = set()
        self._places: dict[str, tuple[str, str]] = {}
        self._numbers = iter(range(1, 1_000_000))

    def settings(self) -> dict[str, str]:
        return {"jira_url": self.url, "jira_email": EMAIL, "jira_token": TOKEN}

    def comment(self, key: str, who: Node, moment: datetime, words: object, **more: Any) -> None:
        """Add a comment; the issue is updated by it."""
        body = words if isinstance(words, dict) else doc(str(words))
        self.issues[key]["comments"].append(
            {"id": str(next(self._numbers)), "author": who, "body": body,
             "created": at(moment), "updated": at(moment), **more}
        )  # fmt: skip
        self.issues[key]["updated"] = max(self.issues[key]["updated"], moment)

    def work(self, key: str, moment: datetime, seconds: int, words: str) -> None:
        """Log work."""
        self.issues[key]["worklogs"].append(
            {"id": str(next(self._numbers)), "author": BEN, "comment": doc(words),
             "started": at(moment), "created": at(moment), "timeSpentSeconds": seconds}
        )  # fmt: skip

    def change(self, key: str, field: str, to: str, moment: datetime) -> None:
        """Change the status (by identifier) or the priority (by name)."""
        held = self.issues[key]
        before = held[field]
        names = {one: name for one, (name, _category) in STATUSES.items()}
        item = {"field": field, "fieldtype": "jira", "fieldId": field, "from": before,
                "fromString": names.get(before, before), "to": to, "toString": names.get(to, to)}  # fmt: skip
        noise = {"field": "labels", "fieldId": "labels", "fromString": "", "toString": "x"}
        held["histories"].insert(
            0,
            {
                "id": str(next(self._numbers)),
                "author": BEN,
                "created": at(moment),
                "items": [noise, item],
            },
        )
        held[field], held["updated"] = to, max(held["updated"], moment)

    def move(self, key: str, to: str) -> None:
        """Move an issue to another project: it keeps its identifier and gets another key."""
        self.issues[to] = self.issues.pop(key) | {"key": to, "updated": self.now}
        self.moved[key] = to

    def answer(self, call: Call) -> Reply:
        wanted = base64.b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()
        if call.headers.get("authorization") != f"Basic {wanted}":
            return _json({"errorMessages": ["Client must be authenticated"]}, 401)
        if call.path == "/rest/api/3/field":
            return _json([{"id": "summary", "name": "Summary", "custom": False},
                          {"id": ORGANIZATIONS, "name": "Organizations", "custom": True}])  # fmt: skip
        if call.path == "/rest/api/3/status":
            return _json([{"id": one, "name": name, "statusCategory": {"key": category}}
                          for one, (name, category) in STATUSES.items()])  # fmt: skip
        if call.path == "/rest/api/3/search/jql" and call.method == "POST":
            return self._search(json.loads(call.body))
        return self._issue(call)

    def _issue(self, call: Call) -> Reply:
        if found := re.fullmatch(r"/rest/api/3/issue/(\d+)/(comment|worklog|changelog)", call.path):
            return self._list(found[1], found[2], call.query)
        if found := re.fullmatch(r"/rest/api/3/issue/([A-Z]+-\d+)", call.path):
            return self._one(found[1], call.query)
        return _json({"errorMessages": ["No such resource"]}, 404)

    def _one(self, key: str, query: dict[str, str]) -> Reply:
        held = self.issues.get(self.moved.get(key, key))
        if held is None:
            return _json(
                {"errorMessages": ["Issue does not exist or you do not have permission"]}, 404
            )
        if held["key"] in self.forbidden:
            return _json({"errorMessages": ["You do not have the permission to see it."]}, 403)
        return _json(self._shown(held, {"fields": query["fields"].split(",")}))

    def _search(self, body: Node) -> Reply:
        jql, token = body["jql"], body.get("nextPageToken")
        bound = re.search(r'updated >= "(-(\d+)m|1970-01-01)"', jql)
        project = re.search(r"project = (\w+)", jql)
        single = re.search(r'key = "([A-Z]+-\d+)"', jql)
        if not bound and not project:
            return _json({"errorMessages": ["Unbounded JQL queries are not allowed here."]}, 400)
        if not jql.endswith((" ORDER BY updated ASC, key ASC", " ORDER BY key ASC")):
            return _json({"errorMessages": ["Error in the JQL Query"]}, 400)
        place_of = _place if jql.endswith("ORDER BY updated ASC, key ASC") else _number
        place = ("", "")
        if token:
            if self.lose_places or token not in self._places:
                self.lose_places, self._places = False, {}
                return _json({"errorMessages": ["The next page token is invalid."]}, 400)
            place = self._places[token]
        since = self.now - timedelta(minutes=int(bound[2])) if bound and bound[2] else datetime.min
        found = sorted(
            (one for one in self.issues.values()
             if one["updated"] >= since and (not project or one["key"].startswith(f"{project[1]}-"))
             and (not single or one["key"] == single[1]) and one["key"] not in self.forbidden),
            key=place_of,
        )  # fmt: skip
        left = [one for one in found if place_of(one) > place]
        page, more = left[: self.page_size], len(left) > self.page_size
        answer: Node = {"issues": [self._shown(one, body) for one in page], "isLast": not more}
        if more:
            answer["nextPageToken"] = f"place-{next(self._numbers)}"
            self._places[answer["nextPageToken"]] = place_of(page[-1])
        return _json(answer)

    def _shown(self, held: Node, body: Node) -> Node:
        name, category = STATUSES[held["status"]]
        every = {
            "summary": held["summary"], "issuetype": {"name": "Incident"},
            "status": {"id": held["status"], "name": name, "statusCategory": {"key": category}},
            "project": {"key": held["key"].split("-")[0], "name": "Support"},
            "priority": {"name": held["priority"]}, "assignee": BEN, "reporter": ANN,
            "created": at(held["created"]), "updated": at(held["updated"]),
            "resolutiondate": at(held["resolved"]) if held["resolved"] else None,
            "description": held["description"], "components": [{"name": held["component"]}],
            "comment": _first("comments", held["comments"]),
            "worklog": _first("worklogs", held["worklogs"]),
            ORGANIZATIONS: [{"id": "1", "name": held["organization"]}],
        }  # fmt: skip
        shown: Node = {"id": held["id"], "key": held["key"]}
        shown["fields"] = {one: every[one] for one in body["fields"] if one in every}
        if "changelog" in body.get("expand", ""):
            shown["changelog"] = _first("histories", held["histories"])
        return shown

    def _list(self, identifier: str, name: str, query: dict[str, str]) -> Reply:
        held = next((one for one in self.issues.values() if one["id"] == identifier), None)
        if held is None:
            return _json({"errorMessages": ["Issue does not exist"]}, 404)
        items = held["histories" if name == "changelog" else f"{name}s"]
        begin, count = int(query.get("startAt", 0)), min(int(query.get("maxResults", 50)), 100)
        listed = {"comment": "comments", "worklog": "worklogs", "changelog": "values"}[name]
        return _json({listed: items[begin : begin + count], "total": len(items), "startAt": begin})

    def export(self) -> str:
        """All issues as Jira's CSV export: an English user's form, times UTC to the minute."""
        most = max((len(one["comments"]) for one in self.issues.values()), default=0)
        works = max((len(one["worklogs"]) for one in self.issues.values()), default=0)
        header = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Assignee",
                  "Reporter", "Reporter Id", "Reporter Email", "Created", "Updated", "Resolved",
                  "Description", "Components", *["Log Work"] * works,
                  "Custom field (Organizations)", *["Comment"] * most, "Status Category"]  # fmt: skip
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        for one in self.issues.values():
            name, category = STATUSES[one["status"]]
            comments = [f"{_minute(_when(c['created']))};{c['author']['accountId']};{_words(c['body'])}"
                        for c in one["comments"]]  # fmt: skip
            worked = [f"{_words(w['comment'])};{_minute(_when(w['started']))};{AGENT};{w['timeSpentSeconds']}"
                      for w in one["worklogs"]]  # fmt: skip
            writer.writerow([
                one["summary"], one["key"], one["id"], "Incident", name, one["priority"], "Ben Agent",
                "Ann Customer", CUSTOMER, "ann@acme.com", _minute(one["created"]), _minute(one["updated"]),
                _minute(one["resolved"]) if one["resolved"] else "", _words(one["description"]),
                one["component"], *(worked + [""] * works)[:works], one["organization"],
                *(comments + [""] * most)[:most],
                {"new": "To Do", "indeterminate": "In Progress", "done": "Done"}[category],
            ])  # fmt: skip
        return file.getvalue()


def _place(held: Node) -> tuple[str, str]:
    return (held["updated"].isoformat(timespec="microseconds"), held["key"])


def _number(held: Node) -> tuple[str, str]:
    project, number = held["key"].split("-")
    return (project, number.rjust(9, "0"))


def _first(name: str, items: list[Node]) -> Node:
    return {
        name: items[:LONGEST_LIST],
        "total": len(items),
        "maxResults": LONGEST_LIST,
        "startAt": 0,
    }


def _when(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z").astimezone(ZoneInfo("UTC"))


def _minute(moment: datetime) -> str:
    return moment.strftime("%d/%b/%y %I:%M %p")


def _words(document: Node) -> str:
    return "\n\n".join(
        "".join(part.get("text", "") for part in block.get("content", []))
        for block in document["content"]
    )


def _json(content: object, status: int = 200) -> Reply:
    headers = {"Content-Type": "application/json;charset=UTF-8"}
    return Reply(status, json.dumps(content).encode(), headers)
