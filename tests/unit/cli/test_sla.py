"""Service levels on the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import AS_OF, Run, payload


def test_service_levels_as_json_name_ticket_clock_and_source_line(imported: Run) -> None:
    found = payload(imported("sla", "--as-of", AS_OF, "--json"))
    assert set(found) == {"as_of", "read_at", "total", "clocks", "kept_since", "kept"}
    assert (found["as_of"], found["read_at"]) == (AS_OF, "2026-07-01T00:00:00Z")
    clock = found["clocks"][0]
    assert (clock["ticket_id"], clock["clock"], clock["standing"]) == (
        "S1",
        "first_reply",
        "breached",
    )
    assert clock["evidence"][0]["file"] == "tickets.csv"
    assert not [name for name in clock if name.endswith("_key")]
    assert {row["broken"] for row in found["kept"]} == {1}


def test_service_levels_narrow_to_an_account_and_a_standing(imported: Run) -> None:
    only = payload(imported("sla", "--account", "A1", "--as-of", AS_OF, "--json"))
    assert {clock["account_id"] for clock in only["clocks"]} <= {"A1"}
    fine = payload(imported("sla", "--standing", "on_track", "--as-of", AS_OF, "--json"))
    assert {clock["standing"] for clock in fine["clocks"]} == {"on_track"}
    imported("sla", "--standing", "late", "--as-of", AS_OF, code=2)


def test_people_get_tables_of_promises(imported: Run) -> None:
    said = imported("sla", "--as-of", AS_OF).stdout
    assert "requester wait" in said
    assert "Promises kept and broken since 2026-04-02" in said
