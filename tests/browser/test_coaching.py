"""Ask and act on the answer; have notes scored and see the skill; look at a team; and the same with Claude."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core import capture
from core.actor import COMMAND_LINE, Actor, Role
from core.capture import ImportOptions
from core.coaching.knowledge.shipped import shipped
from core.coaching.skills import assess
from core.settings import Settings
from core.wiring import build
from tests.browser.conftest import Tab
from tests.unit.coaching.voice.conftest import material_in
from tests.unit.drafting.model.messages_server import KEY, MessagesServer, Received, answers

pytestmark = pytest.mark.browser

FILES = {
    "users": "email,full_name,role,team,manager_email\n"
    "ann@us.example,Ann Ableton,CSM,North,mia@us.example\n"
    "ben@us.example,Ben Bright,CSM,North,mia@us.example\n"
    "mia@us.example,Mia Moss,Manager,North,\n",
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency,renewal_on\n"
    "A,Acme,enterprise,ann@us.example,450000,USD,{renewal}\n"
    "B,Bolt,enterprise,ben@us.example,50000,USD,{renewal}\n",
    "contacts": "contact_id,account_id,full_name,title,email,role,is_primary_sponsor,consent\n"
    "C1,A,Cleo Finn,VP Operations,cleo@acme.example,champion,false,granted\n"
    "C2,A,Robert Kim,CFO,robert@acme.example,executive_sponsor,true,granted\n",
    "outcomes": "account_id,metric,value,unit,baseline,target,measured_on\n"
    "A,Days to close the month,6,days,11,5,{measured}\n",
}
NOTES = """I asked Cleo what would have to be true by December for this to count as a success.
She said the monthly closing has to be two days faster, because the board asks for it.
I asked who else has to agree and how Robert decides. I repeated back what I had heard.
We agreed that I send the plan by Friday and that Cleo checks the figures by Tuesday.
"""
QUESTION = "Cleo Finn at Acme was promoted, how should I handle this?"
MIA = Actor("mia@us.example", frozenset({Role.MANAGER}))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts, two CSMs and their manager, who judged both."""
    folder = tmp_path_factory.mktemp("coaching")
    now = datetime.now(UTC)
    days = {"renewal": now + timedelta(days=90), "measured": now - timedelta(days=20)}
    paths = []
    for name, text in FILES.items():
        path = folder / f"{name}.csv"
        path.write_text(text.format(**{key: f"{day:%Y-%m-%d}" for key, day in days.items()}))
        paths.append(path)
    cockpit = build(Settings(database=folder / "rapport.duckdb", threads=2))
    options = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
    plan = capture.plan(cockpit.store, COMMAND_LINE, paths, options=options)
    capture.publish(cockpit.store, COMMAND_LINE, plan)
    assess(cockpit.store, MIA, {"discovery": 4, "value": 2}, person="ann@us.example")
    assess(cockpit.store, MIA, {"discovery": 2, "value": 4}, person="ben@us.example")
    cockpit.store.close()
    return folder / "rapport.duckdb"


@pytest.fixture(scope="module")
def base(database: Path, serve: Callable[..., str], tmp_path_factory: Any) -> str:
    """A server without a key for Claude."""
    return serve(_copied(database, tmp_path_factory.mktemp("plain")))


def _copied(database: Path, into: Path) -> Path:
    """The installation once more: one server, one database file."""
    return shutil.copytree(database.parent, into / "copy") / database.name


def _article_of_the_first_step() -> str:
    """Title of the article that the playbook's first step cites."""
    documents = shipped()
    playbook = documents["champion_promoted"].playbook
    assert playbook is not None
    return documents[playbook.phases[0].steps[0].article].title


def _ask(tab: Tab, question: str) -> None:
    box = tab.page.get_by_placeholder(re.compile("What is going on|Go on"))
    box.fill(question)
    box.press("Enter")
    tab.page.get_by_role("button", name="Create the plan").last.wait_for(timeout=60_000)
    tab.settle()


