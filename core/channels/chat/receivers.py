"""Which of several webhooks a notice goes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.settings import ChatWebhook


@dataclass(frozen=True)
class About:
    """What a notice is about, as far as webhooks ask: words in any case, empty where not known."""

    severity: str
    region: str
    owner: str
    teams: tuple[str, ...]


def receivers(webhooks: Sequence[ChatWebhook], about: About) -> tuple[ChatWebhook, ...]:
    """Those of ``webhooks`` that receive it, in their order."""
    return tuple(
        one
        for one in webhooks
        if _meets(one.severities, [about.severity])
        and _meets(one.regions, [about.region])
        and _meets(one.teams, about.teams)
        and _meets(one.owners, [about.owner])
    )


def receives(webhook: ChatWebhook) -> str:
    """What it receives, in words."""
    given = {
        "severity": webhook.severities,
        "region": webhook.regions,
        "team": webhook.teams,
        "owner": webhook.owners,
    }
    said = [f"{name} {' or '.join(sorted(values))}" for name, values in given.items() if values]
    return ", ".join(said) or "everything"


def _meets(wanted: Iterable[str], found: Iterable[str]) -> bool:
    known = {one.strip().casefold() for one in wanted}
    return not known or bool(known & {one.strip().casefold() for one in found if one})
