"""One company of the demonstration is in two systems, so that the queue has accounts to decide on."""

from __future__ import annotations

from pathlib import Path

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, plan, publish
from core.capture.identity.automatic import settle
from core.capture.identity.matching import match
from core.capture.identity.review import queue
from core.demo import write_exports
from core.wiring import Cockpit
from tests.unit.demo.conftest import END


def test_a_company_of_two_systems_waits_for_a_person_and_is_not_merged_without(
    empty: Cockpit, tmp_path: Path
) -> None:
    first = {export.folder.name: export for export in reversed(write_exports(tmp_path, END))}
    files = [
        next(path for path in first["salesforce"].files if path.name.startswith("Account")),
        next(path for path in first["hubspot"].files if "companies" in path.name),
    ]
    options = ImportOptions(date_order="dmy", time_zone="UTC", currency="USD")
    publish(empty.store, COMMAND_LINE, plan(empty.store, COMMAND_LINE, files, options=options))
    match(empty.store, COMMAND_LINE, "account")
    assert settle(empty.store, COMMAND_LINE, "account").decision_ids == ()
    (waiting,) = queue(empty.store, COMMAND_LINE, "account").rows
    systems = {waiting["left_system"], waiting["right_system"]}
    names = {waiting["left_label"], waiting["right_label"]}
    assert (systems, names) == ({"salesforce", "hubspot"}, {"Yonder Maps", "Yonder Map Inc."})
    assert 0.8 < waiting["probability"] < 0.99
