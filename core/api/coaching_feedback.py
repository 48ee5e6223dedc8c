"""Feedback on a conversation over the API, and the rubric it is scored by."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.json_route import JsonRoute
from core.api.payloads import Strict
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import feedback as coach
from core.coaching.rubric import rubric
from core.coaching.skill_areas import skill_areas
from core.coaching.transcript import LONGEST_TEXT


class TextRoute(JsonRoute):
    """A transcript of hours, in the widest characters."""

    largest_body_bytes = 4 * LONGEST_TEXT + 10_000


router = APIRouter(prefix="/coaching", tags=["coaching"])
acts = APIRouter(prefix="/coaching", tags=["coaching"], route_class=TextRoute)


class FeedbackRequest(Strict):
    """A conversation to be scored: its text, or an imported activity of the caller's own."""

    text: str = Field(default="", max_length=LONGEST_TEXT, description="Notes or a transcript.")
    activity: str | None = Field(
        default=None,
        pattern=r"^crm\.activity/\d{1,20}$",
        description="Reference of an imported activity, as evidence gives it.",
    )
    account_id: str | None = Field(default=None, description="The account it was with.")
    own_speakers: list[str] = Field(
        default_factory=list, max_length=20, description="Labels under which the caller speaks."
    )
    as_notes: bool = Field(default=False, description="These are notes, whatever they look like.")
    title: str = Field(default="", max_length=200)
    share_scores: bool = Field(
        default=False, description="Let those the caller reports to see the levels, never the text."
    )


class CitedArticle(BaseModel):
    """An article of the knowledge base."""

    ref: str
    title: str


class QuoteAnswer(BaseModel):
    """Words of the text, verbatim: `start` to `end` of it, counted in characters from 0."""

    skill: str
    marker: str
    shows: str
    points: float
    text: str
    start: int
    end: int
    speaker: str


class ScoreAnswer(BaseModel):
    """`level` is 1 to 5; empty means that nothing in the text shows this skill."""

    skill: str
    title: str
    level: float | None
    low: float | None
    high: float | None
    certainty: Literal["low", "fair", "good"] | None
    anchor: str
    next_anchor: str
    quotes: list[QuoteAnswer]


class SuggestionAnswer(BaseModel):
    """What to try. `rewrites`: `better` is the quoted sentence itself, put better."""

    skill: str
    title: str
    shows: str
    attempt: str
    better: str
    quote: QuoteAnswer | None
    rewrites: bool
    article: CitedArticle | None


class SpeakerAnswer(BaseModel):
    """A speaker and whose they were taken to be."""

    name: str
    side: Literal["own", "us", "them", "unknown", "note"]
    turns: int
    words: int


class TalkAnswer(BaseModel):
    """Counts over speaker turns; shares are of words."""

    own_words: int
    our_words: int
    their_words: int
    our_share: float
    questions: int
    open_questions: int
    longest_words: int
    longest_seconds: float | None


class FeedbackAnswer(BaseModel):
    """Feedback as it was kept. `talk` is empty for notes."""

    interaction_id: int
    title: str
    rubric_version: int
    shape: str
    is_shared: bool
    writer: str
    note: str
    summary: str
    speakers: list[SpeakerAnswer]
    talk: TalkAnswer | None
    scores: list[ScoreAnswer]
    went_well: list[QuoteAnswer]
    to_try: list[SuggestionAnswer]

    @classmethod
    def of(cls, found: coach.Feedback) -> FeedbackAnswer:
        """The answer for what was given."""
        plain = coach.as_json(found)
        assessment = plain.pop("assessment")
        if talk := found.assessment.talk:
            assessment["talk"]["our_share"] = round(talk.our_share, 4)
        return cls.model_validate({**plain, **assessment})


class CriterionAnswer(BaseModel):
    """One skill of the rubric; `anchors` are levels 1 to 5."""

    skill: str
    title: str
    looks_for: str
    anchors: list[str]


class RubricAnswer(BaseModel):
    """The rubric in force."""

    version: int
    title: str
    criteria: list[CriterionAnswer]


@acts.post("/feedback")
def post_feedback(wanted: FeedbackRequest, cockpit: CockpitHere, actor: Caller) -> FeedbackAnswer:
    """Score a conversation by the rubric, each level with the words it rests on.

    Text and quotes are the caller's alone. The same text counts once.
    """
    require(actor, Permission.COACHING_USE)
    account = find_account(cockpit.store, actor, wanted.account_id) if wanted.account_id else None
    given = coach.feedback(
        cockpit.store,
        actor,
        wanted.text,
        account_key=account.account_key if account else None,
        activity_key=int(wanted.activity.rpartition("/")[2]) if wanted.activity else None,
        own_speakers=wanted.own_speakers,
        as_notes=wanted.as_notes,
        title=wanted.title,
        is_shared=wanted.share_scores,
        voice=cockpit.coach_voice,
    )
    return FeedbackAnswer.of(given)


@router.get("/rubric")
def get_rubric(cockpit: CockpitHere, actor: Caller) -> RubricAnswer:
    """The rubric in force: what each level of each skill looks like."""
    require(actor, Permission.KNOWLEDGE_READ)
    found = rubric(cockpit.store)
    return RubricAnswer(
        version=found.version,
        title=found.document.title,
        criteria=[
            CriterionAnswer(
                skill=skill,
                title=skill_areas()[skill].title,
                looks_for=criterion.looks_for,
                anchors=list(criterion.anchors),
            )
            for skill, criterion in found.criteria.items()
        ],
    )
