"""Jira Cloud: issues found by JQL, with their comments, work records and changes.

The issues become a file in the layout of Jira's own CSV export and are read by the same mapping,
so that an organisation's own words and columns count for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from core.capture.poll.client import Pause, PollClient, Site
from core.capture.poll.jira_issue import Fields, events_of, ticket_cells
from core.capture.poll.meaning import Meanings
from core.capture.poll.sheet import Sheet
from core.capture.poll.source import NOT_FOUND, NOT_POLLED, NOT_VISIBLE, Events, iso, moved_to
from core.capture.poll.trouble import NotThere, NotVisible, SourceDown, SourceRefuses
from core.capture.poll.walk import walk
from core.errors import InvalidInput
from core.settings import Settings

Node = dict[str, Any]
PAGE = 50
KEYS = 1000
"""Issues a page when only their keys are asked for."""

RESTARTS = 3
"""How often a search is begun: again when Jira no longer knows the place where it was."""

_STANDARD = (
    "summary", "issuetype", "status", "project", "priority", "assignee", "reporter", "created",
    "updated", "resolutiondate", "description", "components", "comment", "worklog",
)  # fmt: skip


class JiraPoller:
    """One poll of a Jira Cloud site."""

    ticket_kind, event_kind = "jira.issue", "jira.event"
    event_ticket = "Issue key"
    ticket_header: tuple[str, ...] = (
        "Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name",
        "Priority", "Assignee", "Assignee Id", "Reporter", "Reporter Id", "Reporter Email",
        "Created", "Updated", "Resolved", "Description", "Components", "Status Category",
    )  # fmt: skip

    def __init__(
        self, settings: Settings, meanings: Meanings, columns: tuple[str, ...], pause: Pause
    ) -> None:
        token = settings.jira_token.get_secret_value()
        site = Site("Jira", settings.jira_url, "RAPPORT_JIRA_URL, _EMAIL and _TOKEN")
        self._jql = restriction(settings.jira_jql)
        self._meanings, self._columns = meanings, columns
        headers = {"Accept": "application/json"}
        if not settings.jira_email:
            headers["Authorization"] = f"Bearer {token}"
        user = (settings.jira_email, token) if settings.jira_email else None
        self.client = PollClient(site, headers=lambda: headers, user=user, pause=pause)

    def read(self, since: datetime | None, tickets: Sheet, events: Events) -> None:
        """Read what was updated after ``since``; the search ends where nothing is newer."""
        fields = self._fields()
        categories = self._categories()
        wanted: Node = {
            "maxResults": PAGE,
            "fields": [*_STANDARD, *fields.identifiers],
            "expand": "changelog",
        }
        for issue in self._search(lambda: wanted | {"jql": self._query(since)}):
            try:
                self._complete(issue)
            except NotThere:
                continue  # deleted while we were reading
            key = str(issue["key"])
            updated = iso((issue.get("fields") or {}).get("updated"))
            if tickets.add(key, updated, ticket_cells(issue, fields)):
                for event in events_of(issue, self._meanings, categories):
                    events.add(event)

    def _fields(self) -> Fields:
        found = self.client.json("GET", "/rest/api/3/field")
        listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return Fields.named(listed, self._columns)

    def _categories(self) -> dict[str, str]:
        """Of each status, by identifier, the key of its category."""
        found = self.client.json("GET", "/rest/api/3/status")
        listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return {
            str(one.get("id")): str((one.get("statusCategory") or {}).get("key", ""))
            for one in listed
        }

    def listed(self) -> Iterator[str]:
        """Every key that the query finds: nothing else is read of the issues."""
        jql = f"{self._bounded()} ORDER BY key ASC"
        for issue in self._search(lambda: {"jql": jql, "maxResults": KEYS, "fields": ["key"]}):
            yield str(issue["key"])

    def missed(self, identifier: str) -> str:
        """What Jira says of one key: it follows issues that were moved."""
        asked = {"fields": "status"}
        try:
            found = self.client.json(
                "GET", f"/rest/api/3/issue/{quote(identifier, safe='')}", params=asked
            )
        except NotThere:
            return NOT_FOUND
        except NotVisible:
            return NOT_VISIBLE
        key = str(found.get("key") or "") if isinstance(found, dict) else ""
        if not key:
            raise SourceDown("Jira answers what is no issue.", "Poll again later.")
        if key != identifier:
            return moved_to(key)
        jql = f'{self._bounded()} AND key = "{key}" ORDER BY key ASC'
        again = self._search(lambda: {"jql": jql, "maxResults": 1, "fields": ["key"]})
        return "" if any(str(issue["key"]) == key for issue in again) else NOT_POLLED

    def _search(self, asked: Callable[[], Node]) -> Iterator[Node]:
        """Every issue found; a search whose place Jira has forgotten begins again."""
        for _restart in range(RESTARTS):
            try:
                yield from self._pages(asked())
            except _LostPlace:
                continue
            return
        raise SourceDown("Jira keeps losing the place of our search.", "Poll again later.")

    def _pages(self, body: Node) -> Iterator[Node]:
        token, tokens = "", set[str]()
        while True:
            page = self._page(body | ({"nextPageToken": token} if token else {}), token)
            for issue in page.get("issues") or []:
                if isinstance(issue, dict) and issue.get("key"):
                    yield issue
            token = str(page.get("nextPageToken") or "")
            if not token or page.get("isLast") is True:
                return
            if token in tokens:
                raise SourceDown("Jira gives the same page again and again.", "Poll again later.")
            tokens.add(token)

    def _page(self, body: Node, token: str) -> Node:
        try:
            page = self.client.json("POST", "/rest/api/3/search/jql", body=body)
        except SourceRefuses as error:
            if token and "HTTP 400" in error.message:
                raise _LostPlace from error
            raise
        if not isinstance(page, dict) or not isinstance(page.get("issues", []), list):
            raise SourceDown("Jira answers what is no page of issues.", "Poll again later.")
        return page

    def _query(self, since: datetime | None) -> str:
        """The JQL. Times relative to now need no zone; JQL knows no time without one."""
        if since is None:
            return f"{self._bounded()} ORDER BY updated ASC, key ASC"
        now = self.client.server_now or since
        minutes = max(int((now - since) / timedelta(minutes=1)) + 1, 1)
        parts = [f"({self._jql})"] if self._jql else []
        parts.append(f'updated >= "-{minutes}m"')
        return " AND ".join(parts) + " ORDER BY updated ASC, key ASC"

    def _bounded(self) -> str:
        """The query for all issues; a search has to be bounded by something."""
        return f"({self._jql})" if self._jql else 'updated >= "1970-01-01"'

    def _complete(self, issue: Node) -> None:
        """Fetch what a search leaves out of long issues: it gives the first of each list only."""
        fields = issue.setdefault("fields", {})
        path = f"/rest/api/3/issue/{issue.get('id') or issue['key']}"
        for name, listed in (("comment", "comments"), ("worklog", "worklogs")):
            held = fields.get(name) or {}
            if _is_cut(held, listed):
                fields[name] = {listed: self._all(f"{path}/{name}", listed)}
        if _is_cut(issue.get("changelog") or {}, "histories"):
            issue["changelog"] = {"histories": self._all(f"{path}/changelog", "values")}

    def _all(self, path: str, listed: str) -> list[Node]:
        def page(offset: int, count: int) -> list[Node]:
            asked = {"startAt": offset, "maxResults": count}
            found = self.client.json("GET", path, params=asked)
            items = found.get(listed) if isinstance(found, dict) else None
            return [one for one in items or [] if isinstance(one, dict)]

        return list(walk(page, lambda one: str(one.get("id"))))


class _LostPlace(Exception):
    """Jira no longer knows the token of a page."""


def _is_cut(held: Mapping[str, Any], listed: str) -> bool:
    total = held.get("total")
    return isinstance(total, int) and total > len(held.get(listed) or [])


def restriction(jql: str) -> str:
    """The configured JQL. Raises :class:`InvalidInput` for one that also orders: we do."""
    if re.search(r"\border\s+by\b", jql, re.IGNORECASE):
        raise InvalidInput(
            "RAPPORT_JIRA_JQL contains ORDER BY.", "Leave it out: issues are read by their changes."
        )
    return jql.strip()
