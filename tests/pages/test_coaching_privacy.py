"""Privacy of the coach on every screen: what somebody told it is theirs, whoever looks and wherever."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import streamlit as st

from core import wiring
from core.actor import COMMAND_LINE, LOCAL, Actor, Role
from core.clock import fixed
from core.settings import Settings
from core.wiring import Cockpit, build
from tests.confided import PRIVATE_LEVEL, SECRETS, confide
from tests.conftest import NOW
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

ANN = Actor("owner1@example.com", frozenset({Role.CSM}))
MEG = Actor("meg@example.com", frozenset({Role.MANAGER}))
OTHERS = {
    "colleague": Actor("owner2@example.com", frozenset({Role.CSM})),
    "manager": MEG,
    "another manager": Actor("pam@example.com", frozenset({Role.MANAGER})),
    "analyst": Actor("lee@example.com", frozenset({Role.ANALYST})),
    "administrator": Actor("ada@example.com", frozenset({Role.ADMIN})),
    "single user": LOCAL,
}
PARTS = ("Ask", "Practice", "Feedback", "Skills", "Team", "This week", "Knowledge")


@pytest.fixture(scope="module")
def confided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cockpit]:
    """Ann told the coach everything; Meg is her manager. Looked at only."""
    folder = tmp_path_factory.mktemp("confided")
    running = build(Settings(database=folder / "rapport.duckdb", threads=2), clock=fixed(NOW))
    fill(running.store, 8)
    with running.store.transaction(COMMAND_LINE, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.team_member BY NAME SELECT 1 AS member_key, $ann AS email, 'Ann Lee' AS full_name,"
            " $meg AS manager_email",
            {"ann": ANN.email, "meg": MEG.email},
        )
        work.touch("crm.team_member")
    row = running.store.one(
        "SELECT account_key, contact_key FROM crm.contact JOIN crm.account USING (account_key)"
        " WHERE owner_email = $ann ORDER BY contact_key LIMIT 1",
        {"ann": ANN.email},
    )
    assert row is not None
    confide(running, ANN, row["account_key"], row["contact_key"])
    yield running
    running.store.close()


@pytest.fixture
def cockpit(confided: Cockpit) -> Iterator[Cockpit]:
    """The process's cockpit is the one that was confided in."""
    wiring.install(confided)
    st.cache_data.clear()
    yield confided
    wiring.install(None)


def shown(page: object) -> str:
    """Everything a page sends to the browser, as text."""
    sent = []
    for node in page._tree:  # type: ignore[attr-defined]
        proto = getattr(node, "proto", None)
        if proto is not None:
            sent.append(str(proto))
    return "\n".join(sent)


def test_one_finds_again_what_one_said(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    pages = [open_page("coaching", part=part) for part in PARTS] + [open_page("today")]
    assert not any(page.exception for page in pages)
    everything = "\n".join(shown(page) for page in pages)
    # Without this the tests below would pass on pages that show nothing to anybody.
    found = {kind for kind, word in SECRETS.items() if word in everything}
    assert found >= {"private note", "shared note", "task"}


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_sees_a_word_of_it_on_any_screen(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None], who: str
) -> None:
    look_as(OTHERS[who])
    for part in PARTS:
        page = open_page("coaching", part=part)
        assert not page.exception
        text = shown(page)
        assert not [kind for kind, word in SECRETS.items() if word in text], part
        assert f"{PRIVATE_LEVEL:.1f}" not in text or part not in ("Skills", "Team"), part


@pytest.mark.parametrize("who", ["manager", "administrator", "single user"])
def test_nor_on_the_pages_beside_it(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None], who: str
) -> None:
    look_as(OTHERS[who])
    for name, query in (("today", {}), ("account", {"account": "A1"}), ("people", {})):
        text = shown(open_page(name, **query))
        assert not [kind for kind, word in SECRETS.items() if word in text], name


def test_the_manager_sees_shared_levels_and_others_no_team(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(MEG)
    page = open_page("coaching", part="Team")
    assert any(box.label == "Next 1:1 with" for box in page.selectbox)
    look_as(OTHERS["another manager"])
    assert "Nobody reports to you here" in shown(open_page("coaching", part="Team"))
    look_as(OTHERS["colleague"])
    page = open_page("coaching")
    assert "Team" not in [tab.label for tab in page.tabs]
    look_as(OTHERS["analyst"])
    assert "does not allow this" in shown(open_page("coaching"))


def test_security_9_a_forged_state_opens_nobody_elses_turns(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(OTHERS["colleague"])
    for part in ("Ask", "Feedback", "Skills"):
        page = open_page("coaching", part=part)
        page.session_state["coach.conversation"] = 1
        page.session_state["feedback.shown"] = 2
        page.session_state["feedback.chosen"] = 2
        page.session_state["skills.person"] = ANN.email
        page.run()
        assert not page.exception
        text = shown(page)
        assert not [kind for kind, word in SECRETS.items() if word in text], part
        assert "Ann Lee" not in text or part != "Skills"
