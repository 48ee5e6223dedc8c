"""Kayako Classic: tickets over its signed REST interface, in XML.

Tickets become a file in the layout of Kayako's own ticket report. They are asked for by their last
activity, the newest first, until one is older than what was read before.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from xml.etree.ElementTree import Element

from core.capture.poll.client import Pause, PollClient, Site
from core.capture.poll.html_text import words_of
from core.capture.poll.seen import Seen
from core.capture.poll.sheet import Sheet
from core.capture.poll.source import (
    IN_TRASH,
    NOT_FOUND,
    NOT_POLLED,
    NOT_VISIBLE,
    Event,
    Events,
    moved_to,
    stamp,
)
from core.capture.poll.trouble import NotThere, NotVisible
from core.capture.poll.walk import walk
from core.capture.poll.xml import child, parsed
from core.settings import Settings

_STAFF = "1"


class _Enough(Exception):
    """The pages have gone back far enough."""


@dataclass(frozen=True)
class Names:
    """What the identifiers in tickets stand for."""

    departments: dict[str, str]
    statuses: dict[str, str]
    priorities: dict[str, str]
    resolved: frozenset[str]


class ClassicPoller:
    """One poll of a Kayako Classic help desk."""

    ticket_kind, event_kind = "kayako.ticket", "kayako.event"
    event_ticket = "Ticket ID"
    ticket_header: tuple[str, ...] = (
        "Ticket Mask ID", "Subject", "Department", "Status", "Priority", "Full Name", "Email",
        "Organization", "Owner", "Creation Date", "Last Activity", "First Response Time",
        "Resolved Date", "Total Replies", "Last Ticket Post",
    )  # fmt: skip

    def __init__(self, settings: Settings, seen: Seen, pause: Pause) -> None:
        named = "RAPPORT_KAYAKO_CLASSIC_URL, _KEY and _SECRET"
        site = Site("Kayako Classic", settings.kayako_classic_url, named)
        self._seen = seen
        self._key = settings.kayako_classic_key.get_secret_value()
        self._secret = settings.kayako_classic_secret.get_secret_value()
        self.client = PollClient(site, headers=lambda: {"Accept": "text/xml"}, pause=pause)

    def read(self, since: datetime | None, tickets: Sheet, events: Events) -> None:
        """Read the tickets with activity after ``since`` (all without it), each with its posts."""
        names = self._names()
        for ticket in self._tickets(since, ",".join(names.departments)):
            number = child(ticket, "id")
            identifier = child(ticket, "displayid") or number
            try:
                posts = sorted(self._get(f"/Tickets/TicketPost/ListAll/{number}/"), key=_order)
            except NotThere:
                continue  # deleted while we were reading
            cells = ticket_cells(ticket, posts, names)
            if tickets.add(identifier, _seconds(child(ticket, "lastactivity")), cells):
                for event in events_of(identifier, posts):
                    events.add(event)
                seen = self._seen.changes(
                    identifier,
                    cells["Last Activity"],
                    status=cells["Status"],
                    priority=cells["Priority"],
                )
                for event in seen:
                    events.add(event)

    def listed(self) -> Iterator[str]:
        """Every ticket of every department, by what people call it."""
        for ticket in self._tickets(None, ",".join(self._departments)):
            yield child(ticket, "displayid") or child(ticket, "id")

    def missed(self, identifier: str) -> str:
        """What the help desk says of one ticket; one in the trash is in no department."""
        try:
            found = self._get(f"/Tickets/Ticket/{identifier}/")
        except NotThere:
            return NOT_FOUND
        except NotVisible:
            return NOT_VISIBLE
        if not found:
            return NOT_FOUND
        now = child(found[0], "displayid") or child(found[0], "id")
        if now != identifier:
            return moved_to(now)
        department = child(found[0], "departmentid")
        return IN_TRASH if department in ("", "0") else self._reached(department)

    def _reached(self, department: str) -> str:
        return "" if department in self._departments else NOT_POLLED

    @cached_property
    def _departments(self) -> dict[str, str]:
        return {
            child(one, "id"): child(one, "title")
            for one in self._get("/Base/Department/")
            if (child(one, "app") or child(one, "module") or "tickets") == "tickets"
        }

    def _names(self) -> Names:
        statuses = self._get("/Tickets/TicketStatus/")
        return Names(
            self._departments,
            {child(one, "id"): child(one, "title") for one in statuses},
            {
                child(one, "id"): child(one, "title")
                for one in self._get("/Tickets/TicketPriority/")
            },
            frozenset(child(one, "id") for one in statuses if child(one, "markasresolved") == "1"),
        )

    def _tickets(self, since: datetime | None, departments: str) -> Iterator[Element]:
        """Tickets by last activity, the newest first, down to ``since``.

        Should the help desk not keep that order, all of them are looked at.
        """
        in_order, is_past = True, False

        def page(offset: int, count: int) -> list[Element]:
            nonlocal in_order, is_past
            if is_past:
                raise _Enough
            paging = f"{count}/{offset}/lastactivity/DESC"
            found = self._get(f"/Tickets/Ticket/ListAll/{departments}/-1/-1/-1/{paging}/")
            times = [_seconds(child(one, "lastactivity")) for one in found]
            in_order = in_order and times == sorted(times, reverse=True)
            last = _utc(child(found[-1], "lastactivity")) if found else None
            is_past = in_order and since is not None and last is not None and last < since
            return found

        try:
            for ticket in walk(page, lambda one: child(one, "id")):
                moment = _utc(child(ticket, "lastactivity"))
                if since is None or moment is None or moment >= since:
                    yield ticket
        except _Enough:
            return

    def _get(self, path: str) -> list[Element]:
        """The elements of the list at ``path``; the signature is new with each attempt."""
        root = self.client.read("", params=lambda: {"e": path, **self._signature()}, parse=parsed)
        return list(root)

    def _signature(self) -> dict[str, str]:
        salt = secrets.token_hex(16)
        digest = hmac.new(self._secret.encode(), salt.encode(), hashlib.sha256).digest()
        return {
            "apikey": self._key,
            "salt": salt,
            "signature": base64.b64encode(digest).decode(),
        }


def ticket_cells(ticket: Element, posts: list[Element], names: Names) -> dict[str, str]:
    """The ticket as a line of the report, times in UTC.

    The interface does not tell when a ticket was resolved: its last activity stands for that. The
    first response is that of the first post of staff which the customer could see.
    """
    created, active = child(ticket, "creationtime"), _utc(child(ticket, "lastactivity"))
    status = child(ticket, "statusid")
    seen = [post for post in posts if not _is_private(post)]
    replied = next((child(post, "dateline") for post in seen if _is_staff(post)), "")
    waited = int(replied) - int(created) if replied.isdigit() and created.isdigit() else -1
    return {
        "Ticket Mask ID": child(ticket, "displayid") or child(ticket, "id"),
        "Subject": child(ticket, "subject"),
        "Department": names.departments.get(child(ticket, "departmentid"), ""),
        "Status": names.statuses.get(status, ""),
        "Priority": names.priorities.get(child(ticket, "priorityid"), ""),
        "Full Name": child(ticket, "fullname"),
        "Email": child(ticket, "email"),
        "Organization": child(ticket, "userorganization"),
        "Owner": child(ticket, "ownerstaffname"),
        "Creation Date": _written(created),
        "Last Activity": stamp(active) if active else "",
        "First Response Time": str(waited) if waited > 0 else "",
        "Resolved Date": stamp(active) if active and status in names.resolved else "",
        "Total Replies": child(ticket, "replies"),
        "Last Ticket Post": _words(seen[-1]) if seen else "",
    }


def events_of(identifier: str, posts: list[Element]) -> Iterator[Event]:
    """Each post but the customer's opening one, which is the ticket itself."""
    for number, post in enumerate(posts):
        if number == 0 and not _is_staff(post):
            continue
        kind = "note" if _is_private(post) else "reply" if _is_staff(post) else "customer_reply"
        yield Event(
            identifier,
            f"post/{child(post, 'id')}",
            _written(child(post, "dateline")),
            kind,
            author=child(post, "email") or child(post, "fullname"),
            text=_words(post),
        )


def _is_staff(post: Element) -> bool:
    return child(post, "staffid") not in ("", "0") or child(post, "creator") == _STAFF


def _is_private(post: Element) -> bool:
    return "1" in (child(post, "isprivate"), child(post, "isthirdparty"))


def _words(post: Element) -> str:
    contents = child(post, "contents")
    return words_of(contents) if child(post, "ishtml") == "1" else contents


def _order(post: Element) -> tuple[str, str]:
    return (_seconds(child(post, "dateline")), _seconds(child(post, "id")))


def _seconds(text: str) -> str:
    """A number of seconds that sorts as text."""
    return text.rjust(20, "0")


def _utc(text: str) -> datetime | None:
    """Seconds since 1970 as naive UTC; 0 stands for never."""
    if not text.isdigit() or text == "0":
        return None
    return datetime.fromtimestamp(int(text), UTC).replace(tzinfo=None)


def _written(text: str) -> str:
    moment = _utc(text)
    return stamp(moment) if moment else ""
