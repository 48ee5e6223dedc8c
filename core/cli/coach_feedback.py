"""Feedback on a conversation from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, opened
from core.cli.files import read_text
from core.cli.output import plain, print_json, result, say, table

if TYPE_CHECKING:
    from core.coaching.feedback import Feedback

LARGEST_FILE_BYTES = 2_000_000


def feedback(  # noqa: PLR0917  one a word of the command line
    file: Annotated[
        Path,
        typer.Argument(
            help="Notes or a transcript: text, Markdown, .vtt or .srt; - reads it from the input."
        ),
    ],
    account_text: Annotated[
        str | None, typer.Option("--account", help="The account it was with.")
    ] = None,
    me: Annotated[
        list[str] | None, typer.Option("--me", help="A name under which you speak in it.")
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="These are notes, whatever they look like.")
    ] = False,
    share: Annotated[
        bool,
        typer.Option("--share", help="Let those you report to see the levels, never the text."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Score notes or a transcript by the rubric: levels with quotes, what went well, what to try."""
    from core.coaching.feedback import as_json as shown  # noqa: PLC0415 - heavy, --help needs none
    from core.coaching.feedback import feedback as given  # noqa: PLC0415

    text = read_text(file, LARGEST_FILE_BYTES)
    with opened() as cockpit:
        key = account(cockpit, account_text).account_key if account_text else None
        found = given(
            cockpit.store,
            ACTOR,
            text,
            account_key=key,
            own_speakers=me or (),
            as_notes=notes,
            title="" if str(file) == "-" else file.name,
            is_shared=share,
            voice=cockpit.coach_voice,
        )
    if as_json:
        print_json(shown(found))
        return
    _show(found)


def _show(found: Feedback) -> None:
    assessment = found.assessment
    result(
        plain(
            f"{found.title} ({assessment.shape.value}, rubric version {assessment.rubric_version})"
        )
    )
    result(found.summary)
    table(
        ["Skill", "Level", "Range", "Certainty", "Quotes"],
        [
            [
                score.title,
                "no evidence" if score.level is None else f"{score.level:g}",
                "" if score.level is None else f"{score.low:g} to {score.high:g}",
                score.certainty.value if score.certainty else "",
                len(score.quotes),
            ]
            for score in assessment.scores
        ],
    )
    if talk := assessment.talk:
        result(
            f"You spoke {talk.our_share:.0%} of the words and asked {talk.questions} questions, "
            f"{talk.open_questions} of them open; your longest stretch had {talk.longest_words} words."
        )
    for quote in assessment.went_well:
        result(f"+ {quote.shows}: {_quoted(quote.text)}")
    for suggestion in assessment.to_try:
        said = f": {_quoted(suggestion.quote.text)}" if suggestion.quote else ""
        result(f"- {suggestion.title}. {suggestion.shows}{said}")
        result(f"  {suggestion.attempt}")
        result(f"  Better: {plain(suggestion.better)}")
    if found.note:
        say(found.note)


def _quoted(text: str) -> str:
    return f'"{plain(" ".join(text.split()))}"'
