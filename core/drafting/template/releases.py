"""Letters about what is released and planned: the items that matter to the account, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.drafting.fact import Fact
from core.drafting.template.plan import Build, Move, Paragraphs, Strong
from core.drafting.template.strength import Rule, Strength, View

_REASONS = (
    "feature", "since", "integration", "component", "ticket", "tickets", "application", "priority",
)  # fmt: skip
_WHY = ("feature", "ticket", "goal", "integration", "component", "component_often", "stack")
_FIRST = 3
"""Items that a concise letter tells of."""
_RELEASED = tuple(f"new.{why}" for why in _WHY)
_PLANNED = tuple(f"ahead.{why}" for why in _WHY)


def newest_release(view: View) -> Iterator[Strength]:
    """The items of the newest release that has any, in the order of the sheet."""
    newest = ""
    for place, (stem, title) in enumerate(view.items("release.*.title")):
        why = view.word(f"{stem}.why")
        release = view.word(f"{stem}.name")
        newest = newest or release
        if why in _WHY and release == newest:
            roles = view.roles(
                release=f"{stem}.name",
                released_on=f"{stem}.released_on",
                description=f"{stem}.description",
                **{part: f"{stem}.{part}" for part in _REASONS},
            )
            reason = "New, and it matters to them"
            yield Strength(f"new.{why}", reason, 90 - place, {"title": title, **roles})


def planned(view: View) -> Iterator[Strength]:
    """Items of the roadmap, in the order of the sheet."""
    for place, (stem, title) in enumerate(view.items("roadmap.*.title")):
        why = view.word(f"{stem}.why")
        if why in _WHY:
            roles = view.roles(
                planned_on=f"{stem}.planned_on",
                status=f"{stem}.status",
                description=f"{stem}.description",
                **{part: f"{stem}.{part}" for part in _REASONS},
            )
            reason = "Planned, and it matters to them"
            yield Strength(f"ahead.{why}", reason, 90 - place, {"title": title, **roles})


RULES: tuple[Rule, ...] = (newest_release, planned)


def _listed(strong: Strong, rules: tuple[str, ...], line: str) -> tuple[tuple[Move, ...], ...]:
    """Each item on a line of its own with its reason; the last are left out first, reasons before items."""
    found: list[tuple[Move, ...]] = []
    described: set[str] = set()
    while taken := strong.take(*rules):
        (move,) = taken
        why, place = move.section.partition(".")[2], len(found)
        rank = place if place < _FIRST else place + 1
        head = Move(line, rank, move.roles, own_line=True)
        because = Move(f"because.{_told(why, move.roles)}", place and rank + 1, move.roles)
        found.append((head, because, *_more(why, rank, move.roles, described)))
    return tuple(found)


def _more(why: str, rank: int, roles: Mapping[str, Fact], described: set[str]) -> tuple[Move, ...]:
    """Its description, unless an item before has the same, and what else speaks for it."""
    found = []
    if "description" in roles and (text := str(roles["description"].value)) not in described:
        described.add(text)
        found.append(Move("described", rank + 5, roles))
    if why != "integration":
        found.append(Move("also.integration", rank + 6, roles))
    if why not in ("ticket", "component"):
        found.append(Move("also.ticket", rank + 3, roles))
    return tuple(found)


def _told(why: str, roles: Mapping[str, Fact]) -> str:
    """The section of the reason: another where the date is not known, or the ticket not to be named."""
    if why == "feature" and "since" not in roles:
        return "feature_undated"
    return f"{why}_unnamed" if why in ("ticket", "component") and "ticket" not in roles else why


def release_notes(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    """The release, the items that matter and why, and that the others were left out."""
    del variant, grounds
    listed = _listed(strong, _RELEASED, "release_line")
    if not listed:
        return ()
    opening = "notes_opening.one" if len(listed) == 1 else "notes_opening.several"
    roles = listed[0][0].roles
    lines = tuple(move for item in listed for move in item)
    return ((Move(opening, roles=roles),), lines, (Move("others_left_out", 4),))


def roadmap_preview(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    """What is planned that matters, as a plan and no more, and the occasion to speak of it."""
    del variant, grounds
    listed = _listed(strong, _PLANNED, "roadmap_line")
    if not listed:
        return ()
    opening = "preview_opening.one" if len(listed) == 1 else "preview_opening.several"
    review = strong.take("review_near", "review_ahead", section="review_line", rank=4)
    lines = tuple(move for item in listed for move in item)
    return ((Move(opening),), lines, (Move("lens.roadmap_preview", 3), *review))


OUTLINES: dict[str, Build] = {"release_notes": release_notes, "roadmap_preview": roadmap_preview}
"""Outlines of letters about releases and the roadmap, by purpose."""
