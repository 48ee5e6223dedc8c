"""The doctor finds what is wrong and names the remedy; only administrators maintain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.actor import LOCAL, Actor, Role
from core.clock import Clock
from core.cockpit import maintenance
from core.errors import Corrupt, Forbidden, InvalidInput
from core.settings import Settings
from core.store import ModelSet, Store, audit
from core.wiring import Cockpit

CSM = Actor("ada@example.com", frozenset({Role.CSM}))


@pytest.fixture
def installed(tmp_path: Path, clock: Clock) -> Iterator[Cockpit]:
    settings = Settings(database=tmp_path / "home" / "rapport.duckdb", backup_keep=2)
    with Store.open(settings.database, clock=clock, threads=2) as store:
        with store.transaction(LOCAL, "account.add"):
            pass
        yield Cockpit(settings, store, ModelSet(()), clock)


def _wrong(installed: Cockpit) -> set[str]:
    return {finding.name for finding in maintenance.doctor(installed, LOCAL) if not finding.ok}


def test_a_sound_installation_lacks_only_its_first_backup(installed: Cockpit) -> None:
    findings = {finding.name: finding for finding in maintenance.doctor(installed, LOCAL)}
    assert [name for name, finding in findings.items() if not finding.ok] == ["backup"]
    assert findings["backup"].remedy == "Run `python -m core backup`."
    maintenance.back_up(installed, LOCAL)
    assert _wrong(installed) == set()


def test_a_lost_head_file_is_found_by_the_doctor_and_can_be_accepted(installed: Cockpit) -> None:
    audit.head_path(installed.settings.database).unlink()
    assert not maintenance.verify_log(installed, LOCAL).ok
    installed.store.reopen()
    assert _wrong(installed) == {"writing", "audit log", "backup"}
    assert maintenance.accept_log(installed, LOCAL, "moved by hand").ok
    assert _wrong(installed) == {"backup"}


def test_damage_is_found_by_the_doctor(installed: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_store: Store) -> None:
        raise Corrupt("The database is damaged.", "Restore.")

    monkeypatch.setattr(maintenance, "check", damaged)
    monkeypatch.setattr(maintenance, "verify_audit", damaged)
    assert _wrong(installed) == {"stored data", "audit log", "backup"}


def test_a_disk_without_room_for_a_backup_is_found(
    installed: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "free_bytes", lambda _folder: 1)
    assert "disk" in _wrong(installed)


def test_a_backup_is_restored_through_the_same_door(installed: Cockpit) -> None:
    made = maintenance.back_up(installed, LOCAL)
    installed.store.close()
    restored = maintenance.restore_backup(installed.settings, LOCAL, clock=installed.clock)
    assert restored.backup.name == made.name


def test_a_lake_is_neither_restored_from_here_nor_moved_to_without_a_name(
    installed: Cockpit,
) -> None:
    on_lake = installed.settings.model_copy(update={"lake_catalog": "catalog.ducklake"})
    with pytest.raises(InvalidInput, match="on a lake"):
        maintenance.restore_backup(on_lake, LOCAL)
    with pytest.raises(InvalidInput, match="No lake is named"):
        maintenance.move_to_lake(installed.settings, LOCAL)


def test_a_lake_is_moved_to_from_the_closed_database(installed: Cockpit) -> None:
    installed.store.close()
    home = installed.settings.home
    to_lake = {"lake_catalog": str(home / "catalog.ducklake")}
    assert maintenance.move_to_lake(installed.settings.model_copy(update=to_lake), LOCAL) > 0
    assert (home / "lake").is_dir()


def test_only_administrators_maintain(installed: Cockpit) -> None:
    for forbidden in (
        lambda: maintenance.back_up(installed, CSM),
        lambda: maintenance.restore_backup(installed.settings, CSM),
        lambda: maintenance.verify_log(installed, CSM),
        lambda: maintenance.accept_log(installed, CSM, "x"),
        lambda: maintenance.doctor(installed, CSM),
    ):
        with pytest.raises(Forbidden):
            forbidden()
