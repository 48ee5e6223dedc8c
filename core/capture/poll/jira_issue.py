"""One Jira issue: as a line of Jira's own CSV export, and what happened to it as events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.capture.mapping.model import normal
from core.capture.poll.adf import text_of
from core.capture.poll.json_nodes import Node, node, nodes, text
from core.capture.poll.meaning import Meanings
from core.capture.poll.source import Event, iso

_CUSTOM = re.compile(r"Custom field \((.+)\)")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
CATEGORIES = {"new": "To Do", "indeterminate": "In Progress", "done": "Done"}
"""Names of the three categories of statuses as exports in English give them, by key."""


@dataclass(frozen=True)
class Fields:
    """Custom fields to ask for: columns of the export, and the identifiers behind each."""

    columns: dict[str, tuple[str, ...]]

    @property
    def identifiers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for group in self.columns.values() for one in group))

    @classmethod
    def named(cls, listed: Iterable[Node], columns: Sequence[str]) -> Fields:
        """Those of ``listed`` that ``columns`` name, as ``Custom field (X)`` or by their own name."""
        by_name: dict[str, list[str]] = {}
        for one in listed:
            if one.get("custom") is True and one.get("id"):
                by_name.setdefault(normal(str(one.get("name", ""))), []).append(str(one["id"]))
        found: dict[str, tuple[str, ...]] = {}
        taken: set[str] = set()
        for column in columns:
            inner = _CUSTOM.fullmatch(column)
            name = normal(inner.group(1) if inner else column)
            if name in by_name and name not in taken:
                taken.add(name)
                found[column] = tuple(by_name[name])
        return cls(found)


def ticket_cells(issue: Node, fields: Fields) -> dict[str, str | list[str]]:
    """The issue as a line of the export, times in UTC."""
    held = node(issue, "fields")
    status, project = node(held, "status"), node(held, "project")
    assignee, reporter = node(held, "assignee"), node(held, "reporter")
    category = text(node(status, "statusCategory"), "key")
    return {
        "Summary": text(held, "summary"),
        "Issue key": text(issue, "key"),
        "Issue id": text(issue, "id"),
        "Issue Type": text(node(held, "issuetype"), "name"),
        "Status": text(status, "name"),
        "Project key": text(project, "key"),
        "Project name": text(project, "name"),
        "Priority": text(node(held, "priority"), "name"),
        "Assignee": text(assignee, "displayName"),
        "Assignee Id": text(assignee, "accountId"),
        "Reporter": text(reporter, "displayName"),
        "Reporter Id": text(reporter, "accountId"),
        "Reporter Email": text(reporter, "emailAddress"),
        "Created": iso(held.get("created")),
        "Updated": iso(held.get("updated")),
        "Resolved": iso(held.get("resolutiondate")),
        "Description": text_of(held.get("description")),
        "Components": [text(one, "name") for one in nodes(held, "components")],
        "Status Category": CATEGORIES.get(category, ""),
        **{
            column: [value for one in identifiers for value in _values(held.get(one))]
            for column, identifiers in fields.columns.items()
        },
    }


def events_of(issue: Node, meanings: Meanings, categories: Mapping[str, str]) -> Iterator[Event]:
    """Comments, work records and changes of status and priority."""
    held, key = node(issue, "fields"), text(issue, "key")
    reporter = text(node(held, "reporter"), "accountId")
    for comment in nodes(node(held, "comment"), "comments"):
        author = node(comment, "author")
        yield Event(
            key,
            f"comment/{text(comment, 'id')}",
            iso(comment.get("created")),
            _kind(comment, author, reporter),
            author=_author(author),
            text=text_of(comment.get("body")),
        )
    for work in nodes(node(held, "worklog"), "worklogs"):
        yield Event(
            key,
            f"worklog/{text(work, 'id')}",
            iso(work.get("started") or work.get("created")),
            "work",
            author=_author(node(work, "author")),
            text=text_of(work.get("comment")),
            seconds=text(work, "timeSpentSeconds"),
        )
    for change in nodes(node(issue, "changelog"), "histories"):
        yield from _changes(key, change, meanings, categories)


def _changes(
    key: str, change: Node, meanings: Meanings, categories: Mapping[str, str]
) -> Iterator[Event]:
    for number, item in enumerate(nodes(change, "items")):
        field = text(item, "fieldId") or text(item, "field")
        if field not in ("status", "priority"):
            continue
        before, after = text(item, "fromString"), text(item, "toString")
        ends = [
            meanings.of(field, name, CATEGORIES.get(categories.get(text(item, end), ""), ""))
            for name, end in ((before, "from"), (after, "to"))
        ]
        yield Event(
            key,
            f"history/{text(change, 'id')}/{number}",
            iso(change.get("created")),
            field,
            author=_author(node(change, "author")),
            from_value=ends[0],
            to_value=ends[1],
            from_name=before,
            to_name=after,
        )


def _kind(comment: Node, author: Node, reporter: str) -> str:
    """Whoever reported the issue, and every customer of the portal, is the customer's side."""
    if comment.get("jsdPublic") is False:
        return "note"
    is_theirs = author.get("accountType") == "customer"
    return "customer_reply" if is_theirs or text(author, "accountId") == reporter else "reply"


def _author(person: Node) -> str:
    """The address where Jira shows it, the account's identifier where it does not."""
    return text(person, "emailAddress") or text(person, "accountId")


def _values(value: object) -> list[str]:
    """A custom field's value as the cells of its column."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [cell for one in value for cell in _values(one)]
    if isinstance(value, Mapping):
        if value.get("type") == "doc":
            return [text_of(value)]
        names = ("value", "name", "displayName", "emailAddress", "title")
        return [found for found in (text(value, name) for name in names) if found][:1]
    plain = str(value)
    return [iso(plain) or plain] if _TIME.match(plain) else [plain]
