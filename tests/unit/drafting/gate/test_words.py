"""Names, links, promises, quotations, and what cannot be read."""

from __future__ import annotations

import pytest

from core.drafting.claim import ClaimKind
from core.drafting.fact import FactKind
from tests.unit.drafting.gate.helpers import ANNA, ARR, ROBERT, adoption, fact, report, stands

COMPANY = fact(
    "account.name", FactKind.COMPANY, "Company", "Global Retail Co", aliases=("Global Retail",)
)
PRODUCT = fact("feature.name", FactKind.PRODUCT, "Feature in use", "Store Planner 360")
LINK = fact(
    "meeting.link", FactKind.LINK, "Link to the meeting", "https://meet.northstar.example/maria"
)
MAIL = fact("recipient.email", FactKind.ADDRESS, "Address", "robert.kim@globalretail.example")
PHONE = fact("sender.phone", FactKind.ADDRESS, "Telephone", "+1 312 555 0142")
GOAL = fact("goal.priority", FactKind.QUOTE, "Their priority", "Cut close time to 5 days")
ALL = (ROBERT, ANNA, COMPANY, PRODUCT, LINK, MAIL, PHONE, GOAL, ARR, *adoption())


@pytest.mark.parametrize(
    "said",
    [
        "Dear Robert,\n\nthank you.", "Robert,\n\nthank you.", "Dear Mr. Kim,\n\nthank you.", "Dr. Weber's team is with us.", "Anna Weber asked me to write.", "R. Kim knows.", "Global Retail's plans matter.", "Global Retail Co matters.",
        "You use Store Planner 360.", "Your CFO and your VP Operations know.", "We know that the Board meets in London.", "I am with Northstar.", "Best regards from our team in Germany.", "The German team agrees.",
    ],
)  # fmt: skip
def test_known_names_and_ordinary_capitals_stand(said: str) -> None:
    assert stands(said, *ALL), report(said, *ALL).unmatched


@pytest.mark.parametrize(
    "said",
    [
        "Dear Roberta,\n\nthank you.", "Jennifer,\n\nthank you.", "dear jennifer,\n\nthank you.", "Dear Ms. Walsh,\n\nthank you.", "Robert Weber asked me to write.", "Anna Kim asked me.", "Global Traders Co matters.", "You use Store Planner 365.",
        "Xiomara told us so.", "We do the same for PepsiCo.", "Clearwater joined us.", "Mark told us so.", "I spoke with Apple about it.", "You use Store Manager.",
    ],
)  # fmt: skip
def test_names_that_no_fact_knows_are_marked(said: str) -> None:
    claims = report(said, *ALL).unmatched
    assert claims
    assert all(
        claim.vouchable for claim in claims if claim.kind in (ClaimKind.PERSON, ClaimKind.COMPANY)
    )


@pytest.mark.parametrize(
    "said",
    [
        "Join at https://meet.northstar.example/maria.", "Join at meet.northstar.example/maria", "Write to robert.kim@globalretail.example.", "Write to Robert.Kim@GlobalRetail.example", "Call +1 (312) 555-0142.", "Call 312-555-0142.",
    ],
)  # fmt: skip
def test_links_and_addresses_of_facts_stand(said: str) -> None:
    assert stands(said, *ALL), report(said, *ALL).unmatched


@pytest.mark.parametrize(
    "said",
    [
        "Join at https://meet.northstar.example/mario.", "Join at https://meet.northstar.example.evil.test/maria.", "See bit.ly/3xYz.", "See www.example.com.", "[here](https://evil.test)", "[here](/q3)", "See http://10.0.0.7/x.", "javascript:alert(1)",
        "<a href='x'>here</a>", "Write to robert.kim@globalretail.exmaple.", "Write to robert (at) evil dot test.", "See evil[.]test.", "Call +1 312 555 0143.", "Call 555 0199 221.", "robert at evil dot com",
    ],
)  # fmt: skip
def test_other_links_and_addresses_are_refused_for_good(said: str) -> None:
    claims = report(said, *ALL).unmatched
    assert claims
    assert not any(
        claim.vouchable for claim in claims if claim.kind in (ClaimKind.LINK, ClaimKind.ADDRESS)
    )


