"""Erasing a person who is several records: all of them go, and what was decided of them."""

from __future__ import annotations

from pathlib import Path

from core.actor import LOCAL
from core.capture.identity import decide
from core.erasure import erase
from core.store import Store
from tests.unit.erasure.conftest import import_files


def test_every_record_merged_into_one_person_goes_with_them(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "accounts.csv").write_text("account_id,name\nA1,Acme\nA2,Acme GmbH\n")
    (folder / "contacts.csv").write_text(
        "contact_id,account_id,full_name,email,phone\n"
        "C1,A1,Jane Doe,jane.doe@acme.example,\n"
        "C2,A2,Janet D. Miller,janet@other.example,\n"
        "C3,A1,Theo Tan,theo@acme.example,\n"
    )
    import_files(store, *sorted(folder.iterdir()))
    keys = {
        row["source_id"]: row["contact_key"]
        for row in store.rows("SELECT source_id, contact_key FROM crm.contact")
    }
    decide(store, LOCAL, "contact", [(keys["C1"], keys["C2"])], "same")
    decide(store, LOCAL, "contact", [(keys["C1"], keys["C3"])], "different")
    erase(store, LOCAL, "jane.doe@acme.example", tmp_path / "backups")
    assert [row["full_name"] for row in store.rows("FROM crm.contact")] == ["Theo Tan"]
    assert [row["full_name"] for row in store.rows("FROM ops.golden_contact")] == ["Theo Tan"]
    for table in ("match_decision", "cluster_member", "golden_value", "merged_contact"):
        assert store.value(f"SELECT count(*) FROM ops.{table}") == 0, table
