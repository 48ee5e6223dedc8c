"""Typed commands: what they are taken to mean, and what is asked or suggested when they are unclear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cockpit.commands import EXAMPLES, complete, offers, understand
from core.cockpit.commands.grammar import readings
from core.errors import Forbidden, InvalidInput, NotFound, RapportError
from core.store import Store
from tests.unit.cockpit.conftest import ADA, ANN, AS_OF, BOB, NOBODY, SYSTEM

UNDERSTOOD = [
    # typed, intent, kind, purpose, account, person
    ("Draft executive outreach for Acme", "draft", "executive_outreach", "", "Acme", None),
    ("draft the executive outreach to acme.", "draft", "executive_outreach", "", "Acme", None),
    ("Contact Cleo Finn at Acme", "draft", "executive_outreach", "", "Acme", "Cleo Finn"),
    ("contact cleo", "draft", "executive_outreach", "", "Acme", "Cleo Finn"),
    (
        "e-mail Finn at Acme about expansion",
        "draft",
        "executive_outreach",
        "expansion_conversation",
        "Acme",
        "Cleo Finn",
    ),
    ("reach out to Vera regarding the QBR", None, "", "", "", None),
    (
        "reach out to Vera regarding qbr",
        "draft",
        "executive_outreach",
        "pre_qbr_briefing",
        "Bolt",
        "Vera Poe",
    ),
    (
        "Write an introduction to Theo Tan of Acme",
        "draft",
        "executive_outreach",
        "introduction",
        "Acme",
        "Theo Tan",
    ),
    (
        "make me an escalation awareness for bolt",
        "draft",
        "executive_outreach",
        "issue_escalation_awareness",
        "Bolt",
        None,
    ),
    ("Exectuive brief for Acme", "document", "executive_brief", "", "Acme", None),
    ("talking points for Cleo at Acme", "document", "talking_points", "", "Acme", "Cleo Finn"),
    ("business impact of Acme", "document", "impact_summary", "", "Acme", None),
    (
        "prepare a meeting proposal for Vera Poe",
        "document",
        "meeting_proposal",
        "",
        "Bolt",
        "Vera Poe",
    ),
    ("sponsor report for A1", "report", "sponsor_report", "", "Acme", None),
    ("What if Cleo Finn leaves Acme?", "stress", "stress_test", "", "Acme", "Cleo Finn"),
    ("what if vera left", "stress", "stress_test", "", "Bolt", "Vera Poe"),
    ("open rapport:A2", "open", "account", "", "Bolt", None),
    ("  open   acme ", "open", "account", "", "Acme", None),
]


@pytest.mark.parametrize("row", UNDERSTOOD, ids=[row[0] for row in UNDERSTOOD])
def test_a_command_is_understood(portfolio: Store, row: tuple[str, ...]) -> None:
    typed, intent, kind, purpose, account, person = row
    if intent is None:
        with pytest.raises(NotFound):
            understand(portfolio, ADA, typed, AS_OF)
        return
    (command,) = understand(portfolio, ADA, typed, AS_OF).commands
    assert (command.intent, command.kind, command.purpose) == (intent, kind, purpose)
    assert command.account.name == account
    assert (command.person.name if command.person else None) == person


def test_a_name_that_fits_several_is_asked_about(portfolio: Store) -> None:
    with portfolio.transaction(SYSTEM, "tests.namesake") as work:
        work.execute(
            "INSERT INTO mart.contact_profile BY NAME SELECT * REPLACE (99 AS contact_key, 2 AS account_key)"
            " FROM mart.contact_profile WHERE contact_key = 11"
        )
    several = understand(portfolio, ADA, "Contact Cleo Finn", AS_OF)
    assert several.question == "Which Cleo Finn?"
    assert [command.label for command in several.commands] == [
        "Cleo Finn, CFO, Acme",
        "Cleo Finn, CFO, Bolt",
    ]
    (one,) = understand(portfolio, ADA, "Contact Cleo Finn at Bolt", AS_OF).commands
    assert one.account.name == "Bolt"


def test_words_between_names_can_belong_to_a_name(portfolio: Store) -> None:
    with portfolio.transaction(SYSTEM, "tests.rename") as work:
        work.execute("UPDATE crm.account SET name = 'House of Core at Sea' WHERE account_key = 3")
    (command,) = understand(
        portfolio, ADA, "draft outreach for house of core at sea", AS_OF
    ).commands
    assert command.account.name == "House of Core at Sea"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Contact Nobody at Acme", "At Acme there is Cleo Finn or Theo Tan"),
        ("Contact Cloe Fin at Acme", "Cleo Finn"),
        ("Draft outreach for Acmee", "Did you mean Acme?"),
    ],
)
def test_an_unknown_name_is_answered_with_the_likeliest(
    portfolio: Store, typed: str, suggested: str
) -> None:
    with pytest.raises(NotFound) as unknown:
        understand(portfolio, ADA, typed, AS_OF)
    assert suggested in unknown.value.remedy


def test_what_is_no_command_is_said_with_examples(portfolio: Store) -> None:
    with pytest.raises(InvalidInput, match="Draft executive outreach for Acme"):
        understand(portfolio, ADA, "make coffee", AS_OF)
    with pytest.raises(InvalidInput, match="too long"):
        understand(portfolio, ADA, "open " + "x" * 300, AS_OF)


def test_accounts_of_others_are_unknown(portfolio: Store) -> None:
    with pytest.raises(NotFound) as unknown:
        understand(portfolio, BOB, "Contact Cleo Finn at Acme", AS_OF)
    assert "Cleo" not in unknown.value.remedy
    assert "Acme" not in unknown.value.remedy
    assert not any(
        "Acme" in text or "Cleo" in text for text in complete(portfolio, BOB, "Contact ", AS_OF)
    )
    with pytest.raises(Forbidden):
        understand(portfolio, NOBODY, "open acme", AS_OF)


def test_a_command_is_completed_with_beginnings_then_names(portfolio: Store) -> None:
    assert complete(portfolio, ANN, "con", AS_OF) == ("Contact ",)
    assert complete(portfolio, ANN, "Contact cl", AS_OF) == ("Contact Cleo Finn",)
    assert complete(portfolio, ANN, "Contact Cleo Finn at a", AS_OF) == (
        "Contact Cleo Finn at Acme",
    )
    assert complete(portfolio, ANN, "Sponsor report for b", AS_OF)[0] == "Sponsor report for Bolt"
    assert complete(portfolio, ANN, "xyz", AS_OF) == ()


def test_offers_are_whole_commands_of_the_own_book(portfolio: Store) -> None:
    own = offers(portfolio, ANN, AS_OF)
    assert own[0] == "Open Acme"
    assert "Contact Vera Poe at Bolt" in own
    assert not any("Core" in offer or "Dune" in offer for offer in own)
    for offer in own:
        assert len(understand(portfolio, ANN, offer, AS_OF).commands) == 1
    assert len(offers(portfolio, ANN, AS_OF, limit=1)) == 3


def test_the_examples_shown_are_commands() -> None:
    assert all(readings(example) for example in EXAMPLES)


@given(st.text(max_size=80))
def test_any_text_is_read_or_not_but_never_breaks(text: str) -> None:
    for reading in readings(text):
        assert reading.person or reading.account


@given(
    st.text(max_size=60), st.sampled_from(["contact ", "open ", "what if ", "draft outreach for "])
)
def test_any_ending_of_a_beginning_is_no_defect(text: str, beginning: str) -> None:
    assert isinstance(readings(beginning + text), tuple)


def test_a_command_with_sql_in_it_is_a_name_like_any_other(portfolio: Store) -> None:
    with pytest.raises(RapportError):
        understand(portfolio, ADA, "contact '; DROP TABLE crm.account; -- at %", AS_OF)
    assert portfolio.value("SELECT count(*) FROM crm.account") == 4
