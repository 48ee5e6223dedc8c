"""What a person's record is compared by, made from its name and address."""

from __future__ import annotations

import re
from typing import Any

from core.capture.identity.normalise.email import Email, email
from core.capture.identity.normalise.fold import fold, umlauts_undone
from core.capture.identity.normalise.person import Person, of_parts

_SHORTEST_PART = 3
_MIDDLE = 2
_TELLING_DIGITS = 2
_PARTED = re.compile(r"[._-]")


def person_columns(name: Person | None, address: str | None) -> dict[str, Any]:
    """``given``, ``family``, ``initial``, ``related``, ``name_sorted``; ``mailbox``, ``host``, ``local`` and parts.

    A mailbox of many readers is nobody's. What the name lacks is taken from the address where its
    parts say it: ``ada.lovelace@...`` with a record that has only one of the names, or none.

    ``own_local`` is the part before the @ unless it is but the name over again: then agreeing in it says
    nothing that agreeing in the name has not said, and ``spelled`` is ``name``.
    """
    found = email(address)
    own = found if found and not found.is_shared else None
    whole = _filled(name, own)
    given, family = (whole.given, whole.family) if whole else (None, None)
    letters = re.sub(r"\d", "", own.local) if own else ""
    digits = re.sub(r"\D", "", own.local) if own else ""
    named = bool(whole and letters and _is_name(letters, whole))
    spelled = named and not digits
    return {
        "given": given,
        "family": family,
        "initial": whole.initial if whole else None,
        "related": list(whole.related) if whole and whole.related else None,
        "name_sorted": " ".join(sorted((given, family))) if given and family else None,
        "mailbox": own.mailbox if own else None,
        "host": own.mailbox.partition("@")[2] if own else None,
        "local": own.local if own else None,
        "letters": letters or None,
        "own_letters": letters or None if not named else None,
        "digits": digits if len(digits) >= _TELLING_DIGITS else None,
        "own_local": own.local if own and not spelled else None,
        "spelled": "name" if spelled else None,
    }


def _is_name(letters: str, name: Person) -> bool:
    """Whether the letters before the @ are the name alone, in one of the usual ways."""
    local = umlauts_undone(letters)
    family, initial = name.family or "", name.initial or ""
    given = name.given or initial
    ways = {family + given, initial + family, family + initial, given + family[:1], given, family}
    # A middle initial or two between the names is part of them.
    between = len(local) - len(given) - len(family)
    whole = local.startswith(given) and local.endswith(family) and 0 <= between <= _MIDDLE
    return local in ways or bool(given and family and whole)


def _filled(name: Person | None, address: Email | None) -> Person | None:
    if address is None or (name and name.given and name.family):
        return name
    parts = _parts(address)
    if parts is None:
        return name
    first, last = parts
    if name is None or not (name.given or name.family or name.initial):
        long = min(len(first), len(last)) >= _SHORTEST_PART
        return of_parts(first, last) if long else name
    if name.family and not name.given and last == name.family:
        return of_parts(first, name.family)
    # A family name in the place of the given one, as when only one field was filled.
    if name.given and not name.family and first in (name.given, name.given[0]):
        return of_parts(name.given, last) if len(last) >= _SHORTEST_PART else name
    return name


def _parts(address: Email) -> tuple[str, str] | None:
    """The two names an address is made of, digits left out: ``ada.lovelace7`` is Ada and Lovelace."""
    parts = [
        re.sub(r"[^a-z]", "", part) for part in _PARTED.split(address.mailbox.partition("@")[0])
    ]
    if len(parts) != 2 or not all(parts):
        return None
    first, last = (umlauts_undone(fold(part)) for part in parts)
    return first, last
