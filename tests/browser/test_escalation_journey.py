"""From a scan that finds a red account to the outreach that a person approved, as a draft in Gmail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from core import capture, policy
from core.actor import COMMAND_LINE
from core.capture import ImportOptions
from core.jobs import run_due
from core.settings import Settings
from core.wiring import build
from tests.browser.conftest import Tab
from tests.servers.gmail import GmailServer

pytestmark = pytest.mark.browser

FILES = {
    "users": "email,full_name,role\nann@us.example,Ann Ableton,csm\n",
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency\n"
    "A,Acme,smb,ann@us.example,450000,USD\nB,Bolt,smb,ann@us.example,50000,USD\n",
    "contacts": "contact_id,account_id,full_name,title,email,consent\n"
    "C1,A,Cleo Finn,Platform Engineer,cleo@acme.example,granted\n",
    "tickets": "ticket_id,account_id,requester_email,subject,priority,status,opened_at\n"
    "T1,A,cleo@acme.example,Export stops,P1,open,{}\nT2,B,,A question,P4,open,{}\n",
}


@pytest.fixture(scope="module")
def gmail() -> GmailServer:
    with GmailServer("ann@us.example") as server:
        yield server


@pytest.fixture(scope="module")
def base(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str], gmail: GmailServer
) -> str:
    """A server whose scan of today is over when the ticket comes in that waits for three weeks."""
    folder = tmp_path_factory.mktemp("escalation")
    opened = (datetime.now(UTC) - timedelta(days=21)).strftime("%Y-%m-%dT%H:%M:%SZ")
    paths = []
    for name, text in FILES.items():
        path = folder / f"{name}.csv"
        path.write_text(text.format(opened, opened))
        paths.append(path)
    cockpit = build(Settings(database=folder / "rapport.duckdb", threads=2))
    policy.ensure_shipped(cockpit.store)
    assert {outcome.status for outcome in run_due(cockpit)} == {"done"}
    options = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
    plan = capture.plan(cockpit.store, COMMAND_LINE, paths, options=options)
    capture.publish(cockpit.store, COMMAND_LINE, plan)
    cockpit.store.close()

    def environment(port: int) -> dict[str, str]:
        gmail.redirect_uri = f"http://127.0.0.1:{port}/gmail/connected"
        return gmail.environment()

    return serve(folder / "rapport.duckdb", environment)


def test_a_scan_ends_as_an_outreach_in_gmail_that_a_person_approved(
    base: str, gmail: GmailServer, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(base)
    page = tab.page
    _connect(tab)

    tab.open("health?area=Escalations")
    page.get_by_text("None. An escalation opens when").wait_for()
    page.get_by_role("button", name="Scan now").click()
    page.get_by_text("1 escalation, the severest first.").wait_for()
    tab.settle()
    listed = tab.cells(page.locator("[data-testid=stDataFrame]").first)
    assert "Acme" in listed
    assert "Bolt" not in listed

    page.get_by_role("button", name="Rows", exact=True).first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_text("Escalation of Acme").wait_for()
    drawer.get_by_text("tickets.csv, line 2").first.wait_for()
    tab.settle()
    assert "Export stops" in tab.cells(drawer)
    page.keyboard.press("Escape")
    tab.settle()

    page.get_by_role("button", name="Open the draft").click()
    page.get_by_text("stand on facts").wait_for()
    page.get_by_text("Export stops").first.wait_for()
    page.get_by_role("button", name="Approve this text").click()
    page.get_by_text("Approved by local").wait_for()
    tab.settle()
    assert gmail.mailbox.drafts == {}

    page.get_by_role("button", name="Put into Gmail").click()
    page.get_by_role("button", name="Put into Gmail again").wait_for()
    (there,) = gmail.mailbox.drafts.values()
    assert there.read()["To"].endswith("<cleo@acme.example>")
    assert "T1" in there.read().get_content()
    assert gmail.mailbox.sent == []

    tab.open("health?area=Escalations")
    page.get_by_role("button", name="Scan now").click()
    tab.settle()
    page.get_by_text("1 escalation, the severest first.").wait_for()
    tab.open("outbox")
    assert [cell for cell in tab.cells() if cell == "Acme"] == ["Acme"]


def _connect(tab: Tab) -> None:
    """Let Rapport make drafts in Ann's mailbox, by the page that asks for her consent."""
    page = tab.page
    tab.open("outbox")
    page.get_by_label("Your Gmail address").fill("ann@us.example")
    page.get_by_label("Your Gmail address").press("Enter")
    tab.settle()
    page.get_by_role("button", name="Connect Gmail").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Go on at Google").click()
    consent = opened.value
    consent.locator("#continue").click()
    consent.wait_for_url("**/outbox**")
    consent.close()
    tab.open("outbox")
    page.get_by_text("connected since").wait_for()