@pytest.mark.parametrize(
    "said",
    [
        "We will fix it.", "We'll deliver on time.", "I promise that it works.", "This is guaranteed.", "We can offer a discount.", "It is free of charge.", "It will be resolved soon.", "By Friday we have it.", "We are committed to you.", "Northstar will pay.",
        "You will receive a refund.", "We are going to ship it.", "Rest assured.", "Our team will repair it.", "We shall waive the fee.",
    ],
)  # fmt: skip
def test_promises_need_a_persons_word(said: str) -> None:
    claims = report(said, *ALL).unmatched
    assert [claim.kind for claim in claims if claim.vouchable]
    assert {claim.kind for claim in claims} <= {ClaimKind.COMMITMENT, ClaimKind.DATE}


@pytest.mark.parametrize(
    "said",
    ["I will send an agenda beforehand.", "I will keep it short.", "We will not take more of your time.", "It is a plan and no promise.", "Feel free to ask.", "I'll call you then.", "Will you join?", "A promising start."],
)  # fmt: skip
def test_courtesies_are_no_promises(said: str) -> None:
    assert report(said, *ALL).claims == ()


def test_words_of_the_records_may_be_repeated_figures_and_all() -> None:
    assert stands('Your goal "Cut close time to 5 days" comes first.', *ALL)
    assert stands("Cut close time to 5 days: that is your goal.", *ALL)
    assert not stands('Your goal "Cut close time to 4 days" comes first.', *ALL)
    assert not stands('Robert said "the best quarter we ever had" to us.', *ALL)


def test_a_made_up_quotation_does_not_hide_its_figures() -> None:
    claims = report('Robert said "costs fell by forty-seven percent" to us.', *ALL).unmatched
    assert [
        (claim.words, claim.vouchable) for claim in claims if claim.kind is ClaimKind.PERCENT
    ] == [("forty-seven percent", False)]


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("Adoption is at \uff19\uff14%.", True), ("Adoption is at 9\u200b4%.", True), ("Adoption is at 9\u00ad4%.", True), ("Adoption is at 9&#52;%.", True), ("Adoption is at **94%**.", True), ("Adoption is at \u0669\u0664%.", True), ("Adoption is at 9\ufe0f\u20e34\ufe0f\u20e3%.", True),
        ("Adoption is at \uff19\uff18%.", False), ("Adoption is at 9\u200b8%.", False), ("Adoption is at 9\u00ad8%.", False), ("Adoption is at 9&#56;%.", False), ("Adoption is at 9**8**%.", False), ("Adoption is at \u0669\u0668%.", False),
        ("Adoption is at 9\u20688\u2069%.", False), ("Adoption is at XCIV percent.", False), ("Adoption is at n i n e t y percent.", False), ("Adoption is at 94\u202e%.", False), ("\u0410nna Weber agrees.", False), ("Adoption is at 9\u04274%.", False), ("Adoption is at \u4e5d\u5341\u56db%.", False),
        ("Adoption is at 94\n%.", True), ("Adoption is at 9\n4%.", False), ("Adoption is at 9_4%.", False),
    ],
)  # fmt: skip
def test_disguises_are_seen_through_or_refused(said: str, passes: bool) -> None:
    assert stands(said, *ALL) is passes, report(said, *ALL).unmatched


def test_names_in_other_scripts_are_known_as_the_facts_write_them() -> None:
    misaki = fact(
        "recipient.name",
        FactKind.PERSON,
        "Recipient",
        "\u7f8e\u54b2 \u9577\u8c37\u5ddd",
        aliases=("\u7f8e\u54b2",),
    )
    assert stands("Hello \u7f8e\u54b2,\n\nthank you.", misaki)
    assert not stands("Hello \u7f8e\u5b50,\n\nthank you.", misaki)
