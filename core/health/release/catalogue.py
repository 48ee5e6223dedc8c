"""Every fact that release notes and roadmap previews can be given.

As technical letters, but what is released and planned is only what matters to the account, each item with
the reason; the strongest first.
"""

from __future__ import annotations

from core.drafting.fact import FactKind as K
from core.drafting.fact_spec import FactSpec as F
from core.drafting.fact_spec import Group
from core.drafting.gathering.catalogue import PRODUCT
from core.health.communication.catalogue import CATALOGUE as TECHNICAL

MOST_SAID = 200
"""Characters of a description that a letter can quote; longer ones stay in our own records."""

FEATURES = Group(
    "Features",
    tuple(spec for spec in PRODUCT.specs if not spec.name.startswith(("release.", "roadmap."))),
)

_REASONS = (
    ("feature", (K.PRODUCT,), "{item}, feature", "The feature it is about."),
    ("since", (K.DATE,), "{item}, feature in use since", "First seen in use."),
    ("integration", (K.PRODUCT,), "{item}, integration", "An integration of theirs that it concerns."),
    ("component", (K.PRODUCT,), "{item}, component", "The component it is about, where tickets of theirs are about it."),
    ("ticket", (K.QUOTE,), "{item}, ticket", "An open ticket that names the feature, or is about the component; not for executives."),
    ("tickets", (K.COUNT,), "{item}, tickets", "Tickets about the component within policy release_ticket_days."),
    ("application", (K.PRODUCT,), "{item}, application", "An application of theirs that it has to do with."),
)  # fmt: skip


def _items(name: str) -> tuple[F, ...]:
    reasons = tuple(
        F(f"{name}.*.{part}", kinds, label, meaning, "tickets" if part == "tickets" else "")
        for part, kinds, label, meaning in _REASONS
    )
    why = "feature, ticket, goal, integration, component, component_often or stack: the strongest."
    return (*reasons, F(f"{name}.*.why", (K.STATUS,), "{item}, reason", why, internal=True))


RELEASES = Group("Release items that matter to the account", (
    F("release.*.title", (K.QUOTE,), "Release item: {item}", "An item of the last 120 days that matters to them: the newest release first, in it the strongest reason.", remedy="Import data/templates/releases.csv."),
    F("release.*.name", (K.PRODUCT,), "{item}, release", "Name of the release."),
    F("release.*.released_on", (K.DATE,), "{item}, released on", "Date of the release."),
    F("release.*.description", (K.QUOTE,), "{item}, description", f"In our own words, up to {MOST_SAID} characters."),
    *_items("release"),
))  # fmt: skip

ROADMAP = Group("Roadmap items that matter to the account", (
    F("roadmap.*.title", (K.QUOTE,), "Roadmap item: {item}", "An item ahead, neither done nor dropped, that matters to them: the strongest reason first. Planned, never promised.", remedy="Import data/templates/roadmap.csv."),
    F("roadmap.*.planned_on", (K.DATE,), "{item}, planned for", "Planned date."),
    F("roadmap.*.status", (K.STATUS,), "{item}, status", "In the source's words."),
    F("roadmap.*.description", (K.QUOTE,), "{item}, description", f"In our own words, up to {MOST_SAID} characters."),
    F("roadmap.*.priority", (K.QUOTE,), "{item}, priority it serves", "A priority of theirs whose initiative names the feature."),
    *_items("roadmap"),
))  # fmt: skip

CATALOGUE: tuple[Group, ...] = tuple(
    group
    for given in TECHNICAL
    for group in ((FEATURES, RELEASES, ROADMAP) if given is PRODUCT else (given,))
)
"""Groups of facts in the order of a sheet."""
