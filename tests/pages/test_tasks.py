"""Tasks on Today and on the account's page: ticked, moved, reworded, given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import LOCAL, Actor, Role
from core.coaching.tasks import NewTask, Task, create_tasks, finish, tasks
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

TODAY = date(2026, 6, 30)


@pytest.fixture
def planned(cockpit: Cockpit) -> Cockpit:
    """An overdue task, one due today and one later, all of one account; one about none."""
    fill(cockpit.store, 2)
    key = cockpit.store.value("SELECT min(account_key) FROM crm.account")
    wanted = [
        NewTask("Call [x](http://evil.example)", TODAY - timedelta(days=2)),
        NewTask("Write the plan", TODAY),
        NewTask("Hold the review", TODAY + timedelta(days=9)),
    ]
    create_tasks(cockpit.store, LOCAL, key, wanted)
    create_tasks(cockpit.store, LOCAL, None, [NewTask("Tidy up", TODAY + timedelta(days=1))])
    return cockpit


def _button(page: AppTest, label: str, place: int = 0):
    return [button for button in page.button if button.label == label][place]


def _open_tasks(cockpit: Cockpit) -> tuple[Task, ...]:
    return tasks(cockpit.store, LOCAL)


def test_tasks_are_listed_by_when_they_are_due(planned: Cockpit, open_page: Open) -> None:
    page = open_page("today", **{"for": "Tasks"})
    assert not page.exception
    heads = [head.value for head in page.subheader]
    assert heads == ["Overdue (1)", "Today (1)", "Later (2)"]
    said = [text.value for text in page.text]
    assert said[0] == "Call [x](http://evil.example)"


def test_the_first_tab_tells_of_what_is_due_and_leads_there(
    planned: Cockpit, open_page: Open
) -> None:
    page = open_page("today")
    _button(page, "1 task overdue, 1 due today").click().run()
    assert not page.exception
    assert any(head.value == "Overdue (1)" for head in page.subheader)


def test_a_task_is_ticked_and_taken_back(planned: Cockpit, open_page: Open) -> None:
    page = open_page("today", **{"for": "Tasks"})
    _button(page, "Done").click().run()
    assert not page.exception
    assert _open_tasks(planned)[0].title == "Write the plan"
    page.session_state["today.shown"] = "All"
    page.run()
    _button(page, "Open again").click().run()
    assert len(_open_tasks(planned)) == 4


def test_a_task_is_moved_and_reworded_behind_its_button(planned: Cockpit, open_page: Open) -> None:
    page = open_page("today", **{"for": "Tasks"})
    page.session_state["task.1.change"] = True
    page.run()
    _button(page, "In a week").click().run()
    assert not page.exception
    found = {task.task_id: task for task in _open_tasks(planned)}
    assert found[1].due_on == date(2026, 7, 7)
    assert not any(button.label == "Save" for button in page.button)
    page.session_state["task.1.change"] = True
    page.run()
    assert page.date_input(key="task.1.due").value == date(2026, 7, 7)
    page.text_input(key="task.1.title").set_value("Call Cleo")
    _button(page, "Save").click().run()
    assert not page.exception
    assert {task.task_id: task.title for task in _open_tasks(planned)}[1] == "Call Cleo"


def test_a_task_is_made_for_an_account_named_by_hand(planned: Cockpit, open_page: Open) -> None:
    page = open_page("today", **{"for": "Tasks"})
    page.session_state["task.new.open"] = True
    page.run()
    page.text_input(key="task.new.title").set_value("Ask for a reference")
    page.text_input(key="task.new.account").set_value("Account 0")
    _button(page, "Make it").click().run()
    assert not page.exception
    assert ("Ask for a reference", "Account 0") in [
        (task.title, task.account_name) for task in _open_tasks(planned)
    ]


def test_the_accounts_page_has_its_tasks(planned: Cockpit, open_page: Open) -> None:
    account = _open_tasks(planned)[0]
    finish(planned.store, LOCAL, account.task_id)
    page = open_page("account", account=account.account_id, tab="Tasks")
    assert not page.exception
    assert [head.value for head in page.subheader if "(" in head.value] == [
        "Today (1)",
        "Later (1)",
    ]


def test_an_analyst_is_told_that_tasks_are_not_theirs(
    planned: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("lee@us.example", frozenset({Role.ANALYST})))
    page = open_page("today", **{"for": "Tasks"})
    assert not page.exception
    assert any("those who work with customers" in caption.value for caption in page.caption)


def test_a_manager_sees_their_own_tasks_and_everybodys(
    planned: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("ada@us.example", frozenset({Role.ADMIN})))
    page = open_page("today", **{"for": "Tasks"})
    assert any("Nothing is to be done" in caption.value for caption in page.caption)
    page.segmented_control(key="tasks.whose").set_value("Everybody's").run()
    assert not page.exception
    assert [head.value for head in page.subheader] == ["Overdue (1)", "Today (1)", "Later (1)"]
