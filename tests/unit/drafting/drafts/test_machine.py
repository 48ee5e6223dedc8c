"""Random work on a draft: whatever people and imports do, an approved text was proven and seen."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from core.drafting.drafts import Draft, Status
from core.drafting.drafts.states import APPROVED_STATES
from core.drafting.kind import Tone
from core.errors import RapportError
from core.store import ModelSet
from tests.unit.drafting.desk import MAYA, ROBERT, TOM, Desk

SENTENCES = (
    "I would be glad to hear your view.",
    "You also saved 77% on paper.",
    "We guarantee it.",
    "Your operational cost reduction stands at 32%.",
)


class Work(RuleBasedStateMachine):
    """One draft, two people, and data that move under it."""

    built: Path
    models: ModelSet

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        from tests.unit.drafting.desk import copied

        self.context = copied(self.built, Path(self.folder.name), self.models)
        self.desk: Desk = self.context.__enter__()
        self.draft_id = self.desk.make().draft_id
        self.seen = [self.now().content_hash]

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        self.folder.cleanup()

    def now(self) -> Draft:
        return self.desk.engine.draft(MAYA, self.draft_id)

    def attempt(self, act: Any, *given: Any, **named: Any) -> None:
        """Refusals are answers, not failures."""
        try:
            act(*given, **named)
        except RapportError:
            return

    @rule(sentence=st.sampled_from(SENTENCES))
    def edit(self, sentence: str) -> None:
        self.attempt(lambda: self.desk.edited(self.now(), sentence))

    @rule(tone=st.sampled_from(list(Tone)))
    def retone(self, tone: Tone) -> None:
        self.attempt(self.desk.engine.retone, MAYA, self.draft_id, tone=tone)

    @rule()
    def look(self) -> None:
        self.seen.append(self.now().content_hash)

    @rule(newest=st.booleans(), data=st.data())
    def approve(self, newest: bool, data: st.DataObject) -> None:
        seen = self.now().content_hash if newest else data.draw(st.sampled_from(self.seen))
        self.attempt(self.desk.engine.approve, MAYA, self.draft_id, seen)

    @rule(words=st.sampled_from(["77%", "We guarantee it"]))
    def vouch(self, words: str) -> None:
        self.attempt(self.desk.engine.vouch, MAYA, self.draft_id, words, "I know it.")

    @rule(value=st.sampled_from([31, 32, 33]))
    def measure(self, value: int) -> None:
        sql = "UPDATE crm.outcome_metric SET value = $value WHERE unit = 'percent'"
        self.desk.write(sql, "crm.outcome_metric", value=value)

    @rule(bounced=st.booleans())
    def bounce(self, bounced: bool) -> None:
        when = "TIMESTAMP '2026-01-02 10:00'" if bounced else "NULL"
        sql = f"UPDATE crm.contact SET email_bounced_at = {when}"
        self.desk.write(sql, "crm.contact")

    @rule()
    def lift(self) -> None:
        self.attempt(self.desk.engine.lift, TOM, self.draft_id, "bounced", "It works again.")

    @rule()
    def opt_out(self) -> None:
        number = self.desk.engine.suppress(MAYA, "", "Asked us to stop.", contact_key=ROBERT)
        assert self.now().status not in APPROVED_STATES
        self.desk.engine.end_suppression(MAYA, number, "Changed their mind.")

    @rule(days=st.integers(1, 4))
    def wait(self, days: int) -> None:
        self.desk.pass_days(days)

    @invariant()
    def what_is_approved_is_proven_seen_and_lets_every_rule_pass(self) -> None:
        draft = self.now()
        if draft.status not in APPROVED_STATES:
            assert not draft.is_approved
            return
        assert draft.is_approved
        assert draft.report.passes
        standing = [block for block in draft.stops if block.rule != "meeting_time"]
        assert standing == []
        assert draft.approval is not None
        assert draft.approval.stands(draft.content_hash, self.desk.now)

    @invariant()
    def nothing_was_sent(self) -> None:
        assert self.now().status in (Status.DRAFTED, Status.IN_REVIEW, *APPROVED_STATES)


def test_whatever_is_done_an_approved_text_was_proven_and_seen(
    built: Path, models: ModelSet
) -> None:
    Work.built, Work.models = built, models
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=4,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.fuzz
def test_the_same_for_longer(built: Path, models: ModelSet) -> None:
    Work.built, Work.models = built, models
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=100,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
