"""Putting one message into a mailbox as one draft, whatever was there before."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from core.channels.gmail.access import Access
from core.channels.gmail.drafts import Drafts, Placed
from core.channels.gmail.outbox import Attempt
from core.channels.gmail.problems import ChangedInGmail, DraftGone
from core.channels.mail import MARKER_HEADER, OutgoingMail, content_hash, message_id, text_of

_MARGIN = timedelta(days=1)
"""Clocks differ; a draft this much older than the first attempt is none of its."""


class Place:
    """One delivery's way into a mailbox. ``replace_changed``: also over what was changed in Gmail."""

    def __init__(
        self,
        drafts: Drafts,
        access: Access,
        mail: OutgoingMail,
        attempt: Attempt,
        *,
        replace_changed: bool = False,
    ) -> None:
        self._drafts = drafts
        self._marker = access.draft_marker(mail.draft_id)
        self._mail = mail
        self._attempt = attempt
        self._replace_changed = replace_changed

    def put(self, message: bytes, *, unclear: bool) -> Placed:
        """Make the draft, or adopt or replace the one that is there.

        ``unclear``: an earlier try may have made one, so the whole mailbox is looked through.
        """
        lies = self._attempt.lies
        if lies is not None and lies.gmail_draft_id is not None:
            return self._replace(lies.gmail_draft_id, message)
        found = self._find(everywhere=unclear)
        if found is not None:
            with suppress(DraftGone):
                return self._replace(found, message)
        return self._drafts.create(message)

    def _find(self, *, everywhere: bool) -> str | None:
        """The draft with our marker. Gmail's search may lag and message ids may be Gmail's own."""
        named = message_id(self._mail, self._marker).strip("<>")
        for draft_id in self._drafts.ids(f"rfc822msgid:{named}"):
            if self._is_ours(draft_id):
                return draft_id
        if not everywhere:
            return None
        before = self._attempt.since - _MARGIN
        # What the search gives is old enough to be known to it; what it leaves out is looked at.
        old = set(self._drafts.ids(f"before:{_epoch(before)}"))
        for draft_id in self._drafts.ids():
            if draft_id not in old and self._is_ours(draft_id):
                return draft_id
        return None

    def _is_ours(self, draft_id: str) -> bool:
        try:
            _, headers = self._drafts.headers(draft_id)
        except DraftGone:
            return False
        return headers.get(MARKER_HEADER.lower()) == self._marker

    def _replace(self, draft_id: str, message: bytes) -> Placed:
        placed, there = self._drafts.raw(draft_id)
        said = content_hash(*text_of(there))
        lies = self._attempt.lies
        if said == self._mail.content_hash and lies is None:
            return placed
        # Every edit gives the draft a new message, so an unchanged one is still ours word for word.
        same_message = lies is not None and placed.message_id == lies.message_id
        untouched = same_message or said in self._attempt.hashes
        if not (untouched or self._replace_changed):
            raise ChangedInGmail
        return self._drafts.update(draft_id, message)


def _epoch(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())