def test_a_question_ends_as_tasks_and_as_a_letter_on_its_way(
    base: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(base)
    page = tab.page
    tab.open("coaching")
    _ask(tab, QUESTION)
    page.get_by_role("button", name="Your champion was promoted").first.wait_for()
    page.get_by_text("Congratulate in person").first.wait_for()
    page.get_by_text("Watch out for").first.wait_for()

    article = _article_of_the_first_step()
    page.get_by_role("button", name=article).first.click()
    page.get_by_role("dialog").get_by_text(article).first.wait_for()
    page.keyboard.press("Escape")
    tab.settle()

    page.get_by_role("button", name="Create the plan").click()
    page.get_by_text("The plan is among your tasks on Today.").wait_for()
    tab.settle()
    page.get_by_role("button", name="Draft the congratulations e-mail").click()
    tab.settle()
    page.get_by_text("What do you want to write?").wait_for()
    page.get_by_role("button", name="Write draft").click()
    page.get_by_text("stand on facts").wait_for()
    page.get_by_text("Cleo", exact=False).first.wait_for()

    tab.open("today?for=Tasks")
    page.get_by_text(re.compile("short personal note")).first.wait_for()
    page.get_by_text("Acme").first.wait_for()


def test_notes_become_feedback_with_their_own_words_and_a_level(
    base: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(base)
    page = tab.page
    tab.open("coaching?part=Feedback")
    page.get_by_label("Notes or transcript").fill(NOTES)
    page.get_by_label("Notes or transcript").press("Control+Enter")
    tab.settle()
    page.get_by_role("button", name="Get feedback").click()
    page.get_by_text("What went well").wait_for()
    page.get_by_text("could be judged").wait_for()
    tab.settle()
    scored = tab.cells(page.locator("[data-testid=stDataFrame]").first)
    assert "Next steps" in scored
    assert "No evidence" in scored
    quotes = page.get_by_text(re.compile("^“.*”$")).all_inner_texts()
    assert quotes
    assert all(quote.strip("“”") in NOTES for quote in quotes)

    tab.open("coaching?part=Skills")
    page.get_by_role("combobox", name=re.compile("Whose skills")).click()
    page.get_by_role("option", name=re.compile("yourself")).click()
    tab.settle()
    page.get_by_text("Where do the skills stand?").wait_for()
    page.get_by_text("How did they move?").wait_for()
    tab.settle()
    assert any("Next steps" in cell for cell in tab.cells())


def test_a_manager_sees_the_team_by_skill_and_no_word_of_what_was_asked(
    base: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(base)
    page = tab.page
    tab.open("coaching?part=Team")
    page.get_by_text("Who is strong in what?").wait_for()
    page.get_by_text("Ann Ableton").first.wait_for()
    page.get_by_text("Ben Bright").first.wait_for()
    page.get_by_text(re.compile("Who was not coached for")).wait_for()
    tab.settle()
    shown = page.locator("body").inner_text()
    assert QUESTION not in shown
    assert NOTES.splitlines()[0] not in shown


@pytest.fixture(scope="module")
def claude() -> Iterator[MessagesServer]:
    with MessagesServer() as server:
        yield server


@pytest.fixture(scope="module")
def keyed(
    database: Path, serve: Callable[..., str], claude: MessagesServer, tmp_path_factory: Any
) -> str:
    """A server with a key, whose Claude is on this machine."""
    environment = {"RAPPORT_MODEL_KEY": KEY, "RAPPORT_MODEL_URL": claude.url}
    return serve(_copied(database, tmp_path_factory.mktemp("keyed")), lambda _: environment)


def _for_acme(received: Received) -> dict[str, Any]:
    """Each step with the account's name before it."""
    parts = [
        {"id": p["id"], "text": p["text"], "cites": p["cites"]}
        for p in material_in(received)["passages"]
    ]
    for part in parts:
        if part["id"].startswith("phase."):
            part["text"] = f"At Acme: {part['text'][0].lower()}{part['text'][1:]}"
            part["cites"] = [*part["cites"], "fact:account.name"]
    return {"passages": parts}


def _inventing(received: Received) -> dict[str, Any]:
    given = _for_acme(received)
    given["passages"][0]["cites"] = ["doc:how_to_win_every_renewal"]
    return given


def test_claude_words_the_answer_and_what_it_invents_is_refused_on_screen(
    keyed: str, claude: MessagesServer, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(keyed)
    page = tab.page
    claude.replies = [answers(_for_acme)]
    tab.open("coaching")
    _ask(tab, QUESTION)
    page.get_by_text(re.compile("At Acme: send a short personal note")).first.wait_for()
    page.get_by_text("Worded by Claude").wait_for()

    claude.replies = [answers(_inventing)]
    page.get_by_role("button", name="New conversation").click()
    tab.settle()
    _ask(tab, QUESTION)
    page.get_by_text("Claude cited something that it was not given").wait_for()
    assert page.get_by_text("At Acme:").count() == 0
