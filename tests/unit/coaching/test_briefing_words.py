"""The sentences of briefings: every fact they name exists, and each says only what its facts prove."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.actor import LOCAL
from core.coaching.briefing.words import Sentence, holds, name_of, narrowed, scripts
from core.coaching.guidance.catalogue import CATALOGUE
from core.coaching.guidance.fill import PLACE, filled
from core.coaching.knowledge import library
from core.draft_kinds import DRAFT_KINDS
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.fact_spec import spec_of
from core.drafting.gate import check
from core.drafting.prompts import load_prompt
from core.store import Store
from tests.unit.coaching.facts import TODAY, sheet_of

SENTENCES = [
    pytest.param(one, id=f"{kind.value}-{number}")
    for kind, script in scripts().items()
    for number, one in enumerate((*script.know, *script.say, *script.watch_outs))
]


@pytest.mark.parametrize("one", SENTENCES)
def test_every_sentence_passes_the_claim_gate_with_its_facts(one: Sentence) -> None:
    names = [name for name, _form in PLACE.findall(one.say)]
    for need in (*one.needs, *one.unless):
        assert spec_of(CATALOGUE, name_of(need)), need
    line = filled(one.say, sheet_of(names))
    assert line is not None
    if not names:
        return
    found = check("", line.text, sheet_of(names))
    assert found.passes, [(claim.words, claim.reason) for claim in found.unmatched]


@pytest.mark.parametrize("kind", list(scripts()), ids=str)
def test_what_leads_and_what_is_ready_exists(store: Store, kind: str) -> None:
    script, held = scripts()[kind], library(store, LOCAL)  # type: ignore[index]
    for leading in script.playbooks:
        assert (document := held.get(leading.slug)) and document.playbook, leading.slug
    for one in (*script.know, *script.say, *script.watch_outs):
        assert not one.article or held.get(one.article), one.article
    for action in script.ready:
        assert action.draft_kind in DRAFT_KINDS
        assert action.purpose in load_prompt(action.draft_kind).meta.purposes


def test_a_need_holds_where_the_fact_is_there_with_its_value() -> None:
    sheet = sheet_of(["health.rag"])
    assert holds("health.rag", sheet) and holds("health.rag=amber", sheet)
    assert not holds("health.rag=red", sheet) and not holds("renewal_on", sheet)
    assert not holds("health.rag", None)


def test_a_need_compares_numbers_and_nothing_else() -> None:
    days = Fact("days_to_renewal", FactKind.DURATION, "Days", Decimal(45), TODAY, "days")
    sheet = sheet_of(["renewal_on"]).with_facts(days)
    assert holds("days_to_renewal<60", sheet) and holds("days_to_renewal>44", sheet)
    assert not holds("days_to_renewal<45", sheet) and not holds("renewal_on<60", sheet)


def test_a_sentence_is_about_the_item_that_meets_its_need() -> None:
    facts = [
        Fact(f"goal.{item}.priority", FactKind.QUOTE, "Priority", item, TODAY)
        for item in ("first", "second")
    ]
    tied = Fact("goal.second.tied_to_renewal", FactKind.STATUS, "Tied", "yes", TODAY)
    sheet = narrowed(FactSheet(1, TODAY, (*facts, tied)), ["goal.*.tied_to_renewal"])
    line = filled("“{goal.*.priority}”", sheet)
    assert line is not None and line.text == "“second”"
