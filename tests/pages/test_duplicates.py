"""The Duplicates page: pairs decided one by one and many at once, undone, and the rules of what stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import LOCAL, Actor, Role
from core.capture.identity.review import clusters, queue
from core.ui.duplicates import evidence
from core.wiring import Cockpit
from tests.duplicates import key_of, propose
from tests.exports import import_files
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

FILES = {
    "accounts": "account_id,name,domain,owner_email\nA,Acme,acme.io,ann@us.example\n"
    "B,Acme Ltd,acme.io,bob@us.example\nC,Bolt,bolt.io,ann@us.example\n",
    "contacts": "contact_id,account_id,full_name,title,email,consent\n"
    "1,A,Ann Lee,CFO,ann@acme.io,given\n2,A,Anne Lee,Finance lead,ann.lee@acme.io,withdrawn\n"
    "3,C,![x](http://evil.example/i.png) Wu,CTO,wu@bolt.io,given\n4,C,W. Wu,CTO,w@bolt.io,given\n",
}


@pytest.fixture
def told(cockpit: Cockpit, tmp_path: Path) -> Cockpit:
    """Two pairs of people and one of accounts wait."""
    import_files(cockpit.store, tmp_path, FILES)
    store = cockpit.store
    people = {name: key_of(store, "contact", name) for name in "1234"}
    accounts = {name: key_of(store, "account", name) for name in "ABC"}
    propose(store, "contact", [(people["1"], people["2"], 0.97), (people["3"], people["4"], 0.8)])
    propose(store, "account", [(accounts["A"], accounts["B"], 0.9)])
    return cockpit


def _button(page: AppTest, label: str):
    return next(button for button in page.button if button.label == label)


def _words(page: AppTest) -> str:
    elements = [*page.subheader, *page.caption, *page.markdown, *page.warning]
    return " ".join(str(element.value) for element in elements)


def _waiting(told: Cockpit) -> int:
    return queue(told.store, LOCAL, "contact").total


def test_a_pair_stands_side_by_side_with_its_evidence(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    assert not page.exception
    assert "Ann Lee" in _words(page)
    assert "Anne Lee" in _words(page)
    tables = [table.value for table in page.dataframe]
    differing = next(table for table in tables if "As one record" in table.columns)
    assert "withdrawn" in set(differing["As one record"])
    told_why = next(table for table in tables if "Bits" in table.columns)
    assert told_why["It is"].iloc[1] == "512 times more likely the same"


def test_same_is_decided_and_the_next_pair_comes_and_undo_brings_it_back(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("duplicates")
    _button(page, "Same").click().run()
    assert not page.exception
    assert _waiting(told) == 1
    assert clusters(told.store, LOCAL, "contact").total == 1
    assert "W\\. Wu" in _words(page)
    _button(page, "Undo").click().run()
    assert not page.exception
    assert _waiting(told) == 2
    assert clusters(told.store, LOCAL, "contact").total == 0


def test_different_is_decided_and_nothing_is_merged(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    _button(page, "Different").click().run()
    assert not page.exception
    assert (_waiting(told), clusters(told.store, LOCAL, "contact").total) == (1, 0)


def test_skipping_goes_round_the_queue_and_decides_nothing(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    assert "1 of 2" in _words(page)
    _button(page, "Skip").click().run()
    assert "2 of 2" in _words(page)
    _button(page, "Skip").click().run()
    assert "1 of 2" in _words(page)
    assert _waiting(told) == 2


def test_every_decision_has_a_key(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    keys = {button.label: button.proto.shortcut.upper() for button in page.button}
    wanted = {"Same": "S", "Different": "D", "Skip": "K", "Undo": "U", "Previous": "LEFT"}
    assert {name: keys[name] for name in wanted} == wanted


def test_text_of_a_name_stays_text(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    _button(page, "Skip").click().run()
    assert not any("![x](http" in str(element.value) for element in page.markdown)


def test_many_are_accepted_above_a_probability_after_one_more_question(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("duplicates")
    page.session_state["duplicates-bulk"] = True
    page.run()
    share = next(one for one in page.select_slider if one.label.startswith("From which"))
    share.set_value(0.8).run()
    _button(page, "Accept 2 pairs").click().run()
    assert _waiting(told) == 2
    _button(page, "Accept them").click().run()
    assert not page.exception
    assert _waiting(told) == 0
    _button(page, "Undo").click().run()
    assert _waiting(told) == 2


def test_accounts_are_decided_on_the_same_page(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    page.segmented_control[0].set_value("account").run()
    assert not page.exception
    assert "Acme Ltd" in _words(page)
    _button(page, "Same").click().run()
    assert not page.exception
    assert clusters(told.store, LOCAL, "account").total == 1


def test_a_decision_is_taken_back_from_the_list_with_a_reason(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("duplicates")
    _button(page, "Same").click().run()
    page = open_page("duplicates", part="Decided")
    assert not page.exception
    (table,) = [one.value for one in page.dataframe]
    assert list(table["Decision"]) == ["● Same"]


def test_merged_records_say_where_each_value_is_from(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    _button(page, "Same").click().run()
    page = open_page("duplicates", part="Merged")
    assert not page.exception
    golden = page.dataframe[1].value
    row = golden[golden["Field"] == "Consent"].iloc[0]
    assert (row["Value"], row["Chosen as"]) == ("withdrawn", "the most restrictive")


def test_a_rule_shows_what_it_would_change_before_it_is_set(told: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    _button(page, "Same").click().run()
    page = open_page("duplicates", part="Rules")
    assert not page.exception
    next(box for box in page.selectbox if box.label == "Field").set_value("title").run()
    next(box for box in page.selectbox if box.label == "Chosen as").set_value("longest").run()
    assert "of 1 merged record would say something else" in _words(page)
    _button(page, "Set the rule").click().run()
    assert not page.exception
    rules = page.dataframe[0].value
    assert rules[rules["Field"] == "Title"]["Chosen as"].iloc[0] == "The longest text"


def test_a_csm_decides_of_their_accounts_alone_and_sets_no_rule(
    told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    page = open_page("duplicates")
    assert not page.exception
    assert "No pair of people waits" in _words(page)
    page = open_page("duplicates", part="Rules")
    assert not page.exception
    assert "Set the rule" not in {button.label for button in page.button}


def test_today_says_how_many_pairs_wait_for_whoever_sees_them(
    told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    page = open_page("today")
    assert not page.exception
    _button(page, "2 pairs of people and 1 pair of accounts may be duplicates")
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    page = open_page("today")
    assert not any("may be duplicates" in button.label for button in page.button)


def test_without_pairs_the_page_says_when_they_come(cockpit: Cockpit, open_page: Open) -> None:
    page = open_page("duplicates")
    assert not page.exception
    assert "After each import" in _words(page)


def test_long_names_are_cut_in_headings_and_whole_in_tables(
    cockpit: Cockpit, open_page: Open
) -> None:
    long = "Società Internazionale per l'Innovazione, la Ricerca e lo Sviluppo " * 3
    fill(cockpit.store, 3, name=long)
    keys = [key_of(cockpit.store, "account", name) for name in ("A1", "A2")]
    propose(cockpit.store, "account", [(keys[0], keys[1], 0.9)])
    page = open_page("duplicates")
    page.segmented_control[0].set_value("account").run()
    assert not page.exception
    heads = [str(one.value) for one in page.markdown if "Società" in str(one.value)]
    assert len(heads) == 2
    assert max(len(one) for one in heads) < 130
    shown = next(one.value for one in page.dataframe if "As one record" in one.value)
    assert any(len(str(value)) > 200 for value in shown["As one record"])


def test_ten_thousand_pairs_are_paged_by_the_database(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 10_001)
    rows = cockpit.store.rows("SELECT contact_key FROM crm.contact ORDER BY contact_key")
    keys = [row["contact_key"] for row in rows]
    pairs = zip(keys[::2], keys[1::2], strict=True)
    propose(cockpit.store, "contact", [(one, other, 0.8) for one, other in pairs][:10_000])
    page = open_page("duplicates")
    assert not page.exception
    assert "1 of 10,000" in _words(page)
    assert max(len(table.value) for table in page.dataframe) <= 30


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (512.0, "512 times more likely the same"),
        (1 / 8, "8 times more likely different"),
        (1.01, "says nothing"),
        (2.0**40, "over a million times more likely the same"),
        (0.0, "rules it out"),
    ],
)
def test_a_factor_is_said_in_words(factor: float, said: str) -> None:
    assert evidence.times(factor) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.9996, "over 99.9%"), (1.0, "100%"), (0.97, "97%"), (0.0004, "under 0.1%")],
)
def test_a_probability_is_never_rounded_up_to_certainty(value: float, said: str) -> None:
    assert evidence.probability(value) == said
