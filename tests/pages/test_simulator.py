"""The simulator on the policy page: nothing is saved by looking, and it shows what would change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core import policy
from core.actor import Actor, Role
from core.cockpit import simulation
from core.ui import policy_form
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


def _words(page: AppTest) -> str:
    elements = [*page.title, *page.subheader, *page.caption, *page.markdown, *page.error]
    return " ".join(str(element.value) for element in elements)


@pytest.fixture
def supposing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor of technical health comes back with a P1 limit of half a day, and P3 at none."""
    ask = policy_form.editor

    def edited(section: str, rows: object, **how: object) -> policy_form.Changes:
        ask(section, rows, **how)  # type: ignore[arg-type]
        if section == "Technical health" and how.get("prefix") == "simulate":
            return {("open_tickets_target", ""): 0.0, ("open_tickets_max", ""): 1.0}
        return {}

    monkeypatch.setattr(policy_form, "editor", edited)


def _open(page: AppTest) -> AppTest:
    page.session_state["policy-tab"] = "Simulator"
    return page.run()


def test_without_a_change_the_simulator_shows_the_colours_in_force(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 15)
    page = _open(open_page("policy"))
    assert not page.exception
    assert "As the policy in force has it" in _words(page)


@pytest.mark.usefixtures("supposing")
def test_changed_values_show_which_accounts_change_colour(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 15)
    version = policy.current_version(cockpit.store).version
    page = _open(open_page("policy"))
    assert not page.exception
    assert not page.error
    assert "of 15 accounts, the worse first" in _words(page)
    assert "2 values changed" in _words(page)
    assert policy.current_version(cockpit.store).version == version


@pytest.mark.usefixtures("supposing")
def test_the_past_is_scanned_when_asked(
    cockpit: Cockpit, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.ui.policy import simulator

    fill(cockpit.store, 15)
    scan = simulation.past_warnings
    monkeypatch.setattr(
        simulator, "past_warnings", lambda *given, **how: scan(*given, **{**how, "weeks": 2})
    )
    page = _open(open_page("policy"))
    assert "takes a while" in _words(page)
    next(one for one in page.button if one.key == "simulate-past").click()
    page.run()
    assert not page.exception
    assert "scanned each day" in _words(page)
    measures = next(table.value for table in page.dataframe if "With these values" in table.value)
    assert "Median lead time" in set(measures["Measure"])


@pytest.mark.usefixtures("supposing")
def test_who_may_not_save_may_simulate_on_the_own_book(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    fill(cockpit.store, 12)
    look_as(Actor("owner1@example.com", frozenset({Role.CSM})))
    page = _open(open_page("policy"))
    assert not page.exception
    assert "of 3 accounts" in _words(page)
    assert "Put in force" not in {button.label for button in page.button}
