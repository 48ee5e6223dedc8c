"""Which speakers are ours: by the names of the team, of the account's contacts, and by their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.coaching.transcript.labels import ROLES_OWN, ROLES_THEM, ROLES_US, cleaned
from core.coaching.transcript.model import Side


@dataclass(frozen=True)
class Known:
    """Names and addresses of people: the person the feedback is for, their colleagues, the customer's."""

    own: frozenset[str] = frozenset()
    us: frozenset[str] = frozenset()
    them: frozenset[str] = frozenset()


def sides_of(speakers: Iterable[str], known: Known, own: Iterable[str] = ()) -> dict[str, Side]:
    """The side of each speaker.

    ``own`` are the labels that somebody named as their own; they decide. Otherwise names do, then roles;
    once one speaker is ours, those nobody knows are the customer's, and a single unknown beside the
    customer's is ours. Without a colleague told apart, every one of ours is scored.
    """
    labels = list(dict.fromkeys(speakers))
    named = {_folded(label) for label in own}
    found: Mapping[str, Side]
    if named:
        found = {
            label: Side.OWN if _folded(label) in named else _by_name(label, known)
            for label in labels
        }
        found = {
            label: Side.US if side is Side.OWN and _folded(label) not in named else side
            for label, side in found.items()
        }
    else:
        found = {label: _by_name(label, known) for label in labels}
    return _completed(dict(found))


def _completed(found: dict[str, Side]) -> dict[str, Side]:
    ours = [label for label, side in found.items() if side in (Side.OWN, Side.US)]
    unknown = [label for label, side in found.items() if side is Side.UNKNOWN]
    if not ours and len(unknown) == 1 and len(found) > 1:
        found[unknown[0]] = Side.OWN
    elif ours:
        found.update(dict.fromkeys(unknown, Side.THEM))
    if Side.OWN not in found.values():
        found.update({label: Side.OWN for label, side in found.items() if side is Side.US})
    return found


def _by_name(label: str, known: Known) -> Side:
    sides = ((Side.OWN, known.own), (Side.US, known.us), (Side.THEM, known.them))
    folded = _folded(label)
    for matches in (_is_whole, _is_short):
        for side, names in sides:
            if any(matches(folded, _folded(name)) for name in names):
                return side
    for side, roles in ((Side.OWN, ROLES_OWN), (Side.US, ROLES_US), (Side.THEM, ROLES_THEM)):
        if folded in roles:
            return side
    return Side.UNKNOWN


def _is_whole(label: str, name: str) -> bool:
    return bool(label) and label == name


def _is_short(label: str, name: str) -> bool:
    """``anna``, ``anna b`` and ``a berg`` for ``anna berg``; the local part of an address likewise."""
    parts = re.split(r"[\s._-]+", name.partition("@")[0])
    said = re.split(r"[\s._-]+", label)
    if len(said) == 1:
        return len(said[0]) > 1 and said[0] == parts[0]
    return len(parts) > 1 and (
        (said[0] == parts[0] and said[-1] == parts[-1])
        or (said[0] == parts[0] and len(said[-1]) == 1 and parts[-1].startswith(said[-1]))
        or (len(said[0]) == 1 and parts[0].startswith(said[0]) and said[-1] == parts[-1])
    )


def names_of(people: Iterable[str]) -> frozenset[str]:
    """First and full names of people, folded; addresses have none."""
    folded = [_folded(name) for name in people if "@" not in name]
    return frozenset({*folded, *(name.split(" ")[0] for name in folded if name)})


def _folded(label: str) -> str:
    name = cleaned(label).casefold().strip(" .")
    if "," in name:  # "Berg, Anna" as directories write it
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    return " ".join(name.split())
