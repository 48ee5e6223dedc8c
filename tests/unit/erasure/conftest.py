"""A small installation into which a person came by every way there is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.capture import ImportOptions, ImportResult, plan, publish
from core.channels.notices import ChannelName, Notice, queue
from core.policy import ensure_shipped
from core.store import ModelSet, Store, refresh

JANE = "jane.doe@acme.example"
NAME = "Jane Doe"
PHONE = "+1 555 010 2030"

FILES = {
    "accounts.csv": """\
account_id,name,tier,owner_email
A1,Acme,enterprise,ann@us.example
A2,Bolt,smb,bob@us.example
""",
    "contacts.csv": f"""\
contact_id,account_id,full_name,title,email,phone,reports_to_contact_id
C1,A1,{NAME},"Quuxmaster
and more",{JANE},{PHONE},
C2,A1,Theo Tan,CTO,theo@acme.example,+1 555 010 9999,C1
C3,A2,Mary Jane Doering,COO,mary.{JANE},,
""",
    "activities.csv": f"""\
activity_id,account_id,kind,direction,occurred_at,participants,from_email,subject,body
T1,A1,qbr,,2026-06-10T09:00:00Z,{JANE};theo@acme.example,,Q2 review with {NAME},"Notes, of
Doe, Jane"
T2,A1,email,inbound,2026-06-13T09:00:00Z,ann@us.example,{JANE},Re: Next,"Best, {NAME.upper()} {PHONE}"
T3,A1,call,,2026-06-14T09:00:00Z,theo@acme.example,,Plans,Nobody else
""",
    "tickets.csv": f"""\
ticket_id,account_id,subject,priority,status,opened_at,requester_email
S1,A1,Down says {NAME},P1,open,2026-06-20T00:00:00Z,{JANE}
S2,A2,Slow,P3,open,2026-06-29T00:00:00Z,
""",
}
REFUSED = f"""\
contact_id,account_id,full_name,title,email,is_primary_sponsor
,A1,{NAME},Quuxmaster of everything,{JANE},true
C9,A1,Ann Other,CIO,ann@acme.example,true
"""


def import_files(store: Store, *paths: Path) -> ImportResult:
    encoding = "cp1252" if "1252" in paths[0].name else None
    options = ImportOptions(time_zone="UTC", encoding=encoding)
    return publish(store, LOCAL, plan(store, LOCAL, list(paths), options=options))


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """The exports as they came, outside the installation."""
    folder = tmp_path / "received"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    (folder / "refused.csv").write_text(REFUSED)
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr(
            "signals.csv",
            "signal_id,account_id,kind,observed_on,title,contact_email,detail\n"
            f"G1,A1,role_change,2026-06-01,{NAME} leaves,{JANE},See {JANE}\n",
        )
        archive.writestr("readme.md", f"Ask {JANE}")
    (folder / "contacts-1252.csv").write_bytes(
        "contact_id,account_id,full_name,email\nC7,A2,Zoë Müller,zoe@bolt.example\n"
        f"C8,A2,Günther Öz,guenther@bolt.example\nC1,A1,{NAME},{JANE}\n".encode("cp1252")
    )
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def installed(home: Path, received: Path, clock, blank: Callable[[Path], Path]) -> Store:
    store = Store.open(blank(home), clock=clock, threads=2)
    ensure_shipped(store)
    for name in ("accounts.csv", "contacts.csv", "activities.csv", "tickets.csv"):
        import_files(store, received / name)
    import_files(store, received / "refused.csv")
    import_files(store, received / "more.zip")
    import_files(store, received / "contacts-1252.csv")
    _act(store)
    refresh(store, ModelSet.load(), clock.today(), LOCAL)
    yield store
    store.close()


def _notice(account_key: int) -> Notice:
    """An alert that quotes what she wrote; the event to sales says the same."""
    return Notice(
        key="escalation/1/opened",
        account_key=account_key,
        account_name="Acme",
        title=f"{NAME} waits for an answer",
        severity="high",
        lines=(f"{NAME} ({JANE}) wrote twice.", f"Her number is {PHONE}."),
        rep_email="ann@us.example",
        manager_email="",
        sales_email=JANE,
        crm_page_id="",
        path="/account",
        data={"asked_by": JANE},
    )


def _act(store: Store) -> None:
    """What people here wrote about her, and an audit event that names her."""
    with store.transaction(LOCAL, "note.add", "A1") as work:
        work.execute(
            "INSERT INTO ops.note SELECT 1, account_key, TIMESTAMP '2026-06-01', 'ann@us.example',"
            " $body FROM crm.account WHERE source_id = 'A1'",
            {"body": f"Call {NAME} on {PHONE}, or write {JANE.upper()}."},
        )
        work.execute(
            "INSERT INTO ops.contact_override SELECT contact_key, 'role', 'champion', $reason,"
            " TIMESTAMP '2026-06-01', 'ann@us.example' FROM crm.contact WHERE source_id = 'C1'",
            {"reason": f"{NAME} said so"},
        )
        work.note(contact=JANE, said=f"{NAME} is a champion")
        work.touch("ops.note", "ops.contact_override")
    with store.transaction(LOCAL, "escalation.open", "1") as work:
        key = work.value("SELECT account_key FROM crm.account WHERE source_id = 'A1'")
        queue(work, _notice(key), tuple(ChannelName))
    with store.transaction(LOCAL, "placement.assign", f"domain:{JANE}") as work:
        work.execute(
            "INSERT INTO ops.account_assignment SELECT '', 'domain', $value, account_key,"
            " TIMESTAMP '2026-06-01', 'ann' FROM crm.account WHERE source_id = 'A1'",
            {"value": JANE},
        )
