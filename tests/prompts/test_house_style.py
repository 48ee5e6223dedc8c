"""How we write to a customer: no filler, no jargon of ours, no promise, one question."""

from __future__ import annotations

import re

import pytest

from core.drafting.prompts import PROMPTS, load_prompt, prompt_names
from core.drafting.prompts.check import check_prompts
from core.drafting.prompts.phrases import phrase_book

FILLER = re.compile(
    r"hope this finds|hope you|reach(ing)? out|touch base|circle back|excit|leverage|synerg|valued|"
    r"thrilled|delighted|amazing|just wanted|at your earliest|partnership|\bDear\b|!",
    re.I,
)
JARGON = re.compile(
    r"\b(health score|RAG|sponsor|champion|stakeholder|touchpoint|tier|churn|upsell|QBR|account plan|"
    r"ticket|P1|P2|escalat\w*|persona|engagement)\b",
    re.I,
)
PROMISE = re.compile(
    r"\b(I|we) will\b|\b(I|we)'ll\b|guarantee|promise|ensure\b|discount|commit to", re.I
)
DASH = re.compile(r"[\u2013\u2014]| - ")
TO_CUSTOMERS = [name for name in prompt_names() if load_prompt(name).meta.reader == "customer"]


def _wording(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text).replace("planned, not promised", "")


def _jargon(name: str) -> re.Pattern[str]:
    """People who work with tickets know the word."""
    if not load_prompt(name).meta.names_tickets:
        return JARGON
    return re.compile(JARGON.pattern.replace("ticket|", ""), re.I)


@pytest.mark.parametrize("name", TO_CUSTOMERS)
def test_no_wording_for_a_customer_has_filler_jargon_promises_or_dashes(name: str) -> None:
    found = [
        f"{phrase.path.name}:{phrase.line}: {hit[0]}"
        for phrase in phrase_book(load_prompt(name))
        for rule in (FILLER, _jargon(name), PROMISE, DASH)
        if (hit := rule.search(_wording(phrase.text)))
    ]
    assert found == []


def test_only_the_ask_asks() -> None:
    asking = {
        phrase.section.split(".")[0]
        for phrase in phrase_book(load_prompt("executive_outreach"))
        if "?" in _wording(phrase.text)
    }
    assert asking == {"ask", "subject"}


@pytest.mark.parametrize("purpose", load_prompt("executive_outreach").meta.purposes)
def test_every_purpose_has_an_ask_a_lens_and_a_subject_for_everyone(purpose: str) -> None:
    book = phrase_book(load_prompt("executive_outreach"))
    names = {name for phrase in book for name in phrase.names}
    for tone in ("warm", "concise", "formal"):
        assert book.fitting(f"ask.{purpose}", {tone}, names)
    for function in ("ceo", "cfo", "cto", "other"):
        assert book.fitting(f"lens.{purpose}", {function}, names)
        assert book.fitting(f"subject.{purpose}", {function}, names)


@pytest.mark.parametrize("purpose", load_prompt("executive_outreach").meta.purposes)
def test_every_purpose_has_a_subject_that_needs_only_what_the_purpose_needs(purpose: str) -> None:
    book = phrase_book(load_prompt("executive_outreach"))
    always = {"say", "company", "first_name", "review_on"}
    assert book.fitting(f"subject.{purpose}", {"ceo"}, always)


def test_names_of_folders_are_kinds_of_draft() -> None:
    assert all((PROMPTS / name / "meta.toml").exists() for name in prompt_names())
    assert "executive_outreach" in prompt_names()


def test_everything_renders_within_its_limit() -> None:
    for checked in check_prompts():
        assert 0 < checked.most_words <= checked.max_words
        assert checked.drafts > 0
