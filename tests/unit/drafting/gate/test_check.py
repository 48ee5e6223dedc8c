"""The report: standings, vouches, attachments, places in the text."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafting.claim import Attachment, ClaimKind, Standing, Vouch
from core.drafting.gate import check
from core.drafting.gate.normalise import normalise
from tests.unit.drafting.gate.helpers import (
    ANNA,
    ARR,
    EXECUTIVES,
    RENEWAL,
    ROBERT,
    SILENCE,
    adoption,
    sheet,
)

SHEET = sheet(ROBERT, ANNA, ARR, RENEWAL, SILENCE, EXECUTIVES, *adoption())
BODY = (
    "Dear Robert,\n\nadoption is at 94 %, ahead of plan, for a fee of $450K. "
    "We will send a gift to Jennifer before 28 September."
)


def _vouch(words: str) -> Vouch:
    return Vouch(words, "agreed by phone", "maria@northstar.example", datetime(2026, 6, 30, 12, 0))


def test_claims_are_in_order_side_by_side_and_where_they_say() -> None:
    claims = check("Your $450K", BODY, SHEET).claims
    for part, text in (("subject", "Your $450K"), ("body", BODY)):
        mine = [claim for claim in claims if claim.part == part]
        assert mine
        assert [text[claim.start : claim.end] for claim in mine] == [claim.words for claim in mine]
        assert all(one.end <= two.start for one, two in pairwise(mine))


def test_each_claim_names_its_facts_and_why() -> None:
    report = check("", BODY, SHEET)
    by_words = {claim.words: claim for claim in report.claims}
    assert by_words["94 %"].fact_ids == ("outcome.adoption.value",)
    assert by_words["$450K"].fact_ids == ("arr",)
    assert by_words["28 September"].fact_ids == ("renewal_on",)
    assert by_words["Jennifer"].standing is Standing.UNMATCHED
    assert "known here: Robert Kim, Anna Weber" in by_words["Jennifer"].reason
    assert all(claim.reason for claim in report.claims)


def test_a_person_may_vouch_for_names_comparisons_and_promises() -> None:
    vouches = [_vouch("We will"), _vouch("jennifer")]
    report = check("", BODY, SHEET, vouches=vouches)
    assert report.passes
    assert {claim.words for claim in report.claims if claim.standing is Standing.VOUCHED} == {
        "We will",
        "Jennifer",
    }


@pytest.mark.parametrize(
    "words",
    ["97%", "$460K", "82 days", "29 September", "three times", "https://x.example", "a@b.example", "doubled"],
)  # fmt: skip
def test_nobody_can_vouch_for_what_the_data_must_say(words: str) -> None:
    body = f"Adoption, fee and renewal: {words}."
    report = check("", body, SHEET, vouches=[_vouch(words), _vouch(body)])
    assert not report.passes
    assert any("Nobody can vouch" in claim.reason for claim in report.unmatched)


def test_a_vouch_holds_for_its_words_alone() -> None:
    report = check("", "We will fix it. Our team will pay.", SHEET, vouches=[_vouch("We will")])
    assert [claim.words for claim in report.unmatched] == ["Our team will"]


def test_an_attached_fact_waives_the_words_around_but_not_the_value() -> None:
    body = "Uptime of 94% speaks for itself."
    assert not check("", body, SHEET).passes
    attached = check("", body, SHEET, attachments=[Attachment("94%", "outcome.adoption.value")])
    assert [claim.standing for claim in attached.claims] == [Standing.ATTACHED]
    wrong = check("", body, SHEET, attachments=[Attachment("94%", "outcome.adoption.target")])
    assert "does not agree" in wrong.unmatched[0].reason
    assert not check(
        "", "Uptime of 97%.", SHEET, attachments=[Attachment("97%", "outcome.adoption.value")]
    ).passes
    assert not check(
        "", "We waited 62 weeks.", SHEET, attachments=[Attachment("62 weeks", "days_since")]
    ).passes


def test_an_attached_date_must_be_that_date() -> None:
    body = "The workshop is on 28 September."
    told = [Attachment("28 September", "renewal_on")]
    assert [claim.standing for claim in check("", body, SHEET, attachments=told).claims] == [
        Standing.ATTACHED
    ]
    assert not check(
        "", body.replace("28", "27"), SHEET, attachments=[Attachment("27 September", "renewal_on")]
    ).passes


def test_a_fact_that_is_gone_attaches_to_nothing() -> None:
    assert check("", "It is 94%.", SHEET, attachments=[Attachment("94%", "gone")]).passes


def test_own_names_need_no_fact() -> None:
    body = "I am Maria Santos of Northstar; see northstar.example."
    assert not check("", body, SHEET).passes
    own = ("Maria Santos", "Northstar", "northstar.example")
    assert check("", body, SHEET, own_names=own).passes


def test_an_empty_letter_claims_nothing() -> None:
    assert check("", "", SHEET).claims == ()
    assert check("  ", "\n\n", SHEET).passes


def test_the_same_letter_gets_the_same_report() -> None:
    assert check("Your $450K", BODY, SHEET) == check("Your $450K", BODY, SHEET)


def test_kinds_are_told_apart() -> None:
    body = (
        "Robert, adoption is at 94 % for $450K until 28 September, 62 days after our last contact, "
        "ahead of plan; it has doubled, we promise, see www.example.com or a@b.example, the third outage."
    )
    kinds = {claim.kind for claim in check("", body, SHEET).claims}
    assert kinds >= {
        ClaimKind.PERSON, ClaimKind.PERCENT, ClaimKind.MONEY, ClaimKind.DATE, ClaimKind.DURATION,
        ClaimKind.COMPARISON, ClaimKind.COMMITMENT, ClaimKind.LINK, ClaimKind.ADDRESS, ClaimKind.ORDINAL,
    }  # fmt: skip


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_its_places_are_true(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(
        0 <= one < two <= len(text) for one, two in zip(normal.starts, normal.ends, strict=True)
    )
    for claim in check(text[:20], text, SHEET).claims:
        shown = text[:20] if claim.part == "subject" else text
        assert shown[claim.start : claim.end] == claim.words
