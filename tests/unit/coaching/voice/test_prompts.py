"""The coach's prompt folders: strict, alike for everybody, and no drafts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from core.coaching.voice import Kind
from core.coaching.voice.check import check_voices
from core.coaching.voice.prompting import HOUSE_RULES, voice_prompt
from core.drafting.model.known_models import known_models
from core.drafting.prompts import PROMPTS, prompt_names
from core.drafting.prompts.strict import BadPrompt

CHARACTERS_PER_TOKEN = 4


def test_every_folder_of_the_coach_renders() -> None:
    assert {checked.kind for checked in check_voices()} == {kind.value for kind in Kind}


def test_the_coachs_folders_are_no_kinds_of_draft() -> None:
    assert not any(name.startswith("coach_") for name in prompt_names())


@pytest.mark.parametrize("kind", Kind)
def test_what_goes_ahead_is_long_enough_to_be_cached(kind: Kind) -> None:
    shortest = min(model.cacheable_from for model in known_models().values())
    assert len(voice_prompt(kind).system()) / CHARACTERS_PER_TOKEN > shortest


@pytest.mark.parametrize("kind", Kind)
def test_the_prompts_keep_the_rules_they_set(kind: Kind) -> None:
    said = voice_prompt(kind).system()
    assert "\u2014" not in said
    assert not re.search(r"[\U0001F300-\U0001FAFF]", said)
    for filler in ("synergy", "leverage", "exciting", "game-changer", "world-class"):
        assert filler not in said.lower()


def test_every_rule_that_a_program_checks_is_told() -> None:
    rules = HOUSE_RULES.read_text(encoding="utf-8")
    for word in ("cites", "quotation marks", "promise", "links", "Markdown", "given order", "fact"):
        assert word in rules


def _copied(tmp_path: Path) -> Path:
    for kind in Kind:
        shutil.copytree(PROMPTS / kind.value, tmp_path / kind.value)
    return tmp_path


def _changed(folder: Path, file: str, old: str, new: str) -> Path:
    path = folder / "coach_guidance" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("user.md", "{{ style }}", "{{ tone }}", "user.md:3: 'tone' is not declared"),
        ("user.md", "style: {{ style }}", "", "'style' is declared for user.md"),
        ("system.md", "{{ words }}", "{{ words }", "system.md"),
        ("meta.toml", 'version = "1.0"', 'version = "one"', "meta.toml"),
        ("meta.toml", "[groups]", "[grps]", "meta.toml"),
    ],
)
def test_a_folder_that_is_not_in_order_says_where(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    folder = _changed(_copied(tmp_path), file, old, new)
    with pytest.raises(BadPrompt, match=re.escape(says)):
        check_voices(folder)


def test_a_folder_that_nobody_reads_is_found(tmp_path: Path) -> None:
    (_copied(tmp_path) / "coach_songs").mkdir()
    with pytest.raises(BadPrompt, match="The coach has no 'coach_songs'"):
        check_voices(tmp_path)


def test_another_word_is_another_version(tmp_path: Path) -> None:
    folder = _changed(_copied(tmp_path), "system.md", "You put guidance", "You bring guidance")
    assert voice_prompt(Kind.GUIDANCE, folder).version != voice_prompt(Kind.GUIDANCE).version
