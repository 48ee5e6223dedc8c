"""A person's week: every figure from the data, with the rows it counts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from core.actor import LOCAL
from core.coaching.learning import rate
from core.coaching.model import CitationKind
from core.coaching.style import choose
from core.coaching.weekly import WeeklySummary, compose, kept_week, kept_weeks, write_week
from core.errors import Forbidden, InvalidInput
from core.store import Store

from .conftest import ADA, ANN, BOB, LEE, WEEK


def lines(summary: WeeklySummary, part: str) -> list[str]:
    return [line.text for line in next(p for p in summary.parts if p.name == part).lines]


def figure(summary: WeeklySummary, fact_id: str) -> int:
    fact = summary.fact(fact_id)
    assert fact is not None and isinstance(fact.value, Decimal)
    return int(fact.value)


def test_the_week_is_from_monday_to_the_end_of_sunday(store: Store) -> None:
    made = compose(store, ANN, WEEK)
    assert (made.week_on, made.until_on) == (WEEK, date(2026, 6, 28))
    assert made.headline.text == (
        "22 to 28 June 2026: 2 conversations, 1 e-mail from you and 1 e-mail from them; "
        "1 of 4 tasks due done in time."
    )
    assert [row.what for row in made.rows["week.talks"]] == ["Kick-off", "Review"]


def test_the_week_that_lasts_ends_today(store: Store) -> None:
    made = compose(store, ANN)
    assert (made.week_on, made.until_on) == (date(2026, 6, 29), date(2026, 6, 30))
    assert made.headline.text.startswith("29 to 30 June 2026: 1 conversation")


def test_accounts_without_contact_are_named_longest_first(store: Store) -> None:
    made = compose(store, ANN, WEEK)
    assert lines(made, "did")[:2] == [
        "You were in contact with 2 accounts: 2 conversations, 1 e-mail from you and 1 e-mail from them.",
        "1 of your 3 accounts had none, longest Dune (last on 21 June 2026).",
    ]


def test_promises_are_kept_late_open_or_carried_and_dropped_ones_are_none(store: Store) -> None:
    assert lines(compose(store, ANN, WEEK), "promises") == [
        "4 tasks of yours fell due; 1 you did in time.",
        "1 done late: “Name the owner” (Acme).",
        "2 not done by the end of the week: “Call the sponsor” (Bolt) and “Done after the week”.",
        "1 task from earlier weeks still open: “Ask for the reference” (Dune).",
    ]


def test_a_skill_stands_beside_the_half_year_before_with_its_counts(store: Store) -> None:
    assert lines(compose(store, ANN, WEEK), "skills") == [
        "Discovery: 2.5 of 5 from 2 judgements; 4.0 from 1 in the half-year before.",
        "Listening: 5.0 of 5 from 1 judgement; nothing was judged in the half-year before.",
    ]


def test_the_accounts_that_need_somebody_say_why_with_their_rows(store: Store) -> None:
    made = compose(store, ANN, WEEK)
    assert lines(made, "accounts") == [
        "Acme: its health is red at 41 points and it renews on 15 August 2026.",
        "Bolt: no executive was met for 75 days.",
        "Dune: a QBR is on 8 July 2026 and one of its executives is engaged.",
    ]
    red = made.fact("week.account.1.rag")
    assert red is not None and red.evidence == ("crm.ticket/201",)


def test_every_number_a_line_says_is_a_fact_it_cites(store: Store) -> None:
    made = compose(store, ANN, WEEK)
    for line in made.lines:
        cited = [made.fact(one.ref) for one in line.citations if one.kind is CitationKind.FACT]
        assert None not in cited
        said = {word.strip(".,;:()") for word in line.text.split()} - {"5"}
        numbers = {word for word in said if word.replace(".", "").isdigit()}
        proven = " ".join(
            str(fact.value) if not isinstance(fact.value, date) else f"{fact.value:%-d %Y}"
            for fact in cited
            if fact
        ).split()
        assert numbers <= set(proven), line.text


def test_three_things_to_try_each_about_something_else_with_a_document(store: Store) -> None:
    made = compose(store, ANN, WEEK)
    assert len(made.suggestions) == 3
    assert made.suggestions[0].text.startswith("Put the renewal of Acme")
    documents = [
        [one.ref for one in line.citations if one.kind is not CitationKind.FACT]
        for line in made.suggestions
    ]
    assert all(len(found) == 1 for found in documents)
    assert len({found[0] for found in documents}) == 3


def test_somebody_who_likes_questions_is_asked(store: Store) -> None:
    choose(store, ANN, "manner", "questioning")
    assert all(line.text.endswith("?") for line in compose(store, ANN, WEEK).suggestions)


def test_somebody_who_likes_it_brief_gets_two_lines_a_part(store: Store) -> None:
    choose(store, ANN, "length", "brief")
    made = compose(store, ANN, WEEK)
    assert len(lines(made, "promises")) == 2
    assert len(lines(made, "accounts")) == 3
    assert {fact.id for fact in made.facts} == {
        one.ref for line in made.lines for one in line.citations if one.kind is CitationKind.FACT
    }


def test_a_quiet_week_says_so_and_still_has_something_to_try(store: Store) -> None:
    made = compose(store, ADA, WEEK)
    assert made.headline.text == "22 to 28 June 2026: no conversation or e-mail on record."
    assert lines(made, "accounts") == ["Nothing is pressing."]
    assert len(made.suggestions) == 3


def test_the_one_user_of_an_installation_has_everybodys_accounts(store: Store) -> None:
    made = compose(store, LOCAL, WEEK)
    assert figure(made, "week.book") == 4
    assert figure(made, "week.talks") == 3
    assert figure(made, "week.due") == 4


@pytest.mark.parametrize("day", [date(2026, 6, 23), date(2026, 7, 6)])
def test_only_a_monday_that_has_come_begins_a_week(store: Store, day: date) -> None:
    with pytest.raises(InvalidInput):
        compose(store, ANN, day)


def test_an_analyst_is_not_coached(store: Store) -> None:
    with pytest.raises(Forbidden):
        compose(store, LEE, WEEK)


def test_a_week_is_kept_as_it_was_and_read_by_its_person_alone(store: Store) -> None:
    kept = write_week(store, ANN, WEEK)
    assert kept_week(store, ANN, WEEK) == kept
    assert kept_weeks(store, ANN) == (kept,)
    for who in (BOB, ADA, LOCAL):
        assert kept_week(store, who, WEEK) is None
    again = write_week(store, ANN, WEEK)
    assert kept_week(store, ANN, WEEK) == again
    rate(store, ANN, again.interaction_id, rating=4)


def test_a_summary_is_read_back_equal(store: Store) -> None:
    made = compose(store, ANN, WEEK)
    assert WeeklySummary.from_dict(json.loads(json.dumps(made.to_dict()))) == made
    assert not made.says_other_than(made)
    assert made.says_other_than(compose(store, ANN))


def test_the_same_data_give_the_same_summary(store: Store) -> None:
    assert compose(store, ANN, WEEK) == compose(store, ANN, WEEK)


def test_the_log_holds_nothing_of_the_week_but_its_monday(store: Store) -> None:
    write_week(store, ANN, WEEK)
    (logged,) = store.rows("SELECT * FROM ops.audit_event WHERE action = 'coaching.sum_up'")
    assert logged["subject"] == "2026-06-22"
    assert "Acme" not in str(logged)


def test_next_weeks_article_is_another_where_there_is_one(store: Store) -> None:
    first = write_week(store, ANN, date(2026, 6, 15)).summary
    second = compose(store, ANN, WEEK)
    assert set(first.documents) != set(second.documents)
