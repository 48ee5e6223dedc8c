"""Renders everything the coach's prompt folders can say, so that what is wrong is found before anybody asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.coaching.voice.passage import Kind
from core.coaching.voice.prompting import voice_prompt
from core.drafting.prompts.load import COACH, PROMPTS
from core.drafting.prompts.strict import BadPrompt


@dataclass(frozen=True)
class CheckedVoice:
    """What was rendered of one kind. ``system`` is the length of what is sent ahead of each question, in characters."""

    kind: str
    version: str
    groups: int
    system: int
    words: int


def check_voices(folder: Path = PROMPTS) -> tuple[CheckedVoice, ...]:
    """Check every folder of the coach; raises BadPrompt, with file and line, for the first thing that is wrong."""
    kinds = {kind.value for kind in Kind}
    for path in sorted(folder.glob(f"{COACH}*")):
        if path.name not in kinds:
            raise BadPrompt(
                path / "meta.toml", 1, f"The coach has no {path.name!r}.", f"It has: {', '.join(sorted(kinds))}."
            )  # fmt: skip
    return tuple(_checked(kind, folder) for kind in Kind)


def _checked(kind: Kind, folder: Path) -> CheckedVoice:
    prompt = voice_prompt(kind, folder)
    system = prompt.system()
    prompt.user("brief; direct; with examples of wording", "{}")
    return CheckedVoice(
        kind.value, prompt.version, len(prompt.meta.groups), len(system), prompt.meta.limits.words
    )
