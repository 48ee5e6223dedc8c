"""What every command starts from: the open cockpit, the actor, and dates as typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from core.actor import COMMAND_LINE

if TYPE_CHECKING:
    from core.accounts import AccountRef
    from core.store import RefreshReport
    from core.wiring import Cockpit

ACTOR = COMMAND_LINE
"""Whoever can run a command on the machine can read the database file."""


@contextmanager
def opened() -> Iterator[Cockpit]:
    """The installation that the settings describe, closed at the end."""
    from core import wiring  # noqa: PLC0415 - opens DuckDB; commands that need no database skip it

    cockpit = wiring.build()
    try:
        yield cockpit
    finally:
        cockpit.store.close()


def day(text: str | None, cockpit: Cockpit, option: str = "--as-of") -> date:
    """A date as typed, strictly ``YYYY-MM-DD``, or today."""
    from core.cockpit.filters import parse_date  # noqa: PLC0415 - see opened

    return parse_date(option, text) if text else cockpit.clock.today()


def fresh(cockpit: Cockpit, as_of: date) -> RefreshReport:
    """Bring the mart up to date for ``as_of``, with a progress bar."""
    from core.cli.output import progress  # noqa: PLC0415 - see opened
    from core.cockpit.freshness import ensure_fresh  # noqa: PLC0415

    with progress() as shown:
        task = shown.add_task(f"Scores of {as_of}", total=len(cockpit.models.ordered))
        return ensure_fresh(
            cockpit, ACTOR, as_of, progress=lambda _model: shown.update(task, advance=1)
        )


def account(cockpit: Cockpit, text: str) -> AccountRef:
    """The account named by identifier, ``system:identifier``, key or name."""
    from core.accounts import find_account  # noqa: PLC0415 - see opened

    return find_account(cockpit.store, ACTOR, text)
