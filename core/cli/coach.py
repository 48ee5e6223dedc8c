"""The coach from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, fresh, opened
from core.cli.output import print_json, result, say

if TYPE_CHECKING:
    from core.coaching.guidance import Answer
    from core.coaching.model import Line

app = typer.Typer(help="Guidance, feedback and skills.", no_args_is_help=True)


@app.command("ask")
def ask(
    question: Annotated[str, typer.Argument(help="What is going on, in your words.")],
    account_text: Annotated[
        str | None,
        typer.Option("--account", help="The account, where the words do not name it."),
    ] = None,
    conversation: Annotated[
        int | None, typer.Option("--conversation", help="Go on with this conversation.", min=1)
    ] = None,
    playbook: Annotated[
        str,
        typer.Option(
            "--playbook", help="The situation, where the words were understood otherwise."
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """How to handle a situation: analysis, steps with days, what to watch out for."""
    from core.coaching.guidance import ask as answer_to  # noqa: PLC0415 - heavy, --help needs none
    from core.coaching.guidance.as_answer import answer_dict  # noqa: PLC0415

    with opened() as cockpit:
        today = cockpit.clock.today()
        fresh(cockpit, today)
        key = account(cockpit, account_text).account_key if account_text else None
        answer = answer_to(
            cockpit.store,
            ACTOR,
            question,
            account_key=key,
            conversation_id=conversation,
            playbook=playbook,
            own_names=cockpit.settings.own_names,
            voice=cockpit.coach_voice,
        )
        if as_json:
            print_json(answer_dict(cockpit.store, ACTOR, answer, today))
            return
    _show(answer)


def _show(answer: Answer) -> None:
    guidance = answer.guidance
    if guidance.question:
        result(guidance.question)
        _lines("For example", [f"- {title}" for title in answer.options])
    else:
        about = [guidance.situation.title, guidance.situation.account_name]
        result(" · ".join(part for part in about if part))
    _lines("", [_said(line) for line in guidance.analysis])
    for number, phase in enumerate(guidance.phases, 1):
        steps = [f"- {_said(step)}" for step in phase.steps]
        _lines(f"{number}. {phase.name} ({phase.when}, by {phase.due_on})", steps)
    _lines("Watch out for", [f"- {_said(line)}" for line in guidance.watch_outs])
    _lines("What they may say", [f"- {_said(line)}" for line in guidance.wording])
    _lines("Ready", [f"- {one.label}" for one in guidance.ready])
    if guidance.note:
        say(guidance.note)
    say(f"Conversation {answer.conversation_id}; go on with --conversation.")


def _lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        result("")
        for line in (title, *lines):
            if line:
                result(line)


def _said(line: Line) -> str:
    cited = ", ".join(one.title for one in line.citations)
    return f"{line.text} [{cited}]" if cited else line.text
