"""Backups are whole, verified and rotated; a restore brings everything back and loses nothing."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.clock import Clock, fixed
from core.errors import Corrupt, DatabaseBusy, DiskFull, InvalidInput, NotFound
from core.settings import PROJECT_ROOT
from core.store import Store, audit, space
from core.store.audit_verify import verify
from core.store.backup import Backup, backup, backups, read_backup, verify_backup
from core.store.check import check
from core.store.restore import Restored, restore

from .conftest import EVENTS, write_account
from .test_hardening import open_in_second_process

IMPORTED = b"account_id,name\nA1,Acme\n"


class Home:
    """One installation's paths, and its backup and restore with them."""

    def __init__(self, database: Path, clock: Clock) -> None:
        self.database = database
        self.folder = database.parent / "backups"
        self.files = database.parent / "files"
        self.files.mkdir()
        (self.files / hashlib.sha256(IMPORTED).hexdigest()).write_bytes(IMPORTED)
        self.clock = clock

    def open(self) -> Store:
        return Store.open(self.database, clock=self.clock, threads=2)

    def backup(self, store: Store, keep: int = 3) -> Backup:
        return backup(store, LOCAL, self.folder, self.files, keep=keep)

    def restore(self, name: str = "") -> Restored:
        return restore(self.database, LOCAL, self.folder, self.files, name=name, clock=self.clock)


@pytest.fixture
def home(database: Path, clock: Clock) -> Home:
    return Home(database, clock)


