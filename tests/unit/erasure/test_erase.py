"""A person at a customer is erased: from every table, file and log, and does not come back."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from core.actor import LOCAL, Actor, Role
from core.capture import files_dir, raw_record
from core.capture.erased import MARKER
from core.channels.events import events
from core.channels.notices import deliveries
from core.cockpit import evidence
from core.erasure import erase, find_person, survey
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import ModelSet, Store, backup, backups, refresh, verify_audit

from .conftest import FILES, JANE, NAME, PHONE, import_files

OTHER = f"mary.{JANE}"
TRACES = (JANE, NAME, "Doe, Jane", PHONE, "15550102030", "Quuxmaster")


def folder_of_backups(store: Store) -> Path:
    return store.path.parent / "backups"


def every_text(store: Store) -> str:
    """Every value of every table, other people's names taken out."""
    found = []
    for row in store.rows(
        "SELECT schema_name AS s, table_name AS t FROM duckdb_tables() WHERE NOT internal"
    ):
        rows = store.rows(f'SELECT t::VARCHAR AS text FROM "{row["s"]}"."{row["t"]}" AS t')
        found += [value["text"] for value in rows]
    return without_others("\n".join(found))


def without_others(text: str) -> str:
    return text.replace(OTHER, "").replace("Mary Jane Doering", "")


