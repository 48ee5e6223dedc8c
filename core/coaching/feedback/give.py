"""Hand in a conversation, get feedback: read, scored by the rubric in force, kept for the person alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.feedback import payload
from core.coaching.feedback.assess import assess
from core.coaching.feedback.model import Assessment, Feedback, Suggestion
from core.coaching.feedback.own import feedback_of
from core.coaching.feedback.say import summary
from core.coaching.feedback.sources import conversation, known_names
from core.coaching.interactions import record
from core.coaching.knowledge import Library, library
from core.coaching.model import Citation, CitationKind, InteractionType
from core.coaching.rubric import Rubric, ensure, rubric
from core.coaching.style import Style, style_of
from core.coaching.transcript import Side, Transcript, read_transcript
from core.errors import Ambiguous, InvalidInput
from core.store import Reader, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_TITLE, SHORTEST_TITLE = 80, 2
AGAIN = (
    "You handed in this text before; the feedback is the same, counts once, "
    "and is shared or not as you chose then."
)


class Voice(Protocol):
    """What puts feedback into other words; scores and quotes stay as they are."""

    def feedback(
        self, actor: Actor, feedback: Feedback, *, library: Library, style: Style
    ) -> Feedback:
        """The same feedback, said by a model; or as it is with a note."""


def feedback(
    store: Store,
    actor: Actor,
    text: str = "",
    *,
    account_key: int | None = None,
    activity_key: int | None = None,
    own_speakers: Sequence[str] = (),
    as_notes: bool = False,
    title: str = "",
    is_shared: bool = False,
    voice: Voice | None = None,
) -> Feedback:
    """Score ``text``, or the imported activity ``activity_key`` of the actor's own, and keep it.

    ``own_speakers`` are the labels under which the actor speaks. Raises :class:`~core.errors.Ambiguous` with
    the speakers where nobody can tell which are ours. The text and its quotes are the actor's alone;
    ``is_shared`` lets those they report to see the levels. The same text handed in again counts once.
    """
    require(actor, Permission.COACHING_USE)
    if activity_key is not None:
        if text.strip():
            raise InvalidInput("Give a text or an activity, not both.", "Leave one of them out.")
        found = conversation(store, actor, activity_key)
        text, account_key, title = found.text, found.account_key, title or found.subject
    if account_key is not None:
        require_account(store, actor, account_key)
    transcript = resolved(store, actor, text, account_key, own_speakers, as_notes=as_notes)
    by = rubric(store)
    mark = _fingerprint(by, transcript, account_key)
    if (earlier := _same(store, actor, mark)) is not None:
        return replace(feedback_of(store, actor, earlier), note=AGAIN)
    known = library(store, actor)
    assessment = with_titles(assess(by, transcript), known)
    given = Feedback(
        0, _title(title, transcript), assessment, summary(assessment), account_key, is_shared
    )
    if voice is not None:
        given = voice.feedback(actor, given, library=known, style=style_of(store, actor))
    context = {
        "text": text,
        "shape": transcript.shape.value,
        "own_speakers": list(own_speakers),
        "as_notes": as_notes,
        "activity_key": None if activity_key is None else str(activity_key),
        "title": given.title,
        "fingerprint": mark,
    }
    with store.transaction(actor, "feedback.give") as work:
        return _keep(work, actor, ensure(work), given, context)


def resolved(
    store: Reader,
    actor: Actor,
    text: str,
    account_key: int | None = None,
    own_speakers: Sequence[str] = (),
    *,
    as_notes: bool = False,
) -> Transcript:
    """The text taken apart with what is known of its speakers; Ambiguous where their sides are not known."""
    require(actor, Permission.COACHING_USE)
    known = known_names(store, actor, account_key)
    transcript = read_transcript(text, known, own_speakers, as_notes=as_notes)
    names = [speaker.name for speaker in transcript.speakers]
    if wrong := [name for name in own_speakers if transcript.has_turns and name not in names]:
        raise InvalidInput(
            f"Nobody in the text speaks as {', '.join(wrong)}.", f"Speakers are {', '.join(names)}."
        )
    if not transcript.is_resolved:
        raise Ambiguous(
            "It is not clear which of these speakers you are.",
            "Name yourself: own_speakers in the API, --me on the command line.",
            options=tuple(names),
        )
    return transcript


def with_titles(found: Assessment, known: Library) -> Assessment:
    """Articles under the titles they have now; one that is no more is not cited."""

    def titled(suggestion: Suggestion) -> Suggestion:
        if suggestion.article is None:
            return suggestion
        document = known.get(suggestion.article.ref)
        cited = Citation(CitationKind.ARTICLE, document.slug, document.title) if document else None
        return replace(suggestion, article=cited)

    return replace(found, to_try=tuple(titled(suggestion) for suggestion in found.to_try))


def keep_levels(
    work: Transaction,
    actor: Actor,
    interaction_id: int,
    assessment: Assessment,
    *,
    account_key: int | None = None,
    is_shared: bool = False,
) -> None:
    """Write the levels of an assessment within a use case's transaction; what has no evidence leaves no row."""
    for score in assessment.scored:
        articles = [
            suggestion.article.ref
            for suggestion in assessment.to_try
            if suggestion.skill == score.skill and suggestion.article
        ]
        work.execute(
            load_sql(SQL, "assessment_insert"),
            {
                "person": actor.email.casefold(),
                "skill_area": score.skill,
                "proficiency_level": score.level,
                "interaction_id": interaction_id,
                "account_key": account_key,
                "rubric_version": assessment.rubric_version,
                "recommendations": json.dumps(articles),
                "is_shared": is_shared,
                "assessed_at": work.clock.now(),
            },
        )
    work.touch("ops.csm_skill_assessments")


def _keep(
    work: Transaction, actor: Actor, by: Rubric, given: Feedback, context: Mapping[str, object]
) -> Feedback:
    number = record(
        work,
        person=actor.email,
        interaction_type=InteractionType.FEEDBACK,
        subject="rubric",
        context=context,
        guidance_provided=payload.kept(given),
        writer=given.writer,
        account_key=given.account_key,
        is_shared=given.is_shared,
        citations=payload.slugs(given.assessment),
    )
    keep_levels(
        work,
        actor,
        number,
        given.assessment,
        account_key=given.account_key,
        is_shared=given.is_shared,
    )
    work.note(rubric_version=by.version, skills=len(given.assessment.scored))
    return replace(given, interaction_id=number)


def _same(store: Reader, actor: Actor, mark: str) -> int | None:
    rows = store.rows(
        load_sql(SQL, "same_text"), {"person": actor.email.casefold(), "fingerprint": mark}
    )
    return int(rows[0]["interaction_id"]) if rows else None


def _fingerprint(by: Rubric, transcript: Transcript, account_key: int | None) -> str:
    """Names a text with how it was read: its sides, its account, the rubric."""
    sides: Iterable[str] = (
        f"{speaker.name}={speaker.side.value}" for speaker in transcript.speakers
    )
    parts = [transcript.text, transcript.shape.value, *sides, str(account_key), by.hash]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _title(given: str, transcript: Transcript) -> str:
    """As handed in; else whom it was with, or the first line that says something."""
    with_whom = [speaker.name for speaker in transcript.speakers if speaker.side is Side.THEM]
    lines = [line.strip(" #*-\t") for line in transcript.text.splitlines()]
    first = next((line for line in lines if len(line) > SHORTEST_TITLE), transcript.shape.value)
    made = f"Conversation with {', '.join(with_whom)}" if with_whom else first
    title = " ".join((given or made).split())
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
