"""What goes wrong with Gmail, as a person can act on it.

Google's errors are read for their status and reason only. Their own words hold addresses and ids and
go neither to the screen nor into the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.errors import Forbidden, RapportError

if TYPE_CHECKING:
    from googleapiclient.errors import HttpError

_TOO_MANY = ("rateLimitExceeded", "userRateLimitExceeded", "RESOURCE_EXHAUSTED")
_LONGEST_WAIT_SECONDS = 10.0


class NotConfigured(RapportError):
    """This installation has no OAuth client at Google."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "Gmail is not set up here.",
            "Take the text as an .eml file, by the link or by copying it; an administrator can set"
            " Gmail up (docs/gmail.md).",
        )


class NotConnected(RapportError):
    """The person has no mailbox connected, or no longer."""

    status = 409


class WrongMailbox(Forbidden):
    """The mailbox is not the one it should be."""


class GmailBusy(RapportError):
    """Gmail answers that it cannot now, or does not answer: trying again later may help.

    ``wait`` are the seconds Gmail asked for, bounded; ``unclear`` when the request may have been
    carried out all the same.
    """

    status = 503

    def __init__(self, message: str, *, wait: float = 0.0, unclear: bool = False) -> None:
        super().__init__(message, "Try again in a few minutes.")
        self.wait = min(wait, _LONGEST_WAIT_SECONDS)
        self.unclear = unclear


class GmailRefused(RapportError):
    """Gmail refuses the request for good."""

    status = 502


class DraftGone(RapportError):
    """The draft is not among Gmail's drafts any more: it was sent or deleted."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "The draft is no longer in Gmail: it was sent or deleted there.",
            "Say which of the two.",
        )


class ChangedInGmail(RapportError):
    """Somebody changed the draft in Gmail after it was put there."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "The draft was changed in Gmail since it was put there.",
            "Replace it by the text approved now, or go on with the one in Gmail.",
        )


class BeingDelivered(RapportError):
    """Another attempt at the same draft is under way."""

    status = 409

    def __init__(self) -> None:
        super().__init__("This draft is being put into Gmail just now.", "Wait a moment.")


def reconnect() -> NotConnected:
    """Google no longer accepts the access it gave."""
    return NotConnected(
        "Google no longer accepts Rapport's access to this mailbox.", "Connect the mailbox again."
    )


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turn the libraries' errors into the ones above."""
    import requests  # noqa: PLC0415 - with Google's client on first use
    from google.auth.exceptions import GoogleAuthError, RefreshError  # noqa: PLC0415
    from googleapiclient.errors import Error, HttpError  # noqa: PLC0415

    try:
        yield
    except HttpError as error:
        raise _of_answer(error, address) from error
    except RefreshError as error:
        raise (_silent() if error.retryable else reconnect()) from error
    except (requests.RequestException, GoogleAuthError) as error:
        raise _silent() from error
    except (Error, ValueError, KeyError) as error:
        raise not_gmail() from error


def not_gmail() -> GmailBusy:
    """What came back is no answer of Gmail's: a proxy's page, or half an answer."""
    return GmailBusy("The answer is not one of Gmail's.", unclear=True)


def _silent() -> GmailBusy:
    return GmailBusy("Gmail cannot be reached, or does not answer.", unclear=True)


def _of_answer(error: HttpError, address: str) -> RapportError:
    status, reasons = int(error.resp.status), _reasons(error)
    if status == 401 or "insufficientPermissions" in reasons:
        return reconnect()
    if status == 429 or (status == 403 and reasons & set(_TOO_MANY)):
        return GmailBusy("Gmail takes no more requests just now.", wait=_asked_for(error))
    if status >= 500:
        return GmailBusy(
            f"Gmail has a problem of its own ({status}).", wait=_asked_for(error), unclear=True
        )
    if status == 404:
        return DraftGone()
    return _refused(status, reasons, address)


def _refused(status: int, reasons: set[str], address: str) -> RapportError:
    if status == 403 and "accessNotConfigured" in reasons:
        return GmailRefused(
            "The Gmail API is not enabled for this installation's Google project.",
            "An administrator enables it there (docs/gmail.md).",
        )
    if status == 403:
        return WrongMailbox(
            f"Google says that this access is not for the mailbox {address}.",
            "Connect the mailbox with the address you sign in with.",
        )
    named = f" ({', '.join(sorted(reasons))})" if reasons else ""
    return GmailRefused(f"Gmail refuses the draft: {status}{named}.", "Take the .eml file instead.")


def _reasons(error: HttpError) -> set[str]:
    """The short reasons in Google's error document; nothing else of it."""
    try:
        found = json.loads(error.content)["error"]
        named = {item.get("reason", "") for item in found.get("errors", [])}
        named |= {found.get("status", "")}
        named |= {item.get("reason", "") for item in found.get("details", [])}
    except (ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {reason for reason in named if isinstance(reason, str) and reason.isidentifier()}


def _asked_for(error: HttpError) -> float:
    try:
        return max(0.0, float(error.resp.get("retry-after", "0")))
    except ValueError:
        return 0.0
