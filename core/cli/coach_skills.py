"""Skills, progress and the team from the command line, which stands for the one user of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import AsOf, Json
from core.cli.context import ACTOR, day, fresh, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from core.coaching.skills import SkillProfile

Person = Annotated[
    str, typer.Argument(help="E-mail address of a person; without, the user of this machine.")
]


def skills(person: Person = "", as_of: AsOf = None, as_json: Json = False) -> None:
    """Where a person's skills stand, how surely and from what, and what to do next."""
    from core.coaching.skills import skill_profile  # noqa: PLC0415 - heavy; --help needs none of it
    from core.coaching.skills.as_json import profile_json  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        fresh(cockpit, on)
        found = skill_profile(cockpit.store, ACTOR, person, on)
    if as_json:
        print_json(profile_json(found))
        return
    result(f"{found.person.name} on {on}")
    _levels(found)
    for one in found.recommendations:
        if one.exercise is not None:
            exercise = one.exercise
            result(f"{one.title}: {exercise.title} ({exercise.minutes} minutes). {exercise.do}")
        for document in one.reading:
            result(f"{one.title}: read {document.slug}, {document.title}")


def _levels(found: SkillProfile) -> None:
    table(
        ["Skill", "Level", "From", "To", "Rests on"],
        [
            [
                skill.title,
                skill.level,
                skill.low,
                skill.high,
                "; ".join(source.said for source in skill.sources),
            ]
            for skill in found.skills
        ],
    )
    table(
        ["In the records", "Kept", "Of"],
        [[one.title, one.kept, one.cases] for one in found.behaviours],
    )


def progress(
    person: Person = "",
    as_of: AsOf = None,
    months: Annotated[int, typer.Option(help="Month-ends to replay.", min=1, max=24)] = 6,
    as_json: Json = False,
) -> None:
    """How a person's skills moved, what was practised, and scores before and after it."""
    from core.coaching.skills import progress as moved  # noqa: PLC0415 - see skills
    from core.coaching.skills.as_json import progress_json  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        fresh(cockpit, on)
        found = moved(cockpit.store, ACTOR, person, as_of=on, months=months)
    if as_json:
        print_json(progress_json(found))
        return
    result(f"{found.person.name} on {on}")
    days = [point.on.isoformat() for point in found.skills[0].points]
    table(
        ["Skill", *days, "Change", "Practised"],
        [
            [
                skill.title,
                *(point.level for point in skill.points),
                skill.change,
                len(skill.practised),
            ]
            for skill in found.skills
        ],
    )
    for skill in found.skills:
        if (compared := skill.before_after) is not None:
            result(
                f"{skill.title}: scored interactions before {compared.first_on} "
                f"{_mean(compared.before, compared.before_n)}, since {_mean(compared.after, compared.after_n)}; "
                "no cause is claimed"
            )


def _mean(value: float | None, n: int) -> str:
    return "none" if value is None else f"{value:.1f} (n = {n})"


def team(
    person: Annotated[
        str, typer.Option("--agenda", help="Points for the next 1:1 with this person instead.")
    ] = "",
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Shared levels side by side, who was not coached for long, and points for a 1:1."""
    from core.coaching.skills import agenda  # noqa: PLC0415 - see skills
    from core.coaching.skills import team as whole_team  # noqa: PLC0415
    from core.coaching.skills.as_json import team_json  # noqa: PLC0415

    with opened() as cockpit:
        on = day(as_of, cockpit)
        fresh(cockpit, on)
        if person:
            points = agenda(cockpit.store, ACTOR, person, on)
            if as_json:
                print_json([vars(point) for point in points])
                return
            for point in points:
                result(f"{point.title}. {point.text}")
            return
        found = whole_team(cockpit.store, ACTOR, on)
    if as_json:
        print_json(team_json(found))
        return
    titles = [skill.title for skill in found.members[0].skills] if found.members else []
    table(
        ["Person", *titles, "Coached on"],
        [
            [member.person.name, *(skill.level for skill in member.skills), member.last_coached_on]
            for member in found.members
        ],
    )
    for member in found.due:
        result(f"Not coached for {found.gap_days} days: {member.person.name}")