def _accounts(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM crm.account"))


def _flip(path: Path, position: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 0x10
    path.write_bytes(content)


def test_a_backup_is_made_while_the_database_is_open_and_read(home: Home) -> None:
    with home.open() as store:
        made = home.backup(store)
        assert made.last_event == EVENTS
        assert _accounts(store) == EVENTS
        assert [name for name, _ in made.files] == [hashlib.sha256(IMPORTED).hexdigest()]
        assert store.value("SELECT max(action) FROM ops.audit_event WHERE sequence = 6") == (
            "database.backup"
        )
        verify_backup(made)
        assert verify(store).ok


def test_security_24_a_backup_leaves_the_file_locked_against_others(home: Home) -> None:
    with home.open() as store:
        home.backup(store)
        assert open_in_second_process(store.path).returncode == DatabaseBusy.exit_code


def test_a_backup_taken_between_reads_and_writes_is_consistent(home: Home) -> None:
    stop = threading.Event()

    def work(store: Store) -> None:
        key = 1000
        while not stop.is_set():
            write_account(store, key)
            store.rows("SELECT * FROM crm.account")
            key += 1

    with home.open() as store:
        worker = threading.Thread(target=work, args=(store,))
        worker.start()
        try:
            made = [home.backup(store) for _ in range(3)]
        finally:
            stop.set()
            worker.join()
        for one in made:
            with Store.open_copy(one.database) as copy:
                events = copy.value("SELECT count(*) FROM ops.audit_event WHERE action LIKE 'a%'")
                assert _accounts(copy) == events


def test_only_the_newest_backups_are_kept(home: Home) -> None:
    with home.open() as store:
        names = []
        for day in range(4):
            store.clock = fixed(home.clock.now() + timedelta(days=day))
            names.append(home.backup(store, keep=2).name)
    assert [made.name for made in backups(home.folder)] == names[:1:-1]


def test_security_23_a_restore_drill_brings_back_rows_log_and_files(home: Home) -> None:
    with home.open() as store:
        made = home.backup(store)
        write_account(store, 99)
    for lost in home.files.iterdir():
        lost.unlink()
    restored = home.restore()
    assert restored.backup.name == made.name
    assert restored.audit.ok
    with home.open() as store:
        assert _accounts(store) == EVENTS
        assert check(store).ok
        assert store.refusal is None
        write_account(store, 100)
        last = store.value(
            "SELECT max_by(action, sequence) FROM ops.audit_event WHERE sequence < 7"
        )
        assert last == "database.restore"
    assert [file.read_bytes() for file in home.files.iterdir()] == [IMPORTED]
    with Store.open_copy(restored.kept_aside) as replaced:
        assert _accounts(replaced) == EVENTS + 1
        assert verify(replaced).ok


def test_a_restore_works_when_the_database_is_gone(home: Home) -> None:
    with home.open() as store:
        home.backup(store)
    home.database.unlink()
    audit.head_path(home.database).unlink()
    assert home.restore().kept_aside is None
    with home.open() as store:
        assert _accounts(store) == EVENTS


def test_a_restore_is_refused_while_this_process_has_the_database_open(home: Home) -> None:
    with home.open() as store:
        home.backup(store)
        with pytest.raises(DatabaseBusy, match="this process"):
            home.restore()
        assert _accounts(store) == EVENTS


def test_a_restore_is_refused_while_another_process_has_the_database_open(home: Home) -> None:
    with home.open() as store:
        home.backup(store)
    code = (
        "import sys; from pathlib import Path; from core.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home.database)],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(DatabaseBusy, match=f"process {other.pid}"):
            home.restore()
        other.kill()


def test_security_23_flipped_bits_are_detected_and_a_restore_mends_them(home: Home) -> None:
    with home.open() as store:
        home.backup(store)
    size = home.database.stat().st_size
    detected = 0
    sound = home.database.read_bytes()
    for position in range(4096 * 3 + 5000, size, size // 12):
        _flip(home.database, position)
        try:
            with home.open() as store:
                check(store)
        except Corrupt as error:
            assert "core restore" in error.remedy
            detected += 1
        home.database.write_bytes(sound)
    assert detected >= 3
    home.database.write_bytes(b"\0" * 4096 + home.database.read_bytes()[4096:])
    with pytest.raises(Corrupt, match="core restore"):
        home.open()
    home.restore()
    with home.open() as store:
        assert check(store).ok


def test_a_damaged_backup_is_skipped_for_the_one_before_it(home: Home) -> None:
    with home.open() as store:
        older = home.backup(store)
        store.clock = fixed(home.clock.now() + timedelta(days=1))
        newer = home.backup(store)
    _flip(newer.database, newer.size_bytes // 2)
    with pytest.raises(Corrupt, match="not those recorded"):
        home.restore(newer.name)
    restored = home.restore()
    assert restored.backup.name == older.name
    assert len(restored.skipped) == 1


def test_without_a_sound_backup_nothing_is_replaced(home: Home) -> None:
    before = home.database.read_bytes()
    with pytest.raises(NotFound, match="no sound backup"):
        home.restore()
    with pytest.raises(NotFound, match="no backup 2020"):
        home.restore("2020")
    assert home.database.read_bytes() == before


def test_a_log_that_does_not_verify_is_not_backed_up_over_sound_backups(home: Home) -> None:
    with home.open() as store:
        sound = home.backup(store, keep=1)
        audit.head_path(home.database).unlink()
        store.clock = fixed(home.clock.now() + timedelta(days=1))
        with pytest.raises(Corrupt, match="not sound"):
            home.backup(store, keep=1)
    assert [made.name for made in backups(home.folder)] == [sound.name]
    assert list(home.folder.glob(".*")) == []


def test_a_backup_without_room_is_refused_before_it_starts(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "free_bytes", lambda folder: 1_000_000)
    with home.open() as store, pytest.raises(DiskFull, match=r"A backup needs .* 1 MB free"):
        home.backup(store)
    assert not home.folder.exists()


def test_free_space_is_asked_for_before_large_work(tmp_path: Path) -> None:
    space.require_free_space(tmp_path / "not" / "yet", 1, "An import")
    with pytest.raises(DiskFull, match=r"An import needs .* Free .* MB there"):
        space.require_free_space(tmp_path, 10**18, "An import")


def test_a_backup_with_an_unreadable_manifest_is_none(home: Home) -> None:
    with home.open() as store:
        sound, other = home.backup(store), home.backup(store)
    (other.folder / "manifest.json").write_text("{")
    with pytest.raises(Corrupt, match="no readable manifest"):
        read_backup(other.folder)
    assert [made.name for made in backups(home.folder)] == [sound.name]


def test_invalid_input_is_not_mistaken_for_damage(store: Store) -> None:
    with pytest.raises(InvalidInput):
        store.one("SELECT range FROM range(2)")