def every_byte(folder: Path) -> str:
    """The bytes of every file below a folder, members of archives among them, as text."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            found.append(path.read_bytes())
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found += [archive.read(name) for name in archive.namelist()]
    return without_others(b"\n".join(found).decode("utf-8", "replace"))


def test_security_26_a_person_leaves_no_byte_anywhere_and_a_tombstone_in_a_valid_log(
    installed: Store,
) -> None:
    home = installed.path.parent
    assert all(trace.lower() in every_text(installed).lower() for trace in (JANE, NAME))
    report = erase(installed, LOCAL, JANE, folder_of_backups(installed))
    left = every_text(installed).lower()
    assert not [trace for trace in TRACES if trace.lower() in left]
    assert verify_audit(installed).ok
    stone = installed.rows("SELECT * FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")[0]
    assert (stone["action"], stone["subject"]) == ("person.erase", f"person {report.person}")
    installed.close()
    bytes_left = every_byte(home).lower()
    assert not [trace for trace in TRACES if trace.lower() in bytes_left]


def test_rows_of_others_stay_and_say_no_more_of_her(installed: Store) -> None:
    before = {
        row["t"]: row["n"]
        for row in installed.rows(
            "SELECT 'a' AS t, count(*) AS n FROM crm.activity UNION ALL"
            " SELECT 't', count(*) FROM crm.ticket UNION ALL SELECT 'n', count(*) FROM ops.note"
        )
    }
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    assert before == {"a": 3, "t": 2, "n": 1}
    names = [r["full_name"] for r in installed.rows("SELECT full_name FROM crm.contact ORDER BY 1")]
    assert names == ["Ann Other", "Günther Öz", "Mary Jane Doering", "Theo Tan", "Zoë Müller"]
    first = installed.one("SELECT * FROM crm.activity WHERE source_id = 'T1'")
    assert first is not None
    assert first["participant_emails"] == ["theo@acme.example"]
    assert first["subject"] == f"Q2 review with {MARKER}"
    assert first["body"] == f"Notes, of\n{MARKER}"
    second = installed.one("SELECT * FROM crm.activity WHERE source_id = 'T2'")
    assert second is not None
    assert second["from_email"] is None
    assert second["body"] == f"Best, {MARKER} {MARKER}"
    ticket = installed.one("SELECT * FROM crm.ticket WHERE source_id = 'S1'")
    assert ticket is not None
    assert (ticket["requester_email"], ticket["subject"]) == (None, f"Down says {MARKER}")
    assert (
        installed.value("SELECT body FROM ops.note")
        == f"Call {MARKER} on {MARKER}, or write {MARKER}."
    )
    assert installed.value("SELECT count(*) FROM ops.contact_override") == 0
    (event,) = events(installed, LOCAL)
    assert (event.title, event.for_email) == (f"{MARKER} waits for an answer", "")
    assert event.evidence == ()
    assert {row.title for row in deliveries(installed, LOCAL)} == {event.title}
    assert installed.value("SELECT reports_to_ref FROM crm.contact WHERE source_id = 'C2'") is None
    mary = installed.value("SELECT email FROM crm.contact WHERE source_id = 'C3'")
    assert mary == OTHER


def test_every_other_row_still_opens_to_its_line(installed: Store) -> None:
    lines = "SELECT activity_key, batch_id, source_line FROM crm.activity ORDER BY source_id"
    before = installed.rows(lines)
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    assert installed.rows(lines) == before
    last = raw_record(installed, LOCAL, before[2]["batch_id"], before[2]["source_line"])
    assert (last["activity_id"], last["body"]) == ("T3", "Nobody else")
    for row in installed.rows(
        "SELECT source_id, batch_id, source_line FROM crm.contact ORDER BY source_id"
    ):
        record = raw_record(installed, LOCAL, row["batch_id"], row["source_line"])
        assert record["contact_id"] == row["source_id"]
    (found,) = evidence(installed, LOCAL, [f"crm.activity/{before[2]['activity_key']}"])
    assert found.line == before[2]["source_line"]


def test_kept_files_are_named_by_their_new_bytes_and_say_that_they_were_rewritten(
    installed: Store,
) -> None:
    import hashlib

    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    rows = installed.rows(
        "SELECT file_name, file_sha256, file_bytes, reading FROM crm.import_batch"
    )
    for row in rows:
        reading = json.loads(row["reading"])
        kept = files_dir(installed) / reading["csv"]
        if row["file_name"] == "accounts.csv":
            assert "rewritten" not in reading
            continue
        assert reading["rewritten"]["because"] == "a person was erased"
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == row["file_sha256"]
        assert kept.stat().st_size == row["file_bytes"]
    contacts = next(row for row in rows if row["file_name"] == "contacts.csv")
    text = (files_dir(installed) / contacts["file_sha256"]).read_text()
    assert len(text.splitlines()) == len(FILES["contacts.csv"].splitlines())


def test_the_same_exports_do_not_bring_her_back(installed: Store, received: Path) -> None:
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    rows = installed.value("SELECT count(*) FROM crm.contact")
    reports = []
    for path in sorted(received.iterdir()):
        reports += import_files(installed, path).files
    assert all(one.accepted + one.refused == one.read for one in reports)
    assert sum(one.new for one in reports) == 0
    assert installed.value("SELECT count(*) FROM crm.contact") == rows
    reasons = installed.rows("SELECT DISTINCT reason FROM crm.refused_row")
    assert "erased here" in " ".join(row["reason"] for row in reasons)
    left = every_text(installed).lower() + every_byte(files_dir(installed)).lower()
    assert not [trace for trace in TRACES if trace.lower() in left]


def test_a_later_export_that_names_her_again_is_cleaned_or_refused(
    installed: Store, tmp_path: Path
) -> None:
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    people, calls = tmp_path / "people.csv", tmp_path / "calls.csv"
    people.write_text(
        "contact_id,account_id,full_name,email\n"
        f"C1,A1,{NAME},jane.new@acme.example\nC20,A1,{NAME},{JANE.upper()}\nC21,A1,New One,n@acme.example\n"
    )
    calls.write_text(
        "activity_id,account_id,kind,occurred_at,participants,subject,body\n"
        f"T9,A1,call,2026-06-20T09:00:00Z,{JANE};theo@acme.example,With {NAME},Her phone: {PHONE}.\n"
    )
    import_files(installed, people, calls)
    contacts = installed.rows("SELECT source_id FROM crm.contact WHERE source_id LIKE 'C2_'")
    assert [row["source_id"] for row in contacts] == ["C21"]
    call = installed.one("SELECT * FROM crm.activity WHERE source_id = 'T9'")
    assert call is not None
    assert call["participant_emails"] == ["theo@acme.example"]
    assert (call["subject"], call["body"]) == (f"With {MARKER}", f"Her phone: {MARKER}.")
    left = every_text(installed) + every_byte(files_dir(installed))
    assert not [trace for trace in TRACES if trace in left]
    refused = installed.rows(
        "SELECT source_line, reason, record FROM crm.refused_row WHERE batch_id = (SELECT max(batch_id) FROM crm.import_batch WHERE file_name = 'people.csv')"
    )
    assert [row["source_line"] for row in refused] == [2, 3]
    assert {cell for row in refused for cell in json.loads(row["record"]).values()} == {MARKER}


def test_a_survey_says_what_would_change_and_changes_nothing(installed: Store) -> None:
    home = installed.path.parent
    version, names = installed.data_version, sorted(p.name for p in home.rglob("*"))
    planned = survey(installed, LOCAL, JANE, folder_of_backups(installed))
    assert (installed.data_version, sorted(p.name for p in home.rglob("*"))) == (version, names)
    done = erase(installed, LOCAL, JANE, folder_of_backups(installed))
    assert planned.dry_run
    assert (planned.tables, planned.files) == (done.tables, done.files)
    assert planned.events == done.events
    counted = {one.table: (one.removed, one.cleaned) for one in done.tables}
    assert counted["crm.contact"] == (1, 1)
    assert counted["ops.contact_override"] == (1, 0)


def test_the_log_before_her_first_mention_keeps_its_hashes(installed: Store) -> None:
    log = "SELECT sequence, hash FROM ops.audit_event ORDER BY sequence"
    before = installed.rows(log)
    report = erase(installed, LOCAL, JANE, folder_of_backups(installed))
    after = installed.rows(log)
    first = report.events[0]
    assert after[: first - 1] == before[: first - 1]
    assert len(after) == len(before) + 1
    detail = json.loads(
        installed.value("SELECT detail FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")
    )
    assert detail["hashed_anew_from"] == first
    assert detail["end_before"] == before[-1]["hash"]


def test_scores_are_computed_anew_without_her(installed: Store, clock) -> None:
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    refresh(installed, ModelSet.load(), clock.today(), LOCAL)
    names = installed.rows("SELECT full_name FROM mart.contact_profile")
    assert names
    assert NAME not in {row["full_name"] for row in names}
    assert installed.value("SELECT count(*) FROM mart.account_health") == 2


def test_earlier_backups_are_named_and_replaced_when_asked(installed: Store) -> None:
    folder = folder_of_backups(installed)
    made = backup(installed, LOCAL, folder, files_dir(installed), keep=3)
    planned = survey(installed, LOCAL, JANE, folder)
    assert planned.still_held == (made.name,)
    report = erase(installed, LOCAL, JANE, folder, with_copies=True)
    assert (report.still_held, report.removed_copies) == ((), (made.name,))
    assert len(backups(folder)) == 1
    installed.close()
    left = every_byte(installed.path.parent).lower()
    assert not [trace for trace in TRACES if trace.lower() in left]


def test_a_namesake_keeps_the_name(installed: Store, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text(f"contact_id,account_id,full_name,email\nC30,A2,{NAME},jd@bolt.example\n")
    import_files(installed, more)
    report = erase(installed, LOCAL, JANE, folder_of_backups(installed))
    assert report.namesakes
    kept = installed.rows("SELECT source_id FROM crm.contact WHERE full_name = $n", {"n": NAME})
    assert [row["source_id"] for row in kept] == ["C30"]
    assert JANE not in every_text(installed)


def test_only_an_administrator_may_erase_and_only_people_at_customers(installed: Store) -> None:
    folder = folder_of_backups(installed)
    for role in (Role.MANAGER, Role.CSM, Role.ANALYST):
        with pytest.raises(Forbidden):
            erase(installed, Actor("x@us.example", frozenset({role})), JANE, folder)
        with pytest.raises(Forbidden):
            survey(installed, Actor("x@us.example", frozenset({role})), JANE, folder)
    with installed.transaction(LOCAL, "user.create") as work:
        work.execute(
            "INSERT INTO ops.user_account VALUES ('ann@us.example', NULL, ['csm'], true, now()::TIMESTAMP)"
        )
    with pytest.raises(InvalidInput, match="own people"):
        erase(installed, LOCAL, "ann@us.example", folder)
    with pytest.raises(NotFound):
        erase(installed, LOCAL, "nobody@nowhere.example", folder)
    with pytest.raises(NotFound):
        erase(installed, LOCAL, "Nobody Here", folder)


def test_a_person_is_found_by_identifier_and_by_name_too(installed: Store) -> None:
    by_mail = find_person(installed, LOCAL, JANE)
    assert find_person(installed, LOCAL, "rapport:C1") == by_mail
    assert find_person(installed, LOCAL, NAME) == by_mail


def test_erasing_twice_finds_nothing_the_second_time(installed: Store) -> None:
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    with pytest.raises(NotFound):
        erase(installed, LOCAL, JANE, folder_of_backups(installed))


def test_a_store_goes_on_after_the_erasure_and_after_another_start(installed: Store) -> None:
    erase(installed, LOCAL, JANE, folder_of_backups(installed))
    with installed.transaction(LOCAL, "note.add", "A1") as work:
        work.execute("DELETE FROM ops.note")
        work.touch("ops.note")
    path = installed.path
    installed.close()
    copy = path.parent.parent / "copy"
    shutil.copytree(path.parent, copy)
    with Store.open(copy / path.name, threads=2) as again:
        assert again.refusal is None
        assert verify_audit(again).ok
