"""The simulator and the smallest change to green, as pages, API and command line ask for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from core import policy as policies
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import Running
from core.errors import InvalidInput
from core.health import remedy, simulator
from core.health.remedy import Remedy
from core.health.simulator import WEEKS, Backtest, Simulation
from core.policy import TIERS, Policy

Value = tuple[str, str, float | None]
"""A value to suppose: threshold, tier (empty for every tier), and the value; none returns a tier to it."""


def supposed(cockpit: Running, changes: Sequence[Value]) -> Policy:
    """The policy in force with ``changes``; raises :class:`~core.errors.InvalidInput` if they clash."""
    asked = {(name, tier): value for name, tier, value in changes}
    return policies.current(cockpit.store).with_values(asked)


def parse_change(text: str) -> Value:
    """``p1_max_age_days=2`` or ``enterprise.p1_max_age_days=2`` as a value to suppose."""
    place, equals, number = text.partition("=")
    tier, dot, name = place.strip().rpartition(".")
    try:
        value = float(number)
    except ValueError:
        value = None
    if not equals or value is None or (dot and tier not in TIERS):
        raise InvalidInput(
            f"{text!r} is no value of a threshold.",
            "Write NAME=NUMBER or TIER.NAME=NUMBER, e.g. enterprise.p1_max_age_days=2.",
        )
    return name, tier, value


def simulation(
    cockpit: Running, actor: Actor, changes: tuple[Value, ...], as_of: date
) -> Simulation:
    """Which accounts would change colour, were ``changes`` in force."""
    require(actor, Permission.POLICY_READ)
    policy = supposed(cockpit, changes)
    return simulator.simulate(cockpit.store, cockpit.models, actor, policy, as_of)


def past_warnings(
    cockpit: Running,
    actor: Actor,
    changes: tuple[Value, ...],
    as_of: date,
    *,
    weeks: int = WEEKS,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Backtest:
    """What daily scans of the past would have flagged, were ``changes`` in force then; none: as it is."""
    require(actor, Permission.POLICY_READ)
    if not 1 <= weeks <= WEEKS:
        raise InvalidInput(f"{weeks} weeks cannot be replayed.", f"Ask for 1 to {WEEKS}.")
    policy = supposed(cockpit, changes)
    return simulator.backtest(
        cockpit.store, cockpit.models, actor, policy, as_of, weeks=weeks, progress=progress
    )


def smallest_change(cockpit: Running, actor: Actor, account_key: int, as_of: date) -> Remedy:
    """The cheapest sets of actions that turn one account green."""
    return remedy.smallest_change(cockpit.store, cockpit.models, actor, account_key, as_of)
