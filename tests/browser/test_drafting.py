"""From a typed command to a draft in Gmail, and what stops it on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core import capture, policy
from core.actor import COMMAND_LINE
from core.capture import ImportOptions
from core.store import Store
from tests.browser.conftest import Tab
from tests.servers.gmail import GmailServer

pytestmark = pytest.mark.browser

FILES = {
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency,renewal_on,country,time_zone\n"
    "A,Acme,enterprise,ann@us.example,450000,USD,2027-01-31,US,America/New_York\n",
    "users": "email,full_name,role,time_zone\n"
    "ann@us.example,Ann Ableton,Customer Success Manager,America/New_York\n",
    "contacts": "contact_id,account_id,full_name,title,email,is_primary_sponsor,country,time_zone,consent\n"
    "C1,A,Robert Kim,CFO,robert@acme.example,yes,US,America/New_York,granted\n",
    "goals": "goal_id,account_id,our_initiative,their_priority,alignment,tied_to_renewal\n"
    "G1,A,Automatic matching,Close the books faster,high,yes\n",
}
OUTCOME = "account_id,metric,value,unit,baseline,target,measured_on\nA,Invoices matched without a person,{},percent,52,75,2026-06-01\n"


@pytest.fixture(scope="module")
def gmail() -> GmailServer:
    with GmailServer("ann@us.example") as server:
        yield server


@pytest.fixture(scope="module")
def base(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str], gmail: GmailServer
) -> str:
    """A server with one account, whose mailboxes are on this machine."""
    folder = tmp_path_factory.mktemp("drafting")
    paths = []
    for name, text in {**FILES, "outcomes": OUTCOME.format(81)}.items():
        path = folder / f"{name}.csv"
        path.write_text(text)
        paths.append(path)
    with Store.open(folder / "rapport.duckdb") as store:
        policy.ensure_shipped(store)
        options = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
        capture.publish(
            store, COMMAND_LINE, capture.plan(store, COMMAND_LINE, paths, options=options)
        )

    def environment(port: int) -> dict[str, str]:
        gmail.redirect_uri = f"http://127.0.0.1:{port}/gmail/connected"
        return gmail.environment()

    return serve(folder / "rapport.duckdb", environment)


def test_a_command_ends_as_a_draft_in_gmail_that_a_person_approved(
    base: str, gmail: GmailServer, new_tab: Callable[[str], Tab], tmp_path: Path
) -> None:
    tab = new_tab(base)
    page = tab.page
    _connect(tab)

    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("combobox").click()
    page.keyboard.type("Contact Robert Kim at Acme")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    tab.settle()
    page.get_by_text("What do you want to write?").wait_for()
    _choose(tab, "Purpose", "Strategic alignment")
    page.get_by_role("button", name="Write draft").click()
    page.get_by_text("stand on facts").wait_for()

    _edit(tab, lambda text: text.replace("\n\n", "\n\nWe guarantee it. ", 1))
    page.get_by_text("claim without a fact").wait_for()
    approve = page.get_by_role("button", name="Approve this text")
    assert approve.is_disabled()
    page.get_by_role("button", name="Vouch", exact=True).first.click()
    page.get_by_label("Reason").last.fill("agreed with our director")
    page.get_by_label("Reason").last.press("Enter")
    tab.settle()
    page.get_by_role("button", name="Vouch for it").click()
    page.get_by_text("stand on facts").wait_for()
    tab.settle()

    approve.click()
    page.get_by_text("Approved by local").wait_for()
    tab.settle()
    page.get_by_role("button", name="Put into Gmail").click()
    page.get_by_role("button", name="Put into Gmail again").wait_for()
    (there,) = gmail.mailbox.drafts.values()
    assert "We guarantee it." in there.read().get_content()
    assert there.read()["To"].endswith("<robert@acme.example>")
    draft = page.url

    _import(tab, tmp_path, OUTCOME.format(64))
    page.goto(draft)
    page.get_by_text("The approval is void").wait_for()
    page.get_by_text("81").first.wait_for()
    page.get_by_role("button", name="Change tone").click()
    page.get_by_role("button", name="Write anew").click()
    page.get_by_text("stand on facts").wait_for()
    page.keyboard.press("Escape")
    tab.settle()
    approve.click()
    page.get_by_text("Approved by local").wait_for()
    tab.settle()
    (lying,) = gmail.mailbox.drafts
    gmail.mailbox.edit(lying, "My own words.")
    page.get_by_role("button", name="Put into Gmail").click()
    page.get_by_text("The draft was changed in Gmail").wait_for()
    tab.settle()
    (there,) = gmail.mailbox.drafts.values()
    assert "My own words." in there.read().get_content()
    page.get_by_role("button", name="Replace it by the approved text").click()
    page.get_by_role("button", name="Put into Gmail again").wait_for()
    (there,) = gmail.mailbox.drafts.values()
    assert "We guarantee it." not in there.read().get_content()
    assert gmail.mailbox.sent == []


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


def _choose(tab: Tab, label: str, option: str) -> None:
    tab.page.get_by_role("combobox", name=label).click()
    tab.page.get_by_role("option", name=option).click()
    tab.settle()


def _edit(tab: Tab, change: Callable[[str], str]) -> None:
    page = tab.page
    page.get_by_text("Edit", exact=True).click()
    field = page.locator("textarea").last
    field.wait_for()
    field.fill(change(field.input_value()))
    page.get_by_role("button", name="Save and check").click()
    tab.settle()


def _import(tab: Tab, folder: Path, outcomes: str) -> None:
    path = folder / "outcomes.csv"
    path.write_text(outcomes)
    tab.open("imports")
    tab.page.set_input_files("input[type=file]", [str(path)])
    publish = tab.page.get_by_role("button", name="Publish 1 record")
    publish.wait_for()
    publish.click()
    tab.page.get_by_text("is published").wait_for()
