"""Drafts that a scan or a schedule asks for: one is made, or it is said why there is none."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import MissingFacts, RapportError, ReadOnly

MakeDraft = Callable[[int, str], int]
"""Makes the draft of an account, sent by an address, and gives the draft's number."""


def made_or_why(make: MakeDraft, account_key: int, sender: str) -> tuple[int | None, str]:
    """The draft's number, or ``None`` with the reason: one account must not keep the others from theirs.

    Raises :class:`~core.errors.ReadOnly`, which the next account would meet as well.
    """
    try:
        return make(account_key, sender), ""
    except ReadOnly:
        raise
    except MissingFacts as error:
        missing = "; ".join(f"{label}: {remedy}" for label, remedy in error.facts)
        return None, f"Facts are missing. {missing}"
    except RapportError as error:
        return None, str(error)
