"""Skills, progress and the team over the API, within what the caller may know."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from core.api.callers import Caller, CockpitHere
from core.api.coaching_skills_payloads import (
    AgendaItem,
    AssessmentRequest,
    AssessmentsMade,
    PersonQuery,
    ProgressQuery,
    SkillProfile,
    SkillProgress,
    SkillTeam,
)
from core.api.json_route import JsonRoute
from core.api.payloads import AsOf
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import skills
from core.coaching.skills.as_json import profile_json, progress_json, team_json
from core.cockpit.freshness import ensure_fresh

router = APIRouter(prefix="/coaching", tags=["coaching"])
acts = APIRouter(prefix="/coaching", tags=["coaching"], route_class=JsonRoute)


@router.get("/skills")
def get_skills(
    cockpit: CockpitHere, actor: Caller, query: Annotated[PersonQuery, Query()]
) -> SkillProfile:
    """Levels with their ranges and sources, behaviour in the records, and what to do next."""
    require(actor, Permission.COACHING_USE)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    found = skills.skill_profile(cockpit.store, actor, query.person, as_of)
    return SkillProfile(**profile_json(found))


@router.get("/progress")
def get_progress(
    cockpit: CockpitHere, actor: Caller, query: Annotated[ProgressQuery, Query()]
) -> SkillProgress:
    """Each skill at the end of each month, what was practised, and scores before and after."""
    require(actor, Permission.COACHING_USE)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    found = skills.progress(cockpit.store, actor, query.person, as_of=as_of, months=query.months)
    return SkillProgress(**progress_json(found))


@router.get("/team")
def get_team(cockpit: CockpitHere, actor: Caller, query: Annotated[AsOf, Query()]) -> SkillTeam:
    """Shared levels of those who report to the caller, and who was not coached for long."""
    require(actor, Permission.COACHING_TEAM)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    return SkillTeam(**team_json(skills.team(cockpit.store, actor, as_of)))


@router.get("/agenda")
def get_agenda(
    cockpit: CockpitHere, actor: Caller, query: Annotated[PersonQuery, Query()]
) -> list[AgendaItem]:
    """What to speak of in the next 1:1 with somebody who reports to the caller."""
    require(actor, Permission.COACHING_TEAM)
    as_of = query.as_of or cockpit.clock.today()
    ensure_fresh(cockpit, actor, as_of)
    return [
        AgendaItem(
            kind=point.kind,
            title=point.title,
            text=point.text,
            skill=point.skill_area,
            evidence=list(point.evidence),
        )
        for point in skills.agenda(cockpit.store, actor, query.person or actor.email, as_of)
    ]


@acts.post("/assessments", status_code=201)
def post_assessment(
    wanted: AssessmentRequest, cockpit: CockpitHere, actor: Caller
) -> AssessmentsMade:
    """Judge one's own skills, or those of somebody who reports to the caller."""
    made = skills.assess(
        cockpit.store,
        actor,
        wanted.levels,
        person=wanted.person,
        note=wanted.note,
        is_shared=wanted.is_shared,
        recommendations=wanted.exercises,
    )
    return AssessmentsMade(assessments=list(made))
