"""Accepted and refused make up what was read, whatever a file holds; twice is once; undone is undone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, imports, plan, publish, refused_rows, undo
from core.errors import Ambiguous, InvalidInput
from core.store import Store

pytestmark = pytest.mark.usefixtures("in_process")

HEADER = "activity_id,account_id,kind,occurred_at,direction,duration_minutes"

CELLS = (
    st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "8", "9", ""]),
    st.sampled_from(["A1", "B1", "", "nobody"]),
    st.sampled_from(["call", "meeting", "webinar", ""]),
    st.sampled_from(["2026-01-05T10:00:00Z", "2026-02-30T10:00:00Z", "soon", ""]),
    st.sampled_from(["outbound", "sideways", ""]),
    st.sampled_from(["30", "-3", "half an hour", ""]),
)

MESSES = st.sampled_from(
    ["", "", "", ",surplus", '"open', "\0", HEADER, "1,A1", '5,A1,"call" me,2026-01-05T10:00:00Z,,']
)
"""What a line is followed by, or replaced with when it is a whole line of its own."""


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, int]:
    """An export of activities and how many records it holds; most are sound, as in life."""
    lines = ["100,A1,call,2026-01-05T10:00:00Z,outbound,30"] * 6
    lines = [line.replace("100", f"10{n}", 1) for n, line in enumerate(lines)]
    for row in draw(st.lists(st.tuples(*CELLS), max_size=6)):
        mess = draw(MESSES)
        lines.append(mess if "," in mess[1:] else ",".join(row) + mess)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return "".join(line + end for line in [HEADER, *lines]).encode(), len(lines)


TABLES = ("account", "activity", "contact", "import_batch", "refused_row", "change_event")


def state(store: Store) -> dict[str, list[str]]:
    found = {t: sorted(map(str, store.rows(f"FROM crm.{t}"))) for t in TABLES}
    batches = store.rows("SELECT * FROM crm.import_batch WHERE undone_at IS NULL")
    return {**found, "import_batch": sorted(map(str, batches))}


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files())
def test_security_21_whatever_a_file_holds_adds_up_and_can_be_undone_as_a_whole(
    store: Store, tmp_path: Path, file: tuple[bytes, int]
) -> None:
    content, records = file
    path = tmp_path / "activities.csv"
    path.write_bytes(content)
    options = ImportOptions(exported_at=datetime(2026, 3, 1))
    before = state(store)
    try:
        result = publish(store, COMMAND_LINE, plan(store, COMMAND_LINE, [path], options=options))
    except (Ambiguous, InvalidInput):
        # Held back with a question, or refused as a whole: nothing may have changed.
        assert state(store) == before
        return
    (report,) = result.files
    assert report.read == records
    assert report.accepted + report.refused == report.read
    refused = refused_rows(store, COMMAND_LINE, report.batch_id or 0).to_pylist()
    assert len({row["line"] for row in refused}) == report.refused
    after = state(store)
    again = publish(store, COMMAND_LINE, plan(store, COMMAND_LINE, [path], options=options))
    assert (again.files[0].new, again.files[0].changed) == (0, 0)
    assert state(store)["activity"] == after["activity"]
    for batch in imports(store, COMMAND_LINE)[:2]:
        undo(store, COMMAND_LINE, int(batch["import_id"]))
    assert state(store) == before
