"""Write the demo's exports: two generations, six weeks apart, a folder for each system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from core.demo import jira, kayako
from core.demo.build import build_world
from core.demo.doubles import write_doubles
from core.demo.hubspot import write_hubspot
from core.demo.salesforce import write_salesforce
from core.demo.templates import write_templates

WEEKS_BETWEEN = 6
ENDING = ".demo.csv"
"""How the demonstration's files end, so that they can be told from a person's own."""


@dataclass(frozen=True)
class Export:
    """One folder of files that were exported together, and what they do not say themselves."""

    folder: Path
    exported_at: datetime
    time_zone: str

    @property
    def files(self) -> list[Path]:
        """Its files by name."""
        return sorted(self.folder.glob(f"*{ENDING}"))


def write_exports(folder: Path, end: date) -> list[Export]:
    """Write everything below ``folder`` and return the exports in the order to import them.

    The same ``end`` gives the same bytes. The second time only what has changed is exported.
    """
    world = build_world(end)
    days = [end - timedelta(weeks=WEEKS_BETWEEN), end]
    exports: list[Export] = []
    for before, day in zip([None, *days], days, strict=False):
        home = folder / day.isoformat()
        at = datetime.combine(day, time(0, 30))
        write_salesforce(world, day, home / "salesforce")
        write_templates(world, day, before, home / "rapport")
        write_hubspot(world, home / "hubspot" / "hubspot-crm-exports-all-companies.csv")
        write_doubles(world, home / "hubspot" / "hubspot-crm-exports-all-contacts.csv")
        jira.write_jira(world, day, home / "jira" / "jira_issues.csv")
        kayako.write_kayako(world, day, home / "kayako" / "kayako_tickets.csv")
        exports += [
            Export(home / "salesforce", at, "UTC"),
            Export(home / "rapport", at, "UTC"),
            Export(home / "hubspot", at, "UTC"),
            Export(home / "jira", at, jira.TIME_ZONE),
            Export(home / "kayako", at, kayako.TIME_ZONE),
        ]
    for path in sorted(folder.rglob("*.csv")):
        path.rename(path.with_name(path.stem + ENDING))
    _drop_unchanged(folder, days)
    return [export for export in exports if export.files]


def _drop_unchanged(folder: Path, days: list[date]) -> None:
    first, second = (folder / day.isoformat() for day in days)
    for path in sorted(second.rglob(f"*{ENDING}")):
        before = first / path.relative_to(second)
        if before.exists() and before.read_bytes() == path.read_bytes():
            path.unlink()
