"""The week with the coach, and ratings, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, day, fresh, opened
from core.cli.output import print_json, result, say

if TYPE_CHECKING:
    from core.coaching.weekly import KeptWeek


def weekly(
    week: Annotated[
        str | None,
        typer.Option("--week", help="The week's Monday (YYYY-MM-DD); this week without."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Sum it up anew though it was already.")
    ] = False,
    mail: Annotated[
        bool,
        typer.Option("--mail", help="Send everybody theirs, as the scheduler does on Mondays."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Your week: what you did, promises, coaching, skills, accounts that need you, what to try."""
    from core.coaching.weekly import (  # noqa: PLC0415 - heavy, and --help needs none of it
        kept_week,
        monday_of,
        weekly_round,
        write_week,
    )

    with opened() as cockpit:
        today = cockpit.clock.today()
        fresh(cockpit, today)
        if mail:
            store, settings = cockpit.store, cockpit.settings
            made = weekly_round(store, settings, ACTOR, voice=cockpit.coach_voice)
            result(made.summary)
            return
        monday = day(week, cockpit, "--week") if week else monday_of(today)
        found = None if again or not week else kept_week(cockpit.store, ACTOR, monday)
        kept = found or write_week(cockpit.store, ACTOR, monday, voice=cockpit.coach_voice)
    if as_json:
        print_json({"interaction_id": kept.interaction_id, **kept.summary.to_dict()})
        return
    _show(kept)


def rate(  # noqa: PLR0917 - typer names them as options
    interaction: Annotated[int, typer.Argument(help="Number of the answer.", min=1)],
    rating: Annotated[
        int | None, typer.Option("--rating", help="1 (useless) to 5 (just right).", min=1, max=5)
    ] = None,
    followed: Annotated[
        str | None, typer.Option("--followed", help="followed, partly, not or unknown.")
    ] = None,
    comment: Annotated[
        str | None, typer.Option("--comment", help="In your words; only you read it.")
    ] = None,
    wish: Annotated[
        list[str] | None,
        typer.Option("--wish", help="Another style, e.g. length=brief; may be repeated."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say how useful an answer of the coach was, and whether you followed it."""
    from core.coaching.learning import rate as keep  # noqa: PLC0415 - see weekly

    wishes = dict(one.partition("=")[::2] for one in wish or [])
    with opened() as cockpit:
        made = keep(
            cockpit.store,
            ACTOR,
            interaction,
            rating=rating,
            followed=followed,
            comment=comment,
            wishes=wishes,
        )
    if as_json:
        print_json(vars(made) | {"followed": made.followed.value})
        return
    said = "not rated" if made.rating is None else f"rated {made.rating}"
    result(f"Answer {interaction}: {said}, followed: {made.followed.value}.")


def _show(kept: KeptWeek) -> None:
    from core.coaching.weekly import summary_lines  # noqa: PLC0415 - see weekly

    for line in summary_lines(kept.summary):
        result(line)
    if kept.summary.note:
        say(kept.summary.note)
    say(f"Kept as {kept.interaction_id}; rate it with: coach rate {kept.interaction_id} --rating 4")
