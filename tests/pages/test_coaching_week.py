"""The week on the coaching page: one's own, rated, in one's own style; and the team's for who leads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import Actor, Role
from core.coaching.interactions import record
from core.coaching.learning import rate, ratings
from core.coaching.model import InteractionType
from core.coaching.style import choose, style_of
from core.coaching.weekly import kept_week, kept_weeks, monday_of, write_week
from core.cockpit import ensure_fresh
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

ANN = Actor("owner1@example.com", frozenset({Role.CSM}))
MEG = Actor("meg@example.com", frozenset({Role.MANAGER}))
PART = "This week"


@pytest.fixture
def week(cockpit: Cockpit) -> Cockpit:
    """Eight accounts, two of them Ann's, with a name that would fetch a picture; she reports to Meg."""
    fill(cockpit.store, 8, name="![i](http://evil.example/i.png)")
    with cockpit.store.transaction(MEG, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.team_member BY NAME SELECT 1 AS member_key, 'owner1@example.com' AS email,"
            " 'Ann Lee' AS full_name, 'meg@example.com' AS manager_email"
        )
        work.touch("crm.team_member")
    ensure_fresh(cockpit, MEG)
    return cockpit


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def test_the_week_says_what_to_try_and_which_accounts_need_somebody(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = open_page("coaching", part=PART)
    assert not page.exception and not page.error
    titles = [head.value for head in page.subheader]
    assert titles[1:3] == ["What to try next", "Accounts that need you"]
    assert any("not kept. Only you see it." in caption.value for caption in page.caption)
    marked = [*page.subheader, *page.caption, *page.markdown]
    assert not [one for one in marked if "](http" in one.value]


def test_a_kept_week_is_rated_where_it_stands(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = press(open_page("coaching", part=PART), "Keep this summary")
    assert not page.exception
    kept = kept_week(week.store, ANN, monday_of(week.clock.today()))
    assert kept is not None
    page.feedback(key=f"rating.week.{kept.interaction_id}.stars").set_value(3).run()
    assert ratings(week.store, ANN, [kept.interaction_id])[kept.interaction_id].rating == 4
    press(page, "Sum up anew")
    assert len(week.store.rows("SELECT 1 FROM ops.coaching_interactions")) == 2
    assert len(kept_weeks(week.store, ANN)) == 1


def test_a_kept_week_whose_figures_changed_says_so(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    write_week(week.store, ANN)
    page = open_page("coaching", part=PART)
    assert not page.info
    with week.store.transaction(ANN, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.activity BY NAME SELECT 999 AS activity_key, 'call' AS kind,"
            " TIMESTAMP '2026-06-30 08:00' AS occurred_at, 'owner1@example.com' AS owner_email"
        )
        work.touch("crm.activity")
    assert [one.value for one in page.run().info] == ["Figures have changed since this was kept."]


def test_a_style_that_is_chosen_is_kept_and_given_back(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = open_page("coaching", part=PART)
    page.selectbox(key="style.length").set_value("brief").run()
    assert style_of(week.store, ANN).length == "brief"
    page.selectbox(key="style.length").set_value("").run()
    assert style_of(week.store, ANN).length == "detailed"
    assert not page.exception


def test_the_manager_sees_the_team_in_counts_and_not_her_words(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    kept = write_week(week.store, ANN)
    rate(week.store, ANN, kept.interaction_id, rating=1, comment="private words")
    choose(week.store, ANN, "length", "brief")
    look_as(MEG)
    page = open_page("coaching", part=PART)
    page.segmented_control(key="week.whose").set_value("My team's week").run()
    assert not page.exception and not page.error
    (table,) = page.dataframe
    assert list(table.value["Person"]) == ["Ann Lee"]
    assert list(table.value["Shared turns"]) == [0]
    said = str([*page.text, *page.caption, *page.markdown, table.value.to_dict()])
    assert "private" not in said


def test_a_csm_is_offered_no_teams_week(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = open_page("coaching", part=PART)
    assert "week.whose" not in {control.key for control in page.segmented_control}


def test_what_came_after_an_answer_stands_beside_others_and_claims_no_cause(
    week: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    with week.store.transaction(ANN, "tests.fill") as work:
        number = record(
            work,
            person=ANN.email,
            interaction_type=InteractionType.GUIDANCE,
            subject="renewal_risk",
            context={},
            guidance_provided="{}",
            writer="template",
            account_key=work.value(
                "SELECT min(account_key) FROM crm.account WHERE owner_email = $ann",
                {"ann": ANN.email},
            ),
        )
        work.execute(
            "UPDATE ops.coaching_interactions SET created_at = TIMESTAMP '2026-05-25 09:00'"
        )
        for day in ("2026-05-25", "2026-06-25"):
            work.execute(
                "INSERT INTO ops.score_snapshot SELECT $day::TIMESTAMP, $day::DATE, account_key, 'health', 40,"
                " 'red', 100, '', 1 FROM crm.account",
                {"day": day},
            )
    rate(week.store, ANN, number, followed="followed")
    look_as(ANN)
    page = open_page("coaching", part=PART)
    assert not page.exception
    (table,) = page.dataframe
    assert list(table.value["Followed"]) == ["Followed"]
    assert list(table.value["30 days on"]) == list(table.value["Others, 30 days"]) == [0.0]
    assert "60 days on" not in table.value and "Escalation" not in table.value
    said = [caption.value for caption in page.caption]
    assert (
        "1 answer you followed; the score 30 days later is known of 1 account and rose by more than "
        "others' in none." in said
    )
    assert any("does not show what caused what" in one for one in said)
