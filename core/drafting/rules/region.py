"""Rules of the recipient's region: consent, and hours in which nothing should arrive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.regions import Consent, Region
from core.drafting.rules.situation import Situation

_STEP = timedelta(minutes=15)
_HORIZON = timedelta(days=10)


def region(situation: Situation) -> Block | None:
    """Whether the region asks for a consent that is not on record; an unknown one asks for most."""
    person = situation.recipient
    if person is None or person.consent in ("given", "withdrawn"):
        return None
    needed = situation.regions.consent(situation.countries, situation.request.purpose)
    if needed is Consent.UNLESS_WITHDRAWN:
        return None
    if needed is Consent.EXISTING_CUSTOMER and person.is_customer:
        return None
    names = situation.regions.of(situation.countries)
    where = names[0].name if len(names) == 1 else "a region that is not known for certain"
    return Block(
        RuleName.REGION,
        f"Writing to {person.name} for this purpose needs recorded consent in {where},"
        " and none is on record.",
        "A manager who knows of consent kept elsewhere, with a reason; or an import that records it."
        f" {situation.regions.notice}",
        liftable=True,
    )


def quiet_hours(situation: Situation) -> Block | None:
    """Whether the time chosen is outside the quiet hours of every zone the person may be in."""
    person = situation.recipient
    if person is None:
        return None
    if not situation.zones:
        return Block(
            RuleName.QUIET_HOURS,
            f"No time zone of {person.name} is known: check the hour before sending.",
            "Whoever imports contacts or accounts, with a time zone or country.",
            stops=False,
        )
    regions = situation.regions.of(situation.countries)
    moment = situation.send_at or situation.now
    if is_allowed(moment, situation.zones, regions):
        return None
    ahead = next_allowed(moment, situation.zones, regions)
    remedy = (
        f"Anyone: send it from {_said(ahead, situation.zones[0])} on."
        if ahead is not None
        else "A manager, with a reason: its possible time zones share no hour."
    )
    return Block(
        RuleName.QUIET_HOURS,
        f"It is then {_said(moment, situation.zones[0])} for {person.name}: quiet hours"
        f"{' in one of the possible time zones' if len(situation.zones) > 1 else ''}.",
        remedy,
        stops=situation.send_at is not None,
        liftable=True,
    )


def is_allowed(moment: datetime, zones: Sequence[str], regions: Sequence[Region]) -> bool:
    """Whether mail may arrive at ``moment`` (naive UTC) in every zone by the hours of every region."""
    for zone in zones:
        local = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        at = local.time().replace(tzinfo=None)
        if any(one.is_quiet(local.weekday(), at) for one in regions):
            return False
    return True


def next_allowed(
    moment: datetime, zones: Sequence[str], regions: Sequence[Region]
) -> datetime | None:
    """The first quarter of an hour from ``moment`` on that is allowed; ``None``: none in ten days."""
    if is_allowed(moment, zones, regions):
        return moment
    minutes = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    at = moment - minutes + _STEP
    while at < moment + _HORIZON:
        if is_allowed(at, zones, regions):
            return at
        at += _STEP
    return None


def send_from(situation: Situation) -> datetime:
    """When a draft approved now is to go out: as chosen, else at the next allowed time (naive UTC)."""
    if situation.send_at is not None or not situation.zones or situation.recipient is None:
        return situation.send_at or situation.now
    regions = situation.regions.of(situation.countries)
    return next_allowed(situation.now, situation.zones, regions) or situation.now


def _said(moment: datetime, zone: str) -> str:
    local = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return f"{local:%A %-d %B, %H:%M} in {zone.rsplit('/', maxsplit=1)[-1].replace('_', ' ')}"
