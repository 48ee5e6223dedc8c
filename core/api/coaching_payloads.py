"""What the API takes and gives of guidance."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from core.api.payloads import Strict
from core.coaching.guidance.ask import LONGEST_QUESTION


class GuidanceRequest(Strict):
    """A question to the coach."""

    question: str = Field(
        min_length=1, max_length=LONGEST_QUESTION, description="What is going on, in your words."
    )
    account_id: str = Field(
        default="", description="The account it is about, where the words do not name it."
    )
    conversation_id: int | None = Field(
        default=None, ge=1, le=2**62, description="The conversation it goes on with."
    )
    playbook: str = Field(
        default="",
        max_length=80,
        description="Slug of the situation, where the words were understood otherwise.",
    )


class CoachCitation(BaseModel):
    """What a line rests on: `kind` is article, playbook or fact."""

    kind: str
    ref: str
    title: str


class CoachLine(BaseModel):
    """One thing said."""

    text: str
    citations: list[CoachCitation]


class CoachPhase(BaseModel):
    """Steps that belong together, with the last day of them."""

    name: str
    when: str
    due_on: date
    steps: list[CoachLine]


class CoachAction(BaseModel):
    """A follow-up: `act` is draft or plan; `contact` is who a draft is addressed to, where known."""

    label: str
    act: str
    draft_kind: str
    purpose: str
    contact: str


class CoachFact(BaseModel):
    """A fact that lines cite, with the imported rows it was read from."""

    id: str
    says: str
    is_stale: bool
    evidence: list[str]


class CoachAccount(BaseModel):
    """The account the answer is about."""

    source_system: str
    account_id: str
    name: str


class CoachPerson(BaseModel):
    """Somebody of the customer's who is meant."""

    full_name: str
    title: str


class CoachSituation(BaseModel):
    """What the question was understood to be about; `playbook` is empty where nothing was recognised."""

    playbook: str
    title: str
    confidence: float
    account: CoachAccount | None
    people: list[CoachPerson]
    stage: str
    alternatives: list[str]


class GuidanceAnswer(BaseModel):
    """An answer; with a `question` it is one clarifying question and nothing else."""

    interaction_id: int
    conversation_id: int
    as_of: date
    situation: CoachSituation
    analysis: list[CoachLine]
    phases: list[CoachPhase]
    watch_outs: list[CoachLine]
    wording: list[CoachLine]
    ready: list[CoachAction]
    facts: list[CoachFact]
    question: str
    options: list[str] = Field(description="Situations to choose from where it asks back.")
    writer: str
    note: str
