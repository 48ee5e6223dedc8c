"""What a later export changed is seen from the day it was taken; before, the older value stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core.actor import LOCAL
from tests.exports import OPTIONS, import_files
from tests.spec.world import World, key

FILES = {
    "accounts": "account_id,name,tier\nA,Acme,{tier}\n",
    "contacts": "contact_id,account_id,full_name,title,role\nc,A,Carl,{title},{role}\n",
    "tickets": "ticket_id,account_id,priority,status,opened_at\nt,A,{priority},open,2026-05-01T00:00:00Z\n",
}
BEFORE = {"tier": "smb", "title": "CFO", "role": "executive_sponsor", "priority": "P3"}
AFTER = {"tier": "enterprise", "title": "Analyst", "role": "influencer", "priority": "P1"}


def _import(told: World, folder: Path, values: dict[str, str], exported_at: datetime) -> None:
    files = {name: text.format(**values) for name, text in FILES.items()}
    import_files(told.store, folder, files, replace(OPTIONS, exported_at=exported_at))


@pytest.mark.parametrize(
    ("as_of", "values"),
    [(date(2026, 5, 31), BEFORE), (date(2026, 6, 14), BEFORE), (date(2026, 6, 15), AFTER)],
    ids=str,
)
def test_each_date_sees_the_values_of_its_time(world, tmp_path, as_of, values):
    told = world()
    _import(told, tmp_path, BEFORE, datetime(2026, 5, 15))
    _import(told, tmp_path, AFTER, datetime(2026, 6, 15, 9))
    told.refresh(as_of)
    (scope,) = told.rows("account_scope", "A")
    (person,) = told.rows("contact_profile", "A")
    (ticket,) = told.rows("open_ticket", "A")
    assert scope["tier"] == values["tier"]
    assert (person["title"], person["role"]) == (values["title"], values["role"])
    assert person["is_executive"] is (values is BEFORE)
    assert (ticket["ticket_key"], ticket["priority"]) == (key("t"), values["priority"])


def test_of_two_changes_of_one_day_the_earlier_import_tells_what_was_before(world, tmp_path):
    told = world()
    between = {"tier": "mid_market", "title": "VP", "role": "champion", "priority": "P2"}
    _import(told, tmp_path, BEFORE, datetime(2026, 5, 15))
    _import(told, tmp_path, between, datetime(2026, 6, 15, 9))
    _import(told, tmp_path, AFTER, datetime(2026, 6, 15, 9))
    # the order of stored rows says nothing
    with told.store.transaction(LOCAL, "test.reverse") as work:
        work.execute("CREATE TEMP TABLE kept AS SELECT * FROM crm.change_event")
        work.execute("DELETE FROM crm.change_event")
        work.execute("INSERT INTO crm.change_event SELECT * FROM kept ORDER BY batch_id DESC")
        work.execute("DROP TABLE kept")
    told.refresh(date(2026, 6, 14))
    (scope,) = told.rows("account_scope", "A")
    (person,) = told.rows("contact_profile", "A")
    (ticket,) = told.rows("open_ticket", "A")
    assert scope["tier"] == "smb"
    assert (person["title"], person["role"]) == ("CFO", "executive_sponsor")
    assert ticket["priority"] == "P3"
